import torch
from torch import nn
from torch.nn import functional as F

from models.train.soap import Soap


def test_learns_a_convolution_from_its_answers() -> None:
    torch.manual_seed(0)
    teacher, student = nn.Conv2d(6, 8, 3), nn.Conv2d(6, 8, 3)
    # Inputs of very different strength, mixed: what a rate for each weight alone does not cope with.
    mixing = torch.linalg.qr(torch.randn(6, 6))[0] @ torch.diag(torch.logspace(0, -2, 6))
    optimiser = Soap(student.parameters(), 0.02)
    losses = []
    for step in range(200):
        optimiser.rate = 0.02 * (1 - step / 200)
        inputs = torch.einsum("ij,njhw->nihw", mixing, torch.randn(8, 6, 8, 8))
        loss = F.mse_loss(student(inputs), teacher(inputs).detach())
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < 1e-3 * losses[0]


def test_forgets_gradients() -> None:
    layer = nn.Linear(2, 2)
    layer(torch.ones(1, 2)).sum().backward()
    Soap(layer.parameters(), 0.1).zero_grad()
    assert all(parameter.grad is None for parameter in layer.parameters())
