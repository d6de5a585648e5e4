"""The room: a plastered gallery wall in the evening, with pools of light where pictures hang."""

from collections.abc import Sequence

import numpy as np
import pygame

from game.ui.shapes import Field, noise
from game.ui.theme import WALL, WALL_DARK, WALL_LIT

_WARM = np.array([1.0, 0.96, 0.9], np.float32)


def wall(size: tuple[int, int], lights: Sequence[pygame.Rect] = ()) -> pygame.Surface:
    """The wall of a scene, each of `lights` a place lit by a spot from above. Takes some 50 ms at 1920 x 1080: keep it.

    The brightest point stays at or below `WALL_LIT`, so that text reads everywhere.
    """
    width, height = size
    x = (np.arange(width, dtype=np.float32) + 0.5)[:, None]
    y = (np.arange(height, dtype=np.float32) + 0.5)[None, :]
    vignette = np.clip(1.12 - ((x / width - 0.5) * 1.25) ** 2 * 1.5 - ((y / height - 0.44) * 1.2) ** 2 * 1.6, 0, 1)
    light = np.zeros((width, height), np.float32)
    for lit in lights:
        light = np.maximum(light, _spot(x, y, lit))
    plaster = _plaster(size)
    dither = noise(size) * 0.5
    surface = pygame.Surface(size, depth=32)
    pixels = pygame.surfarray.pixels3d(surface)
    for channel in range(3):
        resting = WALL_DARK[channel] + (WALL[channel] - WALL_DARK[channel]) * vignette
        lit_up = resting + (WALL_LIT[channel] - 3 - resting) * light * _WARM[channel]
        pixels[:, :, channel] = np.clip(lit_up * (1 + plaster) + dither + 0.5, 0, 255).astype(np.uint8)
    del pixels
    return surface


def _spot(x: Field, y: Field, lit: pygame.Rect) -> Field:
    """Light that falls from above on a picture: an ellipse round it, longer downwards, with a soft rim."""
    across = (x - lit.centerx) / (lit.width * 0.95)
    down = (y - (lit.top + lit.height * 0.4)) / (lit.height * 1.1)
    down = np.where(down < 0, down * 1.2, down)
    pool: Field = (np.clip(1.25 * (1 - across**2 - down**2), 0, 1) ** 1.4).astype(np.float32)
    return pool


def _plaster(size: tuple[int, int]) -> Field:
    """Unevenness of the wall, about one per cent: broad clouds made from a little noise, smoothly enlarged."""
    width, height = size
    coarse = np.random.default_rng(3).integers(0, 256, (width // 40 + 2, height // 40 + 2), dtype=np.uint8)
    small = pygame.Surface(coarse.shape, depth=32)
    pygame.surfarray.pixels3d(small)[:] = coarse[:, :, None]
    large = pygame.transform.gaussian_blur(pygame.transform.smoothscale(small, (width // 4, height // 4)), 6)
    large = pygame.transform.smoothscale(large, size)
    clouds: Field = (pygame.surfarray.array_red(large) / 255 - 0.5).astype(np.float32) * np.float32(0.06)
    return clouds
