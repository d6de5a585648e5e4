"""A watercolour wash: transparent, darker where the wet edge dried, grainy where pigment settled."""

from functools import lru_cache

import numpy as np
import pygame
from numpy.typing import NDArray

from game.paint.brush import Brush
from game.paint.history import History
from game.paint.pigment import Colour
from game.paint.stroke import Dab
from game.paint.tip import rounded_diameter, turned

EDGE, BODY = 0.95, 0.58
"""How much pigment lies in the dried edge and in the middle of a wash."""


@lru_cache(maxsize=1)
def _density() -> NDArray[np.float32]:
    """Pigment for each value of wetness, 0 to 255: none outside, most in a narrow rim, less inside."""
    wet = np.arange(256, dtype=np.float32) / 255
    rise = np.clip((wet - 0.10) / 0.10, 0, 1)
    fall = np.clip((wet - 0.26) / 0.34, 0, 1)
    density = rise * (EDGE + (BODY - EDGE) * fall * fall * (3 - 2 * fall))
    return density.astype(np.float32)


class Wash:
    """One stroke's wet film, laid anew over what was there before the stroke: overlaps within it do not show."""

    def __init__(self, history: History, canvas: pygame.Surface, colour: Colour) -> None:
        """A dry film over the whole canvas."""
        self._history, self._canvas = history, canvas
        self._film = pygame.Surface(canvas.get_size(), depth=32)
        self._base: pygame.Surface = canvas.copy()
        linear = np.array(colour, dtype=np.float32) / 255
        # Transmission of a thick layer; a thin one is a power of it (Beer-Lambert).
        self._transmission = np.log(np.clip(linear, 0.03, 0.995)).astype(np.float32)

    def add(self, brush: Brush, dabs: list[Dab]) -> None:
        """Wet the film with dabs and lay what changed on the canvas."""
        changed: pygame.Rect | None = None
        for dab in dabs:
            tip = turned(brush, rounded_diameter(dab.diameter), dab.angle)
            place = tip.get_rect(center=(round(dab.x), round(dab.y)))
            self._film.blit(tip, place, special_flags=pygame.BLEND_RGB_MAX)
            changed = place if changed is None else changed.union(place)
        if changed is not None:
            self._lay(brush, changed.clip(self._canvas.get_rect()))

    def _lay(self, brush: Brush, area: pygame.Rect) -> None:
        if not area.width or not area.height:
            return
        self._history.protect(area)
        wet = pygame.surfarray.array_red(self._film.subsurface(area))
        pigment = _density()[wet]
        if brush.grain is not None:
            height, width = brush.grain.shape
            columns = np.arange(area.left, area.right) % width
            rows = np.arange(area.top, area.bottom) % height
            settled = brush.grain[rows[None, :], columns[:, None]]
            pigment = pigment * (1 + brush.numbers.grain * (0.5 - settled))
        passing = np.exp(pigment[:, :, None] * brush.numbers.flow * self._transmission)
        base = pygame.surfarray.array3d(self._base.subsurface(area))
        pygame.surfarray.pixels3d(self._canvas.subsurface(area))[:] = (base * passing).astype(np.uint8)
