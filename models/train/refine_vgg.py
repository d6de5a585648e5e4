"""Joins the blocks of the compact VGG-19 that `models.train.compact_vgg` learnt apart.

    python -m models.train.refine_vgg --teacher FILE --pictures DIR --out DIR --minutes 30

goes on from `DIR/compact_vgg19.safetensors`. The two shallow blocks stand still: what they answer is kept, like the
teacher's answers, and asked for only once. The deep blocks now learn one upon the other, each from what the one below
really answers. Half of the batches are pictures as the optimiser makes them from the network of the moment: there the
network must not be taken for better than it is.

Minutes are those of the processor; a checkpoint is written every few minutes and the same command goes on from it.
"""

import copy
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from models.classic import EVALUATIONS_FIRST, FIRST_MOVE, NOISE
from models.lbfgs import minimise
from models.magenta import Magenta
from models.objective import Objective, Reader
from models.train.answers import Answers
from models.train.compact_vgg import (
    SIDE,
    block_answer,
    block_parameters,
    curve_columns,
    distance,
    held_out_errors,
    learning_pictures,
    measure_scales,
)
from models.train.crops import crop, make_batch
from models.train.learning import Learning, rate_share
from models.train.recipe import recipe_parser, save_weights
from models.train.soap import Soap
from models.train.teacher import load_teacher
from models.vgg import BLOCKS, FILE, FeatureNetwork, untrained_compact_network, with_weights

SHALLOW = 2
"""How many blocks stand still."""

DEEP_RATE = 3e-4
"""At 1e-3 the noise of the steps keeps the deep taps above where they begin."""

NATURAL, NATURAL_BATCH = 3000, 8
"""Augmented crops that are kept, and in a batch."""

PAINTED, PAINTED_BATCH, PAINTED_SIDE = 480, 5, 160
"""Pictures on the way to the optimum that are kept, in a batch, and their side in pixels."""

RENEW_EVERY = 4
"""Steps until the oldest of the crops make room for a batch of new ones."""

PAINTED_AT_FIRST, REPAINT_EVERY = 48, 30
"""How many there must be before the deep blocks learn; steps until the next pair is painted."""

SNAPSHOTS = (10, 25, 45, 60)
"""The evaluations of the loss after which a picture is kept, the last being as many as the method spends."""

IMPORTANCE = (1.0, 1.5, 2.5)
"""What the errors of the three deep taps count."""


def shallow_answer(student: FeatureNetwork, pictures: Tensor) -> Tensor:
    """What the shallow blocks answer."""
    features = student.normalised(pictures)
    for block in range(SHALLOW):
        features = student.block(block, features)
    return features


def painted(
    student: FeatureNetwork, fast: Magenta, pictures: list[Tensor], generator: torch.Generator
) -> Iterator[Tensor]:
    """One random picture in the manner of another, (1, 3, H, W), at some moments of the optimisation."""
    chosen = torch.randint(0, len(pictures), (2,), generator=generator).tolist()
    content, style = (crop(pictures[index], PAINTED_SIDE, generator)[None] for index in chosen)
    as_pictures = [np.ascontiguousarray((part[0] * 255).byte().permute(1, 2, 0).numpy()) for part in (content, style)]
    start = torch.from_numpy(fast.stylise(as_pictures[0], as_pictures[1], size=PAINTED_SIDE).copy())
    begin = start.permute(2, 0, 1)[None].float() / 255
    begin = begin + NOISE * torch.randn(begin.shape, generator=generator)
    reader = Reader(student, half=True)
    objective = Objective(reader, content, reader.grams(style), lambda: None)
    for seen, (point, _) in enumerate(minimise(objective.evaluate, begin.flatten(), FIRST_MOVE), 1):
        if seen in SNAPSHOTS:
            yield point.detach().clone().view(begin.shape)
        if seen >= EVALUATIONS_FIRST:
            return


def deep_loss(student: FeatureNetwork, features: Tensor, targets: list[Tensor]) -> Tensor:
    """How far the deep blocks, one upon the other, are from the teacher's answers."""
    parts = []
    for block, target, weight in zip(range(SHALLOW, len(BLOCKS)), targets, IMPORTANCE, strict=True):
        features = block_answer(student, block, features, half=True)
        parts.append(weight * distance(features, target))
    return torch.stack(parts).sum()


class Refining(Learning[FeatureNetwork]):
    """The deep blocks and what they learn from; the shallow ones stand still."""

    def __init__(self, teacher: FeatureNetwork, pictures: list[Tensor], test: Tensor, out: Path) -> None:
        self._teacher, self._pictures, self._test, self._out = teacher, pictures, test, out
        self._fast = Magenta()
        self._scales = measure_scales(teacher, pictures)
        student = with_weights(untrained_compact_network(), out / FILE.name).requires_grad_(True)
        generator = torch.Generator().manual_seed(10)
        columns = curve_columns(range(len(BLOCKS)))
        super().__init__(student, generator, out / "joined.checkpoint", columns, memory=0.995, row_every=200)
        self._soap = Soap(block_parameters(student, range(SHALLOW, len(BLOCKS))), DEEP_RATE)
        self._natural, self._painted = Answers(self._ask, NATURAL), Answers(self._ask, PAINTED)

    @torch.no_grad()
    def _ask(self, pictures: Tensor) -> list[Tensor]:
        """What the deep blocks are fed with, then what each of them should answer."""
        targets = [tap / scale for tap, scale in zip(self._teacher(pictures), self._scales, strict=True)]
        return [shallow_answer(self._student, pictures), *targets[SHALLOW:]]

    def _prepare(self) -> None:
        if self.step == 0:
            self._write_row()
        while len(self._natural) < NATURAL:
            self._natural.add(make_batch(self._pictures, 40, SIDE, self._generator))
        while len(self._painted) < PAINTED_AT_FIRST:
            self._paint()

    def _learn_from_a_batch(self, share: float) -> None:
        if self.step % REPAINT_EVERY == 0:
            self._paint()
        if self.step % RENEW_EVERY == 0:
            self._natural.add(make_batch(self._pictures, NATURAL_BATCH, SIDE, self._generator))
        self._soap.rate = DEEP_RATE * rate_share(share)
        answers, count = (self._natural, NATURAL_BATCH) if self.step % 2 else (self._painted, PAINTED_BATCH)
        below, *targets = answers.sample(count, self._generator)
        self._soap.zero_grad()
        deep_loss(self._student, below, targets).backward()
        self._soap.step()

    def _paint(self) -> None:
        """Add one more pair's pictures on the way to the optimum."""
        # A copy that is only read: no gradient is asked of it.
        reader = copy.deepcopy(self.averaged()).requires_grad_(False)
        for picture in painted(reader, self._fast, self._pictures, self._generator):
            self._painted.add(picture)

    def errors(self) -> list[float]:
        """Relative errors (roots) of the features at all five taps, then of their Gram matrices."""
        return held_out_errors(self.averaged(), self._teacher, self._scales, self._test)

    def save(self) -> None:
        """Write the checkpoint, too, and into a folder of its own the averaged network as it would ship."""
        super().save()
        (self._out / "joined").mkdir(exist_ok=True)
        save_weights(self._average, self._out / "joined" / FILE.name)


def main() -> None:
    """Read the command line."""
    options = recipe_parser("Join the blocks of the compact VGG-19.").parse_args()
    torch.manual_seed(0)
    pictures, test = learning_pictures(options.pictures)
    Refining(load_teacher(options.teacher), pictures, test, options.out).learn(60 * options.minutes)


if __name__ == "__main__":
    main()
