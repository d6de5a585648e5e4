"""A drawing as its strokes: what is kept of the fingers' events, small and exact."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from game.paint.brush import Brush
from game.paint.paper import PAPERS, Paper
from game.paint.pigment import Colour
from models.messages import Picture

Kind = Literal["down", "move", "up", "cancel", "dry", "clear", "mirror", "sheet"]
KINDS: tuple[Kind, ...] = ("down", "move", "up", "cancel", "dry", "clear", "mirror", "sheet")

_NUMBERS = 6


@dataclass(frozen=True, slots=True)
class Setup:
    """What a stroke is painted with; `diameter` in pixels on a canvas 1000 pixels high."""

    brush: Brush
    colour: Colour
    diameter: float
    seed: int


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a gesture: x and y in canvas heights, time in seconds since the gesture began.

    `stroke` counts the strokes of the gesture; "dry" ends the running of its wash; `setup` comes with "down", `paper`
    with "sheet".
    """

    kind: Kind
    stroke: int
    x: float = 0.0
    y: float = 0.0
    time: float = 0.0
    pressure: float | None = None
    setup: Setup | None = None
    paper: Paper | None = None


class Gesture:
    """Everything from the first finger down to the last one up, which is what undo takes back."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._numbers = array("f")
        self._setups: dict[int, Setup] = {}
        self.paper: Paper | None = None

    def __len__(self) -> int:
        return len(self._numbers) // _NUMBERS

    def __iter__(self) -> Iterator[Event]:
        return (self[index] for index in range(len(self)))

    def __getitem__(self, index: int) -> Event:
        start = index * _NUMBERS
        kind, stroke, x, y, time, pressure = self._numbers[start : start + _NUMBERS]
        name = KINDS[int(kind)]
        setup = self._setups.get(int(stroke)) if name == "down" else None
        paper = self.paper if name == "sheet" else None
        return Event(name, int(stroke), x, y, time, None if pressure < 0 else pressure, setup, paper)

    @property
    def setups(self) -> list[Setup]:
        """What its strokes are painted with."""
        return list(self._setups.values())

    @property
    def strokes(self) -> int:
        """How many strokes have begun in it."""
        return len(self._setups)

    @property
    def wipes(self) -> bool:
        """Whether it leaves a bare canvas."""
        return any(KINDS[int(kind)] in ("clear", "sheet") for kind in self._numbers[::_NUMBERS])

    @property
    def kept_bytes(self) -> int:
        """Memory that the events take."""
        return len(self._numbers) * self._numbers.itemsize

    def add(self, event: Event) -> Event:
        """Keep an event, and give it back as it is kept: rounded, so that painting it again gives the same pixels."""
        if event.setup is not None:
            self._setups[event.stroke] = event.setup
        if event.paper is not None:
            self.paper = event.paper
        pressure = -1.0 if event.pressure is None else event.pressure
        self._numbers.extend((KINDS.index(event.kind), event.stroke, event.x, event.y, event.time, pressure))
        return self[len(self) - 1]

    def without(self, stroke: int) -> "Gesture":
        """The gesture as if one stroke had never been."""
        rest = Gesture()
        for event in self:
            if event.stroke != stroke:
                rest.add(event)
        return rest


@dataclass
class Drawing:
    """The gestures that made a picture, first to last, on a paper and the picture they began from if there was one."""

    paper: Paper = PAPERS[0]
    base: Picture | None = None
    gestures: list[Gesture] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(len(gesture) for gesture in self.gestures)

    @property
    def paper_now(self) -> Paper:
        """The paper that the last gesture left."""
        return next((gesture.paper for gesture in reversed(self.gestures) if gesture.paper is not None), self.paper)

    @property
    def bare(self) -> bool:
        """Whether nothing is on the canvas."""
        return self.gestures[-1].wipes if self.gestures else self.base is None

    def since_bare(self) -> "Drawing":
        """What is still to be seen: the gestures since the canvas was last wiped bare."""
        wiped = max((index for index, gesture in enumerate(self.gestures) if gesture.wipes), default=-1)
        if wiped < 0:
            return self
        before = Drawing(self.paper, None, self.gestures[: wiped + 1])
        return Drawing(before.paper_now, None, self.gestures[wiped + 1 :])
