"""The scoreboard: for each pair of pictures a grade that counts up, and the three parts it is made of."""

from dataclasses import dataclass

import pygame

from game.ui import shapes
from game.ui.colour import mix
from game.ui.theme import PANEL, Theme
from models.messages import Grade

PARTS = ("layout", "colour", "stroke")


@dataclass(frozen=True)
class Score:
    """What one card of the scoreboard shows: `grade` None while it is being computed, `reason` where it cannot be."""

    title: str
    grade: Grade | None
    reason: str = ""


def draw_score(surface: pygame.Surface, theme: Theme, rect: pygame.Rect, score: Score, amount: float) -> None:
    """Draw one card; `amount` from 0 to 1 counts the grade and its bars up."""
    radius = theme.px(28)
    surface.blit(shapes.rounded(rect.size, radius, PANEL, 0.9), rect)
    surface.blit(shapes.outline(rect.size, radius, max(1.0, 1.5 * theme.scale), mix(PANEL, theme.ink, 0.16)), rect)
    inside = rect.inflate(-theme.px(48), -theme.px(28))
    title = theme.fitted(score.title, "small", inside.width, theme.quiet)
    surface.blit(title, inside.topleft)
    body = pygame.Rect(inside.left, inside.top + title.get_height(), inside.width, 0)
    body.height = inside.bottom - body.top
    if score.reason:
        words = theme.paragraph(score.reason, "small", body.width, lines=3)
        surface.blit(words, words.get_rect(midleft=body.midleft))
        return
    number_width = min(theme.px(190), body.width * 2 // 5)
    shown = "…" if score.grade is None else f"{score.grade.grade * amount:.1f}"
    number = theme.fitted(shown, "title", number_width, theme.accent)
    surface.blit(number, number.get_rect(midleft=body.midleft))
    bars = pygame.Rect(body.left + number_width, body.top, body.width - number_width, body.height)
    for index, part in enumerate(PARTS):
        row = pygame.Rect(bars.left, bars.top + index * bars.height // 3, bars.width, bars.height // 3)
        value = 0.0 if score.grade is None else getattr(score.grade, part) / 10 * amount
        _draw_part(surface, theme, row, part, value)


def _draw_part(surface: pygame.Surface, theme: Theme, row: pygame.Rect, name: str, value: float) -> None:
    label_width = row.width * 2 // 5
    label = theme.fitted(name, "small", label_width - theme.px(10), theme.quiet)
    surface.blit(label, label.get_rect(midleft=row.midleft))
    track = pygame.Rect(row.left + label_width, 0, row.width - label_width, theme.px(16))
    track.centery = row.centery
    draw_bar(surface, theme, track, value)


def draw_bar(surface: pygame.Surface, theme: Theme, track: pygame.Rect, value: float) -> None:
    """A track with round ends, filled from the left by `value`, 0 to 1."""
    radius = track.height / 2
    surface.blit(shapes.rounded(track.size, radius, theme.accent_soft), track)
    filled = round(track.width * min(1.0, max(0.0, value)))
    if filled < track.height:
        return
    # The filled part is cut from one cached bar, then given its round end: nothing is drawn anew while it grows.
    full = shapes.rounded(track.size, radius, theme.accent)
    cap = track.height // 2
    surface.blit(full, track, (0, 0, filled - cap, track.height))
    surface.blit(full, (track.left + filled - cap, track.top), (track.width - cap, 0, cap, track.height))
