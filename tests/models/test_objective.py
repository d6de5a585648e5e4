import pytest
import torch

from models import objective
from models.objective import Objective, Reader
from models.vgg import compact_network


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(compact_network(), half=False)


def picture(height: int, width: int, seed: int) -> torch.Tensor:
    """Soft clouds of colour with some grain."""
    generator = torch.Generator().manual_seed(seed)
    clouds = torch.rand(1, 3, 7, 9, generator=generator)
    soft = torch.nn.functional.interpolate(clouds, (height, width), mode="bicubic")
    return (soft + 0.1 * torch.randn(soft.shape, generator=generator)).clamp(0, 1)


def test_a_picture_with_the_targets_features_has_no_loss(reader: Reader) -> None:
    content = picture(96, 80, 1)
    losses = Objective(reader, content, reader.grams(content), lambda: None).measure(content)
    assert losses.style < 1e-9
    assert losses.content < 1e-9


def test_the_gradient_is_that_of_the_loss(reader: Reader) -> None:
    point = picture(64, 64, 2).flatten()
    task = Objective(reader, picture(64, 64, 1), reader.grams(picture(64, 64, 3)), lambda: None)
    _, gradient = task.evaluate(point.clone())
    direction = gradient / gradient.norm()
    ahead, behind = (task.evaluate(point + step * direction)[0] for step in (0.02, -0.02))
    assert (ahead - behind) / 0.04 == pytest.approx(gradient.norm().item(), rel=0.03)


@pytest.mark.parametrize(("height", "width"), [(250, 90), (100, 201), (170, 170)])
def test_tiles_give_the_loss_and_the_gradient_of_the_whole(
    reader: Reader, height: int, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, style, point = (picture(height, width, seed) for seed in (1, 2, 3))
    whole = Objective(reader, content, reader.grams(style), lambda: None)
    loss, gradient = whole.evaluate(point.flatten())
    monkeypatch.setattr(objective, "LARGEST_TILE", 64)
    monkeypatch.setattr(objective, "TILE", 64)
    tiled = Objective(reader, content, reader.grams(style), lambda: None)
    tiled_loss, tiled_gradient = tiled.evaluate(point.flatten())
    assert tiled_loss == pytest.approx(loss, rel=1e-4)
    assert (tiled_gradient - gradient).norm() < 1e-3 * gradient.norm()
    assert tiled.measure(point).style == pytest.approx(whole.measure(point).style, rel=1e-4)


def test_what_is_outside_the_range_is_pulled_back(reader: Reader) -> None:
    content = picture(64, 64, 1)
    task = Objective(reader, content, reader.grams(content), lambda: None)
    bright = content + 2.0
    _, gradient = task.evaluate(bright.flatten())
    assert (
        task.evaluate(bright.flatten() - 0.1 * gradient / gradient.abs().max())[0] < task.evaluate(bright.flatten())[0]
    )
    assert gradient.mean() > 0


@pytest.mark.parametrize("patience", [2, 7])
def test_who_listens_may_stop_an_evaluation(reader: Reader, patience: int) -> None:
    """Between the blocks, on the way forth (after two) as on the way back (after seven)."""
    calls: list[int] = []
    limits = [1000]

    def tick() -> None:
        calls.append(1)
        if len(calls) >= limits[0]:
            raise KeyError

    content = picture(64, 64, 1)
    task = Objective(reader, content, reader.grams(content), tick)
    limits[0] = len(calls) + patience
    with pytest.raises(KeyError):
        task.evaluate(content.flatten())
    assert len(calls) == limits[0]
