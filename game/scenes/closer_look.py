"""A closer look: one of the two pictures, large, and the eyedropper for its colours."""

from collections.abc import Callable

import pygame

from game.pointer import Event, Key, Pointer
from game.scenes.eyedropper import Eyedropper, from_picture
from game.ui.frame import Framed
from game.ui.theme import Theme
from game.ui.widgets import Button, Controls
from models.messages import Picture


class CloserLook:
    """Lies over the whole scene while a picture is looked at; a touch or Escape ends it."""

    def __init__(self, theme: Theme, take_up: Callable[[], None], eyedropper: Eyedropper) -> None:
        """Nothing is looked at; `take_up` takes the eyedropper in hand."""
        self._theme, self._eyedropper = theme, eyedropper
        self._framed: Framed | None = None
        self._picture: Picture | None = None
        side = theme.px(112)
        foot = theme.screen.bottom - theme.px(32) - side
        left, right = theme.px(32), theme.screen.right - theme.px(32) - side
        near, far = (left, right) if theme.access.left_handed else (right, left)
        self.dropper = Button(pygame.Rect(near, foot, side, side), "", take_up, icon="dropper")
        self._controls = Controls(
            [self.dropper, Button(pygame.Rect(far, foot, side, side), "", self.close, icon="close", shortcut="escape")]
        )

    @property
    def open(self) -> bool:
        """Whether a picture is looked at."""
        return self._framed is not None

    @property
    def source(self) -> pygame.Rect:
        """Where the picture itself lies in the window."""
        assert self._framed is not None, "asked for while it is open"
        return self._framed.picture.move(self._framed.at(self._theme.screen.center))

    def look(self, framed: Framed, picture: Picture, by_keyboard: bool) -> None:
        """Look at a picture in its large frame."""
        self._framed, self._picture = framed, picture
        if by_keyboard:
            self._controls.show_focus()

    def take_up(self, by_keyboard: bool) -> None:
        """Let the eyedropper take a colour of the picture."""
        if self._picture is not None:
            self._eyedropper.pick_up([from_picture(self.source, self._picture)], by_keyboard)

    def close(self) -> None:
        """Back to the canvas."""
        self._framed = self._picture = None
        self._controls.release()
        self._eyedropper.lay_down()

    def handle(self, event: Event) -> None:
        """Take every event while it is open."""
        was_on = self._eyedropper.on
        if self._eyedropper.handle(event):
            if was_on and not self._eyedropper.on and not (isinstance(event, Key) and event.name == "escape"):
                self.close()
        elif not self._controls.handle(event) and isinstance(event, Pointer) and event.kind == "down":
            self.close()

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the picture in its frame, and the buttons."""
        if self._framed is not None:
            self._framed.draw(surface, self._theme.screen.center)
            self._controls.draw(surface, self._theme)
            self._eyedropper.draw(surface, self._theme)
