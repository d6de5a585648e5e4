"""`python main.py demo`: one whole visit through the real scenes, played by posted events, without a display."""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Collection
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pygame

from game.app import App, Window
from game.commands.sketch import Sketch
from game.round import exhibits, pictures
from game.scene import SceneName
from game.scenes.draw import Draw
from game.scenes.reveal import Reveal
from game.scenes.wait import Wait
from game.settings import load_settings
from models.errors import InputError
from models.messages import Grade
from models.pictures import save_picture

STROKES_A_FRAME = 3
"""The demo's painter is quick, so that the machines are still at work when the drawing is done."""

PATIENCE = 120.0
"""Seconds after which a step that does not come is given up."""


def demo(options: argparse.Namespace) -> int:
    """Play a visit and write its screens, pictures and figures. Raises `InputError` if the folder cannot be used."""
    settings, problem = load_settings(options.settings)
    if problem:
        print(problem, file=sys.stderr)
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        # Found out now, and not when the visit is over.
        tempfile.TemporaryFile(dir=options.out).close()
    except OSError as error:
        raise InputError(f"{options.out} cannot be written to ({error.strerror}); choose another folder.") from None
    # Decided here and not by the environment: a demo never opens a window.
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    window = Window(options.size or (1920, 1080), windowed=True)
    app = App(settings, window, options.collection, 0 if options.seed is None else options.seed)
    app.open()
    try:
        Visit(app, options.out).play()
    finally:
        app.close()
    return 0


class Visit:
    """Plays the part of the visitor, looks, and takes notes."""

    def __init__(self, app: App, out: Path) -> None:
        """Watch an open app; write to `out`."""
        self.app, self.out = app, out
        self.seconds: dict[str, float] = {}

    def play(self) -> None:
        """The whole visit."""
        self._attract()
        self._pick()
        self._draw()
        self._wait()
        self._reveal()
        (self.out / "round.json").write_text(json.dumps(self._notes(), indent=2) + "\n", encoding="utf-8")

    def _attract(self) -> None:
        began = time.perf_counter()
        # Long enough for the first pair to be hung and half painted over.
        self._frames(lambda: time.perf_counter() - began > 6.0)
        self._shot("attract")
        self._click(self.app.size[0] // 2, self.app.size[1] // 2)
        self._frames(lambda: self._scene() == "pick")
        self.seconds["attract"] = time.perf_counter() - began

    def _pick(self) -> None:
        began = time.perf_counter()
        self._frames(lambda: time.perf_counter() - began > 4.0)
        self._shot("pick")
        self._key(pygame.K_RETURN)
        self._key(pygame.K_RETURN)
        self._frames(lambda: self._scene() == "draw")
        self.seconds["pick"] = time.perf_counter() - began

    def _draw(self) -> None:
        began = time.perf_counter()
        scene = self.app.director.scene
        assert isinstance(scene, Draw), "the visit goes from pick to draw"
        round = self.app.director.round
        content, _ = pictures(round)
        for number, path in enumerate(Sketch(content, scene).paths(), 1):
            for event in path:
                pygame.event.post(event)
            if number % STROKES_A_FRAME == 0:
                self.app.frame()
        self.app.frame()
        self._frames(lambda: time.perf_counter() - began > 1.0)
        self._shot("draw")
        self._click(*scene.done_button.rect.center)
        self._frames(lambda: self._scene() in ("wait", "reveal"))
        self.seconds["draw"] = time.perf_counter() - began

    def _wait(self) -> None:
        began = time.perf_counter()
        scene = self.app.director.scene
        if isinstance(scene, Wait):
            self._frames(lambda: scene.previews_shown >= 2 or self._scene() != "wait")
        if self._scene() == "wait":
            self._shot("wait")
            self._frames(lambda: self._scene() == "reveal")
        else:
            # The machines were done before the painter: show the scene as a slower painter would have seen it.
            self._still("wait")
        self.seconds["wait"] = time.perf_counter() - began

    def _still(self, name: SceneName) -> None:
        scene = self.app.director.scenes[name]
        scene.enter(self.app.director.round)
        for _ in range(30):
            scene.update(1 / 60)
            time.sleep(1 / 60)
        scene.draw(self.app.screen)
        scene.exit()
        pygame.image.save(self.app.screen, self.out / f"{name}.png")

    def _reveal(self) -> None:
        began = time.perf_counter()
        scene = self.app.director.scene
        assert isinstance(scene, Reveal), "the visit ends with the reveal"
        self._frames(lambda: scene.finished)
        rest = time.perf_counter()
        self._frames(lambda: time.perf_counter() - rest > 0.5)
        self._shot("reveal")
        round = self.app.director.round
        content, style = pictures(round)
        for name, picture in {"content": content, "style": style, **exhibits(round)}.items():
            save_picture(picture, self.out / f"{name}.png")
        self.seconds["reveal"] = time.perf_counter() - began

    def _notes(self) -> dict[str, Any]:
        round = self.app.director.round
        fast, classic = round.fast_job, round.classic_job
        assert fast is not None and classic is not None and round.content is not None and round.style is not None
        return {
            "content": round.content.title,
            "style": round.style.title,
            "size": list(self.app.size),
            "seconds": {name: round_to(value, 3) for name, value in self.seconds.items()},
            "first_frame_seconds": round_to(self.app.first_frame_seconds, 3),
            "fast": {"seconds": round_to(fast.seconds, 3), "weights": fast.weights, "failed": fast.reason},
            "classic": {
                "seconds": round_to(classic.seconds, 3),
                "weights": classic.weights,
                "failed": classic.reason,
                **classic.details,
            },
            "grades": {duel: grade_figures(grade) for duel, grade in round.grades.items()},
            "frame_times": {name: frame_figures(times) for name, times in self.app.frame_times.items()},
            "versions": {
                "style-duel": program_version(),
                "python": platform.python_version(),
                **{name: version(name) for name in ("pygame-ce", "numpy", "torch", "onnxruntime")},
            },
        }

    def _scene(self) -> SceneName:
        return self.app.director.scene.name

    def _frames(self, until: Callable[[], bool]) -> None:
        """Let frames pass until something is so. Raises `InputError` after `PATIENCE` seconds."""
        began = time.perf_counter()
        while not until():
            self.app.frame()
            if self.app.director.seconds_until_end is not None:
                # A visitor who is asked whether they are still there touches the screen.
                self._click(1, 1)
            if time.perf_counter() - began > PATIENCE:
                trouble = self.app.stage.studio.trouble
                raise InputError(
                    f"The demo does not get beyond {self._scene()} ({trouble or 'the machine is too slow'})."
                )

    def _shot(self, name: str) -> None:
        pygame.image.save(self.app.screen, self.out / f"{name}.png")

    def _click(self, x: int, y: int) -> None:
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            pygame.event.post(pygame.event.Event(kind, pos=(x, y), button=1, touch=False))
            self.app.frame()

    def _key(self, key: int) -> None:
        for kind in (pygame.KEYDOWN, pygame.KEYUP):
            pygame.event.post(pygame.event.Event(kind, key=key, mod=0, unicode="", scancode=0))
            self.app.frame()


def round_to(value: float, digits: int) -> float:
    """A figure as it is written down."""
    return float(f"{value:.{digits}f}")


def grade_figures(grade: Grade) -> dict[str, float]:
    """A grade with its parts, as it is written down."""
    return {name: round_to(getattr(grade, name), 2) for name in ("grade", "layout", "colour", "stroke")}


def frame_figures(times: Collection[float]) -> dict[str, float]:
    """Median, 99th percentile and number of frame times in milliseconds."""
    p50, p99 = np.percentile(list(times), [50, 99])
    return {"p50_ms": round_to(p50, 2), "p99_ms": round_to(p99, 2), "frames": len(times)}


def program_version() -> str:
    """The program's version, as it was installed."""
    from importlib.metadata import PackageNotFoundError

    try:
        return version("style-duel")
    except PackageNotFoundError:
        return "not installed"
