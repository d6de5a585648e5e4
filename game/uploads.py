"""Where a visitor's own picture may lie: the operator's upload folder and what is plugged in."""

import contextlib
import os
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import platformdirs
import psutil

from game.settings import Settings

ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff"})

MOST_FILES = 500
"""A folder shows its newest pictures, at most so many."""

MOST_LOOKED_AT = 20_000
"""So many entries of a folder are looked at; what lies behind them is not worth the wait."""

_MOUNTS = ("/media/", "/run/media/", "/Volumes/")


@dataclass(frozen=True)
class Listing:
    """What is in a folder: folders by name, pictures with the newest first."""

    folders: tuple[Path, ...]
    files: tuple[Path, ...]


def upload_folder(settings: Settings) -> Path:
    """The operator's folder, or the user's pictures."""
    return Path(settings.upload_folder) if settings.upload_folder else platformdirs.user_pictures_path()


def plugged_in() -> tuple[Path, ...]:
    """The folders of memory sticks and cards."""
    return tuple(
        Path(partition.mountpoint)
        for partition in psutil.disk_partitions()
        if "removable" in partition.opts.split(",") or partition.mountpoint.startswith(_MOUNTS)
    )


def list_folder(folder: Path) -> Listing:
    """The folders and pictures in a folder, hidden ones left out; nothing where it cannot be read.

    Links are left out, too: one on a memory stick could lead anywhere on this machine.
    """
    folders: list[Path] = []
    files: list[tuple[float, Path]] = []
    try:
        with os.scandir(folder) as entries:
            for entry in islice(entries, MOST_LOOKED_AT):
                if entry.name.startswith("."):
                    continue
                # A file may be gone by now, and the stick with it.
                with contextlib.suppress(OSError):
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(Path(entry.path))
                    elif entry.is_file(follow_symlinks=False) and Path(entry.name).suffix.lower() in ENDINGS:
                        files.append((entry.stat().st_mtime, Path(entry.path)))
    except OSError:
        return Listing((), ())
    files.sort(key=lambda file: (-file[0], file[1].name))
    by_name = sorted(folders, key=lambda path: path.name.lower())
    return Listing(tuple(by_name), tuple(path for _, path in files[:MOST_FILES]))
