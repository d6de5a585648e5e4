"""The staff's door and the pages behind it, in the real game, fullscreen, by posted events."""

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pygame
import pytest

from game.app import App, Window
from game.door import HOLD_SECONDS, OPEN_SECONDS
from game.pin import Pin
from game.round import Round
from game.scenes.staff import Staff
from game.scenes.staff_checks import CollectionPage, HealthPage, TouchPage
from game.scenes.staff_drawings import DrawingsPage
from game.scenes.staff_settings import SettingsPage
from game.settings import Settings, load_settings
from game.settings_file import MOST_VERSIONS, save_settings, versions
from game.statistics import Statistics
from game.submissions import Submissions
from game.ui.widgets import Button
from tests.fakes import FakeStudio, fake_collection

SIZE = (960, 540)
PIN = "4829"


class Clock:
    def tick(self, frames_per_second: int) -> int:
        return 50


class Staffer:
    """Plays the staff's part."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "show.toml"
        self.app = App(Settings(idle_seconds=30, warning_seconds=5), Window(SIZE), seed=1, settings_file=self.file)
        self.app.open()
        self.app._clock = Clock()  # type: ignore[assignment]

    def on(self) -> str:
        return self.app.director.scene.name

    def at_the_door(self) -> bool:
        return self.app.director.door.is_open

    def frames(self, seconds: float = 0.05) -> None:
        for _ in range(round(seconds / 0.05)):
            assert self.app.frame()

    def finger(self, kind: int, x: float, y: float, number: int = 1) -> None:
        place: dict[str, Any] = {"x": x / SIZE[0], "y": y / SIZE[1], "dx": 0.0, "dy": 0.0}
        pygame.event.post(pygame.event.Event(kind, touch_id=1, finger_id=number, **place))
        self.frames()

    def type(self, digits: str) -> None:
        for name in [*digits, "return"]:
            key = pygame.key.key_code(name)
            for kind in (pygame.KEYDOWN, pygame.KEYUP):
                pygame.event.post(pygame.event.Event(kind, key=key, mod=0))
                self.frames()

    def hold_corner(self) -> None:
        self.finger(pygame.FINGERDOWN, 5, 5)
        self.frames(HOLD_SECONDS + 0.2)
        self.finger(pygame.FINGERUP, 5, 5)

    def come_in(self) -> Staff:
        self.hold_corner()
        self.type(PIN)
        scene = self.app.director.scene
        assert isinstance(scene, Staff)
        return scene

    def press(self, label: str) -> None:
        scene = self.app.director.scene
        assert isinstance(scene, Staff)
        found = [w for w in scene._controls.widgets if isinstance(w, Button) and w.label == label]
        assert found, label
        found[0].press()
        self.app.frame()


@pytest.fixture
def staffer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Staffer]:
    for name in ("CACHE", "CONFIG", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setattr("game.studio.Studio", lambda _: FakeStudio())
    monkeypatch.setattr("game.collection.load_collection", lambda folder: fake_collection())
    before = signal.getsignal(signal.SIGTERM)
    one = Staffer(tmp_path)
    yield one
    one.app.close()
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def known(staffer: Staffer) -> Staffer:
    """The PIN has been chosen: 4829, twice."""
    staffer.type(PIN)
    staffer.type(PIN)
    assert not staffer.app.director.door.is_open
    return staffer


def test_the_first_start_asks_for_a_pin_twice_and_goes_on_without_an_answer(staffer: Staffer) -> None:
    door = staffer.app.director.door
    assert door.state == "choose"
    staffer.type("12")
    staffer.type(PIN)
    staffer.type("9999")
    assert door.state == "choose" and not Pin().is_set
    staffer.frames(OPEN_SECONDS + 0.2)
    assert staffer.on() == "attract" and not door.is_open and not Pin().is_set
    staffer.hold_corner()
    staffer.type("0000")
    assert staffer.on() != "staff"


def test_only_a_held_corner_and_the_right_pin_lead_to_staff(known: Staffer) -> None:
    known.finger(pygame.FINGERDOWN, 5, 5)
    known.frames(HOLD_SECONDS / 2)
    known.finger(pygame.FINGERMOTION, 400, 300)
    known.frames(HOLD_SECONDS)
    known.finger(pygame.FINGERUP, 400, 300)
    assert not known.at_the_door()
    known.hold_corner()
    assert known.at_the_door()
    known.type("1234")
    assert known.on() != "staff" and known.at_the_door()
    known.frames(OPEN_SECONDS + 0.2)
    assert not known.at_the_door()
    known.come_in()
    known.press("Back to the game")
    known.frames(0.1)
    assert known.on() == "attract"


def test_a_visit_is_not_lost_by_a_curious_hand(known: Staffer) -> None:
    known.finger(pygame.FINGERDOWN, 400, 300)
    known.finger(pygame.FINGERUP, 400, 300)
    known.frames(0.2)
    assert known.on() == "pick"
    round = known.app.director.round
    known.hold_corner()
    known.frames(OPEN_SECONDS + 0.2)
    assert known.on() == "pick" and known.app.director.round is round


def test_nobody_there_closes_the_pages(known: Staffer) -> None:
    known.come_in()
    known.frames(36)
    assert known.on() == "attract"


def test_settings_are_changed_saved_and_ten_versions_kept(known: Staffer) -> None:
    scene = known.come_in()
    page = scene.page
    assert isinstance(page, SettingsPage)
    before = known.app.stage.settings
    seen: list[str] = []
    while page.seen[0] not in seen:
        seen += page.seen
        for label in ("+", "−"):
            for button in [w for w in page.widgets() if isinstance(w, Button) and w.label == label]:
                button.press()
                scene.draw(known.app.screen)
        known.press("More")
    assert seen == list(Settings.model_fields)
    page._step("idle_seconds", 1)
    page._begin_typing("upload_folder")
    known.type("/tmp/x")
    assert known.app.stage.settings == before, "nothing counts before it is saved"
    known.press("Save")
    assert known.app.stage.settings.idle_seconds > before.idle_seconds
    assert known.app.stage.settings.upload_folder == "/tmp/x"
    assert load_settings(known.file) == (known.app.stage.settings, "")
    for number in range(MOST_VERSIONS + 5):
        save_settings(Settings(idle_seconds=100 + number), known.file)
    kept = versions(known.file)[0]
    assert len(kept) == MOST_VERSIONS and "113" in kept[-1].read_text()


def test_a_file_that_cannot_be_written_is_said_and_loses_nothing(known: Staffer) -> None:
    known.app.stage.settings_file = Path("/proc/nowhere/show.toml")
    scene = known.come_in()
    page = scene.page
    assert isinstance(page, SettingsPage)
    page._step("idle_seconds", 1)
    known.press("Save")
    assert "cannot be written" in page._note
    assert known.app.stage.settings.idle_seconds == page.settings.idle_seconds


def test_every_page_opens_and_the_touch_test_shows_every_finger(known: Staffer) -> None:
    scene = known.come_in()
    for label in ("Statistics", "All days", "Health", "Sound test", "Both", "Collection", "Drawings", "Touch test"):
        known.press(label)
        known.frames(0.2)
    page = scene.page
    assert isinstance(page, TouchPage)
    for number in range(1, 6):
        known.finger(pygame.FINGERDOWN, 600 + 40 * number, 300, number)
    assert len(page.fingers) == page.most == 5 and any("FingerDown" in line for line in page.lines)
    for number in range(1, 6):
        known.finger(pygame.FINGERUP, 600 + 40 * number, 300, number)
    assert not page.fingers
    known.press("Collection")
    assert isinstance(scene.page, CollectionPage)
    scene.page._backroom.settle()
    assert scene.page.problems == []
    known.press("Health")
    assert isinstance(scene.page, HealthPage) and len(scene.page.lines) > 8


def test_restart_and_quit_take_two_presses(known: Staffer) -> None:
    known.come_in()
    known.press("Quit")
    assert known.app.running
    known.press("Restart")
    assert known.app.running
    known.press("Restart")
    assert not known.app.running


def test_drawings_are_shown_only_after_staff_has_looked(known: Staffer) -> None:
    collection = fake_collection()
    drawing = np.full((60, 80, 3), (20, 120, 60), np.uint8)
    kept = Submissions()
    assert not kept.offer(Round())
    for _ in range(2):
        assert kept.offer(Round(content=collection.contents[0], style=collection.styles[1], drawing=drawing))
    assert len(kept.waiting()) == 2 and not kept.shown()
    scene = known.come_in()
    known.press("Drawings")
    assert isinstance(scene.page, DrawingsPage)
    known.press("Show")
    known.press("Delete")
    assert not kept.waiting()
    shown = kept.shown()
    assert len(shown) == 1 and (shown[0].content, shown[0].style) == ("content0", "style1")
    assert abs(shown[0].picture().astype(int) - drawing).mean() < 4
    known.press("Delete")
    assert not kept.shown() and not list(kept._folder.rglob("*.*"))


def test_visits_are_counted_without_anything_about_who_it_was(known: Staffer) -> None:
    known.app._statistics = kept = Statistics()
    known.finger(pygame.FINGERDOWN, 400, 300)
    known.finger(pygame.FINGERUP, 400, 300)
    known.frames(36)
    assert known.on() == "attract"
    kept.close()
    visits = kept.visits()
    assert len(visits) == 1
    assert (visits[0].ended, visits[0].last_scene, visits[0].language) == ("absent", "pick", "en")
    assert 30 <= visits[0].pick_seconds <= 37 and visits[0].content.startswith("content")
