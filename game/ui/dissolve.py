"""One picture turns into another as if painted over, stroke by stroke."""

import math
import random
from functools import lru_cache

import numpy as np
import pygame
from numpy.typing import NDArray
from PIL import Image

_SOFT = 26
"""Levels (of 256) over which a stroke goes from nothing to covering."""


@lru_cache(maxsize=8)
def strokes(size: tuple[int, int], seed: int = 1) -> NDArray[np.uint8]:
    """When each pixel is painted over: shape (width, height), 0 first and 255 last, in broad slanting strokes."""
    small = (max(8, size[0] // 4), max(8, size[1] // 4))
    order = random.Random(seed)
    sheet = pygame.Surface(small, depth=32)
    for column in range(small[0]):
        level = min(255, 40 + 230 * column // small[0])
        sheet.fill((level, level, level), (column, 0, 1, small[1]))
    count = 170
    thick = max(3, round(min(small) * 0.085))
    # Painted from the last stroke to the first, so that the earliest lies on top.
    for index in reversed(range(count)):
        time = index / count
        along = min(1.0, max(0.0, time + order.uniform(-0.24, 0.24)))
        x, y = along * small[0], order.uniform(0, 1) * small[1]
        angle = math.radians(order.uniform(-58, -28))
        length = min(small) * order.uniform(0.25, 0.55)
        dx, dy = math.cos(angle) * length / 2, math.sin(angle) * length / 2
        for bristle in range(-3, 4):
            level = min(255, max(0, round(255 * time + order.uniform(-7, 7))))
            off = bristle * thick / 7
            start = (x - dx - math.sin(angle) * off, y - dy + math.cos(angle) * off)
            end = (x + dx - math.sin(angle) * off, y + dy + math.cos(angle) * off)
            pygame.draw.line(sheet, (level, level, level), start, end, max(2, thick // 3))
    soft = pygame.transform.gaussian_blur(pygame.transform.smoothscale(sheet, size), 2)
    return pygame.surfarray.array_red(soft)


class PaintingOver:
    """A picture that comes stroke by stroke; made once, for it takes some milliseconds, then asked for every frame."""

    def __init__(self, picture: pygame.Surface, seed: int = 1) -> None:
        """Nothing of `picture` is seen yet."""
        self._painted = pygame.Surface(picture.get_size(), pygame.SRCALPHA)
        self._painted.blit(picture, (0, 0))
        self._order = Image.fromarray(strokes(picture.get_size(), seed).T)

    def at(self, amount: float) -> pygame.Surface:
        """The part that is painted when `amount` (0 to 1) of the time has passed: blit it over what was."""
        level = amount * (255 + _SOFT)
        table = np.clip((level - np.arange(256)) / _SOFT * 255, 0, 255).astype(np.uint8)
        pygame.surfarray.pixels_alpha(self._painted).T[:] = np.asarray(self._order.point(table.tolist()))
        return self._painted
