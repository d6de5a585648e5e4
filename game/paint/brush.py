"""Brushes are data: a folder with `brush.toml` and a few grey textures; see `assets/brushes/README.md`."""

import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Literal

import numpy as np
import pygame
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

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
    length: float = Field(default=0.0, ge=0, description="after this way the brush is dry; 0 never")
    wander: float = Field(default=1.0, ge=0, le=1, description="how freely the stroke goes through the tip's frames")
    soot: float = Field(default=0.0, ge=0, le=1, description="how much black is in the colour")
    mixing: float = Field(default=0.0, ge=0, le=1, description="how much of wet paint below is taken along")
    grain: float = Field(default=0.0, ge=0, le=1, description="how much the grain shows")
    shade: float = Field(default=0.35, ge=0, le=1, description="how much darker the dark parts of shade.png are")
    relief: float = Field(default=1.0, ge=0, le=1, description="how thick the white parts of height.png are")
    wash: bool = Field(default=False, description="a transparent wash with darker edges, as watercolour")
    kind: Literal["paint", "smudge", "eraser"] = "paint"


@dataclass(frozen=True, eq=False)
class Brush:
    """One brush.

    `frames` are the tip's opacities, shape (count, side, side), from a full brush to a dry one; `shade` (light and
    dark bristles) and `height` (ridges of paint) have the same shape. `grain` lies still on the canvas,
    shape (height, width). All values run from 0 to 1.
    """

    name: str
    numbers: BrushNumbers
    frames: Mask
    shade: Mask | None
    height: Mask | None
    grain: Mask | None

    @cached_property
    def overlapping(self) -> float:
        """How many full dabs cover a place in the middle of a stroke."""
        covered = self.frames[0].mean(axis=1)
        return max(1.0, float(covered[covered > 0.3 * covered.max()].mean()) * 2 / self.numbers.spacing)

    @cached_property
    def support(self) -> tuple[float, float]:
        """How far from its centre a tip reaches along x and y, as shares of half its side."""
        seen = self.frames.max(axis=0) > 0.004
        away = np.abs(np.linspace(-1, 1, seen.shape[0]))
        return float(away[seen.any(axis=0)].max(initial=0.1)), float(away[seen.any(axis=1)].max(initial=0.1))

    @cached_property
    def reach(self) -> float:
        """How far from its centre a tip reaches in any direction, as a share of half its side."""
        axis = np.linspace(-1, 1, self.frames.shape[1])
        away = np.hypot(axis[:, None], axis[None, :])
        return float(away[self.frames.max(axis=0) > 0.004].max(initial=0.1))

    @cached_property
    def brightness(self) -> float:
        """The mean factor by which `shade` darkens, so that the stroke as a whole keeps its colour."""
        if self.shade is None:
            return 1.0
        weights = self.frames[0] + 1e-6
        return float(np.average(1 - self.numbers.shade * (1 - self.shade[0]), weights=weights))


class BrushError(Exception):
    """A brush folder that cannot be used; the message is one plain sentence."""


def load_brush(folder: Path) -> Brush:
    """Read one brush. Raises `BrushError` that names the folder and what is wrong with it."""
    try:
        numbers = BrushNumbers.model_validate(tomllib.loads((folder / "brush.toml").read_text(encoding="utf-8")))
        frames = _frames(folder / "tip.png")
        shade = _frames(folder / "shade.png", frames) if (folder / "shade.png").exists() else None
        height = _frames(folder / "height.png", frames) if (folder / "height.png").exists() else None
        grain = _grey(folder / "grain.png") if (folder / "grain.png").exists() else None
    except ValidationError as error:
        raise BrushError(f"The brush {folder.name} is left out: {_plain(error)} in brush.toml.") from None
    except FileNotFoundError as error:
        missing = Path(str(error.filename or "tip.png")).name
        raise BrushError(f"The brush {folder.name} is left out: {missing} is missing.") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BrushError(f"The brush {folder.name} is left out: brush.toml cannot be understood ({error}).") from None
    except (OSError, ValueError) as error:
        raise BrushError(f"The brush {folder.name} is left out: {error}.") from None
    if grain is not None and not (min(grain.shape) >= 16 and max(grain.shape) <= 2048):
        raise BrushError(f"The brush {folder.name} is left out: the sides of grain.png must be 16 to 2048 pixels long.")
    return Brush(folder.name, numbers, frames, shade, height, grain)


def load_brushes(folder: Path) -> tuple[list[Brush], list[str]]:
    """All brushes of a folder in their order, and one plain sentence for each that had to be left out."""
    brushes, problems = [], []
    for each in sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(("_", "."))):
        try:
            brushes.append(load_brush(each))
        except BrushError as error:
            problems.append(str(error))
    return sorted(brushes, key=lambda brush: (brush.numbers.order, brush.name)), problems


def shipped_brushes() -> tuple[list[Brush], list[str]]:
    """The brushes in `assets/brushes`, a teacher's own among them, and a sentence for each that cannot be used."""
    return load_brushes(Path(str(files("assets") / "brushes")))


def _plain(error: ValidationError) -> str:
    """The first fault of a brush's numbers, in the words of somebody who wrote the file."""
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"{name} is no property of a brush"
    return f"{name} is missing" if first["type"] == "missing" else f"{name} is not right ({first['msg']})"


def _grey(file: Path) -> Mask:
    """Grey values of a picture: white is 1, black 0; shape (height, width)."""
    try:
        surface = pygame.image.load(file)
    except pygame.error:
        raise ValueError(f"{file.name} is no picture that can be read") from None
    if max(surface.get_size()) > 8192:
        raise ValueError(f"{file.name} is far too large")
    grey = pygame.surfarray.array3d(surface).mean(axis=2).T / 255
    return np.ascontiguousarray(grey, dtype=np.float32)


def _frames(file: Path, like: Mask | None = None) -> Mask:
    """Square frames that lie side by side in one picture, shape (count, side, side)."""
    grey = _grey(file)
    side = grey.shape[0]
    if not 16 <= side <= 512 or grey.shape[1] % side or grey.shape[1] // side > 32:
        raise ValueError(f"{file.name} must hold square frames side by side, 16 to 512 pixels high, at most 32")
    frames = np.ascontiguousarray(grey.reshape(side, -1, side).swapaxes(0, 1))
    if like is not None and frames.shape != like.shape:
        raise ValueError(f"{file.name} must be as large as tip.png")
    return frames
