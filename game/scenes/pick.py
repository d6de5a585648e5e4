"""Pick: two reels deal a content and a style; deal again, choose by hand, then draw or bring a picture of one's own."""

import logging
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import pygame

from game import language
from game.backroom import Backroom
from game.collection import Card
from game.dealer import Dealer
from game.language import N_, _
from game.pointer import Drop, Event
from game.round import LONGEST, Round, start_machines, stop_machines
from game.scene import Scene, SceneName, Stage
from game.scenes.pick_places import Side, places
from game.scenes.upload import UploadGallery
from game.thumbnails import CardThumbnails
from game.ui import shapes
from game.ui.caption import caption_of
from game.ui.chip import draw_chip
from game.ui.colour import Colour, mix
from game.ui.corner import corner_buttons
from game.ui.frame import Framed, framed
from game.ui.gallery import Gallery, Item
from game.ui.layout import columns
from game.ui.motion import Tween
from game.ui.notice import draw_notice
from game.ui.reel import Reel
from game.ui.theme import LAMP
from game.ui.wall import wall
from game.ui.widgets import Button, Controls, Widget
from models.messages import Picture

if TYPE_CHECKING:
    from game.studio import Job

ROLL = {"content": 1.7, "style": 2.3}
"""Seconds that the reels roll; the second one keeps the visitor waiting a little longer."""

NOTICE_SECONDS = 7.0
"""How long a message stays."""

_log = logging.getLogger(__name__)

HEADS: dict[Side, str] = {"content": N_("Paint this"), "style": N_("in this style")}


@dataclass(frozen=True)
class _Shown:
    """A card's picture, framed, with the accent that it would lend to the round."""

    picture: Picture
    framed: Framed
    accent: Colour


class Pick(Scene):
    """The round gets its content and its style here, and perhaps the visitor's own picture."""

    name: ClassVar[SceneName] = "pick"

    def __init__(self, stage: Stage) -> None:
        """Lay out the wall, the reels and the buttons; begin to load what rolls past."""
        super().__init__(stage)
        self.theme = stage.theme
        self._places = at = places(self.theme)
        self._background = wall(stage.size, list(at.reel.values()), stage.access.high_contrast)
        # Made once: fresh memory of this size costs milliseconds.
        self._layer = pygame.Surface(stage.size, depth=32)
        self._cards = {"content": stage.collection.contents, "style": stage.collection.styles}
        self._dealer = Dealer(stage.collection, stage.random)
        self._ahead: Backroom[None] = Backroom()
        self._ahead.ask("glances", self._dealer.look_around)
        self._thumbnails = CardThumbnails(self.theme)
        self._frames: Backroom[_Shown] = Backroom()
        self._reels: dict[Side, Reel] = {
            side: Reel(rect, self.theme, self._background, self._look, partial(self._deal, side), stage.sounds)
            for side, rect in at.reel.items()
        }
        self._passing = {side: self._some(side) for side in self._reels}
        self._make_buttons()
        self._reset(Round())
        # Drawn once unseen: fonts and shapes are ready then when the first visitor comes.
        self.draw(pygame.Surface(stage.size, depth=32))

    def _make_buttons(self) -> None:
        at = self._places
        self._draw_button = Button(at.draw, N_("Draw"), partial(self._go, "draw"), icon="brush", kind="primary")
        self._upload_button = Button(at.upload, N_("My picture"), self._open_uploads, icon="upload")
        self._machines_button = Button(at.machines, N_("Start machines"), self._start_machines, icon="machine")
        back = Button(at.back, "", partial(self._go, "attract"), icon="back", shortcut="escape")
        pairs: list[Widget] = []
        for side in self._reels:
            pairs.append(Button(at.again[side], "", partial(self._deal, side), icon="again"))
            pairs.append(Button(at.choose[side], "", partial(self._open_gallery, side), icon="gallery"))
        self._controls = Controls(
            [
                *self._reels.values(),
                *pairs,
                back,
                *corner_buttons(self.stage, at.corner),
                self._machines_button,
                self._upload_button,
                self._draw_button,
            ]
        )
        self._controls.focus_on(self._draw_button)

    def _some(self, side: Side) -> list[Card]:
        """A few cards that roll past before the dealt one; loaded in the back room from now on."""
        cards = self._cards[side]
        chosen = self.stage.random.sample(cards, min(6, len(cards)))
        for card in chosen:
            self._frames.ask((card, "passing"), partial(self._prepare, card.thumbnail, side))
        return chosen

    def _look(self, key: Hashable) -> Framed | None:
        """The framed picture of a card; of those that roll past a coarse one will do."""
        shown = self._frames.ready.get(key) or self._frames.ready.get((key, "passing"))
        return None if shown is None else shown.framed

    def _reset(self, round: Round) -> None:
        self._round = round
        self._next: SceneName | None = None
        self._gallery: Gallery | None = None
        self._uploads: UploadGallery | None = None
        self._opening: Job | None = None
        self._path = Path()
        self._words, self._notice_left = "", 0.0
        self._written_in = language.current()
        self._accents: tuple[Colour, Colour] = (LAMP, LAMP)
        self._blend = Tween(0.6)
        self._captions: dict[Side, pygame.Surface] = {}
        self._fading: dict[Side, Tween] = {}
        self.theme = self.stage.theme

    def enter(self, round: Round) -> None:
        """Deal a pair, or show the one that the round has."""
        self._reset(round)
        if round.uploaded:
            round.drawing, round.uploaded = None, False
        if round.content is None or round.style is None:
            content, style = self._dealer.deal()
            self._take("content", content, ROLL["content"])
            self._take("style", style, ROLL["style"])
        else:
            self._take("content", round.content, 0.0)
            self._take("style", round.style, 0.0)

    def exit(self) -> None:
        """Let go of fingers, of what is open and of the visit."""
        self._controls.release()
        self._close_overlay()
        if self._opening is not None and not self._opening.finished:
            self.stage.studio.cancel(self._opening)
        self._reset(Round())

    def handle(self, event: Event) -> None:
        """Hand events to what lies on top; a file dropped on the window is the visitor's picture."""
        if isinstance(event, Drop):
            self._close_overlay()
            self._open_file(Path(event.path))
        elif self._uploads is not None:
            self._uploads.handle(event)
        elif self._gallery is not None:
            self._gallery.handle(event)
        else:
            self._controls.handle(event)

    def update(self, dt: float) -> SceneName | None:
        """Let the reels roll, and follow the worker."""
        self._frames.poll()
        if self._written_in != language.current():
            self._write_captions()
        for side, reel in self._reels.items():
            reel.update(dt)
            self._fading[side].advance(dt)
            shown = self._frames.ready.get(self._card(side))
            if shown is not None:
                self._take_in(side, shown)
            elif self._frames.failed(self._card(side)):
                # Its file was taken away or broken since the start.
                self._say(N_("This picture cannot be shown. Here is another one."))
                self._deal(side)
        self._blend.advance(dt)
        self._notice_left -= dt
        if self._gallery is not None:
            self._gallery.update(dt)
        if self._uploads is not None:
            self._uploads.update(dt)
        self._follow_opening()
        self._machines_button.visible = self._round.fast_job is None
        return self._next

    def _take_in(self, side: Side, shown: "_Shown") -> None:
        """Hand a decoded picture to the round, and its colour, when the reel rests, to the scene."""
        if side == "content":
            self._round.content_picture = shown.picture
        else:
            self._round.style_picture = shown.picture
            if not self._reels[side].rolling:
                self._lean_to(shown.accent)

    def _card(self, side: Side) -> Card:
        card = self._round.content if side == "content" else self._round.style
        assert card is not None, "a pair is dealt as soon as the scene is entered"
        return card

    def _deal(self, side: Side) -> None:
        """Deal one side again; the other stays."""
        if side == "content":
            self._take(side, self._dealer.deal_content(self._card("style")), ROLL[side])
        else:
            self._take(side, self._dealer.deal_style(self._card("content")), ROLL[side])

    def _take(self, side: Side, card: Card, seconds: float) -> None:
        """Put a card into the round, roll its reel for `seconds`, and drop what was made of another pair."""
        before = self._round.content if side == "content" else self._round.style
        if card is not before:
            stop_machines(self._round, self.stage.studio)
            self._round.drawing = self._round.painter = None
        if side == "content":
            self._round.content, self._round.content_picture = card, None
        else:
            self._round.style, self._round.style_picture = card, None
        self._frames.ask(card, partial(self._prepare, partial(card.picture, LONGEST), side))
        coarse = {(other, "passing") for cards in self._passing.values() for other in cards}
        self._frames.keep({before, self._round.content, self._round.style, *coarse})
        passing = self.stage.random.sample(self._passing[side], len(self._passing[side]))
        seconds = self.stage.access.moving(seconds)
        if seconds > 0:
            self.stage.sounds.play("card", self._places.reel[side].centerx / self.theme.size[0])
        self._reels[side].roll(passing, card, seconds)
        self._captions[side] = caption_of(self.theme, card, self._places.caption[side].size)
        self._fading[side] = Tween(self.stage.access.moving(0.5), delay=seconds * 0.85)

    def _prepare(self, load: Callable[[], Picture], side: Side) -> _Shown:
        """Load and frame a picture: in the back room."""
        picture = load()
        reel = self._places.reel[side]
        area = (reel.width - self.theme.px(60), reel.height - self.theme.px(44))
        hung = framed(shapes.surface_of(picture), area, self.theme)
        return _Shown(picture, hung, self.theme.with_accent(picture).accent)

    def _lean_to(self, accent: Colour) -> None:
        """Let the scene's accent go over into that of the style."""
        if self._accents[1] != accent:
            self._accents = (self.theme.accent, accent)
            self._blend = Tween(self.stage.access.moving(0.6))
        # In steps, so that the shapes drawn in it come from their caches.
        self.theme = self.theme.with_colour(mix(*self._accents, round(self._blend.value * 12) / 12))

    def _start_machines(self) -> None:
        start_machines(self._round, self.stage)

    def _go(self, name: SceneName) -> None:
        self._next = name

    def _open_gallery(self, side: Side) -> None:
        title = N_("Choose a picture") if side == "content" else N_("Choose a style")
        self._gallery = Gallery(
            self.theme,
            self._background,
            self._layer,
            title,
            self._thumbnails,
            partial(self._choose, side),
            self._close_overlay,
        )
        self._gallery.fill([Item(card, partial(getattr, card, "title")) for card in self._cards[side]])

    def _choose(self, side: Side, key: Hashable) -> None:
        self._close_overlay()
        if isinstance(key, Card):
            self._take(side, key, 0.9)

    def _open_uploads(self) -> None:
        self._uploads = UploadGallery(
            self.theme, self._background, self._layer, self.stage, self._open_file, self._close_overlay
        )

    def _close_overlay(self) -> None:
        self._gallery = None
        if self._uploads is not None:
            self._uploads.close()
            self._uploads = None

    def _open_file(self, path: Path) -> None:
        """Have the worker open a visitor's file."""
        self._close_overlay()
        if self._opening is None:
            self._opening, self._path = self.stage.studio.open(path), path
            self._say(N_("Opening your picture …"))

    def _follow_opening(self) -> None:
        job = self._opening
        busy = job is not None and not job.finished
        self._upload_button.enabled = self._draw_button.enabled = not busy
        if job is None or busy:
            return
        self._opening = None
        if job.picture is None:
            # What exactly is wrong with a file, and where it lies, is for the log.
            _log.info("A visitor's picture was not opened: %s", job.reason)
            of_file = self._path.name in job.reason
            self._say(N_("{file} cannot be opened. Please choose another picture.") if of_file else job.reason)
            return
        self._round.drawing, self._round.painter, self._round.uploaded = job.picture, None, True
        start_machines(self._round, self.stage)
        self._go("wait")

    def _say(self, words: str) -> None:
        self._words, self._notice_left = words, NOTICE_SECONDS

    @property
    def _notice(self) -> str:
        """What there is to say, in the language of the moment."""
        return _(self._words).replace("{file}", self._path.name)

    def _write_captions(self) -> None:
        """Write the labels of both pictures, or write them anew where the language has changed."""
        self._written_in = language.current()
        for side in self._captions:
            self._captions[side] = caption_of(self.theme, self._card(side), self._places.caption[side].size)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the wall, the reels, the captions and the buttons, or what lies over them."""
        over = self._gallery or self._uploads
        if over is None or not over.covers:
            self._draw_reels(surface)
        if over is not None:
            over.draw(surface)

    def _draw_reels(self, surface: pygame.Surface) -> None:
        theme, at = self.theme, self._places
        surface.blit(self._background, (0, 0))
        for side, head in at.head.items():
            words = theme.fitted(_(HEADS[side]), "heading", head.width)
            surface.blit(words, words.get_rect(center=head.center))
        self._controls.draw(surface, theme)
        for side, caption in self._captions.items():
            caption.set_alpha(round(255 * self._fading[side].value))
            surface.blit(caption, at.caption[side])
        if self._round.fast_job is not None:
            left, right = columns(at.machines, [1, 1], theme.px(16))
            draw_chip(surface, theme, left, _("Fast"), self._round.fast_job)
            draw_chip(surface, theme, right, _("Classic"), self._round.classic_job)
        if self._notice_left > 0:
            draw_notice(surface, theme, self._notice, min(at.back.top, at.draw.top) - theme.px(20))
