"""Colours mix as pigments do: Kubelka-Munk over a few bands of the spectrum.

Kubelka and Munk 1931 (absorption over scattering, K/S = (1 - R)^2 / 2R, adds up in a mixture), with reflectances
rebuilt from RGB by broad, overlapping bands, as Smits 1999 ("An RGB-to-spectrum conversion for reflectances") argues.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Colour = tuple[int, int, int]

_LEAST = 0.005
"""No paint is blacker than this reflectance, or nothing could ever lighten it."""

# How much of each of eight bands, violet to red, belongs to blue, green and red; every band's shares add up to one.
_BLUE = np.array([1.0, 1.0, 0.78, 0.40, 0.10, 0.00, 0.0, 0.0])
_RED = np.array([0.0, 0.0, 0.00, 0.00, 0.06, 0.42, 1.0, 1.0])
_BANDS = np.stack([_RED, 1.0 - _RED - _BLUE, _BLUE])
_BACK = np.linalg.pinv(_BANDS)

_CODES = np.arange(256) / 255
_LINEAR = np.where(_CODES <= 0.04045, _CODES / 12.92, ((_CODES + 0.055) / 1.055) ** 2.4)

Absorption = NDArray[np.float64]


@lru_cache(maxsize=256)
def absorption(colour: Colour) -> Absorption:
    """K/S of a paint in eight bands."""
    reflectance = np.clip(_LINEAR[list(colour)] @ _BANDS, _LEAST, 1.0)
    ratio: Absorption = (1 - reflectance) ** 2 / (2 * reflectance)
    return ratio


def colour_of(ratio: Absorption) -> Colour:
    """The colour that a paint of that K/S has."""
    reflectance = 1 + ratio - np.sqrt(ratio * ratio + 2 * ratio)
    linear = np.clip(reflectance @ _BACK, 0, 1)
    code = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    red, green, blue = (round(float(value) * 255) for value in code)
    return red, green, blue


def mix_pigments(colour: Colour, other: Colour, share: float) -> Colour:
    """Mix `share` (0 to 1) of the other paint into a paint."""
    if share <= 0 or colour == other:
        return colour
    if share >= 1:
        return other
    # Roots of K/S weigh dark and light paints more evenly, as the eye does, than K/S itself.
    mixed = (1 - share) * np.sqrt(absorption(colour)) + share * np.sqrt(absorption(other))
    return colour_of(mixed * mixed)
