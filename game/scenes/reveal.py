"""Reveal: curtain by curtain the three pictures, then the scoreboard that says how close they are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pygame
import pytweening
from numpy.typing import NDArray

from game.backroom import Backroom
from game.pointer import Event, Key, Pointer
from game.round import DUELS, Duel, Round, compare_pictures, exhibits, forget_grades
from game.scene import Scene, SceneName, Stage
from game.scenes.scoreboard import Score, draw_score
from game.ui import shapes
from game.ui.colour import Colour, mix
from game.ui.frame import Framed, framed
from game.ui.icons import icon
from game.ui.layout import columns, rows
from game.ui.motion import Tween
from game.ui.theme import Theme
from game.ui.wall import wall
from game.ui.widgets import Button, Controls

NAMES = ("drawing", "fast", "classic")

TITLES: dict[str, str] = {"drawing": "You", "fast": "Fast network", "classic": "Classic method"}

DUEL_TITLES: dict[Duel, str] = {
    "drawing-fast": "You and the fast network",
    "drawing-classic": "You and the classic method",
    "fast-classic": "The two machines",
}

FIRST_CURTAIN, BETWEEN_CURTAINS, CURTAIN, COUNT = 0.5, 1.5, 1.3, 1.6
"""Seconds: before the first curtain opens, from one to the next, in which one opens, and in which a grade counts up."""


VEIL = 0.86
"""How dark the map of agreement makes what differs wholly."""


@dataclass(frozen=True)
class Places:
    """Where the three pictures hang, their plates, the three score cards and the two buttons."""

    pictures: tuple[pygame.Rect, ...]
    plates: tuple[pygame.Rect, ...]
    scores: tuple[pygame.Rect, ...]
    back: pygame.Rect
    again: pygame.Rect


def places(theme: Theme) -> Places:
    """Three pictures in a row with their scores below; on a portrait screen the drawing above the two others."""
    screen = theme.screen.inflate(-2 * theme.margin, -2 * theme.margin)
    gap, high, plate = theme.gap, theme.px(112), theme.px(64)
    if theme.portrait:
        foot = pygame.Rect(screen.left, screen.bottom - high, screen.width, high)
        again = pygame.Rect(foot.right - theme.px(420), foot.top, theme.px(420), high)
        scores = pygame.Rect(screen.left, 0, screen.width, theme.px(560))
        scores.bottom = foot.top - gap
        body = pygame.Rect(screen.left, screen.top, screen.width, scores.top - gap - screen.top)
        upper, lower = rows(body, [1.25, 1], gap)
        areas = [upper, *columns(lower, [1, 1], gap)]
        cards = rows(scores, [1, 1, 1], theme.px(18))
    else:
        foot = pygame.Rect(screen.left, screen.bottom - theme.px(246), screen.width, theme.px(246))
        again = pygame.Rect(foot.right - theme.px(280), foot.bottom - high, theme.px(280), high)
        middle = pygame.Rect(foot.left + high + gap, foot.top, again.left - gap - foot.left - high - gap, foot.height)
        cards = columns(middle, [1, 1, 1], theme.px(20))
        body = pygame.Rect(screen.left, screen.top, screen.width, foot.top - gap - screen.top)
        areas = columns(body, [1, 1, 1], theme.px(56))
    back = pygame.Rect(foot.left, foot.bottom - high, high, high)
    pictures = tuple(pygame.Rect(area.left, area.top, area.width, area.height - plate) for area in areas)
    plates = tuple(pygame.Rect(area.left, area.bottom - plate, area.width, plate) for area in areas)
    return Places(pictures, plates, tuple(cards), back, again)


class Reveal(Scene):
    """The end of the visit: what the visitor made, what the machines made, and how close they came."""

    name: ClassVar[SceneName] = "reveal"

    def __init__(self, stage: Stage) -> None:
        """Paint the wall and place the buttons."""
        super().__init__(stage)
        self._places = at = places(Theme(stage.size))
        self._background = wall(stage.size, list(at.pictures))
        self._frames: Backroom[Framed] = Backroom()
        back = Button(at.back, "", self._go_back, icon="back", shortcut="escape")
        again = Button(at.again, "Play again", self._go_on, icon="again", kind="primary")
        cards = [
            ScoreCard(place, lambda duel=duel: self._show_map(duel))  # type: ignore[misc]
            for duel, place in zip(DUELS, at.scores, strict=True)
        ]
        self._controls = Controls([*cards, back, again])
        self._cards = cards
        self._controls.focus_on(again)
        self._reset(Round())

    def _reset(self, round: Round) -> None:
        self._round = round
        self.theme = Theme(self.stage.size)
        self._next: SceneName | None = None
        self._curtains = {
            name: Tween(CURTAIN, pytweening.easeInOutCubic, FIRST_CURTAIN + BETWEEN_CURTAINS * index)
            for index, name in enumerate(NAMES)
        }
        self._counts: dict[Duel, Tween] = {}
        self._cloths: dict[str, pygame.Surface] = {}
        for card in self._cards:
            card.visible = False
        self._mapped: Duel | None = None
        self._maps: dict[str, pygame.Surface] = {}
        self._frames.keep(set())

    def enter(self, round: Round) -> None:
        """Hang the pictures behind their curtains and have them graded."""
        self._reset(round)
        assert round.style is not None, "a pair was picked before"
        self.theme = theme = self.theme.with_accent(round.style.thumbnail())
        for name, picture in exhibits(round).items():
            area = self._places.pictures[NAMES.index(name)].size
            self._frames.ask(
                name,
                lambda picture=picture, area=area: framed(shapes.surface_of(picture), area, theme),  # type: ignore[misc]
            )

    def exit(self) -> None:
        """Let go of the visit."""
        self._controls.release()
        self._reset(Round())

    def handle(self, event: Event) -> None:
        """Buttons; any other touch or key opens the next curtain at once."""
        if self._controls.handle(event):
            return
        if (isinstance(event, Pointer) and event.kind == "down") or (isinstance(event, Key) and event.pressed):
            closed = next((tween for tween in self._curtains.values() if not tween.done), None)
            if closed is not None:
                closed.finish()
            else:
                for count in self._counts.values():
                    count.finish()

    def update(self, dt: float) -> SceneName | None:
        """Open the curtains one after the other, then count the grades up as they come."""
        if self._next is not None:
            return self._next
        self._frames.poll()
        compare_pictures(self._round, self.stage.studio)
        if all(self._frames.known(name) and name not in self._frames.ready for name in exhibits(self._round)):
            return self._next
        for name, framed_picture in self._frames.ready.items():
            if name not in self._cloths:
                self._cloths[str(name)] = curtain(framed_picture.picture.size, self.theme.accent)
        for tween in self._curtains.values():
            tween.advance(dt)
        for card, duel in zip(self._cards, DUELS, strict=True):
            card.visible = self.opened and duel in self._round.grades
        if self.opened:
            for index, duel in enumerate(DUELS):
                if duel in self._round.grades and duel not in self._counts:
                    self._counts[duel] = Tween(COUNT, pytweening.easeOutCubic, 0.35 * index)
            for count in self._counts.values():
                count.advance(dt)
        return self._next

    @property
    def opened(self) -> bool:
        """Whether every curtain is open."""
        return all(tween.done for tween in self._curtains.values())

    @property
    def finished(self) -> bool:
        """Whether everything has been shown: every grade that can come has been counted up."""
        jobs = self._round.grade_jobs
        waiting = any(not job.finished for job in jobs.values())
        return self.opened and not waiting and all(count.done for count in self._counts.values())

    def _show_map(self, duel: Duel) -> None:
        """Show where the two pictures of a duel agree, or take the map away again."""
        self._maps = {}
        self._mapped = None if self._mapped == duel or duel not in self._round.grades else duel
        if self._mapped is None:
            return
        agreement = self._round.grades[duel].agreement
        for name in duel.split("-"):
            hung = self._frames.ready.get(name)
            if hung is not None:
                self._maps[name] = veil(agreement, hung.picture.size)

    def _go_on(self) -> None:
        self._next = "attract"

    def _go_back(self) -> None:
        forget_grades(self._round, self.stage.studio)
        self._next = "pick" if self._round.uploaded else "draw"

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the pictures, what is left of their curtains, the plates and the scores."""
        surface.blit(self._background, (0, 0))
        for name, place, plate in zip(NAMES, self._places.pictures, self._places.plates, strict=True):
            self._draw_picture(surface, name, place, plate)
        if self.opened:
            for duel, place in zip(DUELS, self._places.scores, strict=True):
                count = self._counts.get(duel)
                draw_score(surface, self.theme, place, self._score(duel), count.value if count else 0.0)
        self._controls.draw(surface, self.theme)

    def _draw_picture(self, surface: pygame.Surface, name: str, place: pygame.Rect, plate: pygame.Rect) -> None:
        hung = self._frames.ready.get(name)
        theme, opening = self.theme, self._curtains[name]
        below = plate.top
        if hung is None:
            words = theme.paragraph(self._missing(name), "body", place.width - theme.px(60), theme.quiet, 5, "centre")
            surface.blit(words, words.get_rect(center=place.center))
        else:
            hung.draw(surface, place.center)
            if not opening.done and name in self._cloths:
                window = hung.picture.move(hung.at(place.center))
                draw_curtain(surface, self._cloths[name], window, opening.value)
            if name in self._maps:
                surface.blit(self._maps[name], hung.picture.move(hung.at(place.center)))
            below = place.centery + hung.frame.height // 2 + theme.px(10)
        title = theme.fitted(TITLES[name], "heading", plate.width)
        surface.blit(title, title.get_rect(midtop=(plate.centerx, below)))

    def _missing(self, name: str) -> str:
        if name in exhibits(self._round):
            return ""
        job = {"fast": self._round.fast_job, "classic": self._round.classic_job}.get(name)
        return job.reason if job is not None and job.reason else "No picture this time"

    def _score(self, duel: Duel) -> Score:
        job = self._round.grade_jobs.get(duel)
        if job is None:
            return Score(DUEL_TITLES[duel], None, "No grade without both pictures")
        return Score(DUEL_TITLES[duel], self._round.grades.get(duel), job.reason)


class ScoreCard(Button):
    """A card of the scoreboard as a button; the scene draws what stands on it."""

    def __init__(self, rect: pygame.Rect, on_press: Callable[[], None]) -> None:
        """Lie over the card's place."""
        super().__init__(rect, "", on_press, kind="plain")

    def draw(self, surface: pygame.Surface, theme: Theme) -> None:
        """Draw the icon that says there is a map, and the rim while it is pressed."""
        side = theme.px(30)
        place = (self.rect.right - side - theme.px(20), self.rect.top + theme.px(16))
        surface.blit(icon("layers", side, theme.quiet), place)
        if self.pressed:
            surface.blit(shapes.outline(self.rect.size, theme.px(28), theme.px(4), theme.accent), self.rect)


def veil(agreement: NDArray[np.float32], size: tuple[int, int]) -> pygame.Surface:
    """A dark veil over a picture that lifts where it agrees with the other; `agreement` is 0 to 1, (rows, columns)."""
    small = pygame.Surface(agreement.T.shape, depth=32)
    pygame.surfarray.pixels3d(small)[:] = (agreement.T * 255).astype(np.uint8)[:, :, None]
    seen = pygame.surfarray.array_red(pygame.transform.smoothscale(small, size)).astype(np.float32) / 255
    return shapes.from_alpha((VEIL * (1 - seen)).astype(np.float32), (12, 10, 14))


def curtain(size: tuple[int, int], accent: Colour) -> pygame.Surface:
    """A velvet curtain that covers `size` pixels, in the round's accent, with its folds."""
    width, height = size
    x = np.linspace(0, 1, width, dtype=np.float32)
    folds = 0.5 + 0.3 * np.sin(x * 46 + 1.5 * np.sin(x * 9)) + 0.2 * np.sin(x * 91 + 2)
    fall = np.linspace(1.0, 0.72, height, dtype=np.float32)
    velvet = np.array(mix((20, 16, 18), accent, 0.62), dtype=np.float32)
    tone = (0.34 + 0.66 * np.clip(folds, 0, 1))[:, None] * fall[None, :]
    surface = pygame.Surface(size, depth=32)
    pygame.surfarray.pixels3d(surface)[:] = (tone[:, :, None] * velvet).astype(np.uint8)
    return surface


def draw_curtain(surface: pygame.Surface, cloth: pygame.Surface, window: pygame.Rect, opened: float) -> None:
    """Draw the two halves of a curtain, `opened` (0 to 1) of the way drawn to the sides of its window."""
    half = window.width // 2
    left_shown = round(half * (1 - opened))
    right_shown = round((window.width - half) * (1 - opened))
    surface.blit(cloth, window.topleft, (half - left_shown, 0, left_shown, window.height))
    surface.blit(cloth, (window.right - right_shown, window.top), (half, 0, right_shown, window.height))
