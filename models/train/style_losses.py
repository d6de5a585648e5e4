"""What our own fast network learns by: how far its pictures are from what is wanted, in the eyes of the teacher.

Balanced style (Gram matrices, the balanced form of Cheng et al. 2021, arXiv 2104.10064); the distributions of the
features, of which Gram matrices know only the second moments; content at conv4_1; grounds that stay even, but for
brushwork; a little total variation; and nothing brighter or darker than what was given.
"""

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional as F

from models.objective import nothing
from models.vgg import FeatureNetwork, places

STYLE, DISTRIBUTION, CONTENT, UNREST, SMOOTHNESS, BRIGHTNESS = 30.0, 2.0, 4.5, 80.0, 0.3, 20.0
"""The weights of the six parts of the loss."""

DIRECTIONS, PLACES = 32, 512
"""Along how many directions, and at how many places at most, distributions of features are compared."""

BLOTCHES, EVENNESS = (8, 16), 30.0
"""The sizes of blotches, in pixels; and how soon, in a content in [0, 1], a ground no longer counts as even."""


def balanced(answer: Tensor, target: Tensor) -> Tensor:
    """|G - Gs|^2 / (|G|^2 + |Gs|^2) of the Gram matrices of `places`, (N,)."""
    made, aim = (rows.transpose(1, 2) @ rows / rows.shape[1] for rows in (answer, target))
    difference = (made - aim).square().sum((1, 2))
    return difference / (made.square().sum((1, 2)) + aim.square().sum((1, 2)) + 1e-12)


def distribution(answer: Tensor, target: Tensor) -> Tensor:
    """Squared sliced Wasserstein distance between the channels of `places` over their variances, (N,).

    Heitz et al. 2021, "A Sliced Wasserstein Loss for Neural Texture Synthesis" (arXiv 2006.07229), section 3. Places
    and directions are drawn anew at every call.
    """
    directions = F.normalize(torch.randn(DIRECTIONS, answer.shape[2]), dim=1)
    sides = []
    for rows in (answer, target):
        if rows.shape[1] > PLACES:
            rows = rows.index_select(1, torch.randint(0, rows.shape[1], (PLACES,)))
        sides.append((directions @ rows.transpose(1, 2)).sort(2).values)
    spread = sum((side.var(2).mean(1) for side in sides), torch.zeros(()))
    return (sides[0] - sides[1]).square().mean((1, 2)) / (spread + 1e-6)


def unrest(made: Tensor, contents: Tensor) -> Tensor:
    """How much pictures change, at the sizes of blotches, where their contents do not, (N,).

    Strokes and canvas are finer. The weight by which even places count is that of edge-aware smoothness (Godard et al.
    2017, "Unsupervised Monocular Depth Estimation with Left-Right Consistency", arXiv 1609.03677, section 3.3).
    """
    total = made.new_zeros(len(made))
    for size in BLOTCHES:
        small, content = F.avg_pool2d(made, size), F.avg_pool2d(contents, size)
        for axis in (2, 3):
            even = torch.exp(-EVENNESS * content.diff(dim=axis).abs().mean(1, keepdim=True))
            total = total + (even * small.diff(dim=axis).square()).mean((1, 2, 3))
    return total


class Losses(NamedTuple):
    """How far pictures are from what is wanted, as means."""

    style: Tensor
    distribution: Tensor
    content: Tensor
    unrest: Tensor
    other: Tensor
    """What keeps a picture smooth and within the light of what was given, weighted."""

    def total(self) -> Tensor:
        """What is minimised."""
        seen = STYLE * self.style + DISTRIBUTION * self.distribution + CONTENT * self.content
        return seen + UNREST * self.unrest + self.other


def losses(teacher: FeatureNetwork, made: Tensor, contents: Tensor, styles: Tensor) -> Losses:
    """The losses of pictures in the eyes of the teacher."""
    with torch.autocast("cpu", torch.bfloat16):
        with torch.no_grad():
            aims, content_aim = teacher(styles), teacher.style_and_content(contents, nothing)[1].float()
        taps, content = teacher.style_and_content(made, nothing)
    pairs = [(places(tap), places(aim)) for tap, aim in zip(taps, aims, strict=True)]
    far = (content.float() - content_aim).square().sum((1, 2, 3)) / content_aim.square().sum((1, 2, 3))
    across, down = made[..., 1:] - made[..., :-1], made[..., 1:, :] - made[..., :-1, :]
    given = torch.cat([contents.flatten(2), styles.flatten(2)], 2)
    highest, lowest = given.amax(2)[..., None, None], given.amin(2)[..., None, None]
    outside = (F.relu(made - highest) + F.relu(lowest - made)).square().mean()
    return Losses(
        torch.stack([balanced(tap, aim) for tap, aim in pairs]).mean(),
        torch.stack([distribution(tap, aim) for tap, aim in pairs]).mean(),
        far.mean(),
        unrest(made, contents).mean(),
        SMOOTHNESS * (across.square().mean() + down.square().mean()) + BRIGHTNESS * outside,
    )
