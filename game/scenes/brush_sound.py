"""What a brush sounds like while fingers paint."""

import math

import pygame

from game.paint.brush import Brush
from game.pointer import Event, Pointer
from game.ui.sound import Sounds, Stroke


def family_of(brush: Brush) -> Stroke:
    """The sound that suits a brush, told from its numbers, so that a teacher's own brush has one too."""
    numbers = brush.numbers
    if numbers.kind != "paint":
        return "rub"
    if numbers.wash or (brush.grain is None and brush.height is None):
        return "wet"
    if numbers.spacing > 0.5:
        return "dab"
    return "dry" if brush.grain is not None and numbers.mixing == 0 else "bristle"


class BrushSound:
    """Follows the fingers on the canvas and lets the fastest of them be heard."""

    def __init__(self, sounds: Sounds, canvas: pygame.Rect, window_width: int) -> None:
        """No finger is down; `canvas` in pixels of the window."""
        self._sounds, self._canvas, self._window_width = sounds, canvas, window_width
        self._fingers: dict[int, tuple[float, float]] = {}
        self._travelled: dict[int, float] = {}
        self._pan = 0.5

    def hear(self, event: Event) -> None:
        """Take note of an event of the scene; a touch beside the canvas is a press."""
        if not isinstance(event, Pointer):
            return
        if event.kind == "down":
            if not self._canvas.collidepoint(event.x, event.y):
                self._sounds.play("press", event.x / self._window_width)
                return
            self._fingers[event.id] = (event.x, event.y)
        elif event.id in self._fingers:
            way = math.dist(self._fingers[event.id], (event.x, event.y))
            self._travelled[event.id] = self._travelled.get(event.id, 0.0) + way
            self._fingers[event.id] = (event.x, event.y)
            self._pan = event.x / self._window_width
            if event.kind != "move":
                del self._fingers[event.id]

    def update(self, brush: Brush, dt: float) -> None:
        """Let `dt` seconds pass."""
        way = max(self._travelled.values(), default=0.0) / self._canvas.height
        self._travelled.clear()
        family = family_of(brush) if self._fingers else None
        self._sounds.stroke(family, way / dt if dt > 0 else 0.0, self._pan, dt)

    def stop(self) -> None:
        """The scene is left: no finger is down any more."""
        self._fingers.clear()
        self._sounds.stroke(None, 0.0, self._pan, 10.0)
