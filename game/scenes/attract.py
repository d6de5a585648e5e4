"""Attract: a slow walk along a gallery wall, where pictures are painted over in the style of their neighbours."""

import logging
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

import pygame
import pytweening

from game.backroom import Backroom
from game.language import N_, _
from game.made import SIZE, Made, Pair, pairs_of
from game.pointer import Event, Key, Pointer, Wheel
from game.round import Round
from game.scene import Scene, SceneName, Stage
from game.scenes.invitation import Invitation
from game.submissions import Submissions, hanging
from game.ui import shapes
from game.ui.colour import mix
from game.ui.corner import corner_buttons
from game.ui.dissolve import PaintingOver, strokes
from game.ui.frame import Framed, framed
from game.ui.layout import handed
from game.ui.motion import Tween
from game.ui.text import Style
from game.ui.theme import LAMP, Theme
from game.ui.wall import wall
from game.ui.widgets import Controls
from models.messages import Method, Picture
from models.pictures import PictureError

if TYPE_CHECKING:
    from game.studio import Job

LETTERING = (
    N_("You against two machines"),
    N_("Paint one picture in the style of another"),
    N_("How close can you come?"),
)
"""What stands on the wall beside the pictures, in turn."""

METHODS: tuple[Method, ...] = ("fast", "classic")

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
        top = round(height * 0.565)
        # Below its caption the invitation floats.
        small = pygame.Rect(large.left, top, round(width * 0.44), height - theme.px(400) - top)
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
    made: dict[Method, pygame.Surface]
    """What the machines made of the pair so far, at the size of `large.picture`."""
    drawn: bool = False
    """Whether a visitor painted it: then no machine paints over it."""


class Attract(Scene):
    """Nobody is there: the gallery invites. Any touch, click or key starts a visit."""

    name: ClassVar[SceneName] = "attract"

    def __init__(self, stage: Stage, made: Made | None = None) -> None:
        """Paint the walls; `made` is where the machine's pictures are kept, by default the user's cache folder."""
        super().__init__(stage)
        self.theme = stage.theme
        self._made = made or Made()
        self._submissions = Submissions()
        self._pairs = pairs_of(stage.collection)
        self._places = (places(self.theme, False), places(self.theme, True))
        self._walls = [
            wall(stage.size, [spots.large, spots.small], stage.access.high_contrast) for spots in self._places
        ]
        corner = handed(self.theme.corner, self.theme)
        self._controls = Controls([*corner_buttons(stage, corner)])
        self._invitation = Invitation(self.theme, stage.settings.language, corner)
        self._exhibits: Backroom[Exhibit] = Backroom()
        self._fresh: Backroom[pygame.Surface] = Backroom()
        self._job: Job | None = None
        self._job_for: tuple[int, Method] = (0, "fast")
        self._failed: set[tuple[int, Method]] = set()
        self._number = 0
        self._reset()
        self._ask()
        # The first pair hangs before the gallery opens.
        self._exhibits.settle()

    def _reset(self) -> None:
        self._starting = False
        self._seconds = 0.0
        self._rested = self._paused = 0.0
        self._painted: tuple[Method, ...] = ()
        self._painting: Tween | None = None
        self._coming: PaintingOver | None = None
        self._gliding: Tween | None = None

    def enter(self, round: Round) -> None:
        """Go on with the walk where it was left."""
        self._reset()
        self._ask()

    def exit(self) -> None:
        """Let the worker be free for the visitor."""
        self._controls.release()
        self._drop_job()

    def handle(self, event: Event) -> None:
        """Start with any touch, click, key or turn of the wheel, but for the two buttons in the corner."""
        steps = isinstance(event, Key) and event.name in ("tab", "left", "right")
        if (isinstance(event, Pointer) or steps or self._controls.focus) and self._controls.handle(event):
            return
        if isinstance(event, Pointer):
            self._starting |= event.kind == "down"
        elif isinstance(event, Key):
            self._starting |= event.pressed
        else:
            self._starting |= isinstance(event, Wheel)

    @property
    def frames_per_second(self) -> int:
        """Few while a picture is looked at: the exhibit stands like this all day."""
        return 20 if self._gliding is None and self._painting is None else 30

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
                self._rested, self._paused, self._painted, self._gliding = 0.0, 0.0, (), None
                self._ask()
            return
        if self._exhibit(self._number) is None:
            return
        self._rested += dt
        if self._painting is not None:
            self._painting.advance(dt)
            if self._painting.done:
                self._painted, self._painting, self._paused = (*self._painted, self._next_method()), None, 0.0
            return
        self._paused += dt
        if self._paused < (ADMIRE if self._painted else LOOK):
            return
        coming = self._picture(self._number, self._next_method()) if len(self._painted) < len(METHODS) else None
        if coming is not None:
            self._coming = PaintingOver(coming, self._number % 3 + 3 * len(self._painted))
            self._painting = Tween(self.stage.access.moving(PAINT), pytweening.easeInOutSine)
        elif self._rested >= LOOK + PAINT + ADMIRE and self._exhibit(self._number + 1) is not None:
            self._gliding = Tween(self.stage.access.moving(GLIDE), pytweening.easeInOutCubic)

    def _next_method(self) -> Method:
        """Whose picture comes next over the one that hangs; the last one where both have come."""
        return METHODS[min(len(self._painted), len(METHODS) - 1)]

    def _ask(self) -> None:
        """Have the pairs that are seen next prepared, and forget those that were seen."""
        if not self._pairs:
            return
        wanted = range(self._number, self._number + 3)
        self._exhibits.keep(set(wanted))
        self._fresh.keep({(number, method) for number in wanted for method in METHODS})
        for number in wanted:
            self._exhibits.ask(number, partial(self._prepare, number))

    def _prepare(self, number: int) -> Exhibit:
        """Load, scale and frame a pair: in the back room."""
        spots = self._places[number % 2]
        drawn = hanging(self._submissions, self.stage.collection, number)
        pair, content, style = self._load(number) if drawn is None else drawn
        large = framed(shapes.surface_of(content), spots.large.size, self.theme)
        small = framed(shapes.surface_of(style), spots.small.size, self.theme)
        # Computed here once, so that the first stroke does not hold up a frame.
        for seed in (number % 3, number % 3 + 3):
            strokes(large.picture.size, seed)
        found = {method: self._made.find(method, content, style) for method in METHODS}
        fitted = {
            method: pygame.transform.smoothscale(shapes.surface_of(made), large.picture.size)
            for method, made in found.items()
            if made is not None and drawn is None
        }
        return Exhibit(
            pair, content, style, large, small, self.theme.with_accent(style).accent, fitted, drawn is not None
        )

    def _load(self, number: int) -> tuple[Pair, Picture, Picture]:
        """The pair of that number, or the next one whose files are still there."""
        for step in range(len(self._pairs)):
            pair = self._pairs[(number + step) % len(self._pairs)]
            try:
                return pair, pair.content.picture(1024), pair.style.picture(768)
            except PictureError as error:
                _log.warning("A pair is left out of the gallery: %s", error)
        raise PictureError("No picture of the collection can be read any more.")

    def _picture(self, number: int, method: Method) -> pygame.Surface | None:
        """What a method made of a pair, before or just now."""
        exhibit = self._exhibit(number)
        if exhibit is not None and method in exhibit.made:
            return exhibit.made[method]
        return self._fresh.ready.get((number, method))

    def _work(self) -> None:
        """Keep the worker busy with the next picture that is missing, one at a time."""
        if self._job is None:
            if self.stage.studio.ready:
                self._post()
        elif self._job.finished:
            number, method = self._job_for
            exhibit, made = self._exhibit(number), self._job.picture
            if made is not None and exhibit is not None:
                self._fresh.ask((number, method), partial(self._keep, method, exhibit, made))
            elif self._job.state == "failed":
                self._failed.add((number, method))
            self._job = None

    def _post(self) -> None:
        """Have the fast pictures made that are seen next, then the classic ones."""
        for method in METHODS:
            size = SIZE if method == "fast" else self.stage.settings.classic_size
            for number in range(self._number, self._number + 3):
                exhibit = self._exhibit(number)
                if (
                    exhibit is None
                    or exhibit.drawn
                    or (number, method) in self._failed
                    or self._fresh.known((number, method))
                ):
                    continue
                if method not in exhibit.made:
                    self._job = self.stage.studio.stylise(method, exhibit.content, exhibit.style, size=size)
                    self._job_for = (number, method)
                    return

    def _keep(self, method: Method, exhibit: Exhibit, made: Picture) -> pygame.Surface:
        """Write what was made and fit it to its frame: in the back room."""
        self._made.keep(method, exhibit.content, exhibit.style, made)
        return pygame.transform.smoothscale(shapes.surface_of(made), exhibit.large.picture.size)

    def _drop_job(self) -> None:
        if self._job is not None and not self._job.finished:
            self.stage.studio.cancel(self._job)
        self._job = None

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the stretch of wall that is seen, and the invitation before it."""
        rested = min(1.0, self._rested / (LOOK + len(METHODS) * (PAINT + ADMIRE)))
        drift = 0.0 if self.stage.access.reduced_motion else DRIFT
        start = drift * pytweening.easeInOutSine(rested)
        camera = start + (1 - start) * (self._gliding.value if self._gliding else 0.0)
        width = self.theme.size[0]
        for step in (0, 1):
            left = round((step - camera) * width)
            if -width < left < width:
                self._draw_stretch(surface, self._number + step, left)
        self._invitation.draw(surface, self._accent(camera), self._seconds)
        self._controls.draw(surface, self.theme)

    def _accent(self, camera: float) -> tuple[int, int, int]:
        here, there = self._exhibit(self._number), self._exhibit(self._number + 1)
        first = here.accent if here else LAMP
        # In steps, so that the shapes drawn in it come from their caches.
        return mix(first, there.accent if there else first, round(camera * 24) / 24)

    def _draw_stretch(self, surface: pygame.Surface, number: int, left: int) -> None:
        theme, spots = self.theme, self._places[number % 2]
        surface.blit(self._walls[number % 2], (left, 0))
        self._draw_letters(surface, number, spots.letters.move(left, 0))
        exhibit = self._exhibit(number)
        if exhibit is None:
            return
        large, small = spots.large.move(left, 0), spots.small.move(left, 0)
        exhibit.large.draw(surface, large.center)
        exhibit.small.draw(surface, small.center)
        if number == self._number:
            self._draw_painted(surface, exhibit.large.picture.move(exhibit.large.at(large.center)))
        for hung, place, card in (
            (exhibit.large, large, exhibit.pair.content),
            (exhibit.small, small, exhibit.pair.style),
        ):
            title = theme.fitted(card.title or card.name, "small", place.width, theme.quiet)
            below = place.centery + hung.frame.height // 2 + theme.px(18)
            surface.blit(title, title.get_rect(midtop=(place.centerx, below)))

    def _draw_painted(self, surface: pygame.Surface, corner: pygame.Rect) -> None:
        """What lies over the content by now: the last picture that is painted, and the one that comes."""
        last = self._picture(self._number, self._painted[-1]) if self._painted else None
        if last is not None:
            surface.blit(last, corner)
        if self._coming is not None and self._painting is not None:
            surface.blit(self._coming.at(self._painting.value), corner)

    def _draw_letters(self, surface: pygame.Surface, number: int, place: pygame.Rect) -> None:
        theme = self.theme
        exhibit = self._exhibit(number)
        name = theme.line("Style Duel", "heading", exhibit.accent if exhibit else LAMP)
        surface.blit(name, place)
        room = place.height - name.get_height() - theme.px(4)
        sentence = _(LETTERING[number % len(LETTERING)])
        sizes: tuple[Style, ...] = ("title", "heading", "subheading")
        fitting = (theme.paragraph(sentence, size, place.width) for size in sizes)
        words = next((words for words in fitting if words.get_height() <= room), None)
        words = words or theme.paragraph(sentence, "label", place.width)
        surface.blit(words, (place.left, place.top + name.get_height() + theme.px(4)))
