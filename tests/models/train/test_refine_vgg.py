import torch

from models.train.refine_vgg import SHALLOW, Pool, deep_loss, shallow_answer
from models.vgg import compact_network


def test_the_oldest_pictures_make_room_for_new_ones() -> None:
    """A network that is its own teacher knows every answer, whichever pictures are kept."""
    network = compact_network()
    pool = Pool(network, network, [torch.ones(())] * 5, 3)
    generator = torch.Generator().manual_seed(0)
    pictures = torch.rand(5, 3, 32, 32, generator=generator)
    pool.add(pictures[:2])
    assert len(pool) == 2
    pool.add(pictures[2:])
    assert len(pool) == 3
    below, *targets = pool.sample(24, generator)
    kept = shallow_answer(network, pictures[2:]).half().float()
    assert all(min((answer - one).abs().max() for one in kept) == 0 for answer in below)
    assert [target.shape[1] for target in targets] == [64, 128, 128][: 5 - SHALLOW]
    assert deep_loss(network, below, targets).item() < 0.2


def test_the_loss_grows_with_the_error() -> None:
    network = compact_network()
    below = shallow_answer(network, torch.rand(2, 3, 64, 64, generator=torch.Generator().manual_seed(1)))
    with torch.no_grad():
        targets, features = [], below
        for block in range(SHALLOW, 5):
            features = network.block(block, features)
            targets.append(features)
    near, far = (deep_loss(network, below, [target * factor for target in targets]) for factor in (1.05, 1.3))
    assert 0 < near < far
