"""The staff's door: whoever holds the upper left corner of the screen for some seconds is asked for the PIN."""

import math
from collections.abc import Callable
from typing import Literal

import pygame

from game.language import N_, _
from game.pin import LONGEST, SHORTEST, Pin
from game.pointer import Event, Key, Pointer
from game.scene import Stage
from game.ui import shapes
from game.ui.layout import columns, rows
from game.ui.theme import Theme
from game.ui.widgets import Button, Controls, Widget

HOLD_SECONDS = 3.0
"""How long the corner has to be held."""

OPEN_SECONDS = 20.0
"""After so many seconds without a touch the door closes again."""

State = Literal["closed", "enter", "choose", "repeat"]

TITLES: dict[State, str] = {
    "closed": "",
    "enter": N_("Staff"),
    "choose": N_("Choose a PIN for staff"),
    "repeat": N_("Once more, please"),
}


class Door:
    """Watches every pointer while it is closed; while it is open, every event is its own."""

    def __init__(self, stage: Stage, pin: Pin) -> None:
        """Begin closed."""
        self._stage, self._pin = stage, pin
        self._theme = Theme(stage.size)
        side = round(self._theme.touch * 1.4)
        self.corner = pygame.Rect(0, 0, side, side)
        self.state: State = "closed"
        self._held: dict[int, float] = {}
        self._digits = self._chosen = self._note = ""
        self._quiet = 0.0
        self._passed = False
        self._veil = pygame.Surface(stage.size, depth=32)
        self._veil.fill((8, 8, 10))
        self._veil.set_alpha(244)
        self._panel, self._controls = self._laid_out()

    def _laid_out(self) -> tuple[pygame.Rect, Controls]:
        """A keypad in the middle: three keys in a row, as on a telephone."""
        theme = self._theme
        key = min(theme.px(150), (theme.size[1] - theme.px(330)) // 4)
        panel = pygame.Rect(0, 0, 3 * key + 2 * theme.px(16), 4 * key + 3 * theme.px(16))
        panel.midbottom = (theme.screen.centerx, theme.screen.bottom - theme.px(40))
        labels = [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"], ["back", "0", "ok"]]
        widgets: list[Widget] = []
        for row, names in zip(rows(panel, [1] * 4, theme.px(16)), labels, strict=True):
            for place, name in zip(columns(row, [1] * 3, theme.px(16)), names, strict=True):
                if name == "back":
                    widgets.append(Button(place, "", self._erase, icon="back", shortcut="backspace"))
                elif name == "ok":
                    widgets.append(Button(place, "", self._confirm, icon="check", kind="primary"))
                else:
                    widgets.append(Button(place, name, self._typing(name), shortcut=name))
        corner = pygame.Rect(theme.size[0] - theme.margin - theme.px(112), theme.px(30), theme.px(112), theme.px(112))
        widgets.append(Button(corner, "", self.close, icon="close", shortcut="escape"))
        return panel, Controls(widgets)

    @property
    def has_pin(self) -> bool:
        """Whether a PIN has been chosen."""
        return self._pin.is_set

    @property
    def is_open(self) -> bool:
        """Whether it covers the scene and takes every event."""
        return self.state != "closed"

    def open(self) -> None:
        """Ask for the PIN; where none has been chosen, say how to choose one."""
        if not self.is_open:
            self._begin("enter")
            self._note = "" if self._pin.is_set else _("No PIN has been chosen: start the game anew to choose one.")

    def ask_for_new(self) -> None:
        """Have a PIN chosen: at the very first start."""
        self._begin("choose")

    def _begin(self, state: State) -> None:
        self.state, self._digits, self._note, self._quiet = state, "", "", 0.0
        self._held.clear()

    def close(self) -> None:
        """Show the scene again."""
        self._controls.release()
        self._begin("closed")
        self._chosen = ""

    def take_passed(self) -> bool:
        """Whether somebody has just shown the right PIN."""
        passed, self._passed = self._passed, False
        return passed

    def watch(self, event: Event) -> None:
        """Look at an event that is meant for others: is the corner held?"""
        if not isinstance(event, Pointer):
            return
        if event.kind == "down" and self.corner.collidepoint(event.x, event.y):
            self._held[event.id] = 0.0
        elif event.kind != "move" or not self.corner.collidepoint(event.x, event.y):
            self._held.pop(event.id, None)

    def handle(self, event: Event) -> None:
        """Take an event while it is open."""
        self._quiet = 0.0
        if isinstance(event, Key) and event.pressed and event.name in ("return", "enter") and not event.repeated:
            self._confirm()
        else:
            self._controls.handle(event)

    def update(self, dt: float) -> None:
        """Open where the corner has been held long enough; close where nobody touches the keys."""
        self._quiet += dt
        if self.is_open and self._quiet > OPEN_SECONDS:
            self.close()
        for number in self._held:
            self._held[number] += dt
        if any(seconds >= HOLD_SECONDS for seconds in self._held.values()):
            self.open()

    def _typing(self, digit: str) -> Callable[[], None]:
        def type_it() -> None:
            if len(self._digits) < LONGEST and self._pin.pause == 0:
                self._digits += digit
                self._note = ""

        return type_it

    def _erase(self) -> None:
        self._digits = self._digits[:-1]

    def _confirm(self) -> None:
        digits, self._digits = self._digits, ""
        if len(digits) < SHORTEST:
            self._note = _("A PIN has 4 to 8 digits.") if digits else ""
        elif self.state == "choose":
            self._begin("repeat")
            self._chosen = digits
        elif self.state == "repeat":
            self._repeat(digits)
        elif self._pin.matches(digits):
            self.close()
            self._passed = True
        else:
            self._note = _("That is not the PIN.")

    def _repeat(self, digits: str) -> None:
        if digits == self._chosen:
            self._pin.choose(digits)
            self.close()
        else:
            self._begin("choose")
            self._note = _("These were two different ones. Please begin again.")

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the keypad over the scene."""
        theme = self._theme
        surface.blit(self._veil, (0, 0))
        width = theme.size[0] - 2 * (theme.margin + theme.px(130))
        title = theme.fitted(_(TITLES[self.state]), "heading", width)
        surface.blit(title, title.get_rect(midtop=(theme.screen.centerx, theme.px(44))))
        pause = math.ceil(self._pin.pause)
        note = _("Please wait {seconds} s.").format(seconds=pause) if pause and self.state == "enter" else self._note
        if not note and self.state == "choose":
            note = _("4 to 8 digits. Hold the upper left corner for three seconds to be asked for it.")
        words = theme.fitted(note, "body", theme.size[0] - 2 * theme.margin, theme.quiet)
        surface.blit(words, words.get_rect(midtop=(theme.screen.centerx, theme.px(112))))
        side, gap = theme.px(26), theme.px(20)
        left = theme.screen.centerx - (LONGEST * (side + gap) - gap) // 2
        for number in range(LONGEST):
            place = (left + number * (side + gap), theme.px(190))
            filled = number < len(self._digits)
            colour, opacity = (theme.accent, 1.0) if filled else (theme.quiet, 0.25)
            surface.blit(shapes.rounded((side, side), side / 2, colour, opacity), place)
        self._controls.draw(surface, theme)
