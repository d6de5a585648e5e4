"""Small pictures for tests, with something in them to see."""

import numpy as np

from models.messages import Picture


def scene(width: int = 96, height: int = 64, seed: int = 0) -> Picture:
    """A bright disc on a slope of two colours, with a little noise."""
    y, x = np.mgrid[0:height, 0:width] / max(width, height)
    picture = np.stack([120 + 100 * x, 90 + 60 * y, 160 - 80 * x], axis=2)
    picture[np.hypot(x - 0.5, y - 0.3) < 0.18] = (240, 210, 80)
    picture += np.random.default_rng(seed).normal(0, 4, picture.shape)
    result: Picture = picture.clip(0, 255).astype(np.uint8)
    return result


def stripes(width: int = 96, height: int = 96, colour: tuple[int, int, int] = (30, 60, 170)) -> Picture:
    """Slanting stripes in one colour and cream."""
    y, x = np.mgrid[0:height, 0:width]
    lit = ((x + y) // 6 % 2)[..., None]
    result: Picture = np.where(lit, (245, 235, 205), colour).astype(np.uint8)
    return result
