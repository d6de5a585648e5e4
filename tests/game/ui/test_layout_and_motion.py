"""Rectangles that fill their area, and motion that ends where it should."""

import itertools

import pygame
import pytweening
from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from game.ui.layout import between, columns, fit_inside, rows
from game.ui.motion import Tween, approach

area = pygame.Rect(13, 7, 640, 360)
weights = st.lists(st.floats(0.1, 5), min_size=1, max_size=6)


@given(weights, st.integers(0, 20))
def test_columns_and_rows_fill_their_area_in_order(shares: list[float], gap: int) -> None:
    across = columns(area, shares, gap)
    assert across[0].left == area.left and across[-1].right == area.right
    assert all(right.left - left.right == gap for left, right in itertools.pairwise(across))
    down = rows(area, shares, gap)
    assert down[0].top == area.top and down[-1].bottom == area.bottom
    assert all(lower.top - upper.bottom == gap for upper, lower in itertools.pairwise(down))


@given(st.integers(1, 3000), st.integers(1, 3000))
def test_what_is_fitted_lies_inside_and_touches_two_sides(width: int, height: int) -> None:
    fitted = fit_inside((width, height), area)
    assert area.contains(fitted)
    assert fitted.width == area.width or fitted.height == area.height


def test_between_two_rectangles() -> None:
    start, end = pygame.Rect(0, 0, 10, 10), pygame.Rect(100, 50, 30, 20)
    assert between(start, end, 0) == start and between(start, end, 1) == end
    assert between(start, end, 0.5) == pygame.Rect(50, 25, 20, 15)


def test_a_tween_waits_moves_and_can_be_skipped() -> None:
    tween = Tween(2.0, pytweening.linear, delay=1.0)
    tween.advance(0.9)
    assert tween.value == 0
    tween.advance(1.1)
    assert tween.value == approx(0.5) and not tween.done
    tween.finish()
    assert tween.value == 1 and tween.done


@given(st.floats(0.001, 0.1))
def test_approach_depends_on_the_time_not_on_the_frames(dt: float) -> None:
    once = approach(0.0, 1.0, 10 * dt)
    value = 0.0
    for _ in range(10):
        value = approach(value, 1.0, dt)
    assert value == approx(once)
