"""Words on the screen: real weights, wrapped, fitted and kept as ready pictures."""

import re
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Literal

import budoux
import pygame

from game.ui.colour import Colour

Style = Literal["display", "title", "heading", "subheading", "body", "label", "small"]

STYLES: dict[Style, tuple[str, str, float]] = {
    "display": ("fontpkg_spectral", "Spectral-Medium.ttf", 124),
    "title": ("fontpkg_spectral", "Spectral-Medium.ttf", 68),
    "heading": ("fontpkg_spectral", "Spectral-Medium.ttf", 46),
    "subheading": ("fontpkg_spectral", "Spectral-Medium.ttf", 35),
    "body": ("fontpkg_fira_sans", "FiraSans-Regular.ttf", 31),
    "label": ("fontpkg_fira_sans", "FiraSans-Medium.ttf", 33),
    "small": ("fontpkg_fira_sans", "FiraSans-Regular.ttf", 26),
}
"""Each style's package, font file and size in pixels on a screen 1080 pixels high."""

JAPANESE = {"fontpkg_spectral": "NotoSerifJP-Regular.otf", "fontpkg_fira_sans": "NotoSansJP-Regular.otf"}
"""The files of `pylopdf_fonts_jp` that stand in for a typeface where a text has Japanese letters."""

_JAPANESE_LETTERS = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")

SMALLEST = 15
"""No text is set smaller than this many pixels, however small the screen."""

SMALLER = 0.7
"""A line that is too long is set smaller down to this part of its size, then it is cut."""

LEADING = 1.24
"""Distance of two lines of a paragraph in font sizes."""


@lru_cache(maxsize=8)
def _file(package: str, name: str) -> bytes:
    # Read whole: pygame goes on reading from the file as long as the font lives.
    return files(package).joinpath(name).read_bytes()


@lru_cache(maxsize=128)
def _font(package: str, name: str, pixels: int) -> pygame.font.Font:
    return pygame.font.Font(BytesIO(_file(package, name)), pixels)


def japanese(text: str) -> bool:
    """Whether a text has letters that only the Japanese typefaces have."""
    return _JAPANESE_LETTERS.search(text) is not None


def font(style: Style, scale: float, text: str = "") -> pygame.font.Font:
    """The font of a style on a screen of that scale, in the typeface that has the letters of `text`."""
    if not pygame.font.get_init():
        # Fonts do not outlive pygame's font module.
        _font.cache_clear()
        pygame.font.init()
    package, name, size = STYLES[style]
    if japanese(text):
        # Japanese letters fill their squares: a little smaller they look as large as the others.
        return _font("pylopdf_fonts_jp", JAPANESE[package], max(SMALLEST, round(size * scale * 0.92)))
    return _font(package, f"files/{name}", max(SMALLEST, round(size * scale)))


@lru_cache(maxsize=256)
def line(text: str, style: Style, scale: float, colour: Colour) -> pygame.Surface:
    """One line of text. The surface is shared: blit it, never draw on it."""
    return font(style, scale, text).render(text, True, colour)


@lru_cache(maxsize=1)
def _phrases() -> budoux.Parser:
    return budoux.load_default_japanese_parser()


def _units(text: str) -> list[tuple[str, str]]:
    """What a line is never broken within, each with what parts it from the one before: words, Japanese phrases."""
    units = []
    for word in text.split():
        first, *rest = _phrases().parse(word) if japanese(word) else [word]
        units += [(" ", first), *(("", phrase) for phrase in rest)]
    return units


def wrap(text: str, face: pygame.font.Font, width: int) -> list[str]:
    """Break a text into lines of at most `width` pixels: between words and Japanese phrases.

    Within one of them only where it is wider than that.
    """
    lines: list[str] = []
    for part in text.split("\n"):
        current = ""
        for space, word in _units(part):
            joined = f"{current}{space}{word}" if current else word
            if face.size(joined)[0] <= width:
                current = joined
                continue
            if current:
                lines.append(current)
            *whole, current = _break(word, face, width)
            lines.extend(whole)
        lines.append(current)
    return lines


def _break(word: str, face: pygame.font.Font, width: int) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and face.size(pieces[-1] + letter)[0] > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def shorten(text: str, face: pygame.font.Font, width: int) -> str:
    """The text, or its beginning and an ellipsis where it is wider than `width` pixels."""
    if face.size(text)[0] <= width:
        return text
    while text and face.size(text + "…")[0] > width:
        text = text[:-1]
    return text.rstrip() + "…"


@lru_cache(maxsize=128)
def paragraph(
    text: str,
    style: Style,
    scale: float,
    colour: Colour,
    width: int,
    lines: int = 100,
    align: Literal["left", "centre", "right"] = "left",
) -> pygame.Surface:
    """A wrapped text at most `width` pixels wide and `lines` lines high, the last one shortened if need be.

    The surface is as wide as its longest line and shared: blit it, never draw on it.
    """
    face = font(style, scale, text)
    wrapped = wrap(text, face, width)
    if len(wrapped) > lines:
        wrapped = [*wrapped[: lines - 1], shorten(" ".join(wrapped[lines - 1 :]), face, width)]
    rendered = [face.render(words, True, colour) for words in wrapped]
    leading = round(face.point_size * LEADING)
    widest = max(surface.get_width() for surface in rendered)
    height = leading * (len(rendered) - 1) + face.get_height()
    result = pygame.Surface((max(1, widest), height), pygame.SRCALPHA)
    for index, surface in enumerate(rendered):
        room = widest - surface.get_width()
        left = {"left": 0, "centre": room // 2, "right": room}[align]
        result.blit(surface, (left, index * leading))
    return result


@lru_cache(maxsize=128)
def fitted(text: str, style: Style, scale: float, colour: Colour, width: int) -> pygame.Surface:
    """One line no wider than `width` pixels: set smaller down to 70 per cent, then shortened."""
    for percent in range(100, round(100 * SMALLER) - 1, -5):
        if font(style, scale * percent / 100, text).size(text)[0] <= width:
            return line(text, style, scale * percent / 100, colour)
    return line(shorten(text, font(style, scale * SMALLER, text), width), style, scale * SMALLER, colour)
