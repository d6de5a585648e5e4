"""Trains the autoencoder of the grade: see check1/README.md.

    python -m models.train.autoencoder PICTURES check1/autoencoder.safetensors --state FOLDER --minutes 30

It ends by the time given. Called again with the same folder it goes on where it was, and with more minutes for longer.

A denoising autoencoder (Vincent et al. 2008): what goes in is a drawing, what must come out is the clean picture.
Beside it a contrastive term (van den Oord et al. 2018; the pairwise form of Zhai et al. 2023): a drawing is near its
picture and far from all others, and the known tricks are far from every picture.
"""

import argparse
import copy
import json
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import Tensor, nn

from models.autoencoder import COLOUR, PLACES, Comparison, Decoder, Encoder
from models.classic import Classic
from models.magenta import Magenta
from models.messages import Picture
from models.scorer import CALIBRATION, PARTS
from models.train.batches import BLOCKS, NUDGED, Batch, batches
from models.train.pairs import WIDE, Block, Stylist, make_blocks
from models.vgg import compact_network
from models.weights import write_sums

PEAK, WARM_UP = 2e-3, 0.05
"""The highest learning rate, and the share of the time in which it rises from nothing."""

OTHERS = (0.5, 0.25, 0.25, 0.25)
"""What it counts to tell a drawing from the same content in another style, the hardest; from the same style of another
content; from tricks; from all the rest."""

KEPT_EVERY = 50
"""Steps between two rows of the curve; with each the state is kept."""


class Autoencoder(nn.Module):
    """All that is trained; the game loads the encoder and the comparison only."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.decoder = Decoder()
        self.comparison = Comparison()
        self.threshold = nn.Parameter(torch.tensor(3.0))


def lab(pictures: Tensor) -> Tensor:
    """CIE L*a*b* (D65) of sRGB pictures in [0, 1], divided by 50 so that most values lie within 2."""
    linear = torch.where(pictures > 0.04045, ((pictures + 0.055) / 1.055).clamp_min(1e-6) ** 2.4, pictures / 12.92)
    matrix = linear.new_tensor(
        [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    ) / linear.new_tensor([[0.95047], [1.0], [1.08883]])
    xyz = torch.einsum("kc,nchw->nkhw", matrix, linear)
    root = torch.where(xyz > 0.008856, xyz.clamp_min(1e-6) ** (1 / 3), 7.787 * xyz + 16 / 116)
    x, y, z = root.unbind(1)
    return torch.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], 1) / 50


def losses(model: Autoencoder, batch: Batch) -> dict[str, Tensor]:
    """Every term of the loss, each a scalar, already weighed."""
    count = len(batch.targets)
    inputs = torch.cat([batch.targets, batch.light, batch.heavy, batch.tricks, batch.nudged])
    codes = model.encoder(inputs.contiguous(memory_format=torch.channels_last))
    targets = codes[:count]
    heavy = codes[2 * count : 3 * count]
    terms = _rebuilding(model, batch, targets, heavy, codes[count : 2 * count])
    parts = model.comparison.parts(codes, targets)
    whole = model.comparison.whole(parts)
    own = torch.arange(count)
    light_whole, heavy_whole = whole[count + own, own], whole[2 * count + own, own]
    nudged = torch.cat([block * WIDE * WIDE + torch.arange(NUDGED) for block in range(BLOCKS)])
    nudged_whole = whole[len(codes) - len(nudged) + torch.arange(len(nudged)), nudged]
    terms["rank"] = 0.5 * F.relu(0.25 + light_whole - heavy_whole).mean()
    terms["nudge"] = 0.3 * nudged_whole.mean() + 0.5 * F.relu(0.1 + nudged_whole - light_whole[nudged]).mean()

    terms["whole"] = _telling(model, whole[: len(codes) - len(nudged)], batch)
    terms["parts"] = 0.3 * _parts(parts, batch, count)
    return terms


def _rebuilding(model: Autoencoder, batch: Batch, targets: Tensor, heavy: Tensor, light: Tensor) -> dict[str, Tensor]:
    half = len(heavy) // 2
    built = model.decoder(torch.cat([targets, heavy[:half:2], light[half::2]]))
    wanted = torch.cat([batch.targets, batch.targets[::2]])
    colour = F.adaptive_avg_pool2d(lab(batch.targets), PLACES)
    told = torch.stack([F.smooth_l1_loss(codes[:, COLOUR], colour, beta=0.1) for codes in (targets, heavy, light)])
    coarse = F.l1_loss(F.avg_pool2d(built, 8), F.avg_pool2d(wanted, 8))
    return {"rebuild": 6 * F.l1_loss(built, wanted) + 4 * coarse, "colour": 0.5 * told.sum()}


def _telling(model: Autoencoder, whole: Tensor, batch: Batch) -> Tensor:
    """Near its own and far from all else: as a choice among many, both ways, and pair by pair with one threshold.

    Pair by pair the kinds of others count as `OTHERS` has it, however few of them a batch holds.
    """
    count = len(batch.targets)
    own = torch.arange(count)
    scores = -whole
    same = scores.clone()
    same[own, own] = -1e4  # a picture against itself teaches nothing
    choice = torch.zeros(())
    for start in (count, 2 * count):
        other = 3 * count - start
        rivals = same.clone()
        rivals[other + own, own] = -1e4  # its second drawing is no rival
        choice = choice + F.cross_entropy(rivals.T, start + own) + F.cross_entropy(scores[start : start + count], own)
    near = F.softplus(whole - model.threshold)
    far = F.softplus(model.threshold - whole)
    mine = torch.zeros_like(whole, dtype=torch.bool)
    mine[own, own] = mine[count + own, own] = mine[2 * count + own, own] = True
    kinds = list(_others(batch, mine))
    apart = sum(weight * far[kind].mean() for weight, kind in zip(OTHERS, kinds, strict=True))
    hard = _hardest(far, scores, ~mine) + 0.5 * _hardest(far, scores, kinds[0])
    light = torch.zeros_like(mine)
    light[count + own, own] = True
    hard = hard + 0.5 * _hardest(near, whole, light)
    return choice / 4 + torch.cat([near[count + own, own], near[2 * count + own, own]]).mean() + apart + hard


def _hardest(wrong: Tensor, tempting: Tensor, among: Tensor) -> Tensor:
    """The mean of `wrong` over the pairs in a mask, where the most tempting ones count most."""
    weights = torch.softmax(tempting.masked_fill(~among, -1e4).flatten() * 0.5, 0).view_as(wrong)
    return (wrong * weights.detach()).sum()


def _others(batch: Batch, mine: Tensor) -> Iterator[Tensor]:
    """Which codes (rows) are another picture's of each kind than the target's (columns): masks like `mine`."""
    rest = ~mine
    for kin in (batch.content, batch.style):
        akin = torch.zeros_like(mine)
        akin[: 3 * len(kin)] = (kin[:, None] == kin[None, :]).repeat(3, 1)
        yield akin & ~mine
        rest &= ~akin
    tricks = torch.zeros_like(mine)
    tricks[3 * len(batch.targets) :] = True
    yield tricks
    yield rest & ~tricks


def _parts(parts: Tensor, batch: Batch, count: int) -> Tensor:
    """Layout tells contents apart, colour and stroke tell styles apart; what shares them counts neither way."""
    own = torch.arange(count)
    result = torch.zeros(())
    for part, kin in ((0, batch.content), (1, batch.style), (2, batch.style)):
        scores = -(20.0, 20.0, 40.0)[part] * parts[count : 3 * count, :, part]
        akin = (kin[:, None] == kin[None, :]).repeat(2, 1)
        akin[own, own] = akin[count + own, own] = False
        result = result + F.cross_entropy(scores.masked_fill(akin, -1e4), own.repeat(2))
    return result


@dataclass
class Run:
    """A training that can be kept and gone on with."""

    model: Autoencoder
    steady: Autoencoder
    """The running mean of the weights, steadier than the last."""
    optimiser: torch.optim.Optimizer
    curve: list[dict[str, float]]
    """The mean of every term of the loss over each `KEPT_EVERY` steps."""
    seconds: float = 0.0
    step: int = 0

    @classmethod
    def begin(cls, seed: int = 0) -> "Run":
        """Random weights."""
        torch.manual_seed(seed)
        model = Autoencoder()
        optimiser = torch.optim.AdamW(model.parameters(), lr=PEAK, weight_decay=0.02, betas=(0.9, 0.98))
        return cls(model, copy.deepcopy(model), optimiser, [])

    @classmethod
    def resume(cls, file: Path) -> "Run":
        """What was kept in `file`, or a beginning if there is none."""
        run = cls.begin()
        if file.exists():
            kept = torch.load(file, weights_only=True)
            run.model.load_state_dict(kept["model"])
            run.steady.load_state_dict(kept["steady"])
            run.optimiser.load_state_dict(kept["optimiser"])
            run.curve, run.seconds, run.step = kept["curve"], kept["seconds"], kept["step"]
        return run

    def keep(self, file: Path) -> None:
        """Write everything; a file half written never takes the place of a whole one."""
        partial = file.with_suffix(".part")
        states = {name: getattr(self, name).state_dict() for name in ("model", "steady", "optimiser")}
        torch.save({**states, "curve": self.curve, "seconds": self.seconds, "step": self.step}, partial)
        partial.replace(file)


def learning_rate(share: float) -> float:
    """The rate at a share of the time given: a short rise, then half a wave down to nothing."""
    return PEAK * min(share / WARM_UP, (1 + math.cos(math.pi * min(share, 1.0))) / 2)


def train(
    run: Run,
    blocks: list[Block],
    seconds: float,
    *,
    clock: Callable[[], float] = time.process_time,
    kept: Path | None = None,
) -> None:
    """Train until `run` has had so many seconds in all; after every row of the curve the run is written to `kept`.

    Seconds of the processor, not of the wall: a busy machine takes longer and trains as much.
    """
    source = batches(blocks, np.random.default_rng(run.step))
    # Where the processor lacks it, bfloat16 is far slower than float32.
    half = torch.cpu.get_capabilities().get("avx512_bf16", False)
    recent: list[dict[str, float]] = []
    then = clock()
    while run.seconds < seconds:
        for group in run.optimiser.param_groups:
            group["lr"] = learning_rate(run.seconds / seconds)
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            terms = losses(run.model, next(source))
        run.optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(torch.stack(list(terms.values())).sum())
        nn.utils.clip_grad_norm_(run.model.parameters(), 1.0)
        run.optimiser.step()
        _follow(run.steady, run.model, min(0.995, run.step / (run.step + 10)))
        run.step += 1
        now = clock()
        run.seconds, then = run.seconds + now - then, now
        recent.append({name: float(term.detach()) for name, term in terms.items()})
        if len(recent) == KEPT_EVERY or run.seconds >= seconds:
            run.curve.append(_row(run, recent))
            recent.clear()
            if kept:
                run.keep(kept)


def _row(run: Run, recent: list[dict[str, float]]) -> dict[str, float]:
    means = {name: round(float(np.mean([row[name] for row in recent])), 3) for name in recent[0]}
    learnt = F.softplus(run.model.comparison.weights.detach()).tolist()
    weights = {f"weight of {part}": round(weight, 2) for part, weight in zip(PARTS, learnt, strict=True)}
    row = {"step": run.step, "minutes": round(run.seconds / 60, 2), **means, **weights}
    print(row, flush=True)
    return row


def _follow(steady: Autoencoder, model: Autoencoder, keep: float) -> None:
    with torch.no_grad():
        for mean, value in zip(steady.parameters(), model.parameters(), strict=True):
            mean.lerp_(value, 1 - keep)


def both_stylists() -> tuple[Stylist, Stylist]:
    """The fast and the classic method; as in the game, the classic one starts from the fast one's picture."""
    fast, classic = Magenta(), Classic(compact_network())

    def by_fast(content: Picture, style: Picture, size: int) -> Picture:
        return fast.stylise(content, style, size=size)

    def by_classic(content: Picture, style: Picture, size: int) -> Picture:
        return classic.stylise(content, style, size=size, start=by_fast(content, style, size)).picture

    return by_fast, by_classic


def main() -> None:
    """Make what is learnt from, train, write the checkpoint and the training curve."""
    parser = argparse.ArgumentParser(description="Train the autoencoder of the grade.")
    parser.add_argument("pictures", type=Path, help="folder with content/, style/, style_small/ and drawings/")
    parser.add_argument("out", type=Path, help="the checkpoint to write, .safetensors")
    parser.add_argument("--state", type=Path, required=True, help="folder for what the training goes on from")
    parser.add_argument("--minutes", type=float, default=30, help="processor time to train, after the blocks are made")
    parser.add_argument("--blocks", type=int, default=128, help="blocks of 16 pictures to learn from")
    arguments = parser.parse_args()
    blocks = make_blocks(arguments.pictures, arguments.state / "blocks", arguments.blocks, *both_stylists())
    kept = arguments.state / "run.pt"
    run = Run.resume(kept)
    train(run, blocks, 60 * arguments.minutes, kept=kept)
    save_file({name: tensor.contiguous() for name, tensor in run.steady.state_dict().items()}, arguments.out)
    (arguments.out.parent / "training.json").write_text(json.dumps(run.curve) + "\n")
    write_sums(arguments.out.parent, (arguments.out.name, CALIBRATION))


if __name__ == "__main__":
    main()
