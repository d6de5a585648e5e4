"""The scoreboard: for each pair of pictures a grade whose bar fills and counts up, and the parts it is made of."""

from collections.abc import Callable
from dataclasses import dataclass

import pygame
import pytweening

from game.language import N_, _
from game.round import DUELS, Duel
from game.scenes.reveal_places import DUEL_TITLES
from game.ui import shapes
from game.ui.colour import mix
from game.ui.icons import icon
from game.ui.layout import columns, rows
from game.ui.motion import Tween
from game.ui.sound import Sounds
from game.ui.theme import PANEL, WALL_BLACK, Theme
from game.ui.widgets import Button
from models.messages import Grade

PARTS = (N_("layout"), N_("colour"), N_("stroke"))

COUNT, APART = 1.6, 0.5
"""Seconds in which a grade counts up, and from the start of one to the next."""

EARNED = 7.0
"""From this grade on confetti falls: as good as the better half of drawings with a few hundred strokes."""


@dataclass(frozen=True)
class Score:
    """What one card of the scoreboard shows: `grade` None while it is being computed, `reason` where it cannot be."""

    title: str
    grade: Grade | None
    reason: str = ""


class Counting:
    """The grades as they count up, one after the other, each whole grade with its tone."""

    def __init__(self, sounds: Sounds) -> None:
        """Nothing counts yet."""
        self._sounds = sounds
        self._tweens: dict[Duel, Tween] = {}
        self._heard: dict[Duel, int] = {}
        self._ended = False

    def update(self, grades: dict[Duel, Grade], dt: float, still: bool) -> None:
        """Begin with what has come, and count on."""
        for duel in DUELS:
            if duel in grades and duel not in self._tweens:
                # One after the other, whether they come together or apart.
                wait = max((tween.delay + APART - tween.elapsed for tween in self._tweens.values()), default=0.0)
                self._tweens[duel] = Tween(COUNT, pytweening.easeOutCubic, max(0.0, wait))
                if still:
                    self._tweens[duel].finish()
        for duel, tween in self._tweens.items():
            tween.advance(dt)
            reached = int(grades[duel].grade * tween.value) if duel in grades else 0
            if reached > self._heard.get(duel, 0):
                self._heard[duel] = reached
                self._sounds.count(reached, (DUELS.index(duel) + 0.5) / len(DUELS))

    def finish(self) -> None:
        """Come to the end at once."""
        for tween in self._tweens.values():
            tween.finish()

    @property
    def done(self) -> bool:
        """Whether all that has come has been counted up."""
        return all(tween.done for tween in self._tweens.values())

    def amount(self, duel: Duel) -> float:
        """How far a grade is counted up, 0 to 1."""
        return self._tweens[duel].value if duel in self._tweens else 0.0


def earned(grades: dict[Duel, Grade]) -> bool:
    """Whether the visitor came so close to one of the machines that it is to be celebrated."""
    return any(grade.grade >= EARNED for duel, grade in grades.items() if duel.startswith("drawing"))


def spoken(grades: dict[Duel, Grade]) -> str:
    """The grades as sentences for a voice."""
    said = []
    for duel in DUELS:
        if duel in grades:
            figure = _("{grade} out of 10").format(grade=f"{grades[duel].grade:.1f}")
            said.append(f"{_(DUEL_TITLES[duel])}: {figure}.")
    return " ".join(said)


class ScoreCard(Button):
    """A card of the scoreboard as a button; the scene draws what stands on it."""

    def __init__(self, rect: pygame.Rect, on_press: Callable[[], None]) -> None:
        """Lie over the card's place."""
        super().__init__(rect, "", on_press, kind="plain")
        self.chosen = False

    def draw(self, surface: pygame.Surface, theme: Theme) -> None:
        """Draw the icon that says there is a map, and the rim while it is pressed or its map is shown."""
        side = theme.px(30)
        place = (self.rect.right - side - theme.px(20), self.rect.top + theme.px(16))
        surface.blit(icon("layers", side, theme.accent if self.chosen else theme.quiet), place)
        if self.pressed or self.chosen:
            surface.blit(shapes.outline(self.rect.size, theme.px(28), theme.px(4), theme.accent), self.rect)


def draw_score(surface: pygame.Surface, theme: Theme, rect: pygame.Rect, score: Score, amount: float) -> None:
    """Draw one card; `amount` from 0 to 1 counts the grade and its bars up."""
    radius = theme.px(28)
    surface.blit(shapes.rounded(rect.size, radius, PANEL, 0.9), rect)
    surface.blit(shapes.outline(rect.size, radius, max(1.0, 1.5 * theme.scale), mix(PANEL, theme.ink, 0.16)), rect)
    inside = rect.inflate(-theme.px(40), -theme.px(28))
    title = theme.fitted(_(score.title), "small", inside.width - theme.px(36), theme.quiet)
    surface.blit(title, inside.topleft)
    body = pygame.Rect(inside.left, inside.top + title.get_height(), inside.width, 0)
    body.height = inside.bottom - body.top
    if score.reason:
        words = theme.paragraph(_(score.reason), "small", body.width, lines=3)
        surface.blit(words, words.get_rect(midleft=body.midleft))
        return
    if body.width > 3.5 * body.height:
        whole, parts = columns(body, [1.1, 1], theme.px(40))
        _draw_parts(surface, theme, rows(parts, [1, 1, 1], 0), score.grade, amount, beside=True)
    else:
        whole, parts = rows(body, [1.25, 1], 0)
        _draw_parts(surface, theme, columns(parts, [1, 1, 1], theme.px(12)), score.grade, amount, beside=False)
    _draw_whole(surface, theme, whole, score.grade, amount)


def _draw_whole(surface: pygame.Surface, theme: Theme, area: pygame.Rect, grade: Grade | None, amount: float) -> None:
    """The grade as a number and as a bar."""
    wide = min(theme.px(150), area.width * 2 // 5)
    shown = "…" if grade is None else f"{grade.grade * amount:.1f}"
    number = theme.fitted(shown, "title", wide, theme.accent)
    surface.blit(number, number.get_rect(midleft=area.midleft))
    track = pygame.Rect(area.left + wide, 0, area.width - wide, theme.px(34))
    track.centery = area.centery
    draw_bar(surface, theme, track, 0.0 if grade is None else grade.grade / 10 * amount)


def _draw_parts(
    surface: pygame.Surface,
    theme: Theme,
    places: list[pygame.Rect],
    grade: Grade | None,
    amount: float,
    beside: bool,
) -> None:
    """The three parts, each with its name beside its bar or above it."""
    for part, place in zip(PARTS, places, strict=True):
        value = 0.0 if grade is None else getattr(grade, part) / 10 * amount
        room = place.width * 2 // 5 if beside else place.width
        label = theme.fitted(_(part), "small", room - (theme.px(10) if beside else 0), theme.quiet)
        track = pygame.Rect(place.left, 0, place.width, theme.px(14))
        if beside:
            track.width, track.left = place.width - room, place.left + room
            track.centery = place.centery
            surface.blit(label, label.get_rect(midleft=place.midleft))
        else:
            top = place.centery - (label.get_height() + theme.px(4) + track.height) // 2
            surface.blit(label, (place.left, top))
            track.top = top + label.get_height() + theme.px(4)
        draw_bar(surface, theme, track, value)


def draw_bar(surface: pygame.Surface, theme: Theme, track: pygame.Rect, value: float) -> None:
    """A track with round ends, filled from the left by `value`, 0 to 1."""
    radius = track.height / 2
    surface.blit(shapes.rounded(track.size, radius, theme.accent_soft), track)
    filled = round(track.width * min(1.0, max(0.0, value)))
    if filled > 0:
        _fill_bar(surface, theme, track, filled)
    if track.height >= theme.px(14):
        # Ten steps that can be counted: how full it is must not hang on seeing two colours.
        for step in range(1, 10):
            x = track.left + track.width * step // 10
            surface.fill(WALL_BLACK, (x, track.top, max(1, theme.px(2)), track.height))


def _fill_bar(surface: pygame.Surface, theme: Theme, track: pygame.Rect, filled: int) -> None:
    radius = track.height / 2
    # The filled part is cut from one cached bar, then given its round end: nothing is drawn anew while it grows.
    full = shapes.rounded(track.size, radius, theme.accent)
    cap = min(track.height, filled) // 2
    surface.blit(full, track, (0, 0, filled - cap, track.height))
    surface.blit(full, (track.left + filled - cap, track.top), (track.width - cap, 0, cap, track.height))
