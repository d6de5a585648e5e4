import numpy as np
import pygame
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.paint.areas import CELL, Cells, gather

FRAME = pygame.Rect(0, 0, 500, 300)

places = st.builds(pygame.Rect, st.integers(0, 490), st.integers(0, 290), st.integers(1, 200), st.integers(1, 200)).map(
    lambda area: area.clip(FRAME)
)


def times(areas: list[pygame.Rect]) -> NDArray[np.intp]:
    """How often each pixel of the frame lies in one of the areas."""
    counts = np.zeros(FRAME.size, np.intp)
    for area in areas:
        counts[area.left : area.right, area.top : area.bottom] += 1
    return counts


def test_what_overlaps_is_joined_and_what_lies_apart_is_not() -> None:
    areas: list[pygame.Rect] = []
    for left in (0, 8, 400, 16):
        gather(areas, pygame.Rect(left, 0, 20, 20))
    assert areas == [pygame.Rect(0, 0, 36, 20), pygame.Rect(400, 0, 20, 20)]


@given(st.lists(places, max_size=8))
def test_gathered_areas_hold_all_that_was_added_and_are_no_larger(added: list[pygame.Rect]) -> None:
    areas: list[pygame.Rect] = []
    for area in added:
        gather(areas, area)
    assert (times(areas) > 0)[times(added) > 0].all()
    assert times(areas).sum() <= times(added).sum()


@given(st.lists(places, max_size=8), places)
def test_cells_hold_all_that_was_added_once_and_little_more(added: list[pygame.Rect], other: pygame.Rect) -> None:
    cells = Cells()
    for area in added:
        cells.add(area)
    counts = times(cells.areas(FRAME))
    assert counts.max() <= 1
    assert counts[times(added) > 0].all()
    near = [area.inflate(2 * CELL, 2 * CELL).clip(FRAME) for area in added]
    assert not counts[times(near) == 0].any()
    assert cells.meet(other) == bool(counts[times([other]) > 0].any())
