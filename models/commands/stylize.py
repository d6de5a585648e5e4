"""`python main.py stylize`: pictures without the game."""

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import Progress, TaskID

from models.commands.pairs import read_pairs
from models.errors import InputError
from models.messages import Picture
from models.pictures import check_writable, load_picture, save_picture

if TYPE_CHECKING:
    from models.classic import Classic
    from models.fast import Fast

INPUT_LONGEST = 2048
"""Inputs are read at most this large: no result is larger."""


def stylize(options: argparse.Namespace) -> int:
    """Make one picture, or many in one start. Raises `InputError` for what cannot be used."""
    jobs = _jobs(options)
    maker = Maker(options.method, options.size, options.strength)
    status = 0
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        for content, style, output in jobs:
            task = bar.add_task(output.name, total=1.0)
            try:
                figures = maker.make(content, style, output, bar, task)
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

    def __init__(self, method: str, size: int, strength: float) -> None:
        """Nothing is loaded yet, so that wrong files are told at once."""
        self.method, self.size, self.strength = method, size, strength
        self._fast: Fast | None = None
        self._classic: Classic | None = None

    def make(self, content_file: Path, style_file: Path, output: Path, bar: Progress, task: TaskID) -> dict[str, Any]:
        """Make and write one picture; returns what `--json` prints."""
        content = load_picture(content_file, INPUT_LONGEST)
        style = load_picture(style_file, INPUT_LONGEST)
        check_writable(output)
        began = time.perf_counter()
        picture, figures = self._picture(content, style, bar, task)
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
        bar.update(task, completed=1.0)
        return figures

    def _picture(self, content: Picture, style: Picture, bar: Progress, task: TaskID) -> tuple[Picture, dict[str, Any]]:
        from models.fast import NAME, Fast

        cores = os.cpu_count() or 1
        if self._fast is None:
            self._fast = Fast(cores)
        if self.method == "fast":
            picture = self._fast.stylise(content, style, size=self.size, strength=self.strength)
            return picture, {"weights": NAME}
        if self._classic is None:
            import torch

            from models.classic import Classic
            from models.vgg import best_network

            torch.set_num_threads(cores)
            self._classic = Classic(best_network())
        result = self._classic.stylise(
            content,
            style,
            size=self.size,
            strength=self.strength,
            start=self._fast.stylise(content, style, size=self.size, strength=self.strength),
            on_progress=lambda step: bar.update(task, completed=step.fraction),
        )
        return result.picture, {"weights": result.weights, **result.details()}
