"""What is done while nobody is there: the machines' memory is given back; outside opening hours the light goes down."""

from collections.abc import Callable
from datetime import datetime

import pygame

from game.scene import SceneName, Stage
from game.ui.motion import approach

DARKNESS = 0.88
"""How dark the screen is outside opening hours."""

DIM_AFTER = 30.0
"""Seconds without a touch before the screen is dimmed."""


class Caretaker:
    """Looks on once a frame. The wall clock only decides about the light: nothing else minds if it jumps."""

    def __init__(self, stage: Stage, now: Callable[[], datetime] = datetime.now) -> None:
        """Begin in full light."""
        self._stage, self._now = stage, now
        self.darkness = 0.0
        self._veil = pygame.Surface(stage.size, depth=32)

    def look(self, scene: SceneName, quiet_seconds: float, dt: float) -> None:
        """Let the worker rest or wake, and the light go down or up."""
        nobody = scene == "attract"
        if nobody and quiet_seconds > self._stage.settings.rest_minutes * 60:
            self._stage.studio.rest()
        elif not nobody:
            self._stage.studio.wake()
        dim = nobody and quiet_seconds > DIM_AFTER and self.closed
        goal = DARKNESS if dim else 0.0
        self.darkness = approach(self.darkness, goal, dt, 1.0 if dim else 0.1)

    @property
    def closed(self) -> bool:
        """Whether it is outside opening hours; hours such as 18:00-02:00 reach over midnight."""
        hours = self._stage.settings.opening_hours
        if not hours:
            return False
        opens, closes = (60 * int(hour) + int(minute) for hour, minute in (p.split(":") for p in hours.split("-")))
        now = 60 * self._now().hour + self._now().minute
        return not (opens <= now < closes if opens <= closes else now >= opens or now < closes)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the dark over everything."""
        if self.darkness > 0.01:
            self._veil.set_alpha(round(255 * self.darkness))
            surface.blit(self._veil, (0, 0))
