"""The content and style pictures with their captions: the house collection, or any folder of pictures.

A folder has `content/` and `style/` with pictures, and perhaps a `collection.toml` with captions; a folder with
neither serves as both. Nothing is decoded at the start but headers, so hundreds of pictures start as fast as ten.
"""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, ValidationError

from models.errors import InputError
from models.messages import Picture
from models.pictures import PictureError, check_picture, load_picture, save_picture

THUMBNAIL = 480
"""Long side of a thumbnail, in pixels."""

CAPTIONS = "collection.toml"

Kind = Literal["content", "style"]
KINDS: tuple[Kind, Kind] = ("content", "style")


class CollectionError(InputError):
    """A folder that cannot serve as a collection at all; the message is one plain sentence."""


class Caption(BaseModel):
    """What `collection.toml` may say about one picture, in a table named after its file: `[content."moon.jpg"]`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = ""
    artist: str = ""
    year: str = ""
    credit: str = ""
    licence: str = ""
    fact: str = ""
    package: str = ""


@dataclass(frozen=True)
class Card:
    """One picture and its caption; "" where something is not known."""

    kind: Kind
    name: str
    path: Path
    title: str
    artist: str = ""
    year: str = ""
    credit: str = ""
    licence: str = ""
    fact: str = ""

    def picture(self, longest: int) -> Picture:
        """The picture, at most `longest` pixels on the long side. Raises `PictureError` if the file is gone by now."""
        return load_picture(self.path, longest)

    def thumbnail(self) -> Picture:
        """A small picture, made once and kept in the user's cache folder."""
        state = self.path.stat()
        mark = f"{self.path.resolve()} {state.st_mtime_ns} {state.st_size} {THUMBNAIL}"
        folder = Path(platformdirs.user_cache_dir("style-duel", appauthor=False)) / "thumbnails"
        kept = folder / f"{hashlib.sha256(mark.encode()).hexdigest()[:24]}.jpg"
        try:
            return load_picture(kept)
        except PictureError:
            picture = load_picture(self.path, THUMBNAIL)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            save_picture(picture, kept)
        except (OSError, PictureError):
            # A cache that cannot be written only costs time.
            pass
        return picture


@dataclass(frozen=True)
class Collection:
    """What can be dealt; `problems` has one plain sentence for each thing that was left out."""

    contents: tuple[Card, ...]
    styles: tuple[Card, ...]
    problems: tuple[str, ...] = ()


def load_collection(folder: Path | None = None) -> Collection:
    """Read a collection; None is the house collection.

    Files that are no usable pictures are left out and named in `problems`. Raises `CollectionError` where no content
    or no style is left.
    """
    house = folder is None
    root = Path(str(files("assets") / "collection")) if folder is None else folder
    if not root.is_dir():
        raise CollectionError(f"{root} is not a folder; name one with pictures in content/ and style/.")
    problems: list[str] = []
    captions = _read_captions(root / CAPTIONS, problems)
    cards: dict[Kind, list[Card]] = {kind: [] for kind in KINDS}
    flat = not any((root / kind).is_dir() for kind in KINDS)
    for kind in KINDS:
        for file in _files(root if flat else root / kind, captions[kind] if house else {}):
            card = _card(kind, file, captions[kind].get(file.name, Caption()), problems)
            if card is not None:
                cards[kind].append(card)
        known = {card.path.name for card in cards[kind]}
        for name in captions[kind]:
            if name not in known and not any(name in problem for problem in problems):
                problems.append(f"{CAPTIONS} describes {kind}/{name}, which does not exist.")
    for kind in KINDS:
        if not cards[kind]:
            why = f" ({problems[0]})" if problems else ""
            raise CollectionError(f"{root} has no usable {kind} picture{why}; put at least one into {kind}/.")
    return Collection(tuple(cards["content"]), tuple(cards["style"]), tuple(dict.fromkeys(problems)))


def _files(folder: Path, captions: dict[str, Caption]) -> Iterator[Path]:
    """The files of a folder, and those that captions take from an installed package, in the order of their names."""
    found = [file for file in folder.glob("*") if file.is_file() and not file.name.startswith(".")]
    for name, caption in captions.items():
        if caption.package:
            package, _, inside = caption.package.partition(":")
            found.append(Path(str(files(package) / inside / name)))
    return iter(sorted(found, key=lambda file: file.name))


def _card(kind: Kind, file: Path, caption: Caption, problems: list[str]) -> Card | None:
    if file.name in (CAPTIONS, "README.md"):
        return None
    try:
        check_picture(file)
    except PictureError as error:
        problems.append(str(error))
        return None
    said = caption.model_dump(exclude={"package"})
    said["title"] = said["title"] or file.stem.replace("_", " ").replace("-", " ").strip().capitalize()
    return Card(kind, file.stem, file, **said)


def _read_captions(file: Path, problems: list[str]) -> dict[Kind, dict[str, Caption]]:
    """The captions by kind and file name; what is wrong is named, what is right is used."""
    captions: dict[Kind, dict[str, Caption]] = {kind: {} for kind in KINDS}
    if not file.exists():
        return captions
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(f"{file} cannot be read ({error}); the pictures go without captions.")
        return captions
    for kind in KINDS:
        entries = table.get(kind, {})
        for name, said in entries.items() if isinstance(entries, dict) else ():
            try:
                captions[kind][name] = Caption.model_validate(said)
            except ValidationError as error:
                first = error.errors()[0]
                where = ".".join(str(part) for part in first["loc"])
                problems.append(f"{file}: the caption of {kind}/{name} is left out: {where}: {first['msg']}.")
    return captions
