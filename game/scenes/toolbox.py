"""The toolbox of *draw*: tiles for brushes, sizes and colours, and what is chosen among them."""

from functools import partial

import pygame

from game.paint.brush import Brush
from game.paint.painter import Painter
from game.paint.palette import RecentColours, neighbours
from game.paint.pigment import Colour
from game.scenes.draw_places import RECENT, Places
from game.ui.icons import icon
from game.ui.theme import Theme
from game.ui.tile import Tile, dot, swatch

SIZES = (0.45, 1.0, 1.9)
"""What the three size tiles multiply a brush's own size by."""

Preview = tuple[Brush, pygame.Surface]


class Toolbox:
    """Sets the brush, size and colour of a painter; its tiles always show what is in hand.

    With more brushes than there are places, the last place turns to the next page of them.
    """

    def __init__(
        self, at: Places, theme: Theme, painter: Painter, previews: list[Preview], palette: list[Colour]
    ) -> None:
        """All tiles in their places; the first brush and a colour of the middle of the palette are chosen."""
        self._at, self._theme, self._painter = at, theme, painter
        self._previews, self.palette = previews, palette
        self._page, self._size = 0, 1
        self._recent = RecentColours(RECENT)
        self._disc = min(min(place.size) for place in (*at.colours, *at.recent)) - theme.px(16)
        paged = len(previews) > len(at.brushes)
        self._per_page = len(at.brushes) - 1 if paged else len(previews)
        blank = pygame.Surface((1, 1), pygame.SRCALPHA)
        self.brushes = [Tile(place, blank, partial(self._press_brush, n)) for n, place in enumerate(at.brushes)]
        side = min(at.sizes[0].size) - theme.px(12)
        self.sizes = [
            Tile(place, dot(side, round(side * share), theme.ink), partial(self.choose_size, number))
            for number, (place, share) in enumerate(zip(at.sizes, (0.2, 0.45, 0.8), strict=True))
        ]
        self.colours = [Tile(place, blank, partial(self._press_colour, n)) for n, place in enumerate(at.colours)]
        self.recent = [Tile(place, blank, partial(self._press_recent, n)) for n, place in enumerate(at.recent)]
        for tile in self.recent:
            tile.enabled = False
        self._shown: list[Colour] = []
        self.choose_brush(previews[0][0])
        self.choose_colour(palette[len(palette) // 2])

    @property
    def tiles(self) -> list[Tile]:
        """All of them, in the order in which the keyboard goes through them."""
        return [*self.brushes, *self.sizes, *self.colours, *self.recent]

    @property
    def swatches(self) -> list[tuple[Tile, Colour]]:
        """The tiles that give a colour, each with it."""
        recent = zip(self.recent, self._recent, strict=False)
        return [*zip(self.colours, self._shown, strict=True), *recent]

    def choose_brush(self, brush: Brush) -> None:
        """Take a brush."""
        self._painter.brush = brush
        self.choose_size(self._size)
        self._show_brushes()

    def choose_size(self, number: int) -> None:
        """Take a small, middle or large brush: 0 to 2."""
        self._size = number
        self._painter.size = self._painter.brush.numbers.size * SIZES[number]
        for index, tile in enumerate(self.sizes):
            tile.chosen = index == number

    def choose_colour(self, colour: Colour) -> None:
        """Take a colour; its darker and lighter neighbours come into the last two tiles."""
        ten = len(self.palette)
        if colour not in self._shown[ten:]:
            lighter, darker = neighbours(colour)
            self._shown = [*self.palette, darker, lighter]
        self._painter.colour = colour
        self._show_colours()

    def remember(self) -> None:
        """A stroke begins: its colour is one of those used last."""
        colour = self._painter.colour
        if colour not in self._recent and self._painter.brush.numbers.kind == "paint":
            self._recent.use(colour)
            self._show_colours()

    def _press_brush(self, number: int) -> None:
        if number == self._per_page:
            self._page = (self._page + 1) % -(-len(self._previews) // self._per_page)
            self._show_brushes()
        else:
            self.choose_brush(self._previews[self._page * self._per_page + number][0])

    def _press_colour(self, number: int) -> None:
        self.choose_colour(self._shown[number])

    def _press_recent(self, number: int) -> None:
        self.choose_colour(list(self._recent)[number])

    def _show_brushes(self) -> None:
        first = self._page * self._per_page
        page = self._previews[first : first + self._per_page]
        for tile, (brush, preview) in zip(self.brushes, page, strict=False):
            tile.image, tile.chosen = preview, brush is self._painter.brush
        for number, tile in enumerate(self.brushes):
            tile.visible = number < len(page)
        if self._per_page < len(self._previews):
            turn = self.brushes[self._per_page]
            turn.image, turn.chosen, turn.visible = icon("forward", self._theme.px(44), self._theme.ink), False, True

    def _show_colours(self) -> None:
        recent = list(self._recent)
        for tile, shade in zip(self.colours, self._shown, strict=True):
            tile.image, tile.chosen = swatch(self._disc, shade), shade == self._painter.colour
        for tile, shade in zip(self.recent, recent, strict=False):
            tile.image, tile.chosen = swatch(self._disc, shade, 0.45), shade == self._painter.colour
            tile.enabled = True
