"""A reel that deals a picture like a slot machine: pictures roll down, one settles with a small bounce."""

import math
from collections.abc import Callable, Hashable, Sequence

import pygame

from game.pointer import Pointer
from game.ui.frame import Framed
from game.ui.motion import Tween
from game.ui.sound import Sounds
from game.ui.theme import Theme
from game.ui.wall import fade
from game.ui.widgets import Widget

TURNS = 8
"""Pictures that roll past before the dealt one."""

_ARRIVED = 0.76
"""Part of the time after which the dealt picture is there for the first time; the rest of it the reel swings out."""

_SWING = 0.32
"""How fast it still is on arriving, beside its mean speed."""


def weighty(passed: float) -> float:
    """How far a heavy reel has turned: fast at first, ever slower, past its goal, and back in a damped swing."""
    if passed < _ARRIVED:
        share = passed / _ARRIVED
        return share * (2 - share) * (1 - _SWING) + _SWING * share
    rest = (passed - _ARRIVED) / (1 - _ARRIVED)
    turns = 3 * math.pi
    # The swing begins with the speed of arriving, so that nothing jerks.
    height = _SWING * (1 - _ARRIVED) / _ARRIVED / turns
    return 1 + height * math.sin(turns * rest) * math.exp(-1.6 * rest) * (1 - rest)


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
        sounds: Sounds,
    ) -> None:
        """Cut the window into `background`, the scene's wall, into which the pictures fade above and below.

        `look` finds the framed picture of a key, or None as long as it is not ready.
        """
        super().__init__(rect)
        self._look, self.on_deal, self._sounds = look, on_deal, sounds
        self._pan = rect.centerx / theme.size[0]
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
        self._roll = Tween(seconds, weighty)

    def stop(self) -> None:
        """Come to rest at once."""
        self._roll.finish()

    def update(self, dt: float) -> None:
        """Turn on for `dt` seconds: every picture that comes past ticks, and the last one falls into its place."""
        if self._roll.done:
            return
        before = self._place
        self._roll.advance(dt)
        if int(self._place) > int(before) and self._place < len(self._cells) - 1:
            self._sounds.play("tick", self._pan)
        last = len(self._cells) - 1
        if before < last and (self._place >= last or self._roll.done):
            self._sounds.play("settle", self._pan)

    @property
    def _place(self) -> float:
        """Which cell is in the window, with fractions in between."""
        return self._roll.value * (len(self._cells) - 1)

    def begin(self, pointer: Pointer) -> None:
        """Stop where it rolls, else deal again."""
        if self.rolling:
            self.stop()
        else:
            self.on_deal()

    def draw(self, surface: pygame.Surface, theme: Theme) -> None:
        """Draw what is seen in the window; its edges are let go of as the reel comes to rest, so that nothing jumps."""
        place = self._place
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
