import colorsys

from hypothesis import given
from hypothesis import strategies as st

from game.paint.pigment import Colour, Load, mix_pigments, scattered

CHANNEL = st.integers(0, 255)
COLOURS = st.tuples(CHANNEL, CHANNEL, CHANNEL)
YELLOW, BLUE, WHITE, RED = (238, 190, 40), (28, 70, 160), (255, 255, 255), (190, 52, 40)


def hue(colour: Colour) -> float:
    return colorsys.rgb_to_hsv(*(channel / 255 for channel in colour))[0] * 360


def test_blue_into_yellow_gives_green_not_grey() -> None:
    for share in (0.35, 0.5, 0.65):
        mixed = mix_pigments(YELLOW, BLUE, share)
        assert 80 < hue(mixed) < 185
        assert max(mixed) - min(mixed) > 50


def test_red_and_yellow_give_orange() -> None:
    assert 8 < hue(mix_pigments(RED, YELLOW, 0.5)) < 40


def test_red_and_blue_lean_to_purple_not_to_green() -> None:
    red, green, blue = mix_pigments((210, 30, 40), (40, 50, 170), 0.5)
    assert green < red and green < blue


def test_white_lightens_and_keeps_the_hue() -> None:
    tint = mix_pigments(BLUE, WHITE, 0.5)
    assert sum(BLUE) < sum(tint) < sum(WHITE)
    assert abs(hue(tint) - hue(BLUE)) < 20


@given(COLOURS, COLOURS, st.floats(0, 1))
def test_every_mixture_is_a_colour(one: Colour, other: Colour, share: float) -> None:
    assert all(0 <= channel <= 255 for channel in mix_pigments(one, other, share))


@given(COLOURS)
def test_a_paint_mixed_with_itself_stays_itself(colour: Colour) -> None:
    assert mix_pigments(colour, colour, 0.5) == colour


@given(COLOURS, st.floats(-1, 1), st.floats(-1, 1))
def test_scatter_stays_among_colours(colour: Colour, shift: float, tone: float) -> None:
    assert all(0 <= channel <= 255 for channel in scattered(colour, shift, tone))


def test_a_brush_takes_paint_along_and_is_clean_again_after_a_while() -> None:
    load = Load(BLUE)
    assert load.mixed(0.6) == BLUE
    for _ in range(8):
        load.pick_up(YELLOW, 1.0)
    dirty = load.mixed(0.6)
    assert 80 < hue(dirty) < 190
    for _ in range(60):
        load.pick_up(WHITE, 0.0)
    assert load.mixed(0.6) == BLUE
