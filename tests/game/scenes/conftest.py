"""A stage that is quick, small and the same at every run."""

import random
from collections.abc import Callable

import pytest

from game.scene import Stage
from game.settings import Settings
from tests.fakes import FakeStudio, fake_collection

SIZES = [(1920, 1080), (1280, 720), (1024, 600), (1080, 1920), (3840, 2160)]


@pytest.fixture
def make_stage() -> Callable[..., Stage]:
    """Makes a stage of a size, with a fake studio."""

    def make(size: tuple[int, int] = (960, 540), classic_polls: int = 10) -> Stage:
        studio = FakeStudio(classic_polls)
        return Stage(size, Settings(), fake_collection(3), studio, lambda: 0.0, random.Random(4))

    return make
