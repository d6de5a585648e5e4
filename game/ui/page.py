"""A page that opens over a scene: its own wall, a title, a way back, and whatever it shows."""

from collections.abc import Callable
from typing import ClassVar

import pygame

from game.language import _
from game.pointer import Event
from game.ui.opening import Opening
from game.ui.theme import Theme
from game.ui.widgets import Button, Controls, Widget

OPENING = 0.25


class Page:
    """Opens with a short fade. Subclasses add their widgets with `show`, and draw in `draw_body`."""

    title: ClassVar[str] = ""

    def __init__(
        self, theme: Theme, background: pygame.Surface, layer: pygame.Surface, closed: Callable[[], None]
    ) -> None:
        """Open on `background`; `layer`, a surface as large as the window, holds the scene while it fades away."""
        self.theme, self._background = theme, background
        self.close_button = Button(close_place(theme), "", closed, icon="close", shortcut="escape")
        self.body = body_of(theme)
        self._opening = Opening(layer, theme.access.moving(OPENING))
        self._controls = Controls([self.close_button])

    def show(self, widgets: list[Widget], focus: Widget | None = None) -> None:
        """Put up the page's own widgets; the keyboard begins at `focus`."""
        self._controls = Controls([*widgets, self.close_button])
        self._controls.focus_on(focus or self.close_button)

    def show_focus(self) -> None:
        """Show where the keyboard is, which opened the page."""
        self._controls.show_focus()

    def handle(self, event: Event) -> None:
        """Hand an event to the page's widgets."""
        self._controls.handle(event)

    def update(self, dt: float) -> None:
        """Let `dt` seconds pass."""
        self._opening.advance(dt)

    def close(self) -> None:
        """Let go of fingers and of what still computes for it."""
        self._controls.release()

    @property
    def covers(self) -> bool:
        """Whether nothing is seen any more of the scene below."""
        return self._opening.covers

    def draw(self, surface: pygame.Surface) -> None:
        """Draw it; in its first frame, on the scene."""
        self._opening.draw(surface, self._draw)

    def _draw(self, surface: pygame.Surface) -> None:
        theme = self.theme
        surface.blit(self._background, (0, 0))
        draw_title(surface, theme, _(self.title))
        self.draw_body(surface)
        self._controls.draw(surface, theme)

    def draw_body(self, surface: pygame.Surface) -> None:
        """Draw what the page shows, under its widgets."""


def close_place(theme: Theme) -> pygame.Rect:
    """Where the button lies that closes a page: on the right, at the top, or for a low reach at the bottom."""
    side = theme.px(112)
    top = theme.size[1] - theme.px(40) - side if theme.access.low_reach else theme.px(30)
    return pygame.Rect(theme.size[0] - theme.margin - side, top, side, side)


def draw_title(surface: pygame.Surface, theme: Theme, words: str) -> None:
    """Write the title over a page, as large as it fits beside the way out."""
    title = theme.fitted(words, "title", close_place(theme).left - theme.margin - theme.gap)
    surface.blit(title, (theme.margin, theme.px(30 + 112 / 2) - title.get_height() // 2))


def body_of(theme: Theme) -> pygame.Rect:
    """Where a page shows what it has: all below the title; a way out at the bottom has it to one side or below."""
    top, bottom, right = theme.px(160), theme.size[1] - theme.px(40), theme.size[0] - theme.margin
    if theme.access.low_reach:
        close = close_place(theme)
        if theme.portrait:
            bottom = close.top - theme.gap
        else:
            right = close.left - theme.gap
    return pygame.Rect(theme.margin, top, right - theme.margin, bottom - top)
