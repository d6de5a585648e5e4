"""Rectangles: rows, columns and what fits inside them."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

import pygame

if TYPE_CHECKING:
    from game.ui.theme import Theme

P = TypeVar("P")


def inset(area: pygame.Rect, horizontal: int, vertical: int | None = None) -> pygame.Rect:
    """The area less a margin on each side."""
    return area.inflate(-2 * horizontal, -2 * (horizontal if vertical is None else vertical))


def columns(area: pygame.Rect, weights: Sequence[float], gap: int) -> list[pygame.Rect]:
    """Cut an area into columns whose widths are as the weights, with gaps between them."""
    free = area.width - gap * (len(weights) - 1)
    result: list[pygame.Rect] = []
    used = 0.0
    for weight in weights:
        start = area.left + round(free * used / sum(weights))
        used += weight
        end = area.left + round(free * used / sum(weights))
        offset = gap * len(result)
        result.append(pygame.Rect(start + offset, area.top, end - start, area.height))
    return result


def rows(area: pygame.Rect, weights: Sequence[float], gap: int) -> list[pygame.Rect]:
    """Cut an area into rows whose heights are as the weights, with gaps between them."""
    turned = columns(pygame.Rect(area.top, area.left, area.height, area.width), weights, gap)
    return [pygame.Rect(r.top, r.left, r.height, r.width) for r in turned]


def fit_inside(size: tuple[int, int], area: pygame.Rect) -> pygame.Rect:
    """The largest rectangle of the shape of `size` in the middle of an area."""
    scale = min(area.width / size[0], area.height / size[1])
    fitted = pygame.Rect(0, 0, max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
    fitted.center = area.center
    return fitted


def between(start: pygame.Rect, end: pygame.Rect, amount: float) -> pygame.Rect:
    """The rectangle `amount` of the way from one to another; 0 is the start, 1 the end, both may be passed."""
    values = [a + (b - a) * amount for a, b in zip(start, end, strict=True)]
    return pygame.Rect(*(round(value) for value in values))


def handed(places: P, theme: "Theme") -> P:
    """A scene's places as they are, or mirrored for a visitor who asks for the left hand."""
    mirrored: P = _mirrored(places, theme.size[0]) if theme.access.left_handed else places
    return mirrored


def _mirrored(value: Any, width: int) -> Any:
    """Rectangles, in whatever holds them, flipped from left to right in a window of that width."""
    if isinstance(value, pygame.Rect):
        return pygame.Rect(width - value.right, value.top, value.width, value.height)
    if isinstance(value, dict):
        return {key: _mirrored(inner, width) for key, inner in value.items()}
    if isinstance(value, tuple):
        return tuple(_mirrored(inner, width) for inner in value)
    return replace(value, **{field.name: _mirrored(getattr(value, field.name), width) for field in fields(value)})
