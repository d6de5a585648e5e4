"""Our own fast network as the game would run it, from a file of weights that is still being judged."""

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file

from models.fast import STYLE_SIDE, Fast
from models.messages import Picture
from models.pictures import resize_picture
from models.transform import Student, statistics
from models.vgg import compact_network


class Ours(Fast):
    """Stylises as `Fast` does, with our networks in the place of Magenta's."""

    def __init__(self, file: Path) -> None:
        """Read weights as `models.train.fast_network` writes them."""
        self._networks = Student().eval().requires_grad_(False)
        self._networks.load_state_dict({name: value.float() for name, value in load_file(file).items()})
        self._networks.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self._reader = compact_network()

    def bottleneck(self, picture: Picture) -> NDArray[np.float32]:
        """The 100 numbers that describe a picture's style, shape (1, 100)."""
        height, width = picture.shape[:2]
        scale = STYLE_SIDE / min(height, width)
        size = (min(2 * STYLE_SIDE, round(width * scale)), min(2 * STYLE_SIDE, round(height * scale)))
        with torch.inference_mode():
            taps = self._reader(_to_tensor(resize_picture(picture, *size)))
            numbers: NDArray[np.float32] = self._networks.predictor(statistics(taps)).numpy()
        return numbers

    def _paint(self, content: Picture, numbers: NDArray[np.float32]) -> NDArray[np.float32]:
        with torch.inference_mode():
            painted = self._networks.transform(_to_tensor(content), torch.from_numpy(numbers))
        return np.asarray(painted[0].permute(1, 2, 0))


def _to_tensor(picture: Picture) -> torch.Tensor:
    pixels = torch.from_numpy(picture).permute(2, 0, 1)[None].float().div_(255)
    return pixels.contiguous(memory_format=torch.channels_last)
