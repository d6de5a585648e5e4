"""What hangs where in *reveal*, and what it is called."""

from dataclasses import dataclass

import pygame

from game.language import N_
from game.round import Duel
from game.ui.layout import columns, handed, rows
from game.ui.theme import Theme

NAMES = ("drawing", "fast", "classic")
"""The three pictures, in the order in which they are revealed."""

TITLES: dict[str, str] = {
    "content": N_("Picture"),
    "style": N_("Style"),
    "drawing": N_("You"),
    "fast": N_("Fast network"),
    "classic": N_("Classic method"),
}

DUEL_TITLES: dict[Duel, str] = {
    "drawing-fast": N_("You – fast"),
    "drawing-classic": N_("You – classic"),
    "fast-classic": N_("Fast – classic"),
}


@dataclass(frozen=True)
class Places:
    """Where the three pictures hang, their plates, the three score cards, and the buttons."""

    pictures: tuple[pygame.Rect, ...]
    plates: tuple[pygame.Rect, ...]
    scores: tuple[pygame.Rect, ...]
    back: pygame.Rect
    corner: tuple[pygame.Rect, pygame.Rect]
    pages: tuple[pygame.Rect, ...]
    again: pygame.Rect


def places(theme: Theme) -> Places:
    """Three pictures in a row with their scores below; on a portrait screen the drawing above the two others."""
    screen = theme.screen.inflate(-2 * theme.margin, -2 * theme.margin)
    gap, small, high, plate = theme.gap, theme.px(14), theme.px(112), theme.px(64)
    if theme.portrait:
        foot = pygame.Rect(screen.left, screen.bottom - high, screen.width, high)
        again = foot
        back, language, access, *pages = columns(foot.move(0, -high - small), [1] * 7, small)
        scores = pygame.Rect(screen.left, 0, screen.width, theme.px(560))
        scores.bottom = back.top - gap
        body = pygame.Rect(screen.left, screen.top, screen.width, scores.top - gap - screen.top)
        upper, lower = rows(body, [1.25, 1], gap)
        areas = [upper, *columns(lower, [1, 1], gap)]
        cards = rows(scores, [1, 1, 1], theme.px(18))
    else:
        foot = pygame.Rect(screen.left, screen.bottom - theme.px(246), screen.width, theme.px(246))
        wide = 3 * theme.px(98) + 2 * small
        left = foot.right - wide
        pages = columns(pygame.Rect(left, foot.top, wide, high), [1] * 3, small)
        pages.append(pages[0].move(0, foot.height - high))
        again = pygame.Rect(pages[1].left, foot.bottom - high, foot.right - pages[1].left, high)
        language = pygame.Rect(foot.left, foot.top, 2 * theme.px(98) + small, high)
        back, access = columns(language.move(0, foot.height - high), [1, 1], small)
        middle = pygame.Rect(language.right + gap, foot.top, left - 2 * gap - language.right, foot.height)
        cards = columns(middle, [1, 1, 1], theme.px(20))
        body = pygame.Rect(screen.left, screen.top, screen.width, foot.top - gap - screen.top)
        areas = columns(body, [1, 1, 1], theme.px(56))
    pictures = tuple(pygame.Rect(area.left, area.top, area.width, area.height - plate) for area in areas)
    plates = tuple(pygame.Rect(area.left, area.bottom - plate, area.width, plate) for area in areas)
    return handed(Places(pictures, plates, tuple(cards), back, (language, access), tuple(pages), again), theme)
