"""A few thousand random events, and proof that the harness finds what is wrong. More: `python -m tests.fuzz`."""

from pathlib import Path

import pygame
import pytest

from game.director import Director
from game.pin import Pin
from game.pointer import Event, Key
from game.scenes.staff import Staff
from tests import fuzz, fuzz_game


def test_nothing_goes_wrong_in_a_few_thousand_events(tmp_path: Path) -> None:
    said: list[str] = []
    assert fuzz.run(3000, 20, tmp_path / "report.json", said.append), "\n".join(said)


def test_a_fault_is_found_and_told_by_the_few_events_that_it_needs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    handle = Director.handle

    def trap(self: Director, event: Event) -> None:
        assert not (isinstance(event, Key) and event.name == "x"), "the trap has closed"
        handle(self, event)

    monkeypatch.setattr(Director, "handle", trap)
    monkeypatch.setattr(fuzz, "EPISODE", 200)
    said: list[str] = []
    assert not fuzz.run(2000, 6, tmp_path / "report.json", said.append)
    assert "the trap has closed" in said[0] and "; 1 events suffice" in said[-1]
    assert "KEY" in (tmp_path / "report.json").read_text()


def test_a_scene_that_never_ends_is_a_dead_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Director, "seconds_until_end", None)
    monkeypatch.setattr(fuzz, "shortest", lambda make, seed, actions: actions[:3])
    said: list[str] = []
    assert not fuzz.run(40, 2, tmp_path / "report.json", said.append)
    assert "waiting does not lead from" in said[0]


def test_a_way_to_staff_without_the_pin_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pin, "matches", lambda self, digits: True)
    with fuzz_game.World() as folder:
        game = fuzz_game.Game(folder)
        game.begin(1)
        for name in ("q", "1", "2", "3", "4", "return"):
            held = pygame.KMOD_CTRL | pygame.KMOD_SHIFT if name == "q" else 0
            game.play(("KEYDOWN", {"key": pygame.key.key_code(name), "mod": held, "step": False}))
        with pytest.raises(fuzz_game.FailedError, match="without the PIN"):
            game.play(("wait", {"seconds": 0.2}))
        game.close()


def test_staff_comes_in_plays_on_its_pages_and_is_gone_in_the_end() -> None:
    with fuzz_game.World() as folder:
        game = fuzz_game.Game(folder)
        game.begin(1)
        game.play(("staff", {}))
        pages = set()
        for widget in fuzz_game.widgets_of(game.scene)[:7]:
            assert isinstance(game.scene, Staff)
            widget.press()
            game.play(("wait", {"seconds": 0.2}))
            pages.add(type(game.scene.page))
        assert len(pages) == 7
        game.leave()
        game.close()
