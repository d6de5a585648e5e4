"""What the brushes' tiles show: each its own stroke on a scrap of paper."""

import pygame

from game.paint.brush import Brush
from game.paint.painter import Painter
from game.paint.pigment import Colour
from game.pointer import Pointer
from game.ui import shapes

PAINT: Colour = (34, 62, 118)


def brush_preview(brush: Brush, size: tuple[int, int]) -> pygame.Surface:
    """A short stroke of a brush on a scrap of paper with round corners."""
    width, height = size
    painter = Painter(size, brush)
    # A scrap is small: sizes are given for a canvas 1000 high, the stroke is to fill half of the scrap.
    painter.size = min(brush.numbers.size * 4.2, 620)
    if brush.numbers.kind != "paint":
        band = painter.picture().copy()
        band[height // 3 : 2 * height // 3] = PAINT
        painter.start_from(band)
    painter.colour = PAINT
    steps = [step / 23 for step in range(24)]
    points = [(0.16 + 0.68 * t, 0.62 - 0.3 * t + 0.16 * (t * (1 - t)) * 4 * (0.5 - t)) for t in steps]
    for index, (x, y) in enumerate(points):
        moment = 0.5 * index / len(points)
        last = index == len(points) - 1
        pointer = Pointer("down" if index == 0 else "up" if last else "move", 1, x * width, y * height, moment)
        painter.handle(pointer)
    mask = shapes.rounded(size, min(size) * 0.16, (255, 255, 255))
    scrap = pygame.Surface(size, pygame.SRCALPHA)
    scrap.blit(painter.surface, (0, 0))
    scrap.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    return scrap
