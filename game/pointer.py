"""Mouse, touch and keyboard become one stream of events; nothing else in the game knows pygame's."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pygame


@dataclass(frozen=True, slots=True)
class Pointer:
    """A finger or the mouse. Positions are pixels of the window, `time` seconds of the game's clock.

    `pressure` is 0 to 1 where a device truly reports it, else None. `cancel` ends a pointer without a release:
    the scene changed, the window lost focus, the finger vanished.
    """

    kind: Literal["down", "move", "up", "cancel"]
    id: int
    x: float
    y: float
    time: float
    pressure: float | None = None
    device: Literal["touch", "mouse"] = "touch"


@dataclass(frozen=True, slots=True)
class Wheel:
    """The mouse wheel over a place; `steps` is positive away from the user."""

    x: float
    y: float
    steps: float


@dataclass(frozen=True, slots=True)
class Key:
    """A key pressed or released; `name` is pygame's name of the key ("return", "left", "z", ...)."""

    name: str
    pressed: bool = True
    control: bool = False
    shift: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Drop:
    """A file dropped on the window."""

    path: str


Event = Pointer | Wheel | Key | Drop

_Kind = Literal["down", "move", "up"]


MOST_FINGERS = 10
"""Further fingers are ignored until one is lifted."""

SAME_TOUCH_SECONDS = 0.06
SAME_TOUCH_PIXELS = 32
"""What goes down this soon and this near after another device went down or up is the same touch, reported twice."""


@dataclass
class _Down:
    """A pointer that is down; `id` is None where it only repeats another device's touch."""

    id: int | None
    device: object
    x: float
    y: float


class PointerReader:
    """Turns pygame's events into ours.

    SDL reports a tap as a finger and again as a mouse with `touch=True`, some systems as two devices, and under
    Xwayland only as a mouse. `event.pressure` of fingers holds something else in pygame and is never read. Ups that
    come without a down, and moves of what is not down, are dropped.
    """

    def __init__(self, size: tuple[int, int]) -> None:
        """Read for a window of `size` pixels."""
        self._size = size
        self._down: dict[object, _Down] = {}
        self._keys: set[int] = set()
        self._seen: list[tuple[object, tuple[float, float], float]] = []
        self._mouse = (size[0] / 2, size[1] / 2)

    def read(self, events: Iterable[pygame.event.Event], now: float) -> list[Event]:
        """Our events for pygame's, in their order, at the time `now`."""
        result: list[Event] = []
        for event in events:
            if event.type in (pygame.KEYDOWN, pygame.KEYUP):
                result.append(self._key(event))
            elif event.type in (pygame.FINGERDOWN, pygame.FINGERMOTION, pygame.FINGERUP):
                result.extend(self._finger(event, now))
            elif event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEMOTION, pygame.MOUSEBUTTONUP):
                result.extend(self._mouse_event(event, now))
            elif event.type == pygame.MOUSEWHEEL:
                result.append(Wheel(*self._mouse, float(getattr(event, "precise_y", event.y))))
            elif event.type == pygame.DROPFILE:
                result.append(Drop(event.file))
            elif event.type == pygame.WINDOWFOCUSLOST:
                result.extend(self.release(now))
        return result

    def release(self, now: float) -> list[Event]:
        """Cancel every pointer that is down; until it goes down again nothing of it is reported."""
        cancels: list[Event] = [
            Pointer("cancel", down.id, down.x, down.y, now, device="mouse" if down.device == "mouse" else "touch")
            for down in self._down.values()
            if down.id is not None
        ]
        self._down.clear()
        return cancels

    def _key(self, event: pygame.event.Event) -> Key:
        pressed = event.type == pygame.KEYDOWN
        repeated = pressed and event.key in self._keys
        (self._keys.add if pressed else self._keys.discard)(event.key)
        control, shift = bool(event.mod & pygame.KMOD_CTRL), bool(event.mod & pygame.KMOD_SHIFT)
        return Key(pygame.key.name(event.key), pressed, control, shift, repeated)

    def _finger(self, event: pygame.event.Event, now: float) -> list[Event]:
        kinds: dict[int, _Kind] = {
            pygame.FINGERDOWN: "down",
            pygame.FINGERMOTION: "move",
            pygame.FINGERUP: "up",
        }
        x = min(max(event.x, 0.0), 1.0) * self._size[0]
        y = min(max(event.y, 0.0), 1.0) * self._size[1]
        device = ("touch", event.touch_id)
        return self._step(kinds[event.type], (device, event.finger_id), device, (x, y), now)

    def _mouse_event(self, event: pygame.event.Event, now: float) -> list[Event]:
        if getattr(event, "touch", False):
            return []
        x, y = float(event.pos[0]), float(event.pos[1])
        self._mouse = (x, y)
        if event.type == pygame.MOUSEMOTION:
            return self._step("move", "mouse", "mouse", (x, y), now)
        if event.button != pygame.BUTTON_LEFT:
            return []
        kind: _Kind = "down" if event.type == pygame.MOUSEBUTTONDOWN else "up"
        return self._step(kind, "mouse", "mouse", (x, y), now)

    def _step(self, kind: _Kind, key: object, device: object, place: tuple[float, float], now: float) -> list[Event]:
        """One step of one finger or the mouse, which `key` tells apart from all others."""
        name: Literal["touch", "mouse"] = "mouse" if device == "mouse" else "touch"
        known = self._down.get(key)
        result: list[Event] = []
        if kind == "down":
            if known is not None and known.id is not None:
                result.append(Pointer("cancel", known.id, known.x, known.y, now, device=name))
            self._down.pop(key, None)
            known = _Down(self._number(device, place, now), device, *place)
            self._down[key] = known
        if known is None:
            return result
        known.x, known.y = place
        if kind == "up":
            del self._down[key]
        if kind != "move":
            self._seen.append((device, place, now))
        if known.id is not None:
            result.append(Pointer(kind, known.id, *place, now, device=name))
        return result

    def _number(self, device: object, place: tuple[float, float], now: float) -> int | None:
        """The smallest free number for a new pointer, or None where it is to be ignored."""
        self._seen = [seen for seen in self._seen if now - seen[2] <= SAME_TOUCH_SECONDS]
        if any(seen[0] != device and math.dist(place, seen[1]) <= SAME_TOUCH_PIXELS for seen in self._seen):
            return None
        used = {down.id for down in self._down.values() if down.id is not None}
        return next((number for number in range(MOST_FINGERS) if number not in used), None)
