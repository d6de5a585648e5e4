"""What the autoencoder learns from: stylised pictures in blocks of contents by styles, and drawings of each.

A block is a full grid: every content in every style. So each picture meets the same content in another style and
another content in the same style, which are the hardest to tell apart from it.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from models.messages import Picture
from models.pictures import load_picture, resize_picture
from models.train.abstractions import ABSTRACTIONS, draw, strokes
from models.train.pictures import HELD_OUT

Pictures = NDArray[np.uint8]
Split = Literal["train", "calibrate", "test"]

Stylist = Callable[[Picture, Picture, int], Picture]
"""Makes a stylised picture of a content and a style, with so many pixels on its long side."""

SIDE = 120
"""Kept pictures are squares of this many pixels; training cuts its inputs of 96 pixels from them."""

WIDE = 4
"""A block is this many contents by this many styles."""

CLASSIC_SIZE = 160
"""Long side of the pictures that the classic method makes here; larger ones take too long by the hundred."""


@dataclass(frozen=True)
class Block:
    """Contents (4, ...), styles (4, ...), targets (16, ...), drawings (16, 2, 2, ...), all of (SIDE, SIDE, 3).

    Of each target there are two pairs of drawings, each a light and a heavy one.
    """

    contents: Pictures
    styles: Pictures
    targets: Pictures
    drawings: Pictures


def make_blocks(folder: Path, kept: Path, count: int, fast: Stylist, classic: Stylist) -> list[Block]:
    """The blocks numbered 0 to `count` - 1; what an earlier call left in `kept` is read, the rest made and left there.

    The number is the seed. Of every 32 numbers eight are pictures as they are, one is a grid by both methods (two
    blocks), the rest grids by the fast method.
    """
    kept.mkdir(parents=True, exist_ok=True)
    blocks = []
    for number in range(count):
        file = kept / f"{number:04}.npz"
        if not file.exists():
            print(f"block {number} of {count}", flush=True)
            _write(file, _make(folder, number, fast, classic))
        blocks += _read(file)
    return blocks


def _make(folder: Path, number: int, fast: Stylist, classic: Stylist) -> list[Block]:
    random = np.random.default_rng(number)
    if number % 32 == 0:
        return both_methods(folder, fast, classic, random)
    return [loose_block(folder, random) if number % 4 == 1 else grid_block(folder, fast, random)]


def _write(file: Path, blocks: list[Block]) -> None:
    partial = file.with_suffix(".part.npz")
    np.savez(
        partial,
        contents=np.stack([block.contents for block in blocks]),
        styles=np.stack([block.styles for block in blocks]),
        targets=np.stack([block.targets for block in blocks]),
        drawings=np.stack([block.drawings for block in blocks]),
    )
    partial.replace(file)


def _read(file: Path) -> list[Block]:
    with np.load(file) as arrays:
        columns = [arrays[field.name] for field in fields(Block)]
    return [Block(*rows) for rows in zip(*columns, strict=True)]


def split_of(path: Path) -> Split:
    """Which use a picture is for, by its name alone: an eighth tests, a sixteenth calibrates, the rest trains."""
    if path.name.startswith(HELD_OUT):
        return "test"
    return "calibrate" if path.name.startswith("2") else "train"


def find(folder: Path, kinds: tuple[str, ...], split: Split) -> list[Path]:
    """The picture files of some kinds (subfolders) in one split, in a fixed order."""
    files = [file for kind in kinds for file in sorted((folder / kind).glob("*.jpg"))]
    return [file for file in files if split_of(file) == split]


def grid_block(folder: Path, fast: Stylist, random: np.random.Generator) -> Block:
    """Random contents in random styles by the fast method, with their drawings."""
    contents, styles = _some_of_each(folder, random)
    targets = _grid(contents, styles, fast, int(random.choice([256, 320, 384])))
    return _block(contents, styles, targets, [(two_drawings(t, random), two_paintings(t, random)) for t in targets])


def both_methods(folder: Path, fast: Stylist, classic: Stylist, random: np.random.Generator) -> list[Block]:
    """The same grid by each method, where the other method's picture serves as a light drawing."""
    contents, styles = _some_of_each(folder, random)
    made = [_grid(contents, styles, fast, 320), _grid(contents, styles, classic, CLASSIC_SIZE)]
    blocks = []
    for targets, others in (made, made[::-1]):
        drawings = []
        for target, other in zip(targets, others, strict=True):
            further = np.stack([other, draw(other, random.uniform(0.2, 0.8), random)])
            drawings.append((two_drawings(target, random), further))
        blocks.append(_block(contents, styles, targets, drawings))
    return blocks


def loose_block(folder: Path, random: np.random.Generator) -> Block:
    """The same shape from pictures as they are (photographs, paintings, drawings), so that all of these are known."""
    files = np.array(find(folder, ("content", "style", "style_small", "drawings"), "train"))
    pictures = [load_picture(file) for file in random.choice(files, WIDE * (WIDE + 2), replace=False)]
    targets = [square(picture) for picture in pictures[2 * WIDE :]]
    drawings = [(two_drawings(target, random), two_paintings(target, random)) for target in targets]
    return _block(pictures[:WIDE], pictures[WIDE : 2 * WIDE], targets, drawings)


def two_drawings(target: Picture, random: np.random.Generator) -> Pictures:
    """One picture drawn twice in the same manner, lightly and heavily abstracted: shape (2, SIDE, SIDE, 3)."""
    maker = draw if random.random() < 0.7 else ABSTRACTIONS[str(random.choice(list(ABSTRACTIONS)))]
    light, heavy = _degrees(random)
    seed = int(random.integers(2**32))
    return np.stack([maker(target, degree, np.random.default_rng(seed)) for degree in (light, heavy)])


def two_paintings(target: Picture, random: np.random.Generator) -> Pictures:
    """The same with strokes only, which is what visitors do most."""
    light, heavy = _degrees(random)
    seed = int(random.integers(2**32))
    return np.stack([strokes(target, degree, np.random.default_rng(seed)) for degree in (light, heavy)])


def square(picture: Picture) -> Picture:
    """The whole picture squeezed into a square: what is compared does not depend on a file's shape."""
    return resize_picture(picture, SIDE, SIDE)


def _degrees(random: np.random.Generator) -> tuple[float, float]:
    light, heavy = np.sort(random.random(2))
    return float(light), float(max(heavy, min(1.0, light + 0.2)))


def _some_of_each(folder: Path, random: np.random.Generator) -> tuple[list[Picture], list[Picture]]:
    contents = np.array(find(folder, ("content",), "train"))
    styles = np.array(find(folder, ("style", "style_small"), "train"))
    contents, styles = (random.choice(files, WIDE, replace=False) for files in (contents, styles))
    return [load_picture(file, 512) for file in contents], [load_picture(file, 512) for file in styles]


def _grid(contents: list[Picture], styles: list[Picture], stylist: Stylist, size: int) -> list[Picture]:
    return [square(stylist(content, style, size)) for style in styles for content in contents]


def _block(
    contents: list[Picture], styles: list[Picture], targets: list[Picture], drawings: list[tuple[Pictures, Pictures]]
) -> Block:
    return Block(
        np.stack([square(content) for content in contents]),
        np.stack([square(style) for style in styles]),
        np.stack(targets),
        np.stack([np.stack(pairs) for pairs in drawings]),
    )
