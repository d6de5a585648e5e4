"""Trains the autoencoder of the grade: see check1/README.md.

    python -m models.train.autoencoder PICTURES check1/autoencoder.safetensors

A denoising autoencoder (Vincent et al. 2008): what goes in is a drawing, what must come out is the clean picture.
Beside it a contrastive term (van den Oord et al. 2018; the pairwise form of Zhai et al. 2023): a drawing is near its
picture and far from all others, and the known tricks are far from every picture.
"""

import argparse
import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import Tensor, nn

from models.autoencoder import COLOUR, PLACES, SIDE, Comparison, Decoder, Encoder
from models.classic import Classic
from models.fast import Fast
from models.messages import Picture
from models.train.abstractions import scribble
from models.train.pairs import WIDE, Block, Pictures, both_methods, grid_block, loose_block
from models.vgg import compact_network

BLOCKS = 2
"""Blocks of 16 targets in one batch."""

NUDGED = 4
"""Of each block this many targets are shown a second time, a little shifted and scaled."""


class Autoencoder(nn.Module):
    """All that is trained; the game loads the encoder and the comparison only."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.decoder = Decoder()
        self.comparison = Comparison()
        self.threshold = nn.Parameter(torch.tensor(3.0))


Report = Callable[[int, dict[str, float], Autoencoder], None]
"""Told after each step: its number, the terms of the loss, and the running mean so far."""


@dataclass
class Batch:
    """Inputs of 96 pixels in [0, 1]: targets and light and heavy drawings (32 each), nudged targets (8), tricks (28).

    `content` and `style` name what each target was made from, so that like can be told from unlike.
    """

    targets: Tensor
    nudged: Tensor
    light: Tensor
    heavy: Tensor
    tricks: Tensor
    content: Tensor
    style: Tensor


def batches(blocks: list[Block], random: np.random.Generator) -> Iterator[Batch]:
    """Random batches without end."""
    while True:
        parts = [_cut(blocks[index], random) for index in random.choice(len(blocks), BLOCKS, replace=False)]
        targets, nudged, light, heavy, tricks = (torch.cat(column) for column in zip(*parts, strict=True))
        number = torch.arange(BLOCKS * WIDE * WIDE)
        yield Batch(targets, nudged, light, heavy, tricks, content=number // 16 * 4 + number % 4, style=number // 4)


def _cut(block: Block, random: np.random.Generator) -> tuple[Tensor, ...]:
    """One block at a random cut, mirrored and toned alike for everything in it."""
    pick = int(random.integers(2))
    targets = np.concatenate([block.targets, block.drawings[:, pick, 0], block.drawings[:, pick, 1]])
    tricks = np.concatenate([block.contents, block.styles, _tricks(block.targets, random)])
    box = _box(random)
    tone = _Tone(random)
    shown = tone(_crop(targets, box))
    nudged = tone(_crop(block.targets[:NUDGED], _nudge(box, random)))
    count = len(block.targets)
    return shown[:count], nudged, shown[count : 2 * count], shown[2 * count :], tone(_crop(tricks, box))


def _tricks(targets: Pictures, random: np.random.Generator) -> Pictures:
    """A blank sheet, the mean colour, noise of the right colours in fine and coarse grain, scribbles."""
    side = targets.shape[1]
    chosen = targets[random.choice(len(targets), 6, replace=False)]
    blank = np.full_like(chosen[0], 255 - random.integers(0, 12) if random.random() < 0.7 else random.integers(256))
    mean = np.broadcast_to(chosen[1].mean((0, 1)), chosen[1].shape).astype(np.uint8)
    grain = int(random.choice([1, 2, 4, 8, 12]))
    cells = chosen[2][::grain, ::grain].reshape(-1, 3)
    noise = random.permutation(cells).reshape(len(range(0, side, grain)), -1, 3)
    noise = noise.repeat(grain, 0).repeat(grain, 1)[:side, :side]
    moved = np.roll(chosen[3], (int(random.integers(side // 4, side)), int(random.integers(side // 4, side))), (0, 1))
    return np.stack([blank, mean, noise, moved, scribble(random, side, chosen[4]), scribble(random, side, chosen[5])])


def _box(random: np.random.Generator) -> tuple[float, float, float]:
    """Left, top and side of a cut, as shares of the whole."""
    side = random.uniform(0.8, 1.0)
    return random.uniform(0, 1 - side), random.uniform(0, 1 - side), side


def _nudge(box: tuple[float, float, float], random: np.random.Generator) -> tuple[float, float, float]:
    left, top, side = box
    shift = random.uniform(-0.04, 0.04, 2) * side
    return left + shift[0], top + shift[1], side * random.uniform(0.94, 1.06)


def _crop(pictures: Pictures, box: tuple[float, float, float]) -> Tensor:
    """Cut and scaled to the encoder's input; what lies outside repeats the edge."""
    left, top, side = box
    scale = torch.linspace(-1, 1, SIDE) * side * (1 - 1 / SIDE)
    x, y = scale + 2 * (left + side / 2) - 1, scale + 2 * (top + side / 2) - 1
    grid = torch.stack(torch.meshgrid(y, x, indexing="ij")[::-1], -1).expand(len(pictures), -1, -1, -1)
    tensor = torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 255
    return F.grid_sample(tensor, grid, padding_mode="border", align_corners=False)


class _Tone:
    """Random mirror, order of the channels, brightness and contrast."""

    def __init__(self, random: np.random.Generator) -> None:
        self.mirror = bool(random.random() < 0.5)
        self.order = random.permutation(3) if random.random() < 0.4 else np.arange(3)
        self.gain = torch.from_numpy(random.uniform(0.75, 1.1, (1, 3, 1, 1))).float()
        self.power = float(np.exp(random.normal(0, 0.15)))

    def __call__(self, pictures: Tensor) -> Tensor:
        if self.mirror:
            pictures = pictures.flip(-1)
        return ((pictures[:, self.order] * self.gain).clamp(0, 1)) ** self.power


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

    terms["whole"] = _telling(model, whole[: len(codes) - len(nudged)], count)
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


def _telling(model: Autoencoder, whole: Tensor, count: int) -> Tensor:
    """Near its own and far from all else: as a choice among many, both ways, and pair by pair with one threshold."""
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
    hard = (far * torch.softmax(scores.masked_fill(mine, -1e4).flatten() * 0.5, 0).view_as(far).detach()).sum()
    pairs = torch.cat([near[count + own, own], near[2 * count + own, own]]).mean() + far[~mine].mean() + hard
    return choice / 4 + pairs


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


def train(blocks: list[Block], steps: int, seed: int, report: Report, start: Autoencoder | None = None) -> Autoencoder:
    """Train from nothing or go on from `start`; gives the running mean of the weights, steadier than the last."""
    torch.manual_seed(seed)
    model = start or Autoencoder()
    steady = copy.deepcopy(model)
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=0.02, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2e-3, total_steps=steps, pct_start=0.05)
    source = batches(blocks, np.random.default_rng(seed))
    # Where the processor lacks it, bfloat16 is far slower than float32.
    half = torch.cpu.get_capabilities().get("avx512_bf16", False)
    for step in range(steps):
        batch = next(source)
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            terms = losses(model, batch)
        optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(torch.stack(list(terms.values())).sum())
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        _follow(steady, model, min(0.995, step / (step + 10)))
        report(step, {name: float(term.detach()) for name, term in terms.items()}, steady)
    return steady


def _follow(steady: Autoencoder, model: Autoencoder, keep: float) -> None:
    with torch.no_grad():
        for mean, value in zip(steady.parameters(), model.parameters(), strict=True):
            mean.lerp_(value, 1 - keep)


def make_blocks(folder: Path, count: int, both: int) -> list[Block]:
    """A quarter pictures as they are, the rest grids; of these so many (`both`) by both methods."""
    random = np.random.default_rng(0)
    fast = Fast()
    classic = Classic(compact_network())

    def by_fast(content: Picture, style: Picture, size: int) -> Picture:
        return fast.stylise(content, style, size=size)

    def by_classic(content: Picture, style: Picture, size: int) -> Picture:
        return classic.stylise(content, style, size=size).picture

    blocks = [block for _ in range(both) for block in both_methods(folder, by_fast, by_classic, random)]
    blocks += [loose_block(folder, random) for _ in range(count // 4)]
    blocks += [grid_block(folder, by_fast, random) for _ in range(count - count // 4)]
    return blocks


def main() -> None:
    """Make what is learnt from, train, write the checkpoint and the training curve."""
    parser = argparse.ArgumentParser(description="Train the autoencoder of the grade.")
    parser.add_argument("pictures", type=Path, help="folder with content/, style/, style_small/ and drawings/")
    parser.add_argument("out", type=Path, help="the checkpoint to write, .safetensors")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--blocks", type=int, default=280, help="blocks of 16 pictures to learn from")
    parser.add_argument("--both", type=int, default=8, help="blocks made by both methods besides")
    arguments = parser.parse_args()
    blocks = make_blocks(arguments.pictures, arguments.blocks, arguments.both)
    recent: list[dict[str, float]] = []
    curve: list[dict[str, float]] = []

    def report(step: int, terms: dict[str, float], _: Autoencoder) -> None:
        recent.append(terms)
        if step % 50 == 49:
            means = {name: round(float(np.mean([row[name] for row in recent])), 3) for name in terms}
            curve.append({"step": step + 1, **means})
            recent.clear()
            print(curve[-1], flush=True)

    model = train(blocks, arguments.steps, 0, report)
    save_file({name: tensor.contiguous() for name, tensor in model.state_dict().items()}, arguments.out)
    (arguments.out.parent / "training.json").write_text(json.dumps(curve) + "\n")


if __name__ == "__main__":
    main()
