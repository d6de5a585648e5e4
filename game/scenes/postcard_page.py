"""The page "Take it home": the postcard large, and what the operator allows to be done with it."""

import logging
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache, partial

import pygame
import segno

from game.backroom import Backroom
from game.handout import Handout, local_address
from game.language import N_, _, ngettext
from game.postcard import SIZE, Sheet, png_of
from game.round import Round
from game.settings import Settings
from game.submissions import Submissions
from game.take_home import postcard_folder, print_postcard, save_postcard
from game.ui import shapes
from game.ui.layout import columns, fit_inside
from game.ui.page import Page
from game.ui.theme import Theme
from game.ui.widgets import Button, Widget

_log = logging.getLogger(__name__)


def offered(settings: Settings) -> bool:
    """Whether the operator allows anything to be done with a postcard."""
    return settings.gallery_drawings or settings.save_postcards or settings.share_postcards or settings.print_postcards


class Postcard:
    """This visit's postcard, made once in the back room; `close` erases it wherever it is handed out."""

    def __init__(self, round: Round, theme: Theme, settings: Settings, host: Callable[[], str | None] = local_address):
        """Begin to make it."""
        self.settings, self._host = settings, host
        self.picture: pygame.Surface | None = None
        self.handout: Handout | None = None
        self.word = ""
        self._png = b""
        self._room: Backroom[tuple[pygame.Surface, bytes]] = Backroom()
        self._errands: Backroom[str] = Backroom()
        self._numbers = 0
        self._round = round
        # A picture that was brought may show anybody; a drawing is the visitor's own.
        self.may_hang = settings.gallery_drawings and round.drawing is not None and not round.uploaded
        sheet = Sheet(round, theme, date.today())
        self._room.ask("card", lambda: _made(sheet))

    def update(self) -> None:
        """Take in what has been made and what came of errands. Once a frame."""
        self._room.poll()
        self._errands.poll()
        if self.picture is None and "card" in self._room.ready:
            self.picture, self._png = self._room.ready["card"]
            if self.settings.share_postcards:
                self._share()
        if self._numbers in self._errands.ready:
            self.word = self._errands.ready[self._numbers]

    def save(self) -> None:
        """Keep it in the operator's folder."""
        self._run(partial(_save, self._png, self.settings))

    def print_out(self) -> None:
        """Send it to the printer."""
        self._run(partial(_print, self._png))

    def hang(self) -> None:
        """Offer the drawing for the gallery, once; staff decides."""
        if self.may_hang:
            self.may_hang = False
            self._run(partial(_hang, self._round))

    def _run(self, errand: Callable[[], str]) -> None:
        if self._png:
            self._numbers += 1
            self.word = ""
            self._errands.ask(self._numbers, errand)

    def _share(self) -> None:
        address = self._host()
        try:
            self.handout = None if address is None else Handout(self._png, address)
        except OSError as error:
            _log.warning("The postcard cannot be handed out: %s", error)

    def close(self) -> None:
        """The visit ends: nobody can fetch it any more, and nothing of it is left in memory."""
        if self.handout is not None:
            self.handout.close()
        self.handout = self.picture = None
        self._round, self.may_hang = Round(), False
        self._png = b""
        self._room.keep(set())
        self._errands.keep(set())


def _made(sheet: Sheet) -> tuple[pygame.Surface, bytes]:
    card = sheet.finish()
    return card, png_of(card)


def _save(png: bytes, settings: Settings) -> str:
    try:
        file = save_postcard(png, postcard_folder(settings), datetime.now())
    except OSError as error:
        _log.warning("A postcard could not be saved: %s", error)
        return N_("It could not be saved")
    _log.info("A postcard was saved: %s", file)
    return N_("Saved")


def _hang(round: Round) -> str:
    return N_("Staff will look at it") if Submissions().offer(round) else N_("It could not be saved")


def _print(png: bytes) -> str:
    try:
        print_postcard(png)
    except OSError as error:
        _log.warning("%s", error)
        return N_("The printer does not answer")
    return N_("Sent to the printer")


class PostcardPage(Page):
    """Shows the postcard and its ways home: buttons, and a QR code while it is handed out."""

    title = N_("Take it home")

    def __init__(
        self,
        theme: Theme,
        background: pygame.Surface,
        layer: pygame.Surface,
        card: Postcard,
        closed: Callable[[], None],
    ) -> None:
        """Open on `card`."""
        super().__init__(theme, background, layer, closed)
        self.card = card
        high = theme.px(112)
        self._foot = pygame.Rect(self.body.left, self.body.bottom - high, self.body.width, high)
        above = pygame.Rect(self.body.left, self.body.top, self.body.width, self._foot.top - theme.gap - self.body.top)
        self._code = pygame.Rect(0, 0, 0, 0)
        if card.settings.share_postcards:
            side = theme.px(300)
            if theme.portrait:
                self._code = pygame.Rect(above.centerx - side // 2, above.bottom - side - theme.px(110), side, side)
                above.height = self._code.top - theme.gap - above.top
            else:
                self._code = pygame.Rect(above.right - side, above.centery - side // 2 - theme.px(40), side, side)
                above.width -= side + theme.px(60)
        self._place = fit_inside(SIZE, above)
        self._scaled: pygame.Surface | None = None
        errands: list[tuple[str, str, Callable[[], None], bool]] = [
            (N_("Save"), "save", card.save, card.settings.save_postcards),
            (N_("Print"), "printer", card.print_out, card.settings.print_postcards),
            (N_("Show in the gallery"), "gallery", card.hang, card.may_hang),
        ]
        wanted = [errand for errand in errands if errand[3]]
        self._word = self._foot.copy()
        buttons: list[Widget] = []
        for (label, sign, act, _on), place in zip(wanted, columns(self._foot, [1, 1, 1.4, 1], theme.gap), strict=False):
            buttons.append(Button(place, label, act, icon=sign, kind="primary" if not buttons else "quiet"))
            self._word.left = place.right + theme.gap
        self._word.width = self._foot.right - self._word.left
        self.show(buttons, focus=buttons[0] if buttons else None)

    def update(self, dt: float) -> None:
        """Show the card as soon as it is made."""
        super().update(dt)
        self.card.update()
        if self._scaled is None and self.card.picture is not None:
            self._scaled = pygame.transform.smoothscale(self.card.picture, self._place.size)

    def draw_body(self, surface: pygame.Surface) -> None:
        """Draw the card, the code, and what came of the last errand."""
        theme = self.theme
        blur = theme.px(22)
        reach = shapes.reach(blur)
        shadow = shapes.shadow(self._place.size, blur, alpha=0.6)
        surface.blit(shadow, (self._place.left - reach, self._place.top - reach + theme.px(14)))
        if self._scaled is not None:
            surface.blit(self._scaled, self._place)
        if self.card.word:
            words = theme.paragraph(_(self.card.word), "label", self._word.width)
            if words.get_height() > self._word.height:
                words = theme.paragraph(_(self.card.word), "small", self._word.width)
            surface.blit(words, words.get_rect(midleft=self._word.midleft))
        handout = self.card.handout
        if handout is not None and handout.seconds_left > 0:
            code = qr(handout.url, self._code.width)
            surface.blit(code, code.get_rect(center=self._code.center))
            minutes = -(-int(handout.seconds_left) // 60)
            left = ngettext("{minutes} minute left", "{minutes} minutes left", minutes).format(minutes=minutes)
            top = self._code.bottom + theme.px(10)
            for words in (
                theme.fitted(_("Scan with your phone"), "label", self._code.width),
                theme.fitted(left, "small", self._code.width, theme.quiet),
            ):
                surface.blit(words, words.get_rect(midtop=(self._code.centerx, top)))
                top += words.get_height()


@lru_cache(maxsize=2)
def qr(address: str, side: int) -> pygame.Surface:
    """A QR code of an address, black on white with its quiet zone, as large as whole modules allow within `side`."""
    modules = [list(row) for row in segno.make(address, micro=False, error="m").matrix_iter(scale=1, border=4)]
    unit = max(2, side // len(modules))
    code = pygame.Surface((unit * len(modules),) * 2, depth=32)
    code.fill("white")
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            if dark:
                code.fill("black", (x * unit, y * unit, unit, unit))
    return code
