"""What a hand does to a picture: same size, same seed same result, more lost with every degree."""

import numpy as np
import pytest
from skimage import data

from models.messages import Picture
from models.pictures import resize_picture
from models.train.abstractions import ABSTRACTIONS, draw, scribble


@pytest.fixture(scope="module")
def picture() -> Picture:
    return resize_picture(data.astronaut(), 120, 120)


def loss(name: str, picture: Picture, degree: float) -> float:
    """How far the abstraction is from the picture, mean over some seeds."""
    made = [ABSTRACTIONS[name](picture, degree, np.random.default_rng(seed)) for seed in range(3)]
    return float(np.mean([np.square(one.astype(float) - picture).mean() for one in made]))


@pytest.mark.parametrize("name", ABSTRACTIONS)
def test_more_is_lost_with_the_degree(picture: Picture, name: str) -> None:
    assert loss(name, picture, 0.0) < loss(name, picture, 1.0)


@pytest.mark.parametrize("name", ABSTRACTIONS)
@pytest.mark.parametrize("shape", [(96, 96), (60, 130)])
def test_size_and_repeatability(picture: Picture, name: str, shape: tuple[int, int]) -> None:
    source = resize_picture(picture, shape[1], shape[0])
    first, again = (ABSTRACTIONS[name](source, 0.5, np.random.default_rng(3)) for _ in range(2))
    assert first.shape == source.shape
    assert first.dtype == np.uint8
    np.testing.assert_array_equal(first, again)


def test_a_drawing_keeps_the_colours_near_their_places(picture: Picture) -> None:
    near, far = [], []
    for seed in range(6):
        drawing = draw(picture, 0.3, np.random.default_rng(seed)).astype(float)
        small = resize_picture(drawing.astype(np.uint8), 8, 8).astype(float)
        near.append(np.abs(small - resize_picture(picture, 8, 8)).mean())
        far.append(np.abs(small - resize_picture(picture[::-1, ::-1].copy(), 8, 8)).mean())
    assert np.mean(near) < np.mean(far)


def test_scribbles_differ(picture: Picture) -> None:
    first, second = (scribble(np.random.default_rng(seed), 120, picture) for seed in (1, 2))
    assert first.shape == second.shape == (120, 120, 3)
    assert (first != second).any()
