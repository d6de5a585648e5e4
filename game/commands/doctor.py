"""`python main.py doctor`: everything the exhibit needs, one plain line each."""

import argparse
import contextlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import platformdirs
import pygame

from game.collection import load_collection
from models.errors import InputError

State = Literal["ok", "attention", "broken"]

LEAST_FREE = 500_000_000
"""Bytes of free disk below which the operator is told."""


@dataclass(frozen=True)
class Finding:
    """What was found about one thing."""

    what: str
    state: State
    words: str


def doctor(options: argparse.Namespace) -> int:
    """Check everything and print what was found; status 1 if something is broken."""
    findings = [
        Finding(what, *_found(check, options))
        for what, check in (
            ("display", _display),
            ("touch", _touch),
            ("sound", _sound),
            ("weights", _weights),
            ("full VGG-19", _full_weights),
            ("collection", _collection),
            ("brushes", _brushes),
            ("disk", _disk),
        )
    ]
    if options.json:
        print(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        for finding in findings:
            print(f"{finding.what:12} {finding.state:10} {finding.words}")
    return 1 if any(finding.state == "broken" for finding in findings) else 0


def _found(check: Callable[[argparse.Namespace], tuple[State, str]], options: argparse.Namespace) -> tuple[State, str]:
    try:
        return check(options)
    except InputError as error:
        return "broken", str(error)


@contextlib.contextmanager
def _without_noise() -> Iterator[None]:
    """Keep the sound and display libraries from writing to standard error past Python: one line each is promised."""
    kept = os.dup(2)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(silence)


def _display(options: argparse.Namespace) -> tuple[State, str]:
    try:
        with _without_noise():
            pygame.display.init()
        sizes = pygame.display.get_desktop_sizes()
        driver = pygame.display.get_driver()
    except pygame.error as error:
        return "broken", f"No display can be opened ({error}); start it from a desktop, or see docs/operators.md."
    width, height = sizes[0]
    if driver in ("dummy", "offscreen"):
        return "attention", "There is no display here; only the demo and the other commands can run."
    if min(width, height) < 600:
        return "attention", f"{width} x {height} by {driver}: at least 1024 x 600 is needed for all to be readable."
    return "ok", f"{width} x {height} by {driver}"


def _touch(options: argparse.Namespace) -> tuple[State, str]:
    from pygame._sdl2 import touch

    if not pygame.display.get_init():
        return "attention", "Cannot be looked for without a display."
    count = touch.get_num_devices()
    if not count:
        return "attention", "No touch screen was found; mouse and keyboard work."
    return "ok", f"{count} touch device{'s' if count > 1 else ''}"


def _sound(options: argparse.Namespace) -> tuple[State, str]:
    try:
        with _without_noise():
            pygame.mixer.init()
    except pygame.error as error:
        return "attention", f"No sound device ({error}); the exhibit is silent anyway."
    pygame.mixer.quit()
    return "ok", "A sound device answers."


def _weights(options: argparse.Namespace) -> tuple[State, str]:
    from models.magenta import FILES, verified_file
    from models.weights import verify

    root = Path(__file__).parents[2]
    for part in FILES:
        verified_file(part)
    files = sorted((root / "models" / "weights").glob("*.safetensors")) + sorted(
        (root / "check1").glob("*.safetensors")
    )
    if len(files) < 2:
        return "broken", "Trained weights are missing; install the program again."
    for file in files:
        verify(file)
    return "ok", f"{len(FILES) + len(files)} files, all as they were shipped"


def _full_weights(options: argparse.Namespace) -> tuple[State, str]:
    from models.fetch import full_weights_path

    if not full_weights_path().exists():
        return "ok", "Not fetched; the compact network serves (`python main.py models fetch` gets it)."
    return "ok", f"{full_weights_path()} is used by the classic method."


def _collection(options: argparse.Namespace) -> tuple[State, str]:
    collection = load_collection(options.collection)
    count = f"{len(collection.contents)} contents, {len(collection.styles)} styles"
    if collection.problems:
        return "attention", f"{count}; {len(collection.problems)} left out: {collection.problems[0]}"
    return "ok", count


def _brushes(options: argparse.Namespace) -> tuple[State, str]:
    from game.paint.brush import shipped_brushes

    brushes, problems = shipped_brushes()
    if not brushes:
        return "broken", "No brush can be used; install the program again."
    if problems:
        return "attention", f"{len(brushes)} brushes. {' '.join(problems)}"
    return "ok", f"{len(brushes)} brushes"


def _disk(options: argparse.Namespace) -> tuple[State, str]:
    folder = Path(platformdirs.user_cache_dir("style-duel", appauthor=False))
    while not folder.exists():
        folder = folder.parent
    if not os.access(folder, os.W_OK):
        return "attention", f"{folder} cannot be written; thumbnails are made anew at each start."
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        return "attention", f"Only {free // 1_000_000} MB are free in {folder}."
    return "ok", f"{free / 1e9:.0f} GB free in {folder} (Python {sys.version.split()[0]})"
