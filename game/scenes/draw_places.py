"""Where things are in *draw*: the canvas first, everything else round it."""

from dataclasses import dataclass

import pygame

from game.ui.layout import columns, fit_inside, inset, rows
from game.ui.theme import Theme

COLOURS = 12
"""Ten from the style picture, and a lighter and a darker neighbour of the one in hand."""

BRUSHES = 14


@dataclass(frozen=True)
class Places:
    """Rectangles of everything; `canvas` is where the framed canvas may lie."""

    canvas: pygame.Rect
    content: pygame.Rect
    style: pygame.Rect
    chips: tuple[pygame.Rect, ...]
    brushes: tuple[pygame.Rect, ...]
    sizes: tuple[pygame.Rect, ...]
    colours: tuple[pygame.Rect, ...]
    undo: pygame.Rect
    redo: pygame.Rect
    clear: pygame.Rect
    underlay: pygame.Rect
    back: pygame.Rect
    done: pygame.Rect


def places(theme: Theme) -> Places:
    """Lay the scene out for the window."""
    return _portrait(theme) if theme.portrait else _landscape(theme)


def _grid(area: pygame.Rect, across: int, count: int, gap: int) -> tuple[pygame.Rect, ...]:
    """`count` cells in rows of `across`."""
    down = -(-count // across)
    cells = [cell for row in rows(area, [1] * down, gap) for cell in columns(row, [1] * across, gap)]
    return tuple(cells[:count])


def _landscape(theme: Theme) -> Places:
    px, gap = theme.px, theme.px(14)
    screen = inset(theme.screen, px(32))
    left = pygame.Rect(screen.left, screen.top, px(300), screen.height)
    right = pygame.Rect(screen.right - px(318), screen.top, px(318), screen.height)
    middle = pygame.Rect(left.right + px(24), screen.top, right.left - left.right - px(48), screen.height)
    colours = pygame.Rect(middle.left, middle.bottom - px(96), middle.width, px(96))
    canvas = pygame.Rect(middle.left, middle.top, middle.width, colours.top - px(18) - middle.top)
    foot = pygame.Rect(left.left, left.bottom - px(112), left.width, px(112))
    back, underlay = columns(foot, [1, 1], gap)
    chips = pygame.Rect(left.left, foot.top - px(18) - px(206), left.width, px(206))
    pair = pygame.Rect(left.left, left.top, left.width, chips.top - px(18) - left.top)
    content, style = rows(pair, [1, 1], px(20))
    done = pygame.Rect(right.left, right.bottom - px(112), right.width, px(112))
    tools = pygame.Rect(right.left, done.top - px(18) - px(96), right.width, px(96))
    undo, redo, clear = columns(tools, [1, 1, 1], gap)
    sizes = pygame.Rect(right.left, tools.top - px(18) - px(96), right.width, px(96))
    brushes = pygame.Rect(right.left, right.top, right.width, sizes.top - px(18) - right.top)
    return Places(
        canvas,
        content,
        style,
        tuple(rows(chips, [1, 1], gap)),
        _grid(brushes, 3, BRUSHES, gap),
        tuple(columns(sizes, [1, 1, 1], gap)),
        tuple(columns(colours, [1] * COLOURS, px(8))),
        undo,
        redo,
        clear,
        underlay,
        back,
        done,
    )


def _portrait(theme: Theme) -> Places:
    px, gap = theme.px, theme.px(14)
    screen = inset(theme.screen, px(32))
    strip = pygame.Rect(screen.left, screen.top, screen.width, px(250))
    content, style, chips = columns(strip, [1.1, 1.1, 1], px(24))
    foot = pygame.Rect(screen.left, screen.bottom - px(112), screen.width, px(112))
    back, underlay, undo, redo, clear, done = columns(foot, [1, 1, 1, 1, 1, 2.6], gap)
    brushes = pygame.Rect(screen.left, foot.top - px(20) - px(230), screen.width, px(230))
    paint = pygame.Rect(screen.left, brushes.top - px(20) - px(206), screen.width, px(206))
    colours, sizes = columns(paint, [6, 1], px(24))
    top = strip.bottom + px(24)
    canvas = pygame.Rect(screen.left, top, screen.width, paint.top - px(24) - top)
    return Places(
        canvas,
        content,
        style,
        tuple(rows(chips, [1, 1], gap)),
        _grid(brushes, 7, BRUSHES, gap),
        tuple(rows(sizes, [1, 1, 1], px(8))),
        _grid(colours, 6, COLOURS, gap),
        undo,
        redo,
        clear,
        underlay,
        back,
        done,
    )


def canvas_inside(area: pygame.Rect, shape: tuple[int, int], border: int) -> pygame.Rect:
    """The canvas: as large as its frame allows, in the shape (width, height) of the content picture."""
    return fit_inside(shape, inset(area, border))
