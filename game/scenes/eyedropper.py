"""The eyedropper: takes a colour from the canvas or from any picture in sight, by finger or by keyboard."""

from collections.abc import Callable
from dataclasses import dataclass

import pygame

from game.paint.palette import pick_colour
from game.paint.pigment import Colour
from game.pointer import Event, Key, Pointer
from game.ui import shapes
from game.ui.theme import Theme
from models.messages import Picture

STEP = 0.02
"""Window heights that an arrow key moves the cross."""

_ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


@dataclass(frozen=True)
class Source:
    """Something in sight that has colours to take; `colour_at` gets pixels from the upper left corner of `rect`."""

    rect: pygame.Rect
    colour_at: Callable[[float, float], Colour]


def from_picture(rect: pygame.Rect, picture: Picture) -> Source:
    """A picture that is shown at `rect`, whatever its own size."""
    return Source(rect, lambda x, y: pick_colour(picture, x / rect.width, y / rect.height))


def from_surface(rect: pygame.Rect, surface: Callable[[], pygame.Surface]) -> Source:
    """A surface that is shown at `rect` pixel for pixel, as it is at the moment of the touch."""

    def colour_at(x: float, y: float) -> Colour:
        place = pygame.Rect(round(x) - 1, round(y) - 1, 3, 3).clip(pygame.Rect((0, 0), rect.size))
        red, green, blue, _ = pygame.transform.average_color(surface(), place)
        return red, green, blue

    return Source(rect, colour_at)


class Eyedropper:
    """While it is `on`, touches of a source take its colour when they are lifted; a glass shows what it will be.

    By keyboard the arrows move a cross, Enter or Space takes, Escape lays the eyedropper down.
    """

    def __init__(self, screen: pygame.Rect, take: Callable[[Colour], None]) -> None:
        """Laid down; `take` gets the colour."""
        self.on = False
        self.sources: list[Source] = []
        self._screen, self._take = screen, take
        self._finger: int | None = None
        self._place: tuple[float, float] | None = None

    def pick_up(self, sources: list[Source], by_keyboard: bool) -> None:
        """Take it in hand; by keyboard the cross begins in the middle of the first source."""
        self.on, self.sources, self._finger = True, sources, None
        self._place = sources[0].rect.center if by_keyboard and sources else None

    def lay_down(self) -> None:
        """Put it away without a colour."""
        self.on, self._finger, self._place = False, None, None

    @property
    def colour(self) -> Colour | None:
        """What it would take now."""
        if self._place is None:
            return None
        x, y = self._place
        for source in self.sources:
            if source.rect.collidepoint(x, y):
                return source.colour_at(x - source.rect.left, y - source.rect.top)
        return None

    def handle(self, event: Event) -> bool:
        """Take an event; false for what is not meant for it."""
        if not self.on:
            return False
        if isinstance(event, Pointer):
            return self._pointer(event)
        return isinstance(event, Key) and event.pressed and self._key(event)

    def _pointer(self, event: Pointer) -> bool:
        if event.kind == "down" and self._finger is None:
            if not any(source.rect.collidepoint(event.x, event.y) for source in self.sources):
                return False
            self._finger = event.id
        if event.id != self._finger:
            return False
        self._place = (event.x, event.y)
        if event.kind == "up":
            self._finish()
        elif event.kind == "cancel":
            self.lay_down()
        return True

    def _key(self, event: Key) -> bool:
        if event.name == "escape":
            self.lay_down()
        elif event.name in ("return", "enter", "space"):
            self._finish()
        elif event.name in _ARROWS:
            x, y = self._place or self.sources[0].rect.center
            dx, dy = (STEP * self._screen.height * way for way in _ARROWS[event.name])
            left, top, width, height = self._screen
            self._place = (min(max(x + dx, left), left + width - 1), min(max(y + dy, top), top + height - 1))
        else:
            return False
        return True

    def _finish(self) -> None:
        colour = self.colour
        self.lay_down()
        if colour is not None:
            self._take(colour)

    def draw(self, surface: pygame.Surface, theme: Theme) -> None:
        """Draw the glass over the place, full of its colour."""
        colour = self.colour
        if not self.on or self._place is None:
            return
        x, y = round(self._place[0]), round(self._place[1])
        ring = theme.px(14)
        for width, shade in ((theme.px(7), (10, 9, 11)), (theme.px(3), theme.ink)):
            pygame.draw.circle(surface, shade, (x, y), ring, width)
        if colour is None:
            return
        side = theme.px(150)
        glass = pygame.Rect(0, 0, side, side)
        # Over the finger, which would hide it; beside it where there is no room above.
        glass.midbottom = (x, y - theme.px(40))
        glass.clamp_ip(self._screen)
        if glass.collidepoint(x, y):
            glass.left = x + theme.px(40) if x + theme.px(40) + side < self._screen.right else x - theme.px(40) - side
        surface.blit(shapes.rounded(glass.size, side / 2, (10, 9, 11)), glass)
        for inset, shade in ((theme.px(4), theme.ink), (theme.px(10), colour)):
            inner = glass.inflate(-2 * inset, -2 * inset)
            surface.blit(shapes.rounded(inner.size, inner.width / 2, shade), inner)
