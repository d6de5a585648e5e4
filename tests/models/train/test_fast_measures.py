import numpy as np

from models.messages import Picture
from models.train.fast_measures import colour, droplets, edges, patches
from tests.pictures import scene, stripes


def noise(seed: int = 0) -> Picture:
    return np.random.default_rng(seed).integers(0, 256, (128, 160, 3), np.uint8)


def test_a_picture_has_its_own_colours_patches_and_edges() -> None:
    picture = scene(160, 128)
    assert colour(picture, picture) == 0
    assert patches(picture, picture) == 0
    assert edges(picture, picture) > 0.999


def test_another_picture_has_others() -> None:
    picture, other = scene(160, 128), stripes(160, 128)
    assert colour(picture, other) > 1
    assert patches(noise(), picture) > patches(noise(), noise(1))
    assert edges(noise(), picture) < 0.5


def test_only_compact_blobs_brighter_than_all_that_was_given_are_droplets() -> None:
    grey = np.full((128, 128, 3), 120, np.uint8)
    spotted, washed = grey.copy(), grey.copy()
    spotted[40:44, 60:64] = 250
    washed[:, :64] = 250
    assert droplets(grey, grey, grey) == 0
    assert droplets(spotted, grey, grey) == 16 / grey[..., 0].size
    assert droplets(washed, grey, grey) == 0
