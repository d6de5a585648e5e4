"""The window, the clock and the loop: events -> update(dt) -> draw. The only reader of pygame's event queue."""

import logging
import random
import signal
import sys
import time
import warnings
from collections import defaultdict, deque
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import FrameType

import pygame

from game.director import Director
from game.memory import share_one_heap
from game.pointer import Key, PointerReader
from game.scene import Scene, SceneName, Stage
from game.settings import Settings
from game.statistics import Statistics, VisitRecord, VisitWatch
from game.ui.icons import icon
from game.ui.sound import Sounds
from game.ui.theme import LAMP, Theme
from game.ui.wall import wall
from game.watchdog import Watchdog

FAULT_SECONDS = 10.0
"""Faults that come faster than this are no accident."""

MOST_TIMES = 20_000
"""So many frame times are kept of each scene: the game may run for a year."""

DISPLAY_PATIENCE = 20.0
"""Seconds for which a lost display is waited for, before the whole game starts anew."""

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
        scaled = 0 if self.size in (None, desktop) else pygame.SCALED
        surface = _open_window(self.size or desktop, pygame.FULLSCREEN | scaled)
        # The desktop's own keys, such as Alt+Tab, are no way out.
        _window().grab_keyboard = True
        return surface


def _window_for(desktop: tuple[int, int]) -> tuple[int, int]:
    """A window of 16:9 that leaves room for the desktop's bars."""
    width = min(desktop[0] * 0.85, desktop[1] * 0.85 * 16 / 9)
    return round(width), round(width * 9 / 16)


def _open_window(size: tuple[int, int], flags: int) -> pygame.Surface:
    with warnings.catch_warnings():
        # Without a graphics card pygame warns: its renderer would not wait for the screen, only copy each frame thrice.
        warnings.simplefilter("error")
        try:
            return pygame.display.set_mode(size, flags, vsync=1)
        except (pygame.error, Warning):
            warnings.simplefilter("ignore")
            return pygame.display.set_mode(size, flags)


def _window() -> pygame.Window:
    """The window as an object: pygame has some of its powers only there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pygame.Window.from_display_module()


class App:
    """One run of the game. `open`, then `frame` until it is false, then `close`; `run` does all three.

    `frame_times` holds the milliseconds of work of every frame (events, update, draw and flip, without waiting for the
    next), by the scene that was on.
    """

    def __init__(
        self,
        settings: Settings,
        window: Window,
        collection: Path | None = None,
        seed: int | None = None,
        watchdog: Watchdog | None = None,
        settings_file: Path | None = None,
        statistics: Statistics | None = None,
    ) -> None:
        """Prepare; nothing is opened or loaded yet. `collection` None is the house collection.

        `settings_file` is where staff's changes are written, by default the operator's file. Without `statistics`
        nothing is counted.
        """
        self._statistics = statistics
        self.settings_file = settings_file
        self._watchdog = watchdog or Watchdog()
        self.settings, self.window, self.collection, self.seed = settings, window, collection, seed
        self.frame_times: dict[SceneName, deque[float]] = defaultdict(partial(deque[float], maxlen=MOST_TIMES))
        self.first_frame_seconds = 0.0
        self.first_frame_at = 0.0
        self._running = True
        self._status = 0
        self._trouble = ""

    def open(self) -> None:
        """Open the window, show a first picture of it, then start the worker and load the collection.

        Raises `CollectionError` where the collection cannot be used.
        """
        began = time.perf_counter()
        # The back rooms' threads may hold up a frame no longer than this.
        sys.setswitchinterval(0.001)
        share_one_heap()
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

        studio = Studio(self.settings.weights)
        studio.start()
        try:
            collection = load_collection(self.collection)
        except CollectionError:
            studio.close()
            pygame.display.quit()
            raise
        for problem in collection.problems:
            _log.warning("%s", problem)
        self.sounds = Sounds(self._heard)
        self.stage = Stage(
            self.size, self.settings, collection, studio, time.monotonic, random.Random(self.seed), self.sounds
        )
        self.stage.end = self.end
        if self.settings_file is not None:
            self.stage.settings_file = self.settings_file
        self.sounds.open()
        scenes: dict[SceneName, Scene] = all_scenes(self.stage)
        self.director = Director(self.stage, scenes)
        self.director.fade_from(self.screen)
        self._visits = VisitWatch(self._count_visit)
        self._reader = PointerReader(self.size)
        self._clock = pygame.time.Clock()
        pygame.key.set_repeat(350, 60)
        if not self.window.windowed and not self.director.door.has_pin:
            self.director.door.ask_for_new()

    def frame(self) -> bool:
        """One frame; false once the game is to end."""
        dt = min(self._clock.tick(self.director.frames_per_second) / 1000, LONGEST_STEP)
        began = time.perf_counter()
        name = self.director.scene.name
        self.step(dt)
        self.director.draw(self.screen)
        try:
            pygame.display.flip()
        except pygame.error as error:
            self._reopen(str(error))
        self.frame_times[name].append((time.perf_counter() - began) * 1000)
        self._watchdog.beat()
        return self._running

    def step(self, dt: float) -> None:
        """Take the events that have come and let `dt` seconds pass, without drawing."""
        self._keep_display()
        self._take_events()
        self.director.update(dt)
        self._visits.look(self.director, dt)
        self._count_trouble()

    def _count_visit(self, visit: VisitRecord) -> None:
        if self._statistics is not None:
            self._statistics.add(visit)

    def _count_trouble(self) -> None:
        """A worker that had to be replaced counts as a fault, too: once until there is another one."""
        before, self._trouble = self._trouble, self.stage.studio.trouble
        if self._trouble and not before and self._statistics is not None:
            self._statistics.fault(self._trouble)

    @property
    def running(self) -> bool:
        """Whether there is to be another frame."""
        return self._running

    def close(self) -> None:
        """End the worker and close the window."""
        self.sounds.close()
        self.stage.studio.close()
        self._watchdog.close()
        if self._statistics is not None:
            self._statistics.close()
        # Only the display: fonts and what was rendered with them stay usable.
        pygame.display.quit()

    def end(self, status: int = 0) -> None:
        """Let this frame be the last; `run` returns the status."""
        self._running, self._status = False, status

    def run(self) -> int:
        """Play until the staff ends it, and return the exit status.

        A fault ends only the visit; two within `FAULT_SECONDS` end the game, for whoever watches to start it anew.
        """
        began = time.monotonic()
        self.open()
        last_fault = -FAULT_SECONDS
        try:
            self.frame()
            self._watchdog.ready()
            _log.info("On the screen after %.2f s, %d x %d", time.monotonic() - began, *self.size)
            while self._running:
                try:
                    self.frame()
                except Exception as error:
                    now = time.monotonic()
                    if now - last_fault < FAULT_SECONDS:
                        raise
                    last_fault = now
                    _log.exception("A fault ended a visit; the game goes on with the next.")
                    if self._statistics is not None:
                        self._statistics.fault(repr(error)[:200])
                    self.director.recover()
        finally:
            self.close()
        return self._status

    def _keep_display(self) -> None:
        """A display that was unplugged or changed its size is opened again, at the size that the scenes have."""
        surface = pygame.display.get_surface()
        if surface is None:
            self._reopen("it is gone")
        elif surface.get_size() != self.size:
            self._reopen("it has another size")

    def _reopen(self, why: str) -> None:
        _log.warning("The display is opened again: %s", why)
        until = time.monotonic() + DISPLAY_PATIENCE
        while True:
            try:
                self.screen = replace(self.window, size=self.size).open()
                return
            except pygame.error:
                if time.monotonic() > until:
                    raise
                self._watchdog.beat()
                time.sleep(0.5)

    def _heard(self) -> Settings:
        """The operator's settings, silent where the visitor wants it so."""
        settings = self.stage.settings
        return settings.model_copy(update={"mute": True}) if self.stage.access.mute else settings

    def _take_events(self) -> None:
        events = pygame.event.get()
        for event in events:
            if event.type == pygame.QUIT and self.window.windowed:
                self._running = False
            elif event.type == pygame.WINDOWMINIMIZED and not self.window.windowed:
                _window().restore()
            elif event.type == pygame.FINGERDOWN:
                pygame.mouse.set_visible(False)
            elif event.type == pygame.MOUSEMOTION and not getattr(event, "touch", False):
                pygame.mouse.set_visible(True)
            elif event.type in (pygame.AUDIODEVICEADDED, pygame.AUDIODEVICEREMOVED) and not event.iscapture:
                self.sounds.device_changed(event.type == pygame.AUDIODEVICEREMOVED)
        for ours in self._reader.read(events, self.stage.clock()):
            if isinstance(ours, Key) and self._is_for_staff(ours):
                if self.window.windowed:
                    self.end()
                else:
                    self.director.door.open()
            else:
                self.director.handle(ours)
        self.director.scene.raw(events)

    def _is_for_staff(self, key: Key) -> bool:
        """Ctrl+Q ends a window; fullscreen, where visitors play, Ctrl+Shift+Q only asks for the PIN."""
        return key.pressed and key.name == "q" and key.control and (key.shift or self.window.windowed)

    def _terminate(self, number: int, frame: FrameType | None) -> None:
        self._running = False

    def _draw_opening(self) -> None:
        theme = Theme(self.size)
        self.screen.blit(wall(self.size, [theme.screen.inflate(-theme.size[0] // 2, -theme.size[1] // 2)]), (0, 0))
        name = theme.line("Style Duel", "display")
        self.screen.blit(name, name.get_rect(center=theme.screen.center))
        pygame.display.flip()
