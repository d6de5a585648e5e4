"""What every page of the staff's scene is."""

from collections.abc import Sequence

import pygame

from game.language import _
from game.pointer import Key
from game.scene import Stage
from game.ui.theme import Theme
from game.ui.widgets import Widget


class Page:
    """One page in its area. `version` goes up whenever its widgets are others than before."""

    title = ""

    def __init__(self, stage: Stage, theme: Theme, area: pygame.Rect) -> None:
        """Open it."""
        self.stage, self.theme, self.area = stage, theme, area
        self.version = 0
        self.top = area.top + theme.px(96)

    def widgets(self) -> list[Widget]:
        """What can be touched."""
        return []

    def key(self, event: Key) -> bool:
        """Take a key; true where it is used up."""
        return False

    def raw(self, events: Sequence[pygame.event.Event]) -> None:
        """What pygame reported."""

    def update(self, dt: float) -> None:
        """Let time pass."""

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the title."""
        title = self.theme.fitted(_(self.title), "heading", self.area.width)
        surface.blit(title, self.area)

    def close(self) -> None:
        """Let go of what it held."""

    def draw_lines(self, surface: pygame.Surface, lines: Sequence[tuple[str, str]]) -> None:
        """Draw lines of a name and what there is to say, as far as there is room."""
        theme, top = self.theme, self.top
        width = round(self.area.width * 0.3)
        for name, words in lines:
            said = theme.paragraph(words or " ", "small", self.area.width - width - theme.gap, lines=3)
            if top + said.get_height() > self.area.bottom:
                return
            surface.blit(theme.fitted(name, "small", width, theme.quiet), (self.area.left, top))
            surface.blit(said, (self.area.left + width + theme.gap, top))
            top += said.get_height() + theme.px(8)
