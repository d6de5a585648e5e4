"""The fast method: style prediction network -> bottleneck of 100 numbers -> transform network.

Ghiasi et al. 2017, "Exploring the structure of a real-time, arbitrary neural artistic stylization network"
(arXiv 1705.06830). Two pairs of networks can be chosen, ours (`models.ours`) and Magenta's (`models.magenta`).
"""

from abc import ABC, abstractmethod
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from models.choices import FastWeights
from models.messages import Picture
from models.pictures import resize_picture, size_within

BORDER = 24
"""Pixels of reflected picture round the content: what the network does to an edge is cut away with them."""


class Fast(ABC):
    """Both networks, loaded and ready."""

    name: ClassVar[str]
    """Which weights these are, for `--json` and the page that tells how the machines did it."""

    style_side: ClassVar[int]
    """The short side, in pixels, of the styles that the style prediction network was trained on."""

    def bottleneck(self, picture: Picture) -> NDArray[np.float32]:
        """The 100 numbers that describe a picture's style; the last axis has them, all others are 1."""
        height, width = picture.shape[:2]
        scale, longest = self.style_side / min(height, width), 2 * self.style_side
        # Twice as long as it is high is as far as the network has seen; what is longer is squeezed.
        size = min(longest, round(width * scale)), min(longest, round(height * scale))
        return self._predict(resize_picture(picture, *size))

    def stylise(self, content: Picture, style: Picture, *, size: int, strength: float = 1.0) -> Picture:
        """Paint `content` in the manner of `style`; the long side of the result has `size` pixels.

        `strength` from 0 to 1 blends the content's own bottleneck with the style's (section 3.3 of the paper).
        """
        width, height = size_within(content, size)
        numbers = self.bottleneck(style)
        if strength < 1:
            numbers = np.float32(strength) * numbers + np.float32(1 - strength) * self.bottleneck(content)
        scaled = resize_picture(content, width, height)
        # The network halves the picture twice: its sides must be divisible by four.
        below, right = BORDER + -height % 4, BORDER + -width % 4
        padded = np.pad(scaled, ((BORDER, below), (BORDER, right), (0, 0)), mode="symmetric")
        painted = self._paint(padded, numbers)
        inside = painted[BORDER : BORDER + height, BORDER : BORDER + width]
        result: Picture = (inside.clip(0, 1) * 255).round().astype(np.uint8)
        return result

    @abstractmethod
    def _predict(self, style: Picture) -> NDArray[np.float32]:
        """The bottleneck of a picture of the size that the network was trained on."""

    @abstractmethod
    def _paint(self, content: Picture, numbers: NDArray[np.float32]) -> NDArray[np.float32]:
        """Repaint a picture, whose sides are divisible by four, by a bottleneck: (height, width, 3), about 0 to 1."""


def load_fast(weights: FastWeights, threads: int = 1) -> Fast:
    """The networks of a name. Raises `WeightsError` if a file is missing or was changed."""
    if weights == "magenta":
        from models.magenta import Magenta

        return Magenta(threads)
    from models.ours import Ours

    return Ours()
