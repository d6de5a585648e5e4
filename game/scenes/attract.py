"""Attract: a slow walk along a gallery wall, where pictures are painted over in the style of their neighbours."""

import logging
import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

import pygame
import pytweening

from game.backroom import Backroom
from game.made import SIZE, Made, Pair, pairs_of
from game.pointer import Event, Key, Pointer, Wheel
from game.round import Round
from game.scene import Scene, SceneName, Stage
from game.ui import shapes
from game.ui.colour import accent_of, ink_on, mix
from game.ui.dissolve import paint_over, strokes
from game.ui.frame import Framed, framed
from game.ui.icons import icon
from game.ui.motion import Tween
from game.ui.theme import LAMP, WALL_LIT, Theme
from game.ui.wall import wall
from models.messages import Picture
from models.pictures import PictureError

if TYPE_CHECKING:
    from game.studio import Job

LETTERING = ("You against two machines", "Paint one picture in the style of another", "How close can you come?")
"""What stands on the wall beside the pictures, in turn."""

LOOK = 2.2
"""Seconds in which a pair is seen before its picture is painted over."""
PAINT = 4.5
ADMIRE = 3.6
GLIDE = 2.8
DRIFT = 0.03
"""Part of the window's width that the wall moves while a pair is looked at: nothing stands still for long."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Places:
    """Where things hang on one stretch of wall as wide as the window."""

    large: pygame.Rect
    small: pygame.Rect
    letters: pygame.Rect


def places(theme: Theme, mirrored: bool) -> Places:
    """The places on a stretch of wall; every second one is mirrored."""
    width, height = theme.size
    if theme.portrait:
        large = pygame.Rect(round(width * 0.06), round(height * 0.05), round(width * 0.88), round(height * 0.47))
        small = pygame.Rect(large.left, round(height * 0.59), round(width * 0.44), round(height * 0.24))
        letters = pygame.Rect(small.right + theme.px(60), small.top, large.right - small.right - theme.px(60), 0)
    else:
        top, bottom = theme.px(84), height - theme.px(250)
        large = pygame.Rect(round(width * 0.06), top, round(width * 0.5), bottom - top)
        left = large.right + round(width * 0.055)
        small = pygame.Rect(left, top, round(width * 0.94) - left, round((bottom - top) * 0.5))
        letters = small.copy()
        letters.top = small.bottom + theme.px(96)
    letters.height = small.height if theme.portrait else large.bottom + theme.px(60) - letters.top
    if mirrored:
        for rect in (large, small, letters):
            rect.left = width - rect.right
    return Places(large, small, letters)


@dataclass(frozen=True)
class Exhibit:
    """A pair, framed and ready to hang."""

    pair: Pair
    content: Picture
    style: Picture
    large: Framed
    small: Framed
    accent: tuple[int, int, int]
    made: pygame.Surface | None
    """What the fast method made of the pair, at the size of `large.picture`; None where it is not made yet."""


class Attract(Scene):
    """Nobody is there: the gallery invites. Any touch, click or key starts a visit."""

    name: ClassVar[SceneName] = "attract"

    def __init__(self, stage: Stage, made: Made | None = None) -> None:
        """Paint the walls; `made` is where the machine's pictures are kept, by default the user's cache folder."""
        super().__init__(stage)
        self.theme = Theme(stage.size)
        self._made = made or Made()
        self._pairs = pairs_of(stage.collection)
        self._places = (places(self.theme, False), places(self.theme, True))
        self._walls = [wall(stage.size, [spots.large, spots.small]) for spots in self._places]
        self._exhibits: Backroom[Exhibit] = Backroom()
        self._fresh: Backroom[pygame.Surface] = Backroom()
        self._job: Job | None = None
        self._job_number = 0
        self._failed: set[int] = set()
        self._number = 0
        self._reset()
        self._ask()
        # The first pair hangs before the gallery opens.
        self._exhibits.settle()

    def _reset(self) -> None:
        self._starting = False
        self._seconds = 0.0
        self._rested = 0.0
        self._painting: Tween | None = None
        self._gliding: Tween | None = None

    def enter(self, round: Round) -> None:
        """Go on with the walk where it was left."""
        self._reset()
        self._ask()

    def exit(self) -> None:
        """Let the worker be free for the visitor."""
        self._drop_job()

    def handle(self, event: Event) -> None:
        """Start with any touch, click, key or turn of the wheel."""
        if isinstance(event, Pointer):
            self._starting |= event.kind == "down"
        elif isinstance(event, Key):
            self._starting |= event.pressed
        else:
            self._starting |= isinstance(event, Wheel)

    def update(self, dt: float) -> SceneName | None:
        """Walk on."""
        self._seconds += dt
        self._exhibits.poll()
        self._fresh.poll()
        self._work()
        self._walk(dt)
        return "pick" if self._starting else None

    def _exhibit(self, number: int) -> Exhibit | None:
        return self._exhibits.ready.get(number)

    def _walk(self, dt: float) -> None:
        if self._gliding is not None:
            self._gliding.advance(dt)
            if self._gliding.done:
                self._number += 1
                self._rested, self._painting, self._gliding = 0.0, None, None
                self._ask()
            return
        if self._exhibit(self._number) is None:
            return
        self._rested += dt
        if self._painting is not None:
            self._painting.advance(dt)
        elif self._rested >= LOOK and self._picture(self._number) is not None:
            self._painting = Tween(PAINT, pytweening.easeInOutSine)
        seen = self._rested >= LOOK + PAINT + ADMIRE and (self._painting is None or self._painting.done)
        if seen and self._exhibit(self._number + 1) is not None:
            self._gliding = Tween(GLIDE, pytweening.easeInOutCubic)

    def _ask(self) -> None:
        """Have the pairs that are seen next prepared, and forget those that were seen."""
        if not self._pairs:
            return
        wanted = range(self._number, self._number + 3)
        self._exhibits.keep(set(wanted))
        self._fresh.keep(set(wanted))
        for number in wanted:
            self._exhibits.ask(number, partial(self._prepare, number))

    def _prepare(self, number: int) -> Exhibit:
        """Load, scale and frame a pair: in the back room."""
        spots = self._places[number % 2]
        pair, content, style = self._load(number)
        large = framed(shapes.surface_of(content), spots.large.size, self.theme)
        small = framed(shapes.surface_of(style), spots.small.size, self.theme)
        # Computed here once, so that the first stroke does not hold up a frame.
        strokes(large.picture.size, number % 3)
        made = self._made.find(content, style)
        fitted = None if made is None else pygame.transform.smoothscale(shapes.surface_of(made), large.picture.size)
        return Exhibit(pair, content, style, large, small, accent_of(style, WALL_LIT), fitted)

    def _load(self, number: int) -> tuple[Pair, Picture, Picture]:
        """The pair of that number, or the next one whose files are still there."""
        for step in range(len(self._pairs)):
            pair = self._pairs[(number + step) % len(self._pairs)]
            try:
                return pair, pair.content.picture(1024), pair.style.picture(768)
            except PictureError as error:
                _log.warning("A pair is left out of the gallery: %s", error)
        raise PictureError("No picture of the collection can be read any more.")

    def _picture(self, number: int) -> pygame.Surface | None:
        """What was made of a pair, before or just now."""
        exhibit = self._exhibit(number)
        if exhibit is not None and exhibit.made is not None:
            return exhibit.made
        return self._fresh.ready.get(number)

    def _work(self) -> None:
        """Keep the worker busy with the next pair that has no picture, one at a time."""
        if self._job is None:
            if self.stage.studio.ready:
                self._post()
        elif self._job.finished:
            exhibit, made = self._exhibit(self._job_number), self._job.picture
            if made is not None and exhibit is not None:
                self._fresh.ask(self._job_number, lambda: self._keep(exhibit, made))
            elif self._job.state == "failed":
                self._failed.add(self._job_number)
            self._job = None

    def _post(self) -> None:
        for number in range(self._number, self._number + 3):
            exhibit = self._exhibit(number)
            if number in self._failed or self._fresh.known(number):
                continue
            if exhibit is not None and exhibit.made is None:
                self._job = self.stage.studio.stylise("fast", exhibit.content, exhibit.style, size=SIZE)
                self._job_number = number
                return

    def _keep(self, exhibit: Exhibit, made: Picture) -> pygame.Surface:
        """Write what was made and fit it to its frame: in the back room."""
        self._made.keep(exhibit.content, exhibit.style, made)
        return pygame.transform.smoothscale(shapes.surface_of(made), exhibit.large.picture.size)

    def _drop_job(self) -> None:
        if self._job is not None and not self._job.finished:
            self.stage.studio.cancel(self._job)
        self._job = None

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the stretch of wall that is seen, and the invitation before it."""
        rested = min(1.0, self._rested / (LOOK + PAINT + ADMIRE))
        start = DRIFT * pytweening.easeInOutSine(rested)
        camera = start + (1 - start) * (self._gliding.value if self._gliding else 0.0)
        width = self.theme.size[0]
        for step in (0, 1):
            left = round((step - camera) * width)
            if -width < left < width:
                self._draw_stretch(surface, self._number + step, left, self._painting if step == 0 else None)
        self._draw_invitation(surface, self._accent(camera))

    def _accent(self, camera: float) -> tuple[int, int, int]:
        here, there = self._exhibit(self._number), self._exhibit(self._number + 1)
        first = here.accent if here else LAMP
        # In steps, so that the shapes drawn in it come from their caches.
        return mix(first, there.accent if there else first, round(camera * 24) / 24)

    def _draw_stretch(self, surface: pygame.Surface, number: int, left: int, painting: Tween | None) -> None:
        theme, spots = self.theme, self._places[number % 2]
        surface.blit(self._walls[number % 2], (left, 0))
        self._draw_letters(surface, number, spots.letters.move(left, 0))
        exhibit = self._exhibit(number)
        if exhibit is None:
            return
        large, small = spots.large.move(left, 0), spots.small.move(left, 0)
        exhibit.large.draw(surface, large.center)
        exhibit.small.draw(surface, small.center)
        made = self._picture(number)
        if painting is not None and made is not None:
            corner = exhibit.large.picture.move(exhibit.large.at(large.center))
            surface.blit(made if painting.done else paint_over(made, painting.value, number % 3), corner)
        for hung, place, card in (
            (exhibit.large, large, exhibit.pair.content),
            (exhibit.small, small, exhibit.pair.style),
        ):
            title = theme.fitted(card.title or card.name, "small", place.width, theme.quiet)
            below = place.centery + hung.frame.height // 2 + theme.px(18)
            surface.blit(title, title.get_rect(midtop=(place.centerx, below)))

    def _draw_letters(self, surface: pygame.Surface, number: int, place: pygame.Rect) -> None:
        theme = self.theme
        exhibit = self._exhibit(number)
        name = theme.line("Style Duel", "heading", exhibit.accent if exhibit else LAMP)
        surface.blit(name, place)
        words = theme.paragraph(LETTERING[number % len(LETTERING)], "title", place.width)
        surface.blit(words, (place.left, place.top + name.get_height() + theme.px(4)))

    def _draw_invitation(self, surface: pygame.Surface, accent: tuple[int, int, int]) -> None:
        theme = self.theme
        words = theme.line("Touch to begin", "label", ink_on(accent))
        side = theme.px(50)
        size = (words.get_width() + side + theme.px(120), theme.px(112))
        middle = theme.size[0] / 2 + math.sin(self._seconds / 17) * theme.px(60)
        height = theme.size[1] - theme.px(110) + math.sin(self._seconds / 11) * theme.px(10)
        place = pygame.Rect((0, 0), size)
        place.center = (round(middle), round(height))
        breath = (1 - math.cos(self._seconds * 2 * math.pi / 3.2)) / 2
        halo = shapes.glow((size[0] * 2, size[1] * 3), LAMP, 0.34)
        halo.set_alpha(round(110 + 145 * breath))
        surface.blit(halo, halo.get_rect(center=place.center))
        surface.blit(shapes.rounded(size, size[1] / 2, accent), place)
        left = place.left + theme.px(54)
        surface.blit(icon("touch", side, ink_on(accent)), (left, place.centery - side // 2))
        surface.blit(words, (left + side + theme.px(16), place.centery - words.get_height() // 2))
