"""From a touch to the first visible change is one frame, on everything that can be touched."""

from collections.abc import Callable

import numpy as np
import pygame
import pytest

from game.scenes.reveal import Reveal
from game.ui.widgets import Controls, Widget
from tests.game.test_visit import Visitor, visitor

__all__ = ["visitor"]


def to_pick(visitor: Visitor) -> None:
    visitor.tap((480, 20))
    visitor.wait_until(lambda: visitor.on() == "pick")


def to_draw(visitor: Visitor) -> None:
    to_pick(visitor)
    visitor.tap(visitor.button("Draw").rect.center)
    visitor.wait_until(lambda: visitor.on() == "draw")


def to_wait(visitor: Visitor) -> None:
    to_draw(visitor)
    visitor.tap(visitor.button("Done").rect.center)
    visitor.wait_until(lambda: visitor.on() == "wait")


def to_reveal(visitor: Visitor) -> Reveal:
    to_wait(visitor)
    visitor.wait_until(lambda: visitor.on() == "reveal")
    scene = visitor.app.director.scene
    assert isinstance(scene, Reveal)
    while not scene.finished:
        visitor.tap((3, 3))
    visitor.wait_until(lambda: scene._confetti is None or scene._confetti.done)
    return scene


def to_compare(visitor: Visitor) -> None:
    visitor.tap(to_reveal(visitor)._compare.rect.center)


def to_strength(visitor: Visitor) -> None:
    visitor.tap(to_reveal(visitor)._strength.rect.center)


def controls(visitor: Visitor) -> Controls:
    scene = visitor.app.director.scene
    page = scene._page if isinstance(scene, Reveal) else None
    found = page._controls if page is not None else scene._controls  # type: ignore[attr-defined]
    assert isinstance(found, Controls)
    return found


def look(visitor: Visitor, widget: Widget) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    seen = visitor.app.screen.subsurface(widget.rect.clip(visitor.app.screen.get_rect()))
    return pygame.surfarray.array3d(seen)


@pytest.mark.parametrize("way", [to_pick, to_draw, to_wait, to_reveal, to_compare, to_strength])
def test_every_touch_is_seen_in_the_next_frame(visitor: Visitor, way: Callable[[Visitor], object]) -> None:
    way(visitor)
    # Long enough for everything that moves by itself to have come to rest.
    for _ in range(80):
        visitor.frame()
        if visitor.on() == "wait":
            break
    touched = 0
    for widget in list(controls(visitor).widgets):
        if not widget.active:
            continue
        before = look(visitor, widget)
        # Aside of the middle: a slider's knob may be there already.
        x, y = widget.rect.left + widget.rect.width * 0.4, widget.rect.centery
        visitor.finger(pygame.FINGERDOWN, x, y)
        assert not np.array_equal(before, look(visitor, widget)), type(widget).__name__
        # Slid away before it is lifted: nothing is pressed.
        visitor.finger(pygame.FINGERMOTION, 1, 1)
        visitor.finger(pygame.FINGERUP, 1, 1)
        touched += 1
    assert touched >= 2
