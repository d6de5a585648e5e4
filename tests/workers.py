"""Worker processes for faults: the real one with networks that take no time, and the real one with torn weights."""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest import mock

import numpy as np

from models.choices import DEFAULT_WEIGHTS, FastWeights
from models.messages import Grade, Picture
from models.pictures import resize_picture, size_within
from models.worker import Worker, run_worker

LOADING_SECONDS, STEP_SECONDS, STEPS = 0.2, 0.005, 40
"""How long the scaling networks load, and what a classic picture of theirs takes."""

TORN = "STYLE_DUEL_TORN_WEIGHTS"
"""The environment variable with the folder of torn weights."""


@dataclass
class _Scaling:
    """Networks that only scale the content, the classic one in steps."""

    name: str = "none"
    weights: str = "none"

    def stylise(
        self,
        content: Picture,
        style: Picture,
        *,
        size: int,
        strength: float = 1.0,
        seed: int = 0,
        start: Picture | None = None,
        on_progress: Callable[[Any], None] | None = None,
    ) -> Any:
        self.picture = resize_picture(content, *size_within(content, size))
        if on_progress is None:
            return self.picture
        for step in range(STEPS):
            time.sleep(STEP_SECONDS)
            on_progress(SimpleNamespace(fraction=step / STEPS, seconds_left=1.0, preview=self.picture))
        return self

    def details(self) -> dict[str, float]:
        return {}

    def compare(self, picture: Picture, other: Picture) -> Grade:
        return Grade(5, 5, 5, 5, np.ones((8, 8), np.float32))


def quick(corridor: Connection, weights: FastWeights = DEFAULT_WEIGHTS, classic: bool = True) -> None:
    """The real process around networks that only scale the content; torch is never loaded."""
    networks = _Scaling()

    def load(_: Worker) -> _Scaling:
        return networks

    def load_slowly(_: Worker) -> _Scaling:
        time.sleep(LOADING_SECONDS)
        return networks

    modules: dict[str, dict[str, object]] = {
        "models.classic": {"LARGEST_START": 64},
    }
    for name, values in modules.items():
        sys.modules[name] = ModuleType(name)
        vars(sys.modules[name]).update(values)
    with mock.patch.multiple(Worker, _load_fast=load, _load_classic=load, _load_scorer=load_slowly):
        run_worker(corridor, weights, classic)


def with_torn_weights(corridor: Connection, weights: FastWeights = DEFAULT_WEIGHTS, classic: bool = True) -> None:
    """The real process and networks, whose files are those in the folder that `TORN` names."""
    folder = Path(os.environ[TORN])
    import models.magenta
    import models.scorer
    import models.weights

    torn_fast = {part: (str(folder / part), digest) for part, (_, digest) in models.magenta.FILES.items()}
    with (
        mock.patch.object(models.weights, "FOLDER", folder),
        mock.patch.object(models.scorer, "CHECK1", folder),
        mock.patch.object(models.magenta, "FILES", torn_fast),
    ):
        run_worker(corridor, weights, classic)
