"""Paints the style pictures of the house collection into `assets/collection/style`."""

import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from assets.paintings import brushwork, lines, shapes

OUT = Path(__file__).parent.parent / "collection" / "style"

PAINTINGS: dict[str, Callable[[], Image.Image]] = {
    "night_sky": brushwork.night_sky,
    "flow_field": brushwork.flow_field,
    "poppies": brushwork.impasto_landscape,
    "harbour_at_noon": brushwork.pointillism,
    "flowers_in_pastel": brushwork.pastel,
    "stained_glass": shapes.stained_glass,
    "mosaic_fish": shapes.mosaic,
    "cut_paper": shapes.cut_paper,
    "facets": shapes.facets,
    "poster": shapes.constructivist,
    "moving_net": shapes.op_art,
    "woodcut": lines.woodcut,
    "wave_print": lines.wave_print,
    "ink_wash": lines.ink_wash,
}


def main() -> None:
    """Paint those that are named, or all."""
    for name in sys.argv[1:] or PAINTINGS:
        PAINTINGS[name]().save(OUT / f"{name}.jpg", quality=90, optimize=True)


if __name__ == "__main__":
    main()
