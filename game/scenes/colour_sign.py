"""The name of a colour over its swatch in *draw*, for whoever asks: with a finger on it, or with the keyboard."""

from collections.abc import Callable, Iterable

import pygame

from game.language import _
from game.paint.colour_names import name_of
from game.paint.pigment import Colour
from game.ui import shapes
from game.ui.theme import PANEL, Theme
from game.ui.tile import Tile
from game.ui.widgets import Widget

LINGER = 1.0
"""Seconds for which the name stays when the finger is lifted: under the finger it may not have been seen."""


class ColourSign:
    """Shows the name of the swatch that is held or has the focus, and hands each new one to a voice."""

    def __init__(self, theme: Theme, say: Callable[[str], None]) -> None:
        """Show nothing; `say` speaks, where that is wanted."""
        self._theme, self._say = theme, say
        self._asked: tuple[Tile, Colour] | None = None
        self._shown: tuple[Tile, Colour] | None = None
        self._left = 0.0

    @property
    def name(self) -> str:
        """What is shown, in the language of the moment; empty for nothing."""
        return "" if self._shown is None else _(name_of(self._shown[1]))

    def update(self, swatches: Iterable[tuple[Tile, Colour]], focus: Widget | None, dt: float) -> None:
        """Look, after `dt` seconds, which of the swatches is asked for."""
        asked = next(((tile, colour) for tile, colour in swatches if tile.pressed or tile is focus), None)
        self._left -= dt
        if asked is not None:
            self._shown, self._left = asked, LINGER
            if asked != self._asked:
                self._say(self.name)
        elif self._left <= 0:
            self._shown = None
        self._asked = asked

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the name over its swatch."""
        if self._shown is None:
            return
        theme, tile = self._theme, self._shown[0]
        words = theme.line(self.name, "label")
        sign = words.get_rect().inflate(theme.px(48), theme.px(22))
        sign.midbottom = (tile.rect.centerx, tile.rect.top - theme.px(18))
        sign.clamp_ip(theme.screen.inflate(-theme.px(24), -theme.px(24)))
        surface.blit(shapes.rounded(sign.size, sign.height / 2, PANEL), sign)
        surface.blit(shapes.outline(sign.size, sign.height / 2, max(1.0, theme.px(3)), theme.accent), sign)
        surface.blit(words, words.get_rect(center=sign.center))
