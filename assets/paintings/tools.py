"""What the painting scripts share: noise, colour, strokes laid along a field."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from scipy.ndimage import gaussian_filter, map_coordinates

SIDE = 1024
"""Pictures are square, this many pixels."""

Field = NDArray[np.floating[Any]]
Colour = tuple[int, int, int]


def grid(side: int = SIDE) -> tuple[Field, Field]:
    """x to the right and y downwards, both 0 to 1, shape (side, side)."""
    axis = (np.arange(side) + 0.5) / side
    x, y = np.meshgrid(axis, axis)
    return x, y


def noise(seed: int, sigma: float, side: int = SIDE, stretch: float = 1.0) -> Field:
    """Smooth noise, 0 to 1, evenly spread; `sigma` in pixels, `stretch` lengthens it along x."""
    step = max(1, int(sigma // 6))
    raw = np.random.default_rng(seed).standard_normal((side // step + 1, side // step + 1))
    coarse = gaussian_filter(raw, (sigma / step, sigma * stretch / step), mode="wrap")
    rows, columns = np.mgrid[0:side, 0:side] / step
    field = map_coordinates(coarse, [rows, columns], order=1, mode="nearest")
    ranks = np.searchsorted(np.sort(field.ravel()[::37]), field)
    even: Field = np.clip(ranks / (field.size / 37), 0.0, 1.0)
    return even


def smooth(field: Field, low: float | Field, high: float | Field) -> Field:
    """0 below `low`, 1 above `high`, a soft step between."""
    t: Field = np.clip((field - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def ramp(field: Field, colours: list[Colour]) -> Field:
    """Colours along a field of 0 to 1, shape (..., 3), 0 to 255."""
    places = np.linspace(0, 1, len(colours))
    channels = [np.interp(field, places, [colour[channel] for colour in colours]) for channel in range(3)]
    return np.stack(channels, axis=-1)


def over(base: Field, colour: Colour | Field, cover: Field) -> Field:
    """Lay a colour over a picture where `cover` is 1."""
    return base + (np.asarray(colour, dtype=np.float64) - base) * cover[..., None]


def finish(picture: Field) -> Image.Image:
    """The picture as an image."""
    return Image.fromarray(np.clip(picture + 0.5, 0, 255).astype(np.uint8))


def relief(picture: Field, height: Field, strength: float) -> Field:
    """Light from the upper left on a surface of that height."""
    down, across = np.gradient(height)
    shade = np.asarray(np.clip((down + across) * strength, -0.45, 0.45))
    lit: Field = picture * (1 - shade)[..., None]
    return lit


def lay_strokes(
    base: Field,
    angle: Callable[[Field, Field], Field],
    seed: int,
    layers: Sequence[tuple[int, float, float]],
    scatter: float,
    canvas: Image.Image | None = None,
) -> Image.Image:
    """Paint a picture of shape (side, side, 3) in bristle strokes along the directions of a field (radians).

    Each layer is (how many strokes, width, length) in pixels of the finished picture. Colours are taken from `base`
    where a stroke begins and stray by `scatter` (0 to 255). Painted at twice the size.
    """
    chance = np.random.default_rng(seed)
    side = base.shape[0]
    sheet = canvas or Image.new("RGB", (2 * side, 2 * side), tuple(int(c) for c in base.mean(axis=(0, 1))))
    pen = ImageDraw.Draw(sheet)
    for count, width, length in layers:
        starts = chance.uniform(-0.02, 1.02, (count, 2))
        for x, y in starts:
            spot = base[min(side - 1, max(0, int(y * side))), min(side - 1, max(0, int(x * side)))]
            colour = spot + chance.normal(0, scatter) + chance.normal(0, scatter * 0.6, 3)
            _stroke(pen, x, y, angle, colour, width, length * chance.uniform(0.6, 1.3), side, chance)
    return sheet.resize((side, side), Image.Resampling.LANCZOS)


def _stroke(
    pen: ImageDraw.ImageDraw,
    x: float,
    y: float,
    angle: Callable[[Field, Field], Field],
    colour: Field,
    width: float,
    length: float,
    side: int,
    chance: np.random.Generator,
) -> None:
    """One stroke: bristles side by side, each a little lighter or darker, light on one flank and shade on the other."""
    steps = 6
    spine = []
    for _ in range(steps + 1):
        heading = float(angle(np.array(x), np.array(y)))
        spine.append((x, y, heading))
        x += math.cos(heading) * length / side / steps
        y += math.sin(heading) * length / side / steps
    bristles = max(3, int(width / 1.6))
    tones = chance.normal(0, 9, bristles)
    tones[0] += 20
    tones[-1] -= 22
    for bristle in range(bristles):
        off = ((bristle + 0.5) / bristles - 0.5) * width / side
        first, last = int(chance.random() < 0.25), steps + 1 - int(chance.random() < 0.35)
        points = [
            ((px - math.sin(h) * off) * 2 * side, (py + math.cos(h) * off) * 2 * side)
            for px, py, h in spine[first:last]
        ]
        shade = tuple(int(min(255, max(0, c + tones[bristle]))) for c in colour)
        pen.line(points, fill=shade, width=max(2, round(2.6 * width / bristles)), joint="curve")
