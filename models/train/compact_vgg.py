"""Learns the compact VGG-19 from its teacher's answers, from scratch.

    python -m models.train.compact_vgg --teacher FILE --pictures DIR --out DIR --minutes 60

The teacher is asked only for its features at the five taps, never for its weights. First each block of the student
learns alone, fed with the teacher's tap below it, by Adam; then the whole network learns end to end, by SOAP. Learning
rate and phase follow the share of the time that is used up, so a slow or busy machine trains less but always ends well.
A checkpoint is written every few minutes; the same command goes on from it.
"""

import csv
import math
import time
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from models.train.pictures import load_pictures
from models.train.recipe import recipe_parser, save_weights
from models.train.soap import Soap
from models.train.teacher import load_teacher
from models.vgg import FeatureNetwork, in_channels_last, untrained_compact_network

BATCH = 8
SIDE = 128
BLOCKWISE_SHARE = 0.3
ADAM_RATE = 2e-3
SOAP_RATE = 3e-3
IMPORTANCE = (0.5, 0.5, 1.0, 1.5, 2.0)
"""What the errors of the five taps count: those of the deep taps are what the finished pictures show."""

SAVE_SECONDS = 120.0


def measure_scales(teacher: FeatureNetwork, pictures: Tensor) -> list[Tensor]:
    """The root mean square of each tap, so that the student's features are of the order of one."""
    with torch.no_grad():
        return [tap.square().mean().sqrt() for tap in teacher(pictures)]


def crop(picture: Tensor, side: int, generator: torch.Generator) -> Tensor:
    """A random square of a picture, at a random scale between a close look and the whole: float, (3, side, side)."""
    height, width = picture.shape[1:]
    share = 0.35 + 0.65 * float(torch.rand((), generator=generator))
    length = max(48, int(share * min(height, width)))
    top = int(torch.randint(0, height - length + 1, (), generator=generator))
    left = int(torch.randint(0, width - length + 1, (), generator=generator))
    square = picture[:, top : top + length, left : left + length].float().div_(255)
    return F.interpolate(square[None], (side, side), mode="bilinear", antialias=True, align_corners=False)[0]


def augment(square: Tensor, other: Tensor, generator: torch.Generator) -> Tensor:
    """Turn, recolour, and often make a square look as a picture does half way through an optimisation."""

    def chance() -> float:
        return float(torch.rand((), generator=generator))

    if chance() < 0.5:
        square = square.flip(2)
    if chance() < 0.15:
        square = square.flip(1)
    if chance() < 0.3:
        square = square[torch.randperm(3, generator=generator)]
    if chance() < 0.35:
        detail = other - F.avg_pool2d(other[None], 9, 1, 4, count_include_pad=False)[0]
        square = square.lerp(other, 0.6 * chance()) + 1.5 * chance() * detail
    if chance() < 0.3:
        contrast = 0.5 + chance()
        square = (square - square.mean()) * contrast + square.mean() + 0.3 * (chance() - 0.5)
    if chance() < 0.35:
        noise = torch.randn(square.shape, generator=generator)
        if chance() < 0.5:
            noise = 2 * F.avg_pool2d(noise[None], 3, 1, 1)[0]
        square = square + 0.12 * chance() * noise
    return square.clamp(-0.1, 1.1)


def make_batch(pictures: list[Tensor], count: int, side: int, generator: torch.Generator) -> Tensor:
    """A batch of augmented squares: (count, 3, side, side)."""
    chosen = torch.randint(0, len(pictures), (2 * count,), generator=generator).tolist()
    squares = [crop(pictures[index], side, generator) for index in chosen]
    batch = [augment(a, b, generator) for a, b in zip(squares[:count], squares[count:], strict=True)]
    return torch.stack(batch).contiguous(memory_format=torch.channels_last)


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


def student_taps(student: FeatureNetwork, batch: Tensor, targets: list[Tensor], *, blockwise: bool) -> list[Tensor]:
    """The student's five taps; `blockwise` feeds each block with the teacher's tap below it."""
    if not blockwise:
        return student.forward(batch)
    inputs = [student.normalised(batch), *targets[:-1]]
    return [student.block(index, features) for index, features in enumerate(inputs)]


@torch.no_grad()
def held_out_errors(
    student: FeatureNetwork, teacher: FeatureNetwork, scales: list[Tensor], batch: Tensor
) -> list[float]:
    """Relative errors (roots) at the five taps, then of the five Gram matrices, on pictures that were set aside."""
    pairs = zip(student(batch), teacher(batch), scales, strict=True)
    errors = [relative_errors(answer, target / scale) for answer, target, scale in pairs]
    return [float(e[0].sqrt()) for e in errors] + [float(e[1].sqrt()) for e in errors]


def rate_share(share: float) -> float:
    """The share of the full learning rate at a share of the training time: a short warm-up, then half a cosine."""
    return min(1.0, share / 0.01) * (0.005 + 0.995 * 0.5 * (1 + math.cos(math.pi * share)))


def train(teacher_file: Path, folder: Path, out: Path, minutes: float) -> None:
    """Train for some minutes of wall-clock time and write `compact_vgg19.safetensors` and `curve.csv` to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    generator = torch.Generator().manual_seed(0)
    torch.manual_seed(0)
    folders = [folder / name for name in ("content", "style", "style_small")]
    pictures = load_pictures(folders, held_out=False)
    test_pictures = load_pictures(folders, held_out=True)
    test = make_batch(test_pictures, 48, SIDE, torch.Generator().manual_seed(1))
    teacher = load_teacher(teacher_file)
    student = in_channels_last(untrained_compact_network())
    for parameter in student.parameters():
        if parameter.ndim == 4:
            nn.init.kaiming_normal_(parameter, nonlinearity="relu")
        else:
            nn.init.zeros_(parameter)
    scales = measure_scales(teacher, make_batch(pictures, 64, SIDE, torch.Generator().manual_seed(2)))
    averaging = torch.optim.swa_utils.get_ema_multi_avg_fn(0.998)
    average = torch.optim.swa_utils.AveragedModel(student, multi_avg_fn=averaging)
    adam = torch.optim.Adam(student.parameters(), lr=ADAM_RATE)
    soap = Soap(student.parameters(), SOAP_RATE)
    step, used = 0, 0.0
    checkpoint = out / "training.checkpoint"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        student.load_state_dict(state["student"])
        average.load_state_dict(state["average"])
        adam.load_state_dict(state["adam"])
        step, used = state["step"], state["used"]
        generator.manual_seed(step)
    began, saved = time.monotonic() - used, time.monotonic()
    while (share := (time.monotonic() - began) / (60 * minutes)) < 1:
        blockwise = share < BLOCKWISE_SHARE
        adam.param_groups[0]["lr"] = ADAM_RATE * rate_share(share)
        soap.rate = SOAP_RATE * rate_share(share)
        side = SIDE if share < 0.85 or step % 2 else 2 * SIDE
        batch = make_batch(pictures, BATCH * SIDE * SIDE // (side * side), side, generator)
        with torch.autocast("cpu", torch.bfloat16):
            with torch.no_grad():
                targets = [tap / scale for tap, scale in zip(teacher(batch), scales, strict=True)]
            answers = student_taps(student, batch, targets, blockwise=blockwise)
        errors = [relative_errors(answer, target) for answer, target in zip(answers, targets, strict=True)]
        # Without roots the large errors of the deep taps would leave the small ones of the shallow taps no say at all.
        parts = zip(errors, IMPORTANCE, strict=True)
        loss = torch.stack([weight * (features.sqrt() + grams.sqrt()) for (features, grams), weight in parts]).sum()
        soap.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        if blockwise:
            adam.step()
        else:
            soap.step()
        average.update_parameters(student)
        step += 1
        if step % 250 == 0:
            averaged = average.module
            assert isinstance(averaged, FeatureNetwork)
            row = held_out_errors(averaged, teacher, scales, test)
            write_row(out / "curve.csv", step, time.monotonic() - began, row)
        if time.monotonic() - saved > SAVE_SECONDS:
            saved = time.monotonic()
            save(out, student, average, adam, step, saved - began)
    save(out, student, average, adam, step, time.monotonic() - began)


def write_row(file: Path, step: int, seconds: float, errors: list[float]) -> None:
    """Append one line to the training curve."""
    new = not file.exists()
    with file.open("a", newline="") as stream:
        writer = csv.writer(stream)
        if new:
            taps = [f"relu{block}_1" for block in range(1, 6)]
            writer.writerow(["step", "seconds", *taps, *[f"gram{block}_1" for block in range(1, 6)]])
        writer.writerow([step, round(seconds), *[f"{error:.4f}" for error in errors]])


def save(
    out: Path,
    student: FeatureNetwork,
    average: torch.optim.swa_utils.AveragedModel,
    adam: torch.optim.Adam,
    step: int,
    used: float,
) -> None:
    """Write the checkpoint to go on from, and the averaged weights as they would ship."""
    state = {
        "student": student.state_dict(),
        "average": average.state_dict(),
        "adam": adam.state_dict(),
        "step": step,
        "used": used,
    }
    torch.save(state, out / "training.checkpoint")
    save_weights(average, out / "compact_vgg19.safetensors")


def main() -> None:
    """Read the command line."""
    options = recipe_parser("Train the compact VGG-19.").parse_args()
    train(options.teacher, options.pictures, options.out, options.minutes)


if __name__ == "__main__":
    main()
