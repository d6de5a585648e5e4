"""Paints the plate of all brushes, on white and on dark: `python -m assets.brushes.plate`.

Each row: a wave, a dab, two strokes crossing wet (blue over yellow), three sizes.
"""

import math
from pathlib import Path
from typing import Literal

import pygame
from PIL import Image

from game.paint.brush import Brush, load_brushes
from game.paint.painter import Painter
from game.paint.paper import PAPERS, Paper
from game.pointer import Pointer

HERE = Path(__file__).parent
ROW, WIDTH, SCALE = 214, 1500, 0.8
"""Rows are cut out of a canvas 800 high, where a brush of size 100 is 80 pixels wide."""

YELLOW, BLUE, RED, GREEN = (238, 190, 40), (28, 70, 160), (190, 52, 40), (36, 120, 92)
PLATES: dict[str, Paper] = {"light": PAPERS[0], "dark": PAPERS[-1]}

Place = tuple[float, float]


def stroke(painter: Painter, points: list[Place], seconds: float = 0.8) -> None:
    """Drag one finger through points at an even pace."""
    last = max(1, len(points) - 1)
    for index, (x, y) in enumerate(points):
        kind: Literal["down", "move"] = "down" if index == 0 else "move"
        painter.handle(Pointer(kind, 1, x, y, seconds * index / last))
    painter.handle(Pointer("up", 1, *points[-1], seconds))


def _line(start: Place, end: Place, bend: float = 0.0) -> list[Place]:
    steps = [step / 40 for step in range(41)]
    return [
        (start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t + bend * math.sin(math.pi * t))
        for t in steps
    ]


def row(brush: Brush, paper: Paper) -> pygame.Surface:
    """One brush's row; what only works on paint gets stripes to work on."""
    painter = Painter((WIDTH, round(1000 * SCALE)), brush, paper)
    top, middle = 300, 300 + ROW / 2
    if brush.numbers.kind != "paint":
        stripes = painter.picture().copy()
        for number, colour in enumerate((YELLOW, RED, BLUE)):
            stripes[top + 20 + 50 * number : top + 70 + 50 * number, 30:-40] = colour
        painter.start_from(stripes)
    painter.colour = RED
    stroke(painter, [(50 + 4.3 * s, middle + 45 * math.sin(s / 100 * math.pi * 2.5)) for s in range(101)])
    painter.colour = BLUE
    stroke(painter, [(565, middle)])
    painter.colour = YELLOW
    stroke(painter, _line((660, middle - 45), (960, middle + 45)))
    painter.colour = BLUE
    stroke(painter, _line((660, middle + 45), (960, middle - 45)))
    painter.colour = GREEN
    for share, left in ((0.4, 1030), (0.8, 1170), (1.4, 1330)):
        painter.size = brush.numbers.size * share
        stroke(painter, _line((left, middle + 33), (left + 100, middle - 47), 22))
    painter.finish()
    return painter.surface.subsurface((0, top, WIDTH, ROW))


def main() -> None:
    """Write `plate_light.jpg` and `plate_dark.jpg`."""
    brushes, problems = load_brushes(HERE)
    print(*problems, sep="\n", end="")
    for name, paper in PLATES.items():
        plate = pygame.Surface((WIDTH, ROW * len(brushes)))
        for index, brush in enumerate(brushes):
            plate.blit(row(brush, paper), (0, index * ROW))
        pixels = pygame.surfarray.array3d(plate).swapaxes(0, 1)
        Image.fromarray(pixels).save(HERE / f"plate_{name}.jpg", quality=87, subsampling=0)


if __name__ == "__main__":
    main()
