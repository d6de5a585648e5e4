"""A watercolour wash: transparent, darker where its wet edge dried, grainy where pigment settled, running a little."""

import random

import numpy as np
import pygame
from numpy.typing import NDArray

from game.paint.brush import Brush
from game.paint.pigment import Colour
from game.paint.stroke import Dab
from game.paint.tip import TipRack

EDGE, BODY = 1.0, 0.40
"""How much pigment lies in the dried edge and in the middle of a wash."""

RUN_STEPS = 26
"""A drop runs in this many steps and is dry then."""

RUN_SECONDS = 1.3

MOST_DROPS = 3


class WashGrain:
    """How the paper makes washes uneven, over a whole canvas; shapes (width, height).

    `fray` is added to the wetness (0 to 255), so that the edge wanders; `settle` multiplies the pigment, in 128ths.
    """

    def __init__(self, size: tuple[int, int], brush: Brush, tips: TipRack) -> None:
        """The grain of one brush on a canvas of `size` pixels."""
        if brush.grain is None:
            self.fray = np.zeros(size, dtype=np.int16)
            self.settle = np.full(size, 128, dtype=np.uint16)
            return
        strength = brush.numbers.grain
        grain, waves = (tips.grain_of(brush, pygame.Rect((0, 0), size), smooth) for smooth in (False, True))
        self.fray = np.rint((waves - 0.5) * (90 * strength)).astype(np.int16)
        self.settle = np.rint(128 * np.clip(1 + 1.1 * strength * (1.0 - waves - grain), 0.1, 3.9)).astype(np.uint16)


class Wash:
    """One stroke's wet film over the canvas. Overlaps within the stroke do not show, its union has one edge.

    The film's wetness falls off towards the rim of each dab, so the largest wetness at a place tells how far the edge
    of the whole stroke is. It is the alpha of `film`; its colours are what passes through the film, to multiply the
    canvas by.
    """

    def __init__(
        self, film: pygame.Surface, brush: Brush, colour: Colour, tips: TipRack, grain: WashGrain, seed: int
    ) -> None:
        """A dry film: `film` is white with alpha 0, of the canvas's size."""
        self.film = film
        self.area = pygame.Rect(0, 0, 0, 0)
        self.running = 0
        self._wetted = pygame.Rect(0, 0, 0, 0)
        self._brush, self._tips, self._grain = brush, tips, grain
        self._random = random.Random(seed)
        self._places: list[tuple[float, float, float]] = []
        self._drops: list[tuple[float, float, float, float]] = []
        self._density = _density()
        self._passing = _passing(colour, brush.numbers.flow)

    def add(self, dabs: list[Dab]) -> pygame.Rect:
        """Wet the film with dabs; returns the area that looks different now."""
        changed = pygame.Rect(0, 0, 0, 0)
        for dab in dabs:
            changed = _both(changed, self._wet(dab.x, dab.y, dab.diameter, dab.angle, dab.frame))
            if not self._places or _far(dab, self._places[-1]) > dab.diameter / 2:
                self._places.append((dab.x, dab.y, dab.diameter / 2))
        return changed

    def lift(self) -> None:
        """The brush leaves the paper: here and there a drop gathers at the lower edge and begins to run."""
        chance = self._random
        for x, y, radius in self._places:
            if len(self._drops) < MOST_DROPS and chance.random() < 0.09:
                reach = radius * chance.uniform(0.3, 1.0)
                self._drops.append((x + chance.uniform(-0.4, 0.4) * radius, y + radius * 0.55, radius * 0.26, reach))
        self.running = RUN_STEPS if self._drops else 0

    def run(self, steps: int) -> pygame.Rect:
        """Let the drops run for some steps; returns the area that looks different now."""
        changed = pygame.Rect(0, 0, 0, 0)
        for _ in range(min(steps, self.running)):
            self.running -= 1
            moved = []
            for x, y, radius, reach in self._drops:
                pace = reach * 0.075 * (self.running / RUN_STEPS) ** 0.5
                x += self._random.uniform(-0.4, 0.4) * pace
                y += pace * self._random.uniform(0.3, 1.5)
                # A trickle is thin; what gathers at its end is not.
                thick = radius * (2.0 if self.running < 4 else 1.5)
                changed = _both(changed, self._wet(x, y, thick, 0, 0))
                moved.append((x, y, radius, reach))
            self._drops = moved
        return changed

    def lay(self) -> None:
        """Work out anew what passes through the film where it was wetted."""
        area, self._wetted = self._wetted, pygame.Rect(0, 0, 0, 0)
        if not area.width or not area.height:
            return
        part = (slice(area.left, area.right), slice(area.top, area.bottom))
        film = self.film.subsurface(area)
        wet = pygame.surfarray.array_alpha(film)
        frayed = np.clip(wet + self._grain.fray[part], 0, 255) * (wet > 0)
        level = np.minimum(self._density[frayed] * self._grain.settle[part] >> 7, 255)
        pygame.surfarray.pixels3d(film)[:] = self._passing[level]

    def _wet(self, x: float, y: float, diameter: float, angle: int, frame: int) -> pygame.Rect:
        tip, left, top = self._tips.turned(self._brush, frame, x, y, max(4.0, diameter), angle)
        black = self._tips.tinted(self._brush, tip, (0, 0, 0), 255).colour
        corner = (left + tip.left, top + tip.top)
        self.film.blit(black, corner, special_flags=pygame.BLEND_RGBA_MAX)
        place = black.get_rect(topleft=corner).clip(self.film.get_rect())
        self.area = _both(self.area, place)
        self._wetted = _both(self._wetted, place)
        return place


def _far(dab: Dab, place: tuple[float, float, float]) -> float:
    return abs(dab.x - place[0]) + abs(dab.y - place[1])


def _both(area: pygame.Rect, other: pygame.Rect) -> pygame.Rect:
    if not other.width or not other.height:
        return area
    return area.union(other) if area.width and area.height else other.copy()


def _density() -> NDArray[np.uint16]:
    """Pigment, 0 to 255, for each wetness: none outside, most in a narrow rim, an even body inside."""
    wet = np.arange(256) / 255
    rise = np.clip((wet - 0.11) / 0.05, 0, 1)
    fall = np.clip((wet - 0.17) / 0.20, 0, 1)
    return np.rint(255 * rise * (BODY + (EDGE - BODY) * (1 - fall) ** 2)).astype(np.uint16)


def _passing(colour: Colour, flow: float) -> NDArray[np.uint8]:
    """What passes through each amount of pigment, shape (256, 3): a power of the colour (Beer-Lambert)."""
    thick = np.log(np.clip(np.array(colour, dtype=np.float64) / 255, 0.04, 0.985))
    amount = np.arange(256)[:, None] / 255 * flow * 1.7
    return np.asarray(np.rint(np.exp(amount * thick) * 255), dtype=np.uint8)
