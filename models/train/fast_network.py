"""Learns our own fast network.

    python -m models.train.fast_network --teacher FILE --pictures DIR --out DIR --minutes 90

The network first learns to give pictures back; then, by the losses of `models.train.style_losses`, to repaint crops of
pictures, as large as they are seen in a picture of 512 pixels; then to please the critic of `models.train.critic`, too.
Minutes are those of the processor, so that a busy machine only takes longer. A checkpoint is written every few minutes;
the same command goes on from it.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from models.ours import FILE
from models.pictures import load_picture
from models.train.critic import Critic
from models.train.learning import Learning, rate_share
from models.train.pictures import load_pictures
from models.train.recipe import recipe_parser, save_weights
from models.train.style_losses import Losses, losses
from models.train.teacher import load_teacher
from models.transform import Student, statistics
from models.vgg import FeatureNetwork, compact_network

PHASES = ((0.015, 128, 8), (0.35, 128, 8), (0.6, 160, 6), (1.0, 256, 3))
"""Up to which share of the time crops have which side, and how many make a batch."""

GIVING_BACK, CRITICISED = 0, 2
"""The phase in which pictures are given back, and the one from which on the critic is heard."""

CRITIC = 5.0
"""The weight of the critic's dislike beside the losses."""

CONTENT_SCALES, STYLE_SCALES = (0.9, 1.6), (0.8, 1.25)
"""How many times as large as in its file a picture is cut out.

Files are some 400 pixels long, a content on the screen 512. A style is read with the short side that most of the
files have (`Ours.style_side`), so that brushwork is learnt, read and painted at one size.
"""

RATE = 1e-3
OWN = 0.06
"""The share of contents that are to be given back as they are: their own style is asked for."""

PROCEDURAL = 0.25
"""The share of styles that come from our own scripts."""

MEASURED = 64
"""Batches of styles from which the mean and the deviation of their statistics are known."""


@dataclass(frozen=True)
class Pictures:
    """What is learnt from: uint8 pictures, each (3, height, width)."""

    contents: list[Tensor]
    paintings: list[Tensor]
    procedural: list[Tensor]


def house_pictures(folder: Path, kind: str) -> list[Tensor]:
    """Our own pictures of one kind, at the size of the others."""
    files = sorted((folder / kind).glob("*.jpg"))
    return [torch.from_numpy(load_picture(file, 512)).permute(2, 0, 1).contiguous() for file in files]


def cut(picture: Tensor, side: int, scales: tuple[float, float], generator: torch.Generator) -> Tensor:
    """A random square of a picture, enlarged by a random one of the scales: float, (3, side, side)."""
    scale = scales[0] + (scales[1] - scales[0]) * float(torch.rand((), generator=generator))
    length = min(round(side / scale), *picture.shape[1:])
    top, left = (int(torch.randint(0, size - length + 1, (), generator=generator)) for size in picture.shape[1:])
    square = picture[:, top : top + length, left : left + length].float().div_(255)
    return F.interpolate(square[None], (side, side), mode="bicubic", antialias=True, align_corners=False)[0].clamp(0, 1)


def recoloured(square: Tensor, generator: torch.Generator) -> Tensor:
    """Flips, turned channels, other contrast and light, as Magenta's augmentation of styles has them."""

    def chance() -> float:
        return float(torch.rand((), generator=generator))

    if chance() < 0.5:
        square = square.flip(2)
    if chance() < 0.2:
        square = square[torch.randperm(3, generator=generator)]
    if chance() < 0.5:
        middle = square.mean((1, 2), keepdim=True)
        square = (square - middle) * (0.7 + 0.6 * chance()) + middle + 0.2 * (chance() - 0.5)
    return square.clamp(0, 1)


def make_batch(pictures: Pictures, count: int, side: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Contents and styles, each (count, 3, side, side)."""

    def choose(among: list[Tensor], scales: tuple[float, float]) -> Tensor:
        return cut(among[int(torch.randint(0, len(among), (), generator=generator))], side, scales, generator)

    contents, styles = [], []
    for _ in range(count):
        content = choose(pictures.contents, CONTENT_SCALES)
        if float(torch.rand((), generator=generator)) < 0.5:
            content = content.flip(2)
        procedural = float(torch.rand((), generator=generator)) < PROCEDURAL and pictures.procedural
        among = pictures.procedural if procedural else pictures.paintings
        style = recoloured(choose(among, STYLE_SCALES), generator)
        own = float(torch.rand((), generator=generator)) < OWN
        contents.append(content)
        styles.append(content if own else style)
    return torch.stack(contents), torch.stack(styles)


class Training(Learning[Student]):
    """Both networks, and the critic whom they are to please."""

    def __init__(self, teacher: FeatureNetwork, pictures: Pictures, held_out: Pictures, out: Path) -> None:
        self._teacher, self._pictures, self._held_out, self._out = teacher, pictures, held_out, out
        self._reader = compact_network()
        student = Student().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self._critic = Critic().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        # What the critic likes changes: an old direction soon is a wrong one.
        self._adam = torch.optim.Adam(student.parameters(), lr=RATE, betas=(0.5, 0.99))
        super().__init__(
            student,
            torch.Generator().manual_seed(0),
            out / "training.checkpoint",
            (*Losses._fields[:-1], "confusion"),
            memory=0.998,
            row_every=100,
            kept={"adam": self._adam, "critic": self._critic, "critic_adam": self._critic.adam},
        )
        if self.step == 0:
            self._measure_statistics()

    def _measure_statistics(self) -> None:
        """The style prediction network's input is brought to mean 0 and deviation 1."""
        rows = [self._read(make_batch(self._pictures, 8, 128, self._generator)[1]) for _ in range(MEASURED)]
        known = torch.cat(rows)
        for student in (self._student, self.averaged()):
            student.predictor.mean.copy_(known.mean(0))
            student.predictor.deviation.copy_(known.std(0) + 1e-3)

    @torch.no_grad()
    def _read(self, styles: Tensor) -> Tensor:
        """The statistics of styles as the program reads them."""
        with torch.autocast("cpu", torch.bfloat16):
            return statistics(self._reader(styles.contiguous(memory_format=torch.channels_last)))

    def _learn_from_a_batch(self, share: float) -> None:
        phase = next(number for number, (end, _, _) in enumerate(PHASES) if share < end)
        _, side, count = PHASES[phase]
        for group in self._adam.param_groups:
            group["lr"] = RATE * rate_share(share)
        contents, styles = make_batch(self._pictures, count, side, self._generator)
        contents = contents.contiguous(memory_format=torch.channels_last)
        numbers = self._read(contents if phase == GIVING_BACK else styles)
        with torch.autocast("cpu", torch.bfloat16):
            made = self._student(contents, numbers)
        if phase == GIVING_BACK:
            loss = 10 * F.l1_loss(made, contents)
        else:
            loss = losses(self._teacher, made, contents, styles).total()
        if phase >= CRITICISED:
            normal = self._student.predictor.normal(numbers)
            self._critic.learn(styles, made, normal)
            loss = loss + CRITIC * self._critic.dislike(made, normal)
        self._adam.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self._student.parameters(), 1.0)
        self._adam.step()

    @torch.no_grad()
    def errors(self) -> list[float]:
        """The parts of the loss, and the critic's confusion, on held-out crops of 256 pixels."""
        contents, styles = make_batch(self._held_out, 16, 256, torch.Generator().manual_seed(1))
        numbers = self._read(styles)
        made = self.averaged()(contents, numbers)
        confusion = self._critic.confusion(styles, made, self._student.predictor.normal(numbers))
        return [*(float(part) for part in losses(self._teacher, made, contents, styles)[:-1]), float(confusion)]

    def save(self) -> None:
        """Write the checkpoint, and the averaged weights as they would ship."""
        super().save()
        save_weights(self._average, self._out / FILE.name)


def main() -> None:
    """Read the command line."""
    parser = recipe_parser("Train our own fast network.")
    parser.add_argument("--collection", type=Path, default=Path("assets/collection"), help="our own pictures")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    ours = {kind: house_pictures(options.collection, kind) for kind in ("content", "style")}
    contents, styles = [options.pictures / "content"], [options.pictures / name for name in ("style", "style_small")]
    learnt = Pictures(
        load_pictures(contents, held_out=False) + ours["content"], load_pictures(styles, held_out=False), ours["style"]
    )
    tested = Pictures(load_pictures(contents, held_out=True), load_pictures(styles, held_out=True), [])
    Training(load_teacher(options.teacher), learnt, tested, options.out).learn(60 * options.minutes)


if __name__ == "__main__":
    main()
