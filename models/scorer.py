"""The grade: how alike two pictures are, seen by the autoencoder's encoder alone.

Both pictures are reduced (`models.autoencoder`); the distances between the reductions and between their parts become
grades from 0 to 10 through the monotone maps in `check1/calibration.json`. How these were made: check1/README.md.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter
from torch import Tensor

from models.autoencoder import SIDE, Comparison, Encoder, place_distances
from models.messages import Grade, Picture
from models.pictures import resize_picture
from models.weights import WeightsError, load_weights, verify

CHECK1 = Path(__file__).resolve().parent.parent / "check1"
CHECKPOINT = "autoencoder.safetensors"
CALIBRATION = "calibration.json"

PARTS = ("layout", "colour", "stroke")

SOFTNESS = 0.9
"""Deviation, in pixels of the encoder's input, of the blur through which pictures are seen: no hand draws finer."""


@dataclass(frozen=True)
class Scale:
    """A falling line through known points: from a distance (at least 0) to a mark."""

    distances: list[float]
    marks: list[float]

    def __call__(self, distances: NDArray[Any] | float) -> NDArray[np.float64]:
        """The marks of one distance or of many."""
        return np.asarray(np.interp(distances, self.distances, self.marks))


@dataclass(frozen=True)
class Calibration:
    """The scales of the grade and its parts (0 to 10), and of the agreement at one place (0 to 1)."""

    grade: Scale
    parts: dict[str, Scale]
    agreement: Scale

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the calibration. Raises `WeightsError` if it is missing or was changed."""
        verify(path)
        scales = {name: Scale(**points) for name, points in json.loads(path.read_text()).items()}
        return cls(scales["grade"], {part: scales[part] for part in PARTS}, scales["agreement"])


@dataclass(frozen=True)
class Distances:
    """What the scales turn into a `Grade`; `places` has one distance for each place, shape (12, 12)."""

    whole: float
    layout: float
    colour: float
    stroke: float
    places: NDArray[np.float32]


class Measure:
    """Distances between pictures by the encoder of the checkpoint."""

    def __init__(self) -> None:
        """Load the encoder. Raises `WeightsError` if it is missing or was changed."""
        path = CHECK1 / CHECKPOINT
        tensors = {name: torch.from_numpy(values) for name, values in load_weights(path).items()}
        self._encoder = Encoder()
        self._comparison = Comparison()
        try:
            self._encoder.load_state_dict(_under("encoder.", tensors))
            self._comparison.load_state_dict(_under("comparison.", tensors))
        except RuntimeError:
            raise WeightsError(f"{path} holds another network; install the program again.") from None

    @torch.inference_mode()
    def reduce(self, picture: Picture) -> Tensor:
        """The reduction of a picture, seen a little out of focus: shape (1, 16, 12, 12)."""
        small = resize_picture(picture, SIDE, SIDE).astype(np.float32) / 255
        softened = gaussian_filter(small, (SOFTNESS, SOFTNESS, 0), mode="nearest")
        pixels = torch.from_numpy(softened).permute(2, 0, 1)[None].contiguous()
        reduction: Tensor = self._encoder(pixels)
        return reduction

    @torch.inference_mode()
    def between(self, first: Tensor, second: Tensor) -> Distances:
        """The distances of two reductions: symmetric, and all 0 for equal ones."""
        parts = self._comparison.parts(first, second)[0, 0]
        layout, colour, stroke = parts.tolist()
        whole = float(self._comparison.whole(parts))
        return Distances(whole, layout, colour, stroke, place_distances(first[0], second[0]).numpy())


class Scorer:
    """Grades one picture against another."""

    def __init__(self) -> None:
        """Load the encoder and its calibration. Raises `WeightsError` if they are missing or were changed."""
        self.measure = Measure()
        self._calibration = Calibration.load(CHECK1 / CALIBRATION)

    def compare(self, picture: Picture, other: Picture) -> Grade:
        """The grade, its parts and the map of agreement, shape (12, 12); the order of the two makes no difference."""
        return self.grade(self.measure.reduce(picture), self.measure.reduce(other))

    def grade(self, first: Tensor, second: Tensor) -> Grade:
        """The same for two pictures that are already reduced."""
        distances = self.measure.between(first, second)
        scales = self._calibration
        return Grade(
            grade=float(scales.grade(distances.whole)),
            layout=float(scales.parts["layout"](distances.layout)),
            colour=float(scales.parts["colour"](distances.colour)),
            stroke=float(scales.parts["stroke"](distances.stroke)),
            agreement=scales.agreement(distances.places).astype(np.float32),
        )


def _under(prefix: str, tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): tensor for name, tensor in tensors.items() if name.startswith(prefix)}
