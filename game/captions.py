"""Captions: what `collection.toml` says about each picture, in any of the visitor's languages.

A table is named after the picture's file, `[style."woodcut.jpg"]`; all its lines are optional. The same lines in
another language stand in a table of their own, named after its code: `[style."woodcut.jpg".de]`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from game import language

CAPTIONS = "collection.toml"

Kind = Literal["content", "style"]
KINDS: tuple[Kind, Kind] = ("content", "style")

LINES = ("title", "artist", "year", "credit", "licence", "fact")
"""What can be said about a picture, in each language."""


@dataclass(frozen=True)
class Caption:
    """What is said about one picture: by default, and in languages by their codes; "" where something is not known.

    `package` names where a picture that an installed package brings is found, "package:folder".
    """

    default: Mapping[str, str] = field(default_factory=dict)
    languages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    package: str = ""

    def line(self, name: str) -> str:
        """One of `LINES` in the language of this moment, or as it is said by default."""
        return self.languages.get(language.current(), {}).get(name) or self.default.get(name, "")


def read_captions(file: Path, problems: list[str], house: bool = False) -> dict[Kind, dict[str, Caption]]:
    """The captions by kind and file name. What is wrong is named in `problems`, the rest is used.

    Only in the `house` collection a caption may take its picture from an installed package.
    """
    captions: dict[Kind, dict[str, Caption]] = {kind: {} for kind in KINDS}
    if not file.exists():
        return captions
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        problems.append(f"{file} cannot be read ({error}); the pictures go without captions.")
        return captions
    for kind, entries in table.items():
        if kind not in KINDS or not isinstance(entries, dict):
            problems.append(
                f'{file}: "{kind}" is not known; captions stand in tables such as [content."NAME"] and [style."NAME"].'
            )
            continue
        for name, said in entries.items():
            where = f"{file}, {kind}/{name}"
            if isinstance(said, dict):
                captions[kind][name] = _caption(said, where, problems, house)
            else:
                problems.append(f'{where} is no table; begin it with the line [{kind}."{name}"].')
    return captions


def _caption(said: dict[str, object], where: str, problems: list[str], house: bool) -> Caption:
    languages: dict[str, Mapping[str, str]] = {}
    default: dict[str, object] = {}
    package = ""
    for name, value in said.items():
        if name in language.NAMES and isinstance(value, dict):
            languages[name] = dict(_lines(value, f"{where}, {language.NAMES[name]}", problems))
        elif name == "package" and house:
            package = str(value)
        else:
            default[name] = value
    return Caption(dict(_lines(default, where, problems)), languages, package)


def _lines(said: dict[str, object], where: str, problems: list[str]) -> Iterator[tuple[str, str]]:
    """The lines that can be used."""
    for name, value in said.items():
        if isinstance(value, dict):
            problems.append(f'{where}: "{name}" is no language that is spoken here; {_listed(language.NAMES)} are.')
        elif name in language.NAMES:
            problems.append(f'{where}: "{name}" is a language; it needs a table of its own, with a title and a fact.')
        elif name not in LINES:
            problems.append(f'{where}: the line "{name}" is not known; {_listed(LINES)} are.')
        elif name == "year" and isinstance(value, int) and not isinstance(value, bool):
            yield name, str(value)
        elif not isinstance(value, str):
            problems.append(f'{where}: {name} is no text; write it in quotes, {name} = "...".')
        else:
            yield name, " ".join(value.split())


def _listed(names: "Mapping[str, str] | tuple[str, ...]") -> str:
    """Words in a row: a, b and c."""
    *first, last = names
    return f"{', '.join(first)} and {last}"
