import hashlib
from pathlib import Path

import pytest
import torch

import models.fetch
from models.fetch import LAYERS, fetch_full
from models.weights import WeightsError, load_weights


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "data" / "vgg19.safetensors"
    monkeypatch.setattr(models.fetch, "full_weights_path", lambda: path)
    return path


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A file as torchvision's publishers would offer it, with small tensors."""
    weights = {f"features.{layer}.{part}": torch.rand(4) for layer in LAYERS for part in ("weight", "bias")}
    file = tmp_path / "vgg19.pth"
    torch.save(weights, file)
    return file


def test_fetches_verifies_and_keeps_the_convolutions(target: Path, published: Path) -> None:
    shares: list[float] = []
    digest = hashlib.sha256(published.read_bytes()).hexdigest()
    assert fetch_full(shares.append, published.as_uri(), digest[:8]) == target
    assert shares[-1] == 1.0
    weights = load_weights(target)
    assert sorted(weights) == sorted(f"convolutions.{n}.{part}" for n in range(13) for part in ("weight", "bias"))
    published.unlink()
    fetch_full(shares.append, published.as_uri(), digest[:8])  # it is there: nothing is asked for again


def test_what_is_not_the_right_file_is_refused_and_leaves_nothing(target: Path, published: Path) -> None:
    with pytest.raises(WeightsError, match="SHA-256"):
        fetch_full(lambda share: None, published.as_uri(), "00000000")
    assert list(target.parent.iterdir()) == []


def test_no_connection_is_one_plain_sentence(target: Path, tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="online"):
        fetch_full(lambda share: None, (tmp_path / "nothing.pth").as_uri())


def test_a_broken_off_download_leaves_nothing(target: Path, published: Path) -> None:
    def walk_away(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch_full(walk_away, published.as_uri())
    assert list(target.parent.iterdir()) == []
