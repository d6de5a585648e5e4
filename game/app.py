"""The window, the clock and the loop: events -> update(dt) -> draw. The only reader of pygame's event queue."""

import logging
import random
import signal
import time
import warnings
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import pygame

from game.director import Director
from game.pointer import Key, PointerReader
from game.scene import Scene, SceneName, Stage
from game.settings import Settings
from game.ui.icons import icon
from game.ui.theme import LAMP, Theme
from game.ui.wall import wall

FRAMES_PER_SECOND = 60

FAULT_SECONDS = 10.0
"""Faults that come faster than this are no accident."""

LONGEST_STEP = 0.1
"""After a pause the scenes are never asked to pass more than this many seconds at once."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Window:
    """How the game is shown: the size in pixels, None for the whole screen or, windowed, for what suits it."""

    size: tuple[int, int] | None = None
    windowed: bool = False

    def open(self) -> pygame.Surface:
        """Open it. Raises `pygame.error` where there is no display."""
        pygame.display.init()
        pygame.display.set_caption("Style Duel")
        pygame.display.set_icon(icon("brush", 64, LAMP))
        desktop = pygame.display.get_desktop_sizes()[0]
        if self.windowed:
            return _open_window(self.size or _window_for(desktop), 0)
        if self.size is None or self.size == desktop:
            return _open_window(desktop, pygame.FULLSCREEN)
        return _open_window(self.size, pygame.FULLSCREEN | pygame.SCALED)


def _window_for(desktop: tuple[int, int]) -> tuple[int, int]:
    """A window of 16:9 that leaves room for the desktop's bars."""
    width = min(desktop[0] * 0.85, desktop[1] * 0.85 * 16 / 9)
    return round(width), round(width * 9 / 16)


def _open_window(size: tuple[int, int], flags: int) -> pygame.Surface:
    with warnings.catch_warnings():
        # Without a graphics card pygame warns that scaling will be slow; nothing can be done about it.
        warnings.simplefilter("ignore")
        try:
            return pygame.display.set_mode(size, flags, vsync=1)
        except pygame.error:
            return pygame.display.set_mode(size, flags)


class App:
    """One run of the game. `open`, then `frame` until it is false, then `close`; `run` does all three.

    `frame_times` holds the milliseconds of work of every frame (events, update, draw and flip, without waiting for the
    next), by the scene that was on.
    """

    def __init__(
        self, settings: Settings, window: Window, collection: Path | None = None, seed: int | None = None
    ) -> None:
        """Prepare; nothing is opened or loaded yet. `collection` None is the house collection."""
        self.settings, self.window, self.collection, self.seed = settings, window, collection, seed
        self.frame_times: dict[SceneName, list[float]] = defaultdict(list)
        self.first_frame_seconds = 0.0
        self.first_frame_at = 0.0
        self._running = True

    def open(self) -> None:
        """Open the window, show a first picture of it, then start the worker and load the collection.

        Raises `CollectionError` where the collection cannot be used.
        """
        began = time.perf_counter()
        # Set before pygame starts: SDL would turn the signal into a QUIT event, which a kiosk ignores.
        signal.signal(signal.SIGTERM, self._terminate)
        self.screen = self.window.open()
        self.size = self.screen.get_size()
        pygame.font.init()
        self._draw_opening()
        self.first_frame_seconds = time.perf_counter() - began
        self.first_frame_at = time.time()
        from game.collection import CollectionError, load_collection
        from game.scenes import all_scenes
        from game.studio import Studio

        studio = Studio()
        studio.start()
        try:
            collection = load_collection(self.collection)
        except CollectionError:
            studio.close()
            pygame.display.quit()
            raise
        for problem in collection.problems:
            _log.warning("%s", problem)
        self.stage = Stage(self.size, self.settings, collection, studio, time.monotonic, random.Random(self.seed))
        scenes: dict[SceneName, Scene] = all_scenes(self.stage)
        self.director = Director(self.stage, scenes)
        self.director.fade_from(self.screen)
        self._reader = PointerReader(self.size)
        self._clock = pygame.time.Clock()
        pygame.key.set_repeat(350, 60)

    def frame(self) -> bool:
        """One frame; false once the game is to end."""
        dt = min(self._clock.tick(FRAMES_PER_SECOND) / 1000, LONGEST_STEP)
        began = time.perf_counter()
        name = self.director.scene.name
        self._take_events()
        self.director.update(dt)
        self.director.draw(self.screen)
        pygame.display.flip()
        self.frame_times[name].append((time.perf_counter() - began) * 1000)
        return self._running

    def close(self) -> None:
        """End the worker and close the window."""
        self.stage.studio.close()
        # Only the display: fonts and what was rendered with them stay usable.
        pygame.display.quit()

    def run(self) -> None:
        """Play until the staff ends it. A fault ends only the visit; two within `FAULT_SECONDS` end the game."""
        self.open()
        last_fault = -FAULT_SECONDS
        try:
            while self._running:
                try:
                    self.frame()
                except Exception:
                    now = time.monotonic()
                    if now - last_fault < FAULT_SECONDS:
                        raise
                    last_fault = now
                    _log.exception("A fault ended a visit; the game goes on with the next.")
                    self.director.recover()
        finally:
            self.close()

    def _take_events(self) -> None:
        events = pygame.event.get()
        for event in events:
            if event.type == pygame.QUIT and self.window.windowed:
                self._running = False
            elif event.type == pygame.FINGERDOWN:
                pygame.mouse.set_visible(False)
            elif event.type == pygame.MOUSEMOTION and not getattr(event, "touch", False):
                pygame.mouse.set_visible(True)
        for ours in self._reader.read(events, self.stage.clock()):
            if isinstance(ours, Key) and self._ends(ours):
                self._running = False
            else:
                self.director.handle(ours)

    def _ends(self, key: Key) -> bool:
        """Ctrl+Q ends a window; fullscreen, where visitors play, it takes Ctrl+Shift+Q."""
        return key.pressed and key.name == "q" and key.control and (key.shift or self.window.windowed)

    def _terminate(self, number: int, frame: FrameType | None) -> None:
        self._running = False

    def _draw_opening(self) -> None:
        theme = Theme(self.size)
        self.screen.blit(wall(self.size, [theme.screen.inflate(-theme.size[0] // 2, -theme.size[1] // 2)]), (0, 0))
        name = theme.line("Style Duel", "display")
        self.screen.blit(name, name.get_rect(center=theme.screen.center))
        pygame.display.flip()
