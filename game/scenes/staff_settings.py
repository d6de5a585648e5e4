"""The settings, as they stand in the one table: changed here, checked, and saved for every start from now on."""

import math
from functools import partial
from typing import Any, get_args

import pygame
from pydantic.fields import FieldInfo

from game.language import N_, NAMES, _
from game.pointer import Key
from game.scene import Stage
from game.scenes.staff_page import Page
from game.settings import Settings, limits
from game.settings_file import changed, save_settings
from game.ui.layout import rows
from game.ui.theme import Theme
from game.ui.widgets import Button, Widget

ROW = 128
"""The least height of one setting, on a screen 1080 pixels high: a name and two lines of what it means."""

CHOICES: dict[str, str] = {**NAMES, "ours": N_("ours")}
"""What a choice is called, where that is not how it is written in the file."""


class SettingsPage(Page):
    """Nothing counts before it is saved."""

    title = N_("Settings")

    def __init__(self, stage: Stage, theme: Theme, area: pygame.Rect) -> None:
        """Show the settings as they are."""
        super().__init__(stage, theme, area)
        self.settings = stage.settings
        self._names = list(Settings.model_fields)
        self._first = 0
        self._typing = ""
        self._text = ""
        self._note = ""
        foot = area.bottom - theme.px(100)
        self._foot = pygame.Rect(area.left, foot, area.width, theme.px(96))
        room = pygame.Rect(area.left, self.top, area.width, foot - self.top - theme.px(20))
        self._rows = rows(room, [1] * (room.height // theme.px(ROW)), theme.px(8))

    @property
    def seen(self) -> list[str]:
        """The names of the settings in sight."""
        return self._names[self._first : self._first + len(self._rows)]

    def widgets(self) -> list[Widget]:
        """Two buttons for each setting, then those that turn the page and save."""
        found: list[Widget] = []
        for name, row in zip(self.seen, self._rows, strict=False):
            side = self.theme.touch
            more = pygame.Rect(row.right - side, row.centery - side // 2, side, side)
            fewer = more.move(-side - self.theme.px(12), 0)
            if isinstance(getattr(self.settings, name), str) and not get_args(Settings.model_fields[name].annotation):
                found.append(Button(more.union(fewer), N_("Type"), partial(self._begin_typing, name)))
            else:
                found.append(Button(fewer, "−", partial(self._step, name, -1)))
                found.append(Button(more, "+", partial(self._step, name, 1)))
        width = self.theme.px(220)
        turn = pygame.Rect(self._foot.left, self._foot.top, width, self._foot.height)
        save = pygame.Rect(self._foot.right - width, self._foot.top, width, self._foot.height)
        found.append(Button(turn, N_("More"), self._turn))
        found.append(Button(save, N_("Save"), self.save, kind="primary"))
        return found

    def _turn(self) -> None:
        following = self._first + len(self._rows)
        self._first = following if following < len(self._names) else 0
        self._changed()

    def _changed(self) -> None:
        self._typing = ""
        self.version += 1

    def _step(self, name: str, way: int) -> None:
        """The next value up or down."""
        field, value = Settings.model_fields[name], getattr(self.settings, name)
        choices = get_args(field.annotation)
        if isinstance(value, bool):
            self._try(name, not value)
        elif choices:
            self._try(name, choices[(choices.index(value) + way) % len(choices)])
        else:
            least, most = limits(field)
            step = step_of(value, -math.inf if least is None else least, math.inf if most is None else most)
            moved = min(max(round(value + way * step, 6), least or 0), most if most is not None else math.inf)
            self._try(name, type(value)(moved))

    def _try(self, name: str, value: Any) -> None:
        try:
            self.settings = changed(self.settings, name, value)
            self._note = ""
        except ValueError:
            self._note = _("That is no possible value.")

    def _begin_typing(self, name: str) -> None:
        self._typing, self._text = name, getattr(self.settings, name)
        self._note = _("Type with the keyboard; Enter ends.")

    def key(self, event: Key) -> bool:
        """Letters for a text, while one is typed."""
        if not self._typing:
            return False
        if not event.pressed:
            return True
        if event.name in ("return", "enter"):
            name, self._typing = self._typing, ""
            self._try(name, self._text)
        elif event.name == "escape":
            self._typing = ""
        elif event.name == "backspace":
            self._text = self._text[:-1]
        elif event.name == "space":
            self._text += " "
        elif len(event.name) == 1 and not event.control:
            self._text += event.name.upper() if event.shift else event.name
        return True

    def save(self) -> None:
        """Write the file; the running game takes the new settings at once."""
        if self._typing:
            self.key(Key("return"))
        try:
            save_settings(self.settings, self.stage.settings_file)
            self._note = _("Saved. Sizes and folders count from the next start on.")
        except OSError as error:
            self._note = _("The file cannot be written ({error}); the settings count until the game ends.").format(
                error=error.strerror
            )
        self.stage.settings = self.settings

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the settings in sight, with what they mean."""
        super().draw(surface)
        theme = self.theme
        for name, row in zip(self.seen, self._rows, strict=False):
            field, value = Settings.model_fields[name], getattr(self.settings, name)
            differs = value != getattr(self.stage.settings, name)
            # Of a long text the end, where it is typed.
            words = f"{self._text[-32:]}_" if name == self._typing else shown(field, value)
            seen = theme.fitted(words, "label", row.width // 3, theme.accent if differs else theme.ink)
            right = row.right - 2 * (theme.touch + theme.px(16))
            surface.blit(seen, seen.get_rect(midright=(right, row.centery)))
            room = right - seen.get_width() - theme.gap - row.left
            title = theme.fitted(_(field.title or name), "label", room)
            # The third line is for upright screens, where a long folder leaves little room.
            what = theme.paragraph(_(field.description or name), "small", room, theme.quiet, lines=3)
            top = row.centery - (title.get_height() + what.get_height()) // 2
            surface.blit(title, (row.left, top))
            surface.blit(what, (row.left, top + title.get_height()))
        if self._note:
            note = theme.paragraph(self._note, "small", self._foot.width - 2 * theme.px(250), lines=2)
            surface.blit(note, note.get_rect(center=self._foot.center))


def shown(field: FieldInfo, value: object) -> str:
    """A setting's value as staff reads it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if get_args(field.annotation):
        return _(CHOICES.get(str(value), str(value)))
    return f"{value:g}" if isinstance(value, float) else str(value) or "–"


def step_of(value: float, least: float, most: float) -> float:
    """A step that suits a number and its range: 1, 2 or 5 times a power of ten, about a tenth of what it is."""
    whole = isinstance(value, int)
    size = max(abs(value), (most - least) / 50 if math.isfinite(most - least) else 1, 1 if whole else 0.05) / 10
    power = 10.0 ** math.floor(math.log10(size))
    step = power * max(nice for nice in (1, 2, 5) if nice * power <= size * 1.0001)
    return max(1, round(step)) if whole else step
