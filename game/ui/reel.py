"""A reel that deals a picture like a slot machine: pictures roll down, one settles with a small bounce."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial

import pygame
import pytweening

from game.pointer import Pointer
from game.ui.frame import Framed
from game.ui.motion import Tween
from game.ui.theme import Theme
from game.ui.wall import fade
from game.ui.widgets import Widget

TURNS = 8
"""Pictures that roll past before the dealt one."""

_BOUNCE = 0.55


class Reel(Widget):
    """A window in the wall in which framed pictures roll. A touch stops it, or deals again where it rests."""

    focusable = False

    def __init__(
        self,
        rect: pygame.Rect,
        theme: Theme,
        background: pygame.Surface,
        look: Callable[[Hashable], Framed | None],
        on_deal: Callable[[], None],
    ) -> None:
        """Cut the window into `background`, the scene's wall, into which the pictures fade above and below.

        `look` finds the framed picture of a key, or None as long as it is not ready.
        """
        super().__init__(rect)
        self._look, self.on_deal = look, on_deal
        self._pitch = rect.height + theme.px(60)
        self._cells: list[Hashable] = [None]
        self._roll: Tween = Tween(0)
        high = theme.px(64)
        above = pygame.Rect(rect.left, rect.top, rect.width, high)
        below = pygame.Rect(rect.left, rect.bottom - high, rect.width, high)
        self._fades = [(fade(background, above, True), above), (fade(background, below, False), below)]

    @property
    def rolling(self) -> bool:
        """Whether it still turns."""
        return not self._roll.done

    def roll(self, passing: Sequence[Hashable], dealt: Hashable, seconds: float) -> None:
        """Start to roll: the pictures of `passing` go by, then the dealt one comes to rest."""
        loop = [passing[index % len(passing)] for index in range(TURNS - 1)]
        self._cells = [self._cells[-1], *loop, dealt]
        self._roll = Tween(seconds, partial(pytweening.easeOutBack, s=_BOUNCE))

    def stop(self) -> None:
        """Come to rest at once."""
        self._roll.finish()

    def update(self, dt: float) -> None:
        """Turn on for `dt` seconds."""
        self._roll.advance(dt)

    def begin(self, pointer: Pointer) -> None:
        """Stop where it rolls, else deal again."""
        if self.rolling:
            self.stop()
        else:
            self.on_deal()

    def draw(self, surface: pygame.Surface, theme: Theme) -> None:
        """Draw what is seen in the window; its edges are let go of as the reel comes to rest, so that nothing jumps."""
        place = self._roll.value * (len(self._cells) - 1)
        calm = 1.0 if self._roll.done else max(0.0, (self._roll.elapsed / self._roll.duration - 0.55) / 0.45)
        before = surface.get_clip()
        spread = round(calm * theme.px(80))
        surface.set_clip(self.rect.inflate(spread, spread))
        for index, key in enumerate(self._cells):
            top = (place - index) * self._pitch
            framed = self._look(key) if abs(top) < self._pitch else None
            if framed is not None:
                framed.draw(surface, (self.rect.centerx, self.rect.centery + round(top)))
        surface.set_clip(before)
        if calm < 1:
            for strip, place_of_strip in self._fades:
                strip.set_alpha(round(255 * (1 - calm)))
                surface.blit(strip, place_of_strip)
