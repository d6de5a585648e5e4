"""Buttons and their group: pointers, keyboard, focus."""

import pygame

from game.pointer import Key, Pointer
from game.ui.theme import Theme
from game.ui.widgets import Button, Controls, Widget

theme = Theme((1920, 1080))


def pointer(kind: str, x: float, y: float, number: int = 0) -> Pointer:
    return Pointer(kind, number, x, y, 0.0)  # type: ignore[arg-type]


class Panel:
    """Three buttons in a row and one below, counting presses."""

    def __init__(self) -> None:
        self.presses: list[str] = []
        self.buttons = {
            name: Button(pygame.Rect(x, y, 100, 100), name, lambda name=name: self.presses.append(name))  # type: ignore[misc]
            for name, x, y in (("a", 0, 0), ("b", 150, 0), ("c", 300, 0), ("d", 150, 150))
        }
        self.buttons["d"].shortcut = "escape"
        widgets: list[Widget] = list(self.buttons.values())
        self.controls = Controls(widgets)

    def held(self) -> set[str]:
        return {name for name, button in self.buttons.items() if button.pressed}

    def focused(self) -> str:
        focus = self.controls.focus
        return next((name for name, button in self.buttons.items() if button is focus), "")


def test_a_tap_presses_when_it_is_lifted() -> None:
    panel = Panel()
    assert panel.controls.handle(pointer("down", 50, 50))
    assert panel.held() == {"a"} and panel.presses == []
    panel.controls.handle(pointer("up", 55, 52))
    assert panel.presses == ["a"] and not panel.held()


def test_sliding_off_lets_go_and_sliding_back_takes_hold() -> None:
    panel = Panel()
    panel.controls.handle(pointer("down", 50, 50))
    panel.controls.handle(pointer("move", 50, 400))
    assert not panel.held()
    panel.controls.handle(pointer("move", 50, 60))
    assert panel.held() == {"a"}
    panel.controls.handle(pointer("move", 50, 400))
    panel.controls.handle(pointer("up", 50, 400))
    assert panel.presses == []


def test_two_fingers_on_one_button_press_once_and_two_buttons_are_held_apart() -> None:
    panel = Panel()
    for number in (0, 1):
        panel.controls.handle(pointer("down", 50, 50, number))
    panel.controls.handle(pointer("down", 200, 50, 2))
    for number in (0, 1):
        panel.controls.handle(pointer("up", 50, 50, number))
    panel.controls.handle(pointer("up", 200, 50, 2))
    assert panel.presses == ["a", "b"]


def test_cancelled_and_disabled_buttons_do_nothing() -> None:
    panel = Panel()
    panel.controls.handle(pointer("down", 50, 50))
    panel.controls.handle(pointer("cancel", 50, 50))
    panel.controls.handle(pointer("down", 200, 50))
    panel.controls.release()
    panel.controls.handle(pointer("up", 200, 50))
    panel.buttons["c"].enabled = False
    assert not panel.controls.handle(pointer("down", 350, 50))
    panel.controls.handle(pointer("down", 200, 200))
    panel.buttons["d"].enabled = False
    panel.controls.handle(pointer("up", 200, 200))
    assert panel.presses == [] and not panel.held()


def test_the_keyboard_shows_its_focus_moves_it_and_presses() -> None:
    panel = Panel()
    assert panel.controls.focus is None
    seen = []
    for key in ("tab", "right", "down", "up", "right", "right", "left"):
        panel.controls.handle(Key(key))
        seen.append(panel.focused())
    assert seen == ["a", "b", "d", "b", "c", "c", "b"]
    panel.controls.handle(Key("return"))
    panel.controls.handle(Key("space"))
    panel.controls.handle(Key("return", repeated=True))
    assert panel.presses == ["b", "b"]
    panel.controls.handle(pointer("down", 900, 900))
    assert panel.controls.focus is None


def test_tab_goes_round_in_both_directions_and_skips_what_cannot_be_pressed() -> None:
    panel = Panel()
    panel.buttons["b"].visible = False
    seen = []
    for shift in (False, False, False, False, True):
        panel.controls.handle(Key("tab", shift=shift))
        seen.append(panel.focused())
    assert seen == ["a", "c", "d", "a", "d"]


def test_a_shortcut_presses_wherever_the_focus_is() -> None:
    panel = Panel()
    panel.controls.handle(Key("escape"))
    panel.controls.handle(Key("escape", pressed=False))
    assert panel.presses == ["d"]


def test_what_is_pressed_or_focused_is_seen() -> None:
    panel = Panel()
    pictures = []
    for event in (None, pointer("down", 50, 50), pointer("up", 50, 50), Key("tab")):
        if event is not None:
            panel.controls.handle(event)
        surface = pygame.Surface((500, 300))
        panel.controls.draw(surface, theme)
        pictures.append(pygame.image.tobytes(surface, "RGB"))
    resting, pressed, lifted, focused = pictures
    assert pressed != resting and lifted == resting and focused != resting
