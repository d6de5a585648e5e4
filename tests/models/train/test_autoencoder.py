"""The recipe: nothing held out is learnt from, and a few steps on a little data do teach."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from skimage import data

from models.messages import Picture
from models.train.autoencoder import Autoencoder, train
from models.train.pairs import WIDE, Block, find, grid_block, split_of

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


def test_a_few_steps_teach(block: Block) -> None:
    seen: list[dict[str, float]] = []

    def report(_: int, terms: dict[str, float], __: Autoencoder) -> None:
        seen.append(terms)

    train([block, block], 10, 0, report)
    for term in ("rebuild", "colour", "whole"):
        first, last = (np.mean([terms[term] for terms in part]) for part in (seen[:2], seen[-2:]))
        assert last < first, term
