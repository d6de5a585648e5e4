from collections.abc import Callable

import numpy as np
import pygame
import pytest

from game.pointer import Key, Pointer
from game.round import Round
from game.scene import Stage
from game.scenes.draw import Draw
from game.scenes.draw_places import places
from game.ui.theme import Theme
from tests.game.scenes.conftest import SIZES, assert_laid_out

MakeStage = Callable[..., Stage]


@pytest.fixture
def scene(make_stage: MakeStage) -> Draw:
    stage = make_stage()
    draw = Draw(stage)
    draw.enter(Round(content=stage.collection.contents[0], style=stage.collection.styles[0]))
    return draw


def drag(scene: Draw, start: tuple[float, float], end: tuple[float, float], finger: int = 1) -> None:
    """A stroke over the canvas, places as shares of it."""
    canvas = scene.easel.rect
    for step in range(11):
        kind = "down" if step == 0 else "up" if step == 10 else "move"
        x, y = (a + (b - a) * step / 10 for a, b in zip(start, end, strict=True))
        place = (canvas.left + x * canvas.width, canvas.top + y * canvas.height)
        scene.handle(Pointer(kind, finger, *place, step / 30))  # type: ignore[arg-type]


def press(scene: Draw, rect: pygame.Rect) -> None:
    scene.handle(Pointer("down", 9, *rect.center, 0.0))
    scene.handle(Pointer("up", 9, *rect.center, 0.1))


def test_entering_starts_both_machines(scene: Draw) -> None:
    round = scene._round
    assert round.fast_job is not None and round.classic_job is not None


def test_a_finger_paints_in_the_colour_of_the_tile_that_was_touched(scene: Draw) -> None:
    press(scene, scene.brush_tiles[3].rect)
    press(scene, scene.colour_tiles[0].rect)
    bare = scene.easel.painter.picture()
    drag(scene, (0.2, 0.5), (0.8, 0.5))
    painted = scene.easel.painter.picture()
    changed = np.abs(painted.astype(int) - bare).sum(axis=2) > 60
    assert 0.01 < changed.mean() < 0.5
    found = np.median(painted[changed], axis=0)
    assert np.abs(found - scene.palette[0]).max() < 40


def test_undo_and_redo_by_button_and_by_key(scene: Draw) -> None:
    bare = scene.easel.painter.picture()
    drag(scene, (0.2, 0.5), (0.8, 0.5))
    painted = scene.easel.painter.picture()
    scene.handle(Key("z", control=True))
    assert np.array_equal(scene.easel.painter.picture(), bare)
    scene.handle(Key("y", control=True))
    assert np.array_equal(scene.easel.painter.picture(), painted)


def test_done_goes_to_the_machines_or_straight_to_the_reveal(scene: Draw) -> None:
    drag(scene, (0.2, 0.5), (0.8, 0.5))
    press(scene, scene.done_button.rect)
    assert scene.update(0.1) == "wait"
    assert scene._round.drawing is not None
    for _ in range(20):
        scene.stage.studio.poll()
    press(scene, scene.done_button.rect)
    assert scene.update(0.1) == "reveal"


def test_the_drawing_is_still_there_when_the_visitor_comes_back(scene: Draw) -> None:
    drag(scene, (0.2, 0.5), (0.8, 0.5))
    painted, round = scene.easel.painter.picture(), scene._round
    scene.handle(Key("escape"))
    assert scene.update(0.1) == "pick"
    scene.exit()
    scene.enter(round)
    assert np.array_equal(scene.easel.painter.picture(), painted)


def test_the_keyboard_alone_paints(scene: Draw) -> None:
    bare = scene.easel.painter.picture()
    scene.handle(Key("tab"))
    scene.handle(Key("space"))
    for _ in range(8):
        scene.handle(Key("right"))
    scene.handle(Key("space"))
    assert not scene.easel.brush_down
    assert not np.array_equal(scene.easel.painter.picture(), bare)


def test_a_picture_beside_the_canvas_is_shown_large_until_the_next_touch(scene: Draw) -> None:
    scene._frames.settle()
    usual, large = (pygame.Surface(scene.stage.size, depth=32) for _ in range(2))
    scene.draw(usual)
    press(scene, places(scene.theme).style)
    scene.draw(large)
    assert not np.array_equal(pygame.surfarray.array3d(usual), pygame.surfarray.array3d(large))
    scene.handle(Pointer("down", 1, 5, 5, 1.0))
    scene.draw(large)
    assert np.array_equal(pygame.surfarray.array3d(usual), pygame.surfarray.array3d(large))


def test_drawing_the_scene_changes_nothing(scene: Draw) -> None:
    scene._frames.settle()
    first, second = (pygame.Surface(scene.stage.size, depth=32) for _ in range(2))
    scene.draw(first)
    scene.draw(second)
    assert np.array_equal(pygame.surfarray.array3d(first), pygame.surfarray.array3d(second))


@pytest.mark.parametrize("size", SIZES)
def test_nothing_overlaps_and_nothing_is_cut(size: tuple[int, int]) -> None:
    theme = Theme(size)
    assert_laid_out(places(theme), theme)
