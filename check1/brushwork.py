"""Drawings of a picture made with the game's own brushes, by pointer events as a visitor's finger makes them."""

from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from game.paint.brush import Brush, load_brushes
from game.paint.painter import Painter
from game.pointer import Pointer
from models.messages import Picture

BRUSHES = Path(__file__).resolve().parent.parent / "assets" / "brushes"

STEPS = 6
"""Events between the touch and the release of one stroke."""


@cache
def _paints() -> tuple[Brush, ...]:
    return tuple(brush for brush in load_brushes(BRUSHES)[0] if brush.numbers.kind == "paint")


def paint(picture: Picture, count: int, seed: int) -> Picture:
    """Paint a picture anew with `count` strokes of several brushes, from broad to fine, in unevenly matched colours."""
    random = np.random.default_rng(seed)
    height, width = picture.shape[:2]
    seen = ndimage.gaussian_filter(picture.astype(np.float64), (0.01 * width, 0.01 * width, 0))
    down, right = np.gradient(ndimage.gaussian_filter(seen.mean(-1), 0.01 * width))
    along = np.arctan2(down, right) + np.pi / 2
    brushes = _paints()
    painter = Painter((width, height), brushes[0])
    in_hand = random.choice(len(brushes), 4, replace=False)
    for number in range(count):
        here = _neediest(painter, seen, random)
        red, green, blue = (int(value) for value in np.clip(seen[here] + random.normal(0, 9, 3), 0, 255))
        painter.brush = brushes[in_hand[number * len(in_hand) // count]]
        painter.colour = (red, green, blue)
        painter.size = (130 - 80 * number / count) * random.uniform(0.75, 1.25)
        angle = along[here] + random.normal(0, 0.3) if random.random() < 0.6 else random.uniform(0, np.pi)
        _draw(painter, here, angle, width * random.uniform(0.05, 0.14), random)
    return painter.picture()


def _neediest(painter: Painter, seen: NDArray[np.float64], random: np.random.Generator) -> tuple[int, int]:
    """Of four random places (row, column) the one whose colour is furthest from the picture's: a visitor looks."""
    places = [(int(random.integers(seen.shape[0])), int(random.integers(seen.shape[1]))) for _ in range(4)]
    painted = [np.array(painter.surface.get_at((column, row))[:3]) for row, column in places]
    wrong = [float(np.abs(seen[place] - colour).sum()) for place, colour in zip(places, painted, strict=True)]
    return places[int(np.argmax(wrong))]


def _draw(painter: Painter, place: tuple[int, int], angle: float, length: float, random: np.random.Generator) -> None:
    """One slightly bent stroke in about a third of a second."""
    steps = np.linspace(-0.5, 0.5, STEPS)
    turned = angle + random.normal(0, 0.5) * steps
    path: NDArray[np.float64] = (
        np.column_stack([np.cos(turned), np.sin(turned)]) * (steps * length)[:, None] + place[::-1]
    )
    for step, (x, y) in enumerate(path):
        kind: Literal["down", "move", "up"] = "down" if step == 0 else "up" if step == STEPS - 1 else "move"
        painter.handle(Pointer(kind, 0, float(x), float(y), 0.06 * step))
