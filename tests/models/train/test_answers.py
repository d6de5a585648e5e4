import torch

from models.train.answers import Answers


def test_the_oldest_make_room_for_new_ones() -> None:
    answers = Answers(lambda pictures: [pictures, 2 * pictures], 3)
    pictures = torch.arange(5.0).view(5, 1, 1, 1).expand(5, 3, 4, 4)
    answers.add(pictures[:2])
    assert len(answers) == 2
    answers.add(pictures[2:])
    assert len(answers) == 3
    one, twice = answers.sample(60, torch.Generator().manual_seed(0))
    assert one.shape == (60, 3, 4, 4)
    assert set(one[:, 0, 0, 0].tolist()) == {2.0, 3.0, 4.0}
    assert torch.equal(twice, 2 * one)


def test_what_was_asked_can_be_sampled_alike_by_the_same_seed() -> None:
    answers = Answers(lambda pictures: [pictures], 8)
    answers.add(torch.rand(8, 3, 4, 4))
    first, again = (answers.sample(4, torch.Generator().manual_seed(7))[0] for _ in range(2))
    assert torch.equal(first, again)
