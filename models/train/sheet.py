"""The contact sheets beside the cards of the networks: 8 contents in 3 styles of different character.

    python -m models.train.sheet --contents FILE ... --styles FILE ... --out compact_vgg19.jpg
    python -m models.train.sheet --contents FILE ... --styles FILE ... --out fast_network.jpg --methods magenta ours

The first row and column show what was given; the others what the methods made of it, side by side in the order named.
"""

import argparse
from pathlib import Path

import numpy as np
from PIL import Image
from rich.progress import track

from models.messages import Picture
from models.ours import FILE
from models.pictures import load_picture, resize_picture
from models.train.fast_table import Method, make_methods

CELL, GAP = 320, 10


def square(picture: Picture) -> Picture:
    """The middle of a picture as a square of one cell."""
    height, width = picture.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return resize_picture(np.ascontiguousarray(picture[top : top + side, left : left + side]), CELL, CELL)


def make_sheet(contents: list[Picture], styles: list[Picture], methods: list[Method]) -> Picture:
    """Contents in rows, styles in columns, a square for each method; methods make pictures of `CELL` pixels."""
    wide = len(methods)
    sheet = Image.new("RGB", _place(wide * len(styles) + 1, len(contents) + 1), (24, 22, 20))
    for column, style in enumerate(styles):
        sheet.paste(Image.fromarray(square(style)), _place(wide * column + 1, 0))
    for row, content in enumerate(track(contents, "Painting")):
        sheet.paste(Image.fromarray(square(content)), _place(0, row + 1))
        for column, style in enumerate(styles):
            for number, method in enumerate(methods):
                picture = method(square(content), style)
                sheet.paste(Image.fromarray(picture), _place(wide * column + number + 1, row + 1))
    return np.asarray(sheet)


def _place(column: int, row: int) -> tuple[int, int]:
    return GAP + column * (CELL + GAP), GAP + row * (CELL + GAP)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Make a contact sheet.")
    parser.add_argument("--contents", type=Path, nargs="+", required=True, help="pictures for the rows")
    parser.add_argument("--styles", type=Path, nargs="+", required=True, help="pictures for the columns")
    parser.add_argument("--out", type=Path, required=True, help="the sheet to write, .jpg")
    parser.add_argument("--methods", choices=("classic", "magenta", "ours"), nargs="+", default=["classic"])
    options = parser.parse_args()
    known = make_methods(CELL, FILE if "ours" in options.methods else None)
    contents, styles = ([load_picture(file, 1024) for file in files] for files in (options.contents, options.styles))
    sheet = make_sheet(contents, styles, [known[name] for name in options.methods])
    Image.fromarray(sheet).save(options.out, quality=88, optimize=True)


if __name__ == "__main__":
    main()
