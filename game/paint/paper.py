"""What is painted on: a colour and the surface of a paper or a cloth."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import pygame
from numpy.typing import NDArray

from game.paint.pigment import Colour

Surface = Literal["smooth", "linen", "rough", "laid"]


@dataclass(frozen=True)
class Paper:
    """A canvas to choose: its title, its colour and how its surface feels."""

    title: str
    colour: Colour
    surface: Surface


PAPERS = (
    Paper("White canvas", (248, 244, 235), "linen"),
    Paper("Watercolour paper", (252, 250, 245), "rough"),
    Paper("Raw linen", (201, 180, 147), "linen"),
    Paper("Grey paper", (150, 152, 154), "laid"),
    Paper("Blue paper", (104, 126, 148), "rough"),
    Paper("Black paper", (34, 34, 38), "laid"),
)
"""The papers that come with the game; the first is what a visitor begins on."""


TILE = 420
"""Side of the piece of paper that is worked out, pixels; mirrored at its edges it covers any canvas without a seam."""

_MOST_LIGHT = 22


@lru_cache(maxsize=4)
def make_paper(paper: Paper, size: tuple[int, int], scale: float) -> pygame.Surface:
    """The empty paper in the light of the room, `size` pixels; `scale` is the canvas height in pixels over 1000.

    The surface is shared: never paint on it.
    """
    tile = _relief(paper.surface, (TILE, TILE), max(0.25, scale))
    whole = np.pad(tile, [(0, max(0, side - TILE)) for side in size], mode="symmetric")[: size[0], : size[1]]
    light = np.zeros(size, dtype=np.uint8)
    slope = np.clip(whole[1:, 1:] - whole[:-1, :-1], -_MOST_LIGHT, _MOST_LIGHT)
    light[1:, 1:] = slope + np.float32(_MOST_LIGHT + 0.5)
    light[0], light[:, 0] = light[1], light[:, 1]
    # Dark papers have the same relief; less light comes back from it.
    gain = 0.35 + 0.65 * max(paper.colour) / 255
    shades = np.array(paper.colour) + (np.arange(2 * _MOST_LIGHT + 1) - _MOST_LIGHT)[:, None] * gain
    surface = pygame.Surface(size, depth=32)
    pygame.surfarray.blit_array(surface, np.clip(shades + 0.5, 0, 255).astype(np.uint8)[light])
    return surface


def _relief(kind: Surface, size: tuple[int, int], scale: float) -> NDArray[np.float32]:
    """Heights of a paper, shape (width, height), in steps of one grey value of light."""
    x, y = np.meshgrid(np.arange(size[0]) / scale, np.arange(size[1]) / scale, indexing="ij")
    if kind == "linen":
        # Threads over and under, no two of the same thickness.
        warp, weft = x + 1.2 * _noise(size, scale, 31, 1), y + 1.2 * _noise(size, scale, 31, 2)
        over = np.sin(warp * np.pi / 2.6) * np.sin(weft * np.pi / 2.6)
        threads = np.abs(np.sin(warp * np.pi / 2.6)) * (over > 0) + np.abs(np.sin(weft * np.pi / 2.6)) * (over <= 0)
        height = 4.5 * threads + 2.0 * _noise(size, scale, 3, 3)
    elif kind == "rough":
        height = 7 * _noise(size, scale, 7, 4) + 2.5 * _noise(size, scale, 2.5, 5)
    elif kind == "laid":
        height = 1.6 * np.sin(y * np.pi / 2.5 + _noise(size, scale, 40, 6)) + 4 * _noise(size, scale, 2.2, 7)
    else:
        height = 2.0 * _noise(size, scale, 2.5, 8)
    return np.asarray(height, dtype=np.float32)


def _noise(size: tuple[int, int], scale: float, step: float, seed: int) -> NDArray[np.float32]:
    """Smooth noise between about -1 and 1 whose hills are `step` pixels of a canvas 1000 high apart."""
    columns, rows = (int(side / scale / step) + 3 for side in size)
    coarse = np.random.default_rng(seed).integers(0, 256, (columns, rows)).astype(np.uint8)
    small = pygame.Surface((columns, rows), depth=32)
    pygame.surfarray.blit_array(small, np.repeat(coarse[:, :, None], 3, axis=2))
    large = pygame.transform.smoothscale(small, [round(side * step * scale) for side in (columns, rows)])
    values = pygame.surfarray.array_red(large)[: size[0], : size[1]]
    return np.asarray(values / np.float32(127.5) - 1, dtype=np.float32)
