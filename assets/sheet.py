"""The sheets of the house collection: every style picture on three contents, by one of the two methods.

    python -m assets.sheet fast|classic [--out FILE] [--keep FOLDER] [--size 320]

Each row is a style picture and the three pictures made with it; styles go down one column of rows after the other.
Made pictures are kept, so that a run that was cut off goes on.
"""

import argparse
from pathlib import Path

import numpy as np
from PIL import Image
from rich.progress import track

from game.collection import Card, load_collection
from models.choices import DEFAULT_WEIGHTS
from models.classic import Classic
from models.fast import load_fast
from models.messages import Picture
from models.pictures import load_picture, resize_picture, save_picture
from models.vgg import compact_network

CONTENTS = ("astronaut", "chelsea", "mountain_lake")
CELL, GAP, BLOCKS = 200, 6, 3


def square(picture: Picture, side: int) -> Picture:
    """The middle of a picture as a square."""
    height, width = picture.shape[:2]
    least = min(height, width)
    top, left = (height - least) // 2, (width - least) // 2
    return resize_picture(np.ascontiguousarray(picture[top : top + least, left : left + least]), side, side)


class Maker:
    """Makes pictures by one method and keeps them in a folder; `size` is their side in pixels."""

    def __init__(self, method: str, keep: Path, size: int) -> None:
        """Get ready; the folder is made if need be."""
        self._method, self._keep, self._size = method, keep, size
        self._fast = load_fast(DEFAULT_WEIGHTS)
        self._classic = Classic(compact_network()) if method == "classic" else None
        keep.mkdir(parents=True, exist_ok=True)

    def make(self, content: Card, style: Card) -> Picture:
        """One content in one style."""
        file = self._keep / f"{content.name} {style.name} {self._method}.png"
        if not file.exists():
            given, manner = square(content.picture(1024), self._size), style.picture(1024)
            picture = self._fast.stylise(given, manner, size=self._size)
            if self._classic is not None:
                picture = self._classic.stylise(given, manner, size=self._size, start=picture).picture
            save_picture(picture, file)
        return load_picture(file)


def make_sheet(contents: list[Card], styles: list[Card], maker: Maker) -> Image.Image:
    """All styles on all contents."""
    rows, columns = -(-len(styles) // BLOCKS), 1 + len(contents)
    block = columns * (CELL + GAP) + 2 * GAP
    sheet = Image.new("RGB", (BLOCKS * block, GAP + (rows + 1) * (CELL + GAP)), (24, 22, 20))

    def put(picture: Picture, number: int, column: int, row: int) -> None:
        place = (2 * GAP + number * block + column * (CELL + GAP), GAP + row * (CELL + GAP))
        sheet.paste(Image.fromarray(square(picture, CELL)), place)

    for number in range(BLOCKS):
        for column, content in enumerate(contents):
            put(content.picture(1024), number, 1 + column, 0)
    for index, style in enumerate(track(styles, "Painting")):
        number, row = divmod(index, rows)
        put(style.picture(1024), number, 0, row + 1)
        for column, content in enumerate(contents):
            put(maker.make(content, style), number, 1 + column, row + 1)
    return sheet


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Make a sheet of the house collection.")
    parser.add_argument("method", choices=("fast", "classic"))
    parser.add_argument("--out", type=Path, help="the sheet to write; sheet_METHOD.jpg in assets/collection otherwise")
    parser.add_argument("--keep", type=Path, default=Path("out/sheet"), help="folder for the single pictures")
    parser.add_argument("--size", type=int, default=320, help="side of the pictures that are made, pixels")
    options = parser.parse_args()
    house = load_collection()
    contents = [card for name in CONTENTS for card in house.contents if card.name == name]
    sheet = make_sheet(contents, list(house.styles), Maker(options.method, options.keep, options.size))
    out = options.out or Path(__file__).parent / "collection" / f"sheet_{options.method}.jpg"
    sheet.save(out, quality=85, optimize=True)


if __name__ == "__main__":
    main()
