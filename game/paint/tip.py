"""Tips ready to blit: turned, scaled, tinted. Whatever can be kept is kept; a dab costs a few blits."""

import math
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


class TipRack:
    """Keeps tips, up to a number of bytes; the ones used longest ago are let go of first."""

    def __init__(self, scale: float, most_bytes: int = 64 << 20) -> None:
        """`scale` is the canvas height in pixels over 1000: grains are scaled with the canvas."""
        self._scale = scale
        self._most = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, tuple[Tip, int]] = OrderedDict()
        self._sheets: dict[tuple[Brush, bool], pygame.Surface] = {}
        self._upright: dict[tuple[Brush, int, int], tuple[pygame.Surface, pygame.Surface | None]] = {}

    def turned(self, brush: Brush, frame: int, x: float, y: float, diameter: float, angle: int) -> tuple[Tip, int, int]:
        """The white tip for a dab at a place, and the pixel that its centre falls on."""
        if diameter < FINE:
            steps = max(4, round(diameter * 4))
            left, top = math.floor(x), math.floor(y)
            key = (brush, frame, steps, angle, int((x - left) * 4), int((y - top) * 4))
        else:
            steps = round(math.log(diameter, SIZE_STEP))
            left, top = round(x), round(y)
            key = (brush, frame, steps, angle, -1, -1)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found[0], left, top
        tip = self._fine(key) if diameter < FINE else self._large(key)
        self._keep(key, tip)
        return tip, left, top

    def tinted(self, brush: Brush, tip: Tip, colour: Colour, alpha: int) -> Tip:
        """A tip in a colour, `alpha` 0 to 255 of its opacity."""
        key = (tip, colour, alpha)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found[0]
        gain = alpha / brush.brightness / 255
        red, green, blue = (min(alpha, int(channel * gain + 0.5)) for channel in colour)
        paint = tip.colour.copy()
        paint.fill((red, green, blue, alpha), special_flags=pygame.BLEND_RGBA_MULT)
        height = tip.height
        if height is not None and alpha < 255:
            height = height.copy()
            height.fill((alpha, alpha, alpha, alpha), special_flags=pygame.BLEND_RGBA_MULT)
        made = Tip(paint, height, tip.left, tip.top)
        self._keep(key, made)
        return made

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
        share: Mask = grey.astype(np.float32) / 255
        return share

    def _keep(self, key: Hashable, tip: Tip) -> None:
        size = tip.colour.get_width() * tip.colour.get_height() * (8 if tip.height is not None else 4) + 500
        self._kept[key] = (tip, size)
        self._bytes += size
        while self._bytes > self._most:
            _, (_, freed) = self._kept.popitem(last=False)
            self._bytes -= freed

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
            colour = pygame.transform.smoothscale(_grey_surface(opacity, shade), (side, side))
            height = None
            if brush.height is not None:
                height = _grey_surface(opacity, brush.height[frame] * brush.numbers.relief)
                height = pygame.transform.smoothscale(height, (side, side))
            found = (colour, height)
            if len(self._upright) > 400:
                self._upright.clear()
            self._upright[brush, frame, side] = found
        return found

    def _large(self, key: tuple[Brush, int, int, int, int, int]) -> Tip:
        brush, frame, steps, angle, *_ = key
        colour, height = self._scaled(brush, frame, max(3, round(SIZE_STEP**steps)))
        turned = pygame.transform.rotozoom(colour, -360 * angle / ANGLES, 1.0)
        box = turned.get_bounding_rect()
        left, top = box.left - turned.get_width() // 2, box.top - turned.get_height() // 2
        ridges = None
        if height is not None:
            ridges = pygame.transform.rotozoom(height, -360 * angle / ANGLES, 1.0).subsurface(box).copy()
        return Tip(turned.subsurface(box).copy(), ridges, left, top)

    def _fine(self, key: tuple[Brush, int, int, int, int, int]) -> Tip:
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


def _grey_surface(alpha: Mask, grey: Mask | None = None) -> pygame.Surface:
    """Premultiplied grey (white unless given) of an opacity map of shape (height, width)."""
    surface = pygame.Surface((alpha.shape[1], alpha.shape[0]), pygame.SRCALPHA)
    values = alpha if grey is None else alpha * grey
    pygame.surfarray.pixels3d(surface)[:] = np.clip(values.T * 255 + 0.5, 0, 255).astype(np.uint8)[:, :, None]
    pygame.surfarray.pixels_alpha(surface)[:] = np.clip(alpha.T * 255 + 0.5, 0, 255).astype(np.uint8)
    return surface
