"""A watercolour wash: transparent, darker where its wet edge dried, grainy where pigment settled, running a little."""

import random

import numpy as np
import pygame
from numpy.typing import NDArray

from game.paint.areas import Cells, gather
from game.paint.brush import Brush
from game.paint.pigment import Colour
from game.paint.stroke import Dab
from game.paint.tip import TipRack

EDGE, BODY = 1.0, 0.40
"""How much pigment lies in the dried edge and in the middle of a wash."""

SCATTER = 0.9
"""The share of light that a thick layer of the pigment throws back by itself."""

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


class Film:
    """The two layers of a wash, of the canvas's size: `passing` multiplies what lies below, `body` is added to it.

    The alpha of `passing` is the wetness. What pigment itself throws back (the body) hardly shows on white, where it
    is taken off what passes; on dark paper it is all that is seen.
    """

    def __init__(self, size: tuple[int, int]) -> None:
        """A dry film: it lets everything through."""
        self.passing = pygame.Surface(size, pygame.SRCALPHA)
        self.body = pygame.Surface(size, depth=32)
        self.wipe(self.passing.get_rect())

    def wipe(self, area: pygame.Rect) -> None:
        """Make an area dry again."""
        self.passing.fill((255, 255, 255, 0), area)
        self.body.fill((0, 0, 0), area)

    def over(self, surface: pygame.Surface, area: pygame.Rect) -> None:
        """Lay the film over an area of a surface."""
        surface.blit(self.passing, area, area, special_flags=pygame.BLEND_RGB_MULT)
        surface.blit(self.body, area, area, special_flags=pygame.BLEND_RGB_ADD)


class Wash:
    """One stroke's wet film over the canvas. Overlaps within the stroke do not show, its union has one edge.

    The film's wetness falls off towards the rim of each dab, so the largest wetness at a place tells how far the edge
    of the whole stroke is.
    """

    def __init__(self, film: Film, brush: Brush, colour: Colour, tips: TipRack, grain: WashGrain, seed: int) -> None:
        """Nothing is wet yet; the film is dry."""
        self.film = film
        self.cells = Cells()
        self.running = 0
        self._wetted: list[pygame.Rect] = []
        self._brush, self._tips, self._grain = brush, tips, grain
        self._random = random.Random(seed)
        self._places: list[tuple[float, float, float]] = []
        self._drops: list[tuple[float, float, float, float]] = []
        self._density = _density()
        self._passing, self._body = _layers(colour, brush.numbers.flow)

    def add(self, dab: Dab) -> pygame.Rect:
        """Wet the film with a dab; returns the area that looks different now."""
        if not self._places or _far(dab, self._places[-1]) > dab.diameter / 2:
            self._places.append((dab.x, dab.y, dab.diameter / 2))
        return self._wet(dab.x, dab.y, dab.diameter, dab.angle, dab.frame)

    def lift(self) -> None:
        """The brush leaves the paper: here and there a drop gathers at the lower edge and begins to run."""
        chance = self._random
        for x, y, radius in self._places:
            if len(self._drops) < MOST_DROPS and chance.random() < 0.09:
                reach = radius * chance.uniform(0.3, 1.0)
                self._drops.append((x + chance.uniform(-0.4, 0.4) * radius, y + radius * 0.55, radius * 0.26, reach))
        self.running = RUN_STEPS if self._drops else 0

    def run(self, steps: int) -> list[pygame.Rect]:
        """Let the drops run for some steps; returns the areas that look different now."""
        changed: list[pygame.Rect] = []
        for _ in range(min(steps, self.running)):
            self.running -= 1
            moved = []
            for x, y, radius, reach in self._drops:
                pace = reach * 0.075 * (self.running / RUN_STEPS) ** 0.5
                x += self._random.uniform(-0.4, 0.4) * pace
                y += pace * self._random.uniform(0.3, 1.5)
                # A trickle is thin; what gathers at its end is not.
                thick = radius * (1.7 if self.running < 4 else 1.4)
                changed.append(self._wet(x, y, thick, 0, 0))
                moved.append((x, y, radius, reach))
            self._drops = moved
        return changed

    def lay(self) -> None:
        """Work out anew what passes through the film where it was wetted."""
        wetted, self._wetted = self._wetted, []
        for area in wetted:
            part = (slice(area.left, area.right), slice(area.top, area.bottom))
            film = pygame.surfarray.pixels2d(self.film.passing)[part]
            wet = (film >> 24).astype(np.int16)
            frayed = np.clip(wet + self._grain.fray[part], 0, 255) * (wet > 0)
            level = np.minimum(self._density[frayed] * self._grain.settle[part] >> 7, 255)
            film[:] = (film & 0xFF000000) | self._passing[level]
            pygame.surfarray.pixels2d(self.film.body)[part] = self._body[level]

    def _wet(self, x: float, y: float, diameter: float, angle: int, frame: int) -> pygame.Rect:
        tip, left, top = self._tips.turned(self._brush, frame, x, y, max(4.0, diameter), angle)
        black = self._tips.tinted(self._brush, tip, (0, 0, 0), 255).colour
        corner = (left + tip.left, top + tip.top)
        self.film.passing.blit(black, corner, special_flags=pygame.BLEND_RGBA_MAX)
        place = black.get_rect(topleft=corner).clip(self.film.passing.get_rect())
        if place:
            self.cells.add(place)
            gather(self._wetted, place)
        return place


def _far(dab: Dab, place: tuple[float, float, float]) -> float:
    return abs(dab.x - place[0]) + abs(dab.y - place[1])


def _density() -> NDArray[np.uint16]:
    """Pigment, 0 to 255, for each wetness: none outside, most in a narrow rim, an even body inside."""
    wet = np.arange(256) / 255
    rise = np.clip((wet - 0.11) / 0.05, 0, 1)
    fall = np.clip((wet - 0.17) / 0.20, 0, 1)
    return np.rint(255 * rise * (BODY + (EDGE - BODY) * (1 - fall) ** 2)).astype(np.uint16)


def _layers(colour: Colour, flow: float) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """What passes through each amount of pigment and what it throws back, both 0xRRGGBB, shape (256,).

    Light passes as a power of the colour (Beer-Lambert).
    """
    own = np.array(colour, dtype=np.float64) / 255
    amount = np.arange(256)[:, None] / 255 * flow * 1.7
    through = np.exp(amount * np.log(np.clip(own, 0.04, 0.985)))
    back = np.minimum(SCATTER * own * (1 - np.exp(-1.5 * amount)), through)
    return _packed(through - back), _packed(back)


def _packed(shares: NDArray[np.float64]) -> NDArray[np.uint32]:
    """Colours of shape (count, 3), 0 to 1, as the pixels of a surface."""
    red, green, blue = np.rint(shares * 255).astype(np.uint32).T
    pixels: NDArray[np.uint32] = red << 16 | green << 8 | blue
    return pixels
