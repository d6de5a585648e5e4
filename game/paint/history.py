"""Undo and redo in tiles: only what a gesture touched is kept, and only the last gestures."""

from collections import deque

import pygame

TILE = 128
STEPS = 60
"""Gestures that can be taken back; a whole canvas of 1200 x 900 takes 4.6 MB a step, most steps a tenth of that."""

Tiles = dict[tuple[int, int], pygame.Surface]


class History:
    """What the canvas looked like before each gesture."""

    def __init__(self, canvas: pygame.Surface) -> None:
        """Watch over a canvas; `protect` must be called before anything on it is changed."""
        self._canvas = canvas
        self._undo: deque[Tiles] = deque(maxlen=STEPS)
        self._redo: list[Tiles] = []
        self._current: Tiles = {}

    @property
    def can_undo(self) -> bool:
        """Whether there is a gesture to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether a gesture that was taken back can be done again."""
        return bool(self._redo)

    def protect(self, area: pygame.Rect) -> None:
        """Keep the tiles of an area as they are now, unless this gesture has changed them already."""
        area = area.clip(self._canvas.get_rect())
        if not area.width or not area.height:
            return
        for column in range(area.left // TILE, (area.right - 1) // TILE + 1):
            for row in range(area.top // TILE, (area.bottom - 1) // TILE + 1):
                if (column, row) not in self._current:
                    self._current[column, row] = self._copy(column, row)

    def commit(self) -> bool:
        """End the gesture; false where it changed nothing."""
        if not self._current:
            return False
        self._undo.append(self._current)
        self._current = {}
        self._redo.clear()
        return True

    def rollback(self) -> None:
        """Take back the gesture under way as if it had never been."""
        self._swap(self._current)
        self._current = {}

    def undo(self) -> bool:
        """Take back the last gesture; false where there is none."""
        if not self._undo:
            return False
        self._redo.append(self._swap(self._undo.pop()))
        return True

    def redo(self) -> bool:
        """Do again what was taken back last; false where there is nothing."""
        if not self._redo:
            return False
        self._undo.append(self._swap(self._redo.pop()))
        return True

    def _swap(self, tiles: Tiles) -> Tiles:
        """Put tiles back on the canvas and return those that were there."""
        there = {place: self._copy(*place) for place in tiles}
        for (column, row), tile in tiles.items():
            self._canvas.blit(tile, (column * TILE, row * TILE))
        return there

    def _copy(self, column: int, row: int) -> pygame.Surface:
        place = pygame.Rect(column * TILE, row * TILE, TILE, TILE).clip(self._canvas.get_rect())
        return self._canvas.subsurface(place).copy()
