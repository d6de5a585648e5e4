"""Fetches torchvision's official VGG-19 weights, for machines that are online (`python main.py models fetch`)."""

import hashlib
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import platformdirs
import torch
from safetensors.torch import save_file
from torch import Tensor

from models.weights import SUMS, WeightsError, sha256

ADDRESS = "https://download.pytorch.org/models/vgg19-dcbb9e9d.pth"
"""`torchvision.models.VGG19_Weights.IMAGENET1K_V1`, 548 MB, of which the 13 convolutions up to conv5_1 are kept."""

DIGEST_START = "dcbb9e9d"
"""The file's SHA-256 begins with the hexadecimal digits that its publishers put into its name."""

LAYERS = (0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28)
"""Where the 13 convolutions stand in torchvision's `vgg19().features`."""

CHUNK = 1 << 20


def full_weights_path() -> Path:
    """Where the fetched weights lie: in the user's data folder."""
    return Path(platformdirs.user_data_dir("style-duel", appauthor=False)) / "vgg19.safetensors"


def fetch_full(on_progress: Callable[[float], None], address: str = ADDRESS, digest_start: str = DIGEST_START) -> Path:
    """Download and verify the weights unless they are there; returns where they lie.

    `on_progress` gets the share that has come, 0 to 1. What is broken off leaves nothing behind. Raises `WeightsError`
    if there is no connection or no room, or if what came is not what was asked for.
    """
    target = full_weights_path()
    if target.exists():
        return target
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            download = Path(folder) / "vgg19.pth"
            if not _download(address, download, on_progress).startswith(digest_start):
                raise WeightsError(f"What came from {address} is not the file it should be (SHA-256 differs).")
            kept = Path(folder) / target.name
            save_file(convolutions_of(download), kept)
            (target.parent / SUMS).write_text(f"{sha256(kept)}  {target.name}\n")
            kept.replace(target)
    except urllib.error.URLError as error:
        raise WeightsError(f"{address} cannot be reached ({error.reason}); is this machine online?") from None
    except OSError as error:
        raise WeightsError(f"{target} cannot be written ({error.strerror or error}).") from None
    return target


def _download(address: str, file: Path, on_progress: Callable[[float], None]) -> str:
    """Bring what lies at an address into a file; returns its SHA-256."""
    digest = hashlib.sha256()
    with urllib.request.urlopen(address, timeout=30) as answer, file.open("wb") as stream:
        length = int(answer.headers.get("Content-Length") or 0)
        while chunk := answer.read(CHUNK):
            stream.write(chunk)
            digest.update(chunk)
            on_progress(min(1.0, stream.tell() / length) if length else 0.0)
    return digest.hexdigest()


def convolutions_of(file: Path) -> dict[str, Tensor]:
    """The convolutions of a state dictionary of torchvision's `vgg19`, under the names that `FeatureNetwork` uses."""
    # The publishers offer no other form; `weights_only` reads tensors and runs nothing.
    weights = torch.load(file, map_location="cpu", weights_only=True, mmap=True)
    return {
        f"convolutions.{number}.{part}": weights[f"features.{layer}.{part}"].clone()
        for number, layer in enumerate(LAYERS)
        for part in ("weight", "bias")
    }
