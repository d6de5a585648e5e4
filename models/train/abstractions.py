"""What a hand does to a picture: the abstractions that the autoencoder learns to see through.

Every function takes a picture (RGB, uint8, any size) and a degree from 0 (hardly anything lost) to 1 (hardly anything
left), and gives a picture of the same size. Lengths are fractions of the picture's width, so that they mean the same at
every size. The painter follows Litwinowicz 1997 and Hertzmann 1998: strokes laid from coarse to fine, across the
gradient, each in one colour of the picture beneath it.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from scipy import ndimage
from scipy.spatial import cKDTree

from models.messages import Picture

Abstraction = Callable[[Picture, float, np.random.Generator], Picture]
Field = NDArray[np.float64]

BRUSHES = Path(__file__).resolve().parent.parent.parent / "assets" / "brushes"

_FINENESS = 2
"""Strokes are drawn this many times larger, then reduced, so that their edges are smooth."""


def blur(picture: Picture, degree: float, _: np.random.Generator) -> Picture:
    """Out of focus: a Gaussian of 0.5 % to 6 % of the width."""
    sigma = picture.shape[1] * 0.005 * 12**degree
    blurred: Picture = ndimage.gaussian_filter(picture, (sigma, sigma, 0), mode="nearest")
    return blurred


def poster(picture: Picture, degree: float, _: np.random.Generator) -> Picture:
    """Only 24 down to 3 colours of the picture's own are left."""
    colours = round(24 * (3 / 24) ** degree)
    image = Image.fromarray(picture).quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return np.asarray(image.convert("RGB"))


def segments(picture: Picture, degree: float, random: np.random.Generator) -> Picture:
    """Flat patches, 600 down to 25: cells around random seeds that lean towards their own colour."""
    count = round(600 * (25 / 600) ** degree)
    height, width = picture.shape[:2]
    rows, columns = np.mgrid[0:height, 0:width]
    smooth = ndimage.gaussian_filter(picture.astype(np.float64), (1.5, 1.5, 0))
    pull = 0.6 / 255 * width / np.sqrt(count)
    points = np.column_stack([rows.ravel(), columns.ravel(), pull * smooth.reshape(-1, 3)])
    seeds = points[random.choice(len(points), count, replace=False)]
    cell = cKDTree(seeds).query(points)[1]
    size = np.maximum(np.bincount(cell, minlength=count), 1)
    means = [np.bincount(cell, picture[:, :, k].ravel(), count) / size for k in range(3)]
    return np.stack([mean[cell] for mean in means], -1).reshape(picture.shape).astype(np.uint8)


def uneven(picture: Picture, degree: float, random: np.random.Generator) -> Picture:
    """Colour laid unevenly: a slow drift of every channel, up to a tenth of the range."""
    drift = np.stack([_drift(picture.shape[:2], random) for _ in range(3)], -1)
    tint = random.normal(0, 0.4, 3)
    return np.clip(picture + 255 * (0.01 + 0.09 * degree) * (drift + tint), 0, 255).astype(np.uint8)


def bare(picture: Picture, degree: float, random: np.random.Generator) -> Picture:
    """Left unfinished: a tenth to two thirds of the paper shows."""
    share = 0.1 + 0.55 * degree
    field = _drift(picture.shape[:2], random, cells=int(random.integers(3, 9)))
    ragged = field + 0.25 * random.normal(size=field.shape)
    missing = ragged < np.quantile(ragged, share)
    result = picture.copy()
    result[missing] = _paper(random)
    return result


def misplace(picture: Picture, degree: float, random: np.random.Generator) -> Picture:
    """Parts drift from their places by up to a tenth of the width, as when the eye measures."""
    height, width = picture.shape[:2]
    reach = (0.01 + 0.09 * degree) * width / 2
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float64)
    rows += reach * _drift((height, width), random) + reach * random.normal(0, 0.4)
    columns += reach * _drift((height, width), random) + reach * random.normal(0, 0.4)
    return np.stack(
        [ndimage.map_coordinates(picture[:, :, k], [rows, columns], order=1, mode="nearest") for k in range(3)], -1
    )


def strokes(picture: Picture, degree: float, random: np.random.Generator) -> Picture:
    """Painted with 600 down to 50 strokes, on paper that may stay bare between them."""
    return _Painter(picture, round(600 * (50 / 600) ** degree), random).paint()


ABSTRACTIONS: dict[str, Abstraction] = {
    "blur": blur,
    "poster": poster,
    "segments": segments,
    "uneven": uneven,
    "bare": bare,
    "misplace": misplace,
    "strokes": strokes,
}


def draw(picture: Picture, degree: float, random: np.random.Generator) -> Picture:
    """A drawing as a visitor may make it: mostly strokes, often misplaced, uneven or simplified."""
    result = picture
    if random.random() < 0.3:
        result = misplace(result, random.random(), random)
    if random.random() < 0.25:
        result = uneven(result, random.random(), random)
    kind = random.choice(["strokes", "segments", "blur", "poster"], p=[0.7, 0.1, 0.1, 0.1])
    result = ABSTRACTIONS[kind](result, degree, random)
    if kind != "strokes" and random.random() < 0.2:
        result = bare(result, 0.5 * random.random(), random)
    return result


def scribble(random: np.random.Generator, side: int, colours: Picture) -> Picture:
    """What a hand does that does not look: a few to many loops in some of the colours given, on paper."""
    image = Image.new("RGB", (side * _FINENESS, side * _FINENESS), tuple(int(v) for v in _paper(random)))
    canvas = ImageDraw.Draw(image)
    known = colours.reshape(-1, 3)
    for _ in range(random.integers(1, 60)):
        turns = np.cumsum(random.normal(0, 0.6, 24))
        step = side * _FINENESS * random.uniform(0.02, 0.08)
        path = random.random(2) * side * _FINENESS + step * np.cumsum(
            np.column_stack([np.cos(turns), np.sin(turns)]), 0
        )
        colour = known[random.integers(len(known))] if random.random() < 0.7 else random.integers(0, 256, 3)
        points = [(float(x), float(y)) for x, y in path]
        width = max(1, int(side * _FINENESS * random.uniform(0.005, 0.06)))
        canvas.line(points, fill=(int(colour[0]), int(colour[1]), int(colour[2])), width=width, joint="curve")
    return np.asarray(image.resize((side, side), Image.Resampling.BOX))


def _paper(random: np.random.Generator) -> NDArray[np.uint8]:
    """Mostly white or cream, now and then any tone."""
    if random.random() < 0.75:
        return (255 - random.integers(0, 28, 3) * (random.random() < 0.6)).astype(np.uint8)
    return random.integers(0, 256, 3).astype(np.uint8)


def _drift(shape: tuple[int, ...], random: np.random.Generator, cells: int = 4) -> Field:
    """A smooth random field of unit deviation."""
    coarse = random.normal(size=(cells, cells)).astype(np.float32)
    smooth = Image.fromarray(coarse).resize((shape[1], shape[0]), Image.Resampling.BICUBIC)
    field = np.asarray(smooth, dtype=np.float64)
    unit: Field = field / max(1e-6, float(field.std()))
    return unit


class _Painter:
    """One picture painted anew; the manner (sizes, tools, care for edges and colours) is drawn once for each."""

    def __init__(self, picture: Picture, count: int, random: np.random.Generator) -> None:
        self.random = random
        self.count = count
        self.height, self.width = picture.shape[:2]
        self.picture = ndimage.gaussian_filter(picture, (1.0, 1.0, 0))
        grey = ndimage.gaussian_filter(picture.mean(-1), 1.5)
        down, right = np.gradient(grey)
        self.along = np.arctan2(down, right) + np.pi / 2
        # Few strokes are broad, many are fine: on the whole they cover between a half and three times the paper.
        self.broad = np.sqrt(random.uniform(0.5, 3.5) / count / random.uniform(2.0, 4.5))
        self.taper = random.uniform(0.0, 0.7)
        self.follow = random.choice([0.0, 0.6, 1.0], p=[0.35, 0.25, 0.4])
        self.error = random.choice([4.0, 12.0, 26.0])
        self.astray = random.choice([0.0, 0.01, 0.04], p=[0.5, 0.3, 0.2])
        self.tools = random.choice(4, 3, p=[0.35, 0.15, 0.15, 0.35])
        self.tips = random.choice(len(_tips()), 3)
        self.pale = random.choice([0.0, 0.15, 0.3], p=[0.6, 0.2, 0.2])
        self.relief = random.choice([0, 60, 140], p=[0.5, 0.25, 0.25])
        self.opaque = random.choice([255, 220, 150], p=[0.5, 0.3, 0.2])
        self.bend = random.uniform(0.0, 0.9)

    def paint(self) -> Picture:
        size = (self.width * _FINENESS, self.height * _FINENESS)
        self.image = image = Image.new("RGB", size, tuple(int(v) for v in _paper(self.random)))
        canvas = ImageDraw.Draw(image, "RGBA")
        places = self.random.random((self.count, 2)) * (self.height - 1, self.width - 1)
        for number, (row, column) in enumerate(places):
            self._stroke(canvas, row, column, number / self.count)
        return np.asarray(image.resize((self.width, self.height), Image.Resampling.BOX))

    def _stroke(self, canvas: ImageDraw.ImageDraw, row: float, column: float, progress: float) -> None:
        random = self.random
        here = int(row), int(column)
        angle = random.uniform(0, np.pi)
        if random.random() < self.follow:
            angle = self.along[here] + random.normal(0, 0.25)
        breadth = self.width * self.broad * (1 - self.taper * progress) * random.uniform(0.6, 1.4) * 1.2
        length = breadth * random.uniform(1.5, 5.0)
        colour = self.picture[here] + random.normal(0, self.error, 3)
        colour += self.pale * (255 - colour)
        path = self._path(row, column, angle, length)
        tool = self.tools[random.integers(3)]
        if tool == 0:
            self._line(canvas, path, breadth, colour, self.opaque)
        elif tool == 1:
            self._bristles(canvas, path, angle, breadth, colour)
        elif tool == 2:
            self._dabs(canvas, path, breadth, colour)
        else:
            self._stamps(path, angle, breadth, colour)

    def _path(self, row: float, column: float, angle: float, length: float) -> Field:
        """Seven points (x, y) of an arc, in pixels of the larger drawing, a little astray from the place meant."""
        random = self.random
        steps = np.linspace(-0.5, 0.5, 7)
        turn = angle + random.normal(0, self.bend) * steps
        x = column + random.normal(0, self.astray * self.width) + length * steps * np.cos(turn)
        y = row + random.normal(0, self.astray * self.width) + length * steps * np.sin(turn)
        return _FINENESS * np.column_stack([x, y])

    def _line(self, canvas: ImageDraw.ImageDraw, path: Field, breadth: float, colour: Field, opaque: int) -> None:
        points = [(float(x), float(y)) for x, y in path]
        canvas.line(points, fill=_ink(colour, opaque), width=max(1, round(_FINENESS * breadth)), joint="curve")

    def _bristles(self, canvas: ImageDraw.ImageDraw, path: Field, angle: float, breadth: float, colour: Field) -> None:
        across = np.array([-np.sin(angle), np.cos(angle)]) * _FINENESS * breadth
        count = max(3, round(1.5 * breadth))
        for offset in np.linspace(-0.5, 0.5, count):
            if self.random.random() < 0.85:
                start = self.random.integers(0, 2)
                tone = colour + self.random.normal(0, 7)
                self._line(canvas, path[start:] + offset * across, breadth / count * 1.2, tone, 230)

    def _dabs(self, canvas: ImageDraw.ImageDraw, path: Field, breadth: float, colour: Field) -> None:
        radius = _FINENESS * breadth / 2
        for x, y in path[:: self.random.integers(1, 3)] + self.random.normal(0, 0.15 * radius, 2):
            canvas.ellipse((x - radius, y - radius, x + radius, y + radius), fill=_ink(colour, min(self.opaque, 170)))

    def _stamps(self, path: Field, angle: float, breadth: float, colour: Field) -> None:
        """The tips of the game's brushes set close to each other, sometimes with light and shade on their ridges."""
        tip = int(self.tips[self.random.integers(len(self.tips))])
        side = max(4, 4 * round(_FINENESS * breadth * 1.3 / 4))  # few sizes, so that most are made already
        mask = _turned_tip(tip, side, round(angle * 16 / np.pi) % 32, self.opaque)
        ink = _ink(colour, 255)[:3]
        lighter, darker = _ink(colour + 70, 255)[:3], _ink(colour - 70, 255)[:3]
        length = float(np.hypot(*(path[-1] - path[0])))
        steps = np.linspace(0, len(path) - 1, max(2, round(length / (0.3 * side))))
        index = np.arange(len(path))
        for x, y in zip(np.interp(steps, index, path[:, 0]), np.interp(steps, index, path[:, 1]), strict=True):
            left, top = round(float(x) - side / 2), round(float(y) - side / 2)
            self.image.paste(ink, (left, top), mask)
            if self.relief:
                bright, dark = _ridges(tip, side, round(angle * 16 / np.pi) % 32, int(self.relief))
                self.image.paste(lighter, (left, top), bright)
                self.image.paste(darker, (left, top), dark)


@lru_cache
def _tips() -> tuple[Image.Image, ...]:
    """The tip of every brush, 64 pixels wide."""
    return tuple(Image.open(file).convert("L").resize((64, 64)) for file in sorted(BRUSHES.glob("*/tip.png")))


@lru_cache(4096)
def _turned_tip(tip: int, side: int, direction: int, opaque: int) -> Image.Image:
    turned = _tips()[tip].rotate(-direction * 11.25, Image.Resampling.BILINEAR).resize((side, side))
    return turned if opaque == 255 else turned.point([value * opaque // 255 for value in range(256)])


@lru_cache(4096)
def _ridges(tip: int, side: int, direction: int, strength: int) -> tuple[Image.Image, Image.Image]:
    """Masks of what is lit from above left, and of what lies in shade."""
    height = np.asarray(_turned_tip(tip, side, direction, 255), dtype=np.float64) / 255
    slope = np.clip((height - np.roll(height, (1, 1), (0, 1))) * strength * 2, -255, 255)
    light, shade = np.maximum(slope, 0).astype(np.uint8), np.maximum(-slope, 0).astype(np.uint8)
    return Image.fromarray(light), Image.fromarray(shade)


def _ink(colour: Field, opaque: int) -> tuple[int, int, int, int]:
    red, green, blue = np.clip(colour, 0, 255).astype(int)
    return int(red), int(green), int(blue), opaque
