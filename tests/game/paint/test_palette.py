import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from game.paint.palette import (
    DISTINCT,
    RecentColours,
    from_oklab,
    neighbours,
    palette,
    pick_colour,
    to_oklab,
)
from game.paint.pigment import Colour
from models.messages import Picture

CHANNEL = st.integers(0, 255)
COLOURS = st.tuples(CHANNEL, CHANNEL, CHANNEL)


def fields(*colours: Colour) -> Picture:
    return np.repeat(np.array(colours, dtype=np.uint8)[None], 40, axis=0).repeat(20, axis=1)


@given(st.lists(COLOURS, min_size=1))
def test_oklab_and_back(colours: list[Colour]) -> None:
    there = from_oklab(to_oklab(colours))
    assert np.abs(np.array(there) - np.array(colours)).max() <= 1


def test_ten_colours_that_are_really_there() -> None:
    wanted = [(200, 30, 30), (20, 40, 160), (240, 200, 40), (30, 120, 60), (250, 250, 245), (10, 10, 12)]
    wanted += [(120, 60, 20), (150, 150, 150), (220, 120, 170), (90, 190, 220)]
    found = palette(fields(*wanted))
    assert len(found) == 10
    for colour in wanted:
        assert min(np.abs(np.array(colour) - other).max() for other in found) < 12


def test_a_small_vivid_spot_is_not_lost() -> None:
    picture = np.full((200, 200, 3), (205, 200, 190), dtype=np.uint8)
    picture += np.random.default_rng(1).integers(0, 20, picture.shape, dtype=np.uint8)
    picture[90:115, 90:115] = (210, 20, 20)
    assert any(red > 180 and green < 70 for red, green, _ in palette(picture))


@settings(max_examples=25)
@given(arrays(np.uint8, st.tuples(st.integers(16, 40), st.integers(16, 40), st.just(3))))
def test_any_picture_gives_ten_colours_that_can_be_told_apart(picture: Picture) -> None:
    colours = palette(picture)
    lab = to_oklab(colours)
    apart = np.linalg.norm(lab[:, None] - lab[None], axis=2) + np.eye(10)
    assert len(colours) == 10
    assert apart.min() > DISTINCT * 0.6


def test_neighbours_are_lighter_and_darker() -> None:
    for colour in ((200, 30, 30), (20, 40, 160), (128, 128, 128)):
        lighter, darker = neighbours(colour)
        assert sum(darker) < sum(colour) < sum(lighter)


def test_the_eyedropper_takes_what_is_there_and_stays_inside() -> None:
    picture = fields((200, 30, 30), (20, 40, 160))
    assert pick_colour(picture, 0.2, 0.5) == (200, 30, 30)
    assert pick_colour(picture, 0.9, 0.5) == (20, 40, 160)
    assert pick_colour(picture, 7.0, -3.0) == (20, 40, 160)


def test_recent_colours_are_newest_first_and_each_once() -> None:
    recent = RecentColours(3)
    for grey in (1, 2, 3, 1, 4):
        recent.use((grey, grey, grey))
    assert [colour[0] for colour in recent] == [4, 1, 3]
