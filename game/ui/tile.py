"""Tiles: buttons that show what they give - a brush's stroke, a colour, a size."""

from collections.abc import Callable

import pygame

from game.ui import shapes
from game.ui.colour import Colour, mix
from game.ui.theme import PANEL, Theme
from game.ui.widgets import Button


class Tile(Button):
    """A square button with a picture on it; the `chosen` one of a group is ringed in the accent."""

    def __init__(self, rect: pygame.Rect, image: pygame.Surface, on_press: Callable[[], None]) -> None:
        """Make it; `image` is shown in the middle at its own size."""
        super().__init__(rect, "", on_press)
        self.image = image
        self.chosen = False

    def draw(self, surface: pygame.Surface, theme: Theme) -> None:
        """Draw the picture, and the ring where it is chosen or pressed."""
        radius = theme.px(20)
        fill = mix(PANEL, theme.accent, 0.3) if self.pressed else PANEL
        surface.blit(shapes.rounded(self.rect.size, radius, fill, 0.9), self.rect)
        surface.blit(self.image, self.image.get_rect(center=self.rect.center))
        if self.chosen:
            ring = shapes.outline(self.rect.size, radius, theme.px(5), theme.accent)
            surface.blit(ring, self.rect)


def swatch(size: int, colour: Colour, roundness: float = 1.0) -> pygame.Surface:
    """Paint with a thin rim, so that dark and light colours are seen on the panel: a disc, or less round a pat."""
    radius = size / 2 * roundness
    disc = shapes.rounded((size, size), radius, colour).copy()
    rim = mix(colour, (255, 255, 255), 0.35)
    disc.blit(shapes.outline((size, size), radius, max(1.0, size / 26), rim), (0, 0))
    return disc


def dot(box: int, diameter: int, colour: Colour) -> pygame.Surface:
    """A disc of a diameter in the middle of a square of `box` pixels."""
    surface = pygame.Surface((box, box), pygame.SRCALPHA)
    disc = shapes.rounded((diameter, diameter), diameter / 2, colour)
    surface.blit(disc, disc.get_rect(center=(box // 2, box // 2)))
    return surface
