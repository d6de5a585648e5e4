"""The pages of the reveal: two pictures under a line, and a fast network that answers a slider."""

import numpy as np
import pygame
import pytest

from game.pointer import Key, Pointer
from game.scenes.compare import ComparePage
from game.scenes.how import HowPage, Story
from game.scenes.strength import LiveStrength, StrengthPage
from game.ui.theme import Theme
from models.messages import Picture
from tests.fakes import FakeStudio
from tests.game.scenes.conftest import SIZES

SIZE = (960, 540)


def plain(red: int, green: int, blue: int) -> Picture:
    return np.full((90, 120, 3), (red, green, blue), np.uint8)


PICTURES = {
    "drawing": plain(200, 0, 0),
    "fast": plain(0, 200, 0),
    "classic": plain(0, 0, 200),
    "content": plain(200, 200, 0),
    "style": plain(0, 200, 200),
}


def compare(size: tuple[int, int] = SIZE) -> ComparePage:
    page = ComparePage(Theme(size), pygame.Surface(size), pygame.Surface(size), PICTURES, lambda: None)
    settle(page)
    return page


def settle(page: ComparePage | StrengthPage) -> None:
    page._scaled.settle()
    page._small.settle()
    # The first frame still belongs to the scene below.
    page.update(0.0)
    page.update(0.5)


def colour_at(page: ComparePage | StrengthPage, place: tuple[int, int]) -> tuple[int, ...]:
    surface = pygame.Surface(page.theme.size, depth=32)
    page.draw(surface)
    return tuple(surface.get_at(place)[:3])


def touch(page: ComparePage | StrengthPage, *places: tuple[float, float]) -> None:
    page.handle(Pointer("down", 1, *places[0], 0.0))
    for place in places[1:]:
        page.handle(Pointer("move", 1, *place, 0.1))
    page.handle(Pointer("up", 1, *places[-1], 0.2))


def test_the_line_between_two_pictures_follows_the_finger_and_the_arrows() -> None:
    page = compare()
    window = page.divider.rect
    at = (window.left + window.width * 2 // 5, window.top + 20)
    assert colour_at(page, at) == (200, 0, 0)
    touch(page, (window.centerx, window.centery), (window.left + 10, 5))
    assert colour_at(page, at) == (0, 200, 0)
    page.handle(Key("return"))
    for _ in range(12):
        page.handle(Key("right"))
    assert page.divider.value > 0.55 and colour_at(page, at) == (200, 0, 0)


def test_any_two_pictures_can_be_chosen() -> None:
    page = compare()
    touch(page, page.tiles["left", "style"].rect.center)
    touch(page, page.tiles["right", "content"].rect.center)
    window = page.divider.rect
    assert colour_at(page, (window.left + 20, window.top + 20)) == (0, 200, 200)
    assert colour_at(page, (window.right - 20, window.top + 20)) == (200, 200, 0)
    assert [key for key, tile in page.tiles.items() if tile.chosen] == [("left", "style"), ("right", "content")]


@pytest.mark.parametrize("size", SIZES)
def test_nothing_on_the_pages_overlaps_or_is_cut(size: tuple[int, int]) -> None:
    theme = Theme(size)
    page = compare(size)
    strength = strength_page(FakeStudio(), size)
    for rects in (
        [page.divider.rect, page.close_button.rect, *(tile.rect for tile in page.tiles.values())],
        [strength.slider.rect, strength.close_button.rect, strength._window, *strength._ends],
    ):
        assert all(theme.screen.contains(rect) for rect in rects)
        assert all(rect.collidelist(rects[index + 1 :]) == -1 for index, rect in enumerate(rects))


def strength_page(studio: FakeStudio, size: tuple[int, int] = SIZE) -> StrengthPage:
    live = LiveStrength(studio, plain(255, 255, 255), plain(0, 0, 0), 128)
    pictures = (plain(255, 255, 255), plain(0, 0, 0), plain(10, 10, 10))
    return StrengthPage(Theme(size), pygame.Surface(size), pygame.Surface(size), live, pictures, lambda: None)


def test_the_slider_is_answered_with_the_last_strength_that_was_wanted_and_stale_ones_are_dropped() -> None:
    studio = FakeStudio()
    page = strength_page(studio)
    page.update(0.1)
    assert studio.jobs == [], "the picture at full strength is there already"
    slider = page.slider.rect
    touch(page, *((slider.right - step * slider.width / 20, slider.centery) for step in range(1, 19)))
    for _ in range(12):
        studio.poll()
        settle(page)
    assert len(studio.jobs) == 1
    assert page.live.shown == page.live.wanted == round(page.slider.value, 2)
    middle = page._window.center
    assert colour_at(page, middle)[0] > 200


def test_while_an_answer_is_under_way_the_newest_wish_waits_for_it() -> None:
    studio = FakeStudio()
    live = LiveStrength(studio, plain(255, 255, 255), plain(0, 0, 0), 128)
    for wish in (0.9, 0.7, 0.5, 0.3):
        live.want(wish)
        live.update()
    assert len(studio.jobs) == 1
    for _ in range(2):
        studio.poll()
    live.update()
    assert live.shown == 0.9 and len(studio.jobs) == 2
    for _ in range(2):
        studio.poll()
    live.update()
    assert live.shown == 0.3
    live.want(0.1)
    live.update()
    live.close()
    assert studio.jobs[-1].state == "cancelled"


@pytest.mark.parametrize("size", SIZES)
def test_the_explanation_fits_and_names_the_rounds_own_figures(size: tuple[int, int]) -> None:
    details = {"iterations": 87.0, "loss_start": 3.216, "loss_end": 0.4567}
    story = Story(PICTURES, details, np.ones((12, 12), np.float32))
    page = HowPage(Theme(size), pygame.Surface(size), pygame.Surface(size), story, lambda: None)
    page._small.settle()
    page.update(0.5)
    page.draw(pygame.Surface(size, depth=32))
    assert "87" in page._classic_figures() and "3.22" in page._classic_figures() and "0.457" in page._classic_figures()
    assert HowPage(Theme(size), pygame.Surface(size), pygame.Surface(size), Story({}), lambda: None)
