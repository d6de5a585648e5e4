"""Renders the content pictures of our own making into `assets/collection/content`."""

import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from rich.progress import track

from assets.scenes import boxes, heights, layers, temple, things
from assets.scenes.light import SIZE

OUT = Path(__file__).parent.parent / "collection" / "content"

SCENES: dict[str, Callable[[tuple[int, int]], Image.Image]] = {
    "birch_wood": layers.birch_wood,
    "heron_at_sunset": layers.heron_at_sunset,
    "marble_head": things.marble_head,
    "mountain_lake": heights.mountain_lake,
    "open_sea": heights.open_sea,
    "rainy_street": boxes.rainy_street,
    "still_life": things.still_life,
    "temple": temple.temple,
}
"""Every scene and what renders it at any size (width, height)."""


def main() -> None:
    """Render those that are named, or all."""
    OUT.mkdir(exist_ok=True)
    for name in track(sys.argv[1:] or list(SCENES), "Rendering"):
        SCENES[name](SIZE).save(OUT / f"{name}.jpg", quality=85, progressive=True, optimize=True)


if __name__ == "__main__":
    main()
