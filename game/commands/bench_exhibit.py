"""What the exhibit takes while nobody is there, and how long it is gone when it freezes."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from game.commands.figures import Figures
from models.errors import InputError

ROOT = Path(__file__).parents[2]

WATCHED = 30.0
"""Seconds for which the load is measured."""

LONGEST = 180.0
"""Seconds after which something that does not come is given up."""


def bench_idle() -> Figures:
    """The load of *attract* at 1920 x 1080, in per cent of one core, and the worker's memory before and at rest."""
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        _hang_everything()
        return _idle()


def _hang_everything() -> None:
    """Fill the gallery as it is after the first days: what the machines make for it costs as much to show as these."""
    from game.collection import load_collection
    from game.made import Made, pairs_of
    from game.scenes.attract import METHODS

    made = Made()
    for pair in pairs_of(load_collection(None)):
        content, style = pair.content.picture(1024), pair.style.picture(768)
        for method in METHODS:
            made.keep(method, content, style, content)


def _idle() -> Figures:
    from game.app import App, Window
    from game.settings import Settings

    app = App(Settings(mute=True), Window((1920, 1080), windowed=True), seed=1)
    app.open()
    try:
        studio = app.stage.studio
        until = time.monotonic() + LONGEST
        while not studio.ready and time.monotonic() < until:
            app.frame()
        game = psutil.Process()
        worker = psutil.Process(studio.worker_id)
        loaded = game.memory_info().rss, worker.memory_info().rss
        used, began = _seconds(game) + _seconds(worker), time.monotonic()
        while time.monotonic() - began < WATCHED:
            app.frame()
        load = (_seconds(game) + _seconds(worker) - used) / (time.monotonic() - began)
        studio.rest()
        while studio.worker_id is not None and time.monotonic() < until:
            app.frame()
        used, began = _seconds(game), time.monotonic()
        while time.monotonic() - began < WATCHED:
            app.frame()
        resting = (_seconds(game) - used) / (time.monotonic() - began)
    finally:
        app.close()
    return {
        "attract, networks loaded": {
            "one_core_percent": round(100 * load, 1),
            "game_mb": round(loaded[0] / 1e6, 1),
            "worker_mb": round(loaded[1] / 1e6, 1),
        },
        "attract, worker at rest": {"one_core_percent": round(100 * resting, 1), "worker_mb": 0.0},
    }


def _seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def bench_recovery() -> Figures:
    """Stop the game's process as a frozen main loop would stand, and measure until the next one is on the screen."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "XDG_STATE_HOME": folder}
        environment.pop("NOTIFY_SOCKET", None)
        began = time.time()
        watch = subprocess.Popen([sys.executable, "main.py"], env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)
        try:
            log = Path(folder) / "style-duel" / "log" / "game.log"
            first, number = _on_the_screen(log, 1)
            time.sleep(2)
            frozen = time.time()
            os.kill(number, signal.SIGSTOP)
            again, _ = _on_the_screen(log, 2)
        finally:
            watch.terminate()
            watch.wait()
    return {
        "frozen until back on the screen": {"seconds": round(again - frozen, 2)},
        "recovery reference: an ordinary start": {"seconds": round(first - began, 2)},
    }


def _on_the_screen(log: Path, times: int) -> tuple[float, int]:
    """When, and as which process, the game came on the screen for that many times. Raises `InputError`."""
    until = time.time() + LONGEST
    while time.time() < until:
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        found = [int(line.split()[3]) for line in lines if "On the screen" in line]
        if len(found) >= times:
            return time.time(), found[times - 1]
        time.sleep(0.02)
    raise InputError(f"The game did not come on the screen in {LONGEST:.0f} s.")
