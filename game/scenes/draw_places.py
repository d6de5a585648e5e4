"""Where things are in *draw*: the canvas first, everything else round it."""

from dataclasses import dataclass, fields, replace
from typing import Any

import pygame

from game.ui.layout import columns, fit_inside, handed, inset, rows
from game.ui.theme import Theme

COLOURS = 12
"""Ten from the style picture, and a darker and a lighter neighbour of the one in hand."""

RECENT = 6
BRUSHES = 14


@dataclass(frozen=True)
class Places:
    """Rectangles of everything; `canvas` is where the framed canvas may lie, `timer` a thin bar."""

    canvas: pygame.Rect
    content: pygame.Rect
    style: pygame.Rect
    chips: tuple[pygame.Rect, ...]
    brushes: tuple[pygame.Rect, ...]
    dropper: pygame.Rect
    sizes: tuple[pygame.Rect, ...]
    colours: tuple[pygame.Rect, ...]
    recent: tuple[pygame.Rect, ...]
    undo: pygame.Rect
    redo: pygame.Rect
    more: pygame.Rect
    back: pygame.Rect
    corner: tuple[pygame.Rect, pygame.Rect]
    done: pygame.Rect
    timer: pygame.Rect


def places(theme: Theme) -> Places:
    """Lay the scene out for the window, and for a low reach or a left hand where the visitor needs it."""
    layout = _portrait if theme.portrait else _low if theme.access.low_reach else _landscape
    return _read_from_left(handed(layout(theme), theme))


def _grid(area: pygame.Rect, across: int, down: int, gap: int) -> list[pygame.Rect]:
    """The cells of an area, row by row."""
    return [cell for row in rows(area, [1] * down, gap) for cell in columns(row, [1] * across, gap)]


def _above(area: pygame.Rect, below: pygame.Rect, height: int, gap: int) -> pygame.Rect:
    """A strip as wide as an area, over another."""
    return pygame.Rect(area.left, below.top - gap - height, area.width, height)


def _down_to(top: int, below: pygame.Rect, gap: int) -> pygame.Rect:
    """As wide as what is below, from `top` down to a gap over it."""
    return pygame.Rect(below.left, top, below.width, below.top - gap - top)


def _landscape(theme: Theme) -> Places:
    """Pictures on one side, tools on the other, colours below the canvas."""
    px, gap = theme.px, theme.px(14)
    screen = inset(theme.screen, px(32))
    left = pygame.Rect(screen.left, screen.top, px(300), screen.height)
    right = pygame.Rect(screen.right - px(318), screen.top, px(318), screen.height)
    middle = pygame.Rect(left.right + px(24), screen.top, right.left - left.right - px(48), screen.height)
    colours = pygame.Rect(middle.left, middle.bottom - px(96), middle.width, px(96))
    foot = pygame.Rect(left.left, left.bottom - px(112), left.width, px(112))
    chips = _above(left, foot, px(188), px(18))
    recent = _above(left, chips, px(202), px(18))
    content, style = rows(_down_to(left.top, recent, px(22)), [1, 1], px(18))
    back, language, access = columns(foot, [1, 1.16, 1], px(8))
    done = pygame.Rect(right.left, right.bottom - px(112), right.width, px(112))
    timer = _above(right, done, px(12), px(12))
    tools = _above(right, timer, px(96), px(12))
    sizes = _above(right, tools, px(96), px(18))
    undo, redo, more = columns(tools, [1, 1, 1], gap)
    *brushes, dropper = _grid(_down_to(right.top, sizes, px(18)), 3, 5, gap)
    return Places(
        canvas=_down_to(middle.top, colours, px(18)),
        content=content,
        style=style,
        chips=tuple(rows(chips, [1, 1], gap)),
        brushes=tuple(brushes),
        dropper=dropper,
        sizes=tuple(columns(sizes, [1, 1, 1], gap)),
        colours=tuple(columns(colours, [1] * COLOURS, px(8 if theme.size[0] > px(1880) else 3))),
        recent=tuple(_grid(recent, 3, 2, gap)),
        undo=undo,
        redo=redo,
        more=more,
        back=back,
        corner=(language, access),
        done=done,
        timer=timer,
    )


def _low(theme: Theme) -> Places:
    """Landscape with everything that is touched in the lower half: two blocks of tiles beside the canvas."""
    px, gap = theme.px, theme.px(8)
    screen = inset(theme.screen, px(32))
    paint = pygame.Rect(screen.left, screen.bottom - px(96), screen.width, px(96))
    top = theme.screen.centery + gap
    block = pygame.Rect(screen.left, top, px(412), paint.top - px(14) - top)
    other = block.move(screen.width - block.width, 0)
    one, two, three, four = rows(block, [1, 1, 1, 1], gap)
    content, style, side = columns(one.union(two), [1.5, 1.5, 1], gap)
    language, access = rows(side, [1, 1], gap)
    *sizes, undo = columns(three, [1] * 4, gap)
    redo, back, done = columns(four, [1, 1, 2], gap)
    done.width, redo.width = block.right - done.left, undo.width
    *brushes, dropper, more = _grid(other, 4, 4, gap)
    used, fresh = columns(paint, [RECENT, COLOURS], px(26))
    chips = pygame.Rect(block.left, screen.top, px(300), px(188))
    middle = pygame.Rect(block.right + px(24), screen.top, other.left - block.right - px(48), screen.height)
    return Places(
        canvas=_down_to(screen.top, pygame.Rect(middle.left, paint.top, middle.width, paint.height), px(18)),
        content=content,
        style=style,
        chips=tuple(rows(chips, [1, 1], px(14))),
        brushes=tuple(brushes),
        dropper=dropper,
        sizes=tuple(sizes),
        colours=tuple(columns(fresh, [1] * COLOURS, gap)),
        recent=tuple(columns(used, [1] * RECENT, gap)),
        undo=undo,
        redo=redo,
        more=more,
        back=back,
        corner=(language, access),
        done=done,
        timer=pygame.Rect(chips.left, chips.bottom + px(20), chips.width, px(12)),
    )


def _portrait(theme: Theme) -> Places:
    """The pictures over the canvas, or for a low reach under it, and all tiles in four rows below."""
    px, gap, low = theme.px, theme.px(9), theme.access.low_reach
    screen = inset(theme.screen, px(32))
    foot = pygame.Rect(screen.left, screen.bottom - px(112), screen.width, px(112))
    timer = _above(screen, foot, px(10), px(12))
    tiles = _above(screen, timer, 4 * px(104) + 3 * gap, px(14))
    cells = _grid(tiles, 9, 4, gap)
    back, language, access, more, undo, redo, done = columns(foot, [1, 1, 1, 1, 1, 1, 2.2], px(12))
    signs = pygame.Rect(screen.left, screen.top, screen.width, px(84))
    strip = _above(screen, tiles, px(230), px(24)) if low else pygame.Rect(screen.topleft, (screen.width, px(250)))
    if low:
        content, style = columns(strip, [1, 1], px(24))
        chips = columns(signs, [1, 1], px(24))
        canvas = _down_to(signs.bottom + px(24), strip, px(24))
    else:
        content, style, side = columns(strip, [1.1, 1.1, 1], px(24))
        chips = rows(inset(side, 0, px(34)), [1, 1], px(14))
        canvas = _down_to(strip.bottom + px(24), tiles, px(24))
    return Places(
        canvas=canvas,
        content=content,
        style=style,
        chips=tuple(chips),
        brushes=tuple(cells[18 : 18 + BRUSHES]),
        dropper=cells[32],
        sizes=tuple(cells[33:]),
        colours=tuple(cells[:COLOURS]),
        recent=tuple(cells[COLOURS : COLOURS + RECENT]),
        undo=undo,
        redo=redo,
        more=more,
        back=back,
        corner=(language, access),
        done=done,
        timer=timer,
    )


def _read_from_left(found: Places) -> Places:
    """What belongs together is read from the left, mirrored or not: small to large, undo before redo."""
    changes: dict[str, Any] = {}
    for field in fields(found):
        place = getattr(found, field.name)
        if isinstance(place, tuple) and field.name != "corner":
            changes[field.name] = tuple(sorted(place, key=lambda rect: (rect.top, rect.left)))
    for first, second in (("content", "style"), ("undo", "redo")):
        pair = getattr(found, first), getattr(found, second)
        if pair[0].top == pair[1].top:
            changes[first], changes[second] = sorted(pair, key=lambda rect: rect.left)
    return replace(found, **changes)


def canvas_inside(area: pygame.Rect, shape: tuple[int, int], border: int) -> pygame.Rect:
    """The canvas: as large as its frame allows, in the shape (width, height) of the content picture."""
    return fit_inside(shape, inset(area, border))


def drawer_place(theme: Theme, at: Places) -> pygame.Rect:
    """Where the drawer with more tools opens: over the foot of the canvas, in the lower half of the window."""
    size = (min(theme.px(860), theme.size[0] - theme.px(64)), theme.px(350))
    place = pygame.Rect((0, 0), size)
    least = theme.screen.centery + theme.px(8) + place.height
    place.midbottom = (at.canvas.centerx, max(at.canvas.bottom - theme.px(20), least))
    return place.clamp(inset(theme.screen, theme.px(32)))
