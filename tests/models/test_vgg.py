import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional as F

import models.vgg
from models.fetch import LAYERS, convolutions_of
from models.train.pictures import picture_files
from models.vgg import (
    TAPS,
    FeatureNetwork,
    best_network,
    compact_network,
    full_network,
    places,
    untrained_full_network,
)
from models.weights import WeightsError

SHAPES = [(64, 3), (64, 64), (128, 64), (128, 128), (256, 128), *[(256, 256)] * 3, (512, 256), *[(512, 512)] * 4]


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with random weights in the shapes and under the names of torchvision's `vgg19`."""
    generator = torch.Generator().manual_seed(0)
    weights: dict[str, Tensor] = {"classifier.6.bias": torch.zeros(1000)}
    for layer, (outputs, inputs) in zip(LAYERS, SHAPES, strict=True):
        deviation = (2 / (9 * inputs)) ** 0.5
        weights[f"features.{layer}.weight"] = deviation * torch.randn(outputs, inputs, 3, 3, generator=generator)
        weights[f"features.{layer}.bias"] = 0.1 * torch.randn(outputs, generator=generator)
    file = tmp_path_factory.mktemp("vgg") / "vgg19.pth"
    torch.save(weights, file)
    return file


@pytest.fixture
def fetched(generated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The full network's weights lie where they are looked for."""
    file = tmp_path / "vgg19.safetensors"
    save_file(convolutions_of(generated), file)
    (tmp_path / "SHA256SUMS").write_text(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n")
    monkeypatch.setattr(models.vgg, "full_weights_path", lambda: file)
    return file


@pytest.mark.parametrize("make", [compact_network, lambda: untrained_full_network().eval()])
def test_five_taps_halve_the_size_and_widen(make: Callable[[], FeatureNetwork]) -> None:
    with torch.no_grad():
        taps = make()(torch.rand(1, 3, 64, 48))
    assert [tap.shape[2:] for tap in taps] == [(64, 48), (32, 24), (16, 12), (8, 6), (4, 3)]
    widths = [tap.shape[1] for tap in taps]
    assert widths in ([16, 32, 64, 128, 128], [64, 128, 256, 512, 512])
    assert all((tap >= 0).all() for tap in taps)


def test_content_is_read_at_conv4_1_in_the_compact_and_at_conv4_2_in_the_full_network() -> None:
    picture = torch.rand(1, 3, 64, 64)
    with torch.no_grad():
        taps, content = compact_network().style_and_content(picture, lambda: None)
        assert torch.equal(content, taps[3])
        network = untrained_full_network()
        taps, content = network.style_and_content(picture, lambda: None)
        assert torch.equal(content, dict(network.answers(picture))[TAPS[3] + 1])


def test_the_full_network_answers_as_torchvisions_layers_do(generated: Path, fetched: Path) -> None:
    """Only the padding differs, so away from the edges every tap is the same."""
    weights = torch.load(generated, weights_only=True)
    picture = torch.rand(1, 3, 256, 256)
    features = (picture - torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)) / torch.tensor(
        [0.229, 0.224, 0.225]
    ).view(1, 3, 1, 1)
    expected = []
    with torch.no_grad():
        for layer in range(30):
            if f"features.{layer}.weight" in weights:
                features = F.conv2d(
                    features, weights[f"features.{layer}.weight"], weights[f"features.{layer}.bias"], padding=1
                )
            elif layer in (4, 9, 18, 27):
                features = F.max_pool2d(features, 2)
            else:
                features = F.relu(features)
                if layer in (1, 6, 11, 20, 29):
                    expected.append(features)
        taps = full_network()(picture)
    for level, (tap, aim) in enumerate(zip(taps, expected, strict=True)):
        edge = 80 // 2**level
        inner = slice(edge, tap.shape[2] - edge)
        torch.testing.assert_close(tap[..., inner, inner], aim[..., inner, inner], rtol=1e-3, atol=1e-3)


def test_the_full_network_is_used_when_it_is_there(fetched: Path) -> None:
    assert "torchvision" in best_network().name
    fetched.unlink()
    assert "compact" in best_network().name


def test_changed_weights_are_refused(fetched: Path) -> None:
    content = bytearray(fetched.read_bytes())
    content[-1] ^= 1
    fetched.write_bytes(content)
    with pytest.raises(WeightsError, match="SHA-256"):
        full_network()


def test_a_texture_is_nearer_to_itself_elsewhere_than_to_another() -> None:
    """Gram matrices of trained features know textures: the same one in two places is nearer than two different ones."""
    network = compact_network()
    generator = torch.Generator().manual_seed(1)
    grain = torch.rand(1, 3, 128, 128, generator=generator)
    smooth = F.avg_pool2d(F.pad(grain, (4, 4, 4, 4), mode="reflect"), 9, 1) * 3 - 1

    def gram(picture: Tensor) -> Tensor:
        with torch.no_grad():
            flat = network.forward(picture)[2][0].flatten(1)
        return flat @ flat.T / flat.shape[1]

    left, right, other = gram(smooth[..., :64]), gram(smooth[..., 64:]), gram(grain[..., 64:])
    assert (left - right).norm() < 0.5 * (left - other).norm()


def test_the_pictures_set_aside_are_never_among_those_to_train_on(tmp_path: Path) -> None:
    for name in ("0a", "1b", "2c", "fe", "10"):
        (tmp_path / f"{name}.jpg").touch()
    kept = {file.stem for file in picture_files(tmp_path, held_out=False)}
    aside = {file.stem for file in picture_files(tmp_path, held_out=True)}
    assert aside == {"0a", "1b", "10"}
    assert kept == {"2c", "fe"}


def test_places_have_the_channels_side_by_side() -> None:
    features = torch.rand(2, 3, 4, 5)
    rows = places(features)
    assert rows.shape == (2, 20, 3)
    assert torch.equal(rows[1, 7], features[1, :, 1, 2])
