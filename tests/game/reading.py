"""Reads what a scene draws: every text with its place, and which of them had to be cut."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import pygame

from game.ui import text as type_
from game.ui.theme import Theme


@dataclass(frozen=True)
class Read:
    """A text on the screen: the rectangle that its letters really fill, and whether it had to be cut."""

    words: str
    ink: pygame.Rect
    cut: bool


class Screen(pygame.Surface):
    """A window that takes note of every text blitted to it, and paints nothing: that makes it quick at any size."""

    def __init__(self, size: tuple[int, int], written: dict[int, tuple[str, bool, pygame.Surface]]) -> None:
        super().__init__(size, depth=32)
        self._written = written
        self.texts: list[Read] = []

    def blit(self, source: pygame.Surface, dest: Any = (0, 0), *rest: Any, **more: Any) -> pygame.Rect:
        place = pygame.Rect(dest if len(dest) == 4 else (*dest, 0, 0))
        if source.get_size() == self.get_size() and not source.get_flags() & pygame.SRCALPHA:
            # Nothing is seen any more of what lies under a whole wall.
            self.texts.clear()
        words, cut, surface = self._written.get(id(source), ("", False, None))
        if surface is source and source.get_alpha() != 0:
            ink = _ink(source).move(place.topleft)
            if ink.width:
                self.texts.append(Read(words, ink, cut))
        return pygame.Rect(place.topleft, source.get_size())


_inks: dict[int, tuple[pygame.Surface, pygame.Rect]] = {}


def _ink(surface: pygame.Surface) -> pygame.Rect:
    known = _inks.get(id(surface))
    if known is None or known[0] is not surface:
        known = _inks[id(surface)] = (surface, surface.get_bounding_rect(min_alpha=60))
    return known[1]


class Reader:
    """Notes every text that a theme sets while it is at work."""

    def __init__(self) -> None:
        self.written: dict[int, tuple[str, bool, pygame.Surface]] = {}

    def look(self, draw: Callable[[pygame.Surface], None], size: tuple[int, int]) -> list[Read]:
        """Everything that is read on what `draw` draws."""
        screen = Screen(size, self.written)
        draw(screen)
        return screen.texts

    def note(self, words: str, cut: bool, surface: pygame.Surface) -> pygame.Surface:
        self.written[id(surface)] = (words, cut, surface)
        return surface


@contextmanager
def reading() -> Iterator[Reader]:
    """While it lasts every text of every theme is noted, and walls are bare."""
    reader = Reader()
    line, fitted, paragraph = Theme.line, Theme.fitted, Theme.paragraph

    def read_line(theme: Theme, words: str, style: type_.Style, colour: Any = None) -> pygame.Surface:
        return reader.note(words, False, line(theme, words, style, colour))

    def read_fitted(theme: Theme, words: str, style: type_.Style, width: int, colour: Any = None) -> pygame.Surface:
        smallest = type_.font(style, theme.type_scale * 0.7, words)
        return reader.note(words, smallest.size(words)[0] > width, fitted(theme, words, style, width, colour))

    def read_paragraph(
        theme: Theme,
        words: str,
        style: type_.Style,
        width: int,
        colour: Any = None,
        lines: int = 100,
        align: Literal["left", "centre", "right"] = "left",
    ) -> pygame.Surface:
        face = type_.font(style, theme.type_scale, words)
        cut = len(type_.wrap(words, face, width)) > lines
        return reader.note(words, cut, paragraph(theme, words, style, width, colour, lines, align))

    walls = [
        module for name, module in sys.modules.items() if name.startswith("game.scenes.") and hasattr(module, "wall")
    ]
    with _patched(Theme, line=read_line, fitted=read_fitted, paragraph=read_paragraph):
        before = [module.wall for module in walls]
        for module in walls:
            module.wall = _bare  # type: ignore[attr-defined]
        try:
            yield reader
        finally:
            for module, wall in zip(walls, before, strict=True):
                module.wall = wall  # type: ignore[attr-defined]


@contextmanager
def _patched(owner: type, **names: Any) -> Iterator[None]:
    before = {name: getattr(owner, name) for name in names}
    for name, new in names.items():
        setattr(owner, name, new)
    try:
        yield
    finally:
        for name, old in before.items():
            setattr(owner, name, old)


def _bare(size: tuple[int, int], *_rest: Any) -> pygame.Surface:
    return pygame.Surface(size, depth=32)
