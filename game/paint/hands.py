"""What hands do beside painting: a palm that rests on the screen, a tap of two fingers."""

import math
from collections.abc import Iterable, Sequence

from game.paint.drawing import Event

STILL = 0.015
"""Canvas heights that a finger may stray and still count as resting."""

MOVED = 0.05
"""Canvas heights that a finger must have gone to count as painting."""

PALM_REACH = 0.4
"""Canvas heights from a finger tip to the heel of its hand, on a screen 30 cm high."""

PALM_SECONDS = 0.25
TAP_SECONDS = 0.35
TAP_TOGETHER = 0.15
TAP_REACH = 0.5


class Hand:
    """One finger from its touch on; lengths in canvas heights, times in seconds since the gesture began."""

    def __init__(self, down: Event, device: str) -> None:
        """A finger that has just come down."""
        self.stroke, self.touch = down.stroke, device == "touch"
        self.x, self.y, self.time = down.x, down.y, down.time
        self.began = down.time
        self.up: float | None = None
        self.strayed = 0.0
        self._x, self._y = down.x, down.y

    def move(self, event: Event) -> None:
        """The finger has gone on, or up."""
        self.x, self.y, self.time = event.x, event.y, event.time
        self.strayed = max(self.strayed, math.hypot(event.x - self._x, event.y - self._y))
        if event.kind in ("up", "cancel"):
            self.up = event.time

    @property
    def rests(self) -> bool:
        """Whether it has stayed where it came down."""
        return self.strayed < STILL


def is_palm(hand: Hand, active: Iterable[Hand]) -> bool:
    """Whether a touch is a palm: it rests, beside or below a finger that paints, for longer than a tap."""
    if not hand.touch or not hand.rests:
        return False
    for other in active:
        if other is hand or not other.touch or other.strayed < MOVED:
            continue
        until = hand.time if hand.up is not None else max(hand.time, other.time)
        beside = math.hypot(hand.x - other.x, hand.y - other.y) < PALM_REACH and hand.y > other.y - 0.1
        if beside and until - hand.began >= PALM_SECONDS and other.time - hand.began >= PALM_SECONDS:
            return True
    return False


def is_two_finger_tap(hands: Sequence[Hand]) -> bool:
    """Whether a finished gesture was two fingers that came down and went up together without moving."""
    if len(hands) != 2 or not all(hand.touch and hand.rests and hand.up is not None for hand in hands):
        return False
    first, second = hands
    quick = all((hand.up or 0.0) - hand.began < TAP_SECONDS for hand in hands)
    near = math.hypot(first.x - second.x, first.y - second.y) < TAP_REACH
    return quick and near and abs(first.began - second.began) < TAP_TOGETHER
