"""Whole visits through all scenes, by events posted to pygame, without a display and in virtual time."""

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.app import App, Window
from game.round import Round
from game.scenes.draw import Draw
from game.scenes.pick import Pick
from game.scenes.reveal import Reveal
from game.settings import Settings
from game.ui import gallery, widgets
from game.ui.theme import Theme
from game.ui.widgets import Button, Controls, Widget
from models.pictures import save_picture
from tests.fakes import FakeStudio, fake_collection

SIZE = (960, 540)


class Clock:
    """Every frame takes a twentieth of a second, and none of the test's time."""

    def tick(self, frames_per_second: int) -> int:
        return 50


class Visitor:
    """Posts what a visitor does, and looks at what comes of it."""

    def __init__(self) -> None:
        settings = Settings(idle_seconds=30, warning_seconds=5)
        self.app = App(settings, Window(SIZE, windowed=True), seed=1)
        self.app.open()
        self.app._clock = Clock()  # type: ignore[assignment]
        self.seen: list[str] = []
        self.ringed: list[pygame.Rect] = []

    @property
    def round(self) -> Round:
        return self.app.director.round

    def on(self) -> str:
        return self.app.director.scene.name

    def frame(self) -> None:
        self.ringed.clear()
        assert self.app.frame()
        if self.seen[-1:] != [self.on()]:
            self.seen.append(self.on())

    def wait_until(self, what: Callable[[], bool], seconds: float = 60, pause: float = 0.05) -> None:
        for _ in range(round(seconds * 20)):
            if what():
                return
            self.frame()
            jobs = (self.round.fast_job, self.round.classic_job, *self.round.grade_jobs.values())
            working = any(job is not None and not job.finished for job in jobs)
            # Machines and back rooms compute in real time, and must not be outrun by the game's.
            time.sleep(pause if working else 0.005)
        raise AssertionError(f"never happened; on {self.on()}, seen {self.seen}")

    def button(self, label: str) -> Button:
        controls = self.app.director.scene._controls  # type: ignore[attr-defined]
        found = [widget for widget in controls.widgets if isinstance(widget, Button) and widget.label == label]
        assert len(found) == 1 and found[0].active, label
        return found[0]

    def finger(self, kind: int, x: float, y: float, number: int = 1) -> None:
        pygame.event.post(
            pygame.event.Event(kind, touch_id=1, finger_id=number, x=x / SIZE[0], y=y / SIZE[1], dx=0.0, dy=0.0)
        )
        self.frame()

    def tap(self, place: tuple[int, int]) -> None:
        self.finger(pygame.FINGERDOWN, *place)
        self.finger(pygame.FINGERUP, *place)

    def click(self, place: tuple[int, int]) -> None:
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            pygame.event.post(pygame.event.Event(kind, pos=place, button=1, touch=False))
            self.frame()

    def key(self, name: int) -> None:
        for kind in (pygame.KEYDOWN, pygame.KEYUP):
            pygame.event.post(pygame.event.Event(kind, key=name, mod=0))
            self.frame()

    def press(self, controls: Controls, widget: Widget) -> None:
        """Lead the keyboard's focus to a widget by Tab, seen all the way, and press it."""
        for _ in range(len(controls.widgets) + 2):
            if controls.focus is widget:
                break
            self.key(pygame.K_TAB)
            assert self.ringed, self.on()
        assert self.ringed[-1] == widget.rect
        self.key(pygame.K_RETURN)


@pytest.fixture
def visitor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Visitor]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("game.studio.Studio", lambda _: FakeStudio(classic_polls=120))
    monkeypatch.setattr("game.collection.load_collection", lambda folder: fake_collection())
    before = signal.getsignal(signal.SIGTERM)
    visitor = Visitor()
    ring = widgets.draw_focus

    def noted(surface: pygame.Surface, theme: Theme, rect: pygame.Rect, radius: float | None = None) -> None:
        visitor.ringed.append(rect.copy())
        ring(surface, theme, rect, radius)

    for module in (widgets, gallery):
        monkeypatch.setattr(module, "draw_focus", noted)
    yield visitor
    visitor.app.close()
    signal.signal(signal.SIGTERM, before)


def test_a_visit_by_touch_from_attract_to_three_grades_and_play_again(visitor: Visitor) -> None:
    visitor.frame()
    visitor.tap((480, 270))
    visitor.wait_until(lambda: visitor.on() == "pick")
    visitor.tap(visitor.button("Draw").rect.center)
    visitor.wait_until(lambda: visitor.on() == "draw")
    for step in range(12):
        for number, y in ((1, 200), (2, 300)):
            kind = pygame.FINGERDOWN if step == 0 else pygame.FINGERMOTION
            visitor.finger(kind, 420 + 12 * step, y, number)
    for number, y in ((1, 200), (2, 300)):
        visitor.finger(pygame.FINGERUP, 552, y, number)
    visitor.tap(visitor.button("Done").rect.center)
    drawing = visitor.round.drawing
    assert drawing is not None and len(np.unique(drawing.reshape(-1, 3), axis=0)) > 5
    visitor.wait_until(lambda: visitor.on() == "reveal")
    visitor.wait_until(lambda: len(visitor.round.grades) == 3)
    played = visitor.round
    scene = visitor.app.director.scene
    assert isinstance(scene, Reveal)
    while not scene.finished:
        visitor.tap((3, 3))
    visitor.tap(visitor.button("Play again").rect.center)
    visitor.wait_until(lambda: visitor.on() in ("attract", "pick"))
    assert visitor.seen[:5] == ["attract", "pick", "draw", "wait", "reveal"]
    assert visitor.round is not played and visitor.round.drawing is None


def test_a_visit_with_a_picture_of_ones_own_by_mouse(visitor: Visitor, tmp_path: Path) -> None:
    mine = np.full((90, 120, 3), (20, 200, 90), np.uint8)
    save_picture(mine, tmp_path / "mine.png")
    visitor.click((100, 100))
    visitor.wait_until(lambda: visitor.on() == "pick")
    pygame.event.post(pygame.event.Event(pygame.DROPFILE, file=str(tmp_path / "mine.png")))
    visitor.wait_until(lambda: visitor.on() == "reveal")
    assert "draw" not in visitor.seen
    visitor.wait_until(lambda: len(visitor.round.grades) == 3)
    assert visitor.round.drawing is not None and np.array_equal(visitor.round.drawing, mine)


def test_a_visit_by_keyboard_alone_and_back_again(visitor: Visitor) -> None:
    visitor.frame()
    visitor.key(pygame.K_SPACE)
    visitor.wait_until(lambda: visitor.on() == "pick")
    # The first Enter shows where the focus is, the second presses.
    visitor.key(pygame.K_RETURN)
    visitor.key(pygame.K_RETURN)
    visitor.wait_until(lambda: visitor.on() == "draw")
    for scene in ("pick", "attract"):
        visitor.key(pygame.K_ESCAPE)
        visitor.wait_until(lambda scene=scene: visitor.on() == scene)  # type: ignore[misc]


def test_a_whole_visit_with_all_its_pages_by_keyboard_alone(visitor: Visitor) -> None:
    studio = visitor.app.stage.studio
    assert isinstance(studio, FakeStudio)
    studio.classic_polls = 10**6
    visitor.frame()
    visitor.key(pygame.K_TAB)
    assert visitor.ringed
    visitor.key(pygame.K_b)
    visitor.wait_until(lambda: visitor.on() == "pick")
    pick = visitor.app.director.scene
    assert isinstance(pick, Pick)
    choose = next(w for w in pick._controls.widgets if isinstance(w, Button) and w.icon == "gallery")
    visitor.press(pick._controls, choose)
    assert pick._gallery is not None
    visitor.key(pygame.K_RIGHT)
    visitor.key(pygame.K_RIGHT)
    assert visitor.ringed
    visitor.key(pygame.K_RETURN)
    assert visitor.round.content is pick._cards["content"][1]
    visitor.press(pick._controls, visitor.button("Draw"))
    visitor.wait_until(lambda: visitor.on() == "draw")

    draw = visitor.app.director.scene
    assert isinstance(draw, Draw)
    visitor.press(draw._controls, draw.toolbox.colours[0])
    visitor.press(draw._controls, draw.easel)
    for _ in range(8):
        visitor.key(pygame.K_RIGHT)
    assert visitor.ringed and draw.easel.brush_down
    visitor.key(pygame.K_RETURN)
    assert not draw.easel.painter.empty
    visitor.press(draw._controls, draw.more_button)
    assert draw.drawer.open
    visitor.press(draw.drawer._controls, draw.drawer.mirror)
    visitor.press(draw._controls, draw.done_button)
    visitor.wait_until(lambda: visitor.on() == "wait")
    wait = visitor.app.director.scene
    visitor.key(pygame.K_TAB)
    assert visitor.ringed and wait.name == "wait"
    studio.classic_polls = 120

    visitor.wait_until(lambda: visitor.on() == "reveal")
    reveal = visitor.app.director.scene
    assert isinstance(reveal, Reveal)
    visitor.wait_until(lambda: len(visitor.round.grades) == 3)
    while not reveal._premiere.done:
        visitor.key(pygame.K_SPACE)
    visitor.wait_until(lambda: reveal.finished)
    for card in reveal._cards:
        visitor.press(reveal._controls, card)
        assert reveal._mapped is not None
    for button in (reveal._compare, reveal._strength, reveal._how, reveal._take_home):
        visitor.press(reveal._controls, button)
        page = reveal._page
        assert page is not None, button.label
        visitor.key(pygame.K_TAB)
        visitor.key(pygame.K_RIGHT)
        assert visitor.ringed, button.label
        visitor.press(page._controls, page.close_button)
        assert reveal._page is None
    visitor.press(reveal._controls, reveal._again)
    visitor.wait_until(lambda: visitor.on() == "attract")
    assert visitor.seen == ["attract", "pick", "draw", "wait", "reveal", "attract"]


@pytest.mark.parametrize("scene", ["pick", "draw", "wait", "reveal"])
def test_an_absent_visitor_leaves_nothing_behind_in_any_scene(visitor: Visitor, scene: str) -> None:
    visitor.tap((480, 270))
    visitor.wait_until(lambda: visitor.on() == "pick")
    if scene != "pick":
        visitor.tap(visitor.button("Draw").rect.center)
        visitor.wait_until(lambda: visitor.on() == "draw")
    if scene in ("wait", "reveal"):
        visitor.tap(visitor.button("Done").rect.center)
        visitor.wait_until(lambda: visitor.on() == scene)
    left = visitor.round
    studio = visitor.app.stage.studio
    assert isinstance(studio, FakeStudio)
    studio.classic_polls = 10**6
    # The classic job never ends: there is nothing to wait for.
    visitor.wait_until(lambda: visitor.on() == "attract", 100, pause=0.005)
    assert visitor.round is not left and visitor.round == Round()
    assert visitor.seen[-2:] == [scene, "attract"]
