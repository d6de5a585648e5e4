"""Stylised pictures that training never saw, in a full grid of contents by styles, and their reductions."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.magenta import Magenta
from models.messages import Picture
from models.pictures import load_picture, resize_picture, size_within
from models.train.pairs import Split, find

SIZE = 384
"""Long side of the stylised pictures in pixels."""

DRAWN, PAINTED = 256, 320
"""Long side in pixels of the simulated drawings, and of those by the game's own brushes."""

Place = tuple[int, int]


@dataclass(frozen=True)
class Grid:
    """Every content in every style: `pictures[content, style]`."""

    contents: list[Picture]
    styles: list[Picture]
    pictures: dict[Place, Picture]

    def another_pair(self, place: Place, random: np.random.Generator) -> Place:
        """A place with another content and another style."""
        return self.another_content(place, random)[0], self.another_style(place, random)[1]

    def another_style(self, place: Place, random: np.random.Generator) -> Place:
        """The same content in another style."""
        return place[0], (place[1] + int(random.integers(1, len(self.styles)))) % len(self.styles)

    def another_content(self, place: Place, random: np.random.Generator) -> Place:
        """Another content in the same style."""
        return (place[0] + int(random.integers(1, len(self.contents)))) % len(self.contents), place[1]


def make_grid(contents: Sequence[Picture], styles: Sequence[Picture], size: int = SIZE) -> Grid:
    """Stylise every content in every style by the fast method."""
    fast = Magenta()
    pictures = {
        (row, column): fast.stylise(content, style, size=size)
        for row, content in enumerate(contents)
        for column, style in enumerate(styles)
    }
    return Grid(list(contents), list(styles), pictures)


def grid_of(folder: Path, split: Split, contents: int, styles: int) -> Grid:
    """The grid of so many pictures of one split, evenly chosen."""
    return make_grid(
        [load_picture(file, SIZE) for file in _even(find(folder, ("content",), split), contents)],
        [load_picture(file, SIZE) for file in _even(find(folder, ("style", "style_small"), split), styles)],
    )


def reduced(picture: Picture, longest: int = DRAWN) -> Picture:
    """The picture as it is drawn from."""
    return resize_picture(picture, *size_within(picture, longest))


def _even(files: list[Path], count: int) -> list[Path]:
    return [files[index * len(files) // count] for index in range(count)]
