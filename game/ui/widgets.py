"""What can be touched: buttons and the group that shares pointers and keyboard focus out among them."""

from collections.abc import Callable
from typing import ClassVar, Literal

import pygame

from game.language import _
from game.pointer import Event, Key, Pointer
from game.ui import shapes
from game.ui.colour import Colour, ink_on, mix
from game.ui.icons import icon as icon_of
from game.ui.theme import PANEL, Theme

Kind = Literal["primary", "quiet", "plain"]

_ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


class Widget:
    """Something at a place that takes pointers and can have the keyboard's focus.

    `begin`, `moved`, `ended` and `cancelled` get the pointers that went down on it; `press` is what Enter and Space do.
    """

    focusable: ClassVar[bool] = True

    def __init__(self, rect: pygame.Rect) -> None:
        """Place it; enabled and visible."""
        self.rect = rect
        self.enabled = True
        self.visible = True

    @property
    def active(self) -> bool:
        """Whether it can be touched now."""
        return self.enabled and self.visible

    def begin(self, pointer: Pointer) -> None:
        """A pointer goes down on it."""

    def moved(self, pointer: Pointer) -> None:
        """A pointer that went down on it moves, perhaps outside."""

    def ended(self, pointer: Pointer) -> None:
        """A pointer that went down on it is lifted, perhaps outside."""

    def cancelled(self) -> None:
        """Its pointers are gone without being lifted."""

    def press(self) -> None:
        """It is activated by the keyboard."""

    def key(self, event: Key) -> bool:
        """Take a key while it has the focus; true where the key is used up."""
        return False

    def draw(self, surface: pygame.Surface, theme: Theme) -> None:
        """Draw it."""


class Button(Widget):
    """A button with a label, an icon or both; `shortcut` names a key that presses it wherever the focus is.

    The label is English, marked by `N_`; it is drawn in the visitor's language.
    """

    def __init__(
        self,
        rect: pygame.Rect,
        label: str,
        on_press: Callable[[], None],
        *,
        icon: str = "",
        kind: Kind = "quiet",
        shortcut: str = "",
        icon_last: bool = False,
    ) -> None:
        """Make it; `icon_last` puts the icon behind the label."""
        super().__init__(rect)
        self.label, self.icon, self.kind = label, icon, kind
        self.on_press, self.shortcut, self.icon_last = on_press, shortcut, icon_last
        self._holding: set[int] = set()

    @property
    def pressed(self) -> bool:
        """Whether a finger rests on it."""
        return bool(self._holding)

    def begin(self, pointer: Pointer) -> None:
        """Show that it is pressed."""
        self._holding.add(pointer.id)

    def moved(self, pointer: Pointer) -> None:
        """Let go where the finger slides away; take hold again where it comes back."""
        if self._near(pointer):
            self._holding.add(pointer.id)
        else:
            self._holding.discard(pointer.id)

    def ended(self, pointer: Pointer) -> None:
        """Act, where the finger is lifted on it and no other finger holds it."""
        self._holding.discard(pointer.id)
        if self._near(pointer) and not self._holding:
            self.on_press()

    def cancelled(self) -> None:
        """Forget every finger."""
        self._holding.clear()

    def press(self) -> None:
        """Act."""
        self.on_press()

    def _near(self, pointer: Pointer) -> bool:
        slack = self.rect.height // 3
        return self.rect.inflate(2 * slack, 2 * slack).collidepoint(pointer.x, pointer.y)

    def draw(self, surface: pygame.Surface, theme: Theme) -> None:
        """Draw it as it is: resting, pressed or disabled."""
        fill, ink = self._colours(theme)
        size, radius = self.rect.size, self.rect.height / 2
        if self.kind == "primary" and self.enabled:
            blur = theme.px(14)
            reach = shapes.reach(blur)
            under = shapes.shadow((size[0] - theme.px(30), size[1] - theme.px(20)), blur, alpha=0.5)
            surface.blit(under, (self.rect.x + theme.px(15) - reach, self.rect.y + theme.px(20) - reach))
        if self.kind != "plain" or self.pressed:
            surface.blit(shapes.rounded(size, radius, fill, 1.0 if self.kind == "primary" else 0.86), self.rect)
        if self.kind == "quiet":
            edge = theme.accent if self.pressed else mix(PANEL, ink, 0.34)
            surface.blit(shapes.outline(size, radius, max(1.0, 2 * theme.scale), edge), self.rect)
        self._draw_inside(surface, theme, ink)

    def _colours(self, theme: Theme) -> tuple[Colour, Colour]:
        if not self.enabled:
            return PANEL, mix(PANEL, theme.quiet, 0.55)
        if self.kind == "primary":
            fill = mix(theme.accent, (255, 255, 255), 0.25) if self.pressed else theme.accent
            return fill, ink_on(fill)
        return (mix(PANEL, theme.accent, 0.25) if self.pressed else PANEL), theme.ink

    def _draw_inside(self, surface: pygame.Surface, theme: Theme, ink: Colour) -> None:
        side = theme.px(44)
        middle = self.rect.center
        if not self.label:
            surface.blit(icon_of(self.icon, side, ink), (middle[0] - side // 2, middle[1] - side // 2))
            return
        gap = theme.px(16)
        label, room = _(self.label), self.rect.width - theme.px(40)
        # A label is read whole, if need be without the icon.
        shown = bool(self.icon) and not theme.too_long(label, "label", room - side - gap)
        taken = side + gap if shown else 0
        words = theme.fitted(label, "label", room - taken, ink)
        left = middle[0] - (words.get_width() + taken) // 2
        words_left = left if self.icon_last else left + taken
        surface.blit(words, (words_left, middle[1] - words.get_height() // 2))
        if shown:
            icon_left = left + words.get_width() + gap if self.icon_last else left
            surface.blit(icon_of(self.icon, side, ink), (icon_left, middle[1] - side // 2))


class Controls:
    """The widgets of a scene. The last one lies on top.

    A pointer belongs to the widget on which it went down until it is lifted. Tab and the arrows move the focus,
    Enter and Space press; the focus is seen only while the keyboard is in use.
    """

    def __init__(self, widgets: list[Widget]) -> None:
        """Take the widgets; the focus starts at the first."""
        self.widgets = widgets
        self._captured: dict[int, Widget] = {}
        self._focus: Widget | None = None
        self._keyboard = False

    @property
    def focus(self) -> Widget | None:
        """The widget that has the focus and shows it."""
        if self._keyboard and self._focus in self.widgets and self._focus is not None and self._focus.active:
            return self._focus
        return None

    def hide_focus(self) -> None:
        """Show no focus until the keyboard is used again."""
        self._keyboard = False

    def focus_on(self, widget: Widget) -> None:
        """Let the focus begin here when the keyboard is used next."""
        self._focus = widget

    def handle(self, event: Event) -> bool:
        """Hand an event to the widget it is meant for; false where nobody wants it."""
        if isinstance(event, Pointer):
            return self._pointer(event)
        if isinstance(event, Key) and event.pressed:
            return self._key(event)
        return False

    def release(self) -> None:
        """Let go of every pointer: the scene changes."""
        for widget in set(self._captured.values()):
            widget.cancelled()
        self._captured.clear()

    def draw(self, surface: pygame.Surface, theme: Theme) -> None:
        """Draw every visible widget, and the focus round the one that has it."""
        for widget in self.widgets:
            if widget.visible:
                widget.draw(surface, theme)
        if self.focus is not None:
            draw_focus(surface, theme, self.focus.rect)

    def _pointer(self, event: Pointer) -> bool:
        if event.kind == "down":
            self._keyboard = False
            for widget in reversed(self.widgets):
                if widget.active and widget.rect.collidepoint(event.x, event.y):
                    self._captured[event.id] = widget
                    if widget.focusable:
                        self._focus = widget
                    widget.begin(event)
                    return True
            return False
        widget_or_none = self._captured.get(event.id)
        if widget_or_none is None:
            return False
        if event.kind == "move":
            widget_or_none.moved(event)
            return True
        del self._captured[event.id]
        if event.kind == "up" and widget_or_none.active:
            widget_or_none.ended(event)
        else:
            widget_or_none.cancelled()
        return True

    def _key(self, event: Key) -> bool:
        for widget in self.widgets:
            if isinstance(widget, Button) and widget.shortcut == event.name and widget.active and not event.repeated:
                widget.press()
                return True
        focus = self.focus
        if focus is not None and focus.key(event):
            return True
        if event.name in ("return", "enter", "space"):
            if focus is not None and not event.repeated:
                focus.press()
            elif not self._keyboard:
                self.show_focus()
            return True
        if event.name == "tab" or event.name in _ARROWS:
            self._move(event)
            return True
        return False

    def show_focus(self) -> None:
        """Show where the keyboard is: what it opened begins like this."""
        self._keyboard = True
        if self.focus is None:
            self._focus = next((widget for widget in self.widgets if widget.active and widget.focusable), None)

    def _move(self, event: Key) -> None:
        reachable = [widget for widget in self.widgets if widget.active and widget.focusable]
        if not reachable:
            return
        if self.focus is None:
            self.show_focus()
        elif event.name == "tab":
            at = reachable.index(self.focus)
            self._focus = reachable[(at + (-1 if event.shift else 1)) % len(reachable)]
        else:
            self._focus = nearest(self.focus, reachable, _ARROWS[event.name])


def nearest(start: Widget, widgets: list[Widget], direction: tuple[int, int]) -> Widget:
    """The widget next to `start` in a direction: ahead of it, near, and little aside; `start` where there is none."""
    best, best_distance = start, float("inf")
    for widget in widgets:
        dx, dy = widget.rect.centerx - start.rect.centerx, widget.rect.centery - start.rect.centery
        ahead = dx * direction[0] + dy * direction[1]
        aside = abs(dx * direction[1]) + abs(dy * direction[0])
        if widget is not start and ahead > 0 and ahead + 2.5 * aside < best_distance:
            best, best_distance = widget, ahead + 2.5 * aside
    return best


def draw_focus(surface: pygame.Surface, theme: Theme, rect: pygame.Rect, radius: float | None = None) -> None:
    """The ring that shows where the keyboard is: bright, with a dark rim, so that it is seen on anything.

    Its corners are round as a button's, or have a `radius` in pixels.
    """
    around = rect.inflate(theme.px(20), theme.px(20))
    radius = around.height / 2 if radius is None else radius
    surface.blit(shapes.outline(around.size, radius, theme.px(8), (10, 9, 11), 0.85), around)
    inner = around.inflate(-theme.px(4), -theme.px(4))
    surface.blit(shapes.outline(inner.size, radius - theme.px(2), theme.px(4), theme.ink), inner)
