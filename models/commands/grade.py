"""`python main.py grade`: how alike two pictures are, from 0 to 10."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from models.commands.pairs import read_pairs
from models.errors import InputError
from models.pictures import load_picture

INPUT_LONGEST = 1024


def grade(options: argparse.Namespace) -> int:
    """Grade one pair, or many in one start. Raises `InputError` for what cannot be used."""
    if options.pairs is not None:
        if options.picture is not None:
            raise InputError("Give either --pairs or two pictures, not both.")
        return _grade_all(read_pairs(options.pairs, 2))
    if options.picture is None or options.other is None:
        raise InputError("Two pictures are needed; see `python main.py grade --help`.")
    figures = Grader().figures(options.picture, options.other)
    if options.json:
        print(json.dumps(figures))
    else:
        parts = ", ".join(f"{name} {figures[name]:.1f}" for name in ("layout", "colour", "stroke"))
        print(f"{figures['grade']:.1f} of 10 ({parts})")
    return 0


def _grade_all(pairs: list[list[Path]]) -> int:
    """One JSON object a line, also for a pair that cannot be graded."""
    grader, status = Grader(), 0
    for picture, other in pairs:
        try:
            figures = grader.figures(picture, other)
        except InputError as error:
            print(error, file=sys.stderr)
            figures, status = {"picture": str(picture), "other": str(other), "error": str(error)}, 2
        print(json.dumps(figures), flush=True)
    return status


class Grader:
    """The scorer, loaded once both files of the first pair have been read."""

    def __init__(self) -> None:
        """Nothing is loaded yet."""
        self._scorer: Any = None

    def figures(self, picture: Path, other: Path) -> dict[str, Any]:
        """What `--json` prints: the grade, its parts, and the map of agreement, row by row."""
        first, second = load_picture(picture, INPUT_LONGEST), load_picture(other, INPUT_LONGEST)
        if self._scorer is None:
            from models.scorer import Scorer

            self._scorer = Scorer()
        result = self._scorer.compare(first, second)
        return {
            "picture": str(picture),
            "other": str(other),
            "grade": round(result.grade, 3),
            "layout": round(result.layout, 3),
            "colour": round(result.colour, 3),
            "stroke": round(result.stroke, 3),
            "agreement": [[round(float(value), 3) for value in row] for row in result.agreement],
        }
