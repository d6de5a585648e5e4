"""The room: a plastered gallery wall in the evening, with pools of light where pictures hang."""

from collections.abc import Sequence

import numpy as np
import pygame
from numpy.typing import NDArray
from PIL import Image

from game.ui.shapes import Field, noise
from game.ui.theme import WALL, WALL_BLACK, WALL_DARK, WALL_LIT

_WARM = (1.0, 0.96, 0.9)
"""How much of the lamps' light each channel gets."""

_COARSE = 4
"""Light and plaster change slowly: they are computed for every fourth pixel and interpolated."""


def wall(size: tuple[int, int], lights: Sequence[pygame.Rect] = (), black: bool = False) -> pygame.Surface:
    """The wall of a scene, each of `lights` a place lit by a spot from above. Takes some 0.1 s at 1920 x 1080: keep it.

    The brightest point stays at or below `WALL_LIT`, so that text reads everywhere; a `black` wall, for high contrast,
    is `WALL_BLACK` all over.
    """
    if black:
        surface = pygame.Surface(size, depth=32)
        surface.fill(WALL_BLACK)
        return surface
    width, height = size
    x = np.linspace(0, width, -(-width // _COARSE), dtype=np.float32)[:, None]
    y = np.linspace(0, height, -(-height // _COARSE), dtype=np.float32)[None, :]
    ambient = np.clip(1.12 - ((x / width - 0.5) * 1.25) ** 2 * 1.5 - ((y / height - 0.44) * 1.2) ** 2 * 1.6, 0, 1)
    light = np.zeros(ambient.shape, np.float32)
    for lit in lights:
        light = np.maximum(light, _spot(x, y, lit))
    plaster = 1 + _plaster((x.size, y.size))
    dither = noise(size) * np.float32(0.5) + np.float32(0.5)
    surface = pygame.Surface(size, depth=32)
    pixels = pygame.surfarray.pixels3d(surface)
    for channel in range(3):
        resting = WALL_DARK[channel] + (WALL[channel] - WALL_DARK[channel]) * ambient
        lit_up = (resting + (WALL_LIT[channel] - 3 - resting) * light * _WARM[channel]) * plaster
        pixels[:, :, channel] = _enlarge(lit_up, size) + dither
    del pixels
    return surface


def _enlarge(field: NDArray[np.floating], size: tuple[int, int]) -> Field:
    enlarged = Image.fromarray(field.astype(np.float32)).resize((size[1], size[0]), Image.Resampling.BILINEAR)
    return np.asarray(enlarged, dtype=np.float32)


def _spot(x: Field, y: Field, lit: pygame.Rect) -> Field:
    """Light that falls from above on a picture: an ellipse round it, longer downwards, with a soft rim."""
    across = (x - lit.centerx) / (lit.width * 0.95)
    down = (y - (lit.top + lit.height * 0.4)) / (lit.height * 1.1)
    down = np.where(down < 0, down * 1.2, down)
    pool: Field = (np.clip(1.25 * (1 - across**2 - down**2), 0, 1) ** 1.4).astype(np.float32)
    return pool


def _plaster(shape: tuple[int, int]) -> Field:
    """Unevenness of the wall, about one per cent: broad clouds made from a little noise, smoothly enlarged."""
    coarse = np.random.default_rng(3).random((shape[0] // 10 + 4, shape[1] // 10 + 4), dtype=np.float32)
    enlarged = Image.fromarray(coarse - 0.5).resize((shape[1], shape[0]), Image.Resampling.BICUBIC)
    return np.asarray(enlarged, dtype=np.float32) * np.float32(0.04)


def fade(background: pygame.Surface, strip: pygame.Rect, downwards: bool) -> pygame.Surface:
    """A strip of a wall that hides what is under it at one edge and nothing at the other.

    What scrolls fades out beneath it: at the strip's upper edge if it clears `downwards`, else at its lower edge.
    """
    surface = pygame.Surface(strip.size, pygame.SRCALPHA)
    surface.blit(background, (0, 0), strip)
    opacity = (np.arange(strip.height) + 0.5) / strip.height * 255
    pygame.surfarray.pixels_alpha(surface)[:] = (opacity[::-1] if downwards else opacity).astype(np.uint8)[None, :]
    return surface
