"""Where imported pictures go: one folder with `content/` or `style/` in it and a `collection.toml`; never beyond it."""

import contextlib
import hashlib
import os
import re
import tempfile
import tomllib
from pathlib import Path

import tomli_w

from game.captions import CAPTIONS, Kind
from models.decoder import Decoder
from models.errors import InputError
from models.files import UNFINISHED, write_atomically
from models.messages import Picture
from models.pictures import PictureError, save_picture


class Shelf:
    """A collection's folder that takes in pictures one by one; each is there whole, with its caption, or not at all."""

    def __init__(self, root: Path, kind: Kind) -> None:
        """Make the folders. Raises `InputError` where they cannot be used."""
        self.root, self.kind = root, kind
        self.folder = root / kind
        self._decoder = Decoder()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for path in (self.folder, root / CAPTIONS):
                if path.is_symlink():
                    raise InputError(f"{path} leads out of the folder; choose another one.")
            # What an import that was cut off left behind.
            for left in (*root.glob(f"{UNFINISHED}*"), *self.folder.glob(f"{UNFINISHED}*")):
                left.unlink()
            tempfile.TemporaryFile(dir=self.folder).close()
            self._text = self._read()
        except OSError as error:
            raise InputError(f"{root} cannot be written to ({error.strerror}); choose another folder.") from None
        self._captions = set(self._table(self._text).get(kind, {}))
        self._names = {file.stem[-8:]: file.name for file in self.folder.glob("*-????????.jpg")}

    def close(self) -> None:
        """End the process that decodes."""
        self._decoder.close()

    def find(self, mark: str) -> str | None:
        """The name of the file of a picture that is here already, by what tells it from others."""
        return self._names.get(_digest(mark))

    def take(self, data: bytes, mark: str, title: str, longest: int) -> str:
        """Keep a picture, at most `longest` pixels on the long side; its file's name comes back.

        Raises `PictureError` for what is no usable picture, `InputError` if it cannot be written.
        """
        name = f"{_slug(title)}-{_digest(mark)}.jpg"
        picture = self._decoded(data, longest)
        # Written anew, so that nothing but pixels comes in.
        try:
            save_picture(picture, self.folder / name)
        except PictureError as error:
            # Not the picture is at fault, but the folder.
            raise InputError(str(error)) from None
        self._names[_digest(mark)] = name
        return name

    def caption(self, name: str, caption: dict[str, object]) -> None:
        """Write a picture's caption, unless it has one: it may have been edited. Raises `InputError`."""
        if name in self._captions:
            return
        added = tomli_w.dumps({self.kind: {name: caption}})
        text = f"{self._text.rstrip()}\n\n{added}".lstrip()
        self._table(text)
        try:
            write_atomically(self.root / CAPTIONS, text.encode())
        except OSError as error:
            raise InputError(f"{self.root / CAPTIONS} cannot be written ({error.strerror}).") from None
        self._text = text
        self._captions.add(name)

    def _decoded(self, data: bytes, longest: int) -> Picture:
        handle, path = tempfile.mkstemp(dir=self.folder, prefix=UNFINISHED)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            return self._decoder.open(path, longest)
        except OSError as error:
            raise InputError(f"{self.folder} cannot be written to ({error.strerror}).") from None
        finally:
            with contextlib.suppress(OSError):
                Path(path).unlink()

    def _read(self) -> str:
        file = self.root / CAPTIONS
        try:
            return file.read_text(encoding="utf-8") if file.exists() else ""
        except UnicodeDecodeError:
            raise InputError(f"{file} is no text; move it away.") from None

    def _table(self, text: str) -> dict[str, dict[str, object]]:
        """The text as it will be read. Raises `InputError` if it cannot be."""
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise InputError(f"{self.root / CAPTIONS} is broken ({error}); mend it or move it away.") from None


def _digest(mark: str) -> str:
    return hashlib.sha256(mark.encode("utf-8", "replace")).hexdigest()[:8]


def _slug(title: str) -> str:
    """A title as a part of a file's name: letters and digits only, and not too many."""
    return re.sub(r"[\W_]+", "-", title.lower())[:40].strip("-") or "picture"
