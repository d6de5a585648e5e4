"""`python main.py stylize`: pictures without the game."""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, TaskID

from models.choices import FastWeights
from models.commands.pairs import read_pairs
from models.errors import InputError
from models.messages import Picture
from models.pictures import check_writable, load_picture, save_picture
from models.worker import prepare_environment

if TYPE_CHECKING:
    from models.classic import Classic
    from models.fast import Fast

INPUT_LONGEST = 2048
"""Inputs are read at most this large: no result is larger."""


def stylize(options: argparse.Namespace) -> int:
    """Make one picture, or many in one start. Raises `InputError` for what cannot be used."""
    jobs = _jobs(options)
    prepare_environment(os.cpu_count() or 1)
    maker = Maker(options.method, options.size, options.strength, options.weights)
    status = 0
    console = Console(stderr=True)
    # Only what is also on the terminal may run through the bar: JSON that goes to a file belongs there.
    shared = sys.stdout.isatty()
    with Progress(console=console, transient=True, redirect_stdout=shared, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=len(jobs))
        for number, (content, style, output) in enumerate(jobs):
            bar.update(task, description=_shown(output), completed=number)
            try:
                figures = maker.make(content, style, output, partial(_advance, bar, task, number))
            except InputError as error:
                if len(jobs) == 1 and options.pairs is None:
                    raise
                # One line that cannot be done does not keep the others from being done.
                print(error, file=sys.stderr)
                status = 2
                continue
            if options.json:
                print(json.dumps(figures), flush=True)
    return status


def _advance(bar: Progress, task: TaskID, number: int, fraction: float) -> None:
    bar.update(task, completed=number + fraction)


def _shown(file: Path) -> str:
    """A file's name as a terminal can show it: without markup, and without bytes that are no letters."""
    return escape(os.fsencode(file.name).decode(errors="replace"))


def _jobs(options: argparse.Namespace) -> list[list[Path]]:
    single = [options.content, options.style, options.output]
    if options.pairs is not None:
        if any(part is not None for part in single):
            raise InputError("Give either --pairs or CONTENT STYLE -o OUT, not both.")
        return read_pairs(options.pairs, 3)
    if any(part is None for part in single):
        raise InputError(
            "A content picture, a style picture and -o OUT are needed; see `python main.py stylize --help`."
        )
    return [single]


class Maker:
    """One method, loaded when the first picture needs it."""

    def __init__(self, method: str, size: int, strength: float, weights: FastWeights) -> None:
        """Nothing is loaded yet, so that wrong files are told at once."""
        self.method, self.size, self.strength, self.weights = method, size, strength, weights
        self._fast: Fast | None = None
        self._classic: Classic | None = None

    def make(
        self, content_file: Path, style_file: Path, output: Path, on_progress: Callable[[float], None]
    ) -> dict[str, Any]:
        """Make and write one picture; returns what `--json` prints. `on_progress` gets the share done, 0 to 1."""
        content = load_picture(content_file, INPUT_LONGEST)
        style = load_picture(style_file, INPUT_LONGEST)
        check_writable(output)
        began = time.perf_counter()
        picture, figures = self._picture(content, style, on_progress)
        figures = {
            "content": str(content_file),
            "style": str(style_file),
            "output": str(output),
            "method": self.method,
            "seconds": round(time.perf_counter() - began, 3),
            "width": picture.shape[1],
            "height": picture.shape[0],
            "strength": self.strength,
            **figures,
        }
        save_picture(picture, output)
        return figures

    def _picture(
        self, content: Picture, style: Picture, on_progress: Callable[[float], None]
    ) -> tuple[Picture, dict[str, Any]]:
        from models.fast import load_fast

        cores = os.cpu_count() or 1
        if self._fast is None:
            self._fast = load_fast(self.weights, cores)
        if self.method == "fast":
            picture = self._fast.stylise(content, style, size=self.size, strength=self.strength)
            return picture, {"weights": self._fast.name}
        from models.classic import LARGEST_START, Classic

        if self._classic is None:
            import torch

            from models.vgg import best_network

            torch.set_num_threads(cores)
            self._classic = Classic(best_network())
        result = self._classic.stylise(
            content,
            style,
            size=self.size,
            strength=self.strength,
            start=self._fast.stylise(content, style, size=min(self.size, LARGEST_START), strength=self.strength),
            on_progress=lambda step: on_progress(step.fraction),
        )
        return result.picture, {"weights": result.weights, **result.details()}
