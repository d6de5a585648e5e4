"""Whether two pictures look alike: then one in the style of the other would look like nothing had happened."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.messages import Picture
from models.pictures import resize_picture

PLACES, SAMPLES = 12, 40
"""So many places in each direction are compared, and so many colours are looked at."""

SAME_COLOURS = 0.06
"""Nearer colours than this are the same to the eye: so it is with one in twenty pairs of the house collection."""

SAME_PLACES = 0.06
"""Pictures that agree this much place by place are the same, whatever their sizes and files."""


@dataclass(frozen=True, eq=False)
class Glance:
    """What is seen of a picture at a glance: colours place by place, (12, 12, 3), and those colours in order."""

    places: NDArray[np.float32]
    colours: NDArray[np.float32]


def glance(picture: Picture) -> Glance:
    """Look at a picture: its colours as lightness and two pairs of opponents, each 0 to 1 or -1 to 1."""
    rows, columns = (np.linspace(0, side - 1, SAMPLES).round().astype(int) for side in picture.shape[:2])
    # Single pixels, and not their means: black and white stripes are not grey.
    colours = _opponents(picture[np.ix_(rows, columns)]).reshape(-1, 3)
    return Glance(_opponents(resize_picture(picture, PLACES, PLACES)), np.sort(colours, axis=0))


def _opponents(picture: Picture) -> NDArray[np.float32]:
    red, green, blue = np.moveaxis(picture.astype(np.float32) / 255, 2, 0)
    return np.stack([(red + green + blue) / 3, red - green, (red + green) / 2 - blue], axis=2)


def alike(first: Glance, second: Glance) -> bool:
    """Whether two pictures have the same colours, wherever they are, or are the same picture."""
    return _apart(first.colours, second.colours) < SAME_COLOURS or _apart(first.places, second.places) < SAME_PLACES


def _apart(first: NDArray[np.float32], second: NDArray[np.float32]) -> float:
    """The mean distance. Of colours in order this is how far they must be moved to become the others'."""
    return float(np.abs(first - second).mean())
