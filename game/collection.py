"""The content and style pictures with their captions: the house collection, or any folder of pictures.

A folder has `content/` and `style/` with pictures, and perhaps a `collection.toml` with captions; a folder with
neither serves as both. Nothing is decoded at the start but headers, so hundreds of pictures start as fast as ten.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path

from game.captions import CAPTIONS, KINDS, Caption, Kind, read_captions
from game.kept import Verdicts, thumbnail
from models.errors import InputError
from models.messages import Picture
from models.pictures import PictureError, check_picture, load_picture

NO_PICTURES = frozenset({CAPTIONS, "README.md", "README.txt", "LICENSE", "Thumbs.db", "desktop.ini"})
"""What may lie beside the pictures."""


class CollectionError(InputError):
    """A folder that cannot serve as a collection at all; the message is one plain sentence."""


@dataclass(frozen=True)
class Card:
    """One picture and its caption, in the language of the moment it is asked for; "" where something is not known."""

    kind: Kind
    name: str
    path: Path
    caption: Caption = field(default=Caption(), compare=False)

    @property
    def title(self) -> str:
        """What the picture is called."""
        return self.caption.line("title")

    @property
    def artist(self) -> str:
        """Who made it."""
        return self.caption.line("artist")

    @property
    def year(self) -> str:
        """When it was made."""
        return self.caption.line("year")

    @property
    def credit(self) -> str:
        """Whom to thank for it."""
        return self.caption.line("credit")

    @property
    def licence(self) -> str:
        """What allows its use."""
        return self.caption.line("licence")

    @property
    def fact(self) -> str:
        """Something worth telling."""
        return self.caption.line("fact")

    def picture(self, longest: int) -> Picture:
        """The picture, at most `longest` pixels on the long side. Raises `PictureError` if the file is gone by now."""
        return load_picture(self.path, longest)

    def thumbnail(self) -> Picture:
        """A small picture, made once and kept in the user's cache folder. Raises `PictureError`."""
        return thumbnail(self.path)


@dataclass(frozen=True)
class Collection:
    """What can be dealt; `problems` has one plain sentence for each thing that was left out."""

    contents: tuple[Card, ...]
    styles: tuple[Card, ...]
    problems: tuple[str, ...] = ()


def load_collection(folder: Path | None = None) -> Collection:
    """Read a collection; None is the house collection.

    Files that are no usable pictures are left out and named in `problems`: as far as their headers tell, and in full
    if `collection check` has looked at them. Raises `CollectionError` where no content or no style is left.
    """
    house = folder is None
    root = Path(str(files("assets") / "collection")) if folder is None else folder
    if not root.is_dir():
        raise CollectionError(f"{root} is not a folder; name one with pictures in content/ and style/.")
    problems: list[str] = []
    verdicts = Verdicts(root)
    captions = read_captions(root / CAPTIONS, problems, house)
    cards: dict[Kind, list[Card]] = {kind: [] for kind in KINDS}
    flat = not any((root / kind).is_dir() for kind in KINDS)
    for kind in KINDS:
        for file in _files(root if flat else root / kind, captions[kind] if house else {}):
            card = _card(kind, file, captions[kind].get(file.name, Caption()), verdicts, problems)
            if card is not None:
                cards[kind].append(card)
        known = {card.path.name for card in cards[kind]}
        for name in captions[kind]:
            if name not in known and not any(name in problem for problem in problems):
                problems.append(f"{CAPTIONS} describes {kind}/{name}, which does not exist.")
    verdicts.keep()
    for kind in KINDS:
        if not cards[kind]:
            why = f" ({problems[0]})" if problems else ""
            raise CollectionError(f"{root} has no usable {kind} picture{why}; put at least one into {kind}/.")
    return Collection(tuple(cards["content"]), tuple(cards["style"]), tuple(dict.fromkeys(problems)))


def _files(folder: Path, captions: dict[str, Caption]) -> Iterator[Path]:
    """What should be pictures: what lies in a folder, and what captions take from an installed package, by name."""
    found = [file for file in folder.glob("*") if not file.name.startswith(".") and file.name not in NO_PICTURES]
    for name, caption in captions.items():
        if caption.package:
            package, _, inside = caption.package.partition(":")
            found.append(Path(str(files(package) / inside / name)))
    return iter(sorted(found, key=lambda file: file.name))


def _card(kind: Kind, file: Path, caption: Caption, verdicts: Verdicts, problems: list[str]) -> Card | None:
    if file.is_dir():
        problems.append(f"{file} is a folder; put its pictures beside it.")
        return None
    wrong = verdicts.find(file)
    if wrong is None:
        try:
            check_picture(file)
        except PictureError as error:
            problems.append(str(error))
            return None
    verdicts.note(file, wrong or "")
    if wrong:
        problems.append(wrong)
        return None
    if not caption.default.get("title"):
        title = file.stem.replace("_", " ").replace("-", " ").strip().capitalize()
        caption = replace(caption, default={**caption.default, "title": title})
    return Card(kind, file.stem, file, caption)
