"""What the machines made of pairs of the collection, for *attract*: made once, kept in the user's cache folder."""

import hashlib
import logging
import math
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from models.messages import Method, Picture
from models.pictures import PictureError, load_picture, save_picture

if TYPE_CHECKING:
    from game.collection import Card, Collection

SIZE = 960
"""Long side of the fast method's pictures, in pixels."""

MOST_KEPT = 120
"""More pictures than this are not kept: the oldest go."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pair:
    """A content and a style picture whose meeting is shown in *attract*."""

    content: "Card"
    style: "Card"


def pairs_of(collection: "Collection", count: int = 24) -> list[Pair]:
    """At most `count` pairs, the same at every start, so that what was made once is found again.

    Every content comes before one comes twice, and so with the styles.
    """
    order = random.Random(2015)
    contents = order.sample(collection.contents, len(collection.contents))
    styles = order.sample(collection.styles, len(collection.styles))
    pairs: list[Pair] = []
    for index in range(min(count, len(contents) * len(styles))):
        # After a whole turn of the styles the pairs shift by one, so that none comes twice.
        shift = index // math.lcm(len(contents), len(styles))
        pairs.append(Pair(contents[index % len(contents)], styles[(index + shift) % len(styles)]))
    return pairs


class Made:
    """The folder of what was made. Its methods read and write files: call them in the back room."""

    def __init__(self, folder: Path | None = None) -> None:
        """Use `folder`, or the user's cache folder."""
        self.folder = folder or Path(platformdirs.user_cache_dir("style-duel", appauthor=False)) / "attract"

    def find(self, method: Method, content: Picture, style: Picture) -> Picture | None:
        """What a method made of these two pictures before, if it is kept."""
        try:
            return load_picture(self._path(method, content, style))
        except PictureError:
            return None

    def keep(self, method: Method, content: Picture, style: Picture, made: Picture) -> None:
        """Keep a picture for the next start. A folder that cannot be written only means that it is made again."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            save_picture(made, self._path(method, content, style))
            kept = sorted(self.folder.glob("*.jpg"), key=lambda path: path.stat().st_mtime)
            for path in kept[:-MOST_KEPT]:
                path.unlink(missing_ok=True)
        except (OSError, PictureError) as error:
            _log.warning("Pictures for the gallery cannot be kept: %s", error)

    def _path(self, method: Method, content: Picture, style: Picture) -> Path:
        digest = hashlib.sha256(f"{method} {SIZE} {content.shape} {style.shape}".encode())
        digest.update(content.tobytes())
        digest.update(style.tobytes())
        return self.folder / f"{digest.hexdigest()[:24]}.jpg"
