"""The colours that a style picture lends: clustered in a perceptual space, distinct, in order."""

from collections import deque
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from game.paint.pigment import Colour
from models.messages import Picture

Values = NDArray[np.float64]

# Ottosson 2020, "A perceptual color space for image processing" (Oklab): linear sRGB to cone responses, to Lab.
_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
DISTINCT = 0.055
"""Distance in Oklab below which two colours look alike on a palette."""


def to_oklab(colours: Picture | list[Colour]) -> Values:
    """Oklab of colours 0 to 255, shape (..., 3): lightness 0 to 1, green to red, blue to yellow."""
    code = np.asarray(colours, dtype=np.float64) / 255
    linear = np.where(code <= 0.04045, code / 12.92, ((code + 0.055) / 1.055) ** 2.4)
    lab: Values = np.cbrt(linear @ _CONES.T) @ _LAB.T
    return lab


def from_oklab(lab: Values) -> list[Colour]:
    """The nearest colours that a screen can show; shape (count, 3)."""
    linear = (lab @ np.linalg.inv(_LAB).T) ** 3 @ np.linalg.inv(_CONES).T
    linear = np.clip(linear, 0, 1)
    code = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return [(int(red), int(green), int(blue)) for red, green, blue in np.rint(code * 255)]


def palette(style: Picture, count: int = 10) -> list[Colour]:
    """`count` distinct colours of a picture: greys first, then round the colour circle, dark to light within a hue.

    Farthest-point seeds, then k-means in Oklab, vivid pixels weighing more: a small red sail counts. A picture with
    fewer colours gets lighter and darker ones of those it has.
    """
    step = max(1, max(style.shape[:2]) // 110)
    lab = to_oklab(style[::step, ::step].reshape(-1, 3))
    weight = 1 + 8 * np.hypot(lab[:, 1], lab[:, 2])
    centres = _seeds(lab, weight, count)
    for _ in range(10):
        nearest = np.linalg.norm(lab[:, None] - centres[None], axis=2).argmin(axis=1)
        for index in range(count):
            mine = nearest == index
            if mine.any():
                centres[index] = np.average(lab[mine], axis=0, weights=weight[mine])
    return from_oklab(_ordered(_distinct(centres)))


def _seeds(lab: Values, weight: Values, count: int) -> Values:
    """Start at the mean; each further seed is a pixel far from all others."""
    centres = [np.average(lab, axis=0, weights=weight)]
    distance = np.linalg.norm(lab - centres[0], axis=1)
    for _ in range(count - 1):
        # The farthest single pixel may be an outlier; a hundredth of the way in is a colour that is really there.
        pick = np.argsort(distance * np.sqrt(weight))[int(0.99 * (len(lab) - 1))]
        centres.append(lab[pick])
        distance = np.minimum(distance, np.linalg.norm(lab - lab[pick], axis=1))
    return np.array(centres)


def _distinct(centres: Values) -> Values:
    """Replace each colour that looks like one before it by the nearest lighter or darker one that is still free."""
    steps = np.outer(np.arange(1, 31), (0.03, -0.03)).ravel()
    kept: list[Values] = []
    for centre in centres:
        others = np.array([centre[0] + steps, *(np.full(len(steps), 0.92 * centre[axis]) for axis in (1, 2))]).T
        inside = others[(others[:, 0] >= 0.08) & (others[:, 0] <= 0.98)]
        # As a screen shows them: far from grey, what is very light or dark is less colourful than asked for.
        choices = to_oklab(from_oklab(np.concatenate([centre[None], inside])))
        apart = np.full(len(choices), np.inf)
        for other in kept:
            apart = np.minimum(apart, np.linalg.norm(choices - other, axis=1))
        free = np.flatnonzero(apart >= DISTINCT)
        kept.append(choices[free[0] if len(free) else apart.argmax()])
    return np.array(kept)


def _ordered(lab: Values) -> Values:
    chroma, hue = np.hypot(lab[:, 1], lab[:, 2]), np.arctan2(lab[:, 2], lab[:, 1])
    # Reds come first; six families of hue, or neighbours in lightness would be torn apart.
    family = np.where(chroma < 0.035, -1, np.floor(((hue + 0.35) % (2 * np.pi)) / (np.pi / 3)))
    return lab[np.lexsort((lab[:, 0], family))]


def neighbours(colour: Colour) -> tuple[Colour, Colour]:
    """A lighter and a darker neighbour of a colour, a clear step away."""
    lab = to_oklab([colour])[0]
    both = np.array([lab, lab])
    both[:, 0] = np.clip(lab[0] + np.array([0.12, -0.12]), 0.05, 0.99)
    lighter, darker = from_oklab(both)
    return lighter, darker


def pick_colour(picture: Picture, x: float, y: float) -> Colour:
    """The eyedropper: the mean of 3 x 3 pixels at a place given as shares, 0 to 1, of a picture's sides."""
    height, width = picture.shape[:2]
    column, row = (min(side - 1, max(0, int(at * side))) for at, side in ((x, width), (y, height)))
    part = picture[max(0, row - 1) : row + 2, max(0, column - 1) : column + 2].reshape(-1, 3)
    red, green, blue = np.rint(part.mean(axis=0))
    return int(red), int(green), int(blue)


class RecentColours:
    """The colours used last, newest first, each once."""

    def __init__(self, count: int = 6) -> None:
        """None yet."""
        self._colours: deque[Colour] = deque(maxlen=count)

    def __iter__(self) -> Iterator[Colour]:
        return iter(self._colours)

    def use(self, colour: Colour) -> None:
        """A colour was used just now."""
        if colour in self._colours:
            self._colours.remove(colour)
        self._colours.appendleft(colour)
