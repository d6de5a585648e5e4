"""Batches for the autoencoder: blocks cut, mirrored and toned anew each time, and the tricks that must not work."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from models.autoencoder import SIDE
from models.train.abstractions import blur, scribble, segments
from models.train.pairs import WIDE, Block, Pictures

BLOCKS = 2
"""Blocks of 16 targets in one batch."""

NUDGED = 4
"""Of each block this many targets are shown a second time, a little shifted and scaled."""

SIMPLIFIED = 0.3
"""The share of light drawings in whose place the target is blurred or laid in flat patches, anew each time.

Most drawings of a block are strokes. Of a style of fine lines a blur leaves little, by which it must be known again.
"""


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
    light = block.drawings[:, pick, 0].copy()
    for index in np.flatnonzero(random.random(len(light)) < SIMPLIFIED):
        simplify = segments if random.random() < 0.3 else blur
        light[index] = simplify(block.targets[index], 0.8 * random.random(), random)
    targets = np.concatenate([block.targets, light, block.drawings[:, pick, 1]])
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
    """Random mirror, order of the channels, brightness and contrast; now and then as pale as a watercolour."""

    def __init__(self, random: np.random.Generator) -> None:
        self.mirror = bool(random.random() < 0.5)
        self.order = random.permutation(3) if random.random() < 0.4 else np.arange(3)
        self.gain = torch.from_numpy(random.uniform(0.75, 1.1, (1, 3, 1, 1))).float()
        self.power = float(np.exp(random.normal(0, 0.15)))
        self.pale = random.uniform(0, 0.6) if random.random() < 0.2 else 0.0

    def __call__(self, pictures: Tensor) -> Tensor:
        if self.mirror:
            pictures = pictures.flip(-1)
        toned: Tensor = (pictures[:, self.order] * self.gain).clamp(0, 1) ** self.power
        return toned + self.pale * (1 - toned)
