"""Thumbnails: cards in the back room, files only through the worker and a few at a time."""

from pathlib import Path

import numpy as np
import pytest

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


def test_of_hundreds_only_the_last_ones_are_kept_and_come_back_when_they_are_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.thumbnails.MOST_KEPT", 4)
    cards = fake_collection(12).styles
    small = CardThumbnails(theme)
    for card in cards:
        for _ in range(12):
            small.want(card, ROOM)
        small._backroom.settle()
    assert [small.get(card) is not None for card in cards] == [False] * 8 + [True] * 4
    for _ in range(12):
        small.want(cards[0], ROOM)
    small._backroom.settle()
    assert small.get(cards[0]) is not None and len(small._backroom.ready) == 4
    # All that is in sight stays, however much it is.
    for _ in range(12):
        for card in cards:
            small.want(card, ROOM)
        small._backroom.settle()
    assert all(small.get(card) is not None for card in cards)

    paths = [tmp_path / f"{number}.png" for number in range(9)]
    for path in paths[1:]:
        save_picture(np.full((40, 60, 3), 90, np.uint8), path)
    studio = FakeStudio()
    files = FileThumbnails(theme, studio)
    for path in paths:
        for _ in range(12):
            files.want(path, ROOM)
            studio.poll()
    assert [files.get(path) is not None for path in paths] == [False] * 5 + [True] * 4
    for _ in range(4):
        files.want(paths[1], ROOM)
        files.want(paths[0], ROOM)
        studio.poll()
    assert files.get(paths[1]) is not None and len(studio.jobs) == 10


def test_closing_cancels_what_is_not_open_yet(tmp_path: Path) -> None:
    save_picture(np.full((40, 60, 3), 90, np.uint8), tmp_path / "a.png")
    studio = FakeStudio()
    small = FileThumbnails(theme, studio)
    small.want(tmp_path / "a.png", ROOM)
    small.close()
    assert studio.jobs[0].state == "cancelled"
