"""`python main.py bench`: measures this machine; every figure beside its reference from the same run."""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pygame

from game.commands.figures import Figures, timed
from models.errors import InputError

ROOT = Path(__file__).parents[2]


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


def _classic(part: str) -> Figures:
    """The classic method alone beside two well-known recipes, then while the game is painting."""
    figures = _networks(part)
    _without_display()
    from game.commands.frames import bench_painting

    return {**figures, **bench_painting()}


def _paint(part: str) -> Figures:
    """Each brush's dabs of 128 pixels, on the engine alone; memory; frames of the scene with both methods computing."""
    _without_display()
    from game.commands.painting import bench_painting
    from game.paint.bench import bench_paint
    from game.paint.brush import shipped_brushes

    pygame.display.init()
    return bench_paint(shipped_brushes()[0]) | bench_painting()


def _frames(part: str) -> Figures:
    """A whole visit at 1920 x 1080 with both methods computing, by scene, page and change of scene."""
    _without_display()
    from game.commands.frames import bench_frames

    return bench_frames()


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


def _collection(part: str) -> Figures:
    """Hundreds of large pictures against ten: seconds to the start, memory of the game's process."""
    from game.commands.bench_collection import bench_collection

    return bench_collection()


def _idle(part: str) -> Figures:
    """The load and the memory while nobody is there."""
    from game.commands.bench_exhibit import bench_idle

    return bench_idle()


def _recovery(part: str) -> Figures:
    """Seconds without the game after its main loop froze, beside an ordinary start."""
    from game.commands.bench_exhibit import bench_recovery

    return bench_recovery()


PARTS = {
    "paint": _paint,
    "frames": _frames,
    "fast": _networks,
    "classic": _classic,
    "grade": _networks,
    "startup": _startup,
    "collection": _collection,
    "idle": _idle,
    "recovery": _recovery,
}
