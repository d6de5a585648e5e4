"""The look in numbers: one scale from the window's size, the colours of the evening gallery, the round's accent."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import pygame

from game.access import Access
from game.ui import text as type_
from game.ui.colour import ENHANCED_CONTRAST, TEXT_CONTRAST, Colour, accent_of, mix, readable
from game.ui.text import Style
from models.messages import Picture

WALL: Colour = (33, 31, 35)
WALL_DARK: Colour = (15, 14, 17)
WALL_LIT: Colour = (67, 62, 61)
"""The brightest the wall gets, in the middle of a pool of light: all text is checked against it."""
WALL_BLACK: Colour = (10, 9, 11)
"""The wall in high contrast, everywhere."""
PANEL: Colour = (24, 23, 26)
INK: Colour = (246, 241, 232)
QUIET: Colour = (192, 184, 174)
LAMP: Colour = (232, 178, 96)
"""The accent before a style picture has been picked: lamp light."""


BRIGHT_INK: Colour = (255, 255, 255)
BRIGHT_QUIET: Colour = (228, 224, 216)
"""What replaces `INK` and `QUIET` in high contrast."""

LARGE_TEXT = 1.2
"""How much larger every text is for those who ask for it."""


@dataclass(frozen=True)
class Theme:
    """Sizes and colours for one window and one visitor; `accent` changes with the round."""

    size: tuple[int, int]
    accent: Colour = LAMP
    access: Access = field(default_factory=Access)

    @property
    def ink(self) -> Colour:
        """The colour of what is to be read first."""
        return BRIGHT_INK if self.access.high_contrast else INK

    @property
    def quiet(self) -> Colour:
        """The colour of what is to be read second."""
        return BRIGHT_QUIET if self.access.high_contrast else QUIET

    @property
    def ground(self) -> Colour:
        """The brightest that anything behind a text is, panels and walls."""
        return PANEL if self.access.high_contrast else WALL_LIT

    @property
    def contrast(self) -> float:
        """The least contrast of a text to what is behind it: WCAG's level AA, in high contrast AAA."""
        return ENHANCED_CONTRAST if self.access.high_contrast else TEXT_CONTRAST

    @cached_property
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

    @property
    def corner(self) -> tuple[pygame.Rect, pygame.Rect]:
        """Where the buttons for language and access are in most scenes: beside the way back, low on the left."""
        side = self.px(112)
        left, top = self.margin + side + self.gap, self.size[1] - self.margin - side
        wide = self.px(152)
        return pygame.Rect(left, top, wide, side), pygame.Rect(left + wide + self.px(14), top, side, side)

    def px(self, length: float) -> int:
        """A length given for a 1080 pixel screen, in pixels of this window; never less than one."""
        return max(1, round(length * self.scale))

    def with_accent(self, style: Picture) -> "Theme":
        """This theme with the accent of a style picture."""
        return self.with_colour(accent_of(style, self.ground))

    def with_colour(self, accent: Colour) -> "Theme":
        """This theme with an accent, moved as far as it must be to be read on the wall."""
        return replace(self, accent=readable(accent, self.ground, self.contrast))

    @cached_property
    def type_scale(self) -> float:
        """The scale of all text."""
        return self.scale * (LARGE_TEXT if self.access.large_text else 1)

    @property
    def accent_soft(self) -> Colour:
        """The accent sunk into the wall: for tracks, rules and resting outlines."""
        return mix(WALL, self.accent, 0.35)

    def line(self, words: str, style: Style, colour: Colour | None = None) -> pygame.Surface:
        """One line of text in this theme; see `game.ui.text.line`."""
        return type_.line(words, style, self.type_scale, colour or self.ink)

    def fitted(self, words: str, style: Style, width: int, colour: Colour | None = None) -> pygame.Surface:
        """One line no wider than `width`; see `game.ui.text.fitted`."""
        return type_.fitted(words, style, self.type_scale, colour or self.ink, width)

    def too_long(self, words: str, style: Style, width: int) -> bool:
        """Whether `fitted` would have to cut a line."""
        return type_.font(style, self.type_scale * type_.SMALLER, words).size(words)[0] > width

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
        return type_.paragraph(words, style, self.type_scale, colour or self.ink, width, lines, align)

    def readable_accent(self, behind: Colour) -> Colour:
        """The accent, moved as far as text on `behind` needs."""
        return readable(self.accent, behind, self.contrast)
