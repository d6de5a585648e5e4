"""Colours: contrast as WCAG computes it, and an accent that can always be read."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from pytest import approx

from game.access import Access
from game.ui import theme
from game.ui.colour import ENHANCED_CONTRAST, TEXT_CONTRAST, Colour, accent_of, contrast, ink_on, mix, readable
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


@given(
    st.builds(lambda seed: np.random.default_rng(seed).integers(0, 256, (12, 12, 3), np.uint8), st.integers(0, 10**6))
)
@settings(max_examples=60)
def test_every_text_reads_on_every_ground_whatever_the_style(picture: Picture) -> None:
    """AA everywhere, AAA in high contrast: on wall and panel, on a filled button, in every accent."""
    for access, ratio in ((Access(), TEXT_CONTRAST), (Access(high_contrast=True), ENHANCED_CONTRAST)):
        look = theme.Theme((1920, 1080), access=access).with_accent(picture)
        grounds = [theme.PANEL, theme.WALL_BLACK] if access.high_contrast else [theme.PANEL, theme.WALL_LIT]
        for ground in grounds:
            for ink in (look.ink, look.quiet, look.accent):
                assert contrast(ink, ground) >= ratio, (ink, ground)
        assert contrast(ink_on(look.accent), look.accent) >= ratio
        pressed = mix(look.accent, (255, 255, 255), 0.25)
        assert contrast(ink_on(pressed), pressed) >= ratio
