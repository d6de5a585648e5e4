"""Fits the scales from distances to marks on known pairs, and plots how the marks of each kind of pair spread.

    python -m check1.calibrate PICTURES        (the folder with content/, style/, style_small/)

The pairs come from pictures that neither training nor the tests ever use. Writes `calibration.json`,
`SHA256SUMS` and `distributions.png` beside this file.
"""

import argparse
import json
from pathlib import Path

import matplotlib
import numpy as np
import torch
from numpy.typing import NDArray

from check1 import drawings
from check1.brushwork import paint
from check1.known import PAINTED, Grid, Place, grid_of, reduced
from models.messages import Picture
from models.scorer import CALIBRATION, CHECK1, CHECKPOINT, PARTS, Distances, Measure, Scale
from models.weights import write_sums

CONTENTS, STYLES = 14, 10

BRUSHED = 7
"""Drawings by the game's own brushes are made of every so manieth picture; each takes a second."""

Known = dict[str, list[Distances]]


def known_distances(measure: Measure, grid: Grid) -> Known:
    """The distances of every kind of pair whose grade is known beforehand."""
    random = np.random.default_rng(0)
    codes = {place: measure.reduce(picture) for place, picture in grid.pictures.items()}
    known: Known = {}

    def add(kind: str, place: Place, picture: Picture) -> None:
        known.setdefault(kind, []).append(measure.between(codes[place], measure.reduce(picture)))

    for seed, (place, picture) in enumerate(grid.pictures.items()):
        small = reduced(picture)
        for resave in drawings.RESAVED.values():
            add("saved again", place, resave(picture))
        for nudge in drawings.NUDGES.values():
            add("nudged", place, nudge(picture))
        if seed % BRUSHED == 0:
            add("400 strokes of our brushes", place, paint(reduced(picture, PAINTED), 400, seed))
        loose = drawings.loose_strokes(small, 150, seed)
        add("150 loose strokes", place, loose)
        for other, kind in (
            (grid.another_pair(place, random), "drawing of another pair"),
            (grid.another_style(place, random), "drawing in another style"),
            (grid.another_content(place, random), "drawing of another content"),
        ):
            add(kind, other, loose)
        for trick in drawings.TRICKS.values():
            add("tricks", place, trick(small, seed))
        add("tricks", place, grid.styles[place[1]])
        add("content picture", place, grid.contents[place[0]])
    return known


def fit(known: Known) -> dict[str, Scale]:
    """The scale of the grade, of each part, and of the agreement at one place."""
    grade = _scale(known, "whole", _GRADE)
    return {
        "grade": grade,
        **{part: _like(grade, known, part) for part in PARTS},
        "agreement": _scale(known, "places", _PLACES),
    }


def _like(grade: Scale, known: Known, part: str) -> Scale:
    """The scale of the grade in the unit of a part: the mean distance of drawings of another pair.

    The whole distance is a weighted sum of the parts', so in these units it is a weighted mean of them: a grade never
    lies above its best part nor below its worst.
    """
    far = known["drawing of another pair"]
    unit = float(_values(far, part).mean() / _values(far, "whole").mean())
    return Scale([round(distance * unit, 7) for distance in grade.distances], grade.marks)


_GRADE = [
    ("saved again", 0.99, 9.9),
    ("nudged", 0.97, 9.35),
    ("400 strokes of our brushes", 0.5, 7.6),
    ("150 loose strokes", 0.5, 6.6),
    ("150 loose strokes", 0.75, 5.3),
    ("tricks", 0.01, 1.95),
    ("drawing of another pair", 0.5, 1.5),
    ("drawing of another pair", 0.95, 1.0),
    ("drawing of another pair", 1.0, 0.0),
]
"""Kind of pair, quantile of its distances, and the mark that this distance gets."""

_PLACES = [
    ("nudged", 0.75, 0.95),
    ("150 loose strokes", 0.5, 0.75),
    ("drawing of another pair", 0.5, 0.2),
    ("drawing of another pair", 0.95, 0.0),
]


def _scale(known: Known, part: str, points: list[tuple[str, float, float]]) -> Scale:
    """A line through the points, made to fall everywhere: a point that is out of order gives way to the ones before."""
    top = 1.0 if part == "places" else 10.0
    distances, marks = [0.0], [top]
    for kind, quantile, mark in points:
        distance = float(np.quantile(_values(known[kind], part), quantile))
        distances.append(round(max(distance, distances[-1] + 0.02 * max(distance, 0.01)), 5))
        marks.append(mark)
    return Scale(distances, marks)


def _values(distances: list[Distances], part: str) -> NDArray[np.float64]:
    return np.array([getattr(distance, part) for distance in distances], dtype=np.float64).ravel()


def plot(known: Known, scales: dict[str, Scale], path: Path) -> None:
    """How the grades of each kind of pair spread, one row for each kind."""
    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(len(known), 1, figsize=(9, 0.72 * len(known)), sharex=True)
    for axis, (kind, distances) in zip(axes, known.items(), strict=True):
        grades = scales["grade"](_values(distances, "whole"))
        axis.hist(grades, bins=np.linspace(0, 10, 61), color="#b5532a")
        axis.axvline(float(np.median(grades)), color="#222222", linewidth=1)
        axis.set_yticks([])
        axis.set_ylabel(kind, rotation=0, ha="right", va="center")
        for side in ("top", "left", "right"):
            axis.spines[side].set_visible(False)
    axes[-1].set_xlabel("grade (the line marks the median)")
    figure.tight_layout(h_pad=0.1)
    figure.savefig(path, dpi=100)


def main() -> None:
    """Measure, fit, write."""
    parser = argparse.ArgumentParser(description="Fit the scales of the grade on known pairs.")
    parser.add_argument("pictures", type=Path)
    torch.set_num_threads(1)
    known = known_distances(Measure(), grid_of(parser.parse_args().pictures, "calibrate", CONTENTS, STYLES))
    scales = fit(known)
    data = {name: {"distances": scale.distances, "marks": scale.marks} for name, scale in scales.items()}
    (CHECK1 / CALIBRATION).write_text(json.dumps(data, indent=1) + "\n")
    write_sums(CHECK1, (CHECKPOINT, CALIBRATION))
    plot(known, scales, CHECK1 / "distributions.png")
    for kind, distances in known.items():
        low, median, high = np.quantile(scales["grade"](_values(distances, "whole")), [0.05, 0.5, 0.95])
        print(f"{kind:30} {low:6.2f} {median:6.2f} {high:6.2f}")


if __name__ == "__main__":
    main()
