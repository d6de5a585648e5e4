"""What can be done with a postcard: keep it in a folder, print it, hand it out. Each waits, so: for the back room."""

import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import platformdirs

from game.settings import Settings


def postcard_folder(settings: Settings) -> Path:
    """Where postcards are saved."""
    if settings.postcard_folder:
        return Path(settings.postcard_folder).expanduser()
    return Path(platformdirs.user_pictures_dir()) / "Style Duel"


def save_postcard(png: bytes, folder: Path, now: datetime) -> Path:
    """Write a postcard under the time it was made; never over another one. Raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, 1000):
        again = "" if number == 1 else f" ({number})"
        file = folder / f"Style Duel {now:%Y-%m-%d %H.%M.%S}{again}.png"
        try:
            with file.open("xb") as stream:
                stream.write(png)
        except FileExistsError:
            continue
        return file
    raise FileExistsError(f"{folder} is full of postcards of this second.")


def print_postcard(png: bytes) -> None:
    """Hand a postcard to the system's printer, which reads it from standard input. Raises `OSError`."""
    command = shutil.which("lp")
    if command is None:
        raise FileNotFoundError("There is no print command (lp) on this system.")
    try:
        subprocess.run(
            [command, "-s", "-t", "Style Duel", "-o", "fit-to-page", "-"],
            input=png,
            capture_output=True,
            timeout=20,
            check=True,
        )
    except subprocess.SubprocessError as error:
        raise OSError(f"The printer did not take the postcard: {error}") from error
