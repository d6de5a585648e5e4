from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from models.ours import FILE, Ours
from models.train import fast_network
from models.train.fast_network import Pictures, Training, cut, make_batch
from models.transform import BOTTLENECK, Transform
from models.vgg import compact_network
from tests.pictures import scene, stripes


def tensors(*pictures: np.ndarray) -> list[Tensor]:
    return [torch.from_numpy(picture).permute(2, 0, 1).contiguous() for picture in pictures]


@pytest.fixture
def pictures() -> Pictures:
    styles = [stripes(160, 160, colour) for colour in ((20, 40, 200), (200, 30, 20))]
    return Pictures(tensors(scene(180, 160)), tensors(*styles), [])


def test_a_batch_is_the_same_for_the_same_seed(pictures: Pictures) -> None:
    first, again = (make_batch(pictures, 3, 64, torch.Generator().manual_seed(5)) for _ in range(2))
    assert first[0].shape == first[1].shape == (3, 3, 64, 64)
    assert all(torch.equal(a, b) for a, b in zip(first, again, strict=True))


def test_a_cut_shows_a_picture_enlarged() -> None:
    """An edge of the whole picture: at twice the size half of it fills the square."""
    edge = torch.zeros(3, 64, 64, dtype=torch.uint8)
    edge[:, :, 32:] = 255
    whole = cut(edge, 64, (1.0, 1.0), torch.Generator().manual_seed(0))
    assert torch.equal(whole, edge.float() / 255)
    assert cut(edge, 128, (2.0, 2.0), torch.Generator().manual_seed(0)).mean().item() == pytest.approx(0.5, abs=0.01)
    assert cut(edge, 128, (1.0, 1.0), torch.Generator().manual_seed(0)).shape == (3, 128, 128)
    halves = {
        round(cut(edge, 32, (2.0, 2.0), torch.Generator().manual_seed(seed)).mean().item(), 1) for seed in range(9)
    }
    assert len(halves) > 2


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


@torch.no_grad()
def test_light_and_contrast_of_the_content_do_not_matter() -> None:
    """What is painted is a matter of the style: the contracting part normalises every channel."""
    torch.manual_seed(0)
    transform, content, numbers = Transform(), torch.rand(1, 3, 64, 64), torch.zeros(1, BOTTLENECK)

    def painted(picture: Tensor) -> Tensor:
        result: Tensor = transform(picture, numbers, torch.Generator().manual_seed(0))
        return result

    bright, dim = painted(content), painted(0.4 + 0.2 * content)
    assert (bright - dim).abs().mean() < 0.1 * (bright - painted(content.flip(3))).abs().mean()


def test_a_short_training_is_kept_goes_on_and_paints(
    pictures: Pictures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fast_network, "PHASES", ((0.2, 64, 2), (0.4, 64, 2), (0.7, 64, 2), (1.0, 64, 2)))
    monkeypatch.setattr(fast_network, "MEASURED", 2)
    torch.manual_seed(0)
    teacher = compact_network()
    training = Training(teacher, pictures, pictures, tmp_path)
    training.learn(1.2)
    assert training.step > 1
    again = Training(teacher, pictures, pictures, tmp_path)
    assert (again.step, again.used) == (training.step, training.used)
    painted = Ours(tmp_path / FILE.name).stylise(scene(90, 61), stripes(), size=80)
    assert painted.shape[:2] == (54, 80)
    assert painted.std() > 1
