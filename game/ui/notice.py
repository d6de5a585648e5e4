"""A message that lies over a scene for a while."""

import pygame

from game.ui import shapes
from game.ui.theme import PANEL, Theme


def draw_notice(surface: pygame.Surface, theme: Theme, words: str, bottom: int) -> None:
    """Draw a message in the middle of the window, its lower edge at `bottom`."""
    written = theme.paragraph(words, "body", theme.size[0] - 4 * theme.margin, lines=3, align="centre")
    panel = written.get_rect().inflate(theme.px(70), theme.px(40))
    panel.midbottom = (theme.size[0] // 2, bottom)
    radius = theme.px(32)
    surface.blit(shapes.rounded(panel.size, radius, PANEL, 0.95), panel)
    surface.blit(shapes.outline(panel.size, radius, max(1, theme.px(2)), theme.accent), panel)
    surface.blit(written, written.get_rect(center=panel.center))
