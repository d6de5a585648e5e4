"""The app: window, first frame, loop and how staff leaves, without a display."""

import os
import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game import scenes
from game.app import App, Window
from game.round import Round
from game.scene import Scene, SceneName, Stage
from game.scenes.attract import Attract
from game.settings import Settings
from game.statistics import Statistics
from tests.fakes import FakeStudio, fake_collection


class Waiting(Scene):
    """A dark scene that stays on, and breaks as often as it is told to."""

    name = "pick"
    breaks = 0

    def enter(self, round: Round) -> None: ...

    def handle(self, event: object) -> None: ...

    def update(self, dt: float) -> SceneName | None:
        if self.breaks > 0:
            self.breaks -= 1
            raise RuntimeError("broken on purpose")
        return None

    def draw(self, surface: pygame.Surface) -> None:
        surface.fill((1, 2, 3))

    def exit(self) -> None: ...


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("game.studio.Studio", lambda _: FakeStudio())
    monkeypatch.setattr("game.collection.load_collection", lambda folder: fake_collection())

    def two(stage: Stage) -> dict[SceneName, Scene]:
        return {"attract": Attract(stage), "pick": Waiting(stage)}

    monkeypatch.setattr(scenes, "all_scenes", two)
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def opened(windowed: bool = True) -> App:
    app = App(Settings(), Window((320, 180), windowed), seed=3)
    app.open()
    return app


def post_key(name: int, modifiers: int) -> None:
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=name, mod=modifiers))


@pytest.mark.usefixtures("parts")
def test_frames_are_drawn_and_timed_by_scene_and_the_seed_makes_the_random_source() -> None:
    app = opened()
    assert app.screen.get_size() == (320, 180)
    assert app.stage.random.random() == random.Random(3).random()
    assert app.frame() and app.frame()
    pygame.event.post(
        pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(5, 5), button=1, touch=False),
    )
    for _ in range(3):
        app.frame()
    assert app.director.scene.name == "pick"
    assert len(app.frame_times["attract"]) == 3 and len(app.frame_times["pick"]) == 2
    app.close()
    assert not pygame.display.get_init()


@pytest.mark.usefixtures("parts")
def test_a_window_is_left_by_its_close_button_or_control_q() -> None:
    app = opened()
    assert app.frame()
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    assert not app.frame()
    app.close()
    app = opened()
    post_key(pygame.K_q, pygame.KMOD_LCTRL)
    assert not app.frame()
    app.close()


@pytest.mark.usefixtures("parts")
def test_fullscreen_is_left_by_staff_only() -> None:
    app = opened(windowed=False)
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    post_key(pygame.K_q, pygame.KMOD_LCTRL)
    post_key(pygame.K_F4, pygame.KMOD_LALT)
    assert app.frame()
    app.director.door.close()
    pygame.event.post(pygame.event.Event(pygame.KEYUP, key=pygame.K_q, mod=0))
    post_key(pygame.K_q, pygame.KMOD_LCTRL | pygame.KMOD_LSHIFT)
    assert app.frame() and app.director.door.is_open
    app.close()


@pytest.mark.usefixtures("parts")
def test_the_system_can_end_it() -> None:
    app = opened(windowed=False)
    os.kill(os.getpid(), signal.SIGTERM)
    assert not app.frame()
    app.close()


class Scripted(App):
    """Touches the screen at every frame from the outside, and ends after some frames."""

    breaks = 1

    def open(self) -> None:
        super().open()
        waiting = self.director.scenes["pick"]
        assert isinstance(waiting, Waiting)
        waiting.breaks = self.breaks
        self.left = 12

    def frame(self) -> bool:
        self.left -= 1
        self._running = self.left > 0
        pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_a, mod=0))
        return super().frame()


@pytest.mark.usefixtures("parts")
def test_a_fault_ends_the_visit_but_not_the_game(caplog: pytest.LogCaptureFixture) -> None:
    app = Scripted(Settings(), Window((320, 180), windowed=True))
    app.run()
    assert "broken on purpose" in caplog.text
    assert app.left == 0 and app.director.scene.name == "pick"


@pytest.mark.usefixtures("parts")
def test_a_machine_that_has_to_be_replaced_counts_as_one_fault(tmp_path: Path) -> None:
    statistics = Statistics(tmp_path / "statistics.sqlite")
    app = App(Settings(), Window((320, 180), windowed=True), statistics=statistics)
    app.open()
    for trouble in ("", "It takes a break.", "It takes a break.", "", "It takes a break.", "It stops again."):
        app.stage.studio.trouble = trouble
        app.frame()
    app.close()
    assert [what for _day, _hour, what in statistics.faults()] == ["It takes a break."] * 2


@pytest.mark.usefixtures("parts")
def test_a_fault_that_comes_back_at_once_is_not_hidden() -> None:
    app = Scripted(Settings(), Window((320, 180), windowed=True))
    app.breaks = 2
    with pytest.raises(RuntimeError, match="on purpose"):
        app.run()
    assert not pygame.display.get_init()
