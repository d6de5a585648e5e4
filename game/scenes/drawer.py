"""The drawer of *draw*: what is needed now and then lies here, each with a picture and a word."""

from collections.abc import Callable
from functools import lru_cache

import pygame

from game.language import _
from game.paint.painter import Painter
from game.paint.paper import PAPERS, Paper, make_paper
from game.pointer import Event, Key, Pointer
from game.ui import shapes
from game.ui.colour import mix
from game.ui.icons import icon
from game.ui.layout import columns, inset, rows
from game.ui.theme import PANEL, Theme
from game.ui.tile import Tile
from game.ui.widgets import Controls


class LabelledTile(Tile):
    """A tile with an icon over a word."""

    def __init__(self, rect: pygame.Rect, name: str, label: Callable[[], str], on_press: Callable[[], None]) -> None:
        """`label` gives the word in the language of the moment."""
        super().__init__(rect, pygame.Surface((1, 1), pygame.SRCALPHA), on_press)
        self._icon, self._words = name, label

    def draw(self, surface: pygame.Surface, theme: Theme) -> None:
        """Draw the tile, its icon and its word."""
        super().draw(surface, theme)
        ink = theme.ink if self.enabled else mix(PANEL, theme.quiet, 0.55)
        side = theme.px(52)
        words = theme.fitted(self._words(), "small", self.rect.width - theme.px(16), ink)
        top = self.rect.centery - (side + theme.px(6) + words.get_height()) // 2
        surface.blit(icon(self._icon, side, ink), (self.rect.centerx - side // 2, top))
        surface.blit(words, (self.rect.centerx - words.get_width() // 2, top + side + theme.px(6)))


class Drawer:
    """Lies over the scene while it is `open`; a touch beside it or Escape closes it."""

    def __init__(
        self,
        rect: pygame.Rect,
        theme: Theme,
        *,
        trace: Callable[[], None],
        clicks: Callable[[], None],
        mirror: Callable[[], None],
        clear: Callable[[], None],
        paper: Callable[[Paper], None],
    ) -> None:
        """Closed; the functions do what is chosen."""
        self.rect, self._theme = rect, theme
        self.open = False
        gap = theme.px(14)
        upper, lower = rows(inset(rect, theme.px(28)), [1, 1], gap)
        at = columns(upper, [1] * 4, gap)
        self.trace = LabelledTile(at[0], "layers", lambda: _("Trace"), trace)
        self.clicks = LabelledTile(at[1], "dots", lambda: _("Tap to paint"), clicks)
        self.mirror = LabelledTile(at[2], "flip", lambda: _("Mirror"), self._and_close(mirror))
        self.clear = LabelledTile(at[3], "bin", lambda: _("Clear"), self._and_close(clear))
        places = columns(lower, [1] * len(PAPERS), gap)
        self.papers = [
            Tile(place, scrap, self._putting(sheet, paper))
            for place, sheet, scrap in zip(places, PAPERS, scraps(rect, theme), strict=True)
        ]
        self._controls = Controls([self.trace, self.clicks, self.mirror, self.clear, *self.papers])

    def _and_close(self, act: Callable[[], None]) -> Callable[[], None]:
        def both() -> None:
            self.open = False
            act()

        return both

    def _putting(self, sheet: Paper, put: Callable[[Paper], None]) -> Callable[[], None]:
        return self._and_close(lambda: put(sheet))

    def show_focus(self) -> None:
        """Show where the keyboard is, which opened the drawer."""
        self._controls.show_focus()

    def show(self, painter: Painter, tracing: bool) -> None:
        """Show how things stand: what is on, what is up, what can be done."""
        self.trace.chosen, self.clicks.chosen = tracing, painter.click_to_paint
        self.clear.enabled = self.mirror.enabled = not painter.empty
        for tile, sheet in zip(self.papers, PAPERS, strict=True):
            tile.chosen = sheet == painter.paper

    def handle(self, event: Event) -> None:
        """Take every event while it is open."""
        beside = isinstance(event, Pointer) and event.kind == "down" and not self.rect.collidepoint(event.x, event.y)
        if beside or (isinstance(event, Key) and event.pressed and event.name == "escape"):
            self.open = False
            self._controls.release()
        else:
            self._controls.handle(event)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the drawer and what lies in it."""
        theme = self._theme
        radius = theme.px(36)
        surface.blit(shapes.rounded(self.rect.size, radius, PANEL, 0.94), self.rect)
        edge = mix(PANEL, theme.ink, 0.34)
        surface.blit(shapes.outline(self.rect.size, radius, max(1.0, 2 * theme.scale), edge), self.rect)
        self._controls.draw(surface, theme)


def scraps(rect: pygame.Rect, theme: Theme) -> list[pygame.Surface]:
    """What the tiles of the papers show in a drawer at `rect`; kept, for the first time takes longer than a frame."""
    gap = theme.px(14)
    _, lower = rows(inset(rect, theme.px(28)), [1, 1], gap)
    side = -theme.px(20)
    return [
        _scrap(sheet, place.inflate(side, side).size)
        for place, sheet in zip(columns(lower, [1] * len(PAPERS), gap), PAPERS, strict=True)
    ]


@lru_cache(maxsize=16)
def _scrap(paper: Paper, size: tuple[int, int]) -> pygame.Surface:
    """A piece of a paper with round corners."""
    scrap = pygame.Surface(size, pygame.SRCALPHA)
    scrap.blit(make_paper(paper, size, 1.0), (0, 0))
    radius = min(size) * 0.14
    scrap.blit(shapes.rounded(size, radius, (255, 255, 255)), (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    rim = mix(paper.colour, (255, 255, 255), 0.35)
    scrap.blit(shapes.outline(size, radius, max(1.0, min(size) / 50), rim), (0, 0))
    return scrap
