"""Which parts of a canvas are concerned: what lies between two ends of a stroke costs nothing."""

import pygame

CELL = 64
"""The side of the squares that a canvas is divided into."""

RECENT = 4
"""With so many areas a new one is compared: fingers and drops that go on at the same time take turns."""


def gather(areas: list[pygame.Rect], area: pygame.Rect) -> None:
    """Add an area to others, joined with a recent one of them where both together are no larger than one by one."""
    for recent in areas[-RECENT:]:
        both = recent.union(area)
        if both.width * both.height <= recent.width * recent.height + area.width * area.height:
            recent.update(both)
            return
    areas.append(area.copy())


def covered(area: pygame.Rect) -> tuple[range, range]:
    """The rows and columns of squares that an area, which is not empty, reaches into."""
    rows = range(area.top // CELL, (area.bottom - 1) // CELL + 1)
    return rows, range(area.left // CELL, (area.right - 1) // CELL + 1)


class Cells:
    """The squares of a canvas that something lies in."""

    def __init__(self) -> None:
        """None yet."""
        self._rows: dict[int, set[int]] = {}

    def add(self, area: pygame.Rect) -> None:
        """Something lies in an area, which is not empty."""
        rows, columns = covered(area)
        for row in rows:
            self._rows.setdefault(row, set()).update(columns)

    def meet(self, area: pygame.Rect) -> bool:
        """Whether any of them reaches into an area, which is not empty."""
        rows, columns = covered(area)
        return any(not self._rows[row].isdisjoint(columns) for row in rows if row in self._rows)

    def areas(self, frame: pygame.Rect) -> list[pygame.Rect]:
        """All of them within a frame; those side by side are one area."""
        found: list[pygame.Rect] = []
        for row, columns in self._rows.items():
            for column in sorted(columns):
                cell = pygame.Rect(column * CELL, row * CELL, CELL, CELL).clip(frame)
                if found and found[-1].midright == cell.midleft:
                    found[-1].width += cell.width
                elif cell:
                    found.append(cell)
        return found
