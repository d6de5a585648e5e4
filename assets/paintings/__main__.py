"""Paints the style pictures of the house collection into `assets/collection/style`."""

import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from rich.progress import track

from assets.paintings import brushwork, paperwork, pieces, planes, prints, splashes
from assets.paintings.tools import Sheet

OUT = Path(__file__).parent.parent / "collection" / "style"

PAINTINGS: dict[str, Callable[[Sheet], Image.Image]] = {
    "batik": pieces.batik,
    "colour_field": splashes.colour_field,
    "cut_paper": planes.cut_paper,
    "drip_painting": splashes.drip_painting,
    "facets": planes.cubist_facets,
    "flow_field": brushwork.flow_field,
    "flowers_in_pastel": paperwork.pastel,
    "geometric_abstraction": planes.geometric_abstraction,
    "golden_garden": planes.golden_garden,
    "graffiti": splashes.graffiti,
    "harbour_at_noon": brushwork.pointillism,
    "ink_wash": paperwork.ink_wash,
    "marbling": splashes.marbling,
    "mosaic_fish": pieces.mosaic,
    "moving_net": planes.op_art,
    "night_sky": brushwork.night_sky,
    "poppies": brushwork.impasto_landscape,
    "poster": prints.constructivist_poster,
    "stained_glass": pieces.stained_glass,
    "sunflower": prints.linocut,
    "tiles": pieces.tile,
    "wave_print": prints.wave_print,
    "weaving": pieces.weaving,
    "woodcut": prints.woodcut,
}
"""Every style picture and what paints it on a sheet of any size."""


def main() -> None:
    """Paint those that are named, or all."""
    for name in track(sys.argv[1:] or list(PAINTINGS), "Painting"):
        PAINTINGS[name](Sheet()).save(OUT / f"{name}.jpg", quality=86, progressive=True, optimize=True)


if __name__ == "__main__":
    main()
