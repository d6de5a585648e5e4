import random
from datetime import datetime

import pygame
import pytest

from game.caretaker import DARKNESS, DIM_AFTER, Caretaker
from game.scene import Stage
from game.settings import Settings
from tests.fakes import FakeStudio, fake_collection


class Worker(FakeStudio):
    """Notes what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def rest(self) -> None:
        self.told.append("rest")

    def wake(self) -> None:
        self.told.append("wake")


def stage(hours: str = "", rest: float = 10) -> Stage:
    settings = Settings(opening_hours=hours, rest_minutes=rest)
    return Stage((64, 48), settings, fake_collection(2), Worker(), lambda: 0.0, random.Random(1))


@pytest.mark.parametrize(
    ("hours", "at", "closed"),
    [
        ("", "03:00", False),
        ("9:30-18:00", "09:29", True),
        ("9:30-18:00", "09:30", False),
        ("9:30-18:00", "18:00", True),
        ("18:00-02:00", "23:59", False),
        ("18:00-02:00", "01:59", False),
        ("18:00-02:00", "12:00", True),
    ],
)
def test_opening_hours_may_reach_over_midnight(hours: str, at: str, closed: bool) -> None:
    now = datetime.fromisoformat(f"2026-05-01T{at}")
    assert Caretaker(stage(hours), lambda: now).closed is closed


@pytest.mark.parametrize("hours", ["9-18", "25:00-26:00", "9:00", "morning", "9:00-18:60"])
def test_hours_that_are_none_are_refused(hours: str) -> None:
    with pytest.raises(ValueError, match="opening_hours"):
        Settings(opening_hours=hours)


def test_the_screen_is_dim_when_closed_and_light_again_at_the_first_touch() -> None:
    night = datetime(2026, 5, 1, 23)
    caretaker = Caretaker(stage("9:00-18:00"), lambda: night)
    surface = pygame.Surface((64, 48), depth=32)
    for scene, quiet, light in (("attract", 5.0, 200), ("attract", DIM_AFTER + 1, 30), ("pick", 0.1, 200)):
        for _ in range(200):
            caretaker.look(scene, quiet, 0.1)  # type: ignore[arg-type]
        surface.fill((200, 200, 200))
        caretaker.draw(surface)
        assert abs(surface.get_at((3, 3))[0] - light) <= 200 * (1 - DARKNESS) / 4
    morning = Caretaker(stage("9:00-18:00"), lambda: datetime(2026, 5, 1, 10))
    morning.look("attract", 10**6, 10)
    assert morning.darkness < 0.01


def test_the_worker_rests_when_nobody_has_come_for_long_and_wakes_with_the_visit() -> None:
    one = stage(rest=2)
    caretaker = Caretaker(one)
    worker = one.studio
    assert isinstance(worker, Worker)
    caretaker.look("attract", 119, 0.1)
    assert worker.told == []
    caretaker.look("attract", 121, 0.1)
    caretaker.look("pick", 0, 0.1)
    assert worker.told == ["rest", "wake"]
