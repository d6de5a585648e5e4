"""The staff's pages at every size: nothing cut, nothing beyond the window, everything big enough to touch."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

import pygame
import pytest

from game import language
from game.round import Round
from game.scene import Stage
from game.scenes.staff import TITLES, Staff
from game.scenes.staff_settings import SettingsPage
from game.settings import Settings
from game.statistics import Statistics, VisitRecord
from game.ui.widgets import Button
from tests.game.reading import reading
from tests.game.scenes.conftest import SIZES
from tests.game.test_looks import Accented

FOLDER = "/media/kiosk/Pictures of the museum/today"
"""Too long for its place: what it means must be read beside it all the same."""


def press(scene: Staff, label: str) -> None:
    found = [one for one in scene._controls.widgets if isinstance(one, Button) and one.label == label]
    found[0].on_press()
    scene.update(0.1)


def sights(scene: Staff) -> Iterator[str]:
    """Open every page, and turn the settings' page until they begin anew."""
    for title in TITLES.values():
        press(scene, title)
        yield title
        while isinstance(scene.page, SettingsPage):
            press(scene, "More")
            if scene.page.seen[0] == next(iter(Settings.model_fields)):
                break
            yield f"{title}, {scene.page.seen[0]}"


@pytest.fixture
def staff(
    make_stage: Callable[..., Stage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[tuple[int, int]], Staff]]:
    """Makes staff's pages of a size, with statistics of a visit and long folders."""
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, "/nowhere")
    monkeypatch.setattr("game.statistics.statistics_file", lambda: tmp_path / "statistics.sqlite")
    kept = Statistics()
    kept.add(VisitRecord(date.today().isoformat(), 10, "de", "left", "draw", 10, 100, 5, 30, False, "a", "b", 6.5, 7.5))
    kept.close()
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    pygame.display.init()

    def make(size: tuple[int, int]) -> Staff:
        stage = make_stage(size, upload_folder=FOLDER, postcard_folder=FOLDER)
        stage.settings_file = Path("/home/kiosk/.config/style-duel/settings.toml")
        return Staff(stage)

    yield make
    language.use("en")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_page_can_be_read_and_touched_in_every_language(
    size: tuple[int, int], staff: Callable[[tuple[int, int]], Staff]
) -> None:
    with reading() as reader:
        scene = staff(size)
        screen, least = scene.theme.screen, int(84 * scene.theme.scale)
        for code in language.NAMES:
            language.use(code)
            scene.enter(Round())
            for sight in sights(scene):
                texts = reader.look(scene.draw, size)
                where = f"{sight}, {code}"
                assert not [text.words for text in texts if text.cut and text.words != FOLDER], where
                assert not [text for text in texts if not screen.contains(text.ink)], where
                assert not [(a, b) for a, b in combinations(texts, 2) if a.ink.colliderect(b.ink)], where
                assert min(min(widget.rect.size) for widget in scene._controls.widgets) >= least, where
            scene.exit()


def test_all_that_is_ours_goes_through_the_catalogues(staff: Callable[[tuple[int, int]], Staff]) -> None:
    language.use("de", Accented())
    plain = set()
    with reading() as reader:
        scene = staff((1920, 1080))
        scene.enter(Round())
        for _ in sights(scene):
            plain |= {text.words for text in reader.look(scene.draw, scene.stage.size)}
        scene.exit()
    plain = {words for words in plain if re.search("[A-Za-z]{2}", words)}
    # Paths, names of programs, units, log lines, and the code of a language.
    assert not {words for words in plain if not re.search(r"/|Python|pygame|dummy|MB|GB|WARNING|de 1", words)}
