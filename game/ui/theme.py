"""The look in numbers: one scale from the window's size, the colours of the evening gallery, the round's accent."""

from dataclasses import dataclass, replace
from typing import Literal

import pygame

from game.ui import text as type_
from game.ui.colour import Colour, accent_of, mix, readable
from game.ui.text import Style
from models.messages import Picture

WALL: Colour = (33, 31, 35)
WALL_DARK: Colour = (15, 14, 17)
WALL_LIT: Colour = (67, 62, 61)
"""The brightest the wall gets, in the middle of a pool of light: all text is checked against it."""
PANEL: Colour = (24, 23, 26)
INK: Colour = (246, 241, 232)
QUIET: Colour = (192, 184, 174)
LAMP: Colour = (232, 178, 96)
"""The accent before a style picture has been picked: lamp light."""


@dataclass(frozen=True)
class Theme:
    """Sizes and colours for one window; `accent` changes with the round."""

    size: tuple[int, int]
    accent: Colour = LAMP
    ink: Colour = INK
    quiet: Colour = QUIET

    @property
    def scale(self) -> float:
        """1 on a screen of 1920 x 1080; layouts can count on 1080 by 1700 units, whatever the screen's shape."""
        return min(min(self.size) / 1080, max(self.size) / 1700)

    @property
    def portrait(self) -> bool:
        """Whether the window is higher than it is wide."""
        return self.size[1] > self.size[0]

    @property
    def screen(self) -> pygame.Rect:
        """The whole window."""
        return pygame.Rect((0, 0), self.size)

    @property
    def margin(self) -> int:
        """Free space along the edges of the window."""
        return self.px(56)

    @property
    def gap(self) -> int:
        """Space between two neighbours."""
        return self.px(28)

    @property
    def touch(self) -> int:
        """The least height and width of what can be touched: 15 mm on a 24-inch screen."""
        return self.px(96)

    def px(self, length: float) -> int:
        """A length given for a 1080 pixel screen, in pixels of this window; never less than one."""
        return max(1, round(length * self.scale))

    def with_accent(self, style: Picture) -> "Theme":
        """This theme with the accent of a style picture."""
        return self.with_colour(accent_of(style, WALL_LIT))

    def with_colour(self, accent: Colour) -> "Theme":
        """This theme with an accent that is known to be readable on the wall."""
        return replace(self, accent=accent)

    @property
    def accent_soft(self) -> Colour:
        """The accent sunk into the wall: for tracks, rules and resting outlines."""
        return mix(WALL, self.accent, 0.35)

    def line(self, words: str, style: Style, colour: Colour | None = None) -> pygame.Surface:
        """One line of text in this theme; see `game.ui.text.line`."""
        return type_.line(words, style, self.scale, colour or self.ink)

    def fitted(self, words: str, style: Style, width: int, colour: Colour | None = None) -> pygame.Surface:
        """One line no wider than `width`; see `game.ui.text.fitted`."""
        return type_.fitted(words, style, self.scale, colour or self.ink, width)

    def paragraph(
        self,
        words: str,
        style: Style,
        width: int,
        colour: Colour | None = None,
        lines: int = 100,
        align: Literal["left", "centre", "right"] = "left",
    ) -> pygame.Surface:
        """A wrapped text; see `game.ui.text.paragraph`."""
        return type_.paragraph(words, style, self.scale, colour or self.ink, width, lines, align)

    def readable_accent(self, behind: Colour) -> Colour:
        """The accent, moved as far as text on `behind` needs."""
        return readable(self.accent, behind)
