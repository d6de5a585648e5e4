import pytest
import torch
from torch.nn import functional as F

from models.train.style_losses import balanced, distribution, losses, unrest
from models.vgg import compact_network


def test_style_losses_are_balanced() -> None:
    ones, none = torch.ones(1, 16, 3), torch.zeros(1, 16, 3)
    assert balanced(ones, ones).item() == pytest.approx(0)
    assert balanced(none, ones).item() == pytest.approx(1)
    assert balanced(2 * ones, ones).item() == pytest.approx(balanced(ones, 2 * ones).item())


def test_distributions_differ_where_gram_matrices_do_not() -> None:
    """Values of one sign and their mirrored half: the same second moments, but other values."""
    torch.manual_seed(0)
    few = torch.rand(1, 4000, 3).gt(0.5).float()
    signs = torch.rand(1, 4000, 1).gt(0.5).float() * 2 - 1
    assert balanced(few, signs * few).item() < 1e-6
    assert distribution(few, few.flip(1)).item() < 0.05
    assert distribution(few, signs * few).item() > 0.3


def test_blotches_on_even_grounds_are_unrest_and_strokes_and_forms_are_not() -> None:
    even, form = torch.full((1, 3, 128, 128), 0.5), torch.full((1, 3, 128, 128), 0.5)
    form[..., 32:96, 32:96] = 0.9
    torch.manual_seed(0)
    noise = torch.rand(1, 1, 64, 64) - 0.5
    strokes = even + 0.2 * F.interpolate(noise, scale_factor=2, mode="nearest")
    blotches = even + 0.2 * F.interpolate(noise[..., :8, :8], scale_factor=16, mode="nearest")
    assert float(unrest(even, even)) == 0
    assert float(unrest(blotches, even)) > 10 * float(unrest(strokes, even))
    assert float(unrest(form, even)) > 100 * float(unrest(form, form))


def test_pictures_as_they_should_be_lose_nothing_and_bright_ones_do() -> None:
    torch.manual_seed(0)
    teacher, picture = compact_network(), 0.3 + 0.4 * torch.rand(1, 3, 128, 128)
    same = losses(teacher, picture, picture, picture)
    assert max(float(same.style), float(same.content)) < 1e-3
    bright = losses(teacher, picture + 0.3, picture, picture)
    assert float(bright.style) > 10 * float(same.style) and float(bright.content) > 10 * float(same.content)
    assert float(bright.other) > float(same.other) + 0.1
