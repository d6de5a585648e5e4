import torch
from torch import Tensor

from models.train.critic import Critic
from models.transform import STATISTICS


def textures(*kinds: str) -> Tensor:
    """A picture (3, 64, 64) for each kind, with colours that differ at every call."""
    upright = (torch.arange(64) // 4 % 2).float().expand(3, 64, 64)
    patterns = {"upright": upright, "level": upright.transpose(1, 2)}
    return torch.stack([patterns[kind] * (0.5 + 0.5 * torch.rand(3, 1, 1)) for kind in kinds])


def taught(statistics: Tensor, real: tuple[str, str], made: tuple[str, str], steps: int) -> Critic:
    """A critic after so many lessons on two pictures each."""
    torch.manual_seed(0)
    critic = Critic()
    for _ in range(steps):
        critic.learn(textures(*real), textures(*made), statistics)
    return critic


def test_it_learns_to_tell_a_texture_from_another() -> None:
    statistics = torch.zeros(2, STATISTICS)
    critic = taught(statistics, ("upright", "upright"), ("level", "level"), 60)
    real, made = textures("upright", "upright"), textures("level", "level")
    assert critic.confusion(real, made, statistics) < 1 < critic.confusion(made, real, statistics)


def test_it_learns_which_texture_belongs_to_which_style() -> None:
    """Both textures are painted as often as they are right: only the statistics tell."""
    statistics = torch.stack([torch.ones(STATISTICS), -torch.ones(STATISTICS)])
    critic = taught(statistics, ("upright", "level"), ("level", "upright"), 150)
    real, made = textures("upright", "level"), textures("level", "upright")
    assert critic.confusion(real, made, statistics) < 1 < critic.confusion(made, real, statistics)


def test_a_painter_who_pleases_it_comes_nearer_and_it_learns_nothing_from_that() -> None:
    statistics = torch.zeros(2, STATISTICS)
    critic = taught(statistics, ("upright", "upright"), ("level", "level"), 60)
    weights = [parameter.clone() for parameter in critic.parameters()]
    made = textures("level", "level").requires_grad_()
    before = critic.dislike(made, statistics)
    before.backward()
    assert made.grad is not None and all(parameter.requires_grad for parameter in critic.parameters())
    better = (made - 20 * made.grad).detach()
    assert critic.dislike(better, statistics) < before
    assert all(torch.equal(old, new) for old, new in zip(weights, critic.parameters(), strict=True))
