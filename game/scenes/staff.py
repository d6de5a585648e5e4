"""Staff: the pages behind the PIN. A column of pages to the left, or rows above, beside the page that is open."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

import pygame

from game.language import N_, _
from game.pointer import Event, Key
from game.round import Round
from game.scene import Scene, SceneName, Stage
from game.scenes.staff_page import Page
from game.ui.layout import columns, rows
from game.ui.theme import Theme
from game.ui.wall import wall
from game.ui.widgets import Button, Controls, Widget

RESTART = 75
"""The exit status that asks for a new start, as in `game.supervisor`."""


class Staff(Scene):
    """Shown only after the right PIN; left by the close button or by itself when nobody is there."""

    name: ClassVar[SceneName] = "staff"

    def __init__(self, stage: Stage) -> None:
        """Lay the pages out; they are made when the scene is entered."""
        super().__init__(stage)
        self.theme = theme = Theme(stage.size)
        self._background = wall(stage.size)
        self._places, self.area = _lay_out(theme)
        self._reset()

    def _reset(self) -> None:
        self._next: SceneName | None = None
        self._asked = ""
        self.page: Page | None = None
        self._controls = Controls([])

    def enter(self, round: Round) -> None:
        """Open the first page."""
        self._reset()
        self._open("settings")

    def exit(self) -> None:
        """Close the page: what was not saved is gone."""
        self._close_page()
        self._reset()

    def _close_page(self) -> None:
        self._controls.release()
        if self.page is not None:
            self.page.close()

    def _open(self, name: str) -> None:
        """Open a page, anew even if it is open."""
        from game.scenes.staff_checks import CollectionPage, HealthPage, SoundPage, TouchPage
        from game.scenes.staff_drawings import DrawingsPage
        from game.scenes.staff_settings import SettingsPage
        from game.scenes.staff_statistics import StatisticsPage

        makers: dict[str, Callable[[Stage, Theme, pygame.Rect], Page]] = {
            "settings": SettingsPage,
            "statistics": StatisticsPage,
            "health": HealthPage,
            "touch": TouchPage,
            "sound": SoundPage,
            "collection": CollectionPage,
            "drawings": DrawingsPage,
        }
        self._close_page()
        self._asked = ""
        self.page = makers[name](self.stage, self.theme, self.area)
        self._lay_out()

    def _lay_out(self) -> None:
        """The buttons for the pages, and the widgets of the page that is open."""
        self._controls = Controls([*self._page_buttons(), *(self.page.widgets() if self.page else [])])
        self._shown = self.page.version if self.page else 0

    def _page_buttons(self) -> list[Widget]:
        entries: list[tuple[str, Callable[[], None]]] = [
            (words, partial(self._open, name)) for name, words in TITLES.items()
        ]
        title = self.page.title if self.page else ""
        entries.append((N_("Restart"), partial(self._ask, "restart")))
        entries.append((N_("Quit"), partial(self._ask, "quit")))
        entries.append((N_("Back to the game"), self._leave))
        return [
            Button(place, words, act, kind="primary" if words == title else "quiet")
            for (words, act), place in zip(entries, self._places, strict=True)
        ]

    def _ask(self, what: str) -> None:
        """The first press asks, the second one does it."""
        if self._asked == what:
            self.stage.end(RESTART if what == "restart" else 0)
        self._asked = what

    def _leave(self) -> None:
        self._next = "attract"

    def handle(self, event: Event) -> None:
        """The page's own keys first, then buttons."""
        if isinstance(event, Key) and self.page is not None and self.page.key(event):
            return
        if isinstance(event, Key) and event.pressed and event.name == "escape":
            self._leave()
        else:
            self._controls.handle(event)

    def raw(self, events: Sequence[pygame.event.Event]) -> None:
        """Let the page see what pygame reported."""
        if self.page is not None:
            self.page.raw(events)

    def update(self, dt: float) -> SceneName | None:
        """Let the page go on; lay it out anew where it has changed."""
        if self.page is not None:
            self.page.update(dt)
            if self.page.version != self._shown:
                self._controls.release()
                self._lay_out()
        return self._next

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the buttons and the page."""
        theme = self.theme
        surface.blit(self._background, (0, 0))
        self._controls.draw(surface, theme)
        if self.page is not None:
            self.page.draw(surface)
        if self._asked:
            words = _("Press once more to restart.") if self._asked == "restart" else _("Press once more to quit.")
            note = theme.fitted(words, "label", self.area.width // 3, theme.accent)
            surface.blit(note, note.get_rect(midtop=(self.area.centerx, self.area.top + theme.px(20))))


def _lay_out(theme: Theme) -> tuple[list[pygame.Rect], pygame.Rect]:
    """The places of the pages' buttons, the three that act and lead back last, and the area of the page."""
    inside, gap = theme.screen.inflate(-theme.margin, -theme.margin), theme.px(12)
    count = len(TITLES) + 3
    if not theme.portrait:
        column = pygame.Rect(inside.left, inside.top, theme.px(380), inside.height)
        left = column.right + theme.px(44)
        return rows(column, [1] * count, gap), pygame.Rect(left, inside.top, inside.right - left, inside.height)
    lines = -(-count // 2)
    block = pygame.Rect(inside.left, inside.top, inside.width, lines * (theme.touch + gap) - gap)
    places = [place for row in rows(block, [1] * lines, gap) for place in columns(row, [1, 1], gap)]
    top = block.bottom + theme.px(44)
    return places[:count], pygame.Rect(inside.left, top, inside.width, inside.bottom - top)


TITLES: dict[str, str] = {
    "settings": N_("Settings"),
    "statistics": N_("Statistics"),
    "health": N_("Health"),
    "touch": N_("Touch test"),
    "sound": N_("Sound test"),
    "collection": N_("Collection"),
    "drawings": N_("Drawings"),
}
