"""Our own icons, drawn as vectors on a grid of 24 x 24 and rendered at any size."""

import math
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise

import pygame

from game.ui.colour import Colour

Point = tuple[float, float]
_OVERSAMPLE = 4
_GRID = 24


class Pen:
    """Draws strokes with round ends and filled shapes, in units of the grid."""

    def __init__(self, size: int) -> None:
        """Prepare a sheet for an icon of `size` pixels."""
        self.unit = size * _OVERSAMPLE / _GRID
        self.sheet = pygame.Surface((size * _OVERSAMPLE,) * 2, pygame.SRCALPHA)
        self.sheet.fill((255, 255, 255, 0))

    def line(self, *points: Point, width: float = 2.0) -> None:
        """A stroke through the points."""
        for start, end in pairwise(points):
            self._segment(start, end, width)
        for point in points:
            self.dot(point, width / 2)

    def _segment(self, start: Point, end: Point, width: float) -> None:
        length = math.dist(start, end) or 1.0
        across = ((start[1] - end[1]) / length * width / 2, (end[0] - start[0]) / length * width / 2)
        corners = [
            (p[0] + s * across[0], p[1] + s * across[1]) for p, s in ((start, 1), (end, 1), (end, -1), (start, -1))
        ]
        self.fill(corners)

    def dot(self, centre: Point, radius: float) -> None:
        """A filled circle."""
        place = (centre[0] * self.unit, centre[1] * self.unit)
        pygame.draw.circle(self.sheet, "white", place, radius * self.unit)

    def fill(self, points: Iterable[Point]) -> None:
        """A filled polygon."""
        pygame.draw.polygon(self.sheet, "white", [(x * self.unit, y * self.unit) for x, y in points])

    def arc(self, centre: Point, radius: float, start: float, end: float, width: float = 2.0) -> None:
        """A stroke along a circle, angles in degrees clockwise from the right."""
        steps = max(6, int(abs(end - start) / 6))
        angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
        self.line(*((centre[0] + radius * math.cos(a), centre[1] + radius * math.sin(a)) for a in angles), width=width)

    def box(self, left: float, top: float, right: float, bottom: float, corner: float = 1.5) -> None:
        """The outline of a box with round corners."""
        c = corner
        self.arc((left + c, top + c), c, 180, 270)
        self.arc((right - c, top + c), c, 270, 360)
        self.arc((right - c, bottom - c), c, 0, 90)
        self.arc((left + c, bottom - c), c, 90, 180)
        self.line((left + c, top), (right - c, top))
        self.line((right, top + c), (right, bottom - c))
        self.line((right - c, bottom), (left + c, bottom))
        self.line((left, bottom - c), (left, top + c))

    def finish(self, size: int, colour: Colour) -> pygame.Surface:
        """The icon in its colour, reduced to `size` pixels."""
        icon = pygame.transform.smoothscale(self.sheet, (size, size))
        icon.fill((*colour, 255), special_flags=pygame.BLEND_RGBA_MULT)
        return icon


def _back(pen: Pen) -> None:
    pen.line((14.5, 5.5), (8, 12), (14.5, 18.5))


def _forward(pen: Pen) -> None:
    pen.line((9.5, 5.5), (16, 12), (9.5, 18.5))


def _again(pen: Pen) -> None:
    pen.arc((12, 12), 7.6, 20, 333)
    pen.line((19.4, 3.6), (19.4, 8.8), (14.2, 8.8))


def _brush(pen: Pen) -> None:
    pen.line((20, 4), (11.2, 12.8), width=2.6)
    tip = [(11.6, 14.2), (9.8, 12.4), (7.4, 13), (6, 15.4), (5.6, 17.8), (3.6, 19.6), (7.4, 20), (10.4, 18.4)]
    pen.fill(tip)
    pen.line(*tip, tip[0], width=1.2)


def _upload(pen: Pen) -> None:
    pen.line((12, 15), (12, 4))
    pen.line((7.5, 8.3), (12, 3.8), (16.5, 8.3))
    pen.line((4, 14.5), (4, 20), (20, 20), (20, 14.5))


def _gallery(pen: Pen) -> None:
    for left, top in ((4, 4), (13.5, 4), (4, 13.5), (13.5, 13.5)):
        pen.box(left, top, left + 6.5, top + 6.5, 1)


def _machine(pen: Pen) -> None:
    pen.box(6, 6, 18, 18)
    for at in (9.2, 14.8):
        pen.line((at, 2.8), (at, 6))
        pen.line((at, 18), (at, 21.2))
        pen.line((2.8, at), (6, at))
        pen.line((18, at), (21.2, at))
    pen.dot((12, 12), 2.2)


def _close(pen: Pen) -> None:
    pen.line((6, 6), (18, 18))
    pen.line((18, 6), (6, 18))


def _check(pen: Pen) -> None:
    pen.line((4.8, 12.6), (9.8, 17.6), (19.4, 7))


def _folder(pen: Pen) -> None:
    outline = [(3.5, 7), (3.5, 18.5), (20.5, 18.5), (20.5, 8.5), (11.5, 8.5), (9.3, 5.5), (3.5, 5.5), (3.5, 7)]
    pen.line(*outline)


def _picture(pen: Pen) -> None:
    pen.box(3.5, 4.5, 20.5, 19.5)
    pen.dot((8.6, 9.4), 1.7)
    pen.line((5, 17.5), (10, 12.6), (13, 15.4), (16, 11.6), (19.2, 15.4))


def _touch(pen: Pen) -> None:
    pen.arc((10.6, 6.8), 4.6, 140, 400, width=1.6)
    hand = [(9.2, 6.9), (9.2, 15.2), (6.6, 13.2), (5.2, 14.4), (9.6, 20.6), (16.6, 20.6), (18.4, 13.6), (12, 11.6)]
    hand += [(12, 6.9)]
    pen.fill(hand)
    pen.dot((10.6, 6.9), 1.4)
    pen.line(*hand[2:8], width=1.6)


def _warning(pen: Pen) -> None:
    pen.line((12, 6.5), (12, 13.5), width=2.4)
    pen.dot((12, 17.6), 1.5)


def _undo(pen: Pen) -> None:
    pen.arc((12.5, 13), 6.5, 200, 450)
    pen.line((3.6, 6.2), (5.6, 11.6), (10.9, 9.6))


def _redo(pen: Pen) -> None:
    pen.arc((11.5, 13), 6.5, 340, 90)
    pen.line((20.4, 6.2), (18.4, 11.6), (13.1, 9.6))


def _bin(pen: Pen) -> None:
    pen.line((4.5, 7), (19.5, 7))
    pen.line((9.5, 6.8), (10, 4.2), (14, 4.2), (14.5, 6.8))
    pen.line((6.4, 7.2), (7.4, 20), (16.6, 20), (17.6, 7.2))
    pen.line((10.2, 10.6), (10.6, 16.6))
    pen.line((13.8, 10.6), (13.4, 16.6))


def _layers(pen: Pen) -> None:
    pen.line((12, 3.6), (20.8, 8.4), (12, 13.2), (3.2, 8.4), (12, 3.6), width=1.8)
    pen.line((3.2, 12.4), (12, 17.2), (20.8, 12.4), width=1.8)
    pen.line((3.2, 16.2), (12, 21), (20.8, 16.2), width=1.8)


ICONS: dict[str, Callable[[Pen], None]] = {
    "again": _again,
    "back": _back,
    "bin": _bin,
    "brush": _brush,
    "check": _check,
    "close": _close,
    "folder": _folder,
    "forward": _forward,
    "gallery": _gallery,
    "layers": _layers,
    "machine": _machine,
    "picture": _picture,
    "redo": _redo,
    "touch": _touch,
    "undo": _undo,
    "upload": _upload,
    "warning": _warning,
}


@lru_cache(maxsize=256)
def icon(name: str, size: int, colour: Colour) -> pygame.Surface:
    """An icon of `size` x `size` pixels. The surface is shared: blit it, never draw on it."""
    pen = Pen(size)
    ICONS[name](pen)
    return pen.finish(size, colour)
