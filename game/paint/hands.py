"""What hands do beside dragging: a resting palm, a tap of two fingers, clicks in place of a drag."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from game.paint.drawing import Event
from game.pointer import Pointer

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


class Clicks:
    """For those who cannot drag: each click leads the stroke on to its place, a click where it is ends it.

    Pointers go in, the pointers of an ordinary drag come out; who does drag is not hindered.
    """

    def __init__(self, still: float) -> None:
        """`still` is as far, in pixels, as a click may stray."""
        self._still = still
        self._place: Pointer | None = None
        self._held: Pointer | None = None
        self._dragged = False

    def translate(self, pointer: Pointer) -> Iterator[Pointer]:
        """The pointers that a dragging hand would have made."""
        if pointer.kind == "down" and self._held is None:
            self._held, self._dragged = pointer, False
            yield from self._click(pointer)
        elif self._held is not None and pointer.id == self._held.id:
            yield from self._go_on(pointer, self._held)

    def _click(self, pointer: Pointer) -> Iterator[Pointer]:
        place, self._place = self._place, pointer
        if place is None:
            yield pointer
        elif _far(place, pointer) < self._still:
            self._place = None
            yield replace(pointer, kind="up", id=place.id)
        else:
            self._place = replace(pointer, id=place.id)
            for step in range(1, 21):
                x, y = (a + (b - a) * step / 20 for a, b in ((place.x, pointer.x), (place.y, pointer.y)))
                yield replace(self._place, kind="move", x=x, y=y, time=place.time + 0.5 * step / 20)
            self._place = replace(self._place, time=place.time + 0.5)

    def _go_on(self, pointer: Pointer, held: Pointer) -> Iterator[Pointer]:
        self._dragged = self._dragged or _far(pointer, held) >= self._still
        if pointer.kind != "move":
            self._held = None
        if self._place is None or (not self._dragged and pointer.kind != "cancel"):
            return
        later = max(self._place.time, pointer.time)
        yield replace(pointer, id=self._place.id, time=later)
        if pointer.kind != "move":
            self._place = None

    @property
    def place(self) -> tuple[float, float] | None:
        """Where the last click was, while a stroke is led from click to click."""
        return None if self._place is None else (self._place.x, self._place.y)

    def reset(self) -> None:
        """The stroke under way was ended otherwise."""
        self._place = self._held = None


def _far(pointer: Pointer, other: Pointer) -> float:
    return math.hypot(pointer.x - other.x, pointer.y - other.y)
