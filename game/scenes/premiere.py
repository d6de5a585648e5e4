"""The premiere: a curtain opens, the drawing paints itself again, turns into the machines' pictures, and all are hung.

Everything here is a matter of time: a list of acts, one after the other, each of which a touch ends at once.
"""

from dataclasses import dataclass

import pygame
import pytweening

from game.backroom import Backroom
from game.language import _
from game.paint.drawing import Drawing
from game.paint.replay import Film
from game.scenes.reveal_places import NAMES, TITLES
from game.ui import shapes
from game.ui.curtain import curtain, draw_curtain
from game.ui.dissolve import PaintingOver
from game.ui.frame import MAT, Framed, border, frame_round
from game.ui.layout import fit_inside
from game.ui.motion import Tween
from game.ui.sound import Name, Sounds
from game.ui.theme import Theme
from models.messages import Picture

FILM_SECONDS = 5.0
"""A film of very many costly strokes runs late: then what it has painted gives way to the finished drawing."""

SECONDS: dict[str, float] = {
    "dark": 0.8,
    "curtain": 1.3,
    "film": FILM_SECONDS,
    "drawing": 0.9,
    "into fast": 2.4,
    "fast": 1.1,
    "into classic": 2.4,
    "classic": 1.1,
    "hang": 1.3,
}
"""How long each act takes at most; "drawing", "fast" and "classic" are pauses to look at what has come."""

DARK = 0.72
"""How dark the room is before the curtain opens."""

HEARD: dict[str, Name] = {
    "dark": "light",
    "curtain": "curtain",
    "into fast": "paint_over",
    "into classic": "paint_over",
    "hang": "card",
}
"""What is heard as an act begins."""


Home = tuple[Framed, tuple[int, int]]
"""A picture as it hangs in the hall, and where its middle is."""


@dataclass(frozen=True)
class _Props:
    """What the premiere is played with: the frame, the curtain, the pictures at the frame's size, and the film."""

    frame: Framed
    cloth: pygame.Surface
    pictures: dict[str, pygame.Surface]
    coming: dict[str, PaintingOver]
    film: Film | None


class Premiere:
    """Plays once, from the closed curtain to the pictures on their way to their places on the wall."""

    def __init__(self, theme: Theme, sounds: Sounds, area: pygame.Rect, wall: pygame.Surface) -> None:
        """Prepare a stage: the large picture hangs within `area` on `wall`."""
        self._theme, self._sounds, self._wall = theme, sounds, wall
        self._area = pygame.Rect(area.left, area.top, area.width, area.height - theme.px(80))
        self._title_top = area.bottom - theme.px(66)
        self._backroom: Backroom[_Props] = Backroom()
        self.reset()

    def reset(self) -> None:
        """Forget the visit."""
        self._acts: list[tuple[str, Tween]] = []
        self._shown: list[str] = []
        self._entered = False
        self._backroom.keep(set())

    def begin(self, theme: Theme, exhibits: dict[str, Picture], drawing: Drawing | None, still: bool) -> None:
        """Prepare the pictures; the play begins as soon as they are ready. With `still`, all hang at once."""
        self.reset()
        self._theme = theme
        self._shown = [name for name in NAMES if name in exhibits]
        if still or not self._shown:
            return
        film = drawing if self._shown[0] == "drawing" else None
        acts = ["dark", "curtain", *(["film"] if film is not None else []), self._shown[0]]
        for name in self._shown[1:]:
            acts += [f"into {name}", name]
        linear = {"film", *NAMES}
        self._acts = [
            (act, Tween(SECONDS[act], pytweening.linear if act in linear else pytweening.easeInOutSine))
            for act in [*acts, "hang"]
        ]
        self._backroom.ask("props", lambda: self._prepare(exhibits, film))

    def _prepare(self, exhibits: dict[str, Picture], drawing: Drawing | None) -> _Props:
        """Scale everything to the frame: in the back room."""
        # The machines' pictures have the content's shape; a picture of one's own may have another.
        shape = exhibits[self._shown[-1]].shape
        edge = border(self._theme, True)
        size = fit_inside((shape[1], shape[0]), self._area.inflate(-2 * edge, -2 * edge)).size
        pictures = {name: fit_on_mat(shapes.surface_of(picture), size) for name, picture in exhibits.items()}
        return _Props(
            frame_round(pictures[self._shown[0]], self._theme),
            curtain(size, self._theme.accent),
            pictures,
            {name: PaintingOver(pictures[name], index) for index, name in enumerate(self._shown) if index},
            None if drawing is None else Film(drawing, size, FILM_SECONDS),
        )

    @property
    def done(self) -> bool:
        """Whether the pictures hang in their places."""
        return not self._acts

    @property
    def act(self) -> str:
        """The act that is on; "" when all is done."""
        return self._acts[0][0] if self._acts else ""

    def skip(self) -> None:
        """A touch: end the act that is on; the closed curtain opens at once."""
        if "props" not in self._backroom.ready:
            return
        if self.act == "dark":
            self._leave()
        if self._acts:
            self._leave()

    def _leave(self) -> None:
        self._acts.pop(0)
        self._entered = False

    def update(self, dt: float) -> None:
        """Let `dt` seconds pass."""
        self._backroom.poll()
        if self._backroom.failed("props"):
            self._acts.clear()
        props = self._backroom.ready.get("props")
        if props is None or not self._acts:
            return
        act, tween = self._acts[0]
        if not self._entered and act in HEARD:
            self._sounds.play(HEARD[act])
        self._entered = True
        tween.advance(dt)
        if act == "film" and props.film is not None:
            props.film.update(dt)
            if props.film.done:
                tween.finish()
        if tween.done:
            self._leave()

    def draw(self, surface: pygame.Surface, hall: pygame.Surface, homes: dict[str, Home]) -> None:
        """Draw the act that is on; at the end the framed pictures move to their `homes` on the wall of `hall`."""
        surface.blit(self._wall, (0, 0))
        props = self._backroom.ready.get("props")
        if props is None or not self._acts:
            shapes.darken(surface, DARK)
            return
        act, tween = self._acts[0]
        if act == "hang":
            self._draw_hanging(surface, props, hall, homes, tween.value)
            return
        window = props.frame.picture.move(props.frame.at(self._area.center))
        props.frame.draw(surface, self._area.center)
        self._draw_picture(surface, props, window)
        if act in ("dark", "curtain"):
            opened = tween.value if act == "curtain" else 0.0
            draw_curtain(surface, props.cloth, window, opened)
            shapes.darken(surface, DARK * (1 - opened))
        else:
            self._draw_title(surface, act.removeprefix("into "), min(1.0, 3 * tween.value))

    def _draw_picture(self, surface: pygame.Surface, props: "_Props", window: pygame.Rect) -> None:
        """What is in the frame: the film, a picture, or one that turns into the next."""
        act, tween = self._acts[0]
        if act.startswith("into "):
            name = act.removeprefix("into ")
            index = self._shown.index(name)
            surface.blit(props.pictures[self._shown[index - 1]], window)
            surface.blit(props.coming[name].at(tween.value), window)
        elif act in NAMES:
            surface.blit(props.pictures[act], window)
            if props.film is not None and act == self._shown[0]:
                # The film's last frame gives way to the drawing as it was made.
                _blit_faded(surface, props.film.surface, window, 1 - tween.value * 2)
        else:
            picture = props.pictures[self._shown[0]] if props.film is None else props.film.surface
            surface.blit(picture, window)

    def _draw_title(self, surface: pygame.Surface, act: str, seen: float) -> None:
        name = act if act in NAMES else self._shown[0]
        title = self._theme.fitted(_(TITLES[name]), "title", self._area.width)
        place = title.get_rect(midtop=(self._area.centerx, self._title_top))
        if self.act in (self._shown[0], *NAMES):
            surface.blit(title, place)
        else:
            _blit_faded(surface, title, place, seen)

    def _draw_hanging(
        self, surface: pygame.Surface, props: "_Props", hall: pygame.Surface, homes: dict[str, Home], moved: float
    ) -> None:
        """The large picture gives way to the three as they will hang, which part from its middle."""
        surface.blit(hall, (0, 0))
        large = props.pictures[self._shown[-1]]
        _blit_faded(surface, large, props.frame.picture.move(props.frame.at(self._area.center)), 1 - 1.6 * moved)
        for name in self._shown:
            if name in homes:
                framed, centre = homes[name]
                way = pygame.Vector2(self._area.center).lerp(pygame.Vector2(centre), moved)
                framed.draw(surface, (round(way.x), round(way.y)))


def fit_on_mat(picture: pygame.Surface, size: tuple[int, int]) -> pygame.Surface:
    """A picture scaled to `size`; one of quite another shape lies whole on a mat."""
    fitted = fit_inside(picture.get_size(), pygame.Rect((0, 0), size))
    if fitted.width > 0.97 * size[0] and fitted.height > 0.97 * size[1]:
        return pygame.transform.smoothscale(picture, size)
    sheet = pygame.Surface(size, depth=32)
    sheet.fill(MAT)
    sheet.blit(pygame.transform.smoothscale(picture, fitted.size), fitted)
    return sheet


def _blit_faded(surface: pygame.Surface, picture: pygame.Surface, place: pygame.Rect, seen: float) -> None:
    """Blit something that is shared, `seen` from 0 to 1, and leave it as it was."""
    if seen >= 1:
        surface.blit(picture, place)
    elif seen > 0:
        before = picture.get_alpha()
        picture.set_alpha(round(255 * seen))
        surface.blit(picture, place)
        picture.set_alpha(before)
