"""What both recipes of the compact VGG-19 share: learn for some time, write a curve, go on from a checkpoint."""

import time
from abc import ABC, abstractmethod
from pathlib import Path

import torch
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from models.vgg import FeatureNetwork

SAVE_SECONDS = 120.0


class Learning(ABC):
    """A network, its running average, and how far both are: `step` steps in `used` seconds of the processor."""

    def __init__(
        self, student: FeatureNetwork, generator: torch.Generator, checkpoint: Path, *, memory: float, row_every: int
    ) -> None:
        """Go on from the checkpoint if there is one. The average keeps `memory` of itself at each step."""
        self._student, self._generator, self._checkpoint, self._row_every = student, generator, checkpoint, row_every
        self._average = AveragedModel(student, multi_avg_fn=get_ema_multi_avg_fn(memory))
        self.step, self.used = 0, 0.0
        if checkpoint.exists():
            state = torch.load(checkpoint, weights_only=True)
            student.load_state_dict(state["student"])
            self._average.load_state_dict(state["average"])
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
        state = {"student": self._student.state_dict(), "average": self._average.state_dict()}
        torch.save({**state, "step": self.step, "used": self.used}, self._checkpoint)

    def averaged(self) -> FeatureNetwork:
        """The averaged network."""
        network = self._average.module
        assert isinstance(network, FeatureNetwork)
        return network

    @abstractmethod
    def errors(self) -> list[float]:
        """Relative errors (roots) of features, then of Gram matrices, on pictures that were set aside."""

    @abstractmethod
    def _prepare(self) -> None:
        """Gather what is learnt from; takes none of the time."""

    @abstractmethod
    def _learn_from_a_batch(self, share: float) -> None:
        """Change the network once, at a share of the time."""

    @abstractmethod
    def _write_row(self) -> None:
        """Append the errors to the curve."""
