"""A hand for tests: drags fingers over a painter."""

import math
from collections.abc import Callable

from game.paint.painter import Painter
from game.pointer import Pointer

Path = Callable[[float], tuple[float, float]]


def drag(
    painter: Painter, path: Path, seconds: float = 1.0, rate: float = 60, finger: int = 1, at: float = 0.0
) -> None:
    """Move one finger along a path over 0 to 1, reporting `rate` times a second."""
    steps = max(1, round(seconds * rate))
    for step in range(steps + 1):
        kind = "down" if step == 0 else "move"
        painter.handle(Pointer(kind, finger, *path(step / steps), at + step / rate))  # type: ignore[arg-type]
    painter.handle(Pointer("up", finger, *path(1.0), at + seconds))


def line(start: tuple[float, float], end: tuple[float, float]) -> Path:
    return lambda t: (start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t)


def wave(width: float, height: float) -> Path:
    return lambda t: (width * (0.12 + 0.76 * t), height * (0.5 + 0.25 * math.sin(t * 6)))
