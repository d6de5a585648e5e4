"""Texts in IIIF documents: in several languages, perhaps with HTML, from anywhere, and as long as their makers like."""

import unicodedata
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser

Texts = Mapping[str, str]
"""A text by the code of its language; "" where none is given."""

LONGEST_TEXT = 300
"""Characters of a line of a caption; more cannot be read beside a picture."""

MOST_TEXTS = 20
"""So many texts are joined at most."""


def items(value: object) -> list[object]:
    """What may stand alone or in a list, as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def table(value: object) -> dict[str, object]:
    """A JSON object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def string(value: object) -> str:
    """A string, or an empty one for anything else."""
    return value if isinstance(value, str) else ""


def texts_of(value: object) -> dict[str, str]:
    """A text of either version: {"en": ["..."]}, {"@value": "...", "@language": "en"}, "...", or a list of those."""
    found: dict[str, list[str]] = {}
    for item in items(value)[:MOST_TEXTS]:
        said = table(item)
        if "@value" in said:
            found.setdefault(_code(said.get("@language")), []).append(string(said["@value"]))
        elif said:
            for code, values in said.items():
                found.setdefault(_code(code), []).extend(map(string, items(values)[:MOST_TEXTS]))
        else:
            found.setdefault("", []).append(string(item))
    plain = {code: "; ".join(dict.fromkeys(filter(None, map(plain_text, values)))) for code, values in found.items()}
    return {code: shortened(text) for code, text in plain.items() if text}


def best(texts: Texts) -> str:
    """The text for everybody: English, or in no particular language, or the first."""
    return texts.get("en") or texts.get("") or next(iter(texts.values()), "")


def joined(parts: Iterable[Texts], separator: str) -> dict[str, str]:
    """Several texts in a row, in every language that one of them has."""
    parts = [part for part in parts if part]
    codes = dict.fromkeys(code for part in parts for code in part)
    return {code: separator.join(part.get(code) or best(part) for part in parts) for code in codes}


def shortened(text: str) -> str:
    """At most `LONGEST_TEXT` characters, cut between words."""
    if len(text) <= LONGEST_TEXT:
        return text
    return f"{text[: LONGEST_TEXT - 2].rpartition(' ')[0] or text[: LONGEST_TEXT - 2]} …"


def plain_text(text: str) -> str:
    """A text without HTML and control characters, its words one space apart."""
    reader = _Words()
    # More than this is no caption, and some texts are books.
    reader.feed(text[:4000])
    reader.close()
    kept = (letter if unicodedata.category(letter)[0] not in "CZ" else " " for letter in "".join(reader.words))
    return " ".join("".join(kept).split())


class _Words(HTMLParser):
    """What a reader would see of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in ("script", "style")
        if tag in ("br", "p", "div", "li"):
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in ("script", "style")))

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.words.append(data)


def _code(value: object) -> str:
    """The two letters of a language; "" for none and for what is no language."""
    code = string(value).lower().partition("-")[0]
    return "" if code in ("none", "@none", "und", "mul") or not code.isalpha() else code
