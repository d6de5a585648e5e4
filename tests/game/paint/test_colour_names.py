"""Names of colours: what everybody would call them, whatever their exact shade."""

import pytest

from game.paint.colour_names import NAMES, name_of
from game.paint.pigment import Colour


def test_every_named_colour_has_its_own_name() -> None:
    assert [name_of(colour) for colour in NAMES.values()] == list(NAMES)


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ((0, 0, 0), "Black"),
        ((255, 255, 255), "White"),
        ((255, 0, 0), "Red"),
        ((0, 0, 255), "Blue"),
        ((20, 120, 40), "Green"),
        ((255, 220, 0), "Yellow"),
        ((255, 128, 0), "Orange"),
        ((110, 70, 45), "Brown"),
        ((125, 130, 128), "Grey"),
        ((20, 30, 90), "Dark blue"),
        ((255, 182, 193), "Pink"),
        ((100, 50, 150), "Violet"),
    ],
)
def test_colours_are_called_what_everybody_calls_them(colour: Colour, name: str) -> None:
    assert name_of(colour) == name
