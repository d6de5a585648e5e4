"""The visitor's language: every word that is seen goes through `_` at the moment it is laid out.

The catalogues are standard gettext, in `assets/languages`; `python -m assets.languages` renews them. A text that is
kept for later - a button's label, a table of titles - is marked by `N_` and goes through `_` when it is drawn, so that
the visitor can switch at any moment. What is kept as a picture belongs to the language `current()` it was drawn in.
"""

import gettext
from functools import lru_cache
from importlib.resources import files

DOMAIN = "style-duel"

NAMES: dict[str, str] = {
    "en": "English",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "it": "Italiano",
    "pt": "Português",
    "pl": "Polski",
    "uk": "Українська",
    "ja": "日本語",
}
"""Every language's code, as settings and catalogues use it, and its own name."""


@lru_cache(maxsize=16)
def catalogue(code: str) -> gettext.NullTranslations:
    """The catalogue of a language; English, which stands in the source, needs none, and serves where one is missing."""
    if code == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, str(files("assets") / "languages"), [code], fallback=True)


class _Visitor:
    """What this moment's visitor reads."""

    code = "en"
    words = gettext.NullTranslations()


def use(code: str, words: gettext.NullTranslations | None = None) -> None:
    """Speak another language from now on; `words` replaces its catalogue. Raises `KeyError` for one we do not have."""
    NAMES[code]
    _Visitor.code, _Visitor.words = code, words or catalogue(code)


def current() -> str:
    """The code of the language of this moment."""
    return _Visitor.code


def _(text: str) -> str:
    """A visible text, English in the source, in the language of this moment."""
    # The catalogue keeps its head under the empty text.
    return _Visitor.words.gettext(text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """A visible text that depends on a number: English for one and for many, in the right form of this language."""
    return _Visitor.words.ngettext(one, many, count)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a text for the catalogues that goes through `_` only later, when it is drawn."""
    return text
