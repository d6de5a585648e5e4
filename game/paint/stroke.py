"""One stroke: from the points of a finger to dabs along a smooth curve.

Dabs lie at distances in fractions of the radius, and everything that changes is a function of the way along the curve,
so a stroke looks the same however often a screen reports. As in libmypaint the direction is low-passed over a way and
the opacity is corrected for the overlap of dabs.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from game.paint.brush import Brush
from game.paint.tip import ANGLES

FAST = 3.0
"""Canvas heights a second at which a stroke counts as fast."""

BEND = 0.9
"""How fully a curve's end follows the circle through its start direction; below 1, so that errors die out."""


STEADY = 50
"""Pixels of a canvas 1000 high over which speed is low-passed, however thin the brush."""

FREE_TURN = 6
"""Tips that turn freely take every sixth of the `ANGLES` only."""


@dataclass(frozen=True, slots=True)
class Dab:
    """Where one dab goes: centre and diameter in pixels, direction 0 to `ANGLES` - 1, opacity 0 to 1.

    `frame` is the tip's; `shift` (-1 to 1) and `tone` (-1 to 1) are chance for its colour; `ahead` is the unit
    vector of the movement.
    """

    x: float
    y: float
    diameter: float
    angle: int
    opacity: float
    frame: int
    shift: float
    tone: float
    ahead: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Point:
    """One reported position, in pixels of the canvas; `time` in seconds."""

    x: float
    y: float
    time: float
    pressure: float | None = None


class Stroke:
    """Turns points into dabs. `scale` is the canvas height in pixels over 1000; `reach` is as far as paint shows."""

    def __init__(self, brush: Brush, diameter: float, seed: int, scale: float, start: Point) -> None:
        """Begin at a point; a dab that needs a direction waits for the first movement."""
        self.brush, self.radius = brush, diameter / 2
        self._numbers = brush.numbers
        self._random = random.Random(seed)
        self._scale = scale
        self._last = start
        self._direction: tuple[float, float] | None = None
        self._way = 0.0
        self._next = 0.0
        self._heading: float | None = None
        self._angle = 0
        self._ahead = (1.0, 0.0)
        self._speed = self._reported = 0.0
        self._wandering = [self._random.random() for _ in range(64)]

    def extend(self, point: Point, last: bool = False) -> Iterator[Dab]:
        """The dabs up to a new point, along a curve that goes on in the direction in which it came."""
        start = self._last
        length = math.hypot(point.x - start.x, point.y - start.y)
        # A short way says little about the direction; the rest comes with the next point.
        if length < (0.3 if last else 1.5) * self._scale:
            return
        chord = ((point.x - start.x) / length, (point.y - start.y) / length)
        first, end = self._ends(chord)
        speed = min(1.0, length / max(1e-3, point.time - start.time) / (1000 * self._scale) / FAST)
        if self._direction is None:
            self._reported = speed
        steps = max(1, math.ceil(length / max(1.0, self.radius * 0.1)))
        x, y = start.x, start.y
        for step in range(1, steps + 1):
            t = step / steps
            nx, ny = _hermite(start, first, point, end, length, t)
            yield from self._walk(x, y, nx, ny, self._reported + (speed - self._reported) * t, point.pressure)
            x, y = nx, ny
        self._last, self._direction, self._reported = point, end, speed

    def end(self) -> Iterator[Dab]:
        """What is left to do when the finger is lifted: a dab for a mere touch, a flick for a tapered stroke."""
        if self._way == 0:
            self._heading = self._random.uniform(-0.6, 0.6)
            self._way = self._numbers.taper * self.radius
            yield from self._touch()
        elif self._numbers.taper and self._direction is not None:
            yield from self._flick(self._direction)

    def _touch(self) -> Iterator[Dab]:
        """A mere touch: one dab, or for a thin tip that follows, as short a stroke as a hand makes by pressing."""
        assert self._heading is not None, "given before"
        depth = self.brush.overlapping * self._numbers.spacing / 2
        reach = max(0.0, 0.45 - depth) * self.radius if self._numbers.follow and depth < 0.45 else 0.0
        ahead = (math.cos(self._heading), math.sin(self._heading))
        # On a grain one dab would only speckle: a touch presses into the paper.
        steps = max(1, round(2 * reach / max(1.0, self._numbers.spacing * self.radius))) if reach else 4
        count = steps + 1 if reach or (self._numbers.grain and not self._numbers.wash) else 1
        for step in range(count):
            way = (2 * step / steps - 1) * reach
            x, y = self._last.x + ahead[0] * way, self._last.y + ahead[1] * way
            yield self._dab(x, y, self._last.pressure, touch=True)

    def _ends(self, chord: tuple[float, float]) -> tuple[tuple[float, float], tuple[float, float]]:
        """Directions at both ends of the next piece: the second mirrors the first at the chord, as on a circle."""
        first = self._direction
        if first is None:
            return chord, chord
        along = first[0] * chord[0] + first[1] * chord[1]
        if along < 0.2:
            # A sharp corner is meant as one.
            return chord, chord
        mirrored = (2 * along * chord[0] - first[0], 2 * along * chord[1] - first[1])
        x, y = (c + BEND * (m - c) for c, m in zip(chord, mirrored, strict=True))
        size = math.hypot(x, y)
        return first, (x / size, y / size)

    def _flick(self, direction: tuple[float, float]) -> Iterator[Dab]:
        """The tip leaves the paper while it still moves: ever thinner."""
        reach = self._numbers.taper * self.radius * (0.3 + self._speed)
        steps = max(2, math.ceil(reach / max(1.0, self.radius * 0.2)))
        for step in range(1, steps + 1):
            part = step / steps
            dab = self._dab(
                self._last.x + direction[0] * reach * part, self._last.y + direction[1] * reach * part, None
            )
            yield replace(dab, diameter=dab.diameter * (1 - part))

    def _walk(self, x: float, y: float, nx: float, ny: float, speed: float, pressure: float | None) -> Iterator[Dab]:
        """Go one short straight piece of the curve, leaving dabs where they are due."""
        piece = math.hypot(nx - x, ny - y)
        if piece == 0:
            return
        self._ahead = ((nx - x) / piece, (ny - y) / piece)
        self._turn(math.atan2(ny - y, nx - x), piece)
        self._speed += (speed - self._speed) * (1 - math.exp(-piece / max(2 * self.radius, STEADY * self._scale)))
        start, end = self._way, self._way + piece
        while self._next <= end:
            share = (self._next - start) / piece
            self._way = self._next
            yield self._dab(x + (nx - x) * share, y + (ny - y) * share, pressure)
            self._next += max(1.0, self._numbers.spacing * self.radius)
        self._way = end

    def _turn(self, heading: float, piece: float) -> None:
        """Follow the movement; a flat brush that goes back the way it came need not turn round."""
        if self._heading is None:
            self._heading = heading
            return
        off = math.remainder(heading - self._heading, math.pi)
        self._heading += off * (1 - math.exp(-piece / (0.5 * self.radius)))

    def _dab(self, x: float, y: float, pressure: float | None, touch: bool = False) -> Dab:
        numbers, chance = self._numbers, self._random
        # Always the same number of random numbers for a dab, whatever the brush uses.
        stray, where, turn, size, shift, tone, pick = (chance.random() for _ in range(7))
        coarse = 1 if numbers.turn < 0.5 else FREE_TURN
        turned = self._steady_angle() + (turn - 0.5) * ANGLES * numbers.turn
        way = numbers.scatter * self.radius * math.sqrt(stray)
        return Dab(
            x + way * math.cos(2 * math.pi * where),
            y + way * math.sin(2 * math.pi * where),
            # Chance in few steps: nobody sees the difference, and the tips are there already.
            self.radius * 2 * self._thickness(pressure) * (1 - numbers.size_jitter * round(size * 3) / 3),
            round(turned / coarse) * coarse % ANGLES,
            numbers.flow if touch else self._opacity(),
            self._frame(pick),
            (shift - 0.5) * 2 * numbers.colour_jitter,
            (tone - 0.5) * 2 * numbers.colour_jitter,
            self._ahead,
        )

    def _steady_angle(self) -> int:
        """The direction as one of `ANGLES`; it changes only when it is clearly another, or a line would flicker."""
        if self._numbers.follow and self._heading is not None:
            exact = self._heading / (2 * math.pi) * ANGLES
            if abs(exact - self._angle) > 0.7:
                self._angle = round(exact)
        return self._angle

    def _frame(self, pick: float) -> int:
        """Which of the tip's frames: on towards the dry ones as the paint runs out, and wandering a little."""
        count = len(self.brush.frames)
        if count == 1:
            return 0
        numbers = self._numbers
        if numbers.spacing >= 0.5:
            return min(count - 1, int(pick * count))
        dry = min(1.0, self._way / (numbers.length * self.radius)) if numbers.length else 0.0
        free = numbers.wander * (count - 1) * (0.4 if numbers.length else 1.0)
        place = self._way / (1.1 * self.radius)
        low, part = int(place), place % 1
        wave = self._wandering[low % 64] * (1 - part) + self._wandering[(low + 1) % 64] * part
        # The last bit of chance breaks up the places where one frame gives way to the next.
        return int(max(0.0, min(count - 1, dry * (count - 1 - free) + wave * free + pick * 0.99)))

    def _thickness(self, pressure: float | None) -> float:
        numbers = self._numbers
        thick = 1 + numbers.speed_size * self._speed
        if pressure is not None:
            thick *= 0.4 + 0.6 * max(0.0, min(1.0, pressure))
        if numbers.taper:
            thick *= min(1.0, 0.25 + 0.75 * self._way / (numbers.taper * self.radius))
        return thick

    def _opacity(self) -> float:
        """The share of the stroke's opacity that one of the overlapping dabs gives (libmypaint's linearisation)."""
        numbers = self._numbers
        flow = min(1.0, max(0.0, numbers.flow * (1 + numbers.speed_flow * self._speed)))
        rest: float = (1 - flow) ** (1 / self.brush.overlapping)
        return 1 - rest


def _hermite(
    start: Point, first: tuple[float, float], end: Point, last: tuple[float, float], length: float, t: float
) -> tuple[float, float]:
    a, b = 2 * t**3 - 3 * t**2 + 1, (t**3 - 2 * t**2 + t) * length
    c, d = 1 - a, (t**3 - t**2) * length
    return (
        a * start.x + b * first[0] + c * end.x + d * last[0],
        a * start.y + b * first[1] + c * end.y + d * last[1],
    )
