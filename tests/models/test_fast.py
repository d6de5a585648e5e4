from typing import get_args

import numpy as np
import pytest
import skimage

from models.choices import FastWeights
from models.fast import Fast, load_fast
from models.pictures import resize_picture
from tests.pictures import scene, stripes


@pytest.fixture(scope="module", params=get_args(FastWeights))
def fast(request: pytest.FixtureRequest) -> Fast:
    return load_fast(request.param)


@pytest.mark.parametrize(("width", "height"), [(97, 61), (64, 64), (30, 150), (400, 80)])
def test_any_shape_comes_out_at_the_size_asked_for(fast: Fast, width: int, height: int) -> None:
    result = fast.stylise(scene(width, height), stripes(), size=150)
    assert max(result.shape[:2]) == 150
    assert abs(result.shape[1] / result.shape[0] - width / height) < 0.03 * width / height
    assert result.dtype == np.uint8


def test_the_style_is_seen_in_colour_and_texture(fast: Fast) -> None:
    content = scene(160, 128)
    blue, red = (
        fast.stylise(content, stripes(256, 256, colour), size=160) for colour in ((20, 40, 200), (200, 30, 20))
    )
    assert red[..., 0].mean() > blue[..., 0].mean() + 10
    assert blue[..., 2].mean() > red[..., 2].mean() + 10


def test_the_content_is_still_recognised(fast: Fast) -> None:
    content = resize_picture(skimage.data.astronaut(), 256, 256)
    result = fast.stylise(content, resize_picture(skimage.data.coffee(), 300, 200), size=256)
    likeness = np.corrcoef(content.mean(axis=2).ravel(), result.mean(axis=2).ravel())[0, 1]
    assert likeness > 0.5


def test_strength_runs_from_the_contents_own_manner_to_the_styles(fast: Fast) -> None:
    content, style = scene(128, 96), stripes(256, 256)
    none, half, full = (
        fast.stylise(content, style, size=128, strength=value).astype(float) for value in (0.0, 0.5, 1.0)
    )
    assert np.abs(half - none).mean() < np.abs(full - none).mean()
    assert np.abs(half - full).mean() < np.abs(full - none).mean()
    own = fast.stylise(content, content, size=128).astype(float)
    assert np.abs(none - own).max() <= 1


def test_there_is_no_frame_round_the_picture(fast: Fast) -> None:
    """An even picture comes out as even at its edge as in its middle."""
    even = np.full((128, 128, 3), (90, 140, 120), np.uint8)
    result = fast.stylise(even, stripes(256, 256), size=128).astype(float)
    edge = np.concatenate([result[:3].reshape(-1, 3), result[-3:].reshape(-1, 3), result[:, :3].reshape(-1, 3)])
    middle = result[20:-20, 20:-20].reshape(-1, 3)
    assert np.abs(edge.mean(axis=0) - middle.mean(axis=0)).max() < 12
