import torch

from models.train.crops import augment, crop, make_batch


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
