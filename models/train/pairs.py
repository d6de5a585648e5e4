"""What the autoencoder learns from: stylised pictures in blocks of contents by styles, and drawings of each.

A block is a full grid: every content in every style. So each picture meets the same content in another style and
another content in the same style, which are the hardest to tell apart from it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from models.messages import Picture
from models.pictures import load_picture, resize_picture
from models.train.abstractions import ABSTRACTIONS, draw
from models.train.pictures import HELD_OUT

Pictures = NDArray[np.uint8]
Split = Literal["train", "calibrate", "test"]

SIDE = 120
"""Kept pictures are squares of this many pixels; training cuts its inputs of 96 pixels from them."""

WIDE = 4
"""A block is this many contents by this many styles."""


class Stylist(Protocol):
    """What makes a stylised picture: `models.fast.Fast`."""

    def stylise(self, content: Picture, style: Picture, *, size: int) -> Picture:
        """The content in the style, `size` pixels on its long side."""


@dataclass(frozen=True)
class Block:
    """Contents (4, ...), styles (4, ...), targets (16, ...), drawings (16, 2, 2, ...): of each target two pairs, light and heavy."""

    contents: Pictures
    styles: Pictures
    targets: Pictures
    drawings: Pictures


def split_of(path: Path) -> Split:
    """Which use a picture is for, by its name alone: an eighth tests, a sixteenth calibrates, the rest trains."""
    if path.name.startswith(HELD_OUT):
        return "test"
    return "calibrate" if path.name.startswith("2") else "train"


def find(folder: Path, kinds: tuple[str, ...], split: Split) -> list[Path]:
    """The picture files of some kinds (subfolders) in one split, in a fixed order."""
    files = [file for kind in kinds for file in sorted((folder / kind).glob("*.jpg"))]
    return [file for file in files if split_of(file) == split]


def square(picture: Picture, side: int = SIDE) -> Picture:
    """The whole picture squeezed into a square: what is compared does not depend on a file's shape."""
    return resize_picture(picture, side, side)


def two_drawings(target: Picture, random: np.random.Generator) -> Pictures:
    """One picture drawn twice in the same manner, lightly and heavily abstracted: shape (2, SIDE, SIDE, 3)."""
    light, heavy = np.sort(random.random(2))
    heavy = max(heavy, min(1.0, light + 0.2))
    seed = int(random.integers(2**32))
    maker = draw if random.random() < 0.7 else ABSTRACTIONS[str(random.choice(list(ABSTRACTIONS)))]
    return np.stack([maker(target, degree, np.random.default_rng(seed)) for degree in (light, heavy)])


def make_block(folder: Path, stylist: Stylist, split: Split, random: np.random.Generator) -> Block:
    """One grid of random contents and styles with its drawings."""
    contents = _some(find(folder, ("content",), split), random)
    styles = _some(find(folder, ("style", "style_small"), split), random)
    size = int(random.choice([256, 320, 448]))
    targets = [square(stylist.stylise(content, style, size=size)) for style in styles for content in contents]
    return Block(
        np.stack([square(picture) for picture in contents]),
        np.stack([square(picture) for picture in styles]),
        np.stack(targets),
        np.stack([[two_drawings(target, random) for _ in range(2)] for target in targets]),
    )


def make_loose_block(folder: Path, split: Split, random: np.random.Generator) -> Block:
    """The same shape from pictures as they are (photographs, paintings, drawings), so that all of these are known."""
    files = find(folder, ("content", "style", "style_small", "drawings"), split)
    pictures = [square(load_picture(file)) for file in random.choice(np.array(files), WIDE * WIDE, replace=False)]
    others = [square(load_picture(file)) for file in random.choice(np.array(files), 2 * WIDE, replace=False)]
    return Block(
        np.stack(others[:WIDE]),
        np.stack(others[WIDE:]),
        np.stack(pictures),
        np.stack([[two_drawings(picture, random) for _ in range(2)] for picture in pictures]),
    )


def _some(files: list[Path], random: np.random.Generator) -> list[Picture]:
    return [load_picture(file, 512) for file in random.choice(np.array(files), WIDE, replace=False)]
