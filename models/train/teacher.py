"""The teacher of the compact VGG-19, which also judges it: the pruned VGG-19 of Wang et al. 2020 (arXiv 2003.08436)."""

from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from models.vgg import WIDTHS_COMPACT, FeatureNetwork, in_channels_last

LAYERS = ("11", "12", "21", "22", "31", "32", "33", "34", "41", "42", "43", "44", "51")


class Teacher(FeatureNetwork):
    """Its own 1x1 convolution turns RGB into VGG's BGR with the mean taken away."""

    def __init__(self, weights: dict[str, Tensor]) -> None:
        """`weights` under the names of the authors' file."""
        super().__init__(WIDTHS_COMPACT, mean=(0.0, 0.0, 0.0), deviation=(1.0, 1.0, 1.0), name="teacher")
        self._weight, self._bias = weights["conv0.weight"], weights["conv0.bias"]
        for number, layer in enumerate(LAYERS):
            convolution = self.convolution(number)
            convolution.weight = torch.nn.Parameter(weights[f"conv{layer}.weight"])
            convolution.bias = torch.nn.Parameter(weights[f"conv{layer}.bias"])

    def normalised(self, pictures: Tensor) -> Tensor:
        """See `FeatureNetwork.normalised`."""
        return F.conv2d(pictures, self._weight, self._bias)


def load_teacher(file: Path) -> FeatureNetwork:
    """Read the authors' file; the network is frozen."""
    weights = torch.load(file, map_location="cpu", weights_only=True)["model"]
    return in_channels_last(Teacher(weights).eval().requires_grad_(False))
