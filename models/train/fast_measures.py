"""The measures by which stylised pictures are compared; none but style and content were trained on.

All pictures are arrays (height, width, 3), RGB, uint8.
"""

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage
from skimage.color import rgb2gray, rgb2lab
from skimage.filters import sobel
from skimage.metrics import structural_similarity
from torch import Tensor
from torch.nn import functional as F

from models.messages import Picture
from models.objective import nothing
from models.pictures import resize_picture, size_within
from models.train.style_losses import balanced
from models.vgg import FeatureNetwork, places

DIRECTIONS = 128
"""How many directions a sliced Wasserstein distance looks along."""

PATCH = 7
"""The side of the patches, as Karras et al. 2018 (arXiv 1710.10196, section 5) take it."""

PATCHES = 8192
"""Patches drawn from each level of a picture."""

LEVELS = 3
"""Levels of the Laplacian pyramid."""

BRIGHTER = 0.08
"""How much brighter than all that was given a pixel must be (of 1) to belong to a droplet."""

COMPACT = (4, 400)
"""The least and the most pixels of a droplet at 512 pixels."""


def to_tensor(picture: Picture) -> Tensor:
    """(1, 3, H, W) in [0, 1]."""
    return torch.from_numpy(picture).permute(2, 0, 1)[None].float().div_(255)


@torch.no_grad()
def style_and_content(teacher: FeatureNetwork, made: Picture, content: Picture, style: Picture) -> tuple[float, float]:
    """Balanced style loss and content loss, as the training has them, in the eyes of the teacher."""
    height, width = made.shape[:2]
    longest = min(max(height, width), max(style.shape[:2]))
    taps, features = teacher.style_and_content(to_tensor(made), nothing)
    aims = teacher(to_tensor(resize_picture(style, *size_within(style, longest))))
    own = teacher.style_and_content(to_tensor(resize_picture(content, width, height)), nothing)[1]
    style_loss = torch.stack([balanced(places(tap), places(aim)) for tap, aim in zip(taps, aims, strict=True)]).mean()
    return float(style_loss), float((features - own).square().sum() / own.square().sum())


def edges(made: Picture, content: Picture) -> float:
    """Structural similarity of the Sobel edges of result and content: 1 where every edge stands."""
    height, width = made.shape[:2]
    pair = [sobel(rgb2gray(picture)) for picture in (made, resize_picture(content, width, height))]
    return float(structural_similarity(*[part / (part.std() + 1e-6) for part in pair], data_range=4.0))


def sliced_wasserstein(first: NDArray[np.floating], second: NDArray[np.floating]) -> float:
    """Mean distance of two clouds of points, (n, d) and (m, d), along random directions (Rabin et al. 2011)."""
    random = np.random.default_rng(0)
    directions = random.normal(size=(first.shape[1], DIRECTIONS))
    directions /= np.linalg.norm(directions, axis=0)
    shares = (np.arange(512) + 0.5) / 512
    quantiles = [np.quantile(points @ directions, shares, axis=0) for points in (first, second)]
    return float(np.abs(quantiles[0] - quantiles[1]).mean())


def colour(made: Picture, style: Picture) -> float:
    """Sliced Wasserstein distance between the colours of result and style in CIELAB."""
    points = [rgb2lab(resize_picture(picture, 96, 96)).reshape(-1, 3) for picture in (made, style)]
    return sliced_wasserstein(*points)


def patches(made: Picture, style: Picture) -> float:
    """Sliced Wasserstein distance between patches of the Laplacian pyramids of result and style, over the levels."""
    height, width = made.shape[:2]
    longest = min(max(height, width), max(style.shape[:2]))
    pyramids = [_pyramid(picture) for picture in (made, resize_picture(style, *size_within(style, longest)))]
    return float(np.mean([sliced_wasserstein(_cut(a), _cut(b)) for a, b in zip(*pyramids, strict=True)]))


def _pyramid(picture: Picture) -> list[Tensor]:
    level, levels = to_tensor(picture), []
    for _ in range(LEVELS):
        smaller = F.interpolate(level, scale_factor=0.5, mode="area")
        levels.append(level - F.interpolate(smaller, level.shape[2:], mode="bilinear", align_corners=False))
        level = smaller
    return levels


def _cut(level: Tensor) -> NDArray[np.floating]:
    """Random patches of one level, each a row; every channel is brought to the deviation of one over the pyramid."""
    random = np.random.default_rng(0)
    height, width = level.shape[2:]
    tops, lefts = random.integers(0, height - PATCH + 1, PATCHES), random.integers(0, width - PATCH + 1, PATCHES)
    windows = np.lib.stride_tricks.sliding_window_view(level[0].numpy(), (PATCH, PATCH), (1, 2))
    rows: NDArray[np.floating] = windows[:, tops, lefts].transpose(1, 0, 2, 3).reshape(PATCHES, -1)
    return 10 * rows


def droplets(made: Picture, content: Picture, style: Picture) -> float:
    """The share of pixels in compact blobs that are brighter than anything in content and style."""
    highest = max(float(np.quantile(rgb2gray(picture), 0.999)) for picture in (content, style))
    bright = rgb2gray(made) > highest + BRIGHTER
    labels, count = ndimage.label(bright)
    if not count:
        return 0.0
    sizes = np.bincount(labels.ravel())[1:]
    least, most = (limit * (max(made.shape[:2]) / 512) ** 2 for limit in COMPACT)
    return float(sizes[(sizes >= least) & (sizes <= most)].sum() / bright.size)
