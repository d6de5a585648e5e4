"""The game's own paint engine in the hands of a script."""

import math
import os
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import numpy as np
import pygame

from assets.paintings.tools import SIDE, Field, Sheet
from game.paint.brush import Brush, load_brush
from game.paint.painter import Painter
from game.paint.paper import PAPERS, Paper
from game.pointer import Pointer

BRUSHES = Path(__file__).parent.parent / "brushes"

Place = tuple[float, float]
Heading = Callable[[float, float], float]


@cache
def _brush(name: str) -> Brush:
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    pygame.display.init()
    if pygame.display.get_surface() is None:
        pygame.display.set_mode((1, 1))
    return load_brush(BRUSHES / name)


class Easel:
    """A square canvas; places are shares of its side, diameters of brushes thousandths of it."""

    def __init__(self, sheet: Sheet, paper: Paper = PAPERS[0], base: Field | None = None) -> None:
        """An empty canvas, or one on which a picture of shape (side, side, 3), 0 to 255, lies as dry paint."""
        self.side = sheet.side
        self._painter = Painter((sheet.side, sheet.side), _brush("oil"), paper)
        if base is not None:
            self._painter.start_from(np.clip(base, 0, 255).astype(np.uint8))

    def stroke(
        self, brush: str, colour: Iterable[float], size: float, places: Iterable[Place], pace: float = 0.02
    ) -> None:
        """One stroke through some places; `pace` is the seconds from one to the next."""
        red, green, blue = (int(min(255, max(0, part))) for part in colour)
        self._painter.brush, self._painter.colour, self._painter.size = _brush(brush), (red, green, blue), size
        way = [(x * self.side, y * self.side) for x, y in places]
        for number, (x, y) in enumerate(way):
            self._painter.handle(Pointer("move" if number else "down", 0, x, y, number * pace))
        self._painter.handle(Pointer("up", 0, *way[-1], len(way) * pace))
        self._painter.finish()

    def follow(
        self,
        base: Field,
        heading: Heading,
        seed: int,
        layers: Iterable[tuple[str, int, float, float]],
        scatter: float = 10,
        where: Field | None = None,
    ) -> None:
        """Paint a picture of shape (side, side, 3), 0 to 255, in strokes along a field of directions (radians).

        Each layer is (brush, how many strokes, diameter, length), both in thousandths of the side. A stroke has the
        colour that `base` has in its middle, and strays from it by `scatter`; strokes begin where `where` is above 0.5.
        """
        chance = np.random.default_rng(seed)
        # A small sheet does with fewer strokes.
        share = min(1.0, self.side / SIDE)
        for brush, count, size, length in layers:
            for x, y in chance.uniform(-0.01, 1.01, (round(count * share), 2)):
                row, column = (min(self.side - 1, max(0, int(part * self.side))) for part in (y, x))
                stray = chance.normal(0, scatter) + chance.normal(0, scatter * 0.6, 3)
                reach = length / 1000 * chance.uniform(0.6, 1.3)
                if where is None or where[row, column] > 0.5:
                    self.stroke(brush, base[row, column] + stray, size, _way(x, y, heading, reach))

    def picture(self) -> Field:
        """What is painted, shape (side, side, 3), 0 to 255."""
        return self._painter.picture().astype(np.float64)


def _way(x: float, y: float, heading: Heading, length: float) -> list[Place]:
    """Five places along a field, with (x, y) in their middle."""
    step = length / 4
    ends: list[list[Place]] = []
    for sign in (-1, 1):
        px, py, ends_here = x, y, []
        for _ in range(2):
            turn = heading(px, py)
            px, py = px + sign * step * math.cos(turn), py + sign * step * math.sin(turn)
            ends_here.append((px, py))
        ends.append(ends_here)
    return [*reversed(ends[0]), (x, y), *ends[1]]
