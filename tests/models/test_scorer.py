"""The grade on photographs and styles that training never saw, held to the bars that `check1/measure.py` prints."""

import itertools

import numpy as np
import pytest
from skimage import data

from check1 import drawings
from check1.brushwork import paint
from check1.known import Grid, Place, make_grid, reduced
from check1.measure import BARS, LAB_GRID, by_grade, drawn_by, falling_grades, some_brushwork, telling_apart
from models.messages import Picture
from models.pictures import load_picture
from models.scorer import CALIBRATION, CHECK1, CHECKPOINT, Scorer
from models.weights import WeightsError

STYLES = CHECK1.parent / "assets" / "collection" / "style"

SLACK = 0.01
"""With a few dozen pictures instead of five hundred one odd pair weighs more."""


@pytest.fixture(scope="module")
def grid() -> Grid:
    photographs = [getattr(data, name)() for name in ("astronaut", "cat", "coffee", "rocket")]
    styles = [load_picture(file) for file in sorted(STYLES.glob("*.jpg"))[::2][:6]]
    return make_grid([reduced(photograph) for photograph in photographs], [reduced(style) for style in styles], 256)


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer()


@pytest.mark.parametrize("name", BARS)
def test_drawings_are_told_from_others(scorer: Scorer, grid: Grid, name: str) -> None:
    """The table: its first five rows on every picture, that of our own brushes, which are slow, on every third."""
    ours = name not in drawings.ABSTRACTIONS
    drawn = drawn_by(some_brushwork, grid, every=3) if ours else drawn_by(drawings.ABSTRACTIONS[name], grid)
    areas = telling_apart(by_grade(scorer), grid, drawn)
    assert all(area >= bar - SLACK for area, bar in zip(areas, BARS[name], strict=True)), areas


def test_the_grade_sees_more_than_a_grid_of_colours(scorer: Scorer, grid: Grid) -> None:
    drawn = drawn_by(drawings.ABSTRACTIONS["the same, misplaced by up to 8 %"], grid)
    grade = telling_apart(by_grade(scorer), grid, drawn)
    assert sum(grade) > sum(telling_apart(LAB_GRID, grid, drawn))


@pytest.mark.parametrize("name", drawings.TRICKS)
def test_tricks_get_little(scorer: Scorer, grid: Grid, name: str) -> None:
    grades = [scorer.compare(drawings.TRICKS[name](picture, 5), picture).grade for picture in grid.pictures.values()]
    assert np.median(grades) <= 2.0


def test_the_style_picture_gets_little(scorer: Scorer, grid: Grid) -> None:
    grades = [scorer.compare(grid.styles[place[1]], picture).grade for place, picture in grid.pictures.items()]
    assert np.median(grades) <= 2.0


def test_the_untouched_content_is_no_stylised_picture(scorer: Scorer, grid: Grid) -> None:
    grades = [scorer.compare(grid.contents[place[0]], picture).grade for place, picture in grid.pictures.items()]
    assert np.median(grades) <= 8.0


def test_honest_drawings_get_much(scorer: Scorer, grid: Grid) -> None:
    random = np.random.default_rng(0)
    loose = drawn_by(drawings.ABSTRACTIONS["150 loose strokes on bare paper"], grid)
    brushed = drawn_by(lambda picture, seed: paint(picture, 400, seed), grid, every=3)
    others = {grid.another_pair(place, random): drawing for place, drawing in loose.items()}

    def median(drawn: dict[Place, Picture]) -> float:
        return float(np.median([scorer.compare(drawing, grid.pictures[at]).grade for at, drawing in drawn.items()]))

    assert 5 <= median(loose) <= 8
    assert 6 <= median(brushed) <= 9
    assert 0.5 <= median(others) <= 2.5


@pytest.mark.parametrize("name", drawings.DEGREES)
def test_the_grade_falls_with_every_degree(scorer: Scorer, grid: Grid, name: str) -> None:
    pictures = grid.pictures.values()
    grades = [falling_grades(scorer, picture, drawings.DEGREES[name], seed) for seed, picture in enumerate(pictures)]
    assert (np.diff(np.mean(grades, axis=0)) < 0).all()


@pytest.mark.parametrize("name", drawings.NUDGES)
def test_a_small_nudge_costs_little(scorer: Scorer, grid: Grid, name: str) -> None:
    grades = [scorer.compare(drawings.NUDGES[name](picture), picture).grade for picture in grid.pictures.values()]
    assert np.median(grades) >= 9.3


@pytest.mark.parametrize("name", drawings.RESAVED)
def test_how_the_file_is_kept_makes_no_difference(scorer: Scorer, grid: Grid, name: str) -> None:
    grades = [scorer.compare(drawings.RESAVED[name](picture), picture).grade for picture in grid.pictures.values()]
    assert min(grades) >= 9.8


def test_identical_pictures_get_ten_and_full_agreement(scorer: Scorer, grid: Grid) -> None:
    for picture in grid.pictures.values():
        grade = scorer.compare(picture, picture.copy())
        assert (grade.grade, grade.layout, grade.colour, grade.stroke) == (10.0, 10.0, 10.0, 10.0)
        assert (grade.agreement == 1.0).all()


def test_the_order_makes_no_difference(scorer: Scorer, grid: Grid) -> None:
    first, second, *_ = grid.pictures.values()
    there, back = scorer.compare(first, second), scorer.compare(second, first)
    assert (there.grade, there.layout, there.colour, there.stroke) == (
        back.grade,
        back.layout,
        back.colour,
        back.stroke,
    )
    np.testing.assert_array_equal(there.agreement, back.agreement)


def test_the_map_shows_where_pictures_differ(scorer: Scorer, grid: Grid) -> None:
    picture = next(iter(grid.pictures.values()))
    spoilt = picture.copy()
    height, width = spoilt.shape[:2]
    spoilt[: height // 2, : width // 2] = (20, 200, 240)
    agreement = scorer.compare(spoilt, picture).agreement
    assert agreement.shape == (12, 12)
    assert agreement[:6, :6].mean() < agreement[6:, 6:].mean() - 0.3


def test_the_parts_say_what_differs(scorer: Scorer, grid: Grid) -> None:
    """Other colours cost colour most, another content costs layout most."""
    random = np.random.default_rng(3)
    recoloured, elsewhere = [], []
    for place, picture in grid.pictures.items():
        other = scorer.compare(picture[:, :, [1, 2, 0]], picture)
        recoloured.append(other.layout - other.colour)
        other = scorer.compare(grid.pictures[grid.another_content(place, random)], picture)
        elsewhere.append(other.colour - other.layout)
    assert np.median(recoloured) > 0
    assert np.median(elsewhere) > 0


def test_the_grade_lies_between_its_parts(scorer: Scorer, grid: Grid) -> None:
    pictures = list(grid.pictures.values())
    for picture, other in itertools.pairwise(pictures):
        for pair in ((picture, other), (picture, drawings.loose_strokes(picture, 150, 1))):
            grade = scorer.compare(*pair)
            parts = (grade.layout, grade.colour, grade.stroke)
            assert min(parts) - 0.01 <= grade.grade <= max(parts) + 0.01


@pytest.mark.parametrize("shape", [(16, 16), (16, 900), (900, 16), (1, 1)])
def test_odd_sizes_are_graded(scorer: Scorer, shape: tuple[int, int]) -> None:
    picture = np.full((*shape, 3), 128, np.uint8)
    assert scorer.compare(picture, picture).grade == 10.0


def test_every_figure_lies_between_nothing_and_all(scorer: Scorer, grid: Grid) -> None:
    for picture in grid.pictures.values():
        grade = scorer.compare(255 - picture, picture)
        assert all(0 <= value <= 10 for value in (grade.grade, grade.layout, grade.colour, grade.stroke))
        assert grade.agreement.min() >= 0
        assert grade.agreement.max() <= 1


@pytest.mark.parametrize("name", [CHECKPOINT, CALIBRATION])
def test_changed_files_are_refused(
    name: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("check1")
    for file in (CHECKPOINT, CALIBRATION, "SHA256SUMS"):
        (folder / file).write_bytes((CHECK1 / file).read_bytes())
    (folder / name).write_bytes((folder / name).read_bytes() + b" ")
    monkeypatch.setattr("models.scorer.CHECK1", folder)
    with pytest.raises(WeightsError, match=name):
        Scorer()
