"""Wait: the classic method's picture forms before the visitor's eyes, with true progress and the time left."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import pygame

from game.backroom import Backroom
from game.language import N_, _, ngettext
from game.pointer import Event
from game.round import Round, pictures, start_machines
from game.scene import Scene, SceneName, Stage
from game.scenes.countdown import Countdown
from game.scenes.scoreboard import draw_bar
from game.ui import shapes
from game.ui.corner import corner_buttons
from game.ui.frame import Framed, framed
from game.ui.layout import columns, handed, rows
from game.ui.motion import Tween, approach
from game.ui.theme import Theme
from game.ui.wall import wall
from game.ui.widgets import Button, Controls

if TYPE_CHECKING:
    from game.studio import Job
    from models.messages import Picture

EXPLANATION = N_("It nudges every pixel until shapes match the picture and textures match the style.")
"""What is minimised, in short: the content loss and the style loss."""
PREVIEW_FADE = 0.5
"""Seconds in which one preview gives way to the next."""
FINISHED = -1
"""The number of the finished picture, after those of the previews."""
LINGER = 1.2
"""Seconds for which the finished picture is seen before the reveal begins."""


@dataclass(frozen=True)
class Places:
    """The large picture, the column beside it (content, style, fast picture; words) and the row of buttons."""

    large: pygame.Rect
    small: tuple[pygame.Rect, pygame.Rect, pygame.Rect]
    words: pygame.Rect
    back: pygame.Rect
    corner: tuple[pygame.Rect, pygame.Rect]
    onward: pygame.Rect


def places(theme: Theme) -> Places:
    """Lay the scene out: the forming picture to the left, or on a portrait screen above."""
    screen = theme.screen.inflate(-2 * theme.margin, -2 * theme.margin)
    gap, high = theme.gap, theme.px(112)
    foot = pygame.Rect(screen.left, screen.bottom - high, screen.width, high)
    back = pygame.Rect(foot.left, foot.top, high, high)
    onward = pygame.Rect(foot.right - theme.px(360), foot.top, theme.px(360), high)
    if theme.portrait:
        body = pygame.Rect(screen.left, screen.top, screen.width, foot.top - gap - screen.top)
        large, words, strip = rows(body, [5, 2.3, 2.2], gap)
    else:
        large, side = columns(screen, [1.5, 1], theme.px(72))
        large.height = foot.top - gap - large.top
        side.height = large.height
        strip, words = rows(side, [1, 1.7], gap)
    first, second, third = columns(strip, [1, 1, 1], gap)
    return handed(Places(large, (first, second, third), words, back, theme.corner, onward), theme)


class Wait(Scene):
    """Seen only while a machine is not finished; goes on by itself when both are."""

    name: ClassVar[SceneName] = "wait"
    patience = 3.0

    def __init__(self, stage: Stage) -> None:
        """Paint the wall and place the buttons."""
        super().__init__(stage)
        self._places = at = places(stage.theme)
        self._background = wall(stage.size, [at.large], stage.access.high_contrast)
        self._scaled: Backroom[pygame.Surface] = Backroom()
        self._frames: Backroom[Framed] = Backroom()
        back = Button(at.back, "", self._go_back, icon="back", shortcut="escape")
        self._onward = Button(at.onward, N_("Show me"), self._go_on, icon="forward", kind="primary", icon_last=True)
        self._controls = Controls([back, *corner_buttons(stage, at.corner), self._onward])
        self._controls.focus_on(self._onward)
        self._reset(Round())

    def _reset(self, round: Round) -> None:
        self._round = round
        self.theme = self.stage.theme
        self._next: SceneName | None = None
        self._shown: list[pygame.Surface] = []
        self._shown_number = 0
        self._scaling: int | None = None
        self._fade = Tween(0)
        self._fraction = 0.0
        self._countdown = Countdown()
        self._lingered = 0.0
        self._scaled.keep(set())
        self._frames.keep(set())

    def enter(self, round: Round) -> None:
        """Frame the pictures; the machines are running or start now."""
        self._reset(round)
        start_machines(round, self.stage)
        assert round.content is not None and round.style is not None, "a pair was picked before"
        content, style = pictures(round)
        self.theme = self.theme.with_accent(style)
        self._frame("large", content, self._places.large, mat=True)
        for place, picture, key in zip(self._places.small, (content, style), ("content", "style"), strict=False):
            self._frame(key, picture, place)

    def _frame(self, key: str, picture: "Picture", place: pygame.Rect, mat: bool = False) -> None:
        theme = self.theme
        self._frames.ask(key, lambda: framed(shapes.surface_of(picture), place.size, theme, mat=mat))

    @property
    def _large(self) -> Framed | None:
        """The frame in which the picture forms, once it is ready."""
        return self._frames.ready.get("large")

    def exit(self) -> None:
        """Let go of the visit."""
        self._controls.release()
        self._reset(Round())

    def handle(self, event: Event) -> None:
        """Buttons only: there is nothing to do but to look."""
        self._controls.handle(event)

    def update(self, dt: float) -> SceneName | None:
        """Follow the machines."""
        fast, classic = self._round.fast_job, self._round.classic_job
        assert fast is not None and classic is not None, "the machines were started on entering"
        self._frames.poll()
        if fast.picture is not None:
            self._frame("fast", fast.picture, self._places.small[2])
        self._follow_preview(classic, dt)
        self._follow_time(classic, dt)
        finished = fast.finished and classic.finished
        failed = "failed" in (fast.state, classic.state)
        self._onward.visible = finished
        if finished and not failed and self._shown_number == FINISHED:
            self._lingered += dt
            if self._lingered > LINGER:
                return "reveal"
        return self._next

    def _follow_preview(self, classic: "Job", dt: float) -> None:
        """Scale each new preview in the back room, then fade it in over the last one."""
        self._fade.advance(dt)
        self._scaled.poll()
        picture = classic.picture if classic.picture is not None else classic.preview
        number = FINISHED if classic.picture is not None else classic.preview_number
        if self._scaling is None and self._large is not None and picture is not None and number != self._shown_number:
            size, latest = self._large.picture.size, picture
            self._scaling = number
            self._scaled.ask(number, lambda: pygame.transform.smoothscale(shapes.surface_of(latest), size))
        # One at a time, and each is shown: previews may come faster than they can be scaled.
        if self._scaling in self._scaled.ready and self._fade_finished:
            self._shown = [*self._shown[-1:], self._scaled.ready[self._scaling]]
            self._shown_number, self._scaling = self._scaling or 0, None
            self._fade = Tween(self.stage.access.moving(PREVIEW_FADE))
            self._scaled.keep(set())

    @property
    def previews_shown(self) -> int:
        """How many previews the visitor has seen, at most two: the last one and the one that is fading in."""
        return len(self._shown)

    @property
    def _fade_finished(self) -> bool:
        return not self._shown or self._fade.done

    def _follow_time(self, classic: "Job", dt: float) -> None:
        """Progress never falls, and is whole as soon as the picture is."""
        self._fraction = max(self._fraction, approach(self._fraction, classic.fraction, dt, 0.3))
        if classic.state == "done":
            self._fraction = 1.0
        self._countdown.update(classic.seconds_left, dt)

    def _go_on(self) -> None:
        self._next = "reveal"

    def _go_back(self) -> None:
        self._next = "pick" if self._round.uploaded else "draw"

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the forming picture, where it comes from, and how far it is."""
        surface.blit(self._background, (0, 0))
        self._draw_large(surface)
        for key, place in zip(("content", "style", "fast"), self._places.small, strict=True):
            small = self._frames.ready.get(key)
            if small is not None:
                small.draw(surface, place.center)
        self._draw_words(surface)
        self._controls.draw(surface, self.theme)

    def _draw_large(self, surface: pygame.Surface) -> None:
        if self._large is None:
            return
        place = self._places.large
        self._large.draw(surface, place.center)
        corner = self._large.picture.move(self._large.at(place.center))
        for index, preview in enumerate(self._shown):
            newest = index == len(self._shown) - 1
            if newest and not self._fade.done:
                preview.set_alpha(round(255 * self._fade.value))
                surface.blit(preview, corner)
                preview.set_alpha(None)
            elif newest or not self._fade.done:
                surface.blit(preview, corner)

    def _draw_words(self, surface: pygame.Surface) -> None:
        theme, area = self.theme, self._places.words
        title = theme.paragraph(self._title(), "title", area.width, lines=2)
        surface.blit(title, area)
        top = area.top + title.get_height() + theme.px(14)
        words = theme.paragraph(self._explanation(), "body", area.width, theme.quiet)
        surface.blit(words, (area.left, top))
        top += words.get_height() + theme.px(26)
        draw_bar(surface, theme, pygame.Rect(area.left, top, area.width, theme.px(18)), self._fraction)
        left = theme.fitted(self._time_left(), "label", area.width, theme.ink)
        surface.blit(left, (area.left, top + theme.px(30)))

    def _title(self) -> str:
        if self._trouble():
            return _("A machine had no luck")
        return _("Finished") if self._onward.visible else _("The machine is painting")

    def _explanation(self) -> str:
        return _(self._trouble() or EXPLANATION)

    def _trouble(self) -> str:
        jobs = (self._round.fast_job, self._round.classic_job)
        return next((job.reason for job in jobs if job is not None and job.state == "failed"), "")

    def _time_left(self) -> str:
        if self._onward.visible:
            return ""
        if self._countdown.seconds is None:
            return _(self.stage.studio.trouble) or f"{math.floor(100 * self._fraction)} %"
        seconds = max(1, math.ceil(self._countdown.seconds))
        return ngettext("{seconds} second left", "{seconds} seconds left", seconds).format(seconds=seconds)
