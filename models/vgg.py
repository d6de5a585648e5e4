"""The feature networks of the classic method: a compact VGG-19 that ships, and torchvision's VGG-19 in full.

Both are read at the same five taps, relu1_1 to relu5_1 (Gatys et al. 2015, arXiv 1508.06576, section "Methods"), through
one interface, `FeatureNetwork`.
"""

from torch import Tensor, nn
from torch.nn import functional as F

WIDTHS_COMPACT = (16, 32, 64, 128, 128)
"""Channels of the compact network's five blocks: a quarter of VGG-19's."""

BLOCKS = ((0,), (1, 2), (3, 4), (5, 6, 7, 8), (9, 10, 11, 12))
"""Which of the 13 convolutions lie between one tap and the next."""

POOL_BEFORE = frozenset({2, 4, 8, 12})
"""The convolutions that a 2x2 pooling precedes."""


class FeatureNetwork(nn.Module):
    """VGG-19 up to conv5_1 with reflection padding, at any width.

    `widths` are the channels of the five blocks. `mean` and `deviation` (three numbers each) normalise the input,
    RGB in [0, 1].
    """

    def __init__(
        self,
        widths: tuple[int, int, int, int, int],
        mean: tuple[float, float, float],
        deviation: tuple[float, float, float],
    ) -> None:
        super().__init__()
        block_of = (0, 0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4)
        outputs = [widths[block] for block in block_of]
        inputs = [3, *outputs[:-1]]
        self.convolutions = nn.ModuleList(nn.Conv2d(i, o, 3) for i, o in zip(inputs, outputs, strict=True))
        self.mean: Tensor
        self.deviation: Tensor
        self.register_buffer("mean", _column(mean))
        self.register_buffer("deviation", _column(deviation))

    def block(self, index: int, features: Tensor) -> Tensor:
        """Run one block: from tap `index - 1` (or the normalised picture, for block 0) to tap `index`."""
        for number in BLOCKS[index]:
            if number in POOL_BEFORE:
                features = F.max_pool2d(features, 2)
            features = F.relu(self.convolutions[number](F.pad(features, (1, 1, 1, 1), mode="reflect")))
        return features

    def normalised(self, pictures: Tensor) -> Tensor:
        """Bring pictures, RGB in [0, 1], shape (N, 3, H, W), to the range that the first convolution was made for."""
        return (pictures - self.mean) / self.deviation

    def forward(self, pictures: Tensor) -> list[Tensor]:
        """The features at the five taps for pictures of shape (N, 3, H, W), RGB in [0, 1]; H and W at least 32."""
        taps = []
        features = self.normalised(pictures)
        for index in range(len(BLOCKS)):
            features = self.block(index, features)
            taps.append(features)
        return taps


def _column(values: tuple[float, float, float]) -> Tensor:
    return Tensor(values).view(1, 3, 1, 1)


def compact_network() -> FeatureNetwork:
    """The compact network, untrained."""
    return FeatureNetwork(WIDTHS_COMPACT, mean=(0.48, 0.45, 0.40), deviation=(0.25, 0.25, 0.25))
