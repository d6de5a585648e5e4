"""A stage that is quick, small and the same at every run."""

import random
from collections.abc import Callable
from dataclasses import fields
from itertools import combinations
from typing import Any

import pygame
import pytest

from game.scene import Stage
from game.settings import Settings
from game.ui.theme import Theme
from tests.fakes import FakeStudio, fake_collection

SIZES = [(1920, 1080), (1280, 720), (1024, 600), (1080, 1920), (3840, 2160)]


@pytest.fixture
def make_stage() -> Callable[..., Stage]:
    """Makes a stage of a size, with a fake studio."""

    def make(size: tuple[int, int] = (960, 540), classic_polls: int = 10, **settings: Any) -> Stage:
        studio = FakeStudio(classic_polls)
        return Stage(size, Settings(**settings), fake_collection(3), studio, lambda: 0.0, random.Random(4))

    return make


def assert_laid_out(places: Any, theme: Theme) -> None:
    """All rectangles of a scene's places lie inside the window, and no two of them overlap."""
    rects: list[pygame.Rect] = []
    for field in fields(places):
        value = getattr(places, field.name)
        rects += [value] if isinstance(value, pygame.Rect) else list(value)
    assert all(theme.screen.contains(rect) and rect.width > 0 and rect.height > 0 for rect in rects)
    assert not [pair for pair in combinations(rects, 2) if pair[0].colliderect(pair[1])]
