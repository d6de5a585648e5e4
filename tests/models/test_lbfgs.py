import torch
from torch import Tensor

from models.lbfgs import minimise


def test_finds_the_lowest_point_of_a_long_valley() -> None:
    def rosenbrock(point: Tensor) -> tuple[float, Tensor]:
        point = point.detach().requires_grad_()
        x, y = point
        loss = (1 - x) ** 2 + 100 * (y - x * x) ** 2
        return loss.item(), torch.autograd.grad(loss, point)[0]

    points = list(minimise(rosenbrock, torch.tensor([-1.2, 1.0], dtype=torch.float64), first_move=0.1))
    assert torch.allclose(points[-1][0], torch.ones(2, dtype=torch.float64), atol=1e-4)
    assert len(points) < 120


def test_never_hands_out_a_worse_point() -> None:
    scales = torch.logspace(0, 4, 50)

    def bowl(point: Tensor) -> tuple[float, Tensor]:
        return (scales * point**2).sum().item(), 2 * scales * point

    losses = [loss for (_, loss), _ in zip(minimise(bowl, torch.ones(50), first_move=0.1), range(60), strict=False)]
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 1e-3 * losses[0]


def test_goes_on_from_the_best_point_where_the_loss_is_not_a_number() -> None:
    """A wall of NaN stands where the first long steps lead."""

    def walled(point: Tensor) -> tuple[float, Tensor]:
        if point[0] < 0.5:
            return float("nan"), torch.full_like(point, float("nan"))
        return ((point - 1) ** 2).sum().item(), 2 * (point - 1)

    points = list(minimise(walled, torch.tensor([4.0, 3.0]), first_move=3.0))
    assert torch.allclose(points[-1][0], torch.ones(2), atol=1e-3)
    assert all(loss == loss for _, loss in points)


def test_ends_where_nothing_is_left_to_gain() -> None:
    def flat(point: Tensor) -> tuple[float, Tensor]:
        return 1.0, torch.zeros_like(point)

    assert len(list(minimise(flat, torch.ones(3), first_move=0.1))) <= 30
