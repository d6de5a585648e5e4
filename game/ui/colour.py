"""Colours and their contrast, and the accent that a style picture lends to its round."""

import colorsys
from functools import lru_cache

import numpy as np

from models.messages import Picture

Colour = tuple[int, int, int]

TEXT_CONTRAST = 4.5
"""Contrast that every text keeps to what is behind it (WCAG 2.2, success criterion 1.4.3, level AA)."""

ENHANCED_CONTRAST = 7.0
"""The same for those who ask for high contrast (criterion 1.4.6, level AAA)."""


def luminance(colour: Colour) -> float:
    """Relative luminance from 0 (black) to 1 (white), as WCAG 2.2 defines it for sRGB."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour: Colour, other: Colour) -> float:
    """Contrast ratio of two colours, from 1 (none) to 21 (black on white), as WCAG 2.2 defines it."""
    dark, light = sorted((luminance(colour), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=4096)
def mix(colour: Colour, other: Colour, amount: float) -> Colour:
    """The colour that lies `amount` (0 to 1) of the way from `colour` to `other`."""
    red, green, blue = (round(a + (b - a) * amount) for a, b in zip(colour, other, strict=True))
    return red, green, blue


def readable(colour: Colour, behind: Colour, ratio: float = TEXT_CONTRAST) -> Colour:
    """`colour`, moved towards white or black only as far as `ratio` to the colour behind it asks."""
    goal: Colour = (255, 255, 255) if luminance(behind) < 0.18 else (0, 0, 0)
    for step in range(101):
        candidate = mix(colour, goal, step / 100)
        if contrast(candidate, behind) >= ratio:
            return candidate
    return goal


@lru_cache(maxsize=256)
def ink_on(colour: Colour) -> Colour:
    """Nearly black or nearly white, whichever is easier to read on `colour`; always at least `TEXT_CONTRAST`."""
    dark, light = (20, 18, 20), (250, 247, 240)
    return readable(dark if contrast(dark, colour) >= contrast(light, colour) else light, colour)


def accent_of(picture: Picture, behind: Colour) -> Colour:
    """The one colour that speaks for a style picture, bright enough to be read on `behind`.

    The hues are counted, each pixel weighted by how colourful it is; the colour is the mean of the strongest hue's
    pixels, kept vivid. A grey picture gives a warm grey.
    """
    step = max(1, max(picture.shape[:2]) // 96)
    pixels = picture[::step, ::step].reshape(-1, 3).astype(np.float64) / 255
    brightest, darkest = pixels.max(axis=1), pixels.min(axis=1)
    weight = (brightest - darkest) * brightest
    if weight.mean() < 0.01:
        return readable((214, 203, 186), behind)
    angle = np.arctan2(np.sqrt(3) * (pixels[:, 1] - pixels[:, 2]), 2 * pixels[:, 0] - pixels[:, 1] - pixels[:, 2])
    bins = 36
    place = ((angle + np.pi) / (2 * np.pi) * bins).astype(int) % bins
    counts = np.bincount(place, weights=weight, minlength=bins)
    smooth = counts + 0.6 * (np.roll(counts, 1) + np.roll(counts, -1))
    best = int(smooth.argmax())
    chosen = np.isin(place, [(best - 1) % bins, best, (best + 1) % bins])
    mean = (pixels[chosen] * weight[chosen, None]).sum(axis=0) / weight[chosen].sum()
    hue, lightness, saturation = colorsys.rgb_to_hls(*(float(c) for c in mean))
    saturation = min(max(saturation, 0.75), 0.95)
    start = max(45, round(100 * lightness))
    for percent in range(start, 100):
        red, green, blue = (round(c * 255) for c in colorsys.hls_to_rgb(hue, percent / 100, saturation))
        if contrast((red, green, blue), behind) >= TEXT_CONTRAST:
            break
    return red, green, blue
