"""Sound: short and warm, panned to where things happen; silence wherever there is no device or it is lost."""

import logging
import time
from collections.abc import Callable
from importlib.resources import files
from typing import Literal, get_args

import pygame

from game.settings import Settings
from game.ui.motion import approach

Name = Literal[
    "begin", "card", "chord", "countdown", "curtain", "fanfare", "light", "paint_over", "press", "settle", "tick"
]
"""What is heard once, besides the eleven steps of `Sounds.count`."""

Stroke = Literal["bristle", "dab", "dry", "rub", "wet"]
"""The families of brushes, each with its own sound of stroking."""

STEPS = 11
"""Pitches to which a grade counts up: one for each whole grade."""

FASTEST = 1.2
"""Canvas heights a second at which a stroke is as loud as it gets."""

PATIENCE = 5.0
"""Seconds before a device is looked for again."""

_SILENT = 0.01

_log = logging.getLogger(__name__)


class Sounds:
    """Everything that is heard. Never raises: what cannot be heard is not played.

    Only this object holds pygame's sounds and channels, because one that outlives the mixer ends the process.
    """

    def __init__(self, settings: Callable[[], Settings], clock: Callable[[], float] = time.monotonic) -> None:
        """Stay silent until `open`; `settings` gives volume, mute and mono as they are at the moment."""
        self._settings, self._clock = settings, clock
        self._sounds: dict[str, pygame.mixer.Sound] = {}
        self._tried_at = -PATIENCE
        self._stroke: Stroke | None = None
        self._stroke_loudness = 0.0

    @property
    def audible(self) -> bool:
        """Whether there is a device, and sound is wanted."""
        settings = self._settings()
        return bool(self._sounds) and not settings.mute and settings.volume > 0

    def open(self) -> None:
        """Look for a device and load the sounds."""
        self._tried_at = self._clock()
        try:
            pygame.mixer.init(44_100, -16, 2, 512)
            pygame.mixer.set_num_channels(16)
            pygame.mixer.set_reserved(1)
            folder = files("assets") / "sounds"
            names = [*get_args(Name), *(f"count_{step}" for step in range(STEPS))]
            for name in [*names, *(f"stroke_{family}" for family in get_args(Stroke))]:
                self._sounds[name] = pygame.mixer.Sound(str(folder / f"{name}.wav"))
        except (pygame.error, OSError) as error:
            _log.warning("There is no sound: %s", error)
            self.close()

    def close(self) -> None:
        """Fall silent and let the device go."""
        # The sounds go first: freeing one after the mixer has ended may crash.
        self._sounds.clear()
        self._stroke, self._stroke_loudness = None, 0.0
        pygame.mixer.quit()

    def device_changed(self, removed: bool) -> None:
        """A device came or went: open anew what may be gone, or try again where there was none."""
        if (removed or not self._sounds) and self._clock() - self._tried_at >= PATIENCE:
            self.close()
            self.open()

    def play(self, name: Name, pan: float = 0.5, loudness: float = 1.0) -> None:
        """Let something be heard once; `pan` from 0 (left edge of the screen) to 1, `loudness` from 0 to 1."""
        self._play(name, pan, loudness)

    def count(self, grade: float, pan: float = 0.5) -> None:
        """A grade, 0 to 10, is reached while it counts up: the higher, the higher the tone."""
        self._play(f"count_{min(STEPS - 1, max(0, int(grade)))}", pan, 1.0)

    def _play(self, name: str, pan: float, loudness: float) -> None:
        if not self._playable():
            return
        try:
            channel = self._sounds[name].play()
            if channel is not None:
                channel.set_volume(*self._sides(pan, loudness))
        except pygame.error as error:
            self._lose(error)

    def stroke(self, family: Stroke | None, speed: float, pan: float, dt: float) -> None:
        """Every frame of painting: how fast the brush moves, in canvas heights a second; None where none is down."""
        goal = 0.0 if family is None else min(1.0, speed / FASTEST) ** 0.6
        self._stroke_loudness = approach(self._stroke_loudness, goal, dt, 0.05)
        if not self._playable():
            return
        try:
            channel = pygame.mixer.Channel(0)
            if family is not None and family != self._stroke:
                channel.play(self._sounds[f"stroke_{family}"], loops=-1)
                self._stroke = family
            elif self._stroke is not None and self._stroke_loudness < _SILENT and family is None:
                channel.stop()
                self._stroke = None
            channel.set_volume(*self._sides(pan, self._stroke_loudness))
        except pygame.error as error:
            self._lose(error)

    def _playable(self) -> bool:
        if self._sounds and pygame.mixer.get_init() is None:
            self._lose("the mixer was ended")
        return self.audible

    def _lose(self, why: object) -> None:
        _log.warning("The sound is lost: %s", why)
        self.close()

    def _sides(self, pan: float, loudness: float) -> tuple[float, float]:
        """Loudness left and right; equal where mono is wanted. No side ever falls wholly silent."""
        settings = self._settings()
        whole = settings.volume * min(1.0, max(0.0, loudness))
        aside = 0.0 if settings.mono else min(1.0, max(0.0, pan)) - 0.5
        return whole * (1 - max(0.0, aside)), whole * (1 + min(0.0, aside))


def silent() -> Sounds:
    """Sounds that are never opened."""
    return Sounds(Settings)
