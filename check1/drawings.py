"""Simulated drawings and tricks for measuring the grade. Training never sees them: it has simulators of its own.

All take a picture (RGB, uint8) and give one of the same size. Lengths are shares of the picture's width.
"""

import io
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage
from scipy.cluster.vq import kmeans2
from skimage.color import lab2rgb, rgb2lab
from skimage.segmentation import slic

from models.messages import Picture
from models.pictures import resize_picture

Values = NDArray[np.float64]

PAPER = (250, 247, 240)


def mosaic(picture: Picture, segments: int) -> Picture:
    """Flat segments (SLIC, Achanta et al. 2012) in their mean colours."""
    labels = slic(picture, n_segments=segments, compactness=12, start_label=0)
    size = np.maximum(np.bincount(labels.ravel()), 1)
    means = [np.bincount(labels.ravel(), picture[:, :, channel].ravel()) / size for channel in range(3)]
    return np.stack([mean[labels] for mean in means], -1).round().astype(np.uint8)


def defocus(picture: Picture, share: float) -> Picture:
    """A Gaussian whose deviation is a share of the width."""
    sigma = share * picture.shape[1]
    blurred: Picture = ndimage.gaussian_filter(picture, (sigma, sigma, 0), mode="nearest")
    return blurred


def reduce_colours(picture: Picture, colours: int, seed: int) -> Picture:
    """The nearest of a few colours found by k-means in L*a*b*."""
    values = rgb2lab(picture).reshape(-1, 3)
    sample = values[:: max(1, len(values) // 4000)]
    centres, _ = kmeans2(sample, colours, minit="++", rng=seed)
    nearest = ((values[:, None] - centres[None]) ** 2).sum(-1).argmin(1)
    few: Picture = (lab2rgb(centres[nearest].reshape(picture.shape)) * 255).round().astype(np.uint8)
    return few


def loose_strokes(picture: Picture, count: int, seed: int, misplaced: float = 0.0) -> Picture:
    """Straight soft-edged strokes in uneven colours on bare paper, each up to `misplaced` away from where it belongs.

    Every stroke is the set of points near a line segment, blended onto the paper one after the other.
    """
    random = np.random.default_rng(seed)
    height, width = picture.shape[:2]
    canvas = np.empty(picture.shape)
    canvas[:] = PAPER
    source = ndimage.gaussian_filter(picture.astype(np.float64), (0.008 * width, 0.008 * width, 0))
    for _ in range(count):
        row, column = random.random(2) * (height - 1, width - 1)
        colour = source[int(row), int(column)] * random.uniform(0.8, 1.2) + random.normal(0, 12, 3)
        away = random.uniform(-misplaced, misplaced, 2) * width
        half = random.uniform(0.03, 0.09) * width
        thick = random.uniform(0.018, 0.05) * width
        angle = random.uniform(0, np.pi)
        _lay(canvas, (row + away[0], column + away[1]), half, thick, angle, colour)
    return np.clip(canvas, 0, 255).round().astype(np.uint8)


def _lay(canvas: Values, centre: tuple[float, float], half: float, thick: float, angle: float, colour: Values) -> None:
    reach = half + thick + 2
    top, left = (max(0, int(place - reach)) for place in centre)
    bottom, right = (int(place + reach) + 1 for place in centre)
    window = canvas[top:bottom, left:right]
    if window.size == 0:
        return
    rows, columns = np.mgrid[top : top + window.shape[0], left : left + window.shape[1]]
    down, across = rows - centre[0], columns - centre[1]
    along = np.clip(across * np.cos(angle) + down * np.sin(angle), -half, half)
    distance = np.hypot(across - along * np.cos(angle), down - along * np.sin(angle))
    cover = np.clip(thick - distance + 0.5, 0, 1)[:, :, None] * 0.9
    window += cover * (colour - window)


def blank(picture: Picture, _: int) -> Picture:
    """Nothing drawn at all."""
    return np.full_like(picture, PAPER)


def mean_colour(picture: Picture, _: int) -> Picture:
    """One flat colour, the mean of the picture."""
    return np.broadcast_to(picture.mean((0, 1)).round(), picture.shape).astype(np.uint8)


def noise(picture: Picture, seed: int) -> Picture:
    """The picture's own pixels, all in wrong places."""
    pixels = np.random.default_rng(seed).permutation(picture.reshape(-1, 3))
    return pixels.reshape(picture.shape)


def coarse_noise(picture: Picture, seed: int) -> Picture:
    """The same in squares of a sixteenth of the width."""
    grain = max(1, picture.shape[1] // 16)
    small = noise(picture[::grain, ::grain], seed)
    return small.repeat(grain, 0).repeat(grain, 1)[: picture.shape[0], : picture.shape[1]]


def scribble(picture: Picture, seed: int) -> Picture:
    """Forty strokes anywhere, in any colour."""
    random = np.random.default_rng(seed)
    canvas = np.empty(picture.shape)
    canvas[:] = PAPER
    height, width = picture.shape[:2]
    for _ in range(40):
        centre = (random.random() * height, random.random() * width)
        thick = random.uniform(0.006, 0.025) * width
        _lay(
            canvas,
            centre,
            random.uniform(0.05, 0.3) * width,
            thick,
            random.uniform(0, np.pi),
            random.uniform(0, 255, 3),
        )
    return np.clip(canvas, 0, 255).round().astype(np.uint8)


TRICKS: dict[str, Callable[[Picture, int], Picture]] = {
    "empty canvas": blank,
    "flat mean colour": mean_colour,
    "noise of the right colours": noise,
    "coarse noise of the right colours": coarse_noise,
    "random scribble": scribble,
}

Drawing = Callable[[Picture, int], Picture]
"""Takes a picture and a seed."""


def _segments(count: int) -> Drawing:
    return lambda picture, _: mosaic(picture, count)


def _blur(percent: float) -> Drawing:
    return lambda picture, _: defocus(picture, percent / 100)


def _colours(count: int) -> Drawing:
    return lambda picture, seed: reduce_colours(picture, count, seed)


def _strokes(count: int, misplaced: float) -> Drawing:
    return lambda picture, seed: loose_strokes(picture, count, seed, misplaced / 100)


ABSTRACTIONS: dict[str, Drawing] = {
    "mosaic of 200 flat segments": _segments(200),
    "blur of 3 % of the width": _blur(3),
    "poster of 6 colours": _colours(6),
    "150 loose strokes on bare paper": _strokes(150, 0),
    "the same, misplaced by up to 8 %": _strokes(150, 8),
}

DEGREES: dict[str, list[Drawing]] = {
    "segments 900 to 12": [_segments(count) for count in (900, 400, 200, 100, 50, 25, 12)],
    "blur 1 to 12 %": [_blur(percent) for percent in (1, 2, 3, 4.5, 6, 9, 12)],
    "colours 24 to 2": [_colours(count) for count in (24, 14, 9, 6, 4, 3, 2)],
    "strokes 320 to 10": [_strokes(count, 0) for count in (320, 200, 130, 80, 45, 25, 10)],
    "misplaced 0 to 30 %": [_strokes(300, percent) for percent in (0, 4, 8, 12, 17, 23, 30)],
}


def shifted(picture: Picture, share: float) -> Picture:
    """Moved to the left by a share of the width; the edge is repeated."""
    step = round(share * picture.shape[1])
    return np.pad(picture, ((0, 0), (0, step), (0, 0)), mode="edge")[:, step:]


def scaled(picture: Picture, factor: float) -> Picture:
    """Larger (above 1) or smaller about its centre in a frame of the same size; the edge is repeated."""
    height, width = picture.shape[:2]
    larger = resize_picture(picture, round(width * factor), round(height * factor))
    rows, columns = (larger.shape[0] - height) // 2, (larger.shape[1] - width) // 2
    if factor >= 1:
        return larger[rows : rows + height, columns : columns + width]
    above, left = -rows, -columns
    below, right = height - larger.shape[0] - above, width - larger.shape[1] - left
    return np.pad(larger, ((above, below), (left, right), (0, 0)), mode="edge")


def jpeg(picture: Picture, quality: int) -> Picture:
    """Saved as JPEG and read again."""
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=quality)
    return np.asarray(Image.open(file))


NUDGES: dict[str, Callable[[Picture], Picture]] = {
    "shift of 3 %": lambda picture: shifted(picture, 0.03),
    "5 % larger": lambda picture: scaled(picture, 1.05),
    "5 % smaller": lambda picture: scaled(picture, 0.95),
}

RESAVED: dict[str, Callable[[Picture], Picture]] = {
    "JPEG at quality 60": lambda picture: jpeg(picture, 60),
    "a third of the size": lambda picture: resize_picture(picture, picture.shape[1] // 3, picture.shape[0] // 3),
    "three times the size": lambda picture: resize_picture(picture, picture.shape[1] * 3, picture.shape[0] * 3),
    "another aspect": lambda picture: resize_picture(picture, picture.shape[1], picture.shape[1] * 9 // 16),
}
