"""What the classic method minimises: one normalised loss over content, style and smoothness, and its exact gradient.

A picture that is too large for one pass is read in tiles whose halos cover the network's whole field of view, so that
features, Gram matrices and gradient are those of the whole picture, in bounded memory and without seams.
"""

import copy
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.autograd.function import FunctionCtx
from torch.nn import functional as F

from models.vgg import FeatureNetwork

STYLE = 1.0
CONTENT = 0.04
SMOOTHNESS = 0.3
RANGE = 30.0
"""The weights of the four parts of the loss."""

HALO = 80
"""Pixels round a tile that reach into its features: conv5_1 sees 78 pixels to each side."""

GRID = 16
"""Tiles begin at multiples of this, so that all four poolings fall as they do in the whole picture."""

TILE = 512
"""The side, in pixels, of the tiles of a larger picture, without halo."""

LARGEST_TILE = 640
"""The longest side, in pixels, that is read in one pass."""

PLACES = 8192
"""Places whose channels are brought to 32 bits at a time, so that no copy of all features is needed."""


@dataclass(frozen=True, slots=True)
class Losses:
    """The weighted sum and its two main parts, unweighted: 0 is reached, 1 is as far off as an empty answer."""

    total: float
    content: float
    style: float


@dataclass(frozen=True, slots=True)
class _Tile:
    """A part of the picture, as top, bottom, left, right: `outer` (with halo) is read, `inner` is its own."""

    outer: tuple[int, int, int, int]
    inner: tuple[int, int, int, int]

    def cut(self, picture: Tensor) -> Tensor:
        top, bottom, left, right = self.outer
        return picture[:, :, top:bottom, left:right]

    def own(self, features: Tensor, stride: int) -> Tensor:
        """The part of the features, of so many pixels a place, that belongs to this tile alone."""
        if self.inner == self.outer:
            return features
        top, bottom, left, right = (edge // stride for edge in self.inner)
        above, before = self.outer[0] // stride, self.outer[2] // stride
        return features[:, :, top - above : bottom - above, left - before : right - before]


def _spans(length: int) -> list[tuple[int, int, int, int]]:
    """Cut a length into parts: begin and end with halo, begin and end without."""
    count = 1 if length <= LARGEST_TILE else -(-length // TILE)
    edges = [round(length * part / count / GRID) * GRID for part in range(count)] + [length]
    pairs = itertools.pairwise(edges)
    return [(max(0, begin - HALO), min(length, end + HALO), begin, end) for begin, end in pairs]


def _tiles(height: int, width: int) -> list[_Tile]:
    return [
        _Tile((y0, y1, x0, x1), (top, bottom, left, right))
        for y0, y1, top, bottom in _spans(height)
        for x0, x1, left, right in _spans(width)
    ]


def nothing() -> None:
    """Nobody listens."""


class Reader:
    """Reads pictures with a network, tile by tile, in the number format that is fastest here."""

    def __init__(self, network: FeatureNetwork, *, half: bool) -> None:
        """`half` computes in bfloat16, Gram matrices and losses excepted."""
        self._network = network
        if half:
            self._network = copy.deepcopy(network)
            self._network.convolutions.to(torch.bfloat16)

    def read(self, picture: Tensor, tile: _Tile, tick: Callable[[], None]) -> tuple[list[Tensor], Tensor]:
        """One tile's share of the five Gram matrices (sums over its places) and its content features.

        `tick` is called several times, here and when the gradient is taken, and may raise.
        """
        part = tile.cut(picture).contiguous(memory_format=torch.channels_last)
        taps, content = self._network.style_and_content(part, tick)
        grams = [_gram(tile.own(features, 2**level)) for level, features in enumerate(taps)]
        return grams, tile.own(content, 8)

    @torch.no_grad()
    def grams(self, picture: Tensor, tick: Callable[[], None] = nothing) -> list[Tensor]:
        """The five Gram matrices of a picture (1, 3, H, W), each divided by the number of places; `tick` as above."""
        height, width = picture.shape[2:]
        parts = [self.read(picture, tile, tick)[0] for tile in _tiles(height, width)]
        return _normalised(_summed(parts), height, width)

    @torch.no_grad()
    def content(self, picture: Tensor, tick: Callable[[], None]) -> list[Tensor]:
        """The content features of a picture, one part for each of its tiles; `tick` as above."""
        return [self.read(picture, tile, tick)[1] for tile in _tiles(*picture.shape[2:])]


class _Gram(torch.autograd.Function):
    """The sum over all places of the products of their channels, in 32 bits; features of shape (1, C, H, W).

    What autograd would do by itself takes several times as long: it turns the features to planes and back.
    """

    @staticmethod
    def forward(ctx: FunctionCtx, features: Tensor) -> Tensor:
        ctx.save_for_backward(features)
        total = torch.zeros(features.shape[1], features.shape[1])
        for part in _places(features).split(PLACES):
            part = part.float()
            total.addmm_(part.T, part)
        return total

    @staticmethod
    def backward(ctx: Any, *pulls: Tensor) -> Tensor:
        (features,) = ctx.saved_tensors
        height, width = features.shape[2:]
        pulled = _places(features) @ (pulls[0] + pulls[0].T).to(features.dtype)
        return pulled.view(1, height, width, -1).permute(0, 3, 1, 2)


def _places(features: Tensor) -> Tensor:
    """The channels of each place, shape (places, C); a view where they lie side by side in memory."""
    return features.permute(0, 2, 3, 1).reshape(-1, features.shape[1])


def _gram(features: Tensor) -> Tensor:
    gram: Tensor = _Gram.apply(features)  # type: ignore[no-untyped-call]
    return gram


def _summed(parts: list[list[Tensor]]) -> list[Tensor]:
    return [torch.stack(level).sum(0) for level in zip(*parts, strict=True)]


def _normalised(sums: list[Tensor], height: int, width: int) -> list[Tensor]:
    places = [(height // 2**level) * (width // 2**level) for level in range(len(sums))]
    return [gram / count for gram, count in zip(sums, places, strict=True)]


class Objective:
    """The loss at one size, as a function of a flat picture."""

    def __init__(
        self,
        reader: Reader,
        content: Tensor,
        style_grams: list[Tensor],
        tick: Callable[[], None],
    ) -> None:
        """`content` (1, 3, H, W) in [0, 1]; `tick` is called several times in each evaluation and may raise."""
        self.shape = content.shape
        self._reader = reader
        self._tick = tick
        self._grams = style_grams
        self._tiles = _tiles(*content.shape[2:])
        self._content = reader.content(content, tick)
        self._content_scale = sum(float(part.float().square().sum()) for part in self._content) + 1e-12
        self.losses = Losses(0.0, 0.0, 0.0)

    def evaluate(self, flat: Tensor) -> tuple[float, Tensor]:
        """Loss and gradient at a flat picture; `losses` then holds the parts."""
        picture = flat.view(self.shape).requires_grad_()
        if len(self._tiles) == 1:
            sums, content = self._read(picture, 0)
            style = self._style(sums)
            (STYLE * style + CONTENT * content).backward()
        else:
            style, content = self._backward_by_tiles(picture)
        smoothness = self._smoothness(picture)
        smoothness.backward()
        flat.requires_grad_(False)
        gradient = picture.grad
        assert gradient is not None
        total = STYLE * style.item() + CONTENT * content.item() + smoothness.item()
        self.losses = Losses(total, content.item(), style.item())
        return total, gradient.flatten()

    @torch.no_grad()
    def measure(self, picture: Tensor) -> Losses:
        """The losses of a picture of this size, without a gradient."""
        parts = [self._read(picture, index) for index in range(len(self._tiles))]
        style = float(self._style(_summed([grams for grams, _ in parts])))
        content = float(sum(float(content) for _, content in parts))
        return Losses(STYLE * style + CONTENT * content + float(self._smoothness(picture)), content, style)

    def _backward_by_tiles(self, picture: Tensor) -> tuple[Tensor, Tensor]:
        """First the Gram matrices of the whole, then each tile's share of the gradient."""
        with torch.no_grad():
            sums = _summed([self._read(picture, index)[0] for index in range(len(self._tiles))])
        whole = [gram.requires_grad_() for gram in sums]
        style = self._style(whole)
        pulls = torch.autograd.grad(style, whole)
        total = torch.zeros(())
        for index in range(len(self._tiles)):
            grams, content = self._read(picture, index)
            pulled = torch.stack([(gram * pull).sum() for gram, pull in zip(grams, pulls, strict=True)]).sum()
            (STYLE * pulled + CONTENT * content).backward()
            total += content.detach()
        return style.detach(), total

    def _read(self, picture: Tensor, index: int) -> tuple[list[Tensor], Tensor]:
        """One tile's sums for the Gram matrices and its share of the content loss."""
        grams, content = self._reader.read(picture, self._tiles[index], self._tick)
        return grams, (content - self._content[index]).float().square().sum() / self._content_scale

    def _style(self, sums: list[Tensor]) -> Tensor:
        """The mean over the layers of |G - Gs|^2 / |Gs|^2."""
        pairs = zip(_normalised(sums, *self.shape[2:]), self._grams, strict=True)
        return torch.stack([(gram - aim).square().sum() / aim.square().sum() for gram, aim in pairs]).mean()

    def _smoothness(self, picture: Tensor) -> Tensor:
        """Squared differences between neighbours, and squared distance outside [0, 1], both as means."""
        across = (picture[..., 1:] - picture[..., :-1]).square().mean()
        down = (picture[..., 1:, :] - picture[..., :-1, :]).square().mean()
        outside = (F.relu(-picture) + F.relu(picture - 1)).square().mean()
        return SMOOTHNESS * (across + down) + RANGE * outside
