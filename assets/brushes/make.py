"""Makes the textures of all brushes: `python -m assets.brushes.make`.

Tips are opacities, 128 x 128; a brush moves along the x axis, so bristles lie side by side along y. Grains are
512 x 512 and join without a seam.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import gaussian_filter

HERE = Path(__file__).parent
SIDE, SHEET = 128, 512

Field = NDArray[np.float64]


def _grid() -> tuple[Field, Field]:
    axis = (np.arange(SIDE) + 0.5) / SIDE * 2 - 1
    return np.meshgrid(axis, axis)


def _smooth(field: Field, low: float, high: float) -> Field:
    t: Field = np.clip((field - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def _noise(seed: int, sigma: float, side: int = SIDE, aspect: float = 1.0) -> Field:
    """Seamless smooth noise, 0 to 1, evenly spread; `aspect` above 1 stretches it along x."""
    raw = np.random.default_rng(seed).standard_normal((side, side))
    field = gaussian_filter(raw, (sigma, sigma * aspect), mode="wrap")
    ranks = field.ravel().argsort().argsort().reshape(field.shape)
    even: Field = ranks / (field.size - 1)
    return even


def _disc(x: Field, y: Field, rim: float) -> Field:
    return 1 - _smooth(np.hypot(x, y), 0.97 - rim, 0.97)


def _bristles(seed: int, count: int, depth: float, least: float, width: float = 0.9) -> Field:
    """Separate bristles side by side along y, each a short smear along x with its own load of paint."""
    chance = np.random.default_rng(seed)
    x, y = _grid()
    tip = np.zeros((SIDE, SIDE))
    for place in np.linspace(-0.93, 0.93, count):
        place += chance.uniform(-0.4, 0.4) * 1.86 / count
        reach = depth * np.sqrt(max(0.0, 1 - place * place)) * chance.uniform(0.6, 1.0)
        centre = chance.uniform(-0.25, 0.25) * depth
        load = chance.uniform(least, 1.0)
        thick = width / count * chance.uniform(0.7, 1.35)
        across = np.exp(-(((y - place) / thick) ** 2))
        along = 1 - _smooth(np.abs(x - centre), reach * 0.6, reach + 0.02)
        tip = np.maximum(tip, load * across * along)
    return np.clip(tip, 0, 1)


def oil() -> Field:
    """Hog bristle: clumps with gaps between them."""
    return _smooth(_bristles(1, 26, 0.42, 0.25), 0.10, 0.75)


def impasto() -> Field:
    """Thick paint: full, with furrows that catch the light."""
    x, y = _grid()
    body = _disc(x * 1.25, y, 0.25)
    furrows = 0.42 + 0.58 * _bristles(7, 15, 1.5, 0.5, 1.0)
    return body * furrows


def knife() -> Field:
    """A steel edge: a thin straight bar, ragged where the paint did not reach."""
    x, y = _grid()
    ragged = _noise(5, 2.0, aspect=5.0)[:, :1] * 0.22
    bar = (1 - _smooth(np.abs(x), 0.16, 0.22)) * (1 - _smooth(np.abs(y), 0.93, 0.965))
    load = 0.30 + 0.70 * _smooth(_noise(9, 3.2)[:, 20:21] + ragged, 0.18, 0.42)
    return bar * load


def acrylic() -> Field:
    """A flat synthetic brush: even, sharp at the sides, fine hair lines."""
    x, y = _grid()
    flat = (1 - _smooth(np.abs(x), 0.16, 0.28)) * (1 - _smooth(np.abs(y), 0.88, 0.94))
    return flat * (0.72 + 0.28 * _bristles(3, 52, 3.0, 0.3))


def watercolour() -> Field:
    """A drop whose rim wanders."""
    x, y = _grid()
    angle, radius = np.arctan2(y, x), np.hypot(x, y)
    rim = 0.86 + 0.035 * np.sin(2 * angle + 1) + 0.025 * np.sin(5 * angle + 2)
    drop: Field = np.clip(1.4 * (1 - radius / rim), 0, 1) ** 0.7
    return drop


def gouache() -> Field:
    """Matt and full, with a velvety rim."""
    x, y = _grid()
    torn = (_noise(13, 2.5) - 0.5) * 0.16
    return 1 - _smooth(np.hypot(x, y) + torn, 0.78, 0.92)


def ink() -> Field:
    """A round nib: crisp."""
    return _disc(*_grid(), 0.06)


def charcoal() -> Field:
    """A broken stick: uneven, no rim."""
    x, y = _grid()
    body = 1 - _smooth(np.hypot(x * 1.5, y) + (_noise(17, 5) - 0.5) * 0.5, 0.45, 0.98)
    return body * (0.35 + 0.65 * _noise(19, 1.2))


def chalk() -> Field:
    """A square stick of pastel held flat."""
    x, y = _grid()
    ragged = (_noise(23, 2) - 0.5) * 0.18
    body = (1 - _smooth(np.abs(x) * 1.7 + ragged, 0.75, 0.95)) * (1 - _smooth(np.abs(y) + ragged, 0.75, 0.92))
    return body * (0.6 + 0.4 * _noise(29, 1.5))


def crayon() -> Field:
    """A blunt cone of wax."""
    x, y = _grid()
    return (1 - _smooth(np.hypot(x, y), 0.55, 0.97)) * (0.75 + 0.25 * _noise(31, 2))


def sponge() -> Field:
    """Pores of all sizes in a torn piece."""
    x, y = _grid()
    outline = 1 - _smooth(np.hypot(x, y) + (_noise(37, 9) - 0.5) * 0.7, 0.62, 0.86)
    large, small = _smooth(_noise(41, 5), 0.34, 0.48), _smooth(_noise(43, 1.9), 0.22, 0.42)
    return outline * large * small


def pointillist() -> Field:
    """One clean touch of a small loaded brush: a comma, fuller at its start."""
    x, y = _grid()
    bend = y - 0.16 * (x * x - 0.3)
    shape = np.hypot(x * 1.02, bend * (1.55 + 0.35 * x))
    return (1 - _smooth(shape, 0.76, 0.86)) * (0.8 + 0.2 * _bristles(47, 11, 3.0, 0.4))


def smudge() -> Field:
    """A finger tip."""
    x, y = _grid()
    return (1 - _smooth(np.hypot(x, y), 0.2, 0.95)) * (0.7 + 0.3 * _noise(53, 3, aspect=3))


def eraser() -> Field:
    """A block of rubber."""
    return _disc(*_grid(), 0.18)


def canvas_weave() -> Field:
    """Linen: threads over and under."""
    y, x = np.mgrid[0:SHEET, 0:SHEET] / SHEET * 2 * np.pi * 64
    wobble = (_noise(61, 8, SHEET) - 0.5) * 2.2
    weave = 0.5 + 0.25 * (np.sin(x + wobble) * np.cos(y / 2) + np.sin(y + wobble) * np.cos(x / 2))
    return _smooth(weave + (_noise(67, 1.5, SHEET) - 0.5) * 0.3, -0.1, 1.1)


def rough_paper(seed: int, sigma: float, low: float, high: float) -> Field:
    """Paper with a tooth: hills that take the colour, valleys that stay bare."""
    hills = 0.65 * _noise(seed, sigma, SHEET) + 0.35 * _noise(seed + 1, sigma * 0.45, SHEET)
    return _smooth(hills, low, high)


def laid_paper() -> Field:
    """Pastel paper: fine ribs and fibres."""
    y = np.mgrid[0:SHEET, 0:SHEET][0]
    ribs = 0.5 + 0.5 * np.sin(2 * np.pi * y / 8 + (_noise(71, 12, SHEET) - 0.5) * 2)
    return _smooth(0.35 * ribs + 0.65 * _noise(73, 1.3, SHEET), 0.30, 0.62)


def settled_pigment() -> Field:
    """Where pigment settles in a drying wash: clouds and specks."""
    return 0.55 * _noise(79, 1.4, SHEET) + 0.45 * _noise(83, 22, SHEET)


def dry_streaks() -> Field:
    """Breaks in dragged paint."""
    bent = _noise(89, 3.0, SHEET, aspect=3)
    return _smooth(bent, 0.12, 0.42)


TIPS: dict[str, Callable[[], Field]] = {
    "oil": oil,
    "impasto": impasto,
    "knife": knife,
    "acrylic": acrylic,
    "watercolour": watercolour,
    "gouache": gouache,
    "ink": ink,
    "charcoal": charcoal,
    "chalk": chalk,
    "crayon": crayon,
    "sponge": sponge,
    "pointillist": pointillist,
    "smudge": smudge,
    "eraser": eraser,
}

GRAINS: dict[str, Callable[[], Field]] = {
    "oil": canvas_weave,
    "knife": dry_streaks,
    "watercolour": settled_pigment,
    "charcoal": lambda: rough_paper(101, 1.7, 0.34, 0.62),
    "chalk": laid_paper,
    "crayon": lambda: rough_paper(107, 3.0, 0.40, 0.56),
}


def _save(field: Field, file: Path) -> None:
    Image.fromarray((np.clip(field, 0, 1) * 255).round().astype(np.uint8)).save(file, optimize=True)


def main() -> None:
    """Write tip and grain of every brush beside its numbers."""
    for name, make in TIPS.items():
        _save(make(), HERE / name / "tip.png")
    for name, make in GRAINS.items():
        _save(make(), HERE / name / "grain.png")


if __name__ == "__main__":
    main()
