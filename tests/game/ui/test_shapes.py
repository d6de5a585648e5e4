"""Shapes, wall, frames and icons: what they promise about their pixels."""

import itertools

import numpy as np
import pygame
import pytest

from game.ui import shapes
from game.ui.dissolve import PaintingOver, strokes
from game.ui.frame import frame_round, framed
from game.ui.icons import ICONS, icon
from game.ui.theme import WALL_LIT, Theme
from game.ui.wall import wall


def alpha(surface: pygame.Surface) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    return pygame.surfarray.array_alpha(surface)


def test_a_picture_survives_the_way_to_a_surface() -> None:
    picture = np.random.default_rng(1).integers(0, 256, (20, 30, 3), dtype=np.uint8)
    back = pygame.surfarray.array3d(shapes.surface_of(picture)).swapaxes(0, 1)
    assert np.array_equal(back, picture)


def test_round_corners_are_clear_and_antialiased() -> None:
    opacity = alpha(shapes.rounded((60, 40), 20, (255, 0, 0)))
    assert opacity[0, 0] == 0 and opacity[30, 20] == 255
    assert ((opacity > 20) & (opacity < 235)).any()


@pytest.mark.parametrize("fraction", [0.0, 0.25, 0.5, 0.75, 1.0])
def test_a_ring_covers_its_fraction(fraction: float) -> None:
    whole = alpha(shapes.ring(120, 10, 1.0, (255, 255, 255))).astype(float).sum()
    part = alpha(shapes.ring(120, 10, fraction, (255, 255, 255))).astype(float).sum()
    assert part / whole == pytest.approx(fraction, abs=0.04)


def test_a_quarter_of_a_ring_lies_to_the_upper_right() -> None:
    opacity = alpha(shapes.ring(100, 10, 0.25, (255, 255, 255))).astype(float)
    assert opacity[50:, :50].sum() > 0.8 * opacity.sum()


def test_a_shadow_falls_off_without_a_rim() -> None:
    opacity = alpha(shapes.shadow((200, 100), 20)).astype(int)
    middle = opacity[:, opacity.shape[1] // 2]
    assert middle[0] <= 2 and middle[len(middle) // 2] > 140
    assert abs(np.diff(middle)).max() < 10


def test_the_wall_is_dark_enough_for_text_lit_without_bands_and_the_same_every_time() -> None:
    size = (640, 360)
    lit = wall(size, [pygame.Rect(220, 80, 200, 200)])
    pixels = pygame.surfarray.array3d(lit).astype(int)
    assert (pixels <= np.array(WALL_LIT)).all()
    assert pixels[320, 150].sum() > pixels[5, 5].sum() + 60
    # A slow gradient is dithered: neighbours differ by noise, so no row is made of long runs of one value.
    row = pixels[:, 300, 0]
    assert (np.diff(row) != 0).mean() > 0.15
    assert np.array_equal(pixels, pygame.surfarray.array3d(wall(size, [pygame.Rect(220, 80, 200, 200)])))


def test_a_frame_keeps_to_its_area_and_shows_the_whole_picture_undistorted() -> None:
    theme = Theme((1920, 1080))
    picture = pygame.Surface((300, 200))
    picture.fill((10, 200, 30))
    hung = framed(picture, (500, 500), theme)
    assert hung.frame.width <= 500 and hung.frame.height <= 500
    assert hung.picture.width / hung.picture.height == pytest.approx(1.5, abs=0.02)
    assert hung.surface.get_at(hung.picture.center)[:3] == (10, 200, 30)
    assert hung.surface.get_rect().contains(hung.frame)
    assert hung.frame.center == hung.picture.center
    corner = hung.at((700, 400))
    assert hung.frame.move(corner).center == (700, 400)
    assert frame_round(picture, theme, mat=False).picture.size == (300, 200)


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_icon_has_a_shape_in_its_colour_within_its_square(name: str) -> None:
    drawn = icon(name, 48, (200, 100, 50))
    opacity = alpha(drawn)
    assert 0.03 < (opacity > 128).mean() < 0.7
    edge = np.concatenate([opacity[0], opacity[-1], opacity[:, 0], opacity[:, -1]])
    assert (edge < 60).all()
    x, y = np.argwhere(opacity == 255)[0]
    assert drawn.get_at((int(x), int(y)))[:3] == (200, 100, 50)


def test_painting_over_begins_with_nothing_ends_with_all_and_never_takes_back() -> None:
    picture = pygame.Surface((160, 120))
    amounts = [alpha(PaintingOver(picture).at(step / 10)).astype(int) for step in range(11)]
    assert amounts[0].max() == 0 and amounts[-1].min() == 255
    for earlier, later in itertools.pairwise(amounts):
        assert (later >= earlier).all()
    assert strokes((160, 120)).shape == (160, 120)
