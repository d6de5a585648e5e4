"""Files that are whole or not there: what is written replaces what was there only when all of it is on the disk."""

import contextlib
import os
import tempfile
from pathlib import Path

UNFINISHED = ".saving-"
"""So begins the name of a file that is being written: hidden, as what a killed process leaves is nobody's file."""


def write_atomically(file: Path, content: bytes, private: bool = False) -> None:
    """Write a file, its folders if need be; `private` lets only its owner read it. Raises `OSError`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        if not private:
            Path(name).chmod(0o644)
        os.replace(name, file)  # noqa: PTH105 - the same, without a second Path
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
