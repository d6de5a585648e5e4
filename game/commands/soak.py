"""`python main.py soak`: hundreds of visits one after the other, in quick time: is anything left over?"""

import argparse
import logging
import math
import os
import tempfile
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import psutil
import pygame

from game.app import App, Window
from game.commands.figures import held_memory
from game.jobs import Job
from game.scene import SceneName
from game.scenes.draw import Draw
from game.scenes.reveal import Reveal
from game.settings import Settings
from game.statistics import Statistics
from models.shared import FOLDER

SIZE = (960, 540)

STEP = 0.1
"""Seconds that a step takes in the game."""

DRAWN = 20
"""One of so many steps is drawn."""

SETTLED = 30
"""After so many rounds every cache is full: memory is compared with what it was then."""

TOLERANCE = 0.05

LOOKS = 5
"""A single look depends on what is just being computed for *attract*: the least of so many rounds counts."""

PATIENCE = 900.0
"""Real seconds after which a step that does not come is given up."""

ABSENT = 10
"""In one of so many rounds the visitor walks away from the easel."""


class SoakError(Exception):
    """Something is wrong; the message is one plain line."""


@dataclass(frozen=True)
class Look:
    """What both processes hold: bytes of memory, open files and other handles, threads, processes, blocks."""

    game: int
    worker: int
    handles: int
    worker_handles: int
    threads: int
    processes: int
    blocks: int

    def __str__(self) -> str:
        """One line for the terminal."""
        return (
            f"game {self.game / 1e6:.1f} MB, worker {self.worker / 1e6:.1f} MB; "
            f"handles {self.handles} + {self.worker_handles}, threads {self.threads}, processes {self.processes}, "
            f"shared blocks {self.blocks}"
        )


def soak(options: argparse.Namespace) -> int:
    """Play the rounds and give a verdict; status 1 if an exception came, memory grew or something was left over."""
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    began = time.monotonic()
    try:
        with tempfile.TemporaryDirectory() as folder:
            # Nothing of these visits may hang in the real exhibit, nor count in its statistics.
            os.environ["XDG_CACHE_HOME"] = os.environ["XDG_DATA_HOME"] = folder
            first, last = _rounds(options.rounds, options.seed)
        words = _verdict(first, last)
    except SoakError as error:
        words = str(error)
    except Exception as error:
        traceback.print_exc()
        words = f"an exception came: {error!r}"
    if words:
        print(f"FAILED after {time.monotonic() - began:.0f} s: {words}.", flush=True)
        return 1
    print(
        f"PASSED in {time.monotonic() - began:.0f} s: no exception, nothing left over; memory of game "
        f"{_change(first.game, last.game):+.1%}, of worker {_change(first.worker, last.worker):+.1%} "
        f"since round {min(SETTLED, options.rounds)}.",
        flush=True,
    )
    return 0


def _rounds(count: int, seed: int) -> tuple[Look, Look]:
    """What was held after round `SETTLED` (or the last), and at the end. `count` is at least 1. Raises `SoakError`."""
    warnings = _Warnings()
    logging.getLogger().addHandler(warnings)
    settings = Settings(mute=True, fast_size=128, classic_size=128, idle_seconds=5, warning_seconds=3)
    files = _open_files()
    app = App(settings, Window(SIZE, windowed=True), seed=seed, statistics=Statistics())
    app.open()
    visitor = Visitor(app)
    try:
        looks = deque([visitor.look()], maxlen=LOOKS)
        for number in range(1, count + 1):
            try:
                visitor.play_round(absent=number % ABSENT == 0)
            except SoakError as error:
                raise SoakError(f"in round {number} {error}") from None
            if warnings.lines:
                raise SoakError(f"in round {number} the log has a warning: {warnings.lines[0]}")
            looks.append(visitor.look())
            last = _least(looks)
            if number % 10 == 0 or number == count:
                print(f"round {number:4}: {last}", flush=True)
            if number == min(SETTLED, count):
                first = last
    finally:
        logging.getLogger().removeHandler(warnings)
        app.close()
    left = [*_children(), *_blocks(), *(_open_files() - files)]
    if left:
        raise SoakError(f"left over after the end: {', '.join(map(str, left))}")
    return first, last


def _least(looks: Iterable[Look]) -> Look:
    return Look(*map(min, zip(*map(astuple, looks), strict=True)))


def _verdict(first: Look, last: Look) -> str:
    """What grew between two looks; empty if nothing did."""
    if _change(first.game, last.game) > TOLERANCE:
        return f"the game's memory grew by {_change(first.game, last.game):.1%}"
    if _change(first.worker, last.worker) > TOLERANCE:
        return f"the worker's memory grew by {_change(first.worker, last.worker):.1%}"
    for name in ("handles", "worker_handles", "threads", "processes", "blocks"):
        before, after = getattr(first, name), getattr(last, name)
        if after > before:
            return f"{name.replace('_', ' ')} grew from {before} to {after}"
    return ""


def _change(before: int, after: int) -> float:
    return after / before - 1


class _Warnings(logging.Handler):
    """Keeps what the game warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


class Visitor:
    """Plays rounds in an open app: by posted events, in the game's own time."""

    def __init__(self, app: App) -> None:
        """Begin in *attract*, and wait until the networks are loaded."""
        self._app = app
        self._steps = 0
        self._until(lambda: app.stage.studio.ready, "the networks are not loaded")
        # The pictures for *attract* are made once, and kept for every start; no round is to wait for them.
        self._pass(300.0)

    def play_round(self, absent: bool) -> None:
        """One visit from *attract* to *attract*. Raises `SoakError`."""
        self._click(SIZE[0] // 2, SIZE[1] // 2)
        self._go_to("pick")
        self._press()
        self._go_to("draw")
        self._paint()
        if not absent:
            scene = self._app.director.scene
            assert isinstance(scene, Draw)
            self._click(*scene.done_button.rect.center)
            self._go_to("reveal")
            self._look_at_grades()
        # Nobody touches anything any more.
        self._pass(self._app.director.idle_seconds + self._app.stage.settings.warning_seconds + 1)
        if self._on() != "attract":
            raise SoakError(f"waiting did not lead from {self._on()} to attract")

    def _look_at_grades(self) -> None:
        scene = self._app.director.scene
        assert isinstance(scene, Reveal)
        round = self._app.director.round
        self._until(lambda: scene.finished, "the reveal did not end")
        failed = [
            job.reason for job in (round.fast_job, round.classic_job, *round.grade_jobs.values()) if job and job.reason
        ]
        if failed:
            raise SoakError(f"a job failed: {failed[0]}")
        if len(round.grades) != 3:
            raise SoakError(f"{len(round.grades)} grades came instead of 3")

    def _paint(self) -> None:
        """Two strokes with two fingers."""
        scene = self._app.director.scene
        assert isinstance(scene, Draw)
        area = scene.easel.rect
        for step in range(24):
            kind = pygame.FINGERDOWN if step == 0 else pygame.FINGERUP if step == 23 else pygame.FINGERMOTION
            for finger in (1, 2):
                x = area.left + area.width * (0.1 + 0.035 * step)
                y = area.centery + area.height * 0.3 * math.sin(step / 5 + finger)
                place: dict[str, Any] = {"x": x / SIZE[0], "y": y / SIZE[1], "dx": 0.0, "dy": 0.0, "pressure": 0.0}
                pygame.event.post(pygame.event.Event(kind, touch_id=1, finger_id=finger, **place))
            self._step()

    def _jobs(self) -> list[Job]:
        """The jobs of this round."""
        round = self._app.director.round
        return [job for job in (round.fast_job, round.classic_job, *round.grade_jobs.values()) if job is not None]

    def _on(self) -> SceneName:
        return self._app.director.scene.name

    def _step(self) -> None:
        self._steps += 1
        self._app.step(STEP)
        if not self._app.running:
            raise SoakError("the game was ended")
        if self._steps % DRAWN == 0:
            self._app.director.draw(self._app.screen)
            pygame.display.flip()

    def _pass(self, seconds: float) -> None:
        for _ in range(round(seconds / STEP)):
            self._step()

    def _until(self, so: Callable[[], bool], otherwise: str) -> None:
        until = time.monotonic() + PATIENCE
        while not so():
            self._step()
            if self._steps % 10 == 0:
                # The visitor is still there: a key that means nothing is let go.
                pygame.event.post(pygame.event.Event(pygame.KEYUP, key=pygame.K_F5, mod=0))
            if time.monotonic() > until:
                jobs = ", ".join(f"{job.kind} {job.state} {job.fraction:.0%}" for job in self._jobs())
                raise SoakError(f"{otherwise} in {PATIENCE:.0f} s, on {self._on()} ({jobs})")
            failed = [job.reason for job in self._jobs() if job.reason]
            if failed:
                raise SoakError(f"a job failed: {failed[0]}")
            if not self._app.stage.studio.ready or not all(job.finished for job in self._jobs()):
                # The worker needs the processor more than we do.
                time.sleep(0.02)

    def _go_to(self, name: SceneName) -> None:
        self._until(lambda: self._on() == name, f"{name} did not come")

    def _click(self, x: int, y: int) -> None:
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            pygame.event.post(pygame.event.Event(kind, pos=(x, y), button=1, touch=False))
            self._step()

    def _press(self) -> None:
        """Enter shows where the focus is, and once more presses."""
        for _ in range(2):
            for kind in (pygame.KEYDOWN, pygame.KEYUP):
                pygame.event.post(pygame.event.Event(kind, key=pygame.K_RETURN, mod=0))
                self._step()

    def look(self) -> Look:
        """What both processes hold now."""
        game = psutil.Process()
        worker = psutil.Process(self._app.stage.studio.worker_id)
        return Look(
            held_memory(),
            worker.memory_info().rss,
            _handles(game),
            _handles(worker),
            game.num_threads(),
            len(_children()),
            len(_blocks()),
        )


def _handles(process: psutil.Process) -> int:
    return process.num_fds() if psutil.POSIX else len(process.open_files())


def _open_files() -> set[str]:
    return {file.path for file in psutil.Process().open_files()}


def _blocks() -> list[str]:
    """The blocks of shared memory that this process has made."""
    return [file.name for file in Path(FOLDER).glob(f"style-duel-{os.getpid()}-*")]


def _children() -> list[str]:
    """What runs because of this process; Python's own tracker of shared memory lives as long as Python itself."""
    found = [" ".join(child.cmdline()) for child in psutil.Process().children(recursive=True)]
    return [line for line in found if "resource_tracker" not in line]
