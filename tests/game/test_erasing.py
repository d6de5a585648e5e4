"""After a visit nothing of it is left: not in memory, not in shared memory, not in any file."""

import gc
import logging
import os
import signal
import weakref
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.paint.painter import Painter
from game.statistics import Statistics
from models.logs import _Handler, log_folder
from models.pictures import PictureError, load_picture, save_picture
from models.shared import FOLDER
from tests.fakes import FakeStudio, fake_collection
from tests.game.test_visit import Visitor

GREEN = (12, 250, 31)
"""A colour that no picture of the fake collection holds."""


@pytest.fixture
def visitor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Visitor]:
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name))
    monkeypatch.setattr("game.studio.Studio", lambda _: FakeStudio(classic_polls=30))
    monkeypatch.setattr("game.collection.load_collection", lambda folder: fake_collection())
    before = signal.getsignal(signal.SIGTERM)
    one = Visitor()
    one.app._statistics = Statistics()
    log_folder().mkdir(parents=True)
    log = _Handler(log_folder() / "game.log")
    logging.getLogger().addHandler(log)
    yield one
    logging.getLogger().removeHandler(log)
    log.close()
    one.app.close()
    signal.signal(signal.SIGTERM, before)


def green(file: Path) -> bool:
    """Whether a picture shows the visitor's green."""
    try:
        return bool((np.abs(load_picture(file).astype(int) - GREEN).max(axis=2) < 40).any())
    except PictureError:
        return False


@pytest.mark.parametrize("ends", ["play again", "absent", "fault"])
def test_nothing_of_a_visit_with_a_picture_of_ones_own_remains(visitor: Visitor, tmp_path: Path, ends: str) -> None:
    mine = tmp_path / "holiday_of_erika.png"
    save_picture(np.full((90, 120, 3), GREEN, np.uint8), mine)
    (tmp_path / "broken_erika.png").write_text("no picture")
    visitor.click((100, 100))
    visitor.wait_until(lambda: visitor.on() == "pick")
    pygame.event.post(pygame.event.Event(pygame.DROPFILE, file=str(tmp_path / "broken_erika.png")))
    visitor.wait_until(lambda: bool(visitor.app.stage.studio.jobs), 5)  # type: ignore[attr-defined]
    for _ in range(30):
        visitor.frame()
    pygame.event.post(pygame.event.Event(pygame.DROPFILE, file=str(mine)))
    visitor.wait_until(lambda: visitor.on() == "reveal")
    drawing = visitor.round.drawing
    assert drawing is not None
    kept = weakref.ref(drawing)
    del drawing
    if ends == "fault":
        visitor.app.director.recover()
    elif ends == "play again":
        visitor.app.director.go("attract")
    studio = visitor.app.stage.studio
    assert isinstance(studio, FakeStudio)
    visitor.wait_until(lambda: visitor.on() == "attract", 100)
    for _ in range(40):
        visitor.frame()
    studio.jobs.clear()
    gc.collect()
    assert kept() is None, f"still held by {[type(one) for one in gc.get_referrers(kept())]}"
    assert visitor.app._statistics is not None
    visitor.app._statistics.close()
    files = [file for file in (tmp_path / "home").rglob("*") if file.is_file()]
    assert any(file.name == "statistics.sqlite" for file in files)
    assert not [file for file in files if b"erika" in file.read_bytes()]
    assert not [file for file in files if green(file)]
    assert not list(FOLDER.glob(f"style-duel-{os.getpid()}-*"))


def test_the_drawing_its_history_and_the_last_screen_are_gone(visitor: Visitor) -> None:
    visitor.click((100, 100))
    visitor.wait_until(lambda: visitor.on() == "pick")
    visitor.tap(visitor.button("Draw").rect.center)
    visitor.wait_until(lambda: visitor.on() == "draw")
    for step in range(12):
        kind = pygame.FINGERDOWN if step == 0 else pygame.FINGERUP if step == 11 else pygame.FINGERMOTION
        visitor.finger(kind, 420 + 12 * step, 250)
    assert visitor.round.painter is not None
    kept = weakref.ref(visitor.round.painter)
    assert isinstance(kept(), Painter)
    visitor.wait_until(lambda: visitor.on() == "attract", 90)
    for _ in range(40):
        visitor.frame()
    gc.collect()
    assert kept() is None, f"still held by {[type(one) for one in gc.get_referrers(kept())]}"
    assert not pygame.surfarray.array3d(visitor.app.director._snapshot).any()
