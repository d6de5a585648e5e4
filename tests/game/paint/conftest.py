"""Brushes of the house, read once."""

from pathlib import Path

import pytest

from game.paint.brush import Brush, load_brushes

BRUSHES = Path(__file__).parents[3] / "assets" / "brushes"


@pytest.fixture(scope="session")
def brushes() -> dict[str, Brush]:
    found, problems = load_brushes(BRUSHES)
    assert problems == []
    return {brush.name: brush for brush in found}
