"""The postcard of a visit: what was painted, what from, how close it came, and when. Print-ready: A6 at 300 dpi."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pygame
from PIL import Image

from game.language import _
from game.round import DUELS, Round, exhibits, pictures
from game.scenes.reveal_places import DUEL_TITLES, NAMES, TITLES
from game.ui import shapes
from game.ui.colour import Colour, mix, readable
from game.ui.layout import columns, fit_inside, inset, rows
from game.ui.theme import Theme
from models.messages import Picture

if TYPE_CHECKING:
    from game.collection import Card

SIZE = (1748, 1240)
"""148 x 105 mm at `DPI`."""

DPI = 300
PAPER: Colour = (250, 247, 240)
INK: Colour = (38, 34, 36)
QUIET: Colour = (96, 88, 84)


@dataclass(frozen=True)
class Places:
    """Three pictures with their names, the pair they were made from, the grades, and the last line."""

    pictures: tuple[pygame.Rect, ...]
    names: tuple[pygame.Rect, ...]
    pair: tuple[pygame.Rect, ...]
    captions: tuple[pygame.Rect, ...]
    grades: tuple[pygame.Rect, ...]
    foot: pygame.Rect


def places() -> Places:
    """Lay the card out."""
    inside = inset(pygame.Rect((0, 0), SIZE), 70, 64)
    upper = pygame.Rect(inside.left, inside.top, inside.width, 580)
    three = columns(upper, [1, 1, 1], 34)
    names = tuple(pygame.Rect(place.left, place.bottom + 8, place.width, 56) for place in three)
    lower = pygame.Rect(inside.left, upper.bottom + 96, inside.width, 360)
    foot = pygame.Rect(inside.left, inside.bottom - 48, inside.width, 48)
    lower.height = foot.top - 28 - lower.top
    left, right = columns(lower, [1.55, 1], 60)
    cells = rows(left, [1, 1], 24)
    pair = tuple(pygame.Rect(cell.left, cell.top, 190, cell.height) for cell in cells)
    captions = tuple(pygame.Rect(cell.left + 214, cell.top, cell.width - 214, cell.height) for cell in cells)
    return Places(tuple(three), names, pair, captions, tuple(rows(right, [1, 1, 1], 10)), foot)


class Sheet:
    """A postcard in two steps: the words at once, for they need the fonts; the pictures whenever `finish` is called."""

    def __init__(self, round: Round, theme: Theme, day: date) -> None:
        """Write what is to be read, in the visitor's language and the round's accent."""
        assert round.content is not None and round.style is not None, "a pair was picked before"
        self._made: dict[str, Picture] = exhibits(round)
        self._pair = pictures(round)
        self._theme = Theme(SIZE).with_colour(theme.accent)
        self._accent = readable(theme.accent, PAPER)
        self._at = at = places()
        self._words = pygame.Surface(SIZE, pygame.SRCALPHA)
        for name, place in zip(NAMES, at.names, strict=True):
            self._write(_(TITLES[name]), place)
        for card, place in zip((round.content, round.style), at.captions, strict=True):
            self._caption(card, place)
        for duel, place in zip(DUELS, at.grades, strict=True):
            if duel in round.grades:
                self._grade(_(DUEL_TITLES[duel]), round.grades[duel].grade, place)
        house = self._theme.line("Style Duel", "heading", self._accent)
        self._words.blit(house, house.get_rect(midleft=at.foot.midleft))
        when = self._theme.line(day.isoformat(), "small", QUIET)
        self._words.blit(when, when.get_rect(midright=at.foot.midright))

    def _write(self, words: str, place: pygame.Rect) -> None:
        written = self._theme.fitted(words, "subheading", place.width, INK)
        self._words.blit(written, written.get_rect(center=place.center))

    def _caption(self, card: "Card", place: pygame.Rect) -> None:
        title = self._theme.fitted(card.title or card.name, "subheading", place.width, INK)
        maker = ", ".join(part for part in (card.artist, card.year) if part)
        line = self._theme.fitted(maker, "small", place.width, QUIET)
        top = place.centery - (title.get_height() + line.get_height()) // 2
        self._words.blit(title, (place.left, top))
        self._words.blit(line, (place.left, top + title.get_height()))

    def _grade(self, title: str, grade: float, place: pygame.Rect) -> None:
        """Who against whom, a bar, and the number."""
        number = self._theme.line(f"{grade:.1f}", "heading", INK)
        room = place.width - 130
        name = self._theme.fitted(title, "small", room, QUIET)
        top = place.centery - (name.get_height() + 22) // 2
        self._words.blit(name, (place.left, top))
        self._words.blit(number, number.get_rect(midright=place.midright))
        track = pygame.Rect(place.left, top + name.get_height() + 4, room, 18)
        self._words.blit(shapes.rounded(track.size, 9, mix(PAPER, self._accent, 0.25)), track)
        filled = max(18, round(room * min(1.0, grade / 10)))
        self._words.blit(shapes.rounded((filled, 18), 9, self._accent), track)

    def finish(self) -> pygame.Surface:
        """The whole card. Takes some tens of milliseconds and no fonts: for the back room."""
        sheet = pygame.Surface(SIZE, depth=32)
        sheet.fill(PAPER)
        for name, place in zip(NAMES, self._at.pictures, strict=True):
            if name in self._made:
                _hang(sheet, self._made[name], place)
        for picture, place in zip(self._pair, self._at.pair, strict=True):
            _hang(sheet, picture, place)
        sheet.blit(self._words, (0, 0))
        return sheet


def _hang(sheet: pygame.Surface, picture: Picture, place: pygame.Rect) -> None:
    """A picture as large as its place allows, with a soft shadow on the paper."""
    whole = shapes.surface_of(picture)
    fitted = fit_inside(whole.get_size(), place)
    shadow = shapes.shadow(fitted.size, 9, alpha=0.28)
    reach = shapes.reach(9)
    sheet.blit(shadow, (fitted.left - reach, fitted.top - reach + 6))
    sheet.blit(pygame.transform.smoothscale(whole, fitted.size), fitted)


def png_of(sheet: pygame.Surface) -> bytes:
    """A card as a PNG file that tells printers its size."""
    image = Image.frombytes("RGB", sheet.get_size(), pygame.image.tobytes(sheet, "RGB"))
    file = BytesIO()
    image.save(file, "PNG", dpi=(DPI, DPI))
    return file.getvalue()
