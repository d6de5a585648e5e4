"""Brushes are data: a folder with `brush.toml`, a tip texture and perhaps a grain; see `assets/brushes`."""

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pygame
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

ANGLES = 32
"""A tip is kept turned to this many directions."""

Mask = NDArray[np.float32]


class BrushNumbers(BaseModel):
    """What `brush.toml` may say. Lengths are in radii of the brush, shares run from 0 to 1."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    order: int = 100
    size: float = Field(default=60, ge=2, le=400, description="diameter it starts with, pixels on a canvas 1000 high")
    spacing: float = Field(default=0.15, gt=0.01, le=4, description="distance of two dabs")
    flow: float = Field(default=1.0, gt=0, le=1, description="how much a stroke covers")
    follow: bool = Field(default=True, description="whether the tip turns with the stroke")
    scatter: float = Field(default=0.0, ge=0, le=3, description="how far dabs stray from the path")
    turn: float = Field(default=0.0, ge=0, le=1, description="how freely dabs turn by chance")
    size_jitter: float = Field(default=0.0, ge=0, le=1, description="how much dabs differ in size")
    colour_jitter: float = Field(default=0.0, ge=0, le=1, description="how much dabs differ in colour")
    speed_size: float = Field(default=0.0, ge=-1, le=1, description="growth (or thinning, below 0) when fast")
    speed_flow: float = Field(default=0.0, ge=-1, le=1, description="more (or less, below 0) paint when fast")
    taper: float = Field(default=0.0, ge=0, le=20, description="length over which a stroke begins and ends thin")
    length: float = Field(default=0.0, ge=0, description="after this way the paint has run out; 0 never")
    mixing: float = Field(default=0.0, ge=0, le=1, description="how much of what lies below is taken along")
    grain: float = Field(default=0.0, ge=0, le=1, description="how much the grain shows")
    relief: float = Field(default=0.0, ge=0, le=1, description="light on the paint's ridges")
    wash: bool = Field(default=False, description="a transparent wash with darker edges, as watercolour")
    kind: str = Field(default="paint", pattern="^(paint|smudge|eraser)$")


@dataclass(frozen=True, eq=False)
class Brush:
    """One brush. `tip` is its opacity, shape (side, side); `grain` lies still on the canvas, shape (height, width)."""

    name: str
    numbers: BrushNumbers
    tip: Mask
    grain: Mask | None

    @cached_property
    def overlapping(self) -> float:
        """How many dabs cover a place in the middle of a stroke."""
        numbers = self.numbers
        covered = self.tip.sum(axis=1) / self.tip.shape[1] if numbers.follow else self.tip.mean(axis=1) * 1.27
        return max(1.0, float(covered[covered > 0.3 * covered.max()].mean()) * 2 / numbers.spacing)


class BrushError(Exception):
    """A brush folder that cannot be used; the message is one plain sentence."""


def load_brush(folder: Path) -> Brush:
    """Read one brush. Raises `BrushError` that names the folder and what is wrong with it."""
    try:
        numbers = BrushNumbers.model_validate(tomllib.loads((folder / "brush.toml").read_text(encoding="utf-8")))
        tip = _read_mask(folder / "tip.png")
        grain = _read_mask(folder / "grain.png") if (folder / "grain.png").exists() else None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BrushError(f"The brush {folder.name} is left out: {where} in brush.toml: {first['msg']}.") from None
    except (OSError, pygame.error, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrushError(f"The brush {folder.name} is left out: {error}.") from None
    if tip.shape[0] != tip.shape[1] or not 16 <= tip.shape[0] <= 512:
        raise BrushError(f"The brush {folder.name} is left out: tip.png must be square, 16 to 512 pixels wide.")
    return Brush(folder.name, numbers, tip, grain)


def load_brushes(folder: Path) -> tuple[list[Brush], list[str]]:
    """All brushes of a folder in their order, and one plain sentence for each that had to be left out."""
    brushes, problems = [], []
    for file in sorted(folder.glob("*/brush.toml")):
        try:
            brushes.append(load_brush(file.parent))
        except BrushError as error:
            problems.append(str(error))
    return sorted(brushes, key=lambda brush: (brush.numbers.order, brush.name)), problems


def _read_mask(file: Path) -> Mask:
    """Grey values of a picture as opacities: white covers, black does not; shape (height, width)."""
    surface = pygame.image.load(file)
    grey = pygame.surfarray.array3d(surface).mean(axis=2).T / 255
    return np.ascontiguousarray(grey, dtype=np.float32)
