"""Makes the textures of all brushes: `python -m assets.brushes.make`.

A brush moves along the x axis of its tip, so bristles lie side by side along y. Tips are opacities in square frames
side by side, from a full brush to a dry one; `shade` tells light bristles from dark ones, `height` how thick the paint
lies. Grains lie still on the canvas and join without a seam.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import gaussian_filter, gaussian_filter1d

HERE = Path(__file__).parent
SIDE = 128

Field = NDArray[np.float64]
Textures = dict[str, Field]


def _grid() -> tuple[Field, Field]:
    axis = (np.arange(SIDE) + 0.5) / SIDE * 2 - 1
    x, y = np.meshgrid(axis, axis)
    return x, y


def _smooth(field: Field, low: float | Field, high: float | Field) -> Field:
    t = np.clip((field - low) / (np.asarray(high) - low), 0, 1)
    smooth: Field = t * t * (3 - 2 * t)
    return smooth


def _even(field: Field) -> Field:
    """The same order of values, evenly spread from 0 to 1."""
    ranks: Field = field.ravel().argsort().argsort().reshape(field.shape) / (field.size - 1)
    return ranks


def _noise(seed: int, sigma: float, side: int = SIDE, stretch: float = 1.0) -> Field:
    """Seamless smooth noise, evenly spread; `stretch` above 1 draws it out along x."""
    raw = np.random.default_rng(seed).standard_normal((side, side))
    return _even(gaussian_filter(raw, (sigma, sigma * stretch), mode="wrap"))


def _across(seed: int, *sigmas: float) -> Field:
    """Evenly spread noise from one bristle to the next, shape (SIDE, 1), of several widths in pixels."""
    chance = np.random.default_rng(seed)
    total = np.zeros(SIDE)
    for sigma in sigmas:
        line = gaussian_filter1d(chance.standard_normal(SIDE * 3), sigma)[SIDE : 2 * SIDE]
        total += line / line.std()
    return _even(total)[:, None]


def _frames(make: Callable[[float], Field], count: int) -> Field:
    """Frames from a full brush (0) to a dry one (1), shape (SIDE, count x SIDE)."""
    return np.concatenate([make(index / max(1, count - 1)) for index in range(count)], axis=1)


def _repeat(field: Field, count: int) -> Field:
    return np.tile(np.broadcast_to(field, (SIDE, SIDE)), (1, count))


def oil() -> Textures:
    """Hog bristle: a full body of paint with streaks that breaks up into single bristles as it runs out."""
    x, y = _grid()
    stagger = 0.20 * (_across(2, 1.0) - 0.5) + 0.30 * (_across(3, 5.0) - 0.5) - 0.10 * y**2
    reach = 0.10 + 0.09 * _across(4, 1.0)
    along = 1 - _smooth(np.abs(x - stagger), reach * 0.55, reach + 0.05)
    load = 0.65 * _across(5, 0.8, 2.2) + 0.35 * _across(6, 5.0)
    edge = _smooth(np.abs(y), 0.72, 0.98)

    def frame(dry: float) -> Field:
        least = -0.35 + 1.15 * dry**0.8 + (0.75 + 0.4 * dry) * edge
        return along * _smooth(load, least, least + 0.16)

    shade = 0.55 * _across(7, 1.1) + 0.45 * _across(8, 4.5)
    ridges = 0.35 + 0.65 * _across(9, 0.9, 2.4)
    return {"tip": _frames(frame, 8), "shade": _repeat(shade, 8), "height": _repeat(ridges, 8)}


def impasto() -> Textures:
    """Thick paint laid on with a stiff brush: deep furrows, a swelling at both sides."""
    x, y = _grid()
    stagger = 0.16 * (_across(12, 1.5) - 0.5) + 0.26 * (_across(13, 6.0) - 0.5)
    reach = 0.34 * np.sqrt(np.clip(1 - (y / 0.97) ** 2, 0, 1)) * (0.8 + 0.4 * _across(14, 2.0)) + 1e-3
    along = 1 - _smooth(np.abs(x - stagger), reach * 0.8, reach + 0.05)
    furrows = 0.6 * _across(15, 2.2) + 0.4 * _across(16, 4.5)
    edge = _smooth(np.abs(y), 0.78, 0.96)

    def frame(dry: float) -> Field:
        least = -0.3 + 0.85 * dry * (1 - 0.6 * edge) + 0.55 * edge
        return along * _smooth(furrows, least, least + 0.16)

    lips = np.exp(-(((np.abs(y) - 0.80) / 0.10) ** 2))
    ridges = np.clip(0.12 + 0.70 * furrows + 0.35 * lips, 0, 1)
    shade = 0.5 * _across(17, 2.0) + 0.5 * furrows
    return {"tip": _frames(frame, 6), "shade": _repeat(shade, 6), "height": _repeat(ridges, 6)}


def knife() -> Textures:
    """A steel blade: a thin straight bar that skips where the paint did not reach, with a ridge at its ends."""
    x, y = _grid()
    bar = (1 - _smooth(np.abs(x + 0.06 * (_across(21, 3.0) - 0.5)), 0.075, 0.11)) * (np.abs(y) < 0.96)
    patches = np.random.default_rng(22).standard_normal((SIDE, 96))
    patches = _even(gaussian_filter(patches, (2.2, 2.4)) * 1.6 + gaussian_filter(patches[::-1], (9.0, 3.0)) * 5)

    def frame(dry: float) -> Field:
        place = patches[:, [24 + round(34 * dry)]]
        least = 0.10 + 0.08 * _smooth(np.abs(y), 0.8, 0.96)
        return bar * _smooth(place, least, least + 0.07)

    ends = np.exp(-(((np.abs(y) - 0.90) / 0.045) ** 2))
    ridges = np.clip(0.34 + 0.26 * _across(23, 6.0) + 0.10 * _across(24, 1.0) + 0.75 * ends, 0, 1)
    shade = 0.75 * _across(25, 7.0) + 0.25 * _across(26, 1.2)
    return {"tip": _frames(frame, 16), "shade": _repeat(shade, 16), "height": _repeat(ridges, 16)}


def acrylic() -> Textures:
    """A flat synthetic brush: straight sides, hair lines from end to end, a little paint pushed to both edges."""
    x, y = _grid()
    stagger = 0.05 * (_across(31, 0.8) - 0.5) + 0.04 * (_across(36, 4.0) - 0.5)
    bar = 1 - _smooth(np.abs(x - stagger), 0.12, 0.17)
    hairs = 0.7 * _across(32, 0.8) + 0.3 * _across(33, 3.0)
    sides = 1 - _smooth(np.abs(y), 0.925, 0.955)

    def frame(dry: float) -> Field:
        least = -0.4 + 1.05 * dry**0.7 + 0.25 * dry * _smooth(np.abs(y), 0.6, 0.95)
        return bar * sides * _smooth(hairs, least, least + 0.2)

    shade = 0.45 * hairs + 0.55 * _across(34, 2.6)
    ridges = 0.20 + 0.20 * _across(35, 1.0, 2.4) + 0.60 * np.exp(-(((np.abs(y) - 0.90) / 0.035) ** 2))
    return {"tip": _frames(frame, 6), "shade": _repeat(shade, 6), "height": _repeat(ridges, 6)}


def watercolour() -> Textures:
    """A drop: wetness falls off evenly to its rim, so that a stroke knows how far its edge is."""
    x, y = _grid()
    return {"tip": np.clip(1.08 * (0.98 - np.hypot(x, y)), 0, 1), "grain": settled_pigment()}


def gouache() -> Textures:
    """A round brush full of matt body colour: velvety, a little darker where its rim dried, dry-brush at its end."""
    x, y = _grid()
    stagger = 0.10 * (_across(41, 1.2) - 0.5) + 0.16 * (_across(42, 6.0) - 0.5)
    reach = 0.46 * np.sqrt(np.clip(1 - (y / 0.96) ** 2, 0, 1)) + 1e-3
    along = 1 - _smooth(np.abs(x - stagger), reach * 0.93, reach + 0.01)
    load = 0.7 * _across(43, 1.0, 2.6) + 0.3 * _across(44, 7.0)

    def frame(dry: float) -> Field:
        torn = (_noise(45 + round(dry * 5), 2.2) - 0.5) * 0.06
        rim = 1 - _smooth(np.abs(y) + torn, 0.91, 0.95)
        least = -0.3 + 1.15 * dry**1.4 - 0.2 * dry * (1 - np.abs(y))
        return along * rim * _smooth(load, least, least + 0.22)

    dried = np.exp(-(((np.abs(y) - 0.90) / 0.05) ** 2))
    shade = np.clip(0.75 + 0.25 * _across(46, 2.0, 9.0) - 0.9 * dried, 0, 1)
    return {"tip": _frames(frame, 6), "shade": _repeat(shade, 6), "grain": tooth(57, 0.8, 0.0, 0.6)}


def ink() -> Textures:
    """A broad steel nib, held at a slant as scribes do: thick one way, thin the other, always crisp."""
    x, y = _grid()
    slant = np.radians(-38)
    along, across = x * np.cos(slant) + y * np.sin(slant), y * np.cos(slant) - x * np.sin(slant)
    length, width, corner = 0.93, 0.24, 0.12
    outside = np.hypot(np.maximum(np.abs(along) - length + corner, 0), np.maximum(np.abs(across) - width + corner, 0))
    return {"tip": 1 - _smooth(outside, corner - 0.04, corner + 0.01)}


def charcoal() -> Textures:
    """The side of a broken stick: velvety black, streaked along its way, with dust beside it."""
    x, y = _grid()

    def frame(index: float) -> Field:
        seed = 61 + round(index * 3)
        radius = np.hypot(x * 2.0, y) + (_noise(seed, 4) - 0.5) * 0.30
        stick = 1 - _smooth(radius, 0.66, 0.84)
        dust = 0.07 * (1 - _smooth(radius, 0.55, 1.10))
        streaks = 0.30 + 0.70 * _smooth(_across(66, 0.9, 3.0), 0.05, 0.75)
        return np.maximum(stick * streaks * (0.7 + 0.3 * _noise(seed + 9, 0.8)), dust)

    return {"tip": _frames(frame, 4), "grain": tooth(71, 0.8, 0.12, 0.60)}


def chalk() -> Textures:
    """A stick of pastel held flat: broad, powdery, opaque, with powder fallen beside it."""
    x, y = _grid()

    def frame(index: float) -> Field:
        seed = 81 + round(index * 3)
        torn = (_noise(seed, 2) - 0.5) * 0.14
        body = (1 - _smooth(np.abs(x) + torn, 0.24, 0.36)) * (1 - _smooth(np.abs(y) + torn, 0.80, 0.91))
        powder = 0.05 * (1 - _smooth(np.hypot(x * 1.6, y), 0.6, 1.0)) * _smooth(_noise(seed + 5, 0.8), 0.3, 0.7)
        stick = body * _smooth(_across(86, 1.0, 4.0), -0.15, 0.40 + 0.2 * index) * (0.75 + 0.25 * _noise(seed + 9, 0.8))
        return np.maximum(stick, powder)

    shade = np.concatenate([_noise(91 + index, 1.0) for index in range(4)], axis=1)
    return {"tip": _frames(frame, 4), "shade": shade, "grain": laid_paper()}


def crayon() -> Textures:
    """A blunt cone of wax: hard lines along its way, bare where rough paper lies deep, a dull shine on top."""
    x, y = _grid()

    def frame(index: float) -> Field:
        seed = 101 + round(index * 3)
        radius = np.hypot(x * 1.3, y) + (_noise(seed, 3) - 0.5) * 0.16
        lines = 0.12 + 0.88 * _smooth(_across(106, 0.9, 2.6), 0.10, 0.62)
        return (1 - _smooth(radius, 0.70, 0.90)) * lines

    height = np.concatenate([0.3 + 0.7 * _noise(111 + index, 1.1) for index in range(4)], axis=1)
    return {"tip": _frames(frame, 4), "height": height, "grain": tooth(117, 1.0, 0.26, 0.44)}


def sponge() -> Textures:
    """Torn pieces of a natural sponge: pores of all sizes."""
    x, y = _grid()

    def frame(index: float) -> Field:
        seed = 121 + 10 * round(index * 5)
        outline = 1 - _smooth(np.hypot(x, y) + (_noise(seed, 9) - 0.5) * 0.45, 0.70, 0.84)
        large, middle = _smooth(_noise(seed + 1, 4.5), 0.24, 0.32), _smooth(_noise(seed + 2, 2.2), 0.12, 0.18)
        fine = _smooth(_noise(seed + 3, 1.0), 0.10, 0.24)
        return outline * large * np.maximum(middle, 0.15) * fine

    shade = np.concatenate([_noise(181 + index, 2.5) for index in range(6)], axis=1)
    height = np.concatenate([0.3 + 0.7 * _noise(191 + index, 1.8) for index in range(6)], axis=1)
    return {"tip": _frames(frame, 6), "shade": shade, "height": height}


def pointillist() -> Textures:
    """One clean touch of a small loaded brush: a comma, fuller at its start, thick at its rim."""
    x, y = _grid()

    def shape(index: float) -> Field:
        bend = y - (0.30 * index - 0.15) * (x * x - 0.3)
        wobble = (_noise(201 + round(index * 3), 9) - 0.5) * 0.14
        return np.hypot(x * 1.05, bend * (1.7 - 0.3 * index + 0.3 * x)) + wobble

    hairs = _across(207, 2.2)
    tip = _frames(lambda index: 1 - _smooth(shape(index), 0.82, 0.92), 4)
    dome = _frames(lambda index: 0.65 * np.sqrt(np.clip(1 - shape(index) ** 2, 0, 1)) + 0.35 * hairs, 4)
    return {"tip": tip, "shade": _repeat(0.3 + 0.7 * hairs, 4), "height": np.clip(dome, 0, 1)}


def smudge() -> Textures:
    """A finger tip with its skin."""
    x, y = _grid()
    skin = 0.78 + 0.22 * np.sin(24 * np.hypot(x + 0.5, y * 0.8) + 3 * _noise(211, 8))
    return {"tip": (1 - _smooth(np.hypot(x, y), 0.45, 0.95)) * skin}


def eraser() -> Textures:
    """A block of rubber."""
    x, y = _grid()
    torn = (_noise(221, 2) - 0.5) * 0.06
    return {"tip": 1 - _smooth(np.hypot(x, y) + torn, 0.84, 0.95)}


def tooth(seed: int, sigma: float, low: float, high: float, side: int = 256) -> Field:
    """Paper with a tooth: hills that take the colour, valleys that stay bare."""
    hills = 0.6 * _noise(seed, sigma, side) + 0.4 * _noise(seed + 1, sigma * 2.3, side)
    return _smooth(_even(hills), low, high)


def laid_paper() -> Field:
    """Pastel paper: fine ribs and fibres."""
    y = np.arange(256)[:, None]
    ribs = 0.5 + 0.5 * np.sin(2 * np.pi * y / 256 * 42 + (_noise(231, 12, 256) - 0.5) * 3)
    fibres = 0.65 * _noise(233, 0.8, 256) + 0.35 * _noise(235, 1.2, 256, stretch=5)
    return _smooth(_even(0.28 * ribs + 0.72 * fibres), 0.22, 0.62)


def settled_pigment() -> Field:
    """Where pigment settles in a drying wash: clouds where water stood, specks in the paper's valleys."""
    clouds, blooms = _noise(241, 34, 512), _noise(243, 11, 512)
    specks = _noise(245, 1.1, 512)
    return 0.40 * clouds + 0.30 * blooms + 0.30 * specks


BRUSHES: dict[str, Callable[[], Textures]] = {
    make.__name__: make
    for make in (
        oil,
        impasto,
        knife,
        acrylic,
        watercolour,
        gouache,
        ink,
        charcoal,
        chalk,
        crayon,
        sponge,
        pointillist,
        smudge,
        eraser,
    )
}


def main() -> None:
    """Write the textures of every brush beside its numbers."""
    for name, make in BRUSHES.items():
        for texture, field in make().items():
            # 64 greys are more than a dab shows, and the files stay small.
            grey = (np.clip(field, 0, 1) * 63).round() * (255 / 63)
            Image.fromarray(grey.round().astype(np.uint8)).save(HERE / name / f"{texture}.png", optimize=True)


if __name__ == "__main__":
    main()
