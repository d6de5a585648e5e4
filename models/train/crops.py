"""What the networks learn from: squares cut out of pictures, and how they are changed."""

import torch
from torch import Tensor
from torch.nn import functional as F


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
