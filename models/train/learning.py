"""What the recipes of the compact VGG-19 and of the fast network share.

They learn for some time, write a curve, and go on from a checkpoint.
"""

import csv
import math
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar, cast

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

SAVE_SECONDS = 120.0

Network = TypeVar("Network", bound=nn.Module)


class Stateful(Protocol):
    """What a checkpoint can keep: networks and optimisers."""

    def state_dict(self) -> dict[str, Any]:
        """All that it knows."""

    def load_state_dict(self, state_dict: dict[str, Any], /) -> object:
        """Know that again."""


def rate_share(share: float) -> float:
    """The share of the full learning rate at a share of the time: a short warm-up, then half a cosine."""
    return min(1.0, share / 0.01) * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * share)))


class Learning(ABC, Generic[Network]):
    """A network, its running average, and how far both are: `step` steps in `used` seconds of the processor."""

    def __init__(
        self,
        student: Network,
        generator: torch.Generator,
        file: Path,
        columns: Sequence[str],
        *,
        memory: float,
        row_every: int,
        kept: Mapping[str, Stateful] | None = None,
    ) -> None:
        """Go on from the checkpoint, `file`, if there is one; a curve of the `errors` grows beside it, in `columns`.

        The average keeps `memory` of itself at each step. `kept` stays in the checkpoint, too, under its names.
        """
        self._student, self._generator, self._file, self._columns = student, generator, file, columns
        self._row_every = row_every
        self._average = AveragedModel(student, multi_avg_fn=get_ema_multi_avg_fn(memory))
        self._kept: dict[str, Stateful] = {"student": student, "average": self._average, **(kept or {})}
        self.step, self.used = 0, 0.0
        if file.exists():
            state = torch.load(file, weights_only=True)
            for name, part in self._kept.items():
                part.load_state_dict(state[name])
            self.step, self.used = state["step"], state["used"]
            generator.manual_seed(self.step)

    def learn(self, seconds: float) -> None:
        """Learn until so many seconds of the processor are used up, and write the curve."""
        self._prepare()
        began, saved = time.process_time() - self.used, time.monotonic()
        while (share := (time.process_time() - began) / seconds) < 1:
            self._learn_from_a_batch(share)
            self._average.update_parameters(self._student)
            self.step += 1
            self.used = time.process_time() - began
            if self.step % self._row_every == 0:
                self._write_row()
            if time.monotonic() - saved > SAVE_SECONDS:
                saved = time.monotonic()
                self.save()
        self.save()

    def save(self) -> None:
        """Write the checkpoint to go on from."""
        state = {name: part.state_dict() for name, part in self._kept.items()}
        torch.save({**state, "step": self.step, "used": self.used}, self._file)

    def averaged(self) -> Network:
        """The averaged network."""
        return cast(Network, self._average.module)

    @abstractmethod
    def errors(self) -> list[float]:
        """How far the averaged network is from what is wanted, on pictures that were set aside."""

    def _prepare(self) -> None:
        """Gather what is learnt from; takes none of the time."""

    @abstractmethod
    def _learn_from_a_batch(self, share: float) -> None:
        """Change the network once, at a share of the time."""

    def _write_row(self) -> None:
        curve = self._file.with_suffix(".csv")
        new = not curve.exists()
        with curve.open("a", newline="") as stream:
            writer = csv.writer(stream)
            if new:
                writer.writerow(["step", "seconds", *self._columns])
            writer.writerow([self.step, round(self.used), *[f"{error:.5g}" for error in self.errors()]])
