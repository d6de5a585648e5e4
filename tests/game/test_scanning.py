"""One switch is enough: the focus steps by itself, any press chooses, and a drawing can be made."""

import random

import numpy as np
import pytest

from game.director import Director
from game.pointer import Key, Pointer
from game.round import Round
from game.scanning import Scanner
from game.scene import Stage
from game.scenes.draw import Draw
from game.settings import Settings
from tests.fakes import FakeStudio, fake_collection
from tests.game.test_director import Plain


def test_without_the_setting_everything_is_heard_as_it_is() -> None:
    scanner = Scanner(lambda: 0.0)
    event = Pointer("down", 1, 3, 4, 0.0)
    assert scanner.hear(event) is event
    assert scanner.update(100) is None


def test_it_steps_in_time_and_any_press_chooses() -> None:
    scanner = Scanner(lambda: 2.0)
    assert scanner.update(1.9) is None
    assert scanner.update(0.2) == Key("tab")
    assert scanner.update(1.9) is None
    for press in (Pointer("down", 1, 3, 4, 0.0), Key("x"), Key("f5")):
        assert scanner.hear(press) == Key("return")
    assert scanner.update(1.9) is None, "a press begins the step anew"
    for nothing in (Pointer("move", 1, 3, 4, 0.0), Pointer("up", 1, 3, 4, 0.0), Key("x", pressed=False)):
        assert scanner.hear(nothing) is None


def stage() -> Stage:
    settings = Settings(one_switch=0.5, idle_seconds=60)
    return Stage((960, 540), settings, fake_collection(3), FakeStudio(10_000), lambda: 0.0, random.Random(1))


def test_a_press_begins_and_steps_keep_nobody_there() -> None:
    where = stage()
    scenes = {name: Plain(where, name, 40) for name in ("attract", "pick")}
    director = Director(where, scenes)  # type: ignore[arg-type]
    director.update(2.0)
    assert not scenes["attract"].heard, "in attract nothing steps"
    director.handle(Pointer("down", 1, 300, 200, 0.0))
    assert scenes["attract"].heard == [Key("return")]
    director.go("pick")
    warned = False
    for _ in range(75):
        director.update(1.0)
        warned = warned or director.seconds_until_end is not None
    assert scenes["pick"].heard[:3] == [Key("tab")] * 3
    assert warned, "a step is no visitor"


def test_a_picture_can_be_painted_with_one_switch() -> None:
    where = stage()
    draw = Draw(where)
    draw.enter(Round(where.collection.contents[0], where.collection.styles[0]))
    before = draw.easel.painter.picture()
    draw.handle(Key("return"))
    assert draw._controls.focus is draw.easel
    draw.handle(Key("return"))
    start = draw.easel.cursor
    draw.handle(Key("tab"))
    assert draw.easel.cursor != start and draw.easel.painter.empty, "the brush travels lifted"
    draw.handle(Key("return"))
    for _ in range(4):
        draw.handle(Key("tab"))
    draw.handle(Key("return"))
    assert not draw.easel.brush_down
    changed = np.any(draw.easel.painter.picture() != before, axis=2)
    assert np.any(changed, axis=0).sum() > 3 / 14 * changed.shape[1]
    draw.handle(Key("tab"))
    assert draw._controls.focus is not draw.easel
    draw.exit()


@pytest.mark.parametrize("seconds", [-1, 11])
def test_a_step_has_a_sensible_length(seconds: float) -> None:
    with pytest.raises(ValueError):
        Settings(one_switch=seconds)
