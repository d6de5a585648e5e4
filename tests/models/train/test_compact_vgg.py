from argparse import Namespace
from pathlib import Path

import pytest
import torch

from models.pictures import save_picture
from models.train import compact_vgg
from models.train.compact_vgg import (
    BlockTraining,
    distance,
    join,
    learning_pictures,
    revive,
    train,
)
from models.vgg import BLOCKS, FILE, compact_network, convolve, untrained_compact_network, with_weights
from tests.pictures import scene, stripes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Pictures to learn from, named as the recipes expect it: what begins with 0 or 1 is set aside."""
    for number, name in enumerate(("content", "style", "style_small")):
        (tmp_path / name).mkdir()
        for first in "0a":
            save_picture(scene(120, 90) if number else stripes(120, 90), tmp_path / name / f"{first}{number}.jpg")
    return tmp_path


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compact_vgg, "KEPT", 12)
    monkeypatch.setattr(compact_vgg, "SIDE", 48)


def test_the_distance_grows_with_the_error() -> None:
    target = torch.rand(2, 8, 6, 6)
    near, far = (distance(target * factor, target).item() for factor in (1.05, 1.3))
    assert distance(target, target).item() < 1e-3 < near < far


def test_channels_that_died_live_again_and_the_answer_stays() -> None:
    network = compact_network()
    dead = [3, 64]
    bias = network.convolution(10).bias
    assert bias is not None
    bias[dead] = -1e4
    below = torch.rand(2, 128, 8, 8, generator=torch.Generator().manual_seed(0))
    before = network.block(4, below)
    assert revive(network, 4, below) >= len(dead)
    assert torch.allclose(network.block(4, below), before, atol=1e-4)
    features = below
    for number in (9, 10):
        layer = network.convolution(number)
        features = convolve(number, features, layer.weight, layer.bias)
    assert all(features[:, channel].max() > 0 for channel in dead)


@pytest.mark.usefixtures("small")
def test_a_block_learns_alone_goes_on_and_leaves_the_others_as_they_were(folder: Path) -> None:
    teacher, out = compact_network(), folder
    pictures, test = learning_pictures(folder)
    training = BlockTraining(4, teacher, pictures, test, out)
    before = training.errors()
    for seconds in range(2, 40, 2):
        training.learn(seconds)
        if training.errors()[0] < 0.9 * before[0]:
            break
    after = training.errors()
    assert after[0] < 0.9 * before[0]
    again = BlockTraining(4, teacher, pictures, test, out)
    assert again.step == training.step > 1
    assert again.errors() == pytest.approx(after, rel=1e-3)
    assert join(out) is None, "the other four blocks have not learnt"


@pytest.mark.usefixtures("small")
def test_five_blocks_make_a_network(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compact_vgg, "load_teacher", lambda _: compact_network())
    train(Namespace(teacher=folder, pictures=folder, out=folder / "out", minutes=0.01, block=None))
    network = with_weights(untrained_compact_network(), folder / "out" / FILE.name)
    picture = torch.rand(1, 3, 64, 64)
    assert [tap.shape[1] for tap in network(picture)] == [16, 32, 64, 128, 128]
    for index in range(len(BLOCKS)):
        learnt = torch.load(folder / "out" / f"block{index + 1}.checkpoint", weights_only=True)["average"]
        for number in BLOCKS[index]:
            kept = network.convolution(number).weight
            assert torch.allclose(kept, learnt[f"module.convolutions.{number}.weight"], atol=1e-3)
