"""The contact sheet beside the compact network's card: 8 contents in 3 styles of different character.

    python -m models.train.sheet --contents FILE ... --styles FILE ... --out models/weights/compact_vgg19.jpg

The first row and column show what was given; every other picture was made by the classic method.
"""

import argparse
from pathlib import Path

import numpy as np
from PIL import Image
from rich.progress import track

from models.classic import Classic
from models.magenta import Magenta
from models.messages import Picture
from models.pictures import load_picture, resize_picture
from models.vgg import compact_network

CELL, GAP = 320, 10


def square(picture: Picture) -> Picture:
    """The middle of a picture as a square of one cell."""
    height, width = picture.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    return resize_picture(np.ascontiguousarray(picture[top : top + side, left : left + side]), CELL, CELL)


def make_sheet(contents: list[Picture], styles: list[Picture]) -> Picture:
    """Contents in rows, styles in columns; every cell is a square."""
    classic, fast = Classic(compact_network()), Magenta()
    sheet = Image.new("RGB", _place(len(styles) + 1, len(contents) + 1), (24, 22, 20))
    for column, style in enumerate(styles):
        sheet.paste(Image.fromarray(square(style)), _place(column + 1, 0))
    for row, content in enumerate(track(contents, "Painting")):
        sheet.paste(Image.fromarray(square(content)), _place(0, row + 1))
        for column, style in enumerate(styles):
            start = fast.stylise(square(content), style, size=CELL)
            picture = classic.stylise(square(content), style, size=CELL, start=start).picture
            sheet.paste(Image.fromarray(picture), _place(column + 1, row + 1))
    return np.asarray(sheet)


def _place(column: int, row: int) -> tuple[int, int]:
    return GAP + column * (CELL + GAP), GAP + row * (CELL + GAP)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Make the classic method's contact sheet.")
    parser.add_argument("--contents", type=Path, nargs="+", required=True, help="pictures for the rows")
    parser.add_argument("--styles", type=Path, nargs="+", required=True, help="pictures for the columns")
    parser.add_argument("--out", type=Path, required=True, help="the sheet to write, .jpg")
    options = parser.parse_args()
    contents, styles = ([load_picture(file, 1024) for file in files] for files in (options.contents, options.styles))
    Image.fromarray(make_sheet(contents, styles)).save(options.out, quality=88, optimize=True)


if __name__ == "__main__":
    main()
