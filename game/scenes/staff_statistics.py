"""Statistics, as staff reads them in front of the screen."""

from datetime import date

import pygame

from game.language import N_
from game.scene import Stage
from game.scenes.staff_page import Page
from game.statistics import Statistics, of_day, summary
from game.ui.theme import Theme
from game.ui.widgets import Button, Widget


class StatisticsPage(Page):
    """Today's, or all that there are."""

    title = N_("Statistics")

    def __init__(self, stage: Stage, theme: Theme, area: pygame.Rect) -> None:
        """Read them."""
        super().__init__(stage, theme, area)
        self._statistics = Statistics()
        self._all = False
        self._read()

    def _read(self) -> None:
        kept = self._statistics
        self.lines = summary(kept.visits(), len(kept.faults())) if self._all else of_day(kept, date.today())

    def widgets(self) -> list[Widget]:
        """One button, between today and always."""
        place = pygame.Rect(0, self.area.top, self.theme.px(300), self.theme.px(84))
        place.right = self.area.right
        return [Button(place, N_("Today") if self._all else N_("All days"), self._turn)]

    def _turn(self) -> None:
        self._all = not self._all
        self._read()
        self.version += 1

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the lines."""
        super().draw(surface)
        self.draw_lines(surface, self.lines)

    def close(self) -> None:
        """Let the file go."""
        self._statistics.close()
