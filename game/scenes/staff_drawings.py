"""Drawings that visitors offered for the gallery: one at a time, to be shown or deleted."""

import pygame

from game.language import N_, _
from game.scene import Stage
from game.scenes.staff_page import Page
from game.submissions import Submission, Submissions
from game.ui import shapes
from game.ui.frame import Framed, framed
from game.ui.theme import Theme
from game.ui.widgets import Button, Widget
from models.pictures import PictureError


class DrawingsPage(Page):
    """First what waits, then what is shown already."""

    title = N_("Drawings")

    def __init__(self, stage: Stage, theme: Theme, area: pygame.Rect) -> None:
        """Look what there is."""
        super().__init__(stage, theme, area)
        self._submissions = Submissions()
        self._at = 0
        self._read()

    def _read(self) -> None:
        self.waiting = self._submissions.waiting()
        self._all = [*self.waiting, *self._submissions.shown()]
        self._at = min(self._at, max(0, len(self._all) - 1))
        self._hung = self._hang()
        self.version += 1

    @property
    def one(self) -> Submission | None:
        """The drawing that is looked at."""
        return self._all[self._at] if self._all else None

    def _hang(self) -> Framed | None:
        one = self.one
        if one is None:
            return None
        try:
            room = (self.area.width, self.area.bottom - self.theme.px(150) - self.top)
            return framed(shapes.surface_of(one.picture()), room, self.theme)
        except PictureError:
            self._submissions.refuse(one)
            return None

    def widgets(self) -> list[Widget]:
        """Show, delete, and the next one."""
        if self.one is None:
            return []
        theme, width = self.theme, self.theme.px(280)
        place = pygame.Rect(self.area.left, self.area.bottom - theme.px(100), width, theme.px(96))
        step = width + theme.px(20)
        found: list[Widget] = [Button(place, N_("Delete"), self._refuse, icon="bin")]
        if self.one in self.waiting:
            found.append(Button(place.move(step, 0), N_("Show"), self._approve, icon="check", kind="primary"))
        if len(self._all) > 1:
            found.append(Button(place.move(2 * step, 0), N_("Next"), self._next, icon="forward"))
        return found

    def _refuse(self) -> None:
        if self.one is not None:
            self._submissions.refuse(self.one)
            self._read()

    def _approve(self) -> None:
        if self.one is not None:
            self._submissions.approve(self.one)
            self._read()

    def _next(self) -> None:
        self._at = (self._at + 1) % len(self._all)
        self._hung = self._hang()
        self.version += 1

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the one that is looked at."""
        super().draw(surface)
        theme = self.theme
        if self._hung is not None:
            self._hung.draw(surface, (self.area.centerx, (self.top + self.area.bottom - theme.px(150)) // 2))
        words = _("Waits for you") if self.one in self.waiting else _("Shown") if self.one else _("No drawing waits.")
        state = theme.fitted(words, "label", self.area.width // 2, theme.quiet)
        surface.blit(state, state.get_rect(topright=self.area.topright))
