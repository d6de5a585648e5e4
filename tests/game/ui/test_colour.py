"""Colours: contrast as WCAG computes it, and an accent that can always be read."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from pytest import approx

from game.ui import theme
from game.ui.colour import TEXT_CONTRAST, Colour, accent_of, contrast, ink_on, readable
from models.messages import Picture

channel = st.integers(0, 255)
colours = st.tuples(channel, channel, channel)


def test_contrast_is_what_wcag_says() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == approx(4.48, abs=0.01)


@given(colours, colours)
def test_readable_text_keeps_its_contrast_wherever_that_is_possible(colour: Colour, behind: Colour) -> None:
    best = max(contrast((0, 0, 0), behind), contrast((255, 255, 255), behind))
    assert contrast(readable(colour, behind), behind) >= min(TEXT_CONTRAST, best) - 0.01
    assert contrast(ink_on(behind), behind) >= TEXT_CONTRAST


@given(hnp.arrays(np.uint8, (6, 5, 3)))
def test_the_accent_of_any_picture_can_be_read_on_the_wall(picture: Picture) -> None:
    accent = accent_of(picture, theme.WALL_LIT)
    assert contrast(accent, theme.WALL_LIT) >= TEXT_CONTRAST
    assert contrast(ink_on(accent), accent) >= TEXT_CONTRAST


def test_the_accent_is_the_strongest_hue() -> None:
    picture = np.full((40, 40, 3), 120, np.uint8)
    picture[:12] = (30, 60, 200)
    picture[12:16] = (200, 60, 30)
    red, green, blue = accent_of(picture, theme.WALL_LIT)
    assert blue > green and blue > red


def test_every_colour_of_the_theme_can_be_read_on_the_brightest_wall() -> None:
    for colour in (theme.INK, theme.QUIET, theme.LAMP):
        assert contrast(colour, theme.WALL_LIT) >= TEXT_CONTRAST
        assert contrast(colour, theme.PANEL) >= TEXT_CONTRAST
