"""The easel: the canvas as a widget, painted on by fingers, mouse or keyboard."""

import pygame

from game.paint.painter import Painter
from game.pointer import Event, Key, Pointer
from game.ui.theme import Theme
from game.ui.widgets import Widget

KEYBOARD = -100
"""The pointer that the keyboard moves."""

SCAN = 1 / 14
"""Part of the canvas's width that the brush travels with each step of one-switch scanning."""

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
        self._held: set[str] = set()
        self.one_switch = False
        self._seeking = False
        self._resting: dict[int, tuple[float, float]] = {}
        self._seconds = 0.0

    def hear(self, event: Event) -> None:
        """Take note of the arrows that are held: two of them lead aslant."""
        if isinstance(event, Key) and event.name in _ARROWS:
            (self._held.add if event.pressed else self._held.discard)(event.name)

    def begin(self, pointer: Pointer) -> None:
        """A finger begins a stroke."""
        self.by_keyboard = False
        self._resting[pointer.id] = (pointer.x, pointer.y)
        self._hand_on(pointer)

    def moved(self, pointer: Pointer) -> None:
        """A finger goes on."""
        self._resting.pop(pointer.id, None)
        self._hand_on(pointer)

    def ended(self, pointer: Pointer) -> None:
        """A finger is lifted."""
        self._resting.pop(pointer.id, None)
        self._hand_on(pointer)

    def cancelled(self) -> None:
        """All fingers are gone."""
        self._resting.clear()
        self.brush_down = False
        self.painter.finish()

    def press(self) -> None:
        """The keyboard lowers or lifts the brush; with one switch a first press lets it travel while still lifted."""
        self.by_keyboard = True
        if self.one_switch and not self.brush_down:
            self._seeking = not self._seeking
            if self._seeking:
                return
        self.brush_down = not self.brush_down
        self._keyboard("down" if self.brush_down else "up")

    def key(self, event: Key) -> bool:
        """Arrows move the brush while it is lowered, or with Shift; without, they go on to the next widget."""
        if event.name == "tab" and (self._seeking or (self.one_switch and self.brush_down)):
            self._travel()
            return True
        if event.name not in _ARROWS or not (self.brush_down or event.shift):
            return False
        self.by_keyboard = True
        step = STEP * self.rect.height
        held = self._held | {event.name}
        ways = [sum(_ARROWS[name][axis] for name in held) for axis in (0, 1)]
        x, y = (place + step * way for place, way in zip(self.cursor, ways, strict=True))
        self.cursor = (min(max(x, 0), self.rect.width), min(max(y, 0), self.rect.height))
        if self.brush_down:
            self._keyboard("move")
        return True

    def _travel(self) -> None:
        """One step on along a row of the canvas, from its end to the next row, from the last to the first."""
        x, y = self.cursor[0] + SCAN * self.rect.width, self.cursor[1]
        if x > self.rect.width:
            if self.brush_down:
                self.press()
            x, y = SCAN / 2 * self.rect.width, (y + SCAN * self.rect.width) % self.rect.height
        self.cursor = (x, y)
        if self.brush_down:
            self._keyboard("move")

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
        """Draw the canvas, rings where a finger rests and the next click leads on from, and the keyboard's cross."""
        surface.blit(self.painter.surface, self.rect)
        # A stroke has no direction before the finger moves: until it paints, the touch is answered by a ring.
        for place in self._resting.values():
            reach = self.painter.size * self.painter.scale / 2 + theme.px(6)
            pygame.draw.circle(surface, theme.accent, place, reach, theme.px(3))
        if self.painter.clicked is not None:
            x, y = (round(place) for place in self.painter.clicked)
            for colour, width in (((10, 9, 11), theme.px(8)), (theme.ink, theme.px(4))):
                pygame.draw.circle(surface, colour, (self.rect.left + x, self.rect.top + y), theme.px(18), width)
        if self.by_keyboard:
            x, y = self.rect.left + round(self.cursor[0]), self.rect.top + round(self.cursor[1])
            arm = theme.px(26)
            for colour, width in (((10, 9, 11), theme.px(9)), (theme.ink, theme.px(4))):
                pygame.draw.line(surface, colour, (x - arm, y), (x + arm, y), width)
                pygame.draw.line(surface, colour, (x, y - arm), (x, y + arm), width)
