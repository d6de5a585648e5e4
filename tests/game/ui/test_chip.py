"""The machines' sign: plain words, and a ring that fills."""

import pygame
import pytest

from game.ui.chip import draw_chip, words_for
from game.ui.theme import Theme
from tests.fakes import FakeJob

theme = Theme((1920, 1080))


@pytest.mark.parametrize(
    ("job", "words"),
    [
        (None, "waiting"),
        (FakeJob(1, "fast"), "waiting"),
        (FakeJob(1, "fast", "running", 0.426), "42 %"),
        (FakeJob(1, "classic", "running", 0.5, 12.2), "13 s left"),
        (FakeJob(1, "classic", "running", 0.99, 0.0), "1 s left"),
        (FakeJob(1, "classic", "done", 1.0), "done"),
        (FakeJob(1, "classic", "failed", 0.4), "no luck"),
        (FakeJob(1, "classic", "cancelled", 0.4), "stopped"),
    ],
)
def test_a_job_is_told_in_a_word_or_two(job: FakeJob | None, words: str) -> None:
    assert words_for(job) == words


def accent_pixels(job: FakeJob | None) -> int:
    surface = pygame.Surface((320, 120))
    draw_chip(surface, theme, pygame.Rect(10, 10, 300, 100), "Classic", job)
    mask = pygame.mask.from_threshold(surface, theme.accent, (12, 12, 12, 255))
    return int(mask.count())


def test_the_ring_fills_with_the_job() -> None:
    filled = [accent_pixels(FakeJob(1, "classic", "running", part)) for part in (0.0, 0.3, 0.6, 0.9)]
    assert filled[0] == 0 and filled == sorted(filled) and len(set(filled)) == 4
    assert accent_pixels(FakeJob(1, "classic", "done", 1.0)) > filled[-1]
    assert accent_pixels(None) == 0
