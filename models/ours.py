"""Our own networks for the fast method: `models.transform`, trained by `models.train.fast_network`."""

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from models.fast import Fast
from models.messages import Picture
from models.transform import Student, statistics
from models.vgg import compact_network
from models.weights import FOLDER, WeightsError, load_weights

FILE = FOLDER / "fast_network.safetensors"


class Ours(Fast):
    """Both networks of ours; the style prediction network reads a picture by the compact VGG-19's taps."""

    name = "Style Duel fast network"
    style_side = 288

    def __init__(self, file: Path = FILE) -> None:
        """Read weights as the recipe writes them. Raises `WeightsError` if they are missing, changed or others."""
        weights = {name: torch.from_numpy(array).float() for name, array in load_weights(file).items()}
        self._networks = Student().eval().requires_grad_(False)
        try:
            self._networks.load_state_dict(weights)
        except RuntimeError:
            raise WeightsError(f"{file} holds weights of another network; install the program again.") from None
        self._networks.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self._reader = compact_network()

    def _predict(self, style: Picture) -> NDArray[np.float32]:
        with torch.inference_mode():
            taps = self._reader(_to_tensor(style))
            numbers: NDArray[np.float32] = self._networks.predictor(statistics(taps)).numpy()
        return numbers

    def _paint(self, content: Picture, numbers: NDArray[np.float32]) -> NDArray[np.float32]:
        # The same noise each time: the brushwork stands still while the strength is changed.
        noise = torch.Generator().manual_seed(0)
        with torch.inference_mode():
            painted = self._networks.transform(_to_tensor(content), torch.from_numpy(numbers), noise)
        return np.asarray(painted[0].permute(1, 2, 0))


def _to_tensor(picture: Picture) -> torch.Tensor:
    pixels = torch.from_numpy(picture).permute(2, 0, 1)[None].float().div_(255)
    return pixels.contiguous(memory_format=torch.channels_last)
