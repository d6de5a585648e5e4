"""The operator's settings file as the staff's pages write it: checked, whole or not at all, the last ones kept."""

import time
from pathlib import Path
from typing import Any

import tomli_w

from game.settings import Settings
from models.files import write_atomically

MOST_VERSIONS = 10


def changed(settings: Settings, name: str, value: Any) -> Settings:
    """The settings with one value changed. Raises pydantic's `ValidationError` (a `ValueError`) if it is none."""
    return Settings.model_validate({**settings.model_dump(), name: value})


def save_settings(settings: Settings, file: Path) -> None:
    """Write what differs from the defaults, and keep what stood there before. Raises `OSError`."""
    plain = settings.model_dump(exclude_defaults=True, mode="json")
    content = tomli_w.dumps(plain).encode()
    if file.exists():
        before = file.read_bytes()
        if before == content:
            return
        write_atomically(versions(file)[1] / f"{time.time_ns()}.toml", before)
    for old in versions(file)[0][:-MOST_VERSIONS]:
        old.unlink()
    write_atomically(file, content)


def versions(file: Path) -> tuple[list[Path], Path]:
    """The earlier versions of a settings file, the oldest first, and the folder that they are in."""
    folder = file.parent / f"{file.stem}-versions"
    return sorted(folder.glob("*.toml")), folder
