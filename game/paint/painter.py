"""The painter: pointers in, paint on the canvas out; with undo, and a record that can be painted again at any size."""

import math
from dataclasses import dataclass, replace

import numpy as np
import pygame

from game.paint.brush import ANGLES, Brush
from game.paint.history import History
from game.paint.pigment import Colour, mix_pigments
from game.paint.stroke import Dab, Point, Stroke
from game.paint.tip import dab as ready_dab
from game.paint.tip import rounded_diameter
from game.paint.wash import Wash
from game.pointer import Pointer
from models.messages import Picture

PAPER: Colour = (248, 244, 235)
MOST_POINTERS = 10


@dataclass(frozen=True, slots=True)
class Setup:
    """What a stroke is painted with; `diameter` in pixels on a canvas 1000 pixels high."""

    brush: Brush
    colour: Colour
    diameter: float
    seed: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One event of a gesture as it is kept: x and y in canvas heights, `setup` with the first event of a stroke."""

    kind: str
    stroke: int
    x: float
    y: float
    time: float
    pressure: float | None
    setup: Setup | None = None


Gesture = tuple[Mark, ...]


class _Wet:
    """A stroke under way: its path, its paint and what it has picked up."""

    def __init__(self, setup: Setup, stroke: Stroke, wash: Wash | None) -> None:
        self.setup, self.stroke, self.wash = setup, stroke, wash
        self.bucket: Colour | None = None


class Painter:
    """A canvas and the brush in hand. Positions are pixels of `surface`; any number of fingers up to ten.

    `brush`, `colour` and `size` (diameter in pixels on a canvas 1000 high) may be set at any time and hold for the
    strokes that begin afterwards.
    """

    def __init__(self, size: tuple[int, int], brush: Brush, paper: Colour = PAPER) -> None:
        """An empty canvas of `size` pixels."""
        self.surface = pygame.Surface(size, depth=32)
        self.surface.fill(paper)
        self.paper = paper
        self.brush = brush
        self.colour: Colour = (40, 60, 120)
        self.size = brush.numbers.size
        self.gestures: list[Gesture] = []
        self._undone: list[Gesture] = []
        self._marks: list[Mark] = []
        self._wet: dict[int, _Wet] = {}
        self._history = History(self.surface)
        self._count = 0

    @property
    def scale(self) -> float:
        """Pixels of this canvas for one pixel of a canvas 1000 high."""
        return self.surface.get_height() / 1000

    @property
    def empty(self) -> bool:
        """Whether nothing is painted."""
        return not self.gestures and not self._wet

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether something that was taken back can be done again."""
        return self._history.can_redo

    def handle(self, pointer: Pointer) -> None:
        """Take a finger's event; positions far outside, unknown fingers and broken numbers do no harm."""
        if not (math.isfinite(pointer.x) and math.isfinite(pointer.y) and math.isfinite(pointer.time)):
            return
        height = self.surface.get_height()
        limit = 4.0 * max(self.surface.get_size())
        x, y = (min(limit, max(-limit, value)) / height for value in (pointer.x, pointer.y))
        setup = None
        if pointer.kind == "down":
            if len(self._wet) >= MOST_POINTERS and pointer.id not in self._wet:
                return
            self._count += 1
            setup = Setup(self.brush, self.colour, self.size, self._count)
        elif pointer.id not in self._wet:
            return
        self._paint(Mark(pointer.kind, pointer.id, x, y, pointer.time, pointer.pressure, setup))

    def _paint(self, mark: Mark) -> None:
        """Do one event, keep it, and close the gesture when the last finger is lifted."""
        point = Point(mark.x * self.surface.get_height(), mark.y * self.surface.get_height(), mark.time, mark.pressure)
        if mark.setup is not None:
            self._lift(mark.stroke)
            self._wet[mark.stroke] = wet = self._wet_stroke(mark.setup, point)
            self._dabs(wet, list(wet.stroke.begin()))
        else:
            wet = self._wet[mark.stroke]
            self._dabs(wet, list(wet.stroke.extend(point)))
        self._marks.append(mark)
        if mark.kind in ("up", "cancel"):
            self._lift(mark.stroke)
            if not self._wet:
                self._close()

    def _wet_stroke(self, setup: Setup, point: Point) -> _Wet:
        stroke = Stroke(setup.brush, setup.diameter * self.scale, setup.seed, self.scale, point)
        wash = Wash(self._history, self.surface, setup.colour) if setup.brush.numbers.wash else None
        return _Wet(setup, stroke, wash)

    def _lift(self, stroke: int) -> None:
        wet = self._wet.pop(stroke, None)
        if wet is not None:
            self._dabs(wet, list(wet.stroke.end()))

    def _close(self) -> None:
        if self._history.commit():
            self.gestures.append(tuple(self._marks))
            self._undone.clear()
        self._marks = []

    def _dabs(self, wet: _Wet, dabs: list[Dab]) -> None:
        if wet.wash is not None:
            wet.wash.add(wet.setup.brush, dabs)
            return
        for dab in dabs:
            self._put(wet, dab)

    def _put(self, wet: _Wet, dab: Dab) -> None:
        diameter = rounded_diameter(dab.diameter)
        side = max(3, round(diameter * 1.42))
        place = pygame.Rect(round(dab.x - side / 2), round(dab.y - side / 2), side, side)
        if dab.opacity <= 0.004 or not place.colliderect(self.surface.get_rect()):
            return
        colour = self._colour_for(wet, dab)
        self._history.protect(place)
        image = ready_dab(wet.setup.brush, diameter, dab.angle, colour, dab.opacity, place.topleft)
        self.surface.blit(image, place, special_flags=pygame.BLEND_PREMULTIPLIED)

    def _colour_for(self, wet: _Wet, dab: Dab) -> Colour:
        """The paint of one dab: the brush's own, what it has picked up below, and a little chance."""
        numbers = wet.setup.brush.numbers
        if numbers.kind == "eraser":
            return self.paper
        colour = wet.setup.colour
        if numbers.mixing:
            below = self._below(dab)
            wet.bucket = _lerp(wet.bucket, below, 0.2) if wet.bucket is not None else below
            if numbers.kind == "smudge":
                return wet.bucket
            # Bare paper is dry: it gives nothing to the brush.
            share = numbers.mixing * min(1.0, _distance(wet.bucket, self.paper) / 60)
            colour = mix_pigments(colour, wet.bucket, round(share * 40) / 40)
        if dab.shade:
            colour = _shaded(colour, dab.shade)
        return colour

    def _below(self, dab: Dab) -> Colour:
        """The colour just ahead of the brush: below it lies mostly what it has put there itself."""
        side = max(2, round(dab.diameter * 0.4))
        ahead, heading = 0.45 * dab.diameter, 2 * math.pi * dab.angle / ANGLES
        x, y = dab.x + ahead * math.cos(heading), dab.y + ahead * math.sin(heading)
        area = pygame.Rect(round(x - side / 2), round(y - side / 2), side, side)
        area = area.clip(self.surface.get_rect())
        if not area.width or not area.height:
            return self.paper
        red, green, blue, _ = pygame.transform.average_color(self.surface, area)
        # In steps of four, so that tinted dabs can be kept.
        return red & ~3, green & ~3, blue & ~3

    def undo(self) -> None:
        """Take back the last gesture; one under way is finished first."""
        self.finish()
        if self._history.undo():
            self._undone.append(self.gestures.pop())

    def redo(self) -> None:
        """Do again what was taken back."""
        self.finish()
        if self._history.redo():
            self.gestures.append(self._undone.pop())

    def clear(self) -> None:
        """Wipe the canvas; can be undone."""
        self.finish()
        self._paint_whole("clear")

    def mirror(self) -> None:
        """Turn the canvas left to right; can be undone."""
        self.finish()
        self._paint_whole("mirror")

    def _paint_whole(self, kind: str) -> None:
        self._history.protect(self.surface.get_rect())
        if kind == "clear":
            self.surface.fill(self.paper)
        else:
            self.surface.blit(pygame.transform.flip(self.surface, True, False), (0, 0))
        self._marks.append(Mark(kind, 0, 0.0, 0.0, 0.0, None))
        self._close()

    def finish(self) -> None:
        """Lift every finger."""
        for stroke in list(self._wet):
            self._marks.append(replace(self._marks[-1], kind="cancel", stroke=stroke, setup=None))
            self._lift(stroke)
        if self._marks:
            self._close()

    def picture(self) -> Picture:
        """A copy of the canvas."""
        return np.ascontiguousarray(pygame.surfarray.array3d(self.surface).swapaxes(0, 1))


def replay(gestures: list[Gesture], painter: Painter, until: float = 1.0) -> None:
    """Paint recorded gestures on another, empty painter of any size; `until` is the share of the events to paint."""
    marks = [mark for gesture in gestures for mark in gesture]
    for mark in marks[: round(until * len(marks))]:
        if mark.kind in ("clear", "mirror"):
            painter._paint_whole(mark.kind)
        elif mark.setup is not None or mark.stroke in painter._wet:
            painter._paint(mark)
    painter.finish()


def _lerp(colour: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, other, strict=True))
    return red, green, blue


def _distance(colour: Colour, other: Colour) -> float:
    return math.dist(colour, other)


def _shaded(colour: Colour, amount: float) -> Colour:
    """Lighter (to 1) or darker (to -1), a little warmer when lighter; in steps so that dabs can be kept."""
    step = round(amount * 6) / 6
    goal = (255, 250, 235) if step > 0 else (18, 16, 34)
    return _lerp(colour, goal, abs(step) * 0.5)
