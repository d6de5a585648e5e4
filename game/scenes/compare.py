"""The page that compares any two of the round's pictures: one lies over the other, up to a line that is dragged."""

from collections.abc import Callable
from functools import partial

import pygame

from game.backroom import Backroom
from game.language import N_, _
from game.scenes.premiere import fit_on_mat
from game.scenes.reveal_places import TITLES
from game.ui import shapes
from game.ui.colour import ink_on
from game.ui.frame import Framed, border, frame_round
from game.ui.icons import icon
from game.ui.layout import fit_inside
from game.ui.page import Page
from game.ui.slider import Slider
from game.ui.theme import Theme
from game.ui.tile import Tile
from models.messages import Picture


class Divider(Slider):
    """The line between two pictures: the whole picture can be dragged on."""

    @property
    def _inset(self) -> int:
        return 0

    def draw(self, surface: pygame.Surface, theme: Theme) -> None:
        """Draw the line and its handle."""
        x = self.place()
        surface.fill((10, 9, 11), (x - theme.px(4), self.rect.top, theme.px(8), self.rect.height))
        surface.fill(theme.accent, (x - theme.px(2), self.rect.top, theme.px(4), self.rect.height))
        side = theme.px(84 if self.held else 76)
        knob = pygame.Rect(0, 0, side, side)
        knob.center = (x, self.rect.centery)
        surface.blit(shapes.rounded(knob.size, side / 2, theme.accent), knob)
        ink, small = ink_on(theme.accent), side // 2
        for name, left in (("back", knob.left + theme.px(2)), ("forward", knob.right - small - theme.px(2))):
            surface.blit(icon(name, small, ink), (left, knob.centery - small // 2))


class ComparePage(Page):
    """Two rows of tiles choose what is seen to the left and to the right of the line."""

    title = N_("Compare")

    def __init__(
        self,
        theme: Theme,
        background: pygame.Surface,
        layer: pygame.Surface,
        pictures: dict[str, Picture],
        closed: Callable[[], None],
    ) -> None:
        """Open with the first two of "drawing", "fast" and "classic"; `pictures` has at least two."""
        super().__init__(theme, background, layer, closed)
        self.names = list(pictures)
        made = [name for name in ("drawing", "fast", "classic") if name in pictures]
        others = [name for name in self.names if name not in made]
        self.left, self.right = [*made, *others][:2]
        gap, side = theme.px(14), theme.px(112)
        rows = 2 if theme.portrait else 1
        foot = pygame.Rect(self.body.left, 0, self.body.width, rows * (side + theme.px(58)))
        foot.bottom = self.body.bottom
        area = pygame.Rect(self.body.left, self.body.top, self.body.width, foot.top - theme.px(16) - self.body.top)
        shape = pictures[made[-1] if made else self.names[0]].shape
        edge = border(theme, True)
        window = fit_inside((shape[1], shape[0]), area.inflate(-2 * edge, -2 * edge))
        self.divider = Divider(window, 0.5, lambda value: None)
        self._frames: Backroom[Framed] = Backroom()
        self._frames.ask("frame", lambda: frame_round(pygame.Surface(window.size, depth=32), theme))
        self._scaled: Backroom[pygame.Surface] = Backroom()
        self._small: Backroom[pygame.Surface] = Backroom()
        for name, picture in pictures.items():
            self._scaled.ask(name, partial(_scale, picture, window.size))
            self._small.ask(name, partial(_cropped, picture, side - theme.px(20)))
        wide = len(self.names) * side + (len(self.names) - 1) * gap
        self._labels: dict[str, tuple[int, int]] = {}
        self.tiles: dict[tuple[str, str], Tile] = {}
        for number, which in enumerate(("left", "right")):
            left = foot.left if which == "left" else foot.right - wide
            if theme.portrait:
                left = foot.centerx - wide // 2
            top = foot.top + theme.px(50) + (number * foot.height // 2 if theme.portrait else 0)
            self._labels[which] = (left, top - theme.px(50))
            for index, name in enumerate(self.names):
                place = pygame.Rect(left + index * (side + gap), top, side, side)
                blank = pygame.Surface((1, 1), pygame.SRCALPHA)
                self.tiles[which, name] = Tile(place, blank, partial(self._choose, which, name))
        self._mark()
        self.show([self.divider, *self.tiles.values()], focus=self.divider)

    def _choose(self, which: str, name: str) -> None:
        if which == "left":
            self.left = name
        else:
            self.right = name
        self._mark()

    def _mark(self) -> None:
        for (which, name), tile in self.tiles.items():
            tile.chosen = name == (self.left if which == "left" else self.right)

    def update(self, dt: float) -> None:
        """Take in what has been scaled."""
        super().update(dt)
        self._frames.poll()
        self._scaled.poll()
        self._small.poll()
        for (_which, name), tile in self.tiles.items():
            small = self._small.ready.get(name)
            if small is not None and tile.image is not small:
                tile.image = small

    def draw_body(self, surface: pygame.Surface) -> None:
        """Draw the two pictures up to the line, and what they are."""
        theme, window = self.theme, self.divider.rect
        if "frame" in self._frames.ready:
            self._frames.ready["frame"].draw(surface, window.center)
        at = self.divider.place() - window.left
        left, right = self._scaled.ready.get(self.left), self._scaled.ready.get(self.right)
        if left is not None:
            surface.blit(left, window, (0, 0, at, window.height))
        if right is not None:
            surface.blit(right, (window.left + at, window.top), (at, 0, window.width - at, window.height))
        for which, name in (("left", self.left), ("right", self.right)):
            place = self._labels[which]
            words = theme.fitted(_(TITLES[name]), "label", theme.px(560))
            if which == "right" and not theme.portrait:
                # The words end where the row of tiles ends.
                place = (self.body.right - words.get_width(), place[1])
            surface.blit(words, place)


def _scale(picture: Picture, size: tuple[int, int]) -> pygame.Surface:
    """A picture scaled to `size`: in the back room."""
    return fit_on_mat(shapes.surface_of(picture), size)


def _cropped(picture: Picture, side: int) -> pygame.Surface:
    """The middle of a picture as a square: in the back room."""
    whole = shapes.surface_of(picture)
    square = pygame.Rect(0, 0, min(whole.get_size()), min(whole.get_size()))
    square.center = whole.get_rect().center
    return pygame.transform.smoothscale(whole.subsurface(square), (side, side))
