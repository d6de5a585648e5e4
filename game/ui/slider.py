"""A slider: a value from 0 to 1, dragged by a finger or moved by the arrow keys."""

from collections.abc import Callable

import pygame

from game.pointer import Key, Pointer
from game.ui import shapes
from game.ui.colour import ink_on, mix
from game.ui.theme import PANEL, Theme
from game.ui.widgets import Widget

STEP = 0.05
"""What an arrow key moves it by."""


class Slider(Widget):
    """A track with a knob; `on_change` hears of every new value. The finger may leave the track while it drags."""

    def __init__(self, rect: pygame.Rect, value: float, on_change: Callable[[float], None]) -> None:
        """Place it; the knob runs from the left to the right end of `rect`."""
        super().__init__(rect)
        self.value, self.on_change = value, on_change
        self._held: int | None = None

    @property
    def held(self) -> bool:
        """Whether a finger holds it."""
        return self._held is not None

    def begin(self, pointer: Pointer) -> None:
        """Come to the finger."""
        if self._held is None:
            self._held = pointer.id
            self._follow(pointer)

    def moved(self, pointer: Pointer) -> None:
        """Follow the finger."""
        if pointer.id == self._held:
            self._follow(pointer)

    def ended(self, pointer: Pointer) -> None:
        """Stay where the finger was lifted."""
        if pointer.id == self._held:
            self._follow(pointer)
            self._held = None

    def cancelled(self) -> None:
        """Forget the finger."""
        self._held = None

    def key(self, event: Key) -> bool:
        """Left and right move it."""
        if event.name not in ("left", "right"):
            return False
        self._set(self.value + (STEP if event.name == "right" else -STEP))
        return True

    def place(self) -> int:
        """Where the value lies now, as an x in pixels of the window."""
        inset = self._inset
        return round(self.rect.left + inset + self.value * (self.rect.width - 2 * inset))

    @property
    def _inset(self) -> int:
        return self.rect.height // 2

    def _follow(self, pointer: Pointer) -> None:
        self._set((pointer.x - self.rect.left - self._inset) / max(1, self.rect.width - 2 * self._inset))

    def _set(self, value: float) -> None:
        value = min(1.0, max(0.0, value))
        if value != self.value:
            self.value = value
            self.on_change(value)

    def draw(self, surface: pygame.Surface, theme: Theme) -> None:
        """Draw the track, filled up to the knob, and the knob."""
        track = pygame.Rect(0, 0, self.rect.width - self.rect.height, theme.px(18))
        track.center = self.rect.center
        surface.blit(shapes.rounded(track.size, track.height / 2, mix(PANEL, theme.ink, 0.2)), track)
        full = shapes.rounded(track.size, track.height / 2, theme.accent)
        surface.blit(full, track, (0, 0, self.place() - track.left, track.height))
        side = round(self.rect.height * (0.78 if self.held else 0.7))
        knob = pygame.Rect(0, 0, side, side)
        knob.center = (self.place(), self.rect.centery)
        blur = theme.px(8)
        surface.blit(shapes.shadow(knob.size, blur, alpha=0.5), knob.move(-shapes.reach(blur), -shapes.reach(blur)))
        surface.blit(shapes.rounded(knob.size, side / 2, theme.accent), knob)
        for offset in (-side // 8, side // 8):
            line = pygame.Rect(0, 0, theme.px(4), side // 3)
            line.center = (knob.centerx + offset, knob.centery)
            surface.fill(ink_on(theme.accent), line)
