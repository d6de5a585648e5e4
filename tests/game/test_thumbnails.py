"""Thumbnails: cards in the back room, files only through the worker and a few at a time."""

from pathlib import Path

import numpy as np

from game.thumbnails import MOST_JOBS, CardThumbnails, FileThumbnails
from game.ui.theme import Theme
from models.pictures import save_picture
from tests.fakes import FakeStudio, fake_collection

theme = Theme((1280, 720))
ROOM = (200, 160)


def test_cards_are_framed_to_fit() -> None:
    card = fake_collection().styles[1]
    small = CardThumbnails(theme)
    assert small.get(card) is None
    small.want(card, ROOM)
    small._backroom.settle()
    framed = small.get(card)
    assert framed is not None and framed.frame.width <= 200 and framed.frame.height <= 160


def test_files_are_opened_by_the_worker_a_few_at_a_time_and_bad_ones_only_once(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.png" for number in range(5)]
    for path in paths[1:]:
        save_picture(np.full((40, 60, 3), 90, np.uint8), path)
    paths[0].write_text("no picture")
    studio = FakeStudio()
    small = FileThumbnails(theme, studio)
    for path in paths:
        small.want(path, ROOM)
    assert len(studio.jobs) == MOST_JOBS
    for _ in range(6):
        studio.poll()
        for path in paths:
            small.want(path, ROOM)
    assert len(studio.jobs) == 5
    assert small.get(paths[0]) is None and all(small.get(path) is not None for path in paths[1:])


def test_closing_cancels_what_is_not_open_yet(tmp_path: Path) -> None:
    save_picture(np.full((40, 60, 3), 90, np.uint8), tmp_path / "a.png")
    studio = FakeStudio()
    small = FileThumbnails(theme, studio)
    small.want(tmp_path / "a.png", ROOM)
    small.close()
    assert studio.jobs[0].state == "cancelled"
