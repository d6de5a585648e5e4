"""A drawing painted again: as a film, or at the size of a print."""

from game.paint.drawing import Drawing
from game.paint.painter import Painter


def replay(drawing: Drawing, painter: Painter) -> None:
    """Paint a whole drawing on an empty painter of any size."""
    Film(drawing, painter).play_to(1.0)


class Film:
    """A drawing that grows again on an empty painter; only what comes on is painted, so each frame costs its share."""

    def __init__(self, drawing: Drawing, painter: Painter) -> None:
        """Begin before the first stroke; what was wiped away again is not shown."""
        self.painter = painter
        cleared = [any(event.kind == "clear" for event in gesture) for gesture in drawing.gestures]
        start = len(cleared) - cleared[::-1].index(True) if True in cleared else 0
        if drawing.base is not None and start == 0:
            painter.start_from(drawing.base)
        self._gestures = drawing.gestures[start:]
        self._events = sum(len(gesture) for gesture in self._gestures)
        self._done = 0
        self._rest = (event for gesture in self._gestures for event in gesture)

    def play_to(self, share: float) -> None:
        """Paint on until a share, 0 to 1, of all events is done; it never goes back."""
        goal = round(min(1.0, share) * self._events)
        while self._done < goal:
            self.painter.repeat(next(self._rest))
            self._done += 1
