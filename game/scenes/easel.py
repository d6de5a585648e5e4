"""The easel: the canvas as a widget, painted on by fingers, mouse or keyboard."""

import pygame

from game.paint.painter import Painter
from game.pointer import Key, Pointer
from game.ui.theme import Theme
from game.ui.widgets import Widget

KEYBOARD = -100
"""The pointer that the keyboard moves."""

STEP = 0.02
"""Canvas heights that an arrow key moves it."""

_ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


class Easel(Widget):
    """Shows a painter's canvas at `rect`, pixel for pixel, and hands it the pointers that went down on it.

    With the keyboard's focus, the arrows move a cross, the space bar lowers and lifts the brush.
    """

    def __init__(self, rect: pygame.Rect, painter: Painter) -> None:
        """Put a painter's canvas up; `rect` has the size of its surface."""
        super().__init__(rect)
        self.painter = painter
        self.cursor = (rect.width / 2, rect.height / 2)
        self.brush_down = False
        self.by_keyboard = False
        self._seconds = 0.0

    def begin(self, pointer: Pointer) -> None:
        """A finger begins a stroke."""
        self.by_keyboard = False
        self._hand_on(pointer)

    def moved(self, pointer: Pointer) -> None:
        """A finger goes on."""
        self._hand_on(pointer)

    def ended(self, pointer: Pointer) -> None:
        """A finger is lifted."""
        self._hand_on(pointer)

    def cancelled(self) -> None:
        """All fingers are gone."""
        self.brush_down = False
        self.painter.finish()

    def press(self) -> None:
        """The keyboard lowers or lifts the brush."""
        self.by_keyboard = True
        self.brush_down = not self.brush_down
        self._keyboard("down" if self.brush_down else "up")

    def key(self, event: Key) -> bool:
        """Arrows move the brush while it is lowered, or with Shift; without, they go on to the next widget."""
        if event.name not in _ARROWS or not (self.brush_down or event.shift):
            return False
        self.by_keyboard = True
        step = STEP * self.rect.height
        x, y = (place + step * way for place, way in zip(self.cursor, _ARROWS[event.name], strict=True))
        self.cursor = (min(max(x, 0), self.rect.width), min(max(y, 0), self.rect.height))
        if self.brush_down:
            self._keyboard("move")
        return True

    def lift(self) -> None:
        """The focus goes elsewhere: lift the keyboard's brush."""
        if self.brush_down:
            self.press()

    def _keyboard(self, kind: str) -> None:
        # A steady hand: each key is a tenth of a second.
        self._seconds += 0.1
        if kind == "down":
            self.painter.handle(Pointer("down", KEYBOARD, *self.cursor, self._seconds))
        elif kind == "move":
            self.painter.handle(Pointer("move", KEYBOARD, *self.cursor, self._seconds))
        else:
            self.painter.handle(Pointer("up", KEYBOARD, *self.cursor, self._seconds))

    def _hand_on(self, pointer: Pointer) -> None:
        x, y = pointer.x - self.rect.left, pointer.y - self.rect.top
        self.painter.handle(
            Pointer(pointer.kind, pointer.id, x, y, pointer.time, pointer.pressure, pointer.device),
        )

    def draw(self, surface: pygame.Surface, theme: Theme) -> None:
        """Draw the canvas, and the keyboard's cross while it is in use."""
        surface.blit(self.painter.surface, self.rect)
        if self.by_keyboard:
            x, y = self.rect.left + round(self.cursor[0]), self.rect.top + round(self.cursor[1])
            arm = theme.px(26)
            for colour, width in (((10, 9, 11), theme.px(9)), (theme.ink, theme.px(4))):
                pygame.draw.line(surface, colour, (x - arm, y), (x + arm, y), width)
                pygame.draw.line(surface, colour, (x, y - arm), (x, y + arm), width)
