"""One stroke: from the points of a finger to dabs along a smooth curve.

Dabs lie at distances in fractions of the radius and everything random or time-dependent is a function of the way along
the curve, so a stroke looks the same however often a screen reports. The direction is low-passed over a way of half a
radius, as libmypaint does it (without its code).
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from game.paint.brush import ANGLES, Brush

OPAQUE = 0.95
"""From this flow on paint is meant to cover."""

FAST = 3.0
"""Canvas heights a second at which a stroke counts as fast."""


@dataclass(frozen=True, slots=True)
class Dab:
    """Where one dab goes: centre, diameter in pixels, direction 0 to `ANGLES` - 1, opacity 0 to 1, colour shift."""

    x: float
    y: float
    diameter: float
    angle: int
    opacity: float
    shade: float


@dataclass(frozen=True, slots=True)
class Point:
    """One reported position, in pixels of the canvas; `time` in seconds."""

    x: float
    y: float
    time: float
    pressure: float | None = None


class Stroke:
    """Turns points into dabs. `scale` is the canvas height in pixels over 1000."""

    def __init__(self, brush: Brush, diameter: float, seed: int, scale: float, start: Point) -> None:
        """Begin at a point; the first dab comes with `begin`."""
        self.brush, self.diameter = brush, diameter
        self._numbers = brush.numbers
        self._random = random.Random(seed)
        self._scale = scale
        self._last = start
        self._tangent = (0.0, 0.0)
        self._way = 0.0
        self._next = 0.0
        self._heading: float | None = None
        self._speed = 0.0

    @property
    def radius(self) -> float:
        """Half the diameter, in pixels."""
        return self.diameter / 2

    def begin(self) -> Iterator[Dab]:
        """The dab of a mere touch; brushes with tapered or directed strokes wait for the first movement."""
        if not self._numbers.follow and not self._numbers.taper:
            yield self._dab(self._last.x, self._last.y, self._last.pressure)
            self._next = self._spacing()

    def end(self) -> Iterator[Dab]:
        """What is left to do when the finger is lifted: a touch without movement leaves one dab."""
        if self._way == 0:
            self._heading = self._random.uniform(-0.6, 0.6)
            self._way = self._numbers.taper * self.radius
            touch = self._dab(self._last.x, self._last.y, self._last.pressure)
            yield replace(touch, opacity=self._numbers.flow)

    def extend(self, point: Point) -> Iterator[Dab]:
        """The dabs up to a new point, along a Hermite curve that goes on as the last one ended."""
        start, chord = self._last, (point.x - self._last.x, point.y - self._last.y)
        length = math.hypot(*chord)
        if length < 0.5:
            return
        before = math.hypot(*self._tangent)
        first = (self._tangent[0] / before * length, self._tangent[1] / before * length) if before else chord
        # Half way between where it came from and where it goes: round corners, no overshoot.
        first = ((first[0] + chord[0]) / 2, (first[1] + chord[1]) / 2)
        elapsed = max(1e-3, point.time - start.time)
        speed = min(1.0, length / elapsed / (1000 * self._scale) / FAST)
        steps = max(1, math.ceil(length / max(1.0, self.radius * 0.1)))
        x, y = start.x, start.y
        for step in range(1, steps + 1):
            nx, ny = _hermite(start, first, point, chord, step / steps)
            yield from self._walk(x, y, nx, ny, speed, point.pressure)
            x, y = nx, ny
        self._last, self._tangent = point, chord

    def _walk(self, x: float, y: float, nx: float, ny: float, speed: float, pressure: float | None) -> Iterator[Dab]:
        """Go one short straight piece of the curve, leaving dabs where they are due."""
        piece = math.hypot(nx - x, ny - y)
        if piece == 0:
            return
        self._turn(math.atan2(ny - y, nx - x), piece)
        self._speed += (speed - self._speed) * (1 - math.exp(-piece / (2 * self.radius)))
        while self._next <= self._way + piece:
            share = (self._next - self._way) / piece
            yield self._dab(x + (nx - x) * share, y + (ny - y) * share, pressure)
            self._next += self._spacing()
        self._way += piece

    def _turn(self, heading: float, piece: float) -> None:
        if self._heading is None:
            self._heading = heading
            return
        off = math.remainder(heading - self._heading, 2 * math.pi)
        self._heading += off * (1 - math.exp(-piece / (0.5 * self.radius)))

    def _spacing(self) -> float:
        return max(1.0, self._numbers.spacing * self.radius)

    def _dab(self, x: float, y: float, pressure: float | None) -> Dab:
        numbers, chance = self._numbers, self._random
        # Always the same number of random numbers for a dab, whatever the brush uses.
        stray, where, turn, size, shade = (chance.random() for _ in range(5))
        angle = self._heading if numbers.follow and self._heading is not None else 0.0
        angle += (turn - 0.5) * 2 * math.pi * numbers.turn
        way = numbers.scatter * self.radius * math.sqrt(stray)
        thin = self._thinness(pressure)
        return Dab(
            x + way * math.cos(2 * math.pi * where),
            y + way * math.sin(2 * math.pi * where),
            self.diameter * thin * (1 - numbers.size_jitter * size),
            round(angle / (2 * math.pi) * ANGLES) % ANGLES,
            self._opacity(),
            (shade - 0.5) * 2 * numbers.colour_jitter,
        )

    def _thinness(self, pressure: float | None) -> float:
        numbers = self._numbers
        thin = 1 + numbers.speed_size * self._speed
        if pressure is not None:
            thin *= 0.4 + 0.6 * pressure
        if numbers.taper:
            thin *= min(1.0, 0.25 + 0.75 * self._way / (numbers.taper * self.radius))
        return thin

    def _opacity(self) -> float:
        numbers = self._numbers
        flow = numbers.flow * (1 + numbers.speed_flow * self._speed)
        if numbers.length:
            left = 1 - self._way / (numbers.length * self.radius)
            flow *= max(0.0, min(1.0, 2.5 * left))
        # Each of the dabs that cover a place gives its share (libmypaint, "opaque linearize"); opaque paint covers
        # with the first few, or strokes would begin and end in mist.
        overlapping = self.brush.overlapping if numbers.flow < OPAQUE else min(2.5, self.brush.overlapping)
        rest: float = (1 - min(0.995, max(0.0, flow))) ** (1 / overlapping)
        return 1 - rest


def _hermite(
    start: Point, first: tuple[float, float], end: Point, last: tuple[float, float], t: float
) -> tuple[float, float]:
    a, b, c, d = 2 * t**3 - 3 * t**2 + 1, t**3 - 2 * t**2 + t, -2 * t**3 + 3 * t**2, t**3 - t**2
    return (
        a * start.x + b * first[0] + c * end.x + d * last[0],
        a * start.y + b * first[1] + c * end.y + d * last[1],
    )
