"""The feature networks of the classic method: a compact VGG-19 that ships, and torchvision's VGG-19 in full.

Both are read at the same five taps, relu1_1 to relu5_1 (Gatys et al. 2015, arXiv 1508.06576, section "Methods"),
through one interface, `FeatureNetwork`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from models.fetch import full_weights_path
from models.weights import FOLDER, WeightsError, load_weights

FILE = FOLDER / "compact_vgg19.safetensors"
"""The weights of the compact network."""

WIDTHS_COMPACT = (16, 32, 64, 128, 128)
"""Channels of the compact network's five blocks: a quarter of VGG-19's."""

WIDTHS_FULL = (64, 128, 256, 512, 512)
"""Channels of VGG-19's five blocks (Simonyan and Zisserman 2014, arXiv 1409.1556, table 1, column E)."""

BLOCKS = ((0,), (1, 2), (3, 4), (5, 6, 7, 8), (9, 10, 11, 12))
"""Which of the 13 convolutions lie between one tap and the next."""

TAPS = tuple(block[-1] for block in BLOCKS)
"""The convolutions whose answers are read for style: conv1_1, conv2_1, conv3_1, conv4_1, conv5_1."""

CONV4_1, CONV4_2 = 8, 9
"""The convolutions whose answers are read for content, in the compact and in the full network."""

POOL_BEFORE = frozenset({2, 4, 8, 12})
"""The convolutions that a 2x2 pooling precedes."""


class FeatureNetwork(nn.Module):
    """VGG-19 up to conv5_1 with reflection padding, at any width.

    `widths` are the channels of the five blocks. `mean` and `deviation` (three numbers each) normalise the input,
    RGB in [0, 1]. `content` is the convolution that content is read from. `name` says which weights it holds.
    """

    def __init__(
        self,
        widths: tuple[int, int, int, int, int],
        mean: tuple[float, float, float],
        deviation: tuple[float, float, float],
        *,
        content: int = CONV4_1,
        name: str = "untrained",
    ) -> None:
        super().__init__()
        block_of = (0, 0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4)
        outputs = [widths[block] for block in block_of]
        inputs = [3, *outputs[:-1]]
        self.convolutions = nn.ModuleList(nn.Conv2d(i, o, 3) for i, o in zip(inputs, outputs, strict=True))
        self.content = content
        self.name = name
        self.mean: Tensor
        self.deviation: Tensor
        self.register_buffer("mean", _column(mean), persistent=False)
        self.register_buffer("deviation", _column(deviation), persistent=False)

    def convolution(self, number: int) -> nn.Conv2d:
        """One of the 13 convolutions, counted from 0."""
        layer = self.convolutions[number]
        assert isinstance(layer, nn.Conv2d)
        return layer

    def block(self, index: int, features: Tensor) -> Tensor:
        """Run one block: from tap `index - 1` (or the normalised picture, for block 0) to tap `index`."""
        for number in BLOCKS[index]:
            features = self._convolve(number, features)
        return features

    def normalised(self, pictures: Tensor) -> Tensor:
        """Bring pictures, RGB in [0, 1], shape (N, 3, H, W), to the range that the first convolution was made for."""
        return (pictures - self.mean) / self.deviation

    def answers(self, pictures: Tensor) -> Iterator[tuple[int, Tensor]]:
        """The number and the rectified answer of each convolution in turn, shape (N, C, h, w)."""
        features = self.normalised(pictures).to(self.convolution(0).weight.dtype)
        for number in range(len(self.convolutions)):
            features = self._convolve(number, features)
            yield number, features

    def forward(self, pictures: Tensor) -> list[Tensor]:
        """The features at the five taps for pictures of shape (N, 3, H, W), RGB in [0, 1]; H and W at least 32."""
        return [features for number, features in self.answers(pictures) if number in TAPS]

    def style_and_content(self, pictures: Tensor, tick: Callable[[], None]) -> tuple[list[Tensor], Tensor]:
        """The features at the five taps, and those that content is read from; input as for `forward`.

        `tick` is called at each tap, on the way back for the gradient too, and may raise.
        """
        taps, content = [], pictures
        for number, features in self.answers(pictures):
            if number in TAPS:
                taps.append(features)
                tick()
                if features.requires_grad:
                    features.register_hook(lambda _: tick())
            if number == self.content:
                content = features
        return taps, content

    def _convolve(self, number: int, features: Tensor) -> Tensor:
        layer = self.convolution(number)
        return convolve(number, features, layer.weight, layer.bias)


def convolve(number: int, features: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
    """One of the 13 convolutions with all that belongs to it: pooling before some, reflection padding, rectifying."""
    if number in POOL_BEFORE:
        features = F.max_pool2d(features, 2)
    return F.relu(F.conv2d(F.pad(features, (1, 1, 1, 1), mode="reflect"), weight, bias), inplace=True)


def places(features: Tensor) -> Tensor:
    """The channels of each place in 32 bits, (N, places, C); quick where they lie side by side in memory."""
    return features.permute(0, 2, 3, 1).flatten(1, 2).float()


def _column(values: tuple[float, float, float]) -> Tensor:
    return Tensor(values).view(1, 3, 1, 1)


def untrained_compact_network() -> FeatureNetwork:
    """The compact network before training, for the recipe that trains it."""
    return FeatureNetwork(
        WIDTHS_COMPACT, mean=(0.48, 0.45, 0.40), deviation=(0.25, 0.25, 0.25), name="compact VGG-19 (ours)"
    )


def untrained_full_network() -> FeatureNetwork:
    """VGG-19 before its weights are loaded, with ImageNet's normalisation."""
    return FeatureNetwork(
        WIDTHS_FULL,
        mean=(0.485, 0.456, 0.406),
        deviation=(0.229, 0.224, 0.225),
        content=CONV4_2,
        name="VGG-19 (torchvision, ImageNet)",
    )


def with_weights(network: FeatureNetwork, file: Path) -> FeatureNetwork:
    """Load weights and freeze the network. Raises `WeightsError` if they are missing, changed or of another network."""
    weights = {name: torch.from_numpy(array).float() for name, array in load_weights(file).items()}
    try:
        network.load_state_dict(weights)
    except RuntimeError:
        raise WeightsError(f"{file} holds weights of another network; install the program again.") from None
    return in_channels_last(network.eval().requires_grad_(False))


def in_channels_last(network: FeatureNetwork) -> FeatureNetwork:
    """The same network with its weights laid out as convolutions on a processor are fastest."""
    return network.to(memory_format=torch.channels_last)  # type: ignore[call-overload,no-any-return]


def compact_network() -> FeatureNetwork:
    """The compact network that ships. Raises `WeightsError` if its weights are missing or were changed."""
    return with_weights(untrained_compact_network(), FILE)


def full_network() -> FeatureNetwork:
    """VGG-19 with torchvision's ImageNet weights. Raises `WeightsError` if they were not fetched or were changed."""
    return with_weights(untrained_full_network(), full_weights_path())


def best_network() -> FeatureNetwork:
    """The full network where its weights were fetched, else the compact one. Raises `WeightsError` as both do."""
    return full_network() if full_weights_path().exists() else compact_network()
