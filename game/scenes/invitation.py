"""The invitation before the gallery: in every language in turn, breathing, and never long at the same place."""

import math
from collections.abc import Sequence

import pygame

from game.language import N_, NAMES, catalogue
from game.ui import shapes
from game.ui.colour import Colour, ink_on
from game.ui.icons import icon
from game.ui.theme import LAMP, Theme

WORDS = N_("Touch to begin")

EACH = 3.2
"""Seconds for which one language is read."""
CHANGE = 0.5
"""Seconds of these in which it gives way to the next."""

SWAY = (60, 10)
"""How far it floats to either side, and up and down."""


class Invitation:
    """A button-like sign that says it to everybody; it begins with the language that the exhibit speaks."""

    def __init__(self, theme: Theme, first: str, keep_free: Sequence[pygame.Rect] = ()) -> None:
        """Write it in every language; `first` is a language's code; what lies at `keep_free` is never covered."""
        self._theme = theme
        codes = [first, *(code for code in NAMES if code != first)]
        # Where two languages say the same, or one has no word for it yet, it is said once.
        self._words = list(dict.fromkeys(catalogue(code).gettext(WORDS) for code in codes))
        self._side = theme.px(50)
        room = theme.size[0] - 2 * theme.margin - self._side - theme.px(120)
        widest = max(theme.fitted(words, "label", room).get_width() for words in self._words)
        self._room = widest
        self._size = (widest + self._side + theme.px(120), theme.px(112))
        # Where the window is narrow the sign floats above what stands in the corners, else beside it.
        taken = pygame.Rect(0, 0, self._size[0] + theme.px(160), theme.size[1]).move_to(centerx=theme.size[0] // 2)
        narrow = any(taken.colliderect(corner) for corner in keep_free)
        self._height = theme.size[1] - theme.px(110 + (150 if narrow else 0))

    @property
    def reach(self) -> pygame.Rect:
        """All that it ever covers."""
        covered = pygame.Rect((0, 0), self._size).inflate(2 * self._theme.px(SWAY[0]), 2 * self._theme.px(SWAY[1]))
        return covered.move_to(center=(self._theme.size[0] // 2, self._height))

    def draw(self, surface: pygame.Surface, accent: Colour, seconds: float) -> None:
        """Draw it as it is after so many seconds."""
        theme, size = self._theme, self._size
        # Where nothing is to move, it takes another place with each language, and does not breathe.
        still = theme.access.reduced_motion
        moment = seconds // EACH * EACH if still else seconds
        middle = theme.size[0] / 2 + math.sin(moment / 17) * theme.px(SWAY[0])
        height = self._height + math.sin(moment / 11) * theme.px(SWAY[1])
        place = pygame.Rect((0, 0), size)
        place.center = (round(middle), round(height))
        breath = 0.5 if still else (1 - math.cos(seconds * 2 * math.pi / EACH)) / 2
        halo = shapes.glow((size[0] * 2, size[1] * 3), LAMP, 0.34)
        halo.set_alpha(round(110 + 145 * breath))
        surface.blit(halo, halo.get_rect(center=place.center))
        surface.blit(shapes.rounded(size, size[1] / 2, accent), place)
        left = place.left + theme.px(54)
        surface.blit(icon("touch", self._side, ink_on(accent)), (left, place.centery - self._side // 2))
        turn, rest = divmod(seconds, EACH)
        middle = left + self._side + theme.px(16) + self._room / 2
        changing = max(0.0, (rest - EACH + CHANGE) / CHANGE)
        # The old words are gone before the new ones come: they never lie over each other.
        number, seen = (int(turn), 1 - 2 * changing) if changing < 0.5 else (int(turn) + 1, 2 * changing - 1)
        words = theme.fitted(self._words[number % len(self._words)], "label", self._room, ink_on(accent))
        if len(self._words) > 1 and seen < 1:
            words = words.copy()
            words.set_alpha(round(255 * seen))
        surface.blit(words, words.get_rect(center=(round(middle), place.centery)))
