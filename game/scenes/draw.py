"""Draw: the visitor paints what they think the machines make of the pair, while the machines make it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import pygame

from game import language
from game.collection import Card
from game.language import N_, _
from game.paint.brush import shipped_brushes
from game.paint.painter import Painter
from game.paint.palette import palette
from game.paint.paper import Paper
from game.pointer import Event, Key, Pointer
from game.round import Round, pictures, start_machines
from game.scene import Scene, SceneName, Stage
from game.scenes.brush_sound import BrushSound
from game.scenes.brush_tiles import brush_preview
from game.scenes.closer_look import CloserLook
from game.scenes.colour_sign import ColourSign
from game.scenes.draw_places import canvas_inside, drawer_place, places
from game.scenes.drawer import Drawer, scraps
from game.scenes.easel import Easel
from game.scenes.eyedropper import Eyedropper, Source, from_picture, from_surface
from game.scenes.toolbox import Toolbox
from game.speech import Voice
from game.ui import shapes
from game.ui.chip import draw_chip
from game.ui.colour import mix
from game.ui.corner import corner_buttons
from game.ui.frame import Framed, border, frame_round, framed
from game.ui.icons import icon
from game.ui.theme import PANEL, Theme
from game.ui.tile import Tile
from game.ui.wall import wall
from game.ui.widgets import Button, Controls, Widget
from models.messages import Picture
from models.pictures import resize_picture

_log = logging.getLogger(__name__)

HINT_SECONDS = 5.0
"""How long after a wipe the way back is shown."""


@dataclass(frozen=True)
class _Ahead:
    """What a visit's easel is made of, prepared before it is entered; `pair` tells for which cards."""

    pair: tuple[Card | None, Card | None]
    pictures: tuple[Picture, Picture]
    theme: Theme
    palette: list[tuple[int, int, int]]
    place: pygame.Rect
    frame: Framed
    hung: dict[str, Framed]
    """The two pictures, beside the canvas and large for a closer look."""
    painter: Painter | None


class Draw(Scene):
    """The heart of the visit."""

    name: ClassVar[SceneName] = "draw"
    patience = 2.0

    def __init__(self, stage: Stage) -> None:
        """Load the brushes and paint what their tiles show."""
        super().__init__(stage)
        self.theme = stage.theme
        self._places = at = places(self.theme)
        self._background = wall(stage.size, [at.canvas], stage.access.high_contrast)
        # The wall with the empty frame of the canvas on it, put together once a visit.
        self._room = self._background.copy()
        scrap = at.brushes[0].inflate(-self.theme.px(16), -self.theme.px(16)).size
        brushes, problems = shipped_brushes()
        for problem in problems:
            _log.warning(problem)
        self._previews = [(brush, brush_preview(brush, scrap)) for brush in brushes]
        self._ahead: _Ahead | None = None
        self._voice = Voice()
        self._reset(Round())

    def _reset(self, round: Round) -> None:
        self._round = round
        self.theme = self.stage.theme
        self._next: SceneName | None = None
        self._hung: dict[str, Framed] = {}
        self._tracing = False
        self._seconds = 0.0
        self._hint_left = 0.0
        self._controls = Controls([])

    def prepare(self, round: Round) -> Callable[[], None]:
        """Choose the palette and stretch a canvas: together they take longer than some frames."""

        def work() -> None:
            self._ahead = self._look_ahead(round)

        return work

    def _look_ahead(self, round: Round) -> "_Ahead":
        """No words are drawn here: fonts belong to the game's thread."""
        scraps(drawer_place(self.stage.theme, self._places), self.stage.theme)
        content, style = pictures(round)
        theme = self.stage.theme.with_accent(style)
        place = canvas_inside(self._places.canvas, (content.shape[1], content.shape[0]), border(theme, False))
        painter = None
        if round.painter is None:
            painter = Painter(place.size, self._previews[0][0])
            painter.make_ready(brush for brush, _ in self._previews)
        frame = frame_round(pygame.Surface(place.size), theme, mat=False)
        hung = {
            **_hung("content", content, self._places.content, theme),
            **_hung("style", style, self._places.style, theme),
        }
        return _Ahead(_cards(round), (content, style), theme, palette(style), place, frame, hung, painter)

    def enter(self, round: Round) -> None:
        """Put up an empty canvas in the content's shape, or the visitor's drawing again, and start the machines."""
        self._reset(round)
        start_machines(round, self.stage)
        ahead, self._ahead = self._ahead, None
        if ahead is None or ahead.pair != _cards(round):
            ahead = self._look_ahead(round)
        self._pair, self._hung = ahead.pictures, ahead.hung
        self.theme = ahead.theme
        place = ahead.place
        self._room.blit(self._background, (0, 0))
        ahead.frame.draw(self._room, place.center)
        painter = self._painter_for(place.size, ahead.painter)
        round.painter = painter
        self.easel = Easel(place, painter)
        self.easel.one_switch = self.stage.settings.one_switch > 0
        self._sound = BrushSound(self.stage.sounds, place, self.theme.size[0])
        self.toolbox = Toolbox(self._places, self.theme, painter, self._previews, ahead.palette)
        self.eyedropper = Eyedropper(self.theme.screen, self.toolbox.choose_colour)
        self.colour_sign = ColourSign(self.theme, self._say)
        self.closer = CloserLook(self.theme, self._take_up_eyedropper, self.eyedropper)
        self._make_controls()

    def _painter_for(self, size: tuple[int, int], bare: Painter | None) -> Painter:
        """A bare canvas, or the one the visitor left; where the layout has changed, the same drawing at its size."""
        old = self._round.painter
        if old is not None and old.surface.get_size() == size:
            return old
        painter = bare or Painter(size, self._previews[0][0])
        if old is not None:
            painter.carry_on(old)
        return painter

    def _make_controls(self) -> None:
        at, theme, painter = self._places, self.theme, self.easel.painter
        tool = icon("dropper", theme.px(52), theme.ink)
        self.dropper_tile = Tile(at.dropper, tool, self._take_up_eyedropper)
        self._undo = Button(at.undo, "", painter.undo, icon="undo")
        self._redo = Button(at.redo, "", painter.redo, icon="redo")
        self.more_button = Button(at.more, "", self._open_drawer, icon="more")
        self.done_button = Button(at.done, N_("Done"), self._finish, icon="check", kind="primary")
        self._back = Button(at.back, "", self._go_back, icon="back", shortcut="escape")
        looks = [_Look(at.content, lambda: self._look(0)), _Look(at.style, lambda: self._look(1))]
        buttons: list[Widget] = [self._undo, self._redo, self.more_button, self._back, self.done_button]
        buttons += corner_buttons(self.stage, at.corner)
        self._controls = Controls([self.easel, *self.toolbox.tiles, self.dropper_tile, *looks, *buttons])
        self._controls.focus_on(self.easel)
        self.drawer = Drawer(
            drawer_place(theme, at),
            theme,
            trace=self._toggle_underlay,
            clicks=self._toggle_clicks,
            mirror=painter.mirror,
            clear=self._clear,
            paper=self._new_sheet,
        )

    def exit(self) -> None:
        """Keep the drawing in the round, let go of everything else."""
        self._sound.stop()
        self._voice.hush()
        self._controls.release()
        painter = self.easel.painter
        painter.finish()
        painter.underlay(None)
        if not painter.empty:
            self._round.drawing = painter.picture()
        self._reset(Round())
        # Nothing of the visit stays in memory but what the round holds.
        for made in ("easel", "toolbox", "colour_sign", "eyedropper", "closer", "drawer", "_undo", "_redo", "_pair"):
            self.__dict__.pop(made, None)
        self._ahead = None

    def handle(self, event: Event) -> None:
        """Paint, press, look; Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z) undo and redo."""
        if self.closer.open:
            self.closer.handle(event)
        elif self.drawer.open:
            self.drawer.handle(event)
        elif isinstance(event, Key) and event.pressed and event.control and event.name in ("z", "y"):
            painter = self.easel.painter
            (painter.redo if event.name == "y" or event.shift else painter.undo)()
        elif not self.eyedropper.handle(event):
            self._work(event)

    def _work(self, event: Event) -> None:
        """An event for the canvas and the tools; a touch of another tool lays the eyedropper down."""
        if (
            isinstance(event, Pointer)
            and event.kind == "down"
            and not self._places.dropper.collidepoint(event.x, event.y)
        ):
            self.eyedropper.lay_down()
        painted = self.easel.painter.painting
        self._sound.hear(event)
        self.easel.hear(event)
        self._controls.handle(event)
        if self.easel.brush_down and self._controls.focus is not self.easel:
            self.easel.lift()
        if self.easel.painter.painting and not painted:
            self.toolbox.remember()

    def _on_dropper(self, event: Pointer) -> bool:
        return bool(self.dropper_tile.rect.collidepoint(event.x, event.y))

    def update(self, dt: float) -> SceneName | None:
        """Follow what can be undone."""
        self._seconds += dt
        self._hint_left = max(0.0, self._hint_left - dt)
        painter = self.easel.painter
        painter.update(dt)
        self._sound.update(painter.brush, dt)
        self._undo.enabled, self._redo.enabled = painter.can_undo, painter.can_redo
        self.dropper_tile.chosen = self.eyedropper.on
        self.colour_sign.update(self.toolbox.swatches, self._controls.focus, dt)
        self.drawer.show(painter, self._tracing)
        return self._next

    def _say(self, words: str) -> None:
        if self.stage.settings.speech and not self.stage.access.mute:
            self._voice.say(words, language.current())

    def _open_drawer(self) -> None:
        self.drawer.open = True
        if self._controls.focus is not None:
            self.drawer.show_focus()

    def _toggle_underlay(self) -> None:
        self._tracing = not self._tracing
        below = resize_picture(self._pair[0], *self.easel.rect.size) if self._tracing else None
        self.easel.painter.underlay(below)

    def _toggle_clicks(self) -> None:
        painter = self.easel.painter
        painter.finish()
        painter.click_to_paint = not painter.click_to_paint

    def _clear(self) -> None:
        self.easel.painter.clear()
        self._hint_left = HINT_SECONDS

    def _new_sheet(self, paper: Paper) -> None:
        if not self.easel.painter.empty:
            self._hint_left = HINT_SECONDS
        self.easel.painter.new_sheet(paper)

    def _look(self, number: int) -> None:
        large = self._hung[("content large", "style large")[number]]
        self.closer.look(large, self._pair[number], self._controls.focus is not None)

    def _take_up_eyedropper(self) -> None:
        by_keyboard = self._controls.focus is not None
        if self.closer.open:
            self.closer.take_up(by_keyboard)
        elif self.eyedropper.on:
            self.eyedropper.lay_down()
        else:
            self.eyedropper.pick_up(self._sources(), by_keyboard)

    def _sources(self) -> list[Source]:
        """Everything in sight that has colours: the canvas and the two pictures."""
        painter = self.easel.painter
        sources = [from_surface(self.easel.rect, lambda: painter.surface)]
        for name, place, picture in zip(
            ("content", "style"), (self._places.content, self._places.style), self._pair, strict=True
        ):
            hung = self._hung[name]
            sources.append(from_picture(hung.picture.move(hung.at(place.center)), picture))
        return sources

    def _finish(self) -> None:
        self.easel.painter.finish()
        self._round.drawing = self.easel.painter.picture()
        jobs = (self._round.fast_job, self._round.classic_job)
        self._next = "reveal" if all(job is not None and job.state == "done" for job in jobs) else "wait"

    def _go_back(self) -> None:
        self._next = "pick"

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the room, the canvas and the tools; or one of the two pictures, large."""
        at, theme = self._places, self.theme
        if self.closer.open:
            surface.blit(self._background, (0, 0))
            self.closer.draw(surface)
            return
        surface.blit(self._room, (0, 0))
        for name, place in (("content", at.content), ("style", at.style)):
            self._hung[name].draw(surface, place.center)
        self._controls.draw(surface, theme)
        jobs = (self._round.fast_job, self._round.classic_job)
        for place, name, job in zip(at.chips, (_("Fast"), _("Classic")), jobs, strict=True):
            draw_chip(surface, theme, place, name, job)
        self._draw_timer(surface)
        if self._hint_left > 0:
            # Wiping is confirmed by the way back: it lights up for a while.
            size = self._undo.rect.size
            surface.blit(shapes.outline(size, size[1] / 2, theme.px(6), theme.accent), self._undo.rect)
        self.colour_sign.draw(surface)
        if self.drawer.open:
            self.drawer.draw(surface)
        self.eyedropper.draw(surface, theme)

    def _draw_timer(self, surface: pygame.Surface) -> None:
        """A bar that fills in the time the operator gives; when it is full nothing is taken away."""
        whole = self.stage.settings.draw_seconds
        if not whole:
            return
        place, theme = self._places.timer, self.theme
        surface.blit(shapes.rounded(place.size, place.height / 2, mix(PANEL, theme.ink, 0.22)), place)
        filled = pygame.Rect(place.topleft, (round(place.width * min(1.0, self._seconds / whole)), place.height))
        if filled.width >= place.height:
            surface.blit(shapes.rounded(filled.size, place.height / 2, theme.accent), filled)


def _cards(round: Round) -> tuple[Card | None, Card | None]:
    return round.content, round.style


def _hung(name: str, picture: Picture, place: pygame.Rect, theme: Theme) -> dict[str, Framed]:
    """A picture framed for its place beside the canvas, and for a closer look."""
    surface = shapes.surface_of(picture)
    whole = theme.screen.inflate(-2 * theme.margin, -2 * theme.margin).size
    return {name: framed(surface, place.size, theme, mat=False), f"{name} large": framed(surface, whole, theme)}


class _Look(Button):
    """An invisible button over a picture: a touch shows it large."""

    def __init__(self, rect: pygame.Rect, on_press: Callable[[], None]) -> None:
        super().__init__(rect, "", on_press, kind="plain")

    def draw(self, surface: pygame.Surface, theme: Theme) -> None:
        """Draw nothing but the answer to a touch: the picture itself is what is touched."""
        if self.pressed:
            surface.blit(shapes.outline(self.rect.size, theme.px(12), theme.px(5), theme.accent), self.rect)
