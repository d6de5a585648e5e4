"""Where things are in *pick*."""

from dataclasses import dataclass
from typing import Literal

import pygame

from game.ui.layout import columns, handed, rows
from game.ui.theme import Theme

Side = Literal["content", "style"]


@dataclass(frozen=True)
class Places:
    """Where things are: for each side its head, reel, caption and two buttons, and the row of buttons below."""

    head: dict[Side, pygame.Rect]
    reel: dict[Side, pygame.Rect]
    caption: dict[Side, pygame.Rect]
    again: dict[Side, pygame.Rect]
    choose: dict[Side, pygame.Rect]
    back: pygame.Rect
    corner: tuple[pygame.Rect, pygame.Rect]
    machines: pygame.Rect
    upload: pygame.Rect
    draw: pygame.Rect


def places(theme: Theme) -> Places:
    """Lay the scene out: reels side by side, on a portrait screen one above the other."""
    gap, margin, high = theme.gap, theme.margin, theme.px(112)
    screen = theme.screen.inflate(-2 * margin, 0)
    foot = pygame.Rect(screen.left, screen.bottom - margin - high, screen.width, high)
    if theme.portrait:
        upper = foot.move(0, -high - gap)
        back, _, machines = _row(upper, [high, high + theme.px(166), None], gap)
        corner = (theme.corner[0].move(0, -high - gap), theme.corner[1].move(0, -high - gap))
        upload, draw = columns(foot, [1.25, 1], gap)
        body = pygame.Rect(screen.left, theme.px(30), screen.width, upper.top - theme.px(60))
        halves = rows(body, [1, 1], theme.px(20))
    else:
        widths = [high, high + theme.px(166), None, theme.px(400), theme.px(300)]
        back, _, machines, upload, draw = _row(foot, widths, gap)
        corner = theme.corner
        body = pygame.Rect(screen.left, theme.px(30), screen.width, foot.top - theme.px(66))
        halves = columns(body, [1, 1], theme.px(90))
    parts = [_half(theme, half) for half in halves]
    sides: tuple[Side, Side] = ("content", "style")
    head, reel, caption, again, choose = (
        {side: part[index] for side, part in zip(sides, parts, strict=True)} for index in range(5)
    )
    return handed(Places(head, reel, caption, again, choose, back, corner, machines, upload, draw), theme)


def _row(area: pygame.Rect, widths: list[int | None], gap: int) -> list[pygame.Rect]:
    """Rectangles of these widths from left to right; None takes what is left."""
    fixed = sum(width for width in widths if width is not None)
    free = area.width - fixed - gap * (len(widths) - 1)
    result, left = [], area.left
    for width in widths:
        taken = free if width is None else width
        result.append(pygame.Rect(left, area.top, taken, area.height))
        left += taken + gap
    return result


def _half(theme: Theme, area: pygame.Rect) -> tuple[pygame.Rect, ...]:
    """Head, reel, caption, and the buttons to deal again and to choose, of one side."""
    head = pygame.Rect(area.left, area.top, area.width, theme.px(64))
    high, button = theme.px(206), theme.px(112)
    reel = pygame.Rect(
        area.left, head.bottom + theme.px(6), area.width, area.height - head.height - high - theme.px(12)
    )
    below = pygame.Rect(area.left, reel.bottom + theme.px(6), area.width, high)
    choose = pygame.Rect(below.right - button, below.top + theme.px(14), button, button)
    again = choose.move(-button - theme.px(20), 0)
    caption = pygame.Rect(below.left, below.top, again.left - below.left - theme.gap, below.height)
    return head, reel, caption, again, choose
