"""The panels for language and access: opened from any scene, applied at once, gone with the visit."""

import random
from collections.abc import Iterator

import pytest

from game import language
from game.access import Access
from game.director import Director
from game.panels import SWITCHES, places
from game.pointer import Key, Pointer
from game.scene import Stage
from game.scenes.attract import Attract
from game.scenes.wait import Wait
from game.settings import Settings
from game.ui.corner import CornerButton
from game.ui.theme import Theme
from tests.fakes import FakeStudio, fake_collection
from tests.game.scenes.conftest import SIZES
from tests.game.test_director import Plain

SIZE = (960, 540)


class Kiosk:
    """A director over the real *attract* and *wait*, the other scenes plain."""

    def __init__(self, settings: Settings) -> None:
        self.stage = Stage(SIZE, settings, fake_collection(3), FakeStudio(), lambda: 0.0, random.Random(1))
        plain = {name: Plain(self.stage, name, 40) for name in ("pick", "draw", "reveal")}
        self.director = Director(
            self.stage,
            {"attract": Attract(self.stage), "wait": Wait(self.stage), **plain},  # type: ignore[dict-item]
        )

    def tap(self, place: tuple[int, int]) -> None:
        for kind in ("down", "up"):
            self.director.handle(Pointer(kind, 1, *place, 0.0))
            self.director.update(0.02)

    def corner(self, number: int) -> tuple[int, int]:
        widgets = self.director.scene._controls.widgets  # type: ignore[attr-defined]
        return [widget for widget in widgets if isinstance(widget, CornerButton)][number].rect.center

    def choose(self, number: int) -> None:
        count = len(language.NAMES) if self.director.panels._kind == "language" else len(SWITCHES)
        self.tap(places(self.stage.theme, count).choices[number].center)

    def opened(self) -> bool:
        return self.director.panels.open

    def on(self) -> str:
        return self.director.scene.name


@pytest.fixture
def kiosk(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> Iterator[Kiosk]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    yield Kiosk(Settings(language="fr", idle_seconds=10, warning_seconds=3))
    language.use("en")


def test_a_visitor_switches_the_language_and_the_next_finds_the_operators(kiosk: Kiosk) -> None:
    assert language.current() == "fr"
    kiosk.tap(kiosk.corner(0))
    assert kiosk.opened() and kiosk.on() == "attract"
    kiosk.choose(list(language.NAMES).index("ja"))
    assert language.current() == "ja" and not kiosk.opened()
    kiosk.tap((480, 200))
    assert kiosk.on() == "pick" and language.current() == "ja"
    kiosk.director.go("attract")
    assert language.current() == "fr"


def test_what_a_visitor_needs_applies_to_every_scene_of_the_visit_and_is_gone_after_it(kiosk: Kiosk) -> None:
    kiosk.tap(kiosk.corner(1))
    for number, name in enumerate(SWITCHES):
        kiosk.choose(number)
        assert getattr(kiosk.stage.access, name)
    assert kiosk.opened()
    kiosk.director.handle(Key("escape"))
    assert not kiosk.opened() and kiosk.on() == "attract"
    assert kiosk.director.scene.theme.access == kiosk.stage.access  # type: ignore[attr-defined]
    assert kiosk.corner(0)[0] > SIZE[0] / 2, "mirrored for the left hand"
    kiosk.tap((480, 200))
    assert kiosk.on() == "pick"
    kiosk.director.go("attract")
    assert kiosk.stage.access == Access()
    assert kiosk.corner(0)[0] < SIZE[0] / 2


def test_who_only_plays_with_the_panel_and_leaves_is_forgotten(kiosk: Kiosk) -> None:
    kiosk.tap(kiosk.corner(1))
    kiosk.choose(0)
    for _ in range(200):
        kiosk.director.update(0.1)
    assert not kiosk.opened()
    assert kiosk.stage.access == Access()


def test_a_touch_beside_the_panel_shuts_it_and_begins_nothing(kiosk: Kiosk) -> None:
    kiosk.tap(kiosk.corner(0))
    kiosk.tap((5, 5))
    assert not kiosk.opened()
    assert kiosk.on() == "attract"


def test_the_panel_can_be_used_by_keyboard_alone(kiosk: Kiosk) -> None:
    kiosk.director.handle(Key("tab"))
    kiosk.director.handle(Key("return"))
    assert kiosk.opened()
    for key in ("right", "return"):
        kiosk.director.handle(Key(key))
    assert language.current() == "de"


@pytest.mark.parametrize("number", [0, 1])
def test_either_panel_is_walked_and_left_by_keyboard_with_the_focus_in_sight(kiosk: Kiosk, number: int) -> None:
    for key in ("tab", *["right"] * number, "return"):
        kiosk.director.handle(Key(key))
    controls = kiosk.director.panels._controls
    walked = []
    for _ in controls.widgets:
        walked.append(controls.focus)
        kiosk.director.handle(Key("tab"))
    assert walked == controls.widgets and controls.focus is walked[0]
    kiosk.director.handle(Key("tab", shift=True))
    kiosk.director.handle(Key("return"))
    assert not kiosk.opened() and kiosk.on() == "attract"
    kiosk.director.handle(Key("return"))
    assert kiosk.opened(), "the focus is still on the button that opens it"
    kiosk.director.handle(Key("escape"))
    assert not kiosk.opened()


@pytest.mark.parametrize("size", SIZES)
def test_all_that_can_be_touched_is_big_and_in_the_lower_half(size: tuple[int, int]) -> None:
    theme = Theme(size)
    for count in (len(language.NAMES), len(SWITCHES)):
        at = places(theme, count)
        for rect in (*at.choices, at.done):
            assert theme.screen.contains(rect)
            assert rect.top >= size[1] / 2 and min(rect.size) >= theme.px(90)
        assert theme.screen.contains(at.title)
