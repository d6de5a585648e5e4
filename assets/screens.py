"""Turns a screen of the demo into a picture for the documentation: `python -m assets.screens IN OUT`."""

import sys

from models.pictures import load_picture, save_picture


def main() -> None:
    """Reduce a screen to 1600 pixels on the long side."""
    save_picture(load_picture(sys.argv[1], 1600), sys.argv[2])


if __name__ == "__main__":
    main()
