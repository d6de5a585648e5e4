"""`bench collection`: hundreds of large pictures against ten, in processes and a cache of their own."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import psutil
import pygame

from game.commands.figures import Figures

if TYPE_CHECKING:
    from game.app import App

ROOT = Path(__file__).parents[2]

COUNTS = (10, 500)

LARGE = (4000, 3000)
"""12 megapixels."""

BASES = 8
"""So many different pictures are made; the others are hard links, which the game takes for pictures like any other."""


def bench_collection() -> Figures:
    """Start with each number of pictures twice, and the second time go through the whole gallery."""
    figures: Figures = {}
    with tempfile.TemporaryDirectory(prefix="style-duel-bench-") as place:
        bases = _make_bases(Path(place))
        environment = {**os.environ, "XDG_CACHE_HOME": f"{place}/cache"}
        found = {}
        for count in COUNTS:
            folder = _make_folder(Path(place), bases, count)
            command = [sys.executable, "-m", "game.commands.bench_collection", str(folder)]
            for start in ("first start", "second start"):
                done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=True)
                found[count, start] = json.loads(done.stdout.splitlines()[-1])
                name = f"collection {count} pictures, {start}"
                figures[name] = {key: round(value, 3) for key, value in found[count, start].items()}
    few, many = (found[count, "second start"] for count in COUNTS)
    figures["collection: what many cost more than few"] = {
        "seconds": round(many["seconds"] - few["seconds"], 3),
        "computing_seconds": round(many["computing_seconds"] - few["computing_seconds"], 3),
        "start_mb": round(many["start_mb"] - few["start_mb"], 1),
        "gallery_mb": round(many["gallery_mb"] - few["gallery_mb"], 1),
        "peak_mb": round(many["peak_mb"] - few["peak_mb"], 1),
    }
    return figures


def _make_bases(place: Path) -> list[Path]:
    """Pictures with something in them to decode."""
    import numpy as np
    from PIL import Image

    chance = np.random.default_rng(1)
    files = []
    for number in range(BASES):
        coarse = chance.integers(0, 256, (24, 32, 3), dtype=np.uint8)
        smooth = np.asarray(Image.fromarray(coarse).resize(LARGE, Image.Resampling.BICUBIC)).astype(np.int16)
        noise = chance.integers(-8, 9, (LARGE[1], LARGE[0], 1), dtype=np.int16)
        files.append(place / f"base{number}.jpg")
        Image.fromarray((smooth + noise).clip(0, 255).astype(np.uint8)).save(files[-1], quality=90)
    return files


def _make_folder(place: Path, bases: list[Path], count: int) -> Path:
    for kind in ("content", "style"):
        folder = place / str(count) / kind
        folder.mkdir(parents=True)
        for number in range(count // 2):
            (folder / f"{kind} {number}.jpg").hardlink_to(bases[number % len(bases)])
    return place / str(count)


def _measure(folder: Path) -> dict[str, float]:
    """One start, and a walk through both galleries, in this process."""
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    from game.app import App, Window
    from game.settings import Settings

    app = App(Settings(), Window((1920, 1080), windowed=True), folder, seed=1)
    app.open()
    seconds, computing = time.time() - psutil.Process().create_time(), time.process_time()
    for _ in range(120):
        app.frame()
    start = _megabytes()
    app.director.go("pick")
    peak = max(_walk(app, side) for side in ("content", "style"))
    gallery = _megabytes()
    app.close()
    return {
        "seconds": seconds,
        "computing_seconds": computing,
        "start_mb": start,
        "gallery_mb": gallery,
        "peak_mb": peak,
    }


def _megabytes() -> float:
    return float(psutil.Process().memory_info().rss / 1e6)


def _walk(app: "App", side: Literal["content", "style"]) -> float:
    """Go down a gallery row by row, each until all its pictures hang; the most memory that was seen comes back."""
    from game.scenes.pick import Pick

    while app.director.scene.name != "pick":
        app.frame()
    scene = app.director.scene
    assert isinstance(scene, Pick), "the gallery is opened from there"
    scene._open_gallery(side)
    gallery = scene._gallery
    assert gallery is not None, "it was just opened"
    peak = 0.0
    for _ in range(-(-len(gallery.items) // gallery._columns)):
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_DOWN, mod=0, unicode="", scancode=0))
        pygame.event.post(pygame.event.Event(pygame.KEYUP, key=pygame.K_DOWN, mod=0, unicode="", scancode=0))
        for _ in range(12):
            app.frame()
        while any(scene._thumbnails.get(gallery.items[index].key) is None for index in gallery._seen()):
            app.frame()
            peak = max(peak, _megabytes())
        peak = max(peak, _megabytes())
    scene._close_overlay()
    return peak


if __name__ == "__main__":
    print(json.dumps(_measure(Path(sys.argv[1]))))
