"""Undo and redo in tiles: only what a gesture touched is kept, and only the last gestures."""

from collections import deque
from collections.abc import Callable

import pygame

from game.paint.areas import CELL, covered

STEPS = 50
"""Gestures that can be taken back. At worst each touched the whole canvas and keeps two copies of it."""

Tiles = dict[tuple[int, int], tuple[pygame.Surface, ...]]

Step = Tiles | Callable[[], None]
"""What takes a gesture back: the tiles it changed, or, where doing it again does, just that."""


class History:
    """What the canvas's layers looked like before each gesture."""

    def __init__(self, *layers: pygame.Surface) -> None:
        """Watch over layers of one size; `protect` must be called before anything on them is changed."""
        self._layers = layers
        self._frame = layers[0].get_rect()
        self._undo: deque[Step] = deque(maxlen=STEPS)
        self._redo: list[Step] = []
        self._current: Tiles = {}
        self._turn: Callable[[], None] | None = None

    @property
    def can_undo(self) -> bool:
        """Whether there is a gesture to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether a gesture that was taken back can be done again."""
        return bool(self._redo)

    @property
    def kept_bytes(self) -> int:
        """Memory that the kept tiles take."""
        every = [step for step in (*self._undo, *self._redo, self._current) if isinstance(step, dict)]
        return sum(tile.get_buffer().length for tiles in every for layers in tiles.values() for tile in layers)

    def protect(self, area: pygame.Rect) -> None:
        """Keep the tiles of an area as they are now, unless this gesture has changed them already."""
        area = area.clip(self._frame)
        if not area.width or not area.height:
            return
        rows, columns = covered(area)
        for column in columns:
            for row in rows:
                if (column, row) not in self._current:
                    self._current[column, row] = self._copy(column, row)

    def protect_by(self, turn: Callable[[], None]) -> None:
        """The gesture is one change of everything that, made twice, undoes itself: no tile need be kept."""
        self._turn = turn

    def commit(self) -> bool:
        """End the gesture; false where it changed nothing."""
        step: Step | None = self._turn or self._current
        if not step:
            return False
        self._undo.append(step)
        self._turn, self._current = None, {}
        self._redo.clear()
        return True

    def forget(self) -> None:
        """Let go of everything: what is on the canvas now is its beginning."""
        self._undo.clear()
        self._redo.clear()
        self._turn, self._current = None, {}

    def rollback(self) -> list[pygame.Rect]:
        """Take back the gesture under way as if it had never been; returns the areas that changed."""
        tiles, self._current = self._current, {}
        self._swap(tiles)
        return [self._area(*place) for place in tiles]

    def undo(self) -> list[pygame.Rect]:
        """Take back the last gesture, if there is one; returns the areas that changed."""
        if not self._undo:
            return []
        return self._take_back(self._undo.pop(), self._redo)

    def redo(self) -> list[pygame.Rect]:
        """Do again what was taken back last, if anything; returns the areas that changed."""
        if not self._redo:
            return []
        return self._take_back(self._redo.pop(), self._undo)

    def _take_back(self, step: Step, kept: "list[Step] | deque[Step]") -> list[pygame.Rect]:
        """Undo a step and keep what undoes that; returns the areas that changed."""
        if not isinstance(step, dict):
            step()
            kept.append(step)
            return [self._frame.copy()]
        kept.append(self._swap(step))
        return [self._area(*place) for place in step]

    def _swap(self, tiles: Tiles) -> Tiles:
        """Put tiles back on the layers and return those that were there."""
        there = {place: self._copy(*place) for place in tiles}
        for place, kept in tiles.items():
            for layer, tile in zip(self._layers, kept, strict=True):
                overwrite(layer, tile, self._area(*place))
        return there

    def _copy(self, column: int, row: int) -> tuple[pygame.Surface, ...]:
        area = self._area(column, row)
        return tuple(layer.subsurface(area).copy() for layer in self._layers)

    def _area(self, column: int, row: int) -> pygame.Rect:
        return pygame.Rect(column * CELL, row * CELL, CELL, CELL).clip(self._frame)


def overwrite(layer: pygame.Surface, tile: pygame.Surface, area: pygame.Rect) -> None:
    """Replace an area with a tile of its size, alpha included; a plain blit would blend."""
    layer.fill((0, 0, 0, 0), area)
    layer.blit(tile, area, special_flags=pygame.BLEND_RGBA_ADD)
