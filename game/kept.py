"""What is kept in the user's cache folder, so that hundreds of pictures start as fast as ten.

Thumbnails are made once; and of each folder it is noted which files have been found to be pictures, and which not.
Both are known by the file's place, size and date: a changed file is looked at anew. A cache that cannot be written
only costs time.
"""

import contextlib
import hashlib
import tempfile
from pathlib import Path

import platformdirs
from pydantic import TypeAdapter, ValidationError

from models.messages import Picture
from models.pictures import PictureError, load_picture, save_picture

THUMBNAIL = 480
"""Long side of a thumbnail, in pixels."""

_VERDICTS = TypeAdapter(dict[str, str])


def thumbnail(file: Path) -> Picture:
    """A small picture, made once and kept. Raises `PictureError`."""
    try:
        return load_picture(_kept(file))
    except OSError as error:
        raise PictureError(f"{file} cannot be read ({error.strerror}).") from None
    except PictureError:
        picture = load_picture(file, THUMBNAIL)
    keep_thumbnail(file, picture)
    return picture


def keep_thumbnail(file: Path, picture: Picture) -> None:
    """Keep the thumbnail of a file."""
    with contextlib.suppress(OSError, PictureError):
        kept = _kept(file)
        kept.parent.mkdir(parents=True, exist_ok=True)
        save_picture(picture, kept)


class Verdicts:
    """What has been found out about the files of a folder, as they are now: that one is a picture, or why not."""

    def __init__(self, root: Path) -> None:
        """Read what was found out before."""
        self._file = _folder("checked") / f"{_digest(str(root.resolve()))}.json"
        self._now: dict[str, str] = {}
        self._known: dict[str, str] = {}
        with contextlib.suppress(OSError, ValueError, ValidationError):
            self._known = _VERDICTS.validate_json(self._file.read_bytes())

    def find(self, file: Path) -> str | None:
        """What is wrong with a file, "" for nothing; None where it is not known or the file has changed."""
        with contextlib.suppress(OSError):
            return self._known.get(self._line(file))
        return None

    def note(self, file: Path, wrong: str = "") -> None:
        """Note that a file is a picture, or what is wrong with it."""
        with contextlib.suppress(OSError):
            self._now[self._line(file)] = wrong

    def keep(self) -> None:
        """Write down what was noted, and nothing else, for the next start."""
        if self._now == self._known:
            return
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("wb", dir=self._file.parent, delete=False) as file:
                file.write(_VERDICTS.dump_json(self._now))
            Path(file.name).replace(self._file)

    def _line(self, file: Path) -> str:
        # Not the whole path: the folder may be named in more than one way.
        return _identity(file, f"{file.parent.name}/{file.name}")


def _folder(name: str) -> Path:
    return Path(platformdirs.user_cache_dir("style-duel", appauthor=False)) / name


def _kept(file: Path) -> Path:
    return _folder("thumbnails") / f"{_digest(f'{THUMBNAIL} {_identity(file, str(file.resolve()))}')}.jpg"


def _identity(file: Path, place: str) -> str:
    """What changes when a file does. Its name may hold anything, even what is no Unicode."""
    state = file.stat()
    return f"{state.st_mtime_ns} {state.st_size} {place!a}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:24]
