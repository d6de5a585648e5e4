"""Pick: two reels deal a content and a style; deal again, choose by hand, then draw or bring a picture of one's own."""

import os
from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

import pygame

from game.backroom import Backroom
from game.collection import Dealer
from game.pointer import Drop, Event
from game.round import Round, start_machines, stop_machines
from game.scene import Scene, SceneName, Stage
from game.scenes.upload import UploadGallery
from game.thumbnails import CardThumbnails
from game.ui import shapes
from game.ui.chip import draw_chip
from game.ui.colour import Colour, accent_of, mix
from game.ui.frame import Framed, framed
from game.ui.gallery import Gallery, Item
from game.ui.layout import columns, rows
from game.ui.motion import Tween
from game.ui.reel import Reel
from game.ui.theme import LAMP, PANEL, WALL_LIT, Theme
from game.ui.wall import wall
from game.ui.widgets import Button, Controls

if TYPE_CHECKING:
    from game.collection import Card
    from game.studio import Job

Side = Literal["content", "style"]

ROLL = {"content": 1.7, "style": 2.3}
"""Seconds that the reels roll; the second one keeps the visitor waiting a little longer."""

NOTICE_SECONDS = 7.0
"""How long a message stays."""

HEADS: dict[Side, str] = {"content": "Paint this", "style": "in this style"}


@dataclass(frozen=True)
class Places:
    """Where things are: for each side its head, reel, caption and two buttons, and the row of buttons below."""

    head: dict[Side, pygame.Rect]
    reel: dict[Side, pygame.Rect]
    caption: dict[Side, pygame.Rect]
    again: dict[Side, pygame.Rect]
    choose: dict[Side, pygame.Rect]
    back: pygame.Rect
    machines: pygame.Rect
    upload: pygame.Rect
    draw: pygame.Rect


def places(theme: Theme) -> Places:
    """Lay the scene out: reels side by side, on a portrait screen one above the other."""
    gap, margin, high = theme.gap, theme.margin, theme.px(112)
    screen = theme.screen.inflate(-2 * margin, 0)
    foot = pygame.Rect(screen.left, screen.bottom - margin - high, screen.width, high)
    if theme.portrait:
        upper = foot.move(0, -high - gap)
        back, machines = _row(upper, [high, None], gap)
        upload, draw = columns(foot, [1.25, 1], gap)
        body = pygame.Rect(screen.left, theme.px(30), screen.width, upper.top - theme.px(60))
        halves = rows(body, [1, 1], theme.px(20))
    else:
        back, machines, _, upload, draw = _row(foot, [high, theme.px(500), None, theme.px(480), theme.px(360)], gap)
        body = pygame.Rect(screen.left, theme.px(30), screen.width, foot.top - theme.px(66))
        halves = columns(body, [1, 1], theme.px(90))
    parts = [_half(theme, half) for half in halves]
    sides: tuple[Side, Side] = ("content", "style")
    head, reel, caption, again, choose = (
        {side: part[index] for side, part in zip(sides, parts, strict=True)} for index in range(5)
    )
    return Places(head, reel, caption, again, choose, back, machines, upload, draw)


def _row(area: pygame.Rect, widths: list[int | None], gap: int) -> list[pygame.Rect]:
    """Rectangles of these widths from left to right; None takes what is left."""
    fixed = sum(width for width in widths if width is not None)
    free = area.width - fixed - gap * (len(widths) - 1)
    result, left = [], area.left
    for width in widths:
        taken = free if width is None else width
        result.append(pygame.Rect(left, area.top, taken, area.height))
        left += taken + gap
    return result


def _half(theme: Theme, area: pygame.Rect) -> tuple[pygame.Rect, ...]:
    """Head, reel, caption, and the buttons to deal again and to choose, of one side."""
    head = pygame.Rect(area.left, area.top, area.width, theme.px(64))
    high, button = theme.px(206), theme.px(112)
    reel = pygame.Rect(
        area.left, head.bottom + theme.px(6), area.width, area.height - head.height - high - theme.px(12)
    )
    below = pygame.Rect(area.left, reel.bottom + theme.px(6), area.width, high)
    choose = pygame.Rect(below.right - button, below.top + theme.px(14), button, button)
    again = choose.move(-button - theme.px(20), 0)
    caption = pygame.Rect(below.left, below.top, again.left - below.left - theme.gap, below.height)
    return head, reel, caption, again, choose


class Pick(Scene):
    """The round gets its content and its style here, and perhaps the visitor's own picture."""

    name: ClassVar[SceneName] = "pick"

    def __init__(self, stage: Stage) -> None:
        """Lay out the wall, the reels and the buttons; begin to load what rolls past."""
        super().__init__(stage)
        self.theme = Theme(stage.size)
        self._places = at = places(self.theme)
        self._background = wall(stage.size, list(at.reel.values()))
        self._cards: dict[Side, dict[Hashable, Card]] = {
            "content": {card.name: card for card in stage.collection.contents},
            "style": {card.name: card for card in stage.collection.styles},
        }
        self._dealer = Dealer(stage.collection, stage.random)
        self._thumbnails = {side: CardThumbnails(self.theme, cards) for side, cards in self._cards.items()}
        self._frames: Backroom[tuple[Framed, Colour]] = Backroom()
        self._reels: dict[Side, Reel] = {
            side: Reel(at.reel[side], self.theme, self._background, self._look, lambda side=side: self._deal(side))  # type: ignore[misc]
            for side in ("content", "style")
        }
        self._passing = {side: self._some(side) for side in self._reels}
        self._make_buttons()
        self._reset(Round())
        # Drawn once unseen: fonts and shapes are ready then when the first visitor comes.
        self.draw(pygame.Surface(stage.size, depth=32))

    def _make_buttons(self) -> None:
        at = self._places
        self._draw_button = Button(
            at.draw, "Draw", lambda: self._go("draw"), icon="brush", kind="primary", icon_last=False
        )
        self._upload_button = Button(at.upload, "Upload my own", self._open_uploads, icon="upload")
        self._machines_button = Button(at.machines, "Let the machines start", self._start_machines, icon="machine")
        back = Button(at.back, "", lambda: self._go("attract"), icon="back", shortcut="escape")
        again = [Button(at.again[side], "", lambda side=side: self._deal(side), icon="again") for side in self._reels]  # type: ignore[misc]
        choose = [
            Button(at.choose[side], "", lambda side=side: self._open_gallery(side), icon="gallery")  # type: ignore[misc]
            for side in self._reels
        ]
        pairs = [button for pair in zip(again, choose, strict=True) for button in pair]
        self._controls = Controls(
            [*self._reels.values(), *pairs, back, self._machines_button, self._upload_button, self._draw_button]
        )
        self._controls.focus_on(self._draw_button)

    def _some(self, side: Side) -> list[Hashable]:
        """A few cards that roll past before the dealt one; loaded in the back room from now on."""
        names = list(self._cards[side])
        chosen = self.stage.random.sample(names, min(6, len(names)))
        for name in chosen:
            card, area = self._cards[side][name], self._picture_area(side)
            self._frames.ask(
                ((side, name), "passing"),
                lambda card=card, area=area: (framed(shapes.surface_of(card.thumbnail()), area, self.theme), LAMP),  # type: ignore[misc]
            )
        return [(side, name) for name in chosen]

    def _look(self, key: Hashable) -> Framed | None:
        """The framed picture of a side and a card's name; of those that roll past a coarse one will do."""
        shown = self._frames.ready.get(key) or self._frames.ready.get((key, "passing"))
        return None if shown is None else shown[0]

    def _picture_area(self, side: Side) -> tuple[int, int]:
        reel = self._places.reel[side]
        return reel.width - self.theme.px(60), reel.height - self.theme.px(44)

    def _reset(self, round: Round) -> None:
        self._round = round
        self._next: SceneName | None = None
        self._gallery: Gallery | None = None
        self._uploads: UploadGallery | None = None
        self._opening: Job | None = None
        self._path = Path()
        self._notice, self._notice_left = "", 0.0
        self._accents: tuple[Colour, Colour] = (LAMP, LAMP)
        self._blend = Tween(0.6)
        self._captions: dict[Side, pygame.Surface] = {}
        self._fading: dict[Side, Tween] = {}
        self.theme = Theme(self.stage.size)

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
        for side, reel in self._reels.items():
            reel.update(dt)
            self._fading[side].advance(dt)
            shown = self._frames.ready.get((side, self._card(side).name))
            if shown is not None and side == "style" and not reel.rolling:
                self._lean_to(shown[1])
        self._blend.advance(dt)
        self._notice_left -= dt
        if self._gallery is not None:
            self._gallery.update(dt)
        if self._uploads is not None:
            self._uploads.update(dt)
        self._follow_opening()
        self._machines_button.visible = self._round.fast_job is None
        return self._next

    def _card(self, side: Side) -> "Card":
        card = self._round.content if side == "content" else self._round.style
        assert card is not None, "a pair is dealt as soon as the scene is entered"
        return card

    def _deal(self, side: Side) -> None:
        """Deal one side again; the other stays."""
        if side == "content":
            self._take(side, self._dealer.deal_content(self._card("style")), ROLL[side])
        else:
            self._take(side, self._dealer.deal_style(self._card("content")), ROLL[side])

    def _take(self, side: Side, card: "Card", seconds: float) -> None:
        """Put a card into the round, roll its reel for `seconds`, and drop what was made of another pair."""
        before = self._round.content if side == "content" else self._round.style
        if card is not before:
            stop_machines(self._round, self.stage.studio)
            self._round.drawing = None
        if side == "content":
            self._round.content = card
        else:
            self._round.style = card
        area = self._picture_area(side)
        self._frames.ask((side, card.name), lambda: self._prepare(card, area))
        kept: set[Hashable] = {(key, "passing") for keys in self._passing.values() for key in keys}
        for taken in (before, self._round.content, self._round.style):
            if taken is not None:
                kept.add((taken.kind, taken.name))
        self._frames.keep(kept)
        passing = self.stage.random.sample(self._passing[side], len(self._passing[side]))
        self._reels[side].roll(passing, (side, card.name), seconds)
        self._captions[side] = _caption(self.theme, card, self._places.caption[side].size)
        self._fading[side] = Tween(0.5, delay=seconds * 0.85)

    def _prepare(self, card: "Card", area: tuple[int, int]) -> tuple[Framed, Colour]:
        """Load and frame a card: in the back room."""
        picture = card.picture(1280)
        return framed(shapes.surface_of(picture), area, self.theme), accent_of(picture, WALL_LIT)

    def _lean_to(self, accent: Colour) -> None:
        """Let the scene's accent go over into that of the style."""
        if self._accents[1] != accent:
            self._accents = (self.theme.accent, accent)
            self._blend = Tween(0.6)
        # In steps, so that the shapes drawn in it come from their caches.
        self.theme = self.theme.with_colour(mix(*self._accents, round(self._blend.value * 12) / 12))

    def _start_machines(self) -> None:
        start_machines(self._round, self.stage)

    def _go(self, name: SceneName) -> None:
        self._next = name

    def _open_gallery(self, side: Side) -> None:
        title = "Choose a picture" if side == "content" else "Choose a style"
        self._gallery = Gallery(
            self.theme,
            self._background,
            title,
            self._thumbnails[side],
            lambda key: self._choose(side, key),
            self._close_overlay,
        )
        cards = self._cards[side].values()
        self._gallery.fill([Item(card.name, card.title or card.name) for card in cards])

    def _choose(self, side: Side, key: Hashable) -> None:
        self._close_overlay()
        self._take(side, self._cards[side][key], 0.9)

    def _open_uploads(self) -> None:
        self._uploads = UploadGallery(self.theme, self._background, self.stage, self._open_file, self._close_overlay)

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
            self._say("Opening your picture …")

    def _follow_opening(self) -> None:
        job = self._opening
        busy = job is not None and not job.finished
        self._upload_button.enabled = self._draw_button.enabled = not busy
        if job is None or busy:
            return
        self._opening = None
        if job.picture is None:
            # The worker names the whole path; what folder it lies in is not for visitors.
            self._say(job.reason.replace(f"{self._path.parent}{os.sep}", ""))
            return
        self._round.drawing, self._round.uploaded = job.picture, True
        start_machines(self._round, self.stage)
        self._go("wait")

    def _say(self, words: str) -> None:
        self._notice, self._notice_left = words, NOTICE_SECONDS

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the wall, the reels, the captions and the buttons, or what lies over them."""
        theme, at = self.theme, self._places
        surface.blit(self._background, (0, 0))
        for side, head in at.head.items():
            words = theme.fitted(HEADS[side], "heading", head.width)
            surface.blit(words, words.get_rect(center=head.center))
        self._controls.draw(surface, theme)
        for side, caption in self._captions.items():
            caption.set_alpha(round(255 * self._fading[side].value))
            surface.blit(caption, at.caption[side])
        if self._round.fast_job is not None:
            left, right = columns(at.machines, [1, 1], theme.px(16))
            draw_chip(surface, theme, left, "Fast", self._round.fast_job)
            draw_chip(surface, theme, right, "Classic", self._round.classic_job)
        if self._notice_left > 0:
            self._draw_notice(surface)
        if self._gallery is not None:
            self._gallery.draw(surface)
        if self._uploads is not None:
            self._uploads.draw(surface)

    def _draw_notice(self, surface: pygame.Surface) -> None:
        theme = self.theme
        words = theme.paragraph(self._notice, "body", theme.size[0] - 4 * theme.margin, lines=3, align="centre")
        panel = words.get_rect().inflate(theme.px(70), theme.px(40))
        panel.midbottom = (theme.size[0] // 2, min(self._places.back.top, self._places.draw.top) - theme.px(20))
        radius = theme.px(32)
        surface.blit(shapes.rounded(panel.size, radius, PANEL, 0.95), panel)
        surface.blit(shapes.outline(panel.size, radius, max(1, theme.px(2)), theme.accent), panel)
        surface.blit(words, words.get_rect(center=panel.center))


def _caption(theme: Theme, card: "Card", size: tuple[int, int]) -> pygame.Surface:
    """A card's caption: title, artist and year, and the fact to tell where it fits whole."""
    caption = pygame.Surface(size, pygame.SRCALPHA)
    top = 0
    name = card.title or card.name
    title = theme.line(name, "heading")
    if title.get_width() > size[0]:
        title = theme.paragraph(name, "subheading", size[0], lines=2)
    caption.blit(title, (0, top))
    top += title.get_height()
    maker = ", ".join(part for part in (card.artist, card.year) if part)
    if maker:
        line = theme.fitted(maker, "small", size[0], theme.quiet)
        caption.blit(line, (0, top))
        top += line.get_height() + theme.px(4)
    if card.fact:
        fact = theme.paragraph(card.fact, "small", size[0])
        if top + fact.get_height() <= size[1]:
            caption.blit(fact, (0, top))
    return caption
