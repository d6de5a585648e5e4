"""Every scene and page, at every size, in every language: nothing cut, nothing overlapping, everything big enough."""

import gettext
import random
import re
from functools import partial
from itertools import combinations
from pathlib import Path

import pytest

from game import language
from game.scene import Stage
from game.scenes.draw_places import places
from game.scenes.easel import Easel
from game.settings import Settings
from game.ui import shapes
from game.ui.corner import corner_buttons
from game.ui.slider import Slider
from game.ui.widgets import Button
from tests.fakes import FakeStudio, fake_collection
from tests.game.exhibition import Sight, tour
from tests.game.reading import Read, Reader, reading
from tests.game.scenes.conftest import SIZES

TOUCH = 90
"""Least height and width of what can be touched, on a screen 1080 pixels high: 15 mm at 24 inches."""


class Accented(gettext.NullTranslations):
    """A language nobody speaks: every word that went through a catalogue is without a plain letter."""

    def gettext(self, message: str) -> str:
        return re.sub(r"(\{.*?\})|[A-Za-z]", lambda found: found.group(1) or "ж", message)

    def ngettext(self, one: str, many: str, count: int) -> str:
        return self.gettext(one if count == 1 else many)


def stage_of(size: tuple[int, int], **settings: object) -> Stage:
    allowed = Settings(share_postcards=True, print_postcards=True, draw_seconds=0, **settings)  # type: ignore[arg-type]
    return Stage(size, allowed, fake_collection(3), FakeStudio(40), lambda: 0.0, random.Random(4))


def faults(sight: Sight, texts: list[Read], stage: Stage) -> list[str]:
    """What is wrong with a sight."""
    where = f"{sight.name} {stage.size[0]}x{stage.size[1]} {language.current()}"
    found = [f"{where}: cut: {text.words!r}" for text in texts if text.cut]
    screen = stage.theme.screen
    found += [
        f"{where}: beyond the window: {text.words!r} {text.ink}" for text in texts if not screen.contains(text.ink)
    ]
    for one, other in combinations(texts, 2):
        if one.ink.colliderect(other.ink):
            found.append(f"{where}: {one.words!r} over {other.words!r}")
    for text in texts:
        for widget in sight.widgets:
            if (
                not isinstance(widget, Easel | Slider)
                and text.ink.colliderect(widget.rect)
                and not widget.rect.contains(text.ink)
            ):
                found.append(f"{where}: {text.words!r} {text.ink} half on a {type(widget).__name__} {widget.rect}")
    return found


def too_small(sight: Sight, stage: Stage) -> list[str]:
    least = int(TOUCH * stage.theme.scale) - 1
    return [
        f"{sight.name} {stage.size}: a {type(widget).__name__} of {widget.rect.size}"
        for widget in sight.widgets
        if min(widget.rect.size) < least
    ]


def all_faults(stage: Stage, folder: Path, reader: Reader, codes: list[str]) -> list[str]:
    found = []
    for sight in tour(stage, folder):
        found += too_small(sight, stage)
        for code in codes:
            language.use(code)
            found += faults(sight, reader.look(sight.draw, stage.size), stage)
        language.use("en")
    return found


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_everything_fits_in_every_language(size: tuple[int, int], tmp_path: Path) -> None:
    with reading() as reader:
        found = all_faults(stage_of(size), tmp_path, reader, list(language.NAMES))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", [(1920, 1080), (1024, 600), (1080, 1920)], ids=str)
@pytest.mark.parametrize("need", ["large_text", "low_reach", "left_handed"])
def test_everything_fits_for_everyone(size: tuple[int, int], need: str, tmp_path: Path) -> None:
    with reading() as reader:
        found = all_faults(stage_of(size, **{need: True}), tmp_path, reader, ["en", "de", "ja"])
    assert not found, "\n".join(found)


def test_every_word_goes_through_the_catalogues(tmp_path: Path) -> None:
    stage = stage_of((1280, 720))
    # The invitation is written in every language at once.
    known = {"Style Duel", "Touch to begin", *language.NAMES.values()}
    plain = set()
    language.use("de", Accented())
    with reading() as reader:
        for sight in tour(stage, tmp_path):
            language.use("de", Accented())
            texts = reader.look(sight.draw, stage.size)
            plain |= {text.words for text in texts if re.search("[A-Za-z]{2}", text.words)} - known
    language.use("en")
    # Captions belong to the collection.
    plain = {words for words in plain if not re.match(r"(Content|Style)\d$", words)}
    assert not plain


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_with_a_low_reach_every_way_out_lies_in_the_lower_half(size: tuple[int, int], tmp_path: Path) -> None:
    stage = stage_of(size, low_reach=True)
    found = set()
    with reading():
        for sight in tour(stage, tmp_path):
            ways = [widget for widget in sight.widgets if isinstance(widget, Button) and widget.shortcut == "escape"]
            others = [widget.rect for widget in sight.widgets if widget not in ways]
            for way in ways:
                found.add(sight.name)
                assert way.rect.top >= stage.theme.screen.centery, sight.name
                assert way.rect.collidelist(others) < 0, sight.name
    assert found >= {"gallery", "upload", "closer look", "compare", "strength", "how", "postcard", "access panel"}


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_name_of_the_language_never_touches_the_rim_of_its_round_button(size: tuple[int, int]) -> None:
    stage = stage_of(size)
    for place in (stage.theme.corner[0], places(stage.theme).corner[0]):
        button = corner_buttons(stage, (place, place))[0]
        inside = shapes.rounded(place.size, place.height / 2, (255, 255, 255))
        for code in language.NAMES:
            language.use(code)
            with reading() as reader:
                for text in reader.look(partial(button.draw, theme=stage.theme), size):
                    ink = text.ink.move(-place.left, -place.top)
                    corners = (ink.topleft, (ink.right - 1, ink.top), (ink.left, ink.bottom - 1))
                    assert all(inside.get_at(corner).a == 255 for corner in corners), (code, place)
        language.use("en")
