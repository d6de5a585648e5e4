"""What the painting scripts share: a sheet with coordinates and noise, colour, light on a surface."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from scipy.ndimage import distance_transform_edt, gaussian_filter, map_coordinates
from scipy.spatial import cKDTree

SIDE = 1024
"""The house's style pictures are square, this many pixels."""

Field = NDArray[Any]
Colour = tuple[float, float, float]
Shape = Sequence[tuple[float, float]]


class Sheet:
    """A square sheet: places are shares of its side (x to the right, y downwards), fine lengths thousandths of it."""

    def __init__(self, side: int = SIDE) -> None:
        """An empty sheet of `side` pixels."""
        self.side = side
        axis = (np.arange(side) + 0.5) / side
        self.x, self.y = np.meshgrid(axis, axis)

    def noise(self, seed: int, sigma: float, stretch: float = 1.0) -> Field:
        """Smooth noise, 0 to 1, evenly spread, shape (side, side); `stretch` lengthens it along x."""
        return noise((self.side, self.side), seed, sigma * self.side / 1000, stretch)

    def full(self, colour: Colour) -> Field:
        """The sheet in one colour, shape (side, side, 3), 0 to 255."""
        return np.ones((self.side, self.side, 1)) * np.array(colour, dtype=np.float64)

    def at(self, field: Field, x: float, y: float) -> float:
        """The value of a field of shape (side, side) at a place, or at the edge nearest to it."""
        row, column = (min(self.side - 1, max(0, int(part * self.side))) for part in (y, x))
        return float(field[row, column])

    def cut(self, shapes: Iterable[Shape], holes: Iterable[Shape] = ()) -> Field:
        """Where polygons lie on the sheet: 1 inside, 0 outside, smooth at the edge; shape (side, side)."""
        mask = Image.new("L", (3 * self.side, 3 * self.side))
        pen = ImageDraw.Draw(mask)
        for group, fill in ((shapes, 255), (holes, 0)):
            for shape in group:
                pen.polygon([(x * 3 * self.side, y * 3 * self.side) for x, y in shape], fill=fill)
        return np.asarray(mask.resize((self.side, self.side), Image.Resampling.BOX), dtype=np.float64) / 255

    def line(self, places: Shape, width: float) -> Field:
        """Where a line through places lies, `width` in thousandths of the side: as `cut`."""
        mask = Image.new("L", (2 * self.side, 2 * self.side))
        scale = 2 * self.side
        ImageDraw.Draw(mask).line(
            [(x * scale, y * scale) for x, y in places], fill=255, width=round(width * scale / 1000), joint="curve"
        )
        return np.asarray(mask.resize((self.side, self.side), Image.Resampling.BOX), dtype=np.float64) / 255


def noise(shape: tuple[int, int], seed: int, sigma: float, stretch: float = 1.0) -> Field:
    """Smooth noise of any shape, 0 to 1, evenly spread; `sigma` in pixels, `stretch` lengthens it along x."""
    step = max(1, int(sigma // 6))
    raw = np.random.default_rng(seed).standard_normal((shape[0] // step + 2, shape[1] // step + 2))
    coarse = gaussian_filter(raw, (sigma / step, sigma * stretch / step), mode="wrap")
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]] / step
    field = map_coordinates(coarse, [rows, columns], order=1, mode="nearest")
    ranks = np.searchsorted(np.sort(field.ravel()[::37]), field)
    result: Field = np.clip(ranks / (field.size / 37), 0.0, 1.0)
    return result


def smooth(field: Field, low: float | Field, high: float | Field) -> Field:
    """0 below `low`, 1 above `high`, a soft step between."""
    t = np.clip((field - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def spline(knots: Shape, count: int = 14) -> list[tuple[float, float]]:
    """A smooth curve through places (Catmull and Rom), `count` points from each to the next."""
    points = np.array([knots[0], *knots, knots[-1]], dtype=np.float64)
    t = np.linspace(0, 1, count, endpoint=False)[:, None]
    pieces = []
    for a, b, c, d in zip(points, points[1:], points[2:], points[3:], strict=False):
        pieces.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return [(float(px), float(py)) for px, py in [*np.concatenate(pieces), points[-1]]]


def ramp(field: Field, colours: Sequence[Colour]) -> Field:
    """Colours along a field of 0 to 1, shape (..., 3), 0 to 255."""
    places = np.linspace(0, 1, len(colours))
    channels = [np.interp(field, places, [colour[channel] for colour in colours]) for channel in range(3)]
    return np.stack(channels, axis=-1)


def over(base: Field, colour: Colour | Field, cover: Field) -> Field:
    """Lay a colour over a picture where `cover` is 1."""
    return base + (np.asarray(colour, dtype=np.float64) - base) * cover[..., None]


def ink(base: Field, colour: Colour, cover: Field) -> Field:
    """Print a transparent ink on a picture where `cover` is 1: it only ever darkens."""
    return base * (1 - cover[..., None] * (1 - np.array(colour) / 255))


def finish(picture: Field) -> Image.Image:
    """The picture as an image."""
    return Image.fromarray(np.clip(picture + 0.5, 0, 255).astype(np.uint8))


def relief(picture: Field, height: Field, strength: float) -> Field:
    """Light from the upper left on a surface of that height."""
    down, across = np.gradient(height)
    shade = np.clip((down + across) * strength, -0.45, 0.45)
    result: Field = picture * (1 - shade)[..., None]
    return result


def shadow(picture: Field, cover: Field, away: float, depth: float = 0.45) -> Field:
    """The shadow that a cut-out throws on a picture, `away` in pixels to the lower right."""
    step = round(away)
    fallen = gaussian_filter(np.roll(cover, (step, step), (0, 1)), away * 0.8)
    result: Field = picture * (1 - depth * fallen * (1 - cover))[..., None]
    return result


def cells(sheet: Sheet, points: Field) -> Field:
    """For each pixel the number of its nearest point; points are of shape (count, 2)."""
    places = np.stack([sheet.x.ravel(), sheet.y.ravel()], axis=1)
    nearest: Field = cKDTree(points).query(places)[1].reshape(sheet.x.shape)
    return nearest


def spread(seed: int, count: int, turns: int = 12) -> Field:
    """Points spread evenly but not regularly (Lloyd's relaxation), shape (count, 2)."""
    chance = np.random.default_rng(seed)
    points = chance.uniform(0, 1, (count, 2))
    samples = chance.uniform(0, 1, (40000, 2))
    for _ in range(turns):
        nearest = cKDTree(points).query(samples)[1]
        for axis in range(2):
            sums = np.bincount(nearest, samples[:, axis], count)
            points[:, axis] = sums / np.maximum(1, np.bincount(nearest, minlength=count))
    return points


def to_edge(sheet: Sheet, labels: Field) -> Field:
    """How far each pixel is from where one label meets another, in thousandths of the side."""
    inner = np.ones(labels.shape, dtype=bool)
    for axis in (0, 1):
        differs = np.diff(labels, axis=axis) != 0
        after = np.insert(differs, 0, False, axis=axis)
        before = np.insert(differs, differs.shape[axis], False, axis=axis)
        inner &= ~(after | before)
    away: Field = distance_transform_edt(inner) * 1000 / sheet.side
    return away
