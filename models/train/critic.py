"""A critic that learns, beside our own fast network, to tell its pictures from the paintings that they are to be like.

Losses on features let regular weaves and dots pass, which no painting has: the critic looks at the pixels. It sees
pieces of 18 pixels, of the picture and of the picture at half its size (Isola et al. 2017, arXiv 1611.07004, section
3.2.2: too small for what is shown, wide enough for how it is painted), knows the statistics of the style that was asked
for (Miyato and Koyama 2018, arXiv 1802.05637), and is kept gentle by spectral norms (Miyato et al. 2018, arXiv
1802.05957). It is no part of the program.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils.parametrizations import spectral_norm

from models.transform import STATISTICS

WIDTH = 32
"""Channels of the first convolution; the next two have twice and four times as many."""

RATE = 1e-3


class _Eye(nn.Module):
    """Looks at one size of pictures."""

    def __init__(self) -> None:
        super().__init__()
        layers = [nn.Conv2d(3, WIDTH, 4, 2), nn.Conv2d(WIDTH, 2 * WIDTH, 4, 2), nn.Conv2d(2 * WIDTH, 4 * WIDTH, 3)]
        self.convolutions = nn.ModuleList(spectral_norm(layer) for layer in layers)
        self.painting = spectral_norm(nn.Conv2d(4 * WIDTH, 1, 1))
        self.style = spectral_norm(nn.Linear(STATISTICS, 4 * WIDTH))

    def forward(self, pictures: Tensor, statistics: Tensor) -> Tensor:
        features = 2 * pictures - 1
        for convolution in self.convolutions:
            features = F.leaky_relu(convolution(features), 0.2)
        alike = (features * self.style(statistics)[..., None, None]).sum(1) / features.shape[1] ** 0.5
        scores: Tensor = self.painting(features)[:, 0] + alike
        return scores.float()


class Critic(nn.Module):
    """Scores every piece of pictures, (N, 3, H, W) in [0, 1]: above 0 it takes it for a piece of the painting.

    Statistics of styles, (N, STATISTICS), come with mean 0 and deviation 1.
    """

    def __init__(self) -> None:
        super().__init__()
        self.near, self.far = _Eye(), _Eye()
        self.adam = torch.optim.Adam(self.parameters(), lr=RATE, betas=(0.0, 0.99))

    def forward(self, pictures: Tensor, statistics: Tensor) -> list[Tensor]:
        """The scores at both sizes, (N, rows, columns) each."""
        clamped = statistics.clamp(-4, 4)
        with torch.autocast("cpu", torch.bfloat16):
            return [self.near(pictures, clamped), self.far(F.avg_pool2d(pictures, 2), clamped)]

    def confusion(self, paintings: Tensor, made: Tensor, statistics: Tensor) -> Tensor:
        """How badly it tells them apart, the hinge loss that it is taught by: 0 surely, about 2 not at all."""
        pairs = zip(self(paintings, statistics), self(made, statistics), strict=True)
        return torch.stack([F.relu(1 - real).mean() + F.relu(1 + other).mean() for real, other in pairs]).mean()

    def learn(self, paintings: Tensor, made: Tensor, statistics: Tensor) -> None:
        """One step of learning."""
        loss = self.confusion(paintings, made.detach(), statistics)
        self.adam.zero_grad()
        loss.backward()
        self.adam.step()

    def dislike(self, made: Tensor, statistics: Tensor) -> Tensor:
        """What a painter who wants to please it minimises; the critic learns nothing from it."""
        self.requires_grad_(False)
        scores = self(made, statistics)
        self.requires_grad_(True)
        return -torch.stack([score.mean() for score in scores]).mean()
