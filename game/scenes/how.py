"""One page: how did the machines do it? Drawn with the round's own pictures and figures."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pygame
from numpy.typing import NDArray

from game.backroom import Backroom
from game.language import N_, _
from game.ui import shapes
from game.ui.colour import mix
from game.ui.icons import icon
from game.ui.layout import columns, fit_inside, rows
from game.ui.page import Page
from game.ui.theme import PANEL, Theme
from models.messages import Picture

FAST = N_(
    "It has practised on many paintings. One look at the style gives it 100 numbers. "
    "With them it repaints the picture in a single go."
)
FAST_FINE = N_("Ghiasi et al. 2017: a style prediction network sets the normalisation of a transform network.")
CLASSIC = N_(
    "It never practised painting. It nudges every pixel, again and again, until the shapes match the picture "
    "and the textures match the style."
)
CLASSIC_FINE = N_("Gatys et al. 2015: content loss and Gram matrices of VGG-19 features, minimised by L-BFGS.")
CLASSIC_FIGURES = N_("{rounds} rounds; the loss fell from {start} to {end}.")
GRADE = N_(
    "A third network shrinks both pictures to small codes and compares them place by place: "
    "what lies there, its colours, its strokes."
)
GRADE_FINE = N_("The encoder of an autoencoder; a drawing that tries gets about 5 to 8, a trick below 2.")


@dataclass(frozen=True)
class Story:
    """What the page tells of: the round's pictures, the classic method's figures, and one map of agreement."""

    pictures: dict[str, Picture]
    details: dict[str, float] = field(default_factory=dict)
    agreement: NDArray[np.float32] | None = None


class HowPage(Page):
    """Three panels: the fast network, the classic method, and the grade."""

    title = N_("How did they do it?")

    def __init__(
        self,
        theme: Theme,
        background: pygame.Surface,
        layer: pygame.Surface,
        story: Story,
        closed: Callable[[], None],
    ) -> None:
        """Open with a round's story."""
        super().__init__(theme, background, layer, closed)
        self.story = story
        cut = rows if theme.portrait else columns
        self.panels = cut(self.body, [1, 1, 1], theme.gap)
        self._steps = 0
        self._sheet: pygame.Surface | None = None
        self._small: Backroom[pygame.Surface] = Backroom()
        self._figures = [_figure_place(panel, theme) for panel in self.panels]
        side = self._picture_side(self._figures[0])
        for name, picture in story.pictures.items():
            self._small.ask(name, partial(_thumbnail, picture, side))

    @staticmethod
    def _picture_side(figure: pygame.Rect) -> int:
        return min(figure.width * 3 // 10, figure.height * 45 // 100)

    def update(self, dt: float) -> None:
        """Take in the small pictures; once all are there, set up the page piece by piece."""
        super().update(dt)
        self._small.poll()
        if self._sheet is None:
            if all(name in self._small.ready or self._small.failed(name) for name in self.story.pictures):
                self._sheet = self._background.copy()
        elif self._steps < 2 * len(self.panels):
            # One more drawing or text in each frame: to set so many words at once would hold up a frame.
            self._set_up(self._sheet, *divmod(self._steps, 2))
            self._steps += 1

    def draw_body(self, surface: pygame.Surface) -> None:
        """Draw the three panels, as far as they are set up."""
        if self._sheet is not None:
            surface.blit(self._sheet, self.body, self.body)

    def _set_up(self, sheet: pygame.Surface, number: int, part: int) -> None:
        """Draw one panel's figure, or as its second part its words."""
        told = (
            (N_("Fast network"), FAST, [_(FAST_FINE)], self._draw_fast),
            (N_("Classic method"), CLASSIC, [self._classic_figures(), _(CLASSIC_FINE)], self._draw_classic),
            (N_("The grade"), GRADE, [_(GRADE_FINE)], self._draw_grade),
        )
        panel, figure, (head, words, fine, draw) = self.panels[number], self._figures[number], told[number]
        if part == 0:
            self._draw_panel(sheet, panel, _(head))
            draw(sheet, figure)
        else:
            self._draw_words(sheet, panel, figure, _(words), "\n".join(line for line in fine if line))

    def _draw_panel(self, surface: pygame.Surface, panel: pygame.Rect, head: str) -> None:
        theme, place = self.theme, _words_place(panel, self.theme)
        surface.blit(shapes.rounded(panel.size, theme.px(28), PANEL, 0.9), panel)
        surface.blit(theme.fitted(head, "heading", place.width, theme.accent), place)

    def _draw_words(
        self, surface: pygame.Surface, panel: pygame.Rect, figure: pygame.Rect, words: str, fine: str
    ) -> None:
        """The words for everybody, and in small those for an engineer; all smaller where a language needs more."""
        theme, place = self.theme, _words_place(panel, self.theme)
        top = place.top + theme.px(70) if theme.portrait else figure.bottom + theme.px(18)
        small = theme.paragraph(fine, "small", place.width, theme.quiet)
        body = theme.paragraph(words, "body", place.width)
        if top + body.get_height() + theme.px(8) + small.get_height() > place.bottom:
            body = theme.paragraph(words, "small", place.width)
        surface.blit(body, (place.left, top))
        surface.blit(small, (place.left, max(top + body.get_height() + theme.px(8), place.bottom - small.get_height())))

    def _classic_figures(self) -> str:
        details = self.story.details
        if not {"iterations", "loss_start", "loss_end"} <= details.keys():
            return ""
        return _(CLASSIC_FIGURES).format(
            rounds=round(details["iterations"]), start=_short(details["loss_start"]), end=_short(details["loss_end"])
        )

    def _blit_picture(self, surface: pygame.Surface, name: str, centre: tuple[int, int]) -> pygame.Rect:
        """A small picture with a thin edge; where there is none, its empty place."""
        small = self._small.ready.get(name)
        side = self._picture_side(self._figures[0])
        place = pygame.Rect(0, 0, side, side * 3 // 4) if small is None else small.get_rect()
        place.center = centre
        rim = place.inflate(self.theme.px(6), self.theme.px(6))
        surface.fill(mix(PANEL, self.theme.ink, 0.75), rim)
        if small is None:
            surface.fill(PANEL, place)
        else:
            surface.blit(small, place)
        return rim

    def _arrow(self, surface: pygame.Surface, start: tuple[int, int], end: tuple[int, int]) -> None:
        theme = self.theme
        way = pygame.Vector2(end) - pygame.Vector2(start)
        along = way.normalize() if way.length() else pygame.Vector2(1, 0)
        across = pygame.Vector2(-along.y, along.x)
        head, thick = theme.px(20), theme.px(3)
        neck = pygame.Vector2(end) - along * head
        body = [pygame.Vector2(start) + across * thick, pygame.Vector2(start) - across * thick]
        shape = [*body, neck - across * thick, neck - across * head * 0.6, pygame.Vector2(end)]
        shape += [neck + across * head * 0.6, neck + across * thick]
        pygame.draw.polygon(surface, theme.accent, shape)
        pygame.draw.aalines(surface, theme.accent, True, shape)

    def _draw_fast(self, surface: pygame.Surface, figure: pygame.Rect) -> None:
        """Style -> 100 numbers -> network, content -> network -> picture."""
        theme = self.theme
        left, right = figure.left + figure.width // 6, figure.right - figure.width // 6
        upper, lower = figure.top + figure.height // 4, figure.bottom - figure.height // 4
        style = self._blit_picture(surface, "style", (left, upper))
        content = self._blit_picture(surface, "content", (left, lower))
        made = self._blit_picture(surface, "fast", (right, lower))
        bars = pygame.Rect(0, 0, figure.width // 3, figure.height // 5)
        bars.center = ((figure.centerx + right) // 2, upper)
        _draw_numbers(surface, theme, bars)
        self._arrow(surface, (style.right + theme.px(10), upper), (bars.left - theme.px(10), upper))
        middle = ((content.right + made.left) // 2, lower)
        self._arrow(surface, (content.right + theme.px(10), lower), (made.left - theme.px(10), lower))
        side = theme.px(56)
        disc = pygame.Rect(0, 0, side * 3 // 2, side * 3 // 2)
        disc.center = middle
        surface.blit(shapes.rounded(disc.size, disc.width / 2, mix(PANEL, theme.accent, 0.35)), disc)
        surface.blit(icon("machine", side, theme.ink), (middle[0] - side // 2, middle[1] - side // 2))
        self._arrow(surface, (bars.centerx, bars.bottom + theme.px(8)), (middle[0] + disc.width // 4, disc.top))

    def _draw_classic(self, surface: pygame.Surface, figure: pygame.Rect) -> None:
        """The picture in the middle of a loop, pulled at by content and style."""
        theme = self.theme
        left, right = figure.left + figure.width // 6, figure.right - figure.width // 6
        upper, lower = figure.top + figure.height // 4, figure.bottom - figure.height // 4
        made = self._blit_picture(surface, "classic", (figure.centerx, lower))
        content = self._blit_picture(surface, "content", (left, upper))
        style = self._blit_picture(surface, "style", (right, upper))
        self._arrow(surface, (content.centerx, content.bottom + theme.px(6)), (made.left - theme.px(8), lower))
        self._arrow(surface, (style.centerx, style.bottom + theme.px(6)), (made.right + theme.px(8), lower))
        side = theme.px(64)
        surface.blit(icon("again", side, theme.accent), (figure.centerx - side // 2, upper - side // 2))

    def _draw_grade(self, surface: pygame.Surface, figure: pygame.Rect) -> None:
        """Two pictures, each squeezed to a grid, and the map of where the grids agree."""
        theme = self.theme
        left, right = figure.left + figure.width // 6, figure.right - figure.width // 6
        upper, lower = figure.top + figure.height // 4, figure.bottom - figure.height // 4
        first = self._blit_picture(surface, "drawing", (left, upper))
        second = self._blit_picture(surface, "fast", (left, lower))
        side = min(figure.width * 4 // 10, figure.height * 6 // 10)
        grid = pygame.Rect(0, 0, side, side)
        grid.center = (right - side // 6, figure.centery)
        _draw_map(surface, theme, grid, self.story.agreement)
        for picture in (first, second):
            end = (grid.left - theme.px(10), (picture.centery + grid.centery) // 2)
            self._arrow(surface, (picture.right + theme.px(8), picture.centery), end)


def _short(figure: float) -> str:
    """A loss with three figures."""
    return f"{figure:.3g}"


def _figure_place(panel: pygame.Rect, theme: Theme) -> pygame.Rect:
    """Where a panel's drawing lies: below its title, or on a portrait screen to the right of its words."""
    inside = panel.inflate(-2 * theme.px(32), -2 * theme.px(22))
    if theme.portrait:
        return pygame.Rect(inside.right - inside.width * 45 // 100, inside.top, inside.width * 45 // 100, inside.height)
    return pygame.Rect(inside.left, inside.top + theme.px(70), inside.width, inside.height * 46 // 100)


def _words_place(panel: pygame.Rect, theme: Theme) -> pygame.Rect:
    inside = panel.inflate(-2 * theme.px(32), -2 * theme.px(22))
    if theme.portrait:
        inside.width = inside.width * 52 // 100
    return inside


def _thumbnail(picture: Picture, side: int) -> pygame.Surface:
    surface = shapes.surface_of(picture)
    fitted = fit_inside(surface.get_size(), pygame.Rect(0, 0, side, side))
    return pygame.transform.smoothscale(surface, fitted.size)


def _draw_numbers(surface: pygame.Surface, theme: Theme, area: pygame.Rect) -> None:
    """A hundred numbers as bars up and down from a line; the sign for them, not this round's own."""
    numbers = np.random.default_rng(100).standard_normal(100).clip(-2, 2) / 2
    step = area.width / 100
    for index, number in enumerate(numbers):
        high = max(1, round(abs(number) * area.height / 2))
        top = area.centery - high if number > 0 else area.centery
        left = round(area.left + index * step)
        wide = max(1, round(area.left + (index + 0.7) * step) - left)
        surface.fill(theme.accent if index % 2 else theme.ink, (left, top, wide, high))


def _draw_map(surface: pygame.Surface, theme: Theme, area: pygame.Rect, agreement: NDArray[np.float32] | None) -> None:
    """The map of agreement, place by place: the brighter, the more alike."""
    values = np.full((12, 12), 0.5, np.float32) if agreement is None else agreement
    rows_, columns_ = values.shape
    for row in range(rows_):
        for column in range(columns_):
            left, right = (area.left + area.width * (column + step) // columns_ for step in (0, 1))
            top, bottom = (area.top + area.height * (row + step) // rows_ for step in (0, 1))
            tone = mix(mix(PANEL, theme.ink, 0.08), theme.accent, float(values[row, column]))
            surface.fill(tone, (left, top, right - left - theme.px(2), bottom - top - theme.px(2)))
