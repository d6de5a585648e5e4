from pathlib import Path

import pytest
import torch
from torch.optim.swa_utils import AveragedModel

from models.train import refine_vgg
from models.train.crops import make_batch
from models.train.recipe import save_weights
from models.train.refine_vgg import SHALLOW, Refining, deep_loss, shallow_answer
from models.vgg import BLOCKS, FILE, compact_network, untrained_compact_network, with_weights
from tests.pictures import scene, stripes


def test_the_loss_grows_with_the_error() -> None:
    network = compact_network()
    below = shallow_answer(network, torch.rand(2, 3, 64, 64, generator=torch.Generator().manual_seed(1)))
    with torch.no_grad():
        targets, features = [], below
        for block in range(SHALLOW, len(BLOCKS)):
            features = network.block(block, features)
            targets.append(features)
    near, far = (deep_loss(network, below, [target * factor for target in targets]) for factor in (1.05, 1.3))
    assert 0 < near < far


def test_what_was_disturbed_comes_nearer_again_and_the_shallow_blocks_stand_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = {"NATURAL": 40, "PAINTED": 8, "PAINTED_AT_FIRST": 2, "PAINTED_SIDE": 64, "SNAPSHOTS": (1, 2)}
    for name, value in {**small, "EVALUATIONS_FIRST": 2, "SIDE": 64}.items():
        monkeypatch.setattr(refine_vgg, name, value)
    torch.manual_seed(0)
    teacher, disturbed = compact_network(), compact_network()
    last = disturbed.convolution(12).weight
    last += 0.3 * last.std() * torch.randn_like(last)
    save_weights(AveragedModel(disturbed), tmp_path / FILE.name)
    pictures = [torch.from_numpy(picture).permute(2, 0, 1) for picture in (scene(180, 160), stripes(160, 160))]
    test = make_batch(pictures, 2, 64, torch.Generator().manual_seed(1))
    refining = Refining(teacher, pictures, test, tmp_path)
    before = refining.errors()
    for seconds in range(2, 40, 2):
        refining.learn(seconds)
        if refining.errors()[9] < before[9]:
            break
    assert refining.errors()[9] < before[9]
    assert Refining(teacher, pictures, test, tmp_path).step == refining.step > 1
    joined = with_weights(untrained_compact_network(), tmp_path / "joined" / FILE.name)
    for number in (0, 1, 2):
        assert torch.equal(joined.convolution(number).weight, disturbed.convolution(number).weight.half().float())
