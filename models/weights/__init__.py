"""The trained weights that ship with the program, each checked by its SHA-256 before it is used."""

import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from models.errors import InputError

FOLDER = Path(__file__).parent

SUMS = "SHA256SUMS"
"""The file beside the weights with a line "digest  name" for each, as `sha256sum` writes it."""


class WeightsError(InputError):
    """Weights that are missing or are not what they should be; the message is one plain sentence."""


def sha256(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal. Raises `WeightsError` if it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise WeightsError(f"{path} cannot be read ({error.strerror}); install the program again.") from None


def write_sums(folder: Path, names: tuple[str, ...]) -> None:
    """Write what the files of these names in `folder` must hash to; one that is not there yet is left out."""
    lines = [f"{sha256(folder / name)}  {name}\n" for name in names if (folder / name).exists()]
    (folder / SUMS).write_text("".join(lines))


def verify(path: Path) -> None:
    """Check a file against the sums beside it. Raises `WeightsError` if it is missing or was changed."""
    digest = sha256(path)
    try:
        lines = (path.parent / SUMS).read_text().splitlines()
    except OSError:
        raise WeightsError(f"{path.parent / SUMS} is missing; install the program again.") from None
    if f"{digest}  {path.name}" not in lines:
        raise WeightsError(f"{path} is not the file that was shipped (SHA-256 differs); install the program again.")


def load_weights(path: Path) -> dict[str, NDArray[np.generic]]:
    """The arrays of a safetensors file, by name. Raises `WeightsError` as `verify` does."""
    verify(path)
    try:
        return load_file(path)
    except SafetensorError as error:
        raise WeightsError(f"{path} is no safetensors file ({error}).") from None
