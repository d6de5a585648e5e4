"""The page with the slider for the style's strength: the fast network answers while the finger still moves."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.backroom import Backroom
from game.language import N_
from game.ui import shapes
from game.ui.frame import Framed, border, frame_round, framed
from game.ui.layout import fit_inside
from game.ui.motion import Tween
from game.ui.page import Page
from game.ui.slider import Slider
from game.ui.theme import Theme
from models.messages import Picture

if TYPE_CHECKING:
    from game.studio import Job, Studio

FADE = 0.18
"""Seconds in which one answer gives way to the next."""


class LiveStrength:
    """Asks for one picture at a time; whatever was wanted while it was made is skipped but for the last."""

    def __init__(self, studio: "Studio", content: Picture, style: Picture, size: int) -> None:
        """Ask for nothing yet."""
        self._studio, self._content, self._style, self._size = studio, content, style, size
        self._job: Job | None = None
        self._asked: float | None = None
        self.wanted: float | None = None
        self.picture: Picture | None = None
        self.shown: float | None = None
        """The strength of `picture`."""
        self.failed = ""

    def want(self, strength: float) -> None:
        """The visitor wants to see this strength, in hundredths, as soon as can be."""
        self.wanted = round(strength, 2)

    def update(self) -> None:
        """Take an answer, and ask for what is wanted now. Once a frame; never blocks."""
        if self._job is not None and self._job.finished:
            if self._job.picture is not None:
                self.picture, self.shown = self._job.picture, self._asked
            self.failed = self._job.reason
            self._job = None
        if self._job is None and self.wanted is not None and self.wanted != self._asked:
            self._asked = self.wanted
            self._job = self._studio.stylise("fast", self._content, self._style, size=self._size, strength=self.wanted)

    def close(self) -> None:
        """Nobody waits for an answer any more."""
        if self._job is not None:
            self._studio.cancel(self._job)
        self._job = self.wanted = None


class StrengthPage(Page):
    """The picture large, the slider below it between the content and the style."""

    title = N_("How much style?")

    def __init__(
        self,
        theme: Theme,
        background: pygame.Surface,
        layer: pygame.Surface,
        live: LiveStrength,
        pictures: tuple[Picture, Picture, Picture],
        closed: Callable[[], None],
    ) -> None:
        """Open with the round's own picture, full strength; `pictures` are content, style and fast picture."""
        super().__init__(theme, background, layer, closed)
        content, style, fast = pictures
        self.live = live
        high = theme.px(130)
        foot = pygame.Rect(self.body.left, self.body.bottom - high, self.body.width, high)
        area = pygame.Rect(self.body.left, self.body.top, self.body.width, foot.top - theme.px(24) - self.body.top)
        edge = border(theme, True)
        self._window = fit_inside((fast.shape[1], fast.shape[0]), area.inflate(-2 * edge, -2 * edge))
        side = min(round(high * 1.25), foot.width // 5)
        self._ends = (
            pygame.Rect(foot.left, foot.top, side, high),
            pygame.Rect(foot.right - side, foot.top, side, high),
        )
        track = pygame.Rect(0, 0, foot.width - 2 * side - 2 * theme.gap, theme.px(104))
        track.center = foot.center
        self.slider = Slider(track, 1.0, live.want)
        self._small: Backroom[Framed] = Backroom()
        window = self._window
        self._small.ask("frame", lambda: frame_round(pygame.Surface(window.size, depth=32), theme))
        for name, picture, place in (("content", content, self._ends[0]), ("style", style, self._ends[1])):
            self._small.ask(name, partial(_frame_small, picture, place.size, theme))
        self._scaled: Backroom[pygame.Surface] = Backroom()
        self._pictures: list[pygame.Surface] = []
        self._latest: Picture = fast
        self._newest: Picture | None = None
        self._scaling: Picture | None = None
        self._fade = Tween(FADE)
        self.show([self.slider], focus=self.slider)

    def update(self, dt: float) -> None:
        """Ask for what the slider says, and show what has come."""
        super().update(dt)
        self.live.update()
        self._small.poll()
        self._scaled.poll()
        self._fade.advance(dt)
        if self.live.picture is not None:
            self._latest = self.live.picture
        # One at a time: answers may come faster than they can be scaled.
        if self._scaling is None and self._latest is not self._newest:
            self._scaling = self._latest
            self._scaled.ask("latest", partial(_scale, self._latest, self._window.size))
        elif self._scaling is not None and "latest" in self._scaled.ready:
            self._pictures = [*self._pictures[-1:], self._scaled.ready["latest"]]
            self._newest, self._scaling = self._scaling, None
            self._fade = Tween(self.theme.access.moving(FADE) if len(self._pictures) > 1 else 0.0)
            self._scaled.keep(set())

    def close(self) -> None:
        """Let go, and free the worker."""
        super().close()
        self.live.close()

    def draw_body(self, surface: pygame.Surface) -> None:
        """Draw the picture, and the two it lies between."""
        theme = self.theme
        if "frame" in self._small.ready:
            self._small.ready["frame"].draw(surface, self._window.center)
        if self._pictures:
            surface.blit(self._pictures[0] if not self._fade.done else self._pictures[-1], self._window)
            if not self._fade.done and len(self._pictures) > 1:
                newest = self._pictures[-1]
                newest.set_alpha(round(255 * self._fade.value))
                surface.blit(newest, self._window)
                newest.set_alpha(None)
        for name, place in zip(("content", "style"), self._ends, strict=True):
            small = self._small.ready.get(name)
            if small is not None:
                small.draw(surface, place.center)
        percent = theme.line(f"{round(100 * self.slider.value)} %", "label")
        place = percent.get_rect(midbottom=(self.slider.place(), self.slider.rect.top + theme.px(14)))
        surface.blit(percent, place.clamp(self.body))


def _frame_small(picture: Picture, size: tuple[int, int], theme: Theme) -> Framed:
    return framed(shapes.surface_of(picture), size, theme, mat=False)


def _scale(picture: Picture, size: tuple[int, int]) -> pygame.Surface:
    return pygame.transform.smoothscale(shapes.surface_of(picture), size)
