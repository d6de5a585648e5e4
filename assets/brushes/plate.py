"""Paints the plate of all brushes, on white and on dark: `python -m assets.brushes.plate`.

Each row: a wave, a dab, two strokes crossing wet (blue into yellow), three sizes.
"""

import math
from pathlib import Path
from typing import Literal

import pygame

from game.paint.brush import Brush, load_brushes
from game.paint.painter import Painter
from game.paint.pigment import Colour
from game.pointer import Pointer

HERE = Path(__file__).parent
ROW, WIDTH = 190, 1500
YELLOW, BLUE, RED = (238, 190, 40), (28, 70, 160), (190, 52, 40)
PAPERS: dict[str, Colour] = {"light": (248, 244, 235), "dark": (38, 38, 44)}


def stroke(painter: Painter, points: list[tuple[float, float]], seconds: float = 0.8) -> None:
    """Drag one finger through points at an even pace."""
    for index, (x, y) in enumerate(points):
        kind: Literal["down", "move", "up"] = "down" if index == 0 else "up" if index == len(points) - 1 else "move"
        painter.handle(Pointer(kind, 1, x, y, seconds * index / max(1, len(points) - 1)))


def _line(start: tuple[float, float], end: tuple[float, float], bend: float = 0.0) -> list[tuple[float, float]]:
    steps = [step / 40 for step in range(41)]
    return [
        (start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t + bend * math.sin(math.pi * t))
        for t in steps
    ]


def row(brush: Brush, paper: Colour) -> pygame.Surface:
    """One brush's row."""
    painter = Painter((WIDTH, ROW), brush, paper)
    # The row is low: sizes are given for a canvas 1000 high and shown as on one 700 high.
    size = brush.numbers.size * 0.7 * 1000 / ROW
    painter.size = size
    wave = [(40 + 430 * t, ROW / 2 + 45 * math.sin(t * 2 * math.pi * 1.25)) for t in (s / 80 for s in range(81))]
    if brush.numbers.kind != "paint":
        backing = load_brushes(HERE)[0][3]
        painter.brush, painter.size = backing, 60 * 1000 / ROW
        for offset, colour in ((-40, YELLOW), (0, RED), (40, BLUE)):
            painter.colour = colour
            stroke(painter, _line((30, ROW / 2 + offset), (WIDTH - 60, ROW / 2 + offset)))
        painter.brush, painter.size = brush, size
    painter.colour = RED
    stroke(painter, wave)
    painter.colour = BLUE
    stroke(painter, [(560, ROW / 2), (560, ROW / 2)])
    painter.colour = YELLOW
    stroke(painter, _line((650, 45), (960, 145)))
    painter.colour = BLUE
    stroke(painter, _line((650, 145), (960, 45)))
    for index, share in enumerate((0.4, 0.8, 1.5)):
        painter.size, painter.colour = size * share, (36, 120, 92)
        left = 1020 + index * 150
        stroke(painter, _line((left, 135), (left + 110, 55), 18))
    return painter.surface


def main() -> None:
    """Write `plate_light.png` and `plate_dark.png`."""
    pygame.init()
    brushes, problems = load_brushes(HERE)
    print(*problems, sep="\n", end="")
    for name, paper in PAPERS.items():
        plate = pygame.Surface((WIDTH, ROW * len(brushes)))
        for index, brush in enumerate(brushes):
            plate.blit(row(brush, paper), (0, index * ROW))
        pygame.image.save(plate, HERE / f"plate_{name}.png")


if __name__ == "__main__":
    main()
