"""What a colour is called, for those who cannot tell it by looking."""

import numpy as np

from game.language import N_
from game.paint.palette import to_oklab
from game.paint.pigment import Colour

NAMES: dict[str, Colour] = {
    N_("Black"): (18, 17, 19),
    N_("Dark grey"): (72, 72, 74),
    N_("Grey"): (128, 128, 128),
    N_("Light grey"): (192, 192, 192),
    N_("White"): (250, 250, 248),
    N_("Cream"): (245, 232, 200),
    N_("Beige"): (208, 184, 148),
    N_("Light brown"): (166, 124, 82),
    N_("Brown"): (116, 74, 40),
    N_("Dark brown"): (62, 40, 26),
    N_("Dark red"): (122, 24, 26),
    N_("Red"): (206, 36, 36),
    N_("Pink"): (240, 158, 176),
    N_("Orange"): (240, 136, 36),
    N_("Ochre"): (200, 146, 40),
    N_("Yellow"): (248, 216, 50),
    N_("Olive green"): (112, 112, 44),
    N_("Light green"): (158, 208, 130),
    N_("Green"): (54, 150, 70),
    N_("Dark green"): (24, 74, 46),
    N_("Turquoise"): (56, 178, 172),
    N_("Light blue"): (150, 198, 232),
    N_("Blue"): (44, 104, 196),
    N_("Grey blue"): (98, 120, 146),
    N_("Dark blue"): (26, 42, 96),
    N_("Violet"): (118, 66, 160),
    N_("Lilac"): (188, 164, 212),
    N_("Magenta"): (198, 44, 134),
}
"""Names that a child knows, each with its colour; to be drawn through `_`."""

# A name follows the hue: in Oklab a step of hue is seen as about twice one of lightness.
_WEIGHTS = np.array([1.0, 2.0, 2.0])
_LAB = to_oklab(list(NAMES.values())) * _WEIGHTS


def name_of(colour: Colour) -> str:
    """The name, English, of what looks most like a colour: the nearest in Oklab."""
    nearest = int(np.linalg.norm(_LAB - to_oklab([colour])[0] * _WEIGHTS, axis=1).argmin())
    return list(NAMES)[nearest]
