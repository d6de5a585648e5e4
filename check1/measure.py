"""Measures the grade on pictures that training never saw, and prints every figure beside the bar it must reach.

    python -m check1.measure PICTURES > check1/measured.md        (the folder with content/, style/, style_small/)

The whole of `measured.md` beside this file comes from one run.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.stats import mannwhitneyu, spearmanr
from skimage.color import rgb2lab
from skimage.metrics import structural_similarity

from check1 import drawings
from check1.brushwork import paint
from check1.drawings import Drawing
from check1.known import DRAWN, PAINTED, Grid, Place, grid_of, reduced
from check1.rebuilding import errors, load_autoencoder
from models.classic import Classic
from models.messages import Picture
from models.pictures import resize_picture
from models.scorer import CALIBRATION, CHECK1, CHECKPOINT, Scorer
from models.vgg import compact_network
from models.weights import sha256

CONTENTS, STYLES = 25, 20

MARKED, FALLING, BOTH = 100, 25, 12
"""Pictures for the marks, for the growing degrees, and for the comparison of both methods, which takes longest."""

BRUSHED = 8
"""Drawings by the game's own brushes take a second each: they are made of every so manieth picture only."""

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Likeness:
    """A way to tell how alike two pictures are: what is kept of each, and a figure that grows with the likeness."""

    keep: Callable[[Picture], Any]
    figure: Callable[[Any, Any], float]


BARS = {
    "mosaic of 200 flat segments": (0.995, 0.995, 0.995),
    "blur of 3 % of the width": (0.995, 0.995, 0.995),
    "poster of 6 colours": (0.995, 0.995, 0.995),
    "150 loose strokes on bare paper": (0.995, 0.97, 0.93),
    "the same, misplaced by up to 8 %": (0.99, 0.96, 0.90),
    "150 to 400 strokes of our brushes": (0.995, 0.97, 0.93),
}
"""Areas to reach: told from another pair, the same content in another style, another content in the same style."""


def some_brushwork(picture: Picture, seed: int) -> Picture:
    """150 to 400 strokes of several of the game's brushes."""
    return paint(picture, 150 + seed * 37 % 251, seed)


def likenesses(scorer: Scorer) -> dict[str, Likeness]:
    """The baselines and the grade.

    Squared error of pixels at 64 x 64; SSIM (Wang et al. 2004) in grey at 128 x 128; the mean colour difference over a
    grid of 16 x 16 in L*a*b*.
    """
    return {"pixel MSE": PIXELS, "SSIM": STRUCTURE, "Lab grid": LAB_GRID, "this grade": by_grade(scorer)}


def by_grade(scorer: Scorer) -> Likeness:
    """The grade, with every picture reduced once."""
    return Likeness(scorer.measure.reduce, lambda first, second: scorer.grade(first, second).grade)


def _small(picture: Picture, side: int) -> Values:
    return resize_picture(picture, side, side).astype(np.float64)


PIXELS = Likeness(
    lambda picture: _small(picture, 64),
    lambda first, second: -float(np.square(first - second).mean()),
)
STRUCTURE = Likeness(
    lambda picture: _small(picture, 128).mean(-1),
    lambda first, second: float(structural_similarity(first, second, data_range=255)),
)
LAB_GRID = Likeness(
    lambda picture: rgb2lab(_small(picture, 16) / 255),
    lambda first, second: -float(np.linalg.norm(first - second, axis=-1).mean()),
)


def telling_apart(likeness: Likeness, grid: Grid, drawn: dict[Place, Picture]) -> tuple[float, float, float]:
    """Areas under the ROC curve: drawings with their pictures against the same drawings with others of the grid.

    The others: another pair, the same content in another style, another content in the same style. Where only some
    pictures are drawn, each drawing meets the more others, so that there are as many as the grid has pictures.
    """
    kept = {place: likeness.keep(picture) for place, picture in grid.pictures.items()}
    seen = {place: likeness.keep(drawing) for place, drawing in drawn.items()}
    own = [likeness.figure(drawing, kept[place]) for place, drawing in seen.items()]
    areas = []
    for choose in (grid.another_pair, grid.another_style, grid.another_content):
        random = np.random.default_rng(1)
        met = [
            (drawing, choose(place, random)) for place, drawing in seen.items() for _ in range(len(kept) // len(seen))
        ]
        others = [likeness.figure(drawing, kept[place]) for drawing, place in met]
        areas.append(float(mannwhitneyu(own, others).statistic) / len(own) / len(others))
    return areas[0], areas[1], areas[2]


def drawn_by(make: Drawing, grid: Grid, every: int = 1, longest: int = DRAWN) -> dict[Place, Picture]:
    """A drawing of every so manieth picture of the grid."""
    places = list(enumerate(grid.pictures.items()))[::every]
    return {place: make(reduced(picture, longest), seed) for seed, (place, picture) in places}


def table(scorer: Scorer, grid: Grid) -> Iterator[str]:
    """Every simulated drawing against every measure of likeness."""
    measures = likenesses(scorer)
    yield f"| drawing simulated by | {' | '.join(measures)} | bar |"
    yield "|---" * (len(measures) + 2) + "|"
    for name, bars in BARS.items():
        if name in drawings.ABSTRACTIONS:
            drawn = drawn_by(drawings.ABSTRACTIONS[name], grid)
        else:
            drawn = drawn_by(some_brushwork, grid, BRUSHED, PAINTED)
            name += f", every {BRUSHED}th picture ({len(drawn)}) told from all"
        cells = [_areas(telling_apart(likeness, grid, drawn)) for likeness in measures.values()]
        yield f"| {name} | {' | '.join(cells)} | {_areas(bars)} |"


def _areas(areas: tuple[float, float, float]) -> str:
    return " / ".join(f"{area:.3f}" for area in areas)


def monotone(scorer: Scorer, pictures: list[Picture]) -> Iterator[str]:
    """Grades over seven growing degrees of each abstraction."""
    yield "| seven growing degrees | mean grade at each | Spearman, median (bar 0.95) | falls at every step |"
    yield "|---|---|---|---|"
    for name, degrees in drawings.DEGREES.items():
        grades = np.array([falling_grades(scorer, picture, degrees, seed) for seed, picture in enumerate(pictures)])
        order = [-spearmanr(np.arange(len(degrees)), row).statistic for row in grades]
        means = grades.mean(0)
        falls = "yes" if (np.diff(means) < 0).all() else "no"
        yield f"| {name} | {' '.join(f'{mean:.1f}' for mean in means)} | {np.median(order):.3f} | {falls} |"


def falling_grades(
    scorer: Scorer, picture: Picture, degrees: list[Callable[[Picture, int], Picture]], seed: int
) -> list[float]:
    """The grade of one picture at every degree of one abstraction."""
    return [scorer.compare(degree(reduced(picture), seed), picture).grade for degree in degrees]


def spread(grades: list[float]) -> str:
    """Median, the span of nine tenths, and the highest."""
    low, median, high = np.quantile(grades, [0.05, 0.5, 0.95])
    return f"{median:.2f} | {low:.2f} to {high:.2f} | {max(grades):.2f}"


def _tricked(grades: list[float]) -> str:
    return f"{spread(grades)} | {100 * np.mean(np.array(grades) > 2):.0f} % | <= 2 |"


def tricks(scorer: Scorer, few: dict[Place, Picture], grid: Grid) -> Iterator[str]:
    """What must not work."""
    yield f"| tricks against {len(few)} pictures | median | nine tenths lie in | highest | above 2 | bar |"
    yield "|---|---|---|---|---|---|"
    grade = scorer.compare
    for name, trick in drawings.TRICKS.items():
        yield f"| {name} | {_tricked([grade(trick(reduced(p), seed), p).grade for seed, p in enumerate(few.values())])}"
    yield f"| the style picture | {_tricked([grade(grid.styles[at[1]], p).grade for at, p in few.items()])}"


def honest(scorer: Scorer, few: dict[Place, Picture], grid: Grid) -> Iterator[str]:
    """Honest drawings, and the same beside another pair's picture."""
    yield f"| honest drawings of {len(few)} pictures | median | nine tenths lie in | highest | bar |"
    yield "|---|---|---|---|---|"
    drawn_with: dict[str, tuple[Drawing, str]] = {
        "150 loose strokes": (drawings.ABSTRACTIONS["150 loose strokes on bare paper"], "median 5 to 8"),
        "400 strokes of our brushes": (lambda picture, seed: paint(picture, 400, seed), "median 6 to 9"),
    }
    random = np.random.default_rng(2)
    for name, (make, bar) in drawn_with.items():
        drawn = {place: make(reduced(p, PAINTED), seed) for seed, (place, p) in enumerate(few.items())}
        yield f"| {name} | {spread([scorer.compare(drawn[at], p).grade for at, p in few.items()])} | {bar} |"
        pairs = [(drawing, grid.pictures[grid.another_pair(at, random)]) for at, drawing in drawn.items()]
        others = [scorer.compare(*pair).grade for pair in pairs]
        yield f"| {name} of another pair | {spread(others)} | median 0.5 to 2.5 |"


def unmoved(scorer: Scorer, pictures: list[Picture]) -> Iterator[str]:
    """What must make little or no difference."""
    yield f"| changed a little, {len(pictures)} pictures | median | nine tenths lie in | lowest | bar |"
    yield "|---|---|---|---|---|"
    itself = {"itself": np.copy}
    for changes, bar in ((drawings.NUDGES, ">= 9.3"), (drawings.RESAVED, ">= 9.8"), (itself, "10")):
        for name, change in changes.items():
            grades = [scorer.compare(change(picture), picture).grade for picture in pictures]
            low, median, high = np.quantile(grades, [0.05, 0.5, 0.95])
            yield f"| {name} | {median:.2f} | {low:.2f} to {high:.2f} | {min(grades):.2f} | {bar} |"
    turned = [scorer.compare(a, b).grade - scorer.compare(b, a).grade for a, b in pairwise(pictures)]
    yield f"\nThe order of the two pictures changes a grade by at most {np.abs(turned).max():g} (bar 0)."


def both_methods(scorer: Scorer, grid: Grid, count: int) -> Iterator[str]:
    """The classic method's pictures against the fast ones and against the untouched contents of the same pairs."""
    classic = Classic(compact_network())
    fast, content = [], []
    for place, picture in _some(grid, count).items():
        pair = grid.contents[place[0]], grid.styles[place[1]]
        other = classic.stylise(*pair, size=256, start=reduced(picture)).picture
        fast.append(scorer.compare(picture, other).grade)
        content.append(scorer.compare(pair[0], other).grade)
    less = np.subtract(fast, content)
    yield f"| compared with the classic picture, {len(fast)} pairs | median | nine tenths lie in | highest | bar |"
    yield "|---|---|---|---|---|"
    yield f"| the fast network's picture | {spread(fast)} | |"
    yield f"| the untouched content | {spread(content)} | 2 less than the fast network's |"
    yield f"\nThe former is higher by {np.median(less):.2f} in the median and by {less.min():.2f} at the least (bar 2)."


def seconds(scorer: Scorer, picture: Picture, other: Picture) -> float:
    """Processor time of one grade with parts and map on one core, median of 50."""
    times = []
    for _ in range(50):
        start = time.thread_time()
        scorer.compare(picture, other)
        times.append(time.thread_time() - start)
    return float(np.median(times))


def _some(grid: Grid, count: int) -> dict[Place, Picture]:
    return dict(list(grid.pictures.items())[:: max(1, len(grid.pictures) // count)])


def report(scorer: Scorer, grid: Grid) -> Iterator[str]:
    """Every table, line by line."""
    yield f"# Measured on {len(grid.pictures)} pictures: {len(grid.contents)} contents in {len(grid.styles)} styles\n"
    checkpoint, calibration = (sha256(CHECK1 / name)[:12] for name in (CHECKPOINT, CALIBRATION))
    yield "Neither training nor calibration saw these contents and styles. The first table gives areas under the ROC"
    yield "curve when drawings are told apart from: another pair / the same content in another style / another content"
    yield f"in the same style. SHA-256 of the checkpoint {checkpoint}..., of the calibration {calibration}...\n"
    few = _some(grid, MARKED)
    falling = list(_some(grid, FALLING).values())
    yield from table(scorer, grid)
    for part in (
        tricks(scorer, few, grid),
        honest(scorer, few, grid),
        unmoved(scorer, list(few.values())),
        monotone(scorer, falling),
        errors(load_autoencoder(), list(few.values())),
        both_methods(scorer, grid, BOTH),
    ):
        yield ""
        yield from part
    larger = [resize_picture(picture, 1024, 768) for picture in falling[:2]]
    yield f"\nOne grade of two pictures of 1024 x 768: {1000 * seconds(scorer, *larger):.1f} ms on one core (bar 40)."


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description="Measure the grade on pictures that training never saw.")
    parser.add_argument("pictures", type=Path)
    torch.set_num_threads(1)
    grid = grid_of(parser.parse_args().pictures, "test", CONTENTS, STYLES)
    for line in report(Scorer(), grid):
        print(line, flush=True)


if __name__ == "__main__":
    main()
