"""The director: scenes change, fingers are let go, and an absent visitor's round is gone."""

import random
import threading
import time
from collections.abc import Iterator
from typing import cast, get_args

import pygame
import pytest

from game.access import Access
from game.director import CROSSFADE, MOST_PREPARING, Director
from game.pointer import Event, Key, Pointer
from game.round import Round, start_machines
from game.scene import Scene, SceneName, Stage
from game.settings import Settings
from tests.fakes import FakeJob, FakeStudio, fake_collection

SIZE = (320, 180)
IDLE, WARNING = 20.0, 5.0


class Plain(Scene):
    """Records what it is told and goes where it is sent; every scene has its own grey."""

    def __init__(self, stage: Stage, name: SceneName, grey: int) -> None:
        super().__init__(stage)
        self.name = name  # type: ignore[misc]
        self.grey = grey
        self.heard: list[Event] = []
        self.log: list[str] = []
        self.round: Round | None = None
        self.following: SceneName | None = None

    def anew(self) -> "Plain":
        return Plain(self.stage, self.name, self.grey)

    def enter(self, round: Round) -> None:
        self.log.append("enter")
        self.round, self.following = round, None

    def handle(self, event: Event) -> None:
        self.heard.append(event)

    def update(self, dt: float) -> SceneName | None:
        return self.following

    def draw(self, surface: pygame.Surface) -> None:
        surface.fill((self.grey,) * 3)

    def exit(self) -> None:
        self.log.append("exit")


class Play:
    """A director over plain scenes."""

    def __init__(self) -> None:
        self.studio = FakeStudio(classic_polls=10_000)
        settings = Settings(idle_seconds=IDLE, warning_seconds=WARNING)
        self.stage = Stage(SIZE, settings, fake_collection(), self.studio, lambda: 0.0, random.Random(1))
        names: tuple[SceneName, ...] = get_args(SceneName)
        self.scenes = {name: Plain(self.stage, name, 40 * (i + 1)) for i, name in enumerate(names)}
        self.director = Director(self.stage, cast("dict[SceneName, Scene]", self.scenes))

    def go(self, name: SceneName) -> None:
        cast(Plain, self.director.scene).following = name
        self.director.update(0.01)

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds / 0.1)):
            self.director.update(0.1)

    def on(self) -> str:
        return self.director.scene.name

    def warned(self) -> bool:
        return self.director.seconds_until_end is not None

    def grey(self) -> int:
        surface = pygame.Surface(SIZE, depth=32)
        self.director.draw(surface)
        return surface.get_at((3, 3))[0]


@pytest.fixture
def play() -> Iterator[Play]:
    yield Play()


def pointer(kind: str, number: int = 0) -> Pointer:
    return Pointer(kind, number, 200, 100, 0.0)  # type: ignore[arg-type]


def test_a_visit_begins_in_attract_and_every_scene_gets_the_same_round(play: Play) -> None:
    assert play.on() == "attract"
    play.go("pick")
    play.go("draw")
    assert play.scenes["pick"].log == ["enter", "exit"]
    assert play.scenes["draw"].round is play.scenes["pick"].round


def test_with_reduced_motion_one_scene_is_cut_to_the_next(play: Play) -> None:
    play.stage.access = play.director._looks = Access(reduced_motion=True)
    play.go("pick")
    play.director.update(0.01)
    assert play.grey() == 80


def test_one_scene_fades_into_the_next_without_a_jump(play: Play) -> None:
    assert play.grey() == 40
    play.go("pick")
    seen = []
    for _ in range(12):
        seen.append(play.grey())
        play.director.update(CROSSFADE / 10)
    assert 30 <= seen[0] < 40 and seen[-1] == 80
    assert seen == sorted(seen) and len(set(seen)) > 6


def test_a_scene_that_needs_time_is_prepared_beside_the_game_and_the_touch_is_answered_at_once(play: Play) -> None:
    play.go("pick")
    play.wait(1)
    bright, gate = play.grey(), threading.Event()
    draw = play.scenes["draw"]
    draw.prepare = lambda round: gate.wait  # type: ignore[method-assign,assignment,return-value]
    play.go("draw")
    assert play.on() == "pick" and play.grey() < bright
    play.director.handle(pointer("down"))
    assert play.scenes["pick"].heard == [], "who leaves is not touched any more"
    gate.set()
    for _ in range(100):
        play.director.update(0.01)
        if play.on() == "draw":
            break
        time.sleep(0.01)
    assert play.on() == "draw"
    play.wait(1)
    assert play.grey() == draw.grey


def test_a_scene_that_cannot_be_prepared_is_entered_all_the_same(play: Play, caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise ValueError("broken on purpose")

    play.scenes["draw"].prepare = lambda round: fail  # type: ignore[method-assign]
    play.go("draw")
    play.wait(MOST_PREPARING + 0.5)
    assert play.on() == "draw"


def test_drawing_twice_draws_the_same(play: Play) -> None:
    play.go("pick")
    play.director.update(0.1)
    assert play.grey() == play.grey()


def test_a_finger_that_is_down_is_cancelled_and_unknown_to_the_next_scene(play: Play) -> None:
    play.go("pick")
    play.director.handle(pointer("down"))
    play.go("draw")
    assert [event.kind for event in play.scenes["pick"].heard if isinstance(event, Pointer)] == ["down", "cancel"]
    play.director.handle(pointer("move"))
    play.director.handle(pointer("up"))
    assert play.scenes["draw"].heard == []
    play.director.handle(pointer("down"))
    assert play.scenes["draw"].heard == [pointer("down")]


def test_attract_never_warns(play: Play) -> None:
    play.wait(IDLE + WARNING + 1)
    assert play.on() == "attract" and not play.warned()


def test_an_absent_visitor_is_warned_then_everything_of_the_visit_is_gone(play: Play) -> None:
    play.go("pick")
    round = play.director.round
    collection = fake_collection()
    round.content, round.style = collection.contents[0], collection.styles[0]
    start_machines(round, play.stage)
    classic = cast(FakeJob, round.classic_job)
    play.go("draw")
    play.wait(IDLE - 0.5)
    assert not play.warned() and play.on() == "draw"
    play.wait(1.5)
    left = play.director.seconds_until_end
    assert left is not None and 3 < left <= WARNING
    play.wait(WARNING)
    assert play.on() == "attract"
    assert classic.state == "cancelled"
    assert play.director.round is not round
    assert play.scenes["attract"].round == Round()


def test_a_touch_ends_the_warning_and_does_nothing_else(play: Play) -> None:
    play.go("draw")
    play.wait(IDLE + 1)
    assert play.warned()
    play.director.handle(pointer("down"))
    play.director.handle(pointer("move"))
    play.director.handle(pointer("up"))
    assert play.scenes["draw"].heard == [] and not play.warned()
    play.wait(IDLE - 1)
    assert play.on() == "draw"
    play.wait(2)
    play.director.handle(Key("space"))
    assert play.scenes["draw"].heard == [] and not play.warned()


def test_where_one_may_just_watch_the_warning_comes_later(play: Play) -> None:
    play.scenes["wait"].patience = 3.0  # type: ignore[misc]
    play.go("wait")
    play.wait(3 * IDLE - 1)
    assert not play.warned()
    play.wait(2)
    assert play.warned() and play.on() == "wait"
    play.wait(WARNING)
    assert play.on() == "attract"


def test_the_warning_is_seen_and_counts_down(play: Play) -> None:
    play.go("draw")
    play.wait(IDLE - 1)
    quiet = play.grey()
    play.wait(2)
    dimmed, first = play.grey(), _screen(play)
    play.wait(1.2)
    assert dimmed < quiet and _screen(play) != first


def _screen(play: Play) -> bytes:
    surface = pygame.Surface(SIZE, depth=32)
    play.director.draw(surface)
    return pygame.image.tobytes(surface, "RGB")


def test_a_finger_that_rested_since_before_the_warning_is_lifted_in_the_scene(play: Play) -> None:
    play.go("draw")
    play.director.handle(pointer("down"))
    play.wait(IDLE + 1)
    assert play.warned()
    play.director.handle(pointer("up"))
    assert play.scenes["draw"].heard == [pointer("down"), pointer("up")]


def test_the_opening_picture_gives_way_to_attract(play: Play) -> None:
    opening = pygame.Surface(SIZE, depth=32)
    opening.fill((255, 255, 255))
    play.director.fade_from(opening)
    assert play.grey() > 200
    play.wait(CROSSFADE + 0.1)
    assert play.grey() == 40
