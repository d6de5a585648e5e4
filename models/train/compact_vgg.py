"""Learns the compact VGG-19 from its teacher's answers, from scratch: each block alone.

    python -m models.train.compact_vgg --teacher FILE --pictures DIR --out DIR --minutes 100

The teacher is asked only for its features at the five taps, never for its weights. Each block is fed with the teacher's
tap below it and learns the tap above it, so that no block waits for another. All learning is by SOAP: Adam had left the
last block with an error of 26 %, SOAP reached 16 %, and 9 % once channels that had died were begun anew.
`models.train.refine_vgg` then joins the blocks.

Minutes are those of the processor, so that a busy machine only takes longer. A checkpoint is written every few minutes;
the same command goes on from it. With `--block` only one of the five is learnt, so that several processors can share.
"""

import argparse
import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

from models.train.answers import Answers
from models.train.crops import make_batch
from models.train.learning import Learning, rate_share
from models.train.pictures import load_pictures
from models.train.recipe import recipe_parser, save_weights
from models.train.soap import Soap
from models.train.teacher import load_teacher
from models.vgg import BLOCKS, FILE, FeatureNetwork, convolve, in_channels_last, untrained_compact_network

SIDE = 128
"""Crops have so many pixels on each side."""

SHARES = (0.05, 0.2, 0.12, 0.23, 0.4)
"""How much of the time each block gets."""

BATCHES = (2, 2, 16, 16, 32)
"""How many crops make a batch of each block; those of the shallow ones hold many places each, of the last one few."""

HALF = (False, False, True, True, True)
"""Which blocks compute in bfloat16; the error of that is as large as what the first two are left with."""

RATE = 3e-3
GRAM = 1.5
"""What the error of Gram matrices counts beside that of features."""

KEPT = 3000
"""How many crops are kept with the teacher's answers."""

RENEW_EVERY, RENEWED = 4, 8
"""After so many steps so many crops make room for others."""

REVIVE_EVERY, REVIVE_UNTIL = 500, 0.8
"""Steps between two looks for channels that never answer, and the share of the time after which there are no more."""


@torch.no_grad()
def measure_scales(teacher: FeatureNetwork, pictures: list[Tensor]) -> list[Tensor]:
    """The root mean square of each tap over some crops, so that the student's features are of the order of one."""
    crops = make_batch(pictures, 64, SIDE, torch.Generator().manual_seed(2))
    return [tap.square().mean().sqrt() for tap in teacher(crops)]


def gram(features: Tensor) -> Tensor:
    """Gram matrices, (N, C, C), divided by the number of places."""
    flat = features.flatten(2)
    return flat @ flat.transpose(1, 2) / flat.shape[2]


def relative_errors(answer: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
    """Squared error of features and of Gram matrices, each over the mean square of the target."""
    answer, target = answer.float(), target.float()
    features = (answer - target).square().mean() / target.square().mean()
    gram_answer, gram_target = gram(answer), gram(target)
    grams = (gram_answer - gram_target).square().sum((1, 2)) / gram_target.square().sum((1, 2))
    return features, grams.mean()


@torch.no_grad()
def held_out_errors(
    student: FeatureNetwork, teacher: FeatureNetwork, scales: list[Tensor], batch: Tensor
) -> list[float]:
    """Relative errors (roots) at the five taps, then of the five Gram matrices, on pictures that were set aside."""
    pairs = zip(student(batch), teacher(batch), scales, strict=True)
    errors = [relative_errors(answer, target / scale) for answer, target, scale in pairs]
    return [float(e[0].sqrt()) for e in errors] + [float(e[1].sqrt()) for e in errors]


def block_answer(student: FeatureNetwork, index: int, features: Tensor, *, half: bool) -> Tensor:
    """What one block answers, computed in bfloat16 or not."""
    number_format = torch.bfloat16 if half else torch.float32
    features = features.to(number_format)
    for number in BLOCKS[index]:
        # Not by `autocast`, which would pad in 32 bits.
        weight, bias = (part.to(number_format) for part in student.convolution(number).parameters())
        features = convolve(number, features, weight, bias)
    return features


def block_parameters(student: FeatureNetwork, blocks: Iterable[int]) -> list[Tensor]:
    """The weights of some blocks."""
    return [p for block in blocks for number in BLOCKS[block] for p in student.convolution(number).parameters()]


def distance(answer: Tensor, target: Tensor) -> Tensor:
    """What a block is taught to make small; roots, so that large errors do not take the say from small ones."""
    features, grams = relative_errors(answer, target)
    return features.sqrt() + GRAM * grams.sqrt()


@torch.no_grad()
def revive(student: FeatureNetwork, index: int, features: Tensor) -> int:
    """Begin anew with the hidden channels of a block that answer 0 everywhere, and so could never learn again.

    `features` are what the block is fed with. What the block answers does not change. Returns how many there were.
    """
    revived = 0
    for number, following in itertools.pairwise(BLOCKS[index]):
        layer = student.convolution(number)
        assert layer.bias is not None
        mean = features.mean((0, 2, 3))
        features = convolve(number, features, layer.weight, layer.bias)
        dead = features.amax((0, 2, 3)) == 0
        fresh = nn.init.kaiming_normal_(torch.empty_like(layer.weight), nonlinearity="relu")
        layer.weight[dead] = fresh[dead]
        # So that each answers in about half of all places.
        layer.bias[dead] = -(fresh.sum((2, 3)) @ mean)[dead]
        student.convolution(following).weight[:, dead] = 0
        revived += int(dead.sum())
    return revived


def checkpoint_name(index: int) -> str:
    """The file in which a block's training is kept."""
    return f"block{index + 1}.checkpoint"


def curve_columns(blocks: Sequence[int]) -> list[str]:
    """The columns of a curve of some blocks: errors of their taps, then those of their Gram matrices."""
    return [f"{kind}{block + 1}" for kind in ("tap", "gram") for block in blocks]


class BlockTraining(Learning[FeatureNetwork]):
    """One block and what it learns from; the rest of the network stands still."""

    def __init__(self, index: int, teacher: FeatureNetwork, pictures: list[Tensor], test: Tensor, out: Path) -> None:
        self._index, self._pictures = index, pictures
        generator = torch.Generator().manual_seed(index)
        scales = measure_scales(teacher, pictures)
        student = in_channels_last(untrained_compact_network())
        for parameter in student.parameters():
            if parameter.ndim == 4:
                nn.init.kaiming_normal_(parameter, nonlinearity="relu", generator=generator)
            else:
                nn.init.zeros_(parameter)
        file, columns = out / checkpoint_name(index), curve_columns([index])
        super().__init__(student, generator, file, columns, memory=0.998, row_every=250)
        self._soap = Soap(block_parameters(student, [index]), RATE)

        def ask(crops: Tensor) -> list[Tensor]:
            """What the block is fed with and what it should answer."""
            taps = [tap / scale for tap, scale in zip(teacher(crops), scales, strict=True)]
            return [taps[index - 1] if index else student.normalised(crops), taps[index]]

        self._answers = Answers(ask, KEPT)
        with torch.no_grad():
            self._test = ask(test)

    def _prepare(self) -> None:
        while len(self._answers) < KEPT:
            self._answers.add(make_batch(self._pictures, 40, SIDE, self._generator))

    def _learn_from_a_batch(self, share: float) -> None:
        if self.step % RENEW_EVERY == 0:
            self._answers.add(make_batch(self._pictures, RENEWED, SIDE, self._generator))
        self._soap.rate = RATE * rate_share(share)
        below, target = self._answers.sample(BATCHES[self._index], self._generator)
        if self.step % REVIVE_EVERY == 0 and share < REVIVE_UNTIL and revive(self._student, self._index, below):
            # What the average remembers of the dead would speak with the voice of the new.
            self._average.module.load_state_dict(self._student.state_dict())
        answer = block_answer(self._student, self._index, below, half=HALF[self._index])
        self._soap.zero_grad()
        distance(answer, target).backward()
        self._soap.step()

    @torch.no_grad()
    def errors(self) -> list[float]:
        """Relative errors (roots) of this block's features, then of their Gram matrix."""
        below, target = self._test
        return [float(error.sqrt()) for error in relative_errors(self.averaged().block(self._index, below), target)]


def join(out: Path) -> AveragedModel | None:
    """The five averaged blocks as one network; none as long as one of them is missing."""
    whole = AveragedModel(untrained_compact_network())
    for index in range(len(BLOCKS)):
        checkpoint = out / checkpoint_name(index)
        if not checkpoint.exists():
            return None
        average = torch.load(checkpoint, weights_only=True)["average"]
        names = [f"module.convolutions.{number}.{part}" for number in BLOCKS[index] for part in ("weight", "bias")]
        whole.load_state_dict({name: average[name] for name in names}, strict=False)
    return whole


def learning_pictures(folder: Path) -> tuple[list[Tensor], Tensor]:
    """The pictures to learn from, and a batch of crops of those that were set aside."""
    folders = [folder / name for name in ("content", "style", "style_small")]
    test = make_batch(load_pictures(folders, held_out=True), 48, SIDE, torch.Generator().manual_seed(1))
    return load_pictures(folders, held_out=False), test


def train(options: argparse.Namespace) -> None:
    """Train the blocks asked for; `compact_vgg19.safetensors` is written as soon as there are all five."""
    options.out.mkdir(parents=True, exist_ok=True)
    pictures, test = learning_pictures(options.pictures)
    teacher = load_teacher(options.teacher)
    for index in range(len(BLOCKS)) if options.block is None else [options.block - 1]:
        training = BlockTraining(index, teacher, pictures, test, options.out)
        training.learn(60 * options.minutes * SHARES[index])
        print(f"block {index + 1}: {training.step} steps, {training.errors()}", flush=True)
    whole = join(options.out)
    if whole is not None:
        save_weights(whole, options.out / FILE.name)


def main() -> None:
    """Read the command line."""
    parser = recipe_parser("Train the compact VGG-19.")
    parser.add_argument("--block", type=int, choices=range(1, len(BLOCKS) + 1), help="learn this block only")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
