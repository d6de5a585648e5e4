"""The panels that a visitor may open over any scene: the language, and how the exhibit is seen, heard and reached."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import pygame

from game import language
from game.language import N_, _
from game.pointer import Event, Pointer
from game.scene import Asked, Stage
from game.ui.icons import icon
from game.ui.layout import columns, rows
from game.ui.shapes import darken
from game.ui.theme import Theme
from game.ui.widgets import Button, Controls

SWITCHES: dict[str, tuple[str, str]] = {
    "large_text": (N_("Large text"), "letters"),
    "high_contrast": (N_("High contrast"), "contrast"),
    "low_reach": (N_("Within low reach"), "low"),
    "left_handed": (N_("For the left hand"), "mirror"),
    "reduced_motion": (N_("Less motion"), "calm"),
    "mute": (N_("No sound"), "mute"),
}
"""What a visitor can switch on, by its name in `Access`: the words and the icon."""


class Choice(Button):
    """One of several: an icon or none, a word, and a tick where it is `on`, which is also seen without its colour."""

    def __init__(
        self, rect: pygame.Rect, label: str, sign: str, on: Callable[[], bool], on_press: Callable[[], None]
    ) -> None:
        """Make it; `on` tells whether it is chosen at the moment."""
        super().__init__(rect, label, on_press, icon=sign)
        self._chosen = on
        self.follow()

    def follow(self) -> None:
        """Look as it is: filled and ticked where it is chosen."""
        self.on = self._chosen()
        self.kind = "primary" if self.on else "quiet"

    def _draw_inside(self, surface: pygame.Surface, theme: Theme, ink: tuple[int, int, int]) -> None:
        side, pad = theme.px(44), theme.px(34)
        left = self.rect.left + pad
        if self.icon:
            surface.blit(icon(self.icon, side, ink), (left, self.rect.centery - side // 2))
            left += side + theme.px(16)
        right = self.rect.right - pad - side
        if self.on:
            surface.blit(icon("check", side, ink), (right, self.rect.centery - side // 2))
        words = theme.fitted(_(self.label), "label", right - theme.px(8) - left, ink)
        surface.blit(words, words.get_rect(midleft=(left, self.rect.centery)))


@dataclass(frozen=True)
class Places:
    """The title, the choices and the way out; all that can be touched lies in the lower half of the window."""

    title: pygame.Rect
    choices: tuple[pygame.Rect, ...]
    done: pygame.Rect


def places(theme: Theme, count: int) -> Places:
    """Lay a panel of `count` choices out, in three columns, on a portrait screen in two."""
    across = 2 if theme.portrait else 3
    down = max(1, -(-count // across))
    high, gap = theme.px(104), theme.px(20)
    screen = theme.screen.inflate(-2 * theme.margin, 0)
    done = pygame.Rect(0, theme.size[1] - theme.px(40) - high, theme.px(360), high)
    done.centerx = screen.centerx
    grid = pygame.Rect(screen.left, 0, screen.width, down * (high + gap) - gap)
    grid.bottom = done.top - theme.px(32)
    cells = [cell for row in rows(grid, [1] * down, gap) for cell in columns(row, [1] * across, gap)]
    title = pygame.Rect(screen.left, grid.top - theme.px(120), screen.width, theme.px(90))
    return Places(title, tuple(cells[:count]), done)


class Panels:
    """Shows the panel that the stage was asked for, and holds every event back from the scene while one is open."""

    def __init__(self, stage: Stage) -> None:
        """No panel is open."""
        self._stage = stage
        self._places = places(stage.theme, 0)
        self._kind: Asked = ""
        self._controls = Controls([])

    @property
    def open(self) -> bool:
        """Whether a panel is open."""
        return self._kind != ""

    def close(self) -> None:
        """Shut the panel."""
        self._stage.asked = ""
        self._kind = self._stage.asked
        self._controls = Controls([])

    def follow(self, by_keyboard: bool) -> None:
        """Open the panel that the visitor asked for, if any; `by_keyboard` it shows where the focus is."""
        if self._stage.asked != self._kind:
            self._kind = self._stage.asked
            self._build()
            self._controls.focus_on(self._controls.widgets[0])
            if by_keyboard:
                self._controls.show_focus()

    def handle(self, event: Event) -> None:
        """Choose; a touch beside everything, or Escape, shuts the panel."""
        beside = isinstance(event, Pointer) and event.kind == "down"
        if not self._controls.handle(event) and beside:
            self.close()
        for widget in self._controls.widgets:
            if isinstance(widget, Choice):
                widget.follow()

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the panel over the darkened scene."""
        theme = self._stage.theme
        darken(surface, 0.89)
        title = N_("Language") if self._kind == "language" else N_("As you need it")
        words = theme.fitted(_(title), "title", self._places.title.width)
        surface.blit(words, words.get_rect(center=self._places.title.center))
        self._controls.draw(surface, theme)

    def _build(self) -> None:
        """Make the buttons."""
        theme = self._stage.theme
        if self._kind == "language":
            # A language's own name is the same in every language.
            names = language.NAMES
            at = self._places = places(theme, len(names))
            choices = [
                Choice(rect, name, "", partial(_speaks, code), partial(self._speak, code))
                for rect, (code, name) in zip(at.choices, names.items(), strict=True)
            ]
        else:
            at = self._places = places(theme, len(SWITCHES))
            choices = [
                Choice(rect, label, sign, partial(self._has, name), partial(self._switch, name))
                for rect, (name, (label, sign)) in zip(at.choices, SWITCHES.items(), strict=True)
            ]
        done = Button(at.done, N_("Done"), self.close, icon="check", kind="primary", shortcut="escape")
        self._controls = Controls([*choices, done])

    def _speak(self, code: str) -> None:
        language.use(code)
        self.close()

    def _has(self, name: str) -> bool:
        return bool(getattr(self._stage.access, name))

    def _switch(self, name: str) -> None:
        self._stage.access = replace(self._stage.access, **{name: not self._has(name)})


def _speaks(code: str) -> bool:
    return code == language.current()
