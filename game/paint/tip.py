"""Tips ready to blit: turned, scaled, tinted. Whatever can be kept is kept; a dab costs a few blits."""

import itertools
import math
import time
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pygame

from game.paint.brush import Brush, Mask
from game.paint.pigment import Colour

ANGLES = 96
"""A tip is kept turned to this many directions; with fewer, the far end of a flat brush would jump visibly."""

FINE = 24
"""Tips of a smaller diameter, in pixels, are placed on quarters of a pixel, or thin lines would wobble."""

THICK = 72
"""From this diameter on, in pixels of the screen, a dab lies as thick as the brush says."""

SIZE_STEP = 1.03
"""Larger diameters are rounded to powers of this, so that tips can be kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Tip:
    """A turned tip: premultiplied grey `colour` (bristle shades), its `height` if it has any, and where it lies.

    `left` and `top` lead from the dab's centre to the surfaces' upper left corner, in pixels.
    """

    colour: pygame.Surface
    height: pygame.Surface | None
    left: int
    top: int


class _Shelf:
    """Tips by what they were made from, up to a number of bytes; the ones used longest ago are let go of first."""

    def __init__(self, most_bytes: int) -> None:
        self.most = most_bytes
        self._bytes = 0
        self._tips: OrderedDict[Hashable, Tip] = OrderedDict()

    def get(self, key: Hashable) -> Tip | None:
        found = self._tips.get(key)
        if found is None:
            return None
        self._tips.move_to_end(key)
        return found

    def keep(self, key: Hashable, tip: Tip) -> Tip:
        self._tips[key] = tip
        self._bytes += _bytes(tip)
        while self._bytes > self.most:
            self._bytes -= _bytes(self._tips.popitem(last=False)[1])
        return tip


Key = tuple[Brush, int, int, int, int, int]
"""Brush, frame, diameter in steps, angle, and quarters of a pixel to the right and down (-1 for large tips)."""


class TipRack:
    """Makes and keeps tips of all brushes in use, in bounded memory."""

    def __init__(self, scale: float) -> None:
        """`scale` is the canvas height in pixels over 1000: grains are scaled with the canvas."""
        self._scale = scale
        self._white = _Shelf(80 << 20)
        self._coloured = _Shelf(12 << 20)
        self._sheets: dict[tuple[Brush, bool], pygame.Surface] = {}
        self._upright: OrderedDict[tuple[Brush, int, int], tuple[pygame.Surface, pygame.Surface | None]] = OrderedDict()

    def prepare(self, brush: Brush, diameter: float, seconds: float) -> bool:
        """Make tips ahead of a stroke for at most some seconds; false once every direction is there."""
        if diameter < FINE:
            return False
        until = time.perf_counter() + seconds
        angles = range(ANGLES) if brush.numbers.follow or brush.numbers.turn else range(1)
        kept = 0
        for angle, frame in itertools.product(angles, range(len(brush.frames))):
            key = (brush, frame, _steps(diameter), angle, -1, -1)
            tip = self._white.get(key)
            if tip is None:
                if time.perf_counter() > until:
                    return True
                tip = self._white.keep(key, self._large(key))
            kept += _bytes(tip)
            if kept > self._white.most * 0.9:  # a brush with more would push its own first tips out
                return False
        return False

    def turned(self, brush: Brush, frame: int, x: float, y: float, diameter: float, angle: int) -> tuple[Tip, int, int]:
        """The white tip for a dab at a place, and the pixel that its centre falls on."""
        if diameter < FINE:
            steps = max(4, round(diameter * 4))
            left, top = math.floor(x), math.floor(y)
            key: Key = (brush, frame, steps, angle, int((x - left) * 4), int((y - top) * 4))
        else:
            left, top = round(x), round(y)
            key = (brush, frame, _steps(diameter), angle, -1, -1)
        tip = self._white.get(key)
        if tip is None:
            tip = self._white.keep(key, self._fine(key) if diameter < FINE else self._large(key))
        return tip, left, top

    def tinted(self, brush: Brush, tip: Tip, colour: Colour, alpha: int) -> Tip:
        """A tip in a colour, `alpha` 0 to 255 of its opacity."""
        key = (tip, colour, alpha)
        found = self._coloured.get(key)
        if found is not None:
            return found
        gain = alpha / brush.brightness / 255
        red, green, blue = (min(alpha, int(channel * gain + 0.5)) for channel in colour)
        paint = tip.colour.copy()
        paint.fill((red, green, blue, alpha), special_flags=pygame.BLEND_RGBA_MULT)
        height = tip.height
        if height is not None and alpha < 255:
            height = height.copy()
            height.fill((alpha, alpha, alpha, alpha), special_flags=pygame.BLEND_RGBA_MULT)
        return self._coloured.keep(key, Tip(paint, height, tip.left, tip.top))

    def cover(self, paint: pygame.Surface) -> pygame.Surface:
        """What a dab without relief covers: its opacity alone."""
        result = paint.copy()
        result.fill((0, 0, 0, 255), special_flags=pygame.BLEND_RGBA_MULT)
        return result

    def grained(self, brush: Brush, surface: pygame.Surface, left: int, top: int) -> pygame.Surface:
        """A copy of a surface, seen through the brush's grain at a place of the canvas."""
        sheet = self._sheet(brush)
        result = surface.copy()
        width, height = result.get_size()
        side, rise = sheet.get_width() // 2, sheet.get_height() // 2
        x, y = left % side, top % rise
        for dx in range(0, width, side):
            for dy in range(0, height, rise):
                result.blit(sheet, (dx, dy), (x, y, side, rise), special_flags=pygame.BLEND_RGBA_MULT)
        return result

    def grain_of(self, brush: Brush, area: pygame.Rect, smooth: bool = False) -> Mask:
        """The brush's grain, 0 to 1, over an area of the canvas, shape (width, height); `smooth` leaves out specks."""
        sheet = self._sheet(brush, smooth)
        width, height = sheet.get_width() // 2, sheet.get_height() // 2
        columns, rows = np.arange(area.left, area.right) % width, np.arange(area.top, area.bottom) % height
        grey = pygame.surfarray.pixels_red(sheet)[columns[:, None], rows[None, :]]
        return np.asarray(grey / np.float32(255), dtype=np.float32)

    def _sheet(self, brush: Brush, smooth: bool = False) -> pygame.Surface:
        """The grain scaled to the canvas, two by two, so that any dab up to its size finds its part of it."""
        sheet = self._sheets.get((brush, smooth))
        if sheet is None:
            assert brush.grain is not None, "only asked for brushes with a grain"
            strength = 1.0 if brush.numbers.wash else brush.numbers.grain
            tile = _grey_surface(1 - strength + strength * brush.grain)
            if smooth:
                tile = pygame.transform.smoothscale(tile, [max(2, side // 8) for side in tile.get_size()])
            size = [max(8, round(side * self._scale)) for side in reversed(brush.grain.shape)]
            tile = pygame.transform.smoothscale(tile, size)
            sheet = pygame.Surface((size[0] * 2, size[1] * 2), pygame.SRCALPHA)
            for corner in ((0, 0), (size[0], 0), (0, size[1]), (size[0], size[1])):
                sheet.blit(tile, corner, special_flags=pygame.BLEND_RGBA_MAX)
            self._sheets[brush, smooth] = sheet
        return sheet

    def _scaled(self, brush: Brush, frame: int, side: int) -> tuple[pygame.Surface, pygame.Surface | None]:
        """A frame and its height, unturned, `side` pixels wide."""
        found = self._upright.get((brush, frame, side))
        if found is None:
            opacity = brush.frames[frame]
            shade = np.ones_like(opacity)
            if brush.shade is not None:
                shade = 1 - brush.numbers.shade * (1 - brush.shade[frame])
            part = _middle(side, brush.support)
            colour = pygame.transform.smoothscale(_grey_surface(opacity, shade), (side, side)).subsurface(part).copy()
            height = None
            if brush.height is not None:
                # A thin brush leaves thin paint: ridges of a few pixels would only glitter.
                thin = min(1.0, side / max(1.0, self._scale) / THICK)
                height = _grey_surface(opacity, brush.height[frame] * brush.numbers.relief * thin)
                height = pygame.transform.smoothscale(height, (side, side)).subsurface(part).copy()
            found = (colour, height)
            if len(self._upright) > 200:
                self._upright.popitem(last=False)
            self._upright[brush, frame, side] = found
        return found

    def _large(self, key: Key) -> Tip:
        brush, frame, steps, angle, *_ = key
        side = max(3, round(SIZE_STEP**steps))
        reach = math.ceil(brush.reach * side / 2) + 1
        upright, ridges = self._scaled(brush, frame, side)
        colour = _turn(upright, angle, reach)
        height = _turn(ridges, angle, reach) if ridges is not None else None
        left, top = (-(length // 2) for length in colour.get_size())
        return Tip(colour, height, left, top)

    def _fine(self, key: Key) -> Tip:
        """Drawn four times as large, put on its quarter of a pixel and reduced."""
        brush, frame, steps, angle, right, down = key
        side = math.ceil(steps / 4 * 1.42) + 3
        both: list[pygame.Surface | None] = []
        for surface in self._scaled(brush, frame, steps):
            if surface is None:
                both.append(None)
                continue
            turned = pygame.transform.rotozoom(surface, -360 * angle / ANGLES, 1.0)
            sheet = pygame.Surface((side * 4, side * 4), pygame.SRCALPHA)
            centre = (side // 2 * 4 + right + 2, side // 2 * 4 + down + 2)
            sheet.blit(turned, turned.get_rect(center=centre), special_flags=pygame.BLEND_RGBA_MAX)
            both.append(pygame.transform.smoothscale(sheet, (side, side)))
        colour, height = both
        assert colour is not None, "every tip has a colour"
        return Tip(colour, height, -(side // 2), -(side // 2))


def _bytes(tip: Tip) -> int:
    return tip.colour.get_width() * tip.colour.get_height() * (8 if tip.height is not None else 4) + 500


def _steps(diameter: float) -> int:
    return round(math.log(diameter, SIZE_STEP))


def _turn(surface: pygame.Surface, angle: int, reach: int) -> pygame.Surface:
    """Turn a tip; corners farther from its centre than `reach`, empty anyway, would only cost time in every blit."""
    turned = pygame.transform.rotozoom(surface, -360 * angle / ANGLES, 1.0)
    width, height = turned.get_size()
    part = pygame.Rect(0, 0, min(width, 2 * reach), min(height, 2 * reach))
    part.topleft = ((width - part.width) // 2, (height - part.height) // 2)
    return turned if part.size == turned.get_size() else turned.subsurface(part).copy()


def _middle(side: int, support: tuple[float, float]) -> pygame.Rect:
    """The part of a square tip that is not empty, the same on both sides of its centre."""
    width, height = (min(side, 2 * math.ceil(side / 2 * share) + side % 2) for share in support)
    return pygame.Rect((side - width) // 2, (side - height) // 2, width, height)


def _grey_surface(alpha: Mask, grey: Mask | None = None) -> pygame.Surface:
    """Premultiplied grey (white unless given) of an opacity map of shape (height, width)."""
    surface = pygame.Surface((alpha.shape[1], alpha.shape[0]), pygame.SRCALPHA)
    values = alpha if grey is None else alpha * grey
    pygame.surfarray.pixels3d(surface)[:] = np.clip(values.T * 255 + 0.5, 0, 255).astype(np.uint8)[:, :, None]
    pygame.surfarray.pixels_alpha(surface)[:] = np.clip(alpha.T * 255 + 0.5, 0, 255).astype(np.uint8)
    return surface
