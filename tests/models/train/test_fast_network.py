from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from models.ours import FILE, Ours
from models.train import fast_network
from models.train.fast_network import Pictures, Training, balanced, distribution, make_batch, train
from models.transform import BOTTLENECK, Transform
from models.vgg import compact_network
from tests.pictures import scene, stripes


def tensors(*pictures: np.ndarray) -> list[Tensor]:
    return [torch.from_numpy(picture).permute(2, 0, 1).contiguous() for picture in pictures]


@pytest.fixture
def pictures() -> Pictures:
    styles = [stripes(160, 160, colour) for colour in ((20, 40, 200), (200, 30, 20))]
    return Pictures(tensors(scene(180, 160)), tensors(*styles), [])


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


def test_a_batch_is_the_same_for_the_same_seed(pictures: Pictures) -> None:
    first, again = (make_batch(pictures, 3, 64, torch.Generator().manual_seed(5)) for _ in range(2))
    assert first[0].shape == first[1].shape == (3, 3, 64, 64)
    assert all(torch.equal(a, b) for a, b in zip(first, again, strict=True))


@torch.no_grad()
def test_scales_shifts_and_noise_change_what_is_painted() -> None:
    torch.manual_seed(0)
    transform, content = Transform(), torch.rand(1, 3, 32, 48)

    def painted(number: float, seed: int) -> Tensor:
        numbers = torch.full((1, BOTTLENECK), number)
        picture: Tensor = transform(content, numbers, torch.Generator().manual_seed(seed))
        return picture

    one = painted(0.0, 0)
    assert one.shape == content.shape
    assert torch.equal(one, painted(0.0, 0))
    assert (one - painted(1.0, 0)).abs().max() > 1e-3
    assert (one - painted(0.0, 1)).abs().max() > 1e-3


def test_a_short_training_is_kept_goes_on_and_paints(
    pictures: Pictures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fast_network, "PHASES", ((0.5, 32, 2), (1.0, 32, 2)))
    monkeypatch.setattr(fast_network, "MEASURED", 2)
    torch.manual_seed(0)
    teacher = compact_network()
    training = Training(teacher, pictures, pictures, tmp_path)
    train(training, 0.02)
    assert training.step > 1
    again = Training(teacher, pictures, pictures, tmp_path)
    assert (again.step, again.used) == (training.step, training.used)
    painted = Ours(tmp_path / FILE.name).stylise(scene(90, 61), stripes(), size=80)
    assert painted.shape[:2] == (54, 80)
    assert painted.std() > 1
