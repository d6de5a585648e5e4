"""The staff's pages at every size: nothing cut, nothing beyond the window, everything big enough to touch."""

from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pygame
import pytest

from game.round import Round
from game.scene import Stage
from game.scenes.staff import TITLES, Staff
from game.scenes.staff_settings import SettingsPage
from game.settings import Settings
from game.ui.widgets import Button
from tests.game.reading import reading
from tests.game.scenes.conftest import SIZES


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


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_page_can_be_read_and_touched(
    size: tuple[int, int], make_stage: Callable[..., Stage], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, "/nowhere")
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    pygame.display.init()
    stage = make_stage(size)
    stage.settings_file = Path("/home/kiosk/.config/style-duel/settings.toml")
    with reading() as reader:
        scene = Staff(stage)
        scene.enter(Round())
        for sight in sights(scene):
            texts = reader.look(scene.draw, size)
            assert not [text.words for text in texts if text.cut], sight
            assert not [text for text in texts if not stage.theme.screen.contains(text.ink)], sight
            assert not [(a, b) for a, b in combinations(texts, 2) if a.ink.colliderect(b.ink)], sight
            least = min(min(widget.rect.size) for widget in scene._controls.widgets)
            assert least >= int(84 * stage.theme.scale), sight
    scene.exit()
