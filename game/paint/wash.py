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


class Wash:
    """One stroke's wet film over the canvas. Overlaps within the stroke do not show, its union has one edge.

    The film's wetness falls off towards the rim of each dab, so the largest wetness at a place tells how far the edge
    of the whole stroke is. What the light loses on its way through the film is kept in `passing`, a picture to
    multiply the canvas by.
    """

    def __init__(self, size: tuple[int, int], brush: Brush, colour: Colour, tips: TipRack, seed: int) -> None:
        """A dry film over a whole canvas of `size` pixels."""
        self.passing = pygame.Surface(size, depth=32)
        self.passing.fill((255, 255, 255))
        self.area = pygame.Rect(0, 0, 0, 0)
        self.running = 0
        self._film = pygame.Surface(size, depth=32)
        self._brush, self._tips = brush, tips
        self._random = random.Random(seed)
        self._places: list[tuple[float, float, float]] = []
        self._drops: list[tuple[float, float, float, float]] = []
        self._density = _density()
        self._passing = _passing(colour, brush.numbers.flow)

    def add(self, dabs: list[Dab]) -> pygame.Rect:
        """Wet the film with dabs; returns the area that looks different now."""
        changed = pygame.Rect(0, 0, 0, 0)
        for dab in dabs:
            radius = dab.diameter / 2
            changed = _both(changed, self._wet(dab.x, dab.y, dab.diameter, dab.angle, dab.frame))
            if not self._places or abs(dab.x - self._places[-1][0]) + abs(dab.y - self._places[-1][1]) > radius:
                self._places.append((dab.x, dab.y, radius))
        self._lay(changed)
        return changed

    def lift(self) -> None:
        """The brush leaves the paper: here and there a drop gathers at the lower edge and begins to run."""
        chance = self._random
        for x, y, radius in self._places:
            if len(self._drops) < 3 and chance.random() < 0.09:
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
        self._lay(changed)
        return changed

    def _wet(self, x: float, y: float, diameter: float, angle: int, frame: int) -> pygame.Rect:
        tip, left, top = self._tips.turned(self._brush, frame, x, y, max(4.0, diameter), angle)
        place = tip.colour.get_rect(topleft=(left + tip.left, top + tip.top)).clip(self._film.get_rect())
        self._film.blit(tip.colour, (left + tip.left, top + tip.top), special_flags=pygame.BLEND_RGB_MAX)
        self.area = _both(self.area, place)
        return place

    def _lay(self, area: pygame.Rect) -> None:
        """Work out anew what passes through the film in an area."""
        if not area.width or not area.height:
            return
        wet = pygame.surfarray.array_red(self._film.subsurface(area))
        pigment = self._density
        if self._brush.grain is None:
            level = pigment[wet]
        else:
            grain, waves = self._tips.grain_of(self._brush, area), self._tips.grain_of(self._brush, area, smooth=True)
            strength = self._brush.numbers.grain
            # The edge wanders with the grain's clouds; pigment settles in them and in the paper's valleys.
            level = pigment[np.clip(wet + (waves - 0.5) * (wet > 0) * 90 * strength, 0, 255).astype(np.uint8)]
            level = level * (1 + strength * (1.1 * (0.5 - waves) + 1.1 * (0.5 - grain)))
        pygame.surfarray.pixels3d(self.passing.subsurface(area))[:] = self._passing[
            np.clip(level * 255, 0, 255).astype(np.uint8)
        ]


def _both(area: pygame.Rect, other: pygame.Rect) -> pygame.Rect:
    return area.union(other) if area.width and area.height else other.copy()


def _density() -> NDArray[np.float32]:
    """Pigment, 0 to 1, for each wetness, 0 to 255: none outside, most in a narrow rim, an even body inside."""
    wet = np.arange(256, dtype=np.float32) / 255
    rise = np.clip((wet - 0.11) / 0.05, 0, 1)
    fall = np.clip((wet - 0.17) / 0.20, 0, 1)
    return (rise * (BODY + (EDGE - BODY) * (1 - fall) ** 2)).astype(np.float32)


def _passing(colour: Colour, flow: float) -> NDArray[np.uint8]:
    """What passes through each amount of pigment, shape (256, 3): a power of the colour (Beer-Lambert)."""
    thick = np.log(np.clip(np.array(colour, dtype=np.float32) / 255, 0.04, 0.985))
    amount = np.arange(256, dtype=np.float32)[:, None] / 255 * flow * 1.7
    return (np.exp(amount * thick) * 255 + 0.5).astype(np.uint8)
