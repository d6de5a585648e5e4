import shutil
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.paint.brush import Brush, BrushError, load_brush, load_brushes
from tests.game.paint.conftest import BRUSHES

WANTED = {
    "oil", "impasto", "knife", "acrylic", "watercolour", "gouache", "ink", "charcoal", "chalk", "crayon", "sponge",
    "pointillist", "smudge", "eraser",
}  # fmt: skip


def test_the_house_has_twelve_paints_a_smudge_and_an_eraser(brushes: dict[str, Brush]) -> None:
    assert set(brushes) == WANTED
    assert {name for name, brush in brushes.items() if brush.numbers.kind != "paint"} == {"smudge", "eraser"}


def test_a_dropped_in_folder_becomes_a_brush(tmp_path: Path) -> None:
    shutil.copytree(BRUSHES / "ink", tmp_path / "reed")
    (tmp_path / "reed" / "brush.toml").write_text('title = "Reed pen"\nsize = 20\n', encoding="utf-8")
    found, problems = load_brushes(tmp_path)
    assert [brush.numbers.title for brush in found] == ["Reed pen"]
    assert problems == []


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("brush.toml", "title = ", "left out"),
        ("brush.toml", 'title = "x"\nspacing = -3', "spacing"),
        ("brush.toml", 'title = "x"\nbristles = 3', "bristles"),
        ("brush.toml", 'title = "x"\nflow = nan', "flow"),
        ("tip.png", "this is no picture", "left out"),
    ],
)
def test_a_broken_brush_is_named_and_left_out(tmp_path: Path, file: str, text: str, says: str) -> None:
    shutil.copytree(BRUSHES / "ink", tmp_path / "good")
    shutil.copytree(BRUSHES / "ink", tmp_path / "broken")
    (tmp_path / "broken" / file).write_text(text, encoding="utf-8")
    found, problems = load_brushes(tmp_path)
    assert [brush.name for brush in found] == ["good"]
    assert len(problems) == 1
    assert "broken" in problems[0] and says in problems[0]
    assert "Traceback" not in problems[0]


def test_a_brush_without_a_tip_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "brush.toml").write_text('title = "Bare"', encoding="utf-8")
    with pytest.raises(BrushError, match="bare"):
        load_brush(tmp_path / "bare")


def test_a_tip_must_hold_square_frames(tmp_path: Path) -> None:
    shutil.copytree(BRUSHES / "ink", tmp_path / "odd")
    pygame.image.save(pygame.Surface((100, 64)), tmp_path / "odd" / "tip.png")
    with pytest.raises(BrushError, match="square frames"):
        load_brush(tmp_path / "odd")


def test_the_textures_are_what_the_script_makes(brushes: dict[str, Brush]) -> None:
    from assets.brushes.make import BRUSHES as RECIPES

    assert set(RECIPES) == set(brushes)
    for name in ("ink", "watercolour", "oil"):
        made = np.clip(RECIPES[name]()["tip"], 0, 1)
        side = made.shape[0]
        frames = made.reshape(side, -1, side).swapaxes(0, 1)
        assert np.abs(frames - brushes[name].frames).max() < 0.02
