"""The pictures that the recipes learn from, and the rule that sets the test pictures aside.

A recipe is given a folder with subfolders of pictures whose names are hashes. What begins with 0 or 1 is never
trained on: an eighth of all, chosen by nothing but the hash.
"""

from pathlib import Path

import torch
from torch import Tensor

from models.pictures import load_picture

HELD_OUT = ("0", "1")


def picture_files(folder: Path, *, held_out: bool) -> list[Path]:
    """The picture files of one folder in a fixed order: those to train on, or those set aside."""
    return [file for file in sorted(folder.glob("*.jpg")) if file.name.startswith(HELD_OUT) == held_out]


def load_pictures(folders: list[Path], *, held_out: bool, longest: int | None = None) -> list[Tensor]:
    """All pictures of some folders in memory: uint8, RGB, each of shape (3, height, width)."""
    files = [file for folder in folders for file in picture_files(folder, held_out=held_out)]
    return [torch.from_numpy(load_picture(file, longest)).permute(2, 0, 1).contiguous() for file in files]
