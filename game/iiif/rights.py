"""What a rights statement allows. A stylised picture is a derivative, so "no derivatives" does not allow it.

The statements are those that IIIF asks for: the licences of Creative Commons and the vocabulary of
https://rightsstatements.org; and, where a museum gives only words, the usual short ones.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_CREATIVE_COMMONS = re.compile(
    r"//(?:www\.)?creativecommons\.org/(?:licenses|publicdomain)/([a-z+-]+)(?:/(\d\.\d))?", re.IGNORECASE
)
_STATEMENTS = re.compile(r"//(?:www\.)?rightsstatements\.org/(?:vocab|page)/([a-z-]+)", re.IGNORECASE)
_WORDS = re.compile(
    r"(?:(public domain)(?: mark)?|cc[ -]?(0|zero)|cc[ -](by(?:-nc)?(?:-sa|-nd)?))(?: (\d\.\d))?"
    r"(?: universal| international)?\.?",
    re.IGNORECASE,
)

_LICENCES = {"by": "CC BY", "by-sa": "CC BY-SA", "by-nc": "CC BY-NC", "by-nc-sa": "CC BY-NC-SA"}
_FREE = {"zero": "CC0", "0": "CC0", "mark": "Public domain", "publicdomain": "Public domain"}
_VOCABULARY = {
    "noc-us": "No copyright (United States)",
    "nkc": "No known copyright",
    "noc-nc": "No copyright, non-commercial use only",
}


@dataclass(frozen=True)
class Rights:
    """A statement in the words for a caption, and whether the picture may be shown, changed and shown again."""

    words: str
    allowed: bool


def rights_of(statements: Sequence[str]) -> Rights:
    """What all of these addresses or words together allow; nothing said allows nothing."""
    found = [rights for statement in statements for rights in _each(statement)]
    words = "; ".join(dict.fromkeys(rights.words for rights in found))
    return Rights(words, bool(found) and all(rights.allowed for rights in found))


def names_rights(text: str) -> bool:
    """Whether a text holds the address of a rights statement."""
    return bool(_CREATIVE_COMMONS.search(text) or _STATEMENTS.search(text))


def _each(statement: str) -> list[Rights]:
    found = [_creative_commons(name.lower(), version) for name, version in _CREATIVE_COMMONS.findall(statement)]
    for name in _STATEMENTS.findall(statement):
        known = _VOCABULARY.get(name.lower())
        found.append(Rights(known or f"rightsstatements.org {name}", known is not None))
    if not found:
        said = _WORDS.fullmatch(" ".join(statement.split()))
        if said is None:
            return [Rights(" ".join(statement.split())[:120], False)]
        free, zero, licence, version = said.groups()
        found.append(_creative_commons("mark" if free else "zero" if zero else licence.lower(), version or ""))
    return found


def _creative_commons(name: str, version: str) -> Rights:
    if name in _FREE:
        return Rights(_FREE[name], True)
    words = _LICENCES.get(name, f"CC {name.upper()}")
    return Rights(f"{words} {version}".strip(), name in _LICENCES)
