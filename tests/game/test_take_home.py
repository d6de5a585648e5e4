"""Postcards: print-ready, saved without overwriting, printed by the system's command."""

import os
from datetime import datetime
from io import BytesIO
from pathlib import Path

import numpy as np
import pygame
import pytest
from PIL import Image

from game.language import use
from game.postcard import PAPER, SIZE, Sheet, places, png_of
from game.round import Round
from game.settings import Settings
from game.take_home import postcard_folder, print_postcard, save_postcard
from game.ui.theme import Theme
from models.messages import Grade
from tests.fakes import fake_collection
from tests.game.scenes.conftest import assert_laid_out

NOON = datetime(2026, 5, 17, 12, 0, 0)


def played() -> Round:
    cards = fake_collection(3)
    content, style = cards.contents[0], cards.styles[0]
    grade = Grade(7.3, 7.0, 8.0, 6.9, np.ones((8, 8), np.float32))
    round = Round(content, style, drawing=content.picture(400))
    round.grades["drawing-fast"] = grade
    return round


@pytest.mark.parametrize("code", ["en", "ja", "uk"])
def test_a_postcard_shows_what_there_is_and_is_print_ready(code: str) -> None:
    use(code)
    card = Sheet(played(), Theme((1920, 1080)), NOON.date()).finish()
    use("en")
    image = Image.open(BytesIO(png_of(card)))
    assert image.size == SIZE
    assert image.info["dpi"] == pytest.approx((300, 300), abs=0.5)
    at = places()
    colours = {
        name: pygame.transform.average_color(card, rect)[:3]
        for name, rect in (
            ("drawing", at.pictures[0]),
            ("fast", at.pictures[1]),
            ("content", at.pair[0]),
            ("grade", at.grades[0]),
        )
    }
    assert colours["fast"] == PAPER, "what was not made leaves its place free"
    assert all(colours[name] != PAPER for name in ("drawing", "content", "grade"))


def test_nothing_overlaps_on_the_card() -> None:
    assert_laid_out(places(), Theme(SIZE))


def test_a_postcard_is_saved_and_never_over_another(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "Postkarten für alle"
    first = save_postcard(b"one", folder, NOON)
    second = save_postcard(b"two", folder, NOON)
    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")
    assert first.name == "Style Duel 2026-05-17 12.00.00.png"
    assert sorted(path.name for path in folder.iterdir()) == sorted([first.name, second.name])


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError):
        save_postcard(b"one", tmp_path / "file" / "folder", NOON)


def test_the_operators_folder_is_used(tmp_path: Path) -> None:
    assert postcard_folder(Settings(postcard_folder=str(tmp_path))) == tmp_path
    assert postcard_folder(Settings()).name == "Style Duel"


def printer(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    command = folder / "lp"
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")


def test_the_printer_gets_the_postcard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printer(tmp_path, f'cat > "{tmp_path}/paper"', monkeypatch)
    print_postcard(b"a card")
    assert (tmp_path / "paper").read_bytes() == b"a card"


def test_a_printer_that_fails_or_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printer(tmp_path, "exit 1", monkeypatch)
    with pytest.raises(OSError, match="did not take"):
        print_postcard(b"a card")
    (tmp_path / "lp").unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OSError, match="no print command"):
        print_postcard(b"a card")
