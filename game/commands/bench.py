"""`python main.py bench`: measures this machine; every figure beside its reference from the same run."""

import argparse
import json
import math
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.commands.figures import Figures, in_milliseconds, timed
from models.errors import InputError

if TYPE_CHECKING:
    from game.app import App
    from game.scenes.draw import Draw

ROOT = Path(__file__).parents[2]

EXPENSIVE = (4, 0)
"""The brushes, by their place, that cost most: the watercolour wash and the oil brush with grain and relief."""

FRAMES = 900
"""Frames that are measured while five fingers paint and both methods compute: 15 seconds."""


def bench(options: argparse.Namespace) -> int:
    """Measure one part or all, print a line for each figure, and write them where `--json` says."""
    parts = list(PARTS) if options.part == "all" else [options.part]
    if options.json is not None:
        try:
            options.json.touch()
        except OSError as error:
            raise InputError(f"{options.json} cannot be written ({error.strerror}).") from None
    figures: Figures = {}
    for part in parts:
        found = PARTS[part](part)
        for name, values in found.items():
            print(f"{name:38} " + "  ".join(f"{key} {value:g}" for key, value in values.items()), flush=True)
        figures |= found
    if options.json is not None:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


def _without_display() -> None:
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"


def _networks(part: str) -> Figures:
    """Measured in a process of its own: the game's never loads torch."""
    command = [sys.executable, "-m", "models.commands.measure", part]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no word of why"]
        raise InputError(f"{part} could not be measured ({last[0]}).")
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def _paint(part: str) -> Figures:
    """Each brush's dabs of 128 pixels and frames with five fingers, beside a plain blit; memory after many strokes."""
    _without_display()
    from game.paint.bench import bench_paint
    from game.scenes.draw import shipped_brushes

    pygame.display.init()
    return bench_paint(shipped_brushes()[0])


def _frames(part: str) -> Figures:
    """Frames of 1920 x 1080 with five fingers painting, both methods computing; beside frames with nothing to do."""
    _without_display()
    from game.app import App, Window
    from game.scenes.draw import Draw
    from game.settings import Settings

    app = App(Settings(), Window((1920, 1080), windowed=True), seed=1)
    app.open()
    try:
        scene = app.director.scenes["draw"]
        assert isinstance(scene, Draw)
        collection = app.stage.collection
        app.director.round.content, app.director.round.style = collection.contents[0], collection.styles[0]
        app.director.go("draw")
        while not app.stage.studio.ready:
            app.frame()
        resting = [_frame(app) for _ in range(120)]
        painting = []
        for frame in range(FRAMES):
            _restart_machines(app)
            _post_fingers(scene, frame)
            painting.append(_frame(app))
    finally:
        app.close()
    within = sum(time <= 1 / 60 for time in painting) / len(painting)
    return {
        "frames painting, both computing": {
            **in_milliseconds(painting),
            "within_16.7_ms_percent": round(100 * within, 2),
        },
        "frames reference: nothing painted": in_milliseconds(resting),
    }


def _restart_machines(app: "App") -> None:
    """Both methods compute all the time: what is finished starts again."""
    from game.round import start_machines, stop_machines

    round = app.director.round
    if round.classic_job is not None and round.classic_job.finished:
        stop_machines(round, app.stage.studio)
    start_machines(round, app.stage)


def _frame(app: "App") -> float:
    """One frame's work in seconds, as the app itself measures it."""
    app.frame()
    return app.frame_times[app.director.scene.name][-1] / 1000


def _post_fingers(scene: "Draw", frame: int) -> None:
    """Five fingers that draw round each other, a new stroke every two seconds."""
    window, canvas = scene.stage.size, scene.easel.rect
    step = frame % 120
    kind = pygame.FINGERDOWN if step == 0 else pygame.FINGERUP if step == 119 else pygame.FINGERMOTION
    if step == 0:
        scene.brush_tiles[EXPENSIVE[frame // 120 % 2]].press()
    for finger in range(5):
        turn = frame * 0.03 + finger * 1.25
        x = canvas.centerx + canvas.width * 0.4 * math.cos(turn) * math.sin(frame * 0.011 + finger)
        y = canvas.centery + canvas.height * 0.4 * math.sin(turn)
        pygame.event.post(
            pygame.event.Event(
                kind, touch_id=1, finger_id=finger, x=x / window[0], y=y / window[1], dx=0.0, dy=0.0, pressure=0.0
            )
        )


def _startup(part: str) -> Figures:
    """From the start of the process to the first frame and to the worker's readiness, beside an empty Python."""
    script = (
        "import time, sys; began = time.perf_counter(); "
        "from game.app import App, Window; from game.settings import Settings; "
        "app = App(Settings(), Window((1920, 1080), windowed=True)); app.open(); "
        "print(time.perf_counter() - began); "
        "exec('while not app.stage.studio.ready: app.frame()'); "
        "print(time.perf_counter() - began, app.first_frame_at); app.close()"
    )
    environment = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, env=environment, check=True
    )
    open_seconds, rest = done.stdout.split()[-3], done.stdout.split()[-2:]
    empty = min(timed(lambda: subprocess.run([sys.executable, "-c", ""], check=True), 3))
    return {
        "startup first frame": {"seconds": round(float(rest[1]) - began, 3)},
        "startup playable": {"seconds": round(float(open_seconds), 3)},
        "startup networks ready": {"seconds": round(float(rest[0]), 3)},
        "startup reference: an empty Python": {"seconds": round(empty, 3)},
    }


PARTS = {
    "paint": _paint,
    "frames": _frames,
    "fast": _networks,
    "classic": _networks,
    "grade": _networks,
    "startup": _startup,
}
