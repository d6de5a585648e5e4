"""Refines the compact VGG-19: goes on from the weights that ship, which `models.train.compact_vgg` learnt from scratch.

    python -m models.train.refine_vgg --teacher FILE --pictures DIR --out DIR --minutes 70

Three things make a minute of this worth more than one of the first recipe. The two shallow blocks, which are nearly
right but cost half of the time, learn alone for a little while and then stand still, so that what they answer is kept,
like the teacher's answers, and asked for only once. Half of the batches are pictures as the optimiser makes them from
the network of the moment: there the network must not be taken for better than it is. And all learning is by SOAP.

The learning rate follows the share of the time that is used up; a checkpoint is written every few minutes and the same
command goes on from it.
"""

import copy
import math
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from models.classic import EVALUATIONS_FIRST, FIRST_MOVE, NOISE
from models.lbfgs import minimise
from models.magenta import Magenta
from models.objective import Objective, Reader
from models.train.compact_vgg import SIDE, crop, held_out_errors, make_batch, measure_scales, relative_errors, write_row
from models.train.pictures import load_pictures
from models.train.recipe import recipe_parser, save_weights
from models.train.soap import Soap
from models.train.teacher import load_teacher
from models.vgg import BLOCKS, FeatureNetwork, compact_network, convolve

SHALLOW = 2
"""How many blocks learn first and then stand still."""

SHALLOW_STEPS, SHALLOW_RATE, SHALLOW_BATCH = 1500, 2e-3, 2
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

GRAM = 1.5
"""What the error of Gram matrices counts beside that of features."""

SAVE_SECONDS = 150.0


class Pool:
    """Pictures with the answers to them, in half precision; the oldest make room for new ones."""

    def __init__(self, student: FeatureNetwork, teacher: FeatureNetwork, scales: list[Tensor], capacity: int) -> None:
        self._student, self._teacher, self._scales = student, teacher, scales
        self._capacity = capacity
        self._kept: list[Tensor] = []
        self._added = 0

    def __len__(self) -> int:
        return min(self._added, self._capacity)

    @torch.no_grad()
    def add(self, pictures: Tensor) -> None:
        """Ask the shallow blocks and the teacher about some more pictures, (N, 3, H, W)."""
        targets = [tap / scale for tap, scale in zip(self._teacher(pictures), self._scales, strict=True)]
        parts = [shallow_answer(self._student, pictures), *targets[SHALLOW:]]
        if not self._kept:
            self._kept = [torch.empty((self._capacity, *part.shape[1:]), dtype=torch.half) for part in parts]
        for number in range(len(pictures)):
            for whole, part in zip(self._kept, parts, strict=True):
                whole[self._added % self._capacity] = part[number]
            self._added += 1

    def save(self, file: Path) -> None:
        """Write what is kept."""
        torch.save(self._kept, file)

    def load(self, file: Path) -> None:
        """Read what `save` wrote."""
        self._kept = torch.load(file, weights_only=True)
        self._added = self._capacity

    def sample(self, count: int, generator: torch.Generator) -> list[Tensor]:
        """What the deep blocks are fed with, then what each of them should answer."""
        chosen = torch.randint(0, len(self), (count,), generator=generator)
        return [part[chosen].float().contiguous(memory_format=torch.channels_last) for part in self._kept]


def shallow_answer(student: FeatureNetwork, pictures: Tensor) -> Tensor:
    """What the shallow blocks answer."""
    features = student.normalised(pictures)
    for block in range(SHALLOW):
        features = student.block(block, features)
    return features


def parameters(student: FeatureNetwork, blocks: range) -> list[Tensor]:
    """The weights of some blocks."""
    return [p for block in blocks for number in BLOCKS[block] for p in student.convolution(number).parameters()]


def learn_shallow(
    student: FeatureNetwork,
    teacher: FeatureNetwork,
    scales: list[Tensor],
    pictures: list[Tensor],
    generator: torch.Generator,
) -> None:
    """The shallow blocks learn their taps in full precision, from small batches: each crop holds many places."""
    soap = Soap(parameters(student, range(SHALLOW)), SHALLOW_RATE)
    crops = make_batch(pictures, 600, SIDE, generator)
    for step in range(SHALLOW_STEPS):
        soap.rate = SHALLOW_RATE * rate_share(step / SHALLOW_STEPS)
        batch = crops[torch.randint(0, len(crops), (SHALLOW_BATCH,), generator=generator)]
        answer, target = student.normalised(batch), teacher.normalised(batch)
        errors: list[Tensor] = []
        for block in range(SHALLOW):
            answer, target = student.block(block, answer), teacher.block(block, target)
            errors += relative_errors(answer, target / scales[block])
        soap.zero_grad()
        torch.stack(errors).sum().backward()
        soap.step()


def rate_share(share: float) -> float:
    """The share of the full learning rate at a share of the training: a short warm-up, then half a cosine."""
    return min(1.0, share / 0.02) * (0.005 + 0.995 * 0.5 * (1 + math.cos(math.pi * share)))


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
    features = features.bfloat16()
    for block, target, weight in zip(range(SHALLOW, len(BLOCKS)), targets, IMPORTANCE, strict=True):
        for number in BLOCKS[block]:
            # Not by `autocast`, which would pad in 32 bits.
            weights, bias = (part.bfloat16() for part in student.convolution(number).parameters())
            features = convolve(number, features, weights, bias)
        error, grams = relative_errors(features, target)
        # Roots, so that large errors do not take the say from small ones.
        parts.append(weight * (error.sqrt() + GRAM * grams.sqrt()))
    return torch.stack(parts).sum()


def train(teacher_file: Path, folder: Path, out: Path, minutes: float) -> None:
    """Train for some minutes of wall-clock time and write `compact_vgg19.safetensors` and `curve.csv` to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    generator = torch.Generator().manual_seed(10)
    folders = [folder / name for name in ("content", "style", "style_small")]
    pictures = load_pictures(folders, held_out=False)
    test = make_batch(load_pictures(folders, held_out=True), 48, SIDE, torch.Generator().manual_seed(1))
    teacher, fast = load_teacher(teacher_file), Magenta()
    # The same crops as the first recipe measured, so that the scales are those that the weights were learnt with.
    scales = measure_scales(teacher, make_batch(pictures, 64, SIDE, torch.Generator().manual_seed(2)))
    student = compact_network().requires_grad_(True)
    step, used = 0, 0.0
    began = time.monotonic()
    checkpoint = out / "training.checkpoint"
    average = AveragedModel(student, multi_avg_fn=get_ema_multi_avg_fn(0.995))
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        student.load_state_dict(state["student"])
        average.load_state_dict(state["average"])
        step, used = state["step"], state["used"]
        generator.manual_seed(step)
        began -= used
    else:
        write_row(out / "curve.csv", step, 0, held_out_errors(student, teacher, scales, test))
        learn_shallow(student, teacher, scales, pictures, generator)
        average = AveragedModel(student, multi_avg_fn=get_ema_multi_avg_fn(0.995))
        write_row(out / "curve.csv", step, time.monotonic() - began, held_out_errors(student, teacher, scales, test))
    natural, on_the_way = (Pool(student, teacher, scales, capacity) for capacity in (NATURAL, PAINTED))
    answers = out / "answers.checkpoint"
    if answers.exists():
        natural.load(answers)
    while len(natural) < NATURAL:
        natural.add(make_batch(pictures, 40, SIDE, generator))
    natural.save(answers)
    while len(on_the_way) < PAINTED_AT_FIRST:
        for picture in painted(frozen(average), fast, pictures, generator):
            on_the_way.add(picture)
    soap = Soap(parameters(student, range(SHALLOW, len(BLOCKS))), DEEP_RATE)
    saved = time.monotonic()
    losses = [0.0, 0.0]
    while (share := (time.monotonic() - began) / (60 * minutes)) < 1:
        if step % REPAINT_EVERY == 0:
            for picture in painted(frozen(average), fast, pictures, generator):
                on_the_way.add(picture)
        if step % RENEW_EVERY == 0:
            natural.add(make_batch(pictures, NATURAL_BATCH, SIDE, generator))
        soap.rate = DEEP_RATE * rate_share(share)
        pool, count = (natural, NATURAL_BATCH) if step % 2 else (on_the_way, PAINTED_BATCH)
        below, *targets = pool.sample(count, generator)
        loss = deep_loss(student, below, targets)
        soap.zero_grad()
        loss.backward()
        soap.step()
        average.update_parameters(student)
        losses[step % 2] += 0.02 * (loss.item() - losses[step % 2])
        step += 1
        if step % 200 == 0:
            row = held_out_errors(frozen(average), teacher, scales, test)
            write_row(out / "curve.csv", step, time.monotonic() - began, row)
            print(f"{step}: {share:.3f} {losses[1]:.4f} {losses[0]:.4f}", flush=True)
        if time.monotonic() - saved > SAVE_SECONDS:
            saved = time.monotonic()
            save(out, student, average, step, saved - began)
    save(out, student, average, step, time.monotonic() - began)


def frozen(average: AveragedModel) -> FeatureNetwork:
    """A copy of the averaged network that is only read."""
    network = copy.deepcopy(average.module)
    assert isinstance(network, FeatureNetwork)
    return network.requires_grad_(False)


def save(out: Path, student: nn.Module, average: AveragedModel, step: int, used: float) -> None:
    """Write the checkpoint to go on from, and the averaged weights as they would ship."""
    state = {"student": student.state_dict(), "average": average.state_dict(), "step": step, "used": used}
    torch.save(state, out / "training.checkpoint")
    save_weights(average, out / "compact_vgg19.safetensors")


def main() -> None:
    """Read the command line."""
    options = recipe_parser("Refine the compact VGG-19.").parse_args()
    train(options.teacher, options.pictures, options.out, options.minutes)


if __name__ == "__main__":
    main()
