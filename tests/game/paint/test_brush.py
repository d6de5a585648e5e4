import shutil
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.paint.brush import Brush, BrushError, load_brush, load_brushes
from game.paint.painter import Painter
from tests.game.paint.conftest import BRUSHES
from tests.game.paint.hand import drag, line

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
        ("brush.toml", "title = ", "brush.toml cannot be understood"),
        ("brush.toml", "size = 20", "title is missing in brush.toml"),
        ("brush.toml", 'title = "x"\nspacing = -3', "spacing is not right"),
        ("brush.toml", 'title = "x"\nbristles = 3', "bristles is no property of a brush"),
        ("brush.toml", 'title = "x"\nflow = nan', "flow is not right"),
        ("tip.png", "this is no picture", "tip.png is no picture that can be read"),
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


@pytest.mark.parametrize("missing", ["tip.png", "brush.toml"])
def test_a_brush_that_is_not_whole_is_left_out(tmp_path: Path, missing: str) -> None:
    shutil.copytree(BRUSHES / "ink", tmp_path / "good")
    shutil.copytree(BRUSHES / "ink", tmp_path / "bare")
    (tmp_path / "bare" / missing).unlink()
    found, problems = load_brushes(tmp_path)
    assert [brush.name for brush in found] == ["good"]
    assert problems == [f"The brush bare is left out: {missing} is missing."]


def test_a_folder_that_is_dropped_in_paints(tmp_path: Path) -> None:
    folder = tmp_path / "potato"
    folder.mkdir()
    (folder / "brush.toml").write_text('title = "Potato print"\nsize = 90\nspacing = 1.5\n', encoding="utf-8")
    tip = pygame.Surface((64, 64))
    pygame.draw.circle(tip, "white", (32, 32), 24)
    pygame.image.save(tip, folder / "tip.png")
    brushes, problems = load_brushes(tmp_path)
    assert problems == []
    painter = Painter((300, 200), brushes[0])
    painter.colour = (20, 60, 160)
    bare = painter.picture()
    drag(painter, line((40, 100), (260, 100)))
    assert (painter.picture() != bare).any(axis=2).sum() > 300


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
