"""A wall of small pictures to choose from by hand: it scrolls with a flick, the wheel and the keyboard."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol

import pygame

from game.language import _
from game.pointer import Event, Key, Pointer, Wheel
from game.ui import shapes
from game.ui.colour import mix
from game.ui.frame import Framed
from game.ui.icons import icon
from game.ui.motion import approach
from game.ui.opening import Opening
from game.ui.page import close_place, draw_title
from game.ui.theme import PANEL, Theme
from game.ui.wall import fade
from game.ui.widgets import Button, Controls, draw_focus

_STEPS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


@dataclass(frozen=True)
class Item:
    """Something to choose: a picture, or with `icon` a sign, such as a folder's.

    `caption` gives its words in the language of the moment.
    """

    key: Hashable
    caption: Callable[[], str]
    icon: str = ""


class Thumbnails(Protocol):
    """Where the small pictures come from."""

    def want(self, key: Hashable, size: tuple[int, int]) -> None:
        """Prepare the picture of an item to fit `size`; asked again every frame while it is in sight."""

    def get(self, key: Hashable) -> Framed | None:
        """The framed picture, once it is ready."""


class Gallery:
    """A full screen of items over a scene; `chosen` gets the key of the one that is tapped."""

    def __init__(
        self,
        theme: Theme,
        background: pygame.Surface,
        layer: pygame.Surface,
        title: str,
        thumbnails: Thumbnails,
        chosen: Callable[[Hashable], None],
        closed: Callable[[], None],
    ) -> None:
        """Open it, still empty, on `background`, a wall as large as the window; for `layer` see `Opening`.

        `title`, and later `note`, are English, marked by `N_`.
        """
        self.theme, self.title = theme, title
        self.note = ""
        self.items: Sequence[Item] = ()
        self._thumbnails, self._chosen = thumbnails, chosen
        self._background = background
        self._fade_at = pygame.Rect(0, theme.px(170), theme.size[0], theme.px(44))
        self._fade = fade(background, self._fade_at, True)
        close = close_place(theme)
        self._close = Button(close, "", closed, icon="close", shortcut="escape")
        self._controls = Controls([self._close])
        self.area = pygame.Rect(0, theme.px(170), theme.size[0], theme.size[1] - theme.px(170))
        # A way out at the bottom keeps its side of the wall free.
        right = close.left - theme.gap if theme.access.low_reach else close.right
        self._columns = max(2, (right - theme.margin) // theme.px(420))
        self._pitch = ((right - theme.margin) // self._columns, theme.px(410))
        self._opening = Opening(layer, theme.access.moving(0.25))
        self._marked: int | None = None
        self._offset = self._speed = 0.0
        self._goal: float | None = None
        self._drag: Pointer | None = None
        self._from = self._last = 0.0
        self._tapping = False

    @property
    def cell(self) -> tuple[int, int]:
        """Width and height that a framed picture may take."""
        return self._pitch[0] - self.theme.px(50), self._pitch[1] - self.theme.px(110)

    def fill(self, items: Sequence[Item]) -> None:
        """Show these items, from the top."""
        self.items = items
        self._offset = self._speed = 0.0
        self._goal = self._marked = self._drag = None

    def place(self, index: int) -> pygame.Rect:
        """Where an item is now, in pixels of the window."""
        row, column = divmod(index, self._columns)
        left = self.theme.margin + column * self._pitch[0]
        top = self.area.top + self.theme.px(36) + row * self._pitch[1] - round(self._offset)
        return pygame.Rect(left, top, *self._pitch)

    @property
    def _end(self) -> float:
        """The offset at which the last row stands at the lower edge."""
        rows = -(-len(self.items) // self._columns)
        return max(0.0, rows * self._pitch[1] + self.theme.px(60) - self.area.height)

    def handle(self, event: Event) -> None:
        """Scroll, choose or close."""
        if isinstance(event, Pointer):
            self._marked = None
            if not self._controls.handle(event):
                self._pointer(event)
        elif isinstance(event, Wheel):
            start = self._offset if self._goal is None else self._goal
            self._goal = min(max(start - event.steps * self._pitch[1] * 0.6, 0.0), self._end)
            self._speed = 0.0
        elif isinstance(event, Key) and event.pressed:
            self._key(event)

    def _pointer(self, event: Pointer) -> None:
        if event.kind == "down" and self._drag is None:
            self._tapping = abs(self._speed) < self.theme.px(120)
            self._drag, self._from, self._speed, self._goal = event, event.y + self._offset, 0.0, None
        elif self._drag is not None and event.id == self._drag.id:
            if abs(event.y - self._drag.y) > self.theme.px(18) or abs(event.x - self._drag.x) > self.theme.px(40):
                self._tapping = False
            if event.kind == "move":
                self._drag_to(event)
                return
            drag, self._drag = self._drag, None
            if event.kind == "up" and self._tapping:
                self._tap(drag)

    def _drag_to(self, event: Pointer) -> None:
        goal = self._from - event.y
        # Past its ends the wall follows the finger only a third of the way.
        beyond = min(0.0, goal) + max(0.0, goal - self._end)
        self._offset = goal - beyond * 2 / 3

    def _tap(self, at: Pointer) -> None:
        for index, item in enumerate(self.items):
            if self.area.collidepoint(at.x, at.y) and self.place(index).collidepoint(at.x, at.y):
                self._chosen(item.key)
                return

    def _key(self, event: Key) -> None:
        if event.name in _STEPS or event.name == "tab":
            self._move_mark(event)
        elif event.name in ("return", "enter", "space") and not event.repeated and self._marked is not None:
            self._chosen(self.items[self._marked].key)
        else:
            self._controls.handle(event)

    def _move_mark(self, event: Key) -> None:
        last = len(self.items) - 1
        if not self.items or (event.name == "tab" and not event.shift and self._marked == last):
            # Behind the last picture comes the way out, and then the first one again.
            self._marked = None
            self._controls.handle(event)
            return
        self._controls.hide_focus()
        if self._marked is None:
            self._marked = 0
        else:
            across, down = _STEPS.get(event.name, (-1 if event.shift else 1, 0))
            self._marked = min(max(self._marked + across + down * self._columns, 0), len(self.items) - 1)
        row = self._marked // self._columns
        top, bottom = row * self._pitch[1], (row + 1) * self._pitch[1] + self.theme.px(60) - self.area.height
        self._goal = min(max(self._offset, bottom), top)
        self._speed = 0.0

    def update(self, dt: float) -> None:
        """Let the wall roll out, come back from beyond its ends, and ask for the pictures in sight."""
        self._opening.advance(dt)
        if self._drag is not None:
            moved = (self._offset - self._last) / dt if dt > 0 else 0.0
            self._speed = approach(self._speed, moved, dt, 0.03)
        elif self._goal is not None:
            self._offset = approach(self._offset, self._goal, dt)
        else:
            self._offset += self._speed * dt
            self._speed = approach(self._speed, 0.0, dt, 0.28)
            inside = min(max(self._offset, 0.0), self._end)
            if inside != self._offset:
                self._offset = approach(self._offset, inside, dt, 0.05)
                self._speed = approach(self._speed, 0.0, dt, 0.04)
        self._last = self._offset
        for index in self._seen():
            if not self.items[index].icon:
                self._thumbnails.want(self.items[index].key, self.cell)

    def _seen(self) -> range:
        first = max(0, int(self._offset // self._pitch[1])) * self._columns
        rows = self.area.height // self._pitch[1] + 2
        return range(min(first, len(self.items)), min(first + rows * self._columns, len(self.items)))

    @property
    def covers(self) -> bool:
        """Whether nothing has to be drawn of the scene below."""
        return self._opening.covers

    def draw(self, surface: pygame.Surface) -> None:
        """Draw it; in its first frame, on the scene."""
        self._opening.draw(surface, self._draw)

    def _draw(self, surface: pygame.Surface) -> None:
        theme = self.theme
        surface.blit(self._background, (0, 0))
        for index in self._seen():
            self._draw_item(surface, self.items[index], self.place(index), index == self._marked)
        surface.blit(self._background, (0, 0), (0, 0, theme.size[0], self.area.top))
        surface.blit(self._fade, self._fade_at)
        draw_title(surface, theme, _(self.title))
        if not self.items and self.note:
            width = self._columns * self._pitch[0]
            note = theme.paragraph(_(self.note), "body", width, theme.quiet, align="centre")
            surface.blit(note, note.get_rect(center=(theme.margin + width // 2, self.area.centery)))
        self._controls.draw(surface, theme)

    def _draw_item(self, surface: pygame.Surface, item: Item, place: pygame.Rect, marked: bool) -> None:
        theme = self.theme
        middle = (place.centerx, place.top + self.cell[1] // 2)
        held = self._tapping and self._drag is not None and place.collidepoint(self._drag.x, self._drag.y)
        around = pygame.Rect(0, 0, self.cell[0], self.cell[1])
        around.center = middle
        framed = self._thumbnails.get(item.key)
        if item.icon:
            around = around.inflate(-theme.px(40), -theme.px(40))
            surface.blit(shapes.rounded(around.size, theme.px(24), PANEL, 0.8), around)
            side = theme.px(110)
            surface.blit(
                icon(item.icon, side, theme.accent), icon(item.icon, side, theme.accent).get_rect(center=middle)
            )
        elif framed is not None:
            framed.draw(surface, middle)
            around = framed.frame.copy()
            around.center = middle
        else:
            surface.blit(shapes.rounded(around.size, theme.px(8), mix(PANEL, theme.ink, 0.06), 0.6), around)
        if held:
            glow = around.inflate(theme.px(12), theme.px(12))
            surface.blit(shapes.outline(glow.size, theme.px(10), theme.px(6), theme.accent), glow)
        caption = theme.fitted(item.caption(), "small", place.width - theme.px(40), theme.quiet)
        surface.blit(caption, caption.get_rect(midtop=(middle[0], place.top + self.cell[1] + theme.px(14))))
        if marked:
            draw_focus(surface, theme, around, theme.px(12))
