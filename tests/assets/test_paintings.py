import numpy as np
import pytest
from PIL import Image

from assets.paintings.__main__ import OUT, PAINTINGS
from assets.paintings.tools import SIDE, Field, Sheet, to_edge

SMALL = 96

LARGER = {"flowers_in_pastel": 240}
"""Chalk lies on the grain of the paper: a picture that is too small for it stays bare."""


def numbers(image: Image.Image) -> Field:
    return np.asarray(image, dtype=np.float64)


@pytest.mark.parametrize("name", PAINTINGS)
def test_every_painting_has_contrast_and_detail_at_a_small_size(name: str) -> None:
    side = LARGER.get(name, SMALL)
    picture = numbers(PAINTINGS[name](Sheet(side)))
    assert picture.shape == (side, side, 3)
    grey = picture.mean(axis=2)
    assert grey.std() > 18, "a picture with light and dark"
    assert np.abs(np.diff(grey, axis=1)).mean() > 2, "no mere gradient"
    # The shipped picture was painted by the same script: from afar both have the same colours.
    shipped = numbers(Image.open(OUT / f"{name}.jpg").resize((8, 8), Image.Resampling.BOX))
    small = numbers(Image.fromarray(picture.astype(np.uint8)).resize((8, 8), Image.Resampling.BOX))
    assert np.abs(shipped.mean(axis=(0, 1)) - small.mean(axis=(0, 1))).max() < 40


@pytest.mark.parametrize("name", ["woodcut", "marbling", "ink_wash"])
def test_painting_again_gives_the_same_picture(name: str) -> None:
    first, again = (numbers(PAINTINGS[name](Sheet(SMALL))) for _ in range(2))
    assert np.array_equal(first, again)


def test_no_two_manners_look_alike() -> None:
    seen = {name: numbers(Image.open(OUT / f"{name}.jpg").resize((16, 16), Image.Resampling.BOX)) for name in PAINTINGS}
    names = list(seen)
    for number, first in enumerate(names):
        for second in names[number + 1 :]:
            assert np.abs(seen[first] - seen[second]).mean() > 12, (first, second)


def test_every_style_picture_is_painted_by_a_script_and_of_a_good_size() -> None:
    files = sorted(OUT.glob("*.jpg"))
    assert [file.stem for file in files] == sorted(PAINTINGS)
    for file in files:
        assert Image.open(file).size == (SIDE, SIDE)
        assert 100_000 < file.stat().st_size < 460_000, file.name


def test_the_distance_to_an_edge_grows_away_from_it() -> None:
    sheet = Sheet(SMALL)
    away = to_edge(sheet, (sheet.x > 0.5).astype(int))
    middle = away[SMALL // 2]
    assert middle[SMALL // 2] == 0 == middle[SMALL // 2 - 1]
    assert np.all(np.diff(middle[SMALL // 2 :]) > 0)
