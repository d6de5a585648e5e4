"""What `bench paint` measures in the real scene: five fingers with every brush while both networks compute."""

import math

import numpy as np
import pygame

from game.app import App, Window
from game.commands.figures import Figures
from game.commands.frames import Tour, frame_figures
from game.paint.bench import DIAMETER, FINGERS
from game.scenes.draw import Draw
from game.settings import Settings

FRAMES = 240
"""Frames for each brush: four seconds, of which the first half second is a brush's first use."""

LOOKS = 60
"""Frames in which a moved finger's paint is looked for on the screen."""


def bench_painting(size: tuple[int, int] = (1920, 1080)) -> Figures:
    """Frame times of the draw scene by brush, and the share of movements that the same frame shows."""
    app = App(Settings(), Window(size, windowed=True), seed=1)
    app.open()
    try:
        tour = Tour(app)
        for name in ("pick", "draw"):
            tour.go(name)
        scene = app.director.scene
        assert isinstance(scene, Draw), "the tour went there"
        painting = Painting(tour, scene)
        painting.rest()
        painting.all_brushes()
        seen = painting.look()
    finally:
        app.close()
    figures = {name: frame_figures(times) for name, times in tour.times.items() if name.startswith("paint")}
    return {**figures, "paint seen in the frame of the movement": {"percent": round(100 * seen, 1)}}


class Painting:
    """Fingers on the scene's canvas, by posted events."""

    def __init__(self, tour: Tour, scene: Draw) -> None:
        """Paint in a scene that is on; the tour keeps both networks at work."""
        self._tour, self._scene = tour, scene

    def rest(self) -> None:
        """The reference: the scene with nobody painting."""
        for _ in range(120):
            self._tour.frame("paint scene reference: nothing painted")

    def all_brushes(self) -> None:
        """Five fingers draw round each other with dabs of `DIAMETER` pixels, brush after brush."""
        painter = self._scene.easel.painter
        for number, tile in enumerate(self._scene.toolbox.brushes):
            tile.press()
            painter.size = DIAMETER / painter.scale
            for frame in range(FRAMES):
                self._post(frame, number)
                self._tour.frame(f"paint scene {painter.brush.name}")

    def look(self) -> float:
        """The share of frames in which a finger's step onto bare canvas is on the screen at once."""
        scene, painter, screen = self._scene, self._scene.easel.painter, self._tour.app.screen
        canvas = scene.easel.rect
        painter.clear()
        scene.toolbox.brushes[0].press()
        painter.colour = (20, 40, 90)
        seen = 0
        for look in range(LOOKS):
            row, step = divmod(look, 20)
            x = canvas.left + canvas.width * (0.05 + 0.045 * step)
            y = canvas.top + canvas.height * (0.2 + 0.3 * row)
            kind = pygame.FINGERDOWN if step == 0 else pygame.FINGERMOTION
            place = pygame.Rect(round(x) - 12, round(y) - 4, 8, 8)
            before = pygame.surfarray.array3d(screen.subsurface(place)).astype(int)
            self._tour.finger(kind, x, y)
            self._tour.frame("paint looked for")
            after = pygame.surfarray.array3d(screen.subsurface(place))
            seen += step > 0 and bool(np.abs(after - before).max() > 60)
            if step == 19:
                self._tour.finger(pygame.FINGERUP, x, y)
        return seen / (LOOKS - LOOKS // 20)

    def _post(self, frame: int, number: int) -> None:
        """All fingers come down, move on in every frame, and are lifted at the end."""
        canvas = self._scene.easel.rect
        kind = {0: pygame.FINGERDOWN, FRAMES - 1: pygame.FINGERUP}.get(frame, pygame.FINGERMOTION)
        for finger in range(FINGERS):
            turn = frame * 0.06 + finger * 1.25 + number
            x = canvas.centerx + canvas.width * 0.4 * math.cos(turn) * math.sin(frame * 0.02 + finger)
            self._tour.finger(kind, x, canvas.centery + canvas.height * 0.4 * math.sin(turn), finger)
