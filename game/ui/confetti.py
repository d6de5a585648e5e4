"""Confetti: scraps of paper in the round's colours that fall over the scene once, when it was earned."""

import math
import random
from collections.abc import Sequence

import pygame

from game.ui.colour import Colour

SECONDS = 5.0
_TURNS = 8


class Confetti:
    """Scraps whose places depend on the time alone."""

    def __init__(self, size: tuple[int, int], colours: Sequence[Colour], count: int = 150) -> None:
        """Cut the scraps for a window of `size` pixels; nothing falls before `advance`."""
        chance = random.Random(11)
        self._height = size[1]
        side = max(6, round(min(size) * 0.017))
        self._looks = [[_scrap(side, colour, turn / _TURNS) for turn in range(_TURNS)] for colour in colours]
        self._scraps = [
            (
                chance.uniform(0, size[0]),
                chance.uniform(-0.9, -0.02) * size[1],
                chance.uniform(0.34, 0.6) * size[1],
                chance.uniform(0.01, 0.03) * size[0],
                chance.uniform(0, 2 * math.pi),
                chance.randrange(len(colours)),
            )
            for _ in range(count)
        ]
        self.elapsed = 0.0

    @property
    def done(self) -> bool:
        """Whether all has fallen."""
        return self.elapsed >= SECONDS

    def advance(self, dt: float) -> None:
        """Let it fall for `dt` seconds."""
        self.elapsed = min(SECONDS, self.elapsed + dt)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw every scrap that is in the window."""
        for left, top, speed, sway, phase, colour in self._scraps:
            y = top + speed * self.elapsed
            if not -40 < y < self._height:
                continue
            swing = self.elapsed * 2.4 + phase
            look = self._looks[colour][int((swing * 1.3) % 1 * _TURNS)]
            surface.blit(look, (left + sway * math.sin(swing), y))


def _scrap(side: int, colour: Colour, turn: float) -> pygame.Surface:
    """One scrap of paper, turned about its own axis."""
    width = max(2, round(side * abs(math.cos(math.pi * turn))))
    flat = pygame.Surface((width, round(side * 1.5)), pygame.SRCALPHA)
    shade = 0.65 + 0.35 * abs(math.cos(math.pi * turn))
    flat.fill([round(channel * shade) for channel in colour])
    return pygame.transform.rotate(flat, 90 * turn - 45)
