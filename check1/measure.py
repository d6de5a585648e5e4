"""Measures the grade on pictures that training never saw, and prints every figure beside the bar it must reach.

    python -m check1.measure PICTURES        (the folder with content/, style/, style_small/)

The tables are Markdown, as in README.md beside this file.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
from check1.known import Grid, Place, grid_of, reduced
from models.classic import Classic
from models.messages import Picture
from models.pictures import resize_picture
from models.scorer import Scorer
from models.vgg import compact_network

CONTENTS, STYLES = 25, 20

FEW = 60
"""Pictures for the measurements that need many drawings of each."""

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
}


def some_brushwork(picture: Picture, seed: int) -> Picture:
    """150 to 400 strokes of several of the game's brushes."""
    return paint(picture, 150 + seed * 37 % 251, seed)


ROWS = {**drawings.ABSTRACTIONS, "150 to 400 strokes of our brushes": some_brushwork}


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
    """Areas under the ROC curve: drawings with their pictures against the same drawings with others.

    The others: another pair, the same content in another style, another content in the same style.
    """
    kept = {place: likeness.keep(picture) for place, picture in grid.pictures.items()}
    seen = {place: likeness.keep(drawing) for place, drawing in drawn.items()}
    own = [likeness.figure(drawing, kept[place]) for place, drawing in seen.items()]
    areas = []
    for choose in (grid.another_pair, grid.another_style, grid.another_content):
        random = np.random.default_rng(1)
        others = [likeness.figure(drawing, kept[choose(place, random)]) for place, drawing in seen.items()]
        areas.append(float(mannwhitneyu(own, others).statistic) / len(own) ** 2)
    return areas[0], areas[1], areas[2]


def drawn_by(make: Callable[[Picture, int], Picture], grid: Grid, longest: int = 256) -> dict[Place, Picture]:
    """A drawing of every picture of the grid."""
    places = enumerate(grid.pictures.items())
    return {place: make(reduced(picture, longest), seed) for seed, (place, picture) in places}


def table(scorer: Scorer, grid: Grid) -> Iterator[str]:
    """Every simulated drawing against every measure of likeness."""
    measures = likenesses(scorer)
    yield f"| drawing simulated by | {' | '.join(measures)} | bar |"
    yield "|---" * (len(measures) + 2) + "|"
    for name, make in ROWS.items():
        drawn = drawn_by(make, grid, 320 if "our brushes" in name else 256)
        cells = [_areas(telling_apart(likeness, grid, drawn)) for likeness in measures.values()]
        bar = " / ".join(f"{value:g}" for value in BARS[name]) if name in BARS else "none set"
        yield f"| {name} | {' | '.join(cells)} | {bar} |"


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
    """Median and the span of nine tenths."""
    low, median, high = np.quantile(grades, [0.05, 0.5, 0.95])
    return f"{median:.2f} | {low:.2f} to {high:.2f}"


def marks(scorer: Scorer, grid: Grid) -> Iterator[str]:
    """Tricks, honest drawings, and what must make no difference."""
    yield "| compared with the fast network's picture | median | nine tenths lie in | bar |"
    yield "|---|---|---|---|"
    few = dict(list(grid.pictures.items())[:: max(1, len(grid.pictures) // 100)])
    grade = scorer.compare
    for name, trick in drawings.TRICKS.items():
        grades = [grade(trick(reduced(p), seed), p).grade for seed, p in enumerate(few.values())]
        yield f"| {name} | {spread(grades)} | <= 2 |"
    yield f"| the style picture | {spread([grade(grid.styles[at[1]], p).grade for at, p in few.items()])} | <= 2 |"
    yield f"| the content picture | {spread([grade(grid.contents[at[0]], p).grade for at, p in few.items()])} | <= 8 |"
    honest: dict[str, tuple[Callable[[Picture, int], Picture], str]] = {
        "150 loose strokes": (drawings.ABSTRACTIONS["150 loose strokes on bare paper"], "median 5 to 8"),
        "400 strokes of our brushes": (lambda picture, seed: paint(picture, 400, seed), "median 6 to 9"),
    }
    random = np.random.default_rng(2)
    for name, (make, bar) in honest.items():
        drawn = {place: make(reduced(p, 320), seed) for seed, (place, p) in enumerate(few.items())}
        yield f"| {name} | {spread([grade(drawn[at], p).grade for at, p in few.items()])} | {bar} |"
        others = [grade(drawing, grid.pictures[grid.another_pair(at, random)]).grade for at, drawing in drawn.items()]
        yield f"| {name} of another pair | {spread(others)} | median 0.5 to 2.5 |"
    for name, nudge in drawings.NUDGES.items():
        yield f"| {name} | {spread([grade(nudge(p), p).grade for p in few.values()])} | >= 9.3 |"
    for name, resave in drawings.RESAVED.items():
        yield f"| {name} | {spread([grade(resave(p), p).grade for p in few.values()])} | >= 9.8 |"
    yield f"| itself | {spread([grade(p, p.copy()).grade for p in few.values()])} | 10 |"


def both_methods(scorer: Scorer, grid: Grid, count: int) -> Iterator[str]:
    """The classic method's pictures against the fast ones and against the untouched contents of the same pairs."""
    classic = Classic(compact_network())
    fast, content = [], []
    for place, picture in list(grid.pictures.items())[:: len(grid.pictures) // count]:
        pair = grid.contents[place[0]], grid.styles[place[1]]
        other = classic.stylise(*pair, size=256, start=reduced(picture)).picture
        fast.append(scorer.compare(picture, other).grade)
        content.append(scorer.compare(pair[0], other).grade)
    yield f"| compared with the classic picture, {count} pairs | median | nine tenths lie in | bar |"
    yield "|---|---|---|---|"
    yield f"| the fast network's picture | {spread(fast)} | |"
    yield f"| the untouched content | {spread(content)} | 2 less than the fast network's |"
    yield f"| the former less the latter | {spread(list(np.subtract(fast, content)))} | >= 2 |"


def seconds(scorer: Scorer, picture: Picture, other: Picture) -> float:
    """Processor time of one grade with parts and map on one core, median of 50."""
    times = []
    for _ in range(50):
        start = time.thread_time()
        scorer.compare(picture, other)
        times.append(time.thread_time() - start)
    return float(np.median(times))


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description="Measure the grade on pictures that training never saw.")
    parser.add_argument("pictures", type=Path)
    torch.set_num_threads(1)
    grid = grid_of(parser.parse_args().pictures, "test", CONTENTS, STYLES)
    scorer = Scorer()
    print(f"{len(grid.pictures)} pictures: {CONTENTS} contents in {STYLES} styles\n")
    for line in table(scorer, grid):
        print(line, flush=True)
    print()
    for line in marks(scorer, grid):
        print(line, flush=True)
    print()
    pictures = list(grid.pictures.values())
    for line in monotone(scorer, pictures[:: max(1, len(pictures) // FEW)]):
        print(line, flush=True)
    print()
    for line in both_methods(scorer, grid, 16):
        print(line, flush=True)
    larger = [resize_picture(picture, 1024, 768) for picture in pictures[:2]]
    print(f"\nOne grade of two pictures of 1024 x 768: {1000 * seconds(scorer, *larger):.1f} ms on one core (bar 40).")


if __name__ == "__main__":
    main()
