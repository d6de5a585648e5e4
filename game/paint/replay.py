"""A drawing painted again: as a film, or at the size of a print."""

import time
from collections.abc import Iterator

import pygame

from game.paint.canvas import Canvas
from game.paint.drawing import Drawing
from game.paint.performer import Performer
from models.messages import Picture

BUDGET = 0.005
"""Seconds of a frame that a film may paint; what does not fit comes in the next frames."""


def render(drawing: Drawing, size: tuple[int, int]) -> Picture:
    """The whole drawing at any size (width, height), a print's too: painted again, not enlarged.

    It takes about as long as the strokes take to compute (seconds for a print): not for a frame of the game.
    """
    film = Film(drawing, size, 0.0)
    film.finish()
    return film.picture()


class Film:
    """A drawing that paints itself again on a small canvas, in some seconds, without ever holding up a frame.

    Once a frame: `film.update(dt)`, then blit `film.surface`, which has the size that was asked for (about 480 pixels
    high costs little). `film.done` tells that the last stroke is dry; `film.finish()` paints the rest at once. A wiped
    canvas begins the film anew: only what is still to be seen is shown. The speed is even in the fingers' events,
    pauses of the visitor are left out. Each update paints for `BUDGET` seconds at most, so that a film of very many
    strokes is not through when its seconds are over: keep on updating, or fade to the drawing itself.
    """

    def __init__(self, drawing: Drawing, size: tuple[int, int], seconds: float) -> None:
        """Begin before the first stroke; `size` is width and height in pixels, in the drawing's shape."""
        shown = drawing.since_bare()
        self._canvas = Canvas(size, shown.paper)
        if shown.base is not None:
            self._canvas.start_from(shown.base)
        brushes = {setup.brush for gesture in shown.gestures for setup in gesture.setups}
        for brush in brushes if seconds > 0 else ():
            # What is made once for a brush would hold up the frame of its first stroke; a print has no frames.
            self._canvas.make_ready(brush)
        self._seconds, self._elapsed = seconds, 0.0
        self._events, self._begun = len(shown), 0
        self._steps = self._paint(shown)
        self.done = not self._events

    @property
    def surface(self) -> pygame.Surface:
        """The canvas as it is now; it is the film's own: blit it."""
        return self._canvas.visible()

    @property
    def share(self) -> float:
        """How much of the drawing is painted, 0 to 1."""
        return 1.0 if self.done else max(0, self._begun - 1) / self._events

    def update(self, dt: float) -> None:
        """Let `dt` seconds pass: paint on as far as they lead, or as far as the budget of one frame goes."""
        self._elapsed += dt
        goal = self._events * min(1.0, self._elapsed / self._seconds if self._seconds > 0 else 1.0)
        until = time.perf_counter() + BUDGET
        # The event under way is painted to its end before the next one is due.
        while not self.done and self._begun <= goal and time.perf_counter() < until:
            self._step()

    def finish(self) -> None:
        """Paint all that is left now."""
        while not self.done:
            self._step()

    def picture(self) -> Picture:
        """A copy of the canvas as it is now, shape (height, width, 3)."""
        return self._canvas.picture()

    def _step(self) -> None:
        self.done = next(self._steps, "end") == "end"

    def _paint(self, drawing: Drawing) -> Iterator[None]:
        performer = Performer(self._canvas)
        for gesture in drawing.gestures:
            for event in gesture:
                self._begun += 1
                yield
                yield from performer.steps(event)
            # A film is never undone.
            self._canvas.history.forget()
