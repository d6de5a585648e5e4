"""Tips ready to blit: turned, scaled, tinted. Whatever can be kept is kept; a dab costs a few blits."""

import math
from functools import lru_cache

import numpy as np
import pygame

from game.paint.brush import ANGLES, Brush, Mask
from game.paint.pigment import Colour

SIZE_STEP = 1.06
"""Diameters are rounded to powers of this, so that tips can be kept."""


def rounded_diameter(diameter: float) -> int:
    """The nearest diameter in pixels for which tips are kept."""
    diameter = max(2.0, diameter)
    return max(2, round(SIZE_STEP ** round(math.log(diameter, SIZE_STEP))))


def _white(alpha: Mask) -> pygame.Surface:
    """Premultiplied white of an opacity map of shape (height, width)."""
    surface = pygame.Surface((alpha.shape[1], alpha.shape[0]), pygame.SRCALPHA)
    values = np.clip(alpha.T * 255 + 0.5, 0, 255).astype(np.uint8)
    pygame.surfarray.pixels3d(surface)[:] = values[:, :, None]
    pygame.surfarray.pixels_alpha(surface)[:] = values
    return surface


@lru_cache(maxsize=64)
def _upright(brush: Brush, side: int) -> pygame.Surface:
    """The tip, padded so that it can be turned without being cut, `side` pixels wide."""
    pad = round(brush.tip.shape[0] * 0.21)
    return pygame.transform.smoothscale(_white(np.pad(brush.tip, pad)), (side, side))


@lru_cache(maxsize=4096)
def turned(brush: Brush, diameter: int, angle: int) -> pygame.Surface:
    """The tip at a diameter and one of the `ANGLES` directions, premultiplied white; about 1.4 times as wide."""
    side = max(3, round(diameter * 1.42))
    rotated = pygame.transform.rotozoom(_upright(brush, side), -360 * angle / ANGLES, 1.0)
    result = pygame.Surface((side, side), pygame.SRCALPHA)
    result.blit(rotated, rotated.get_rect(center=(side // 2, side // 2)), special_flags=pygame.BLEND_RGBA_MAX)
    return result


@lru_cache(maxsize=1024)
def relief(brush: Brush, diameter: int, angle: int) -> tuple[pygame.Surface, pygame.Surface]:
    """Light (to add) and shadow (to multiply) on the ridges of a turned tip, lit from the upper left."""
    height = pygame.surfarray.array_alpha(turned(brush, diameter, angle)).astype(np.float32) / 255
    slope = np.gradient(height)
    shade = (slope[0] + slope[1]) * diameter / 14 * brush.numbers.relief
    light, shadow = _plain(height.shape), _plain(height.shape)
    add = np.clip(shade, 0, 0.5) * 170 * height
    pygame.surfarray.pixels3d(light)[:] = add.astype(np.uint8)[:, :, None]
    keep = (1 - np.clip(-shade, 0, 0.62)) * 255
    pygame.surfarray.pixels3d(shadow)[:] = keep.astype(np.uint8)[:, :, None]
    pygame.surfarray.pixels_alpha(shadow)[:] = 255
    return light, shadow


def _plain(size: tuple[int, int]) -> pygame.Surface:
    surface = pygame.Surface(size, pygame.SRCALPHA)
    surface.fill((0, 0, 0, 0))
    return surface


@lru_cache(maxsize=16)
def grain_sheet(brush: Brush) -> pygame.Surface:
    """The grain as a sheet that is at least two tips wide, repeated, so that any dab finds its part of it."""
    assert brush.grain is not None, "only called for brushes with a grain"
    strength = brush.numbers.grain
    tile = 1 - strength + strength * brush.grain
    return _white(np.tile(tile, (2, 2)))


def dab(brush: Brush, diameter: int, angle: int, colour: Colour, opacity: float, at: tuple[int, int]) -> pygame.Surface:
    """One dab, premultiplied, ready for BLEND_PREMULTIPLIED; `at` is its upper left corner on the canvas."""
    alpha = round(opacity * 255)
    if brush.grain is None and brush.numbers.relief == 0:
        return _tinted(brush, diameter, angle, colour, alpha)
    result = turned(brush, diameter, angle).copy()
    _tint(result, colour, 255)
    if brush.numbers.relief:
        light, shadow = relief(brush, diameter, angle)
        result.blit(shadow, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
        result.blit(light, (0, 0), special_flags=pygame.BLEND_RGB_ADD)
    if brush.grain is not None:
        height, width = brush.grain.shape
        part = (at[0] % width, at[1] % height, *result.get_size())
        result.blit(grain_sheet(brush), (0, 0), part, special_flags=pygame.BLEND_RGBA_MULT)
    result.fill((alpha, alpha, alpha, alpha), special_flags=pygame.BLEND_RGBA_MULT)
    return result


@lru_cache(maxsize=512)
def _tinted(brush: Brush, diameter: int, angle: int, colour: Colour, alpha: int) -> pygame.Surface:
    result = turned(brush, diameter, angle).copy()
    _tint(result, colour, alpha)
    return result


def _tint(white: pygame.Surface, colour: Colour, alpha: int) -> None:
    red, green, blue = (channel * alpha // 255 for channel in colour)
    white.fill((red, green, blue, alpha), special_flags=pygame.BLEND_RGBA_MULT)
