"""Draw: the visitor paints what they think the machines make of the pair, while the machines make it."""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import ClassVar

import pygame

from game.backroom import Backroom
from game.paint.brush import Brush, load_brushes
from game.paint.painter import Painter
from game.paint.palette import neighbours, palette
from game.paint.pigment import Colour
from game.pointer import Event, Key, Pointer
from game.round import Round, pictures, start_machines
from game.scene import Scene, SceneName, Stage
from game.scenes.draw_places import BRUSHES, canvas_inside, places
from game.scenes.easel import Easel
from game.ui import shapes
from game.ui.chip import draw_chip
from game.ui.frame import Framed, border, frame_round, framed
from game.ui.theme import Theme
from game.ui.tile import Tile, dot, swatch
from game.ui.wall import wall
from game.ui.widgets import Button, Controls, Widget
from models.pictures import resize_picture

SIZES = (0.45, 1.0, 1.9)
"""What the three size tiles multiply a brush's own size by."""

PREVIEW_PAINT: Colour = (34, 62, 118)


class Draw(Scene):
    """The heart of the visit."""

    name: ClassVar[SceneName] = "draw"

    def __init__(self, stage: Stage) -> None:
        """Load the brushes and paint what their tiles show."""
        super().__init__(stage)
        self.theme = Theme(stage.size)
        self._places = at = places(self.theme)
        self._background = wall(stage.size, [at.canvas])
        self._brushes = shipped_brushes()[0][:BRUSHES]
        self._previews = [
            brush_preview(brush, place.inflate(-self.theme.px(16), -self.theme.px(16)).size)
            for brush, place in zip(self._brushes, at.brushes, strict=False)
        ]
        self._frames: Backroom[Framed] = Backroom()
        self._reset(Round())

    def _reset(self, round: Round) -> None:
        self._round = round
        self.theme = Theme(self.stage.size)
        self._next: SceneName | None = None
        self._looking_at = ""
        self._underlay_on = False
        self._frames.keep(set())
        self.palette: list[Colour] = []
        self._size = 1
        self._neighbours: tuple[Colour, Colour] = (PREVIEW_PAINT, PREVIEW_PAINT)
        self._controls = Controls([])

    def enter(self, round: Round) -> None:
        """Put up an empty canvas in the content's shape, or the visitor's drawing again, and start the machines."""
        self._reset(round)
        start_machines(round, self.stage)
        content, style = pictures(round)
        self.theme = self.theme.with_accent(style)
        self.palette = palette(style)
        place = canvas_inside(self._places.canvas, (content.shape[1], content.shape[0]), border(self.theme, False))
        painter = Painter(place.size, self._brushes[0])
        self._canvas_frame = frame_round(pygame.Surface(place.size), self.theme, mat=False)
        self.easel = Easel(place, painter)
        if round.drawing is not None and round.drawing.shape[:2] == (place.height, place.width):
            painter.start_from(round.drawing)
        self._make_controls()
        self._choose_colour(self.palette[len(self.palette) // 2])
        self._hang("content", shapes.surface_of(content), self._places.content)
        self._hang("style", shapes.surface_of(style), self._places.style)

    def _hang(self, name: str, picture: pygame.Surface, place: pygame.Rect) -> None:
        """Frame a picture for its place beside the canvas, and large for a closer look."""
        theme, size = self.theme, place.size
        whole = theme.screen.inflate(-2 * theme.margin, -2 * theme.margin).size
        self._frames.ask(name, lambda: framed(picture, size, theme, mat=False))
        self._frames.ask(f"{name} large", lambda: framed(picture, whole, theme))

    def _make_controls(self) -> None:
        at, theme, painter = self._places, self.theme, self.easel.painter
        self.brush_tiles = [
            Tile(place, preview, lambda brush=brush: self._choose_brush(brush))  # type: ignore[misc]
            for brush, preview, place in zip(self._brushes, self._previews, at.brushes, strict=False)
        ]
        side = min(at.sizes[0].size) - theme.px(12)
        self.size_tiles = [
            Tile(place, dot(side, round(side * share), theme.ink), lambda number=number: self._choose_size(number))  # type: ignore[misc]
            for number, (place, share) in enumerate(zip(at.sizes, (0.2, 0.45, 0.8), strict=True))
        ]
        disc = min(at.colours[0].size) - theme.px(16)
        self.colour_tiles = [
            Tile(place, swatch(disc, colour), lambda colour=colour: self._choose_colour(colour))  # type: ignore[misc]
            for place, colour in zip(at.colours, [*self.palette, *self.palette[:2]], strict=False)
        ]
        self._undo = Button(at.undo, "", painter.undo, icon="undo")
        self._redo = Button(at.redo, "", painter.redo, icon="redo")
        self._clear = Button(at.clear, "", painter.clear, icon="bin")
        self._underlay_button = Button(at.underlay, "", self._toggle_underlay, icon="layers")
        self.done_button = Button(at.done, "Done", self._finish, icon="check", kind="primary")
        back = Button(at.back, "", self._go_back, icon="back", shortcut="escape")
        look = [_Look(at.content, lambda: self._look("content")), _Look(at.style, lambda: self._look("style"))]
        buttons: list[Widget] = [back, self._underlay_button, self._undo, self._redo, self._clear, self.done_button]
        self._controls = Controls(
            [self.easel, *self.brush_tiles, *self.size_tiles, *self.colour_tiles, *look, *buttons]
        )
        self._controls.focus_on(self.easel)
        self._choose_brush(self._brushes[0])

    def exit(self) -> None:
        """Keep the drawing in the round, let go of everything else."""
        self._controls.release()
        self._reset(Round())

    def handle(self, event: Event) -> None:
        """Paint, press, look; Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z) undo and redo."""
        if self._looking_at:
            if (isinstance(event, Pointer) and event.kind == "down") or (isinstance(event, Key) and event.pressed):
                self._looking_at = ""
            return
        if isinstance(event, Key) and event.pressed and event.control and event.name in ("z", "y"):
            painter = self.easel.painter
            (painter.redo if event.name == "y" or event.shift else painter.undo)()
            return
        self._controls.handle(event)
        if self.easel.brush_down and self._controls.focus is not self.easel:
            self.easel.lift()

    def update(self, dt: float) -> SceneName | None:
        """Follow what can be undone, and the frames that become ready."""
        self._frames.poll()
        painter = self.easel.painter
        painter.update(dt)
        self._undo.enabled, self._redo.enabled = painter.can_undo, painter.can_redo
        self._clear.enabled = not painter.empty
        return self._next

    def _choose_brush(self, brush: Brush) -> None:
        self.easel.painter.brush = brush
        for tile, other in zip(self.brush_tiles, self._brushes, strict=False):
            tile.chosen = other is brush
        self._choose_size(self._size)

    def _choose_size(self, number: int) -> None:
        self._size = number
        painter = self.easel.painter
        painter.size = painter.brush.numbers.size * SIZES[number]
        for index, tile in enumerate(self.size_tiles):
            tile.chosen = index == number

    def _choose_colour(self, colour: Colour) -> None:
        """Take a colour; one of the palette also brings its neighbours into the last two tiles."""
        self.easel.painter.colour = colour
        ten = len(self.palette)
        shown = [*self.palette, *(neighbours(colour) if colour in self.palette else self._neighbours)]
        self._neighbours = (shown[ten], shown[ten + 1])
        disc = self.colour_tiles[0].image.get_width()
        for tile, shade in zip(self.colour_tiles, shown, strict=True):
            tile.image = swatch(disc, shade)
            tile.on_press = lambda shade=shade: self._choose_colour(shade)  # type: ignore[misc]
            tile.chosen = shade == colour

    def _toggle_underlay(self) -> None:
        self._underlay_on = not self._underlay_on
        content, _ = pictures(self._round)
        below = resize_picture(content, *self.easel.rect.size) if self._underlay_on else None
        self.easel.painter.underlay(below)

    def _look(self, name: str) -> None:
        if f"{name} large" in self._frames.ready:
            self._looking_at = name

    def _keep_drawing(self) -> None:
        painter = self.easel.painter
        painter.finish()
        if not painter.empty:
            self._round.drawing = painter.picture()

    def _finish(self) -> None:
        self.easel.painter.finish()
        self._round.drawing = self.easel.painter.picture()
        jobs = (self._round.fast_job, self._round.classic_job)
        self._next = "reveal" if all(job is not None and job.state == "done" for job in jobs) else "wait"

    def _go_back(self) -> None:
        self._keep_drawing()
        self._next = "pick"

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the room, the canvas and the tools; or one of the two pictures, large."""
        at, theme = self._places, self.theme
        surface.blit(self._background, (0, 0))
        if self._looking_at:
            self._frames.ready[f"{self._looking_at} large"].draw(surface, theme.screen.center)
            return
        self._canvas_frame.draw(surface, self.easel.rect.center)
        for name, place in (("content", at.content), ("style", at.style)):
            if name in self._frames.ready:
                self._frames.ready[name].draw(surface, place.center)
        self._controls.draw(surface, theme)
        for place, name, job in zip(
            at.chips, ("Fast", "Classic"), (self._round.fast_job, self._round.classic_job), strict=True
        ):
            draw_chip(surface, theme, place, name, job)


def shipped_brushes() -> tuple[list[Brush], list[str]]:
    """The brushes in `assets/brushes`, a teacher's own among them, and a sentence for each that cannot be used."""
    return load_brushes(Path(str(files("assets") / "brushes")))


class _Look(Button):
    """An invisible button over a picture: a touch shows it large."""

    def __init__(self, rect: pygame.Rect, on_press: Callable[[], None]) -> None:
        super().__init__(rect, "", on_press, kind="plain")

    def draw(self, surface: pygame.Surface, theme: Theme) -> None:
        """Nothing: the picture itself is what is touched."""


def brush_preview(brush: Brush, size: tuple[int, int]) -> pygame.Surface:
    """A short stroke of a brush on a scrap of paper with round corners."""
    width, height = size
    painter = Painter(size, brush)
    # A scrap is small: sizes are given for a canvas 1000 high, the stroke is to fill half of the scrap.
    painter.size = min(brush.numbers.size * 4.2, 620)
    if brush.numbers.kind != "paint":
        band = painter.picture()
        band[height // 3 : 2 * height // 3] = PREVIEW_PAINT
        painter.start_from(band)
    painter.colour = PREVIEW_PAINT
    points = [(0.16 + 0.68 * t, 0.62 - 0.3 * t + 0.16 * (t * (1 - t)) * 4 * (0.5 - t)) for t in _steps(24)]
    for index, (x, y) in enumerate(points):
        moment = 0.5 * index / len(points)
        last = index == len(points) - 1
        pointer = Pointer("down" if index == 0 else "up" if last else "move", 1, x * width, y * height, moment)
        painter.handle(pointer)
    mask = shapes.rounded(size, min(size) * 0.16, (255, 255, 255))
    scrap = pygame.Surface(size, pygame.SRCALPHA)
    scrap.blit(painter.surface, (0, 0))
    scrap.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    return scrap


def _steps(count: int) -> list[float]:
    return [step / (count - 1) for step in range(count)]
