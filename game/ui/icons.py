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


def _compare(pen: Pen) -> None:
    pen.box(3, 5, 21, 19)
    pen.line((12, 2.6), (12, 21.4))
    pen.fill([(13, 5), (20, 5), (21, 6), (21, 18), (20, 19), (13, 19)])


def _strength(pen: Pen) -> None:
    for y, knob in ((6.5, 15.5), (12, 8), (17.5, 13.5)):
        pen.line((3.5, y), (20.5, y), width=1.8)
        pen.dot((knob, y), 2.8)


def _how(pen: Pen) -> None:
    pen.arc((12, 8.6), 4.6, 180, 395)
    pen.line((15.7, 11.2), (12.6, 13.4), (12, 15.4))
    pen.dot((12, 19.6), 1.6)


def _globe(pen: Pen) -> None:
    pen.arc((12, 12), 8.6, 0, 360, width=1.8)
    pen.line((3.4, 12), (20.6, 12), width=1.6)
    for side in (-1, 1):
        meridian = [(12 + side * 3.9 * math.sin(math.pi * t / 12), 3.4 + 17.2 * t / 12) for t in range(13)]
        pen.line(*meridian, width=1.6)


def _access(pen: Pen) -> None:
    pen.dot((12, 4.4), 2.1)
    pen.line((4.2, 8.4), (9.8, 9.6), (14.2, 9.6), (19.8, 8.4), width=2.2)
    pen.fill([(9.4, 9), (14.6, 9), (14.2, 15), (9.8, 15)])
    pen.line((10.6, 14.2), (8.2, 21), width=2.4)
    pen.line((13.4, 14.2), (15.8, 21), width=2.4)


def _letters(pen: Pen) -> None:
    pen.line((2.6, 19), (5.6, 11), (8.6, 19), width=1.8)
    pen.line((3.7, 16.4), (7.5, 16.4), width=1.6)
    pen.line((10, 19), (15.8, 4.6), (21.6, 19), width=2.4)
    pen.line((12, 14.4), (19.6, 14.4), width=2.2)


def _contrast(pen: Pen) -> None:
    pen.arc((12, 12), 8.4, 0, 360)
    turns = [math.pi * step / 24 for step in range(25)]
    pen.fill([(12 + 8.4 * math.sin(turn), 12 - 8.4 * math.cos(turn)) for turn in turns])


def _low(pen: Pen) -> None:
    pen.line((12, 3.6), (12, 14.6))
    pen.line((7.4, 10.4), (12, 15), (16.6, 10.4))
    pen.line((4.4, 20), (19.6, 20), width=2.4)


def _mirror(pen: Pen) -> None:
    pen.line((12, 3.4), (12, 20.6), width=1.6)
    pen.line((8.6, 6.4), (3, 12), (8.6, 17.6))
    pen.line((15.4, 6.4), (21, 12), (15.4, 17.6))


def _calm(pen: Pen) -> None:
    for top in (7, 12, 17):
        wave = [(3.6 + 16.8 * t / 16, top - (1.6 * math.sin(t * math.pi / 4) if top == 7 else 0)) for t in range(17)]
        pen.line(*wave, width=2)


def _speaker(pen: Pen) -> None:
    pen.fill([(3, 9.4), (6.4, 9.4), (11, 5), (11, 19), (6.4, 14.6), (3, 14.6)])
    pen.line((3, 9.4), (6.4, 9.4), (11, 5), (11, 19), (6.4, 14.6), (3, 14.6), (3, 9.4), width=1.4)


def _sound(pen: Pen) -> None:
    _speaker(pen)
    pen.arc((11.6, 12), 4.4, -50, 50, width=1.9)
    pen.arc((11.6, 12), 8.4, -50, 50, width=1.9)


def _mute(pen: Pen) -> None:
    _speaker(pen)
    pen.line((15, 9), (21, 15))
    pen.line((21, 9), (15, 15))


def _save(pen: Pen) -> None:
    pen.line((12, 3.8), (12, 14.6))
    pen.line((7.5, 10.4), (12, 14.9), (16.5, 10.4))
    pen.line((4, 14.5), (4, 20), (20, 20), (20, 14.5))


def _printer(pen: Pen) -> None:
    pen.line((7, 8), (7, 3.8), (17, 3.8), (17, 8))
    pen.line((7, 16.4), (3.6, 16.4), (3.6, 8.4), (20.4, 8.4), (20.4, 16.4), (17, 16.4))
    pen.line((7, 13.4), (17, 13.4), (17, 20.4), (7, 20.4), (7, 13.4))


def _postcard(pen: Pen) -> None:
    pen.box(2.8, 5.2, 21.2, 18.8)
    pen.line((12, 8.4), (12, 15.6), width=1.6)
    pen.line((14.6, 13), (18.6, 13), width=1.6)
    pen.line((14.6, 15.8), (18.6, 15.8), width=1.6)
    pen.box(15.4, 7.8, 18.4, 10.2, 0.4)
    pen.line((5.2, 14.8), (7.4, 11), (9.6, 14.8), width=1.6)


def _more(pen: Pen) -> None:
    for x in (5, 12, 19):
        pen.dot((x, 12), 2.1)


def _dropper(pen: Pen) -> None:
    pen.line((17.6, 6.4), (15, 9), width=5.6)
    pen.line((12.4, 7.4), (16.6, 11.6), width=2.2)
    pen.line((12.8, 9.4), (5.2, 17), (4.6, 19.4), (7, 18.8), (14.6, 11.2), width=1.8)


def _flip(pen: Pen) -> None:
    for top in (4, 8.6, 13.2, 17.8):
        pen.line((12, top), (12, top + 2.2), width=1.6)
    pen.fill([(9, 6.5), (9, 17.5), (3, 17.5)])
    pen.line((15, 6.5), (15, 17.5), (21, 17.5), (15, 6.5), width=1.7)


def _dots(pen: Pen) -> None:
    path = [(4.6, 17.6), (9.4, 8.4), (14.6, 15.6), (19.4, 6.4)]
    pen.line(*path, width=1.5)
    for place in path:
        pen.dot(place, 2.3)


ICONS: dict[str, Callable[[Pen], None]] = {
    "access": _access,
    "again": _again,
    "back": _back,
    "bin": _bin,
    "brush": _brush,
    "calm": _calm,
    "check": _check,
    "close": _close,
    "compare": _compare,
    "contrast": _contrast,
    "dots": _dots,
    "dropper": _dropper,
    "flip": _flip,
    "folder": _folder,
    "forward": _forward,
    "gallery": _gallery,
    "globe": _globe,
    "how": _how,
    "layers": _layers,
    "letters": _letters,
    "low": _low,
    "machine": _machine,
    "mirror": _mirror,
    "mute": _mute,
    "more": _more,
    "picture": _picture,
    "postcard": _postcard,
    "printer": _printer,
    "redo": _redo,
    "save": _save,
    "sound": _sound,
    "strength": _strength,
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
