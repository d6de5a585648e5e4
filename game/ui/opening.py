"""How what covers the whole window comes in over a scene: the scene as it was last seen fades away above it."""

from collections.abc import Callable

import pygame
import pytweening

from game.ui.motion import Tween
from game.ui.shapes import darken

FIRST = 0.12
"""How much the scene darkens in the very frame of the touch, in which nothing else has to be drawn."""


class Opening:
    """Takes some seconds. The first frame keeps the scene, so that only one of the two is drawn in any frame."""

    def __init__(self, layer: pygame.Surface, seconds: float) -> None:
        """`layer`, a surface as large as the window, holds the scene meanwhile; nothing of it stays behind."""
        self._layer = layer
        self._tween = Tween(seconds, pytweening.easeOutQuad)
        self._first = True
        self._updated = False

    def advance(self, dt: float) -> None:
        """Let `dt` seconds pass; those of the first frame do not count."""
        left = self._tween.duration - self._tween.elapsed
        self._first = not self._updated and left > 0
        if self._updated and left > 0:
            self._tween.advance(dt)
            if left <= dt:
                self._layer.fill((0, 0, 0))
        self._updated = True

    @property
    def covers(self) -> bool:
        """Whether the scene below need not be drawn."""
        return self._tween.done or not self._first

    def draw(self, surface: pygame.Surface, draw: Callable[[pygame.Surface], None]) -> None:
        """Draw what opens by `draw`; in the first frame, on the scene that was drawn before."""
        if not self.covers:
            darken(surface, FIRST)
            self._layer.set_alpha(None)
            self._layer.blit(surface, (0, 0))
            return
        draw(surface)
        if not self._tween.done:
            self._layer.set_alpha(round(255 * (1 - self._tween.value)))
            surface.blit(self._layer, (0, 0))
