"""Our own fast network, as it is trained: style prediction network -> bottleneck -> transform network.

The architecture is that of Ghiasi et al. 2017 (arXiv 1705.06830, section 2 and table 1) at half the width, with four
changes. The style prediction network reads the means and deviations of the compact VGG-19's five taps instead of a
picture. The first and the last convolution reach over 5 x 5 pixels instead of 9 x 9, which takes half their time. The
expanding part normalises all channels of a place and of all places together (Ba et al. 2016, arXiv 1607.06450), as
Huang et al. 2018 do (MUNIT, arXiv 1804.04732, appendix B): where each channel has its own mean and deviation, a single
bright droplet is the cheapest way to set them (Karras et al. 2020, arXiv 1912.04958, section 2.1). And noise is added
after each conditioned convolution, as much as the style asks for (Karras et al. 2019, arXiv 1812.04948, section 2): an
even ground has nothing else that brushwork could grow from.
"""

from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from models.vgg import WIDTHS_COMPACT, places

WIDTHS = (16, 32, 64)
"""Channels of the contracting part's three convolutions; the expanding part has them in reverse."""

RESIDUAL_BLOCKS = 5

BOTTLENECK = 100
"""How many numbers describe a style."""

STATISTICS = 2 * sum(WIDTHS_COMPACT)
"""What the style prediction network reads: a mean and a deviation of every channel of the five taps."""

HIDDEN = 256
"""Units between the statistics and the bottleneck."""

CONDITIONED = (*(2 * RESIDUAL_BLOCKS) * (WIDTHS[2],), WIDTHS[1], WIDTHS[0])
"""Channels of the convolutions, in order, whose scales, shifts and amounts of noise the bottleneck sets."""

NOISE = 0.1
"""The deviation of the noise before training."""


def statistics(taps: list[Tensor]) -> Tensor:
    """Means and deviations of the channels of five taps: shape (N, STATISTICS)."""
    parts = []
    for tap in taps:
        rows = places(tap)
        mean = rows.mean(1)
        # Six times as fast as torch's own deviation.
        parts += [mean, (rows.square().mean(1) - mean.square()).clamp_min(0).sqrt()]
    return torch.cat(parts, 1)


class Predictor(nn.Module):
    """Statistics of a style -> bottleneck."""

    def __init__(self) -> None:
        super().__init__()
        self.mean: Tensor
        self.deviation: Tensor
        self.register_buffer("mean", torch.zeros(STATISTICS))
        self.register_buffer("deviation", torch.ones(STATISTICS))
        self.hidden = nn.Linear(STATISTICS, HIDDEN)
        self.bottleneck = nn.Linear(HIDDEN, BOTTLENECK)

    def forward(self, numbers: Tensor) -> Tensor:
        """The bottleneck, (N, BOTTLENECK), of `statistics`, (N, STATISTICS)."""
        result: Tensor = self.bottleneck(F.relu(self.hidden(self.normal(numbers))))
        return result

    def normal(self, numbers: Tensor) -> Tensor:
        """Statistics brought to mean 0 and deviation 1 over the styles of the training."""
        return (numbers - self.mean) / self.deviation


class Transform(nn.Module):
    """Repaints pictures by bottlenecks."""

    def __init__(self) -> None:
        super().__init__()
        first, second, third = WIDTHS
        self.contract = nn.ModuleList(
            [nn.Conv2d(3, first, 5), nn.Conv2d(first, second, 3), nn.Conv2d(second, third, 3)]
        )
        self.residual = nn.ModuleList(nn.Conv2d(third, third, 3) for _ in range(2 * RESIDUAL_BLOCKS))
        self.expand = nn.ModuleList([nn.Conv2d(third, second, 3), nn.Conv2d(second, first, 3)])
        self.paint = nn.Conv2d(first, 3, 5)
        self.conditions = nn.Linear(BOTTLENECK, 3 * sum(CONDITIONED))
        nn.init.normal_(self.conditions.weight, std=0.02)
        nn.init.zeros_(self.conditions.bias)
        nn.init.constant_(self.conditions.bias[-sum(CONDITIONED) :], NOISE)

    def forward(self, pictures: Tensor, bottleneck: Tensor, generator: torch.Generator | None = None) -> Tensor:
        """Pictures (N, 3, H, W) in [0, 1], H and W divisible by 4, and bottlenecks (N or 1, BOTTLENECK).

        `generator` makes the noise; the same state gives the same pictures.
        """

        def conditioned(features: Tensor) -> Tensor:
            scale, shift, amount = next(conditions)
            noise = torch.randn(features[:, :1].shape, generator=generator)
            return features * (1 + scale) + shift + amount * noise.to(features.dtype)

        conditions = self._conditions(bottleneck)
        features = pictures - 0.5
        for convolution, stride in zip(self.contract, (1, 2, 2), strict=True):
            features = F.relu(_normalised(_convolve(convolution, features, stride)))
        for first, second in zip(self.residual[::2], self.residual[1::2], strict=True):
            inner = F.relu(conditioned(_normalised(_convolve(first, features))))
            features = features + conditioned(_normalised(_convolve(second, inner)))
        for convolution in self.expand:
            larger = F.interpolate(features, scale_factor=2, mode="nearest")
            features = F.relu(conditioned(F.group_norm(_convolve(convolution, larger), 1)))
        return _convolve(self.paint, features).float().sigmoid()

    def _conditions(self, bottleneck: Tensor) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
        """Scale, shift and amount of noise, each (N, C, 1, 1), of one convolution after the other."""
        parts = self.conditions(bottleneck)[..., None, None].split(3 * CONDITIONED, 1)
        count = len(CONDITIONED)
        return iter(zip(parts[:count], parts[count : 2 * count], parts[2 * count :], strict=True))


class Student(nn.Module):
    """Both networks together."""

    def __init__(self) -> None:
        super().__init__()
        self.predictor = Predictor()
        self.transform = Transform()

    def forward(self, contents: Tensor, numbers: Tensor) -> Tensor:
        """Repaint contents by the statistics of styles, with noise that is new each time."""
        pictures: Tensor = self.transform(contents, self.predictor(numbers))
        return pictures


def _convolve(convolution: nn.Module, features: Tensor, stride: int = 1) -> Tensor:
    """A convolution over reflected edges."""
    assert isinstance(convolution, nn.Conv2d)
    side = convolution.kernel_size[0] // 2
    padded = F.pad(features, (side, side, side, side), mode="reflect")
    return F.conv2d(padded, convolution.weight, convolution.bias, stride)


def _normalised(features: Tensor) -> Tensor:
    """Each channel of each picture with mean 0 and deviation 1."""
    height, width = features.shape[2:]
    rows = features.permute(0, 2, 3, 1).flatten(1, 2)
    centred = rows - _mean(rows)
    normal = centred * (_mean(centred * centred) + 1e-3).rsqrt()
    return normal.view(-1, height, width, normal.shape[2]).permute(0, 3, 1, 2)


def _mean(rows: Tensor) -> Tensor:
    """The mean over all places, (N, 1, C): as a product, where channels lie side by side thrice as fast as `mean`."""
    count = rows.shape[1]
    result: Tensor = torch.bmm(rows.new_full((1, 1, count), 1 / count).expand(len(rows), 1, count), rows)
    return result
