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

LEVEL = 178
"""The whole number that stands for an amount of 1: the grain may raise it by two fifths and still fit in a byte."""


@lru_cache(maxsize=1)
def _density() -> NDArray[np.uint16]:
    """Pigment (0 to 170) for each value of wetness, 0 to 255: none outside, most in a narrow rim, less inside."""
    wet = np.arange(256) / 255
    rise = np.clip((wet - 0.10) / 0.10, 0, 1)
    fall = np.clip((wet - 0.26) / 0.34, 0, 1)
    density = rise * (EDGE + (BODY - EDGE) * fall * fall * (3 - 2 * fall))
    return (density * LEVEL).astype(np.uint16)


@lru_cache(maxsize=4)
def _settling(brush: Brush) -> NDArray[np.uint16]:
    """How the grain gathers pigment, in 128ths, on a sheet repeated twice so that any area lies on it in one piece."""
    assert brush.grain is not None, "only called for brushes with a grain"
    share = 1 + brush.numbers.grain * (0.5 - brush.grain.T)
    return np.tile((share * 128).astype(np.uint16), (3, 3))


def _transmission(colour: Colour, flow: float) -> NDArray[np.uint16]:
    """For each amount of pigment, 0 to 255, what passes of the light below, in 256ths, shape (256, 3).

    What passes a thick layer is a power of what passes a thin one (Beer-Lambert).
    """
    thin = np.log(np.clip(np.array(colour) / 255, 0.03, 0.995))
    amount = np.arange(256)[:, None] / LEVEL * flow
    return (np.exp(amount * thin) * 256).round().astype(np.uint16)


class Wash:
    """One stroke's wet film, laid anew over what was there before the stroke: overlaps within it do not show."""

    def __init__(self, history: History, canvas: pygame.Surface, colour: Colour) -> None:
        """A dry film over the whole canvas."""
        self._history, self._canvas = history, canvas
        self._film = pygame.Surface(canvas.get_size(), depth=32)
        self._base: pygame.Surface = canvas.copy()
        self._passing: NDArray[np.uint16] | None = None
        self._colour = colour

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
        if self._passing is None:
            self._passing = _transmission(self._colour, brush.numbers.flow)
        pigment = _density()[pygame.surfarray.array_red(self._film.subsurface(area))]
        if brush.grain is not None:
            left, top = area.left % brush.grain.shape[1], area.top % brush.grain.shape[0]
            pigment = pigment * _settling(brush)[left : left + area.width, top : top + area.height] >> 7
        base = pygame.surfarray.pixels3d(self._base.subsurface(area))
        laid = base * self._passing[np.minimum(pigment, 255)] >> 8
        pygame.surfarray.pixels3d(self._canvas.subsurface(area))[:] = laid
