from argparse import Namespace
from pathlib import Path

import pytest
import torch

from models.pictures import save_picture
from models.train import compact_vgg
from models.train.compact_vgg import (
    BlockTraining,
    augment,
    crop,
    distance,
    join,
    learning_pictures,
    make_batch,
    train,
)
from models.vgg import BLOCKS, FILE, compact_network, untrained_compact_network, with_weights
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


def test_crops_and_what_is_done_to_them_are_the_same_for_the_same_seed() -> None:
    picture = torch.randint(0, 256, (3, 90, 70), dtype=torch.uint8)
    batches = [make_batch([picture], 6, 32, torch.Generator().manual_seed(3)) for _ in range(2)]
    assert torch.equal(*batches)
    assert batches[0].shape == (6, 3, 32, 32)
    assert batches[0].min() >= -0.1
    assert batches[0].max() <= 1.1
    generator = torch.Generator().manual_seed(0)
    square = crop(picture, 32, generator)
    changed = [augment(square, square.flip(1), generator) for _ in range(8)]
    assert len({tuple(one.flatten().tolist()) for one in changed}) > 4


def test_the_distance_grows_with_the_error() -> None:
    target = torch.rand(2, 8, 6, 6)
    near, far = (distance(target * factor, target).item() for factor in (1.05, 1.3))
    assert distance(target, target).item() < 1e-3 < near < far


@pytest.mark.usefixtures("small")
def test_a_block_learns_alone_goes_on_and_leaves_the_others_as_they_were(folder: Path) -> None:
    teacher, out = compact_network(), folder
    pictures, test = learning_pictures(folder)
    training = BlockTraining(4, teacher, pictures, test, out)
    before = training.errors()
    training.learn(4.0)
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
