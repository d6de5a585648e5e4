"""Mouse, touch and keyboard become one stream of events; nothing else in the game knows pygame's."""

from dataclasses import dataclass
from typing import Literal


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
