"""The two buttons that every scene has: for the visitor's language, and for how the exhibit is seen and reached."""

from functools import partial
from typing import TYPE_CHECKING, Literal

import pygame

from game import language
from game.ui.icons import icon
from game.ui.theme import Theme
from game.ui.widgets import Button

if TYPE_CHECKING:
    from game.scene import Stage


class CornerButton(Button):
    """An icon; that for the language stands over the language's own name, where the button is wide enough for it."""

    def __init__(self, rect: pygame.Rect, stage: "Stage", panel: Literal["language", "access"]) -> None:
        """Make it; it asks the director for its panel."""
        super().__init__(rect, "", partial(setattr, stage, "asked", panel))
        self._panel = panel

    def _draw_inside(self, surface: pygame.Surface, theme: Theme, ink: tuple[int, int, int]) -> None:
        # Where the name stands, the round ends have left less than the button's width.
        name, room = language.NAMES[language.current()], self.rect.width - theme.px(30)
        if self._panel == "access" or theme.too_long(name, "small", room):
            side = theme.px(64)
            sign = icon("access" if self._panel == "access" else "globe", side, ink)
            surface.blit(sign, sign.get_rect(center=self.rect.center))
            return
        side, words = theme.px(46), theme.fitted(name, "small", room, ink)
        top = self.rect.centery - (side + words.get_height()) // 2
        surface.blit(icon("globe", side, ink), (self.rect.centerx - side // 2, top))
        surface.blit(words, words.get_rect(midtop=(self.rect.centerx, top + side)))


def corner_buttons(stage: "Stage", places: tuple[pygame.Rect, pygame.Rect]) -> list[CornerButton]:
    """The buttons for language and access, for a scene's controls."""
    return [CornerButton(places[0], stage, "language"), CornerButton(places[1], stage, "access")]
