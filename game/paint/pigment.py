"""Colours mix as pigments do: Kubelka-Munk over a few bands of the spectrum.

Kubelka and Munk 1931 (absorption over scattering, K/S = (1 - R)^2 / 2R, adds up in a mixture), with reflectances
rebuilt from RGB by broad, overlapping bands, as Smits 1999 ("An RGB-to-spectrum conversion for reflectances") argues.
"""

import colorsys
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Colour = tuple[int, int, int]

_BLACK: Colour = (30, 28, 30)

_LEAST = 0.005
"""No paint is blacker than this reflectance, or nothing could ever lighten it."""

# How much of each of eight bands, violet to red, belongs to blue, green and red; every band's shares add up to one.
# As in real paints, reds give back a little violet and blues a little deep red: mixed, they lean to purple.
_BLUE = np.array([0.94, 1.0, 0.78, 0.40, 0.10, 0.00, 0.0, 0.06])
_RED = np.array([0.06, 0.0, 0.00, 0.00, 0.06, 0.42, 1.0, 0.94])
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


@lru_cache(maxsize=4096)
def mix_pigments(colour: Colour, other: Colour, share: float) -> Colour:
    """Mix `share` (0 to 1) of the other paint into a paint."""
    if share <= 0 or colour == other:
        return colour
    if share >= 1:
        return other
    # Roots of K/S weigh dark and light paints more evenly, as the eye does, than K/S itself.
    mixed = (1 - share) * np.sqrt(absorption(colour)) + share * np.sqrt(absorption(other))
    return colour_of(mixed * mixed)


class Load:
    """The paint on a brush: its own, and what it has picked up from wet paint (libmypaint's smudge bucket)."""

    def __init__(self, colour: Colour) -> None:
        """A clean brush dipped into a colour."""
        self._own = colour
        self._taken: tuple[float, float, float] | None = None
        self._share = 0.0
        self._way = 1.0

    def due(self, spacing: float) -> bool:
        """Whether it is time to look at what lies below again: every eighth of a radius; `spacing` is one dab's."""
        self._way += spacing
        if self._way < 0.125:
            return False
        self._way = 0.0
        return True

    def pick_up(self, below: Colour, cover: float) -> None:
        """Take from wet paint; bare paper (`cover` 0) gives nothing and wipes the brush a little."""
        self._share += (cover - self._share) * (0.45 if cover > self._share else 0.12)
        part = 0.45 * cover
        if self._taken is None:
            self._taken = below
        red, green, blue = (old + (new - old) * part for old, new in zip(self._taken, below, strict=True))
        self._taken = (red, green, blue)

    def mixed(self, mixing: float) -> Colour:
        """The colour that the brush leaves, where `mixing` is the most it takes along."""
        if self._taken is None:
            return self._own
        # In steps, so that mixtures and tinted tips can be kept.
        red, green, blue = (min(255, round(channel / 6) * 6) for channel in self._taken)
        return mix_pigments(self._own, (red, green, blue), round(self._share * mixing * 32) / 32)


def blackened(colour: Colour, soot: float) -> Colour:
    """A colour with a share, 0 to 1, of lamp black in it."""
    red, green, blue = (
        round(channel + (black - channel) * soot) for channel, black in zip(colour, _BLACK, strict=True)
    )
    return red, green, blue


def scattered(colour: Colour, shift: float, tone: float) -> Colour:
    """A neighbour of a colour: `shift` turns its hue, `tone` makes it lighter or darker; both -1 to 1."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    lightness = min(0.97, max(0.03, lightness + 0.16 * tone))
    red, green, blue = colorsys.hls_to_rgb((hue + 0.07 * shift) % 1.0, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)
