"""The game as random events play it, and what those events are: see `tests.fuzz`."""

import os
import random
import signal
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any
from unittest import mock

import pygame

from game.app import App, Window
from game.door import Door
from game.pin import Pin
from game.pointer import PointerReader
from game.scene import Scene
from game.settings import Settings
from game.ui.widgets import Controls, Widget
from models.pictures import save_picture
from tests.fakes import FakeCard, FakeStudio, fake_collection
from tests.pictures import scene as painted

SIZE = (640, 480)

STEP = 0.1
"""Seconds of virtual time that a step takes."""

DRAWN = 60
"""One of so many steps is drawn."""

PATIENCE = 60.0
"""Virtual seconds, beyond the idle time, within which *attract* must be reached."""

PIN = "48290617"
"""So long that random keys do not find it."""

SAME = ("fast_size", "classic_size", "idle_seconds", "warning_seconds", "upload_folder", "postcard_folder")
"""Settings that stay as they are, whatever staff does."""

Action = tuple[str, dict[str, Any]]
"""What is posted or done, plain enough for a file."""

KEYS = [
    *"abcdefghijklmnopqrstuvwxyz0123456789",
    *("return", "escape", "tab", "space", "backspace", "delete", "left", "right", "up", "down", "home", "end"),
    *("f1", "f4", "f10", "f11", "f12", "print screen", "pause", "menu", "left meta", "left alt", "left ctrl"),
]
MODIFIERS = [
    *[0] * 8,
    *(pygame.KMOD_CTRL, pygame.KMOD_ALT, pygame.KMOD_SHIFT, pygame.KMOD_META, pygame.KMOD_CTRL | pygame.KMOD_SHIFT),
    pygame.KMOD_CTRL | pygame.KMOD_ALT,
]
SYSTEM = [
    *("QUIT", "WINDOWCLOSE", "WINDOWFOCUSLOST", "WINDOWFOCUSGAINED", "WINDOWMINIMIZED", "WINDOWLEAVE", "WINDOWENTER"),
    *("WINDOWEXPOSED", "WINDOWHIDDEN", "WINDOWSHOWN", "AUDIODEVICEADDED", "AUDIODEVICEREMOVED", "APP_LOWMEMORY"),
    *("APP_WILLENTERBACKGROUND", "APP_DIDENTERFOREGROUND", "CLIPBOARDUPDATE", "KEYMAPCHANGED", "USEREVENT"),
]


class FailedError(AssertionError):
    """The game did something that it must not do."""


class NowThread:
    """Does the back room's work at once, so that a replay goes the same way."""

    def __init__(self, *_: object, **__: object) -> None:
        """Take what a pool of threads takes."""

    def submit(self, work: Callable[[], object]) -> Any:
        """Do it now."""
        from concurrent.futures import Future

        future: Future[object] = Future()
        try:
            future.set_result(work())
        except Exception as error:
            future.set_exception(error)
        return future


class Game:
    """A game that is played by actions."""

    def __init__(self, folder: Path) -> None:
        """Open it; files that visitors bring lie in `folder`."""
        self.now = 0.0
        self.files = _files(folder)
        settings = Settings(idle_seconds=5, warning_seconds=3, mute=True, upload_folder=str(folder))
        settings = settings.model_copy(update={"fast_size": 128, "classic_size": 128})
        self.app = App(settings, Window(SIZE), seed=1, settings_file=folder.parent / "settings.toml")
        self._saved = self._settings = settings
        self._let_in = False
        Pin().choose(PIN)
        self.app.open()
        # Who ends the fuzz from outside ends it, not the game in it.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        self.app._clock = self  # type: ignore[assignment]
        self.app.stage.clock = lambda: self.now
        self.steps = 0

    def tick(self, frames_per_second: int) -> int:
        """Every frame takes the same time, and none of ours."""
        return round(STEP * 1000)

    @property
    def scene(self) -> Scene:
        """The scene that is on."""
        return self.app.director.scene

    @property
    def studio(self) -> FakeStudio:
        """The studio, whose jobs end after some polls."""
        studio = self.app.stage.studio
        assert isinstance(studio, FakeStudio)
        return studio

    def begin(self, seed: int) -> None:
        """Begin an episode: a fresh visit, chance from `seed`, no finger down."""
        pygame.event.clear()
        self.app._reader = PointerReader(SIZE)
        self.app.stage.random.seed(seed)
        self._saved = self.app.stage.settings = self._settings
        self._let_in = False
        self.studio.ready, self.studio.classic_polls = True, 10
        self.app.director.recover()
        self.studio.jobs.clear()

    def play(self, action: Action) -> None:
        """Post an event or do what the world does, then let some time pass."""
        kind, values = action
        if kind == "wait":
            self._pass(values["seconds"])
        elif kind == "machines":
            self._machines(values["state"])
        elif kind == "staff":
            self._come_in()
        else:
            pygame.event.post(pygame.event.Event(getattr(pygame, kind), values))
        if values.get("step", True):
            self._pass(STEP)

    def _machines(self, state: str) -> None:
        """The machines work, are slow, or fail what they do."""
        studio = self.studio
        studio.classic_polls = 10_000 if state == "slow" else 10
        studio.ready = state != "away"
        for job in studio.jobs:
            if state == "fail" and not job.finished:
                job.fail("The machine stopped.")

    def _come_in(self) -> None:
        """Staff asks for the keypad and types the PIN, whatever was tried before."""
        self.app.director.door.close()
        self.app.director.door._pin = Pin(clock=lambda: self.now)
        self._let_in = True
        control = pygame.KMOD_CTRL | pygame.KMOD_SHIFT
        for name, held in [("q", control), *((digit, 0) for digit in PIN), ("return", 0)]:
            # A key that is held already has to be let go first.
            for kind in (pygame.KEYUP, pygame.KEYDOWN, pygame.KEYUP):
                pygame.event.post(pygame.event.Event(kind, key=pygame.key.key_code(name), mod=held))
        self._pass(STEP)
        if self.scene.name != "staff":
            raise FailedError("the PIN does not lead to the staff's pages")

    def _pass(self, seconds: float) -> None:
        until = self.now + seconds
        while self.now < until - 1e-9:
            self.now += STEP
            self.steps += 1
            if self.steps % DRAWN:
                self.app.step(STEP)
            else:
                self.app.frame()
            self._check()

    def _check(self) -> None:
        if not self.app.running and not self._let_in:
            raise FailedError(f"the game was ended from {self.scene.name}")
        if not self.app.running:
            # Staff may end it; here it goes on with the next visitor.
            self.app._running = True
            self.app.director.recover()
        if self.scene.name != "staff":
            self._let_in = False
        elif not self._let_in:
            raise FailedError("the staff's pages were reached without the PIN")
        if self.app.stage.settings is not self._saved:
            # Staff may set what it likes, but hours of waiting and large pictures would take hours here too.
            same = {name: getattr(self._settings, name) for name in SAME}
            self._saved = self.app.stage.settings = self.app.stage.settings.model_copy(update=same)

    def leave(self) -> None:
        """The visitor goes away, with fingers stuck to the glass: *attract* must come by itself."""
        until = self.now + self.app.director.idle_seconds + self.app.stage.settings.warning_seconds + PATIENCE
        while self.scene.name != "attract":
            if self.now > until:
                raise FailedError(f"waiting does not lead from {self.scene.name} to attract")
            self._pass(0.5)

    def close(self) -> None:
        """End it."""
        self.app.close()


def _files(folder: Path) -> list[str]:
    """What a visitor may drop: a picture, no picture, a folder, nothing, a name as long as it may be."""
    save_picture(painted(), folder / "good.png")
    (folder / "bad.jpg").write_bytes(b"\xff\xd8 no picture")
    (folder / "empty.png").touch()
    return [str(folder / name) for name in ("good.png", "bad.jpg", "empty.png", "missing.png", "a" * 200)] + [
        str(folder),
        "",
    ]


class Hand:
    """Makes up actions: wild ones, and ones that hit what can be pressed, so that every scene is reached."""

    def __init__(self, chance: random.Random) -> None:
        """All chance comes from `chance`."""
        self._chance = chance

    def action(self, game: Game) -> Action:
        """The next action, in view of the scene that is on."""
        kinds: dict[str, float] = {"finger": 40, "tap": 14, "mouse": 16, "key": 20}
        kinds |= {"system": 3, "drop": 1, "wait": 1, "machines": 1}
        # A try of the PIN takes its time, by design: an hour of them would be an hour of nothing else.
        kinds["staff"] = 0 if game.scene.name == "staff" else 0.2
        kind = self._chance.choices(list(kinds), list(kinds.values()))[0]
        make: Callable[[Game], Action] = getattr(self, f"_{kind}")
        name, values = make(game)
        # Some events come in the same frame.
        return name, {**values, "step": self._chance.random() < 0.4}

    def _place(self, game: Game) -> tuple[float, float]:
        door = game.app.director.door
        widgets = widgets_of(door if door.is_open else game.scene)
        if widgets and self._chance.random() < 0.5:
            rect = self._chance.choice(widgets).rect
            return rect.centerx + self._chance.uniform(-3, 3), rect.centery + self._chance.uniform(-3, 3)
        if self._chance.random() < 0.05:
            return self._chance.choice([0.0, SIZE[0] - 1.0]), self._chance.choice([0.0, SIZE[1] - 1.0])
        return self._chance.uniform(-20, SIZE[0] + 20), self._chance.uniform(-20, SIZE[1] + 20)

    def _finger(self, game: Game) -> Action:
        kind = self._chance.choices(["FINGERDOWN", "FINGERMOTION", "FINGERUP"], [3, 6, 3])[0]
        return self._finger_at(game, kind, self._chance.choice([1, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]))

    def _finger_at(self, game: Game, kind: str, finger: int) -> Action:
        x, y = self._place(game)
        place = {"x": round(x / SIZE[0], 4), "y": round(y / SIZE[1], 4), "dx": 0.0, "dy": 0.0}
        return kind, {"touch_id": 1, "finger_id": finger, "pressure": 1.0, **place}

    def _tap(self, game: Game) -> Action:
        """A touch of a widget by the mouse, which is down only for a moment."""
        x, y = self._place(game)
        kind = "MOUSEBUTTONUP" if game.app._reader._down.get("mouse") else "MOUSEBUTTONDOWN"
        if kind == "MOUSEBUTTONUP":
            held = game.app._reader._down["mouse"]
            x, y = held.x, held.y
        return kind, {"pos": (round(x), round(y)), "button": 1, "touch": False}

    def _mouse(self, game: Game) -> Action:
        x, y = self._place(game)
        place = (round(x), round(y))
        kind = self._chance.choice(["MOUSEMOTION", "MOUSEBUTTONDOWN", "MOUSEBUTTONUP", "MOUSEWHEEL"])
        if kind == "MOUSEWHEEL":
            return kind, {"x": 0, "y": self._chance.randint(-5, 5), "flipped": False}
        if kind == "MOUSEMOTION":
            return kind, {"pos": place, "rel": (0, 0), "buttons": (0, 0, 0), "touch": self._chance.random() < 0.2}
        return kind, {"pos": place, "button": self._chance.randint(1, 5), "touch": self._chance.random() < 0.2}

    def _key(self, game: Game) -> Action:
        kind = self._chance.choice(["KEYDOWN", "KEYDOWN", "KEYUP"])
        key = pygame.key.key_code(self._chance.choice(KEYS))
        return kind, {"key": key, "mod": self._chance.choice(MODIFIERS), "unicode": "", "scancode": 0}

    def _system(self, game: Game) -> Action:
        name = self._chance.choice(SYSTEM)
        return name, {"which": 0, "iscapture": self._chance.randint(0, 1)} if name.startswith("AUDIO") else {}

    def _drop(self, game: Game) -> Action:
        return "DROPFILE", {"file": self._chance.choice(game.files)}

    def _wait(self, game: Game) -> Action:
        return "wait", {"seconds": self._chance.choice([0.2, 0.5, 1.0, 3.0, 6.0, 7.0, 20.0])}

    def _machines(self, game: Game) -> Action:
        return "machines", {"state": self._chance.choice(["work", "work", "slow", "fail", "away"])}

    def _staff(self, game: Game) -> Action:
        return "staff", {}


def widgets_of(scene: Scene | Door) -> list[Widget]:
    """What can be pressed in a scene or at the door now."""
    controls = getattr(scene, "_controls", None)
    return [widget for widget in controls.widgets if widget.active] if isinstance(controls, Controls) else []


class World:
    """Folders of its own, a fake studio and collection, and a back room that works at once."""

    def __enter__(self) -> Path:
        self._folder = tempfile.TemporaryDirectory(prefix="style-duel-fuzz-")
        home = Path(self._folder.name)
        names = ("CONFIG", "DATA", "STATE", "CACHE", "PICTURES")
        self._patches: list[Any] = [
            mock.patch.dict(os.environ, {f"XDG_{name}_HOME": str(home / name) for name in names}),
            mock.patch("game.studio.Studio", lambda _: FakeStudio()),
            mock.patch("game.collection.load_collection", lambda folder: fake_collection()),
            mock.patch("game.backroom.ThreadPoolExecutor", NowThread),
            mock.patch.object(FakeCard, "picture", lru_cache(maxsize=200)(FakeCard.picture)),
        ]
        for patch in self._patches:
            patch.start()
        (home / "files").mkdir()
        return home / "files"

    def __exit__(self, *_: object) -> None:
        for patch in self._patches:
            patch.stop()
        self._folder.cleanup()
