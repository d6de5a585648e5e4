"""The recipe: nothing held out is learnt from, and a few steps on a little data do teach."""

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from skimage import data

from models.messages import Picture
from models.train.autoencoder import PEAK, Run, learning_rate, train
from models.train.batches import batches
from models.train.pairs import WIDE, Block, find, grid_block, make_blocks, split_of

NAMES = [f"{first}{number}.jpg" for first in "0123456789abcdef" for number in range(3)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("pictures")
    random = np.random.default_rng(0)
    photograph = data.coffee()
    for kind in ("content", "style", "style_small", "drawings"):
        (root / kind).mkdir()
        for name in NAMES:
            top, left = random.integers(0, 200, 2)
            Image.fromarray(photograph[top : top + 150, left : left + 200]).save(root / kind / name)
    return root


def half_way(content: Picture, style: Picture, size: int) -> Picture:
    """Stands for a method: the content in the style's mean colour."""
    mixed: Picture = (content * 0.5 + style.mean((0, 1)) * 0.5).astype(np.uint8)
    return mixed


def test_the_splits_are_apart_and_whole(folder: Path) -> None:
    splits = [set(find(folder, ("content", "style"), split)) for split in ("train", "calibrate", "test")]
    assert not splits[0] & splits[1]
    assert not splits[0] & splits[2]
    assert not splits[1] & splits[2]
    assert len(set.union(*splits)) == 2 * len(NAMES)
    assert {path.name[0] for path in splits[2]} == {"0", "1"}
    assert all(split_of(path) == "train" for path in splits[0])


@pytest.fixture(scope="module")
def block(folder: Path) -> Block:
    return grid_block(folder, half_way, np.random.default_rng(1))


def test_blocks_are_full_grids(block: Block) -> None:
    assert block.contents.shape == block.styles.shape == (WIDE, 120, 120, 3)
    assert block.targets.shape == (WIDE * WIDE, 120, 120, 3)
    assert block.drawings.shape == (WIDE * WIDE, 2, 2, 120, 120, 3)
    assert block.targets.dtype == block.drawings.dtype == np.uint8


class Clock:
    """A second passes each time it is read."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


STEPS = 14


@pytest.fixture(scope="module")
def trained(block: Block, tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Path]:
    """So few steps, kept in a file."""
    run, kept = Run.begin(), tmp_path_factory.mktemp("state") / "run.pt"
    train(run, [block, block], 2, clock=Clock(), kept=kept)
    train(run, [block, block], STEPS, clock=Clock(), kept=kept)
    return run, kept


def test_a_few_steps_teach(trained: tuple[Run, Path]) -> None:
    first, last = trained[0].curve
    for term in ("rebuild", "colour", "whole"):
        assert last[term] < first[term], term


def test_it_ends_by_the_time_given_and_goes_on_with_more(block: Block, trained: tuple[Run, Path]) -> None:
    run, kept = trained
    assert (run.step, run.seconds) == (STEPS, STEPS)
    resumed = Run.resume(kept)
    assert (resumed.step, resumed.seconds, resumed.curve) == (STEPS, STEPS, run.curve)
    for name, tensor in run.steady.state_dict().items():
        assert torch.equal(resumed.steady.state_dict()[name], tensor), name
    train(resumed, [block, block], STEPS, clock=Clock())
    assert resumed.step == STEPS
    train(resumed, [block, block], STEPS + 1, clock=Clock())
    assert resumed.step == STEPS + 1


def test_what_the_comparison_weighs_is_learnt(trained: tuple[Run, Path]) -> None:
    weights = trained[0].model.comparison.weights
    assert not torch.equal(weights, Run.begin().model.comparison.weights)


def test_the_rate_rises_and_falls_to_nothing() -> None:
    rates = [learning_rate(share) for share in (0, 0.02, 0.05, 0.5, 1.0, 1.5)]
    assert rates[0] == 0
    assert rates[1] < rates[2] <= PEAK
    assert rates[2] > rates[3] > rates[4] == rates[5] == pytest.approx(0, abs=1e-9)


def test_batches_hold_what_they_say(block: Block) -> None:
    batch = next(batches([block, block], np.random.default_rng(0)))
    counts = [len(part) for part in (batch.targets, batch.light, batch.heavy, batch.nudged, batch.tricks)]
    assert counts == [32, 32, 32, 8, 28]
    for part in (batch.targets, batch.light, batch.heavy, batch.nudged, batch.tricks):
        assert part.shape[1:] == (3, 96, 96)
        assert 0 <= part.min() <= part.max() <= 1


def test_blocks_are_made_by_both_methods_and_kept(folder: Path, tmp_path: Path) -> None:
    def inverted(content: Picture, style: Picture, size: int) -> Picture:
        return 255 - half_way(content, style, size)

    def refused(content: Picture, style: Picture, size: int) -> Picture:
        raise AssertionError("made a second time")

    made = make_blocks(folder, tmp_path / "kept", 1, half_way, inverted)
    kept = make_blocks(folder, tmp_path / "kept", 1, refused, refused)
    by_fast, by_classic = made
    np.testing.assert_allclose(by_fast.targets.astype(int), 255 - by_classic.targets.astype(int), atol=1)
    np.testing.assert_array_equal(by_fast.drawings[:, 1, 0], by_classic.targets)
    for before, after in zip(made, kept, strict=True):
        np.testing.assert_array_equal(before.drawings, after.drawings)
