"""The autoencoder behind the grade: a picture reduced to 12 x 12 places of 16 numbers, and built back from these alone.

The reduction keeps its places. At each place it holds 8 numbers of *layout* (a direction, of length 1), 3 of *colour*
(the place's mean colour in L*a*b*, scaled) and 5 of *stroke* (texture, each between -1 and 1). Blocks follow
ConvNeXt (Liu et al. 2022, section 2), which is cheap at this size and sees far.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

SIDE = 96
"""Side of the encoder's input in pixels; pictures of any shape are squeezed to it."""

PLACES = 12
"""Rows and columns of the reduction."""

LAYOUT, COLOUR, STROKE = slice(0, 8), slice(8, 11), slice(11, 16)
"""Which channels of the reduction hold which part."""

CHANNELS = 16

_PLACED = 3.0
"""How much colours in their places count beside the palette as a whole."""

_EXACT = "donot_use_mm_for_euclid_dist"


class _Block(nn.Module):
    """Depthwise 7 x 7, then two pointwise layers, added to the input."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.space = nn.Conv2d(width, width, 7, padding=3, groups=width)
        self.norm = nn.GroupNorm(1, width)
        self.wide = nn.Conv2d(width, 2 * width, 1)
        self.narrow = nn.Conv2d(2 * width, width, 1)

    def forward(self, x: Tensor) -> Tensor:
        change: Tensor = self.narrow(F.relu(self.wide(self.norm(self.space(x)))))
        return x + change


class Encoder(nn.Module):
    """Pictures (N, 3, 96, 96) in [0, 1] become reductions (N, 16, 12, 12)."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(3, 48, 6, stride=4, padding=1),
            nn.ReLU(),
            nn.Conv2d(48, 96, 3, stride=2, padding=1),
            _Block(96),
            _Block(96),
            _Block(96),
            nn.GroupNorm(1, 96),
            nn.Conv2d(96, CHANNELS, 1),
        )

    def forward(self, pictures: Tensor) -> Tensor:
        """Reduce."""
        reduction = self.layers(2 * pictures - 1).float()
        layout = F.normalize(reduction[:, LAYOUT], dim=1, eps=1e-3)
        return torch.cat([layout, reduction[:, COLOUR], torch.tanh(reduction[:, STROKE])], 1)


class Decoder(nn.Module):
    """Reductions (N, 16, 12, 12) become pictures (N, 3, 96, 96), roughly in [0, 1]."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(CHANNELS, 96, 3, padding=1),
            _Block(96),
            nn.Conv2d(96, 4 * 48, 1),
            nn.PixelShuffle(2),
            nn.ReLU(),
            nn.Conv2d(48, 16 * 3, 3, padding=1),
            nn.PixelShuffle(4),
        )

    def forward(self, reductions: Tensor) -> Tensor:
        """Build back."""
        pictures: Tensor = self.layers(reductions).float()
        return pictures + 0.5


class Comparison(nn.Module):
    """The distances between reductions: three parts, and one whole that weighs them. All are 0 for equal reductions.

    Every distance is symmetric and at least 0. The weights of the whole are learnt together with the encoder.
    """

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.tensor([2.0, 2.0, 1.0]))
        # Half of the 26 directions to the neighbours in a cube: the axes of L*a*b* and all between them.
        steps = torch.tensor([-1.0, 0.0, 1.0])
        axes = torch.cartesian_prod(steps, steps, steps)[14:]
        self.register_buffer("axes", F.normalize(axes, dim=1), persistent=False)

    def parts(self, first: Tensor, second: Tensor) -> Tensor:
        """Distances in layout, colour and stroke of every first from every second: shape (N, M, 3)."""
        # Not by a product of matrices, whose rounding would set equal reductions apart.
        apart = torch.cdist(first[:, LAYOUT].flatten(1), second[:, LAYOUT].flatten(1), compute_mode=_EXACT)
        layout = apart**2 / (2 * PLACES**2)
        palette = _mean_difference(self._palette(first), self._palette(second))
        placed = _mean_difference(first[:, COLOUR].flatten(1), second[:, COLOUR].flatten(1))
        colour = palette + _PLACED * placed
        stroke = _mean_difference(_texture(first), _texture(second))
        return torch.stack([layout, colour, stroke], -1)

    def whole(self, parts: Tensor) -> Tensor:
        """One distance from the three parts (..., 3)."""
        return (parts * F.softplus(self.weights) * 4).sum(-1)

    def _palette(self, reductions: Tensor) -> Tensor:
        """All colours, without their places: sorted along each direction (sliced Wasserstein, Bonneel et al. 2015)."""
        along = torch.einsum("kc,ncp->nkp", self.axes, reductions[:, COLOUR].flatten(2))
        return along.sort(-1).values.flatten(1)


def _texture(reductions: Tensor) -> Tensor:
    """Texture without places: means and Gram matrix (Gatys et al. 2015, equation 3) of the stroke channels."""
    stroke = reductions[:, STROKE].flatten(2)
    gram = stroke @ stroke.transpose(1, 2) / stroke.shape[2]
    return torch.cat([stroke.mean(2), gram.flatten(1)], 1)


def _mean_difference(first: Tensor, second: Tensor) -> Tensor:
    return torch.cdist(first, second, p=1) / first.shape[1]


def place_distances(first: Tensor, second: Tensor) -> Tensor:
    """Where two reductions (16, 12, 12) differ in layout and colour: shape (12, 12), at least 0."""
    layout = (first[LAYOUT] - second[LAYOUT]).square().sum(0) / 2
    colour = (first[COLOUR] - second[COLOUR]).abs().mean(0)
    return layout + colour
