"""Drawings that visitors offer for the gallery: they wait for staff, and only what staff has approved is shown."""

import json
import logging
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from game.captions import Caption
from game.collection import Card
from game.language import N_
from game.made import Pair
from models.messages import Picture
from models.pictures import PictureError, load_picture, save_picture

if TYPE_CHECKING:
    from game.collection import Collection
    from game.round import Round

MOST_WAITING = 100
"""When more drawings wait, the oldest go."""

MOST_SHOWN = 40

LONGEST_WAIT = 30 * 24 * 3600.0
"""Seconds after which a drawing that nobody has looked at is deleted."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Submission:
    """A drawing's file, and the names of the cards it was painted after."""

    file: Path
    content: str
    style: str

    def picture(self) -> Picture:
        """The drawing. Raises `PictureError`."""
        return load_picture(self.file)


class Submissions:
    """The folder with its two halves. What cannot be written is not offered; nothing raises."""

    def __init__(self, folder: Path | None = None) -> None:
        """Use `folder`, or the one in the user's data folder."""
        self._folder = folder or Path(platformdirs.user_data_dir("style-duel", appauthor=False)) / "drawings"
        self._waiting, self._shown = self._folder / "waiting", self._folder / "shown"

    def offer(self, round: "Round") -> bool:
        """Put the round's drawing before staff; false where it cannot be kept. Nothing else of the visit is stored."""
        if round.drawing is None or round.content is None or round.style is None:
            return False
        name = secrets.token_hex(8)
        cards = {"content": round.content.name, "style": round.style.name}
        try:
            self._waiting.mkdir(parents=True, exist_ok=True)
            save_picture(round.drawing, self._waiting / f"{name}.jpg")
            (self._waiting / f"{name}.json").write_text(json.dumps(cards), encoding="utf-8")
        except (OSError, PictureError) as error:
            _log.warning("A drawing for the gallery cannot be kept: %s", error)
            return False
        self._keep_newest(self._waiting, MOST_WAITING)
        return True

    def waiting(self) -> list[Submission]:
        """What staff has not looked at yet, the oldest first; what has waited too long is deleted."""
        for file in self._waiting.glob("*.jpg"):
            if time.time() - file.stat().st_mtime > LONGEST_WAIT:
                self._delete(file)
        return self._listed(self._waiting)

    def shown(self) -> list[Submission]:
        """What staff has approved, the oldest first."""
        return self._listed(self._shown)

    def approve(self, one: Submission) -> None:
        """Let a drawing be shown in the gallery."""
        try:
            self._shown.mkdir(parents=True, exist_ok=True)
            for file in (one.file.with_suffix(".json"), one.file):
                file.replace(self._shown / file.name)
        except OSError as error:
            _log.warning("A drawing cannot be approved: %s", error)
        self._keep_newest(self._shown, MOST_SHOWN)

    def refuse(self, one: Submission) -> None:
        """Delete a drawing, waiting or shown."""
        self._delete(one.file)

    def _listed(self, folder: Path) -> list[Submission]:
        found = []
        for file in _by_age(folder):
            try:
                cards = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
                found.append(Submission(file, str(cards["content"]), str(cards["style"])))
            except (OSError, ValueError, KeyError, TypeError):
                # Half of a drawing: the game ended just when it was written.
                self._delete(file)
        return found

    def _keep_newest(self, folder: Path, most: int) -> None:
        for file in _by_age(folder)[:-most]:
            self._delete(file)

    def _delete(self, file: Path) -> None:
        for part in (file, file.with_suffix(".json")):
            try:
                part.unlink(missing_ok=True)
            except OSError as error:
                _log.warning("%s cannot be deleted: %s", part, error)


def _by_age(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.jpg"), key=lambda file: (file.stat().st_mtime, file.name))


def hanging(submissions: Submissions, collection: "Collection", number: int) -> tuple[Pair, Picture, Picture] | None:
    """An approved drawing for every third stretch of *attract*'s wall: as a pair with its style, and both pictures."""
    shown = submissions.shown() if number % 3 == 2 else []
    if not shown:
        return None
    one = shown[number // 3 % len(shown)]
    style = next((card for card in collection.styles if card.name == one.style), collection.styles[0])
    try:
        caption = Caption({"title": N_("Painted by a visitor")})
        return Pair(Card("content", one.file.stem, one.file, caption), style), one.picture(), style.picture(768)
    except PictureError:
        return None
