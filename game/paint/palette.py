"""The colours that a style picture lends: clustered in a perceptual space, distinct, in order."""

import numpy as np
from numpy.typing import NDArray
from skimage.color import lab2rgb, rgb2lab

from game.paint.pigment import Colour
from models.messages import Picture

Values = NDArray[np.float64]


def palette(style: Picture, count: int = 10) -> list[Colour]:
    """`count` distinct colours of a picture, dark to light.

    Farthest-point seeds, then k-means in CIE Lab, with vivid pixels weighing more: a small red sail counts.
    """
    step = max(1, max(style.shape[:2]) // 120)
    lab = rgb2lab(style[::step, ::step].reshape(-1, 3) / 255).reshape(-1, 3)
    weight = 1 + np.hypot(lab[:, 1], lab[:, 2]) / 25
    centres = _seeds(lab, weight, count)
    for _ in range(12):
        nearest = np.linalg.norm(lab[:, None] - centres[None], axis=2).argmin(axis=1)
        for index in range(count):
            mine = nearest == index
            if mine.any():
                centres[index] = np.average(lab[mine], axis=0, weights=weight[mine])
    colours = (np.clip(lab2rgb(centres[np.argsort(centres[:, 0])]), 0, 1) * 255).round().astype(int)
    return [(int(red), int(green), int(blue)) for red, green, blue in colours]


def _seeds(lab: Values, weight: Values, count: int) -> Values:
    """Start at the mean; each further seed is the pixel whose weighted distance to the others is largest."""
    centres = [np.average(lab, axis=0, weights=weight)]
    distance = np.linalg.norm(lab - centres[0], axis=1)
    # The farthest single pixel may be an outlier; the 98th percentile is a colour that is really there.
    for _ in range(count - 1):
        score = distance * np.sqrt(weight)
        pick = np.argsort(score)[int(0.98 * (len(score) - 1))]
        centres.append(lab[pick])
        distance = np.minimum(distance, np.linalg.norm(lab - lab[pick], axis=1))
    return np.array(centres)


def neighbours(colour: Colour) -> tuple[Colour, Colour]:
    """A lighter and a darker neighbour of a colour, 14 steps of CIE L* away."""
    lab = rgb2lab(np.array([[colour]], dtype=np.float64) / 255)[0, 0]
    both = []
    for step in (14, -14):
        moved = np.array([[[np.clip(lab[0] + step, 2, 98), lab[1], lab[2]]]])
        red, green, blue = (np.clip(lab2rgb(moved)[0, 0], 0, 1) * 255).round().astype(int)
        both.append((int(red), int(green), int(blue)))
    return both[0], both[1]
