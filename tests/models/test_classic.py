from collections.abc import Callable
from typing import ClassVar

import numpy as np
import pytest
from torch import Tensor

from models.classic import Classic, Step
from models.messages import Cancelled, Picture
from models.pictures import resize_picture, size_within
from models.vgg import WIDTHS_COMPACT, FeatureNetwork, compact_network, untrained_full_network


@pytest.fixture(scope="module")
def classic() -> Classic:
    return Classic(compact_network())


class CountingNetwork(FeatureNetwork):
    """Counts how many pictures it reads, over all its copies."""

    count: ClassVar[list[int]] = [0]

    def style_and_content(self, pictures: Tensor, tick: Callable[[], None]) -> tuple[list[Tensor], Tensor]:
        self.count[0] += 1
        return super().style_and_content(pictures, tick)


def disc(height: int, width: int) -> Picture:
    """A bright disc on a dark ground: what a visitor would recognise."""
    y, x = np.mgrid[:height, :width]
    inside = np.hypot(y - height / 2, x - width / 2) < min(height, width) / 3
    return np.where(inside[..., None], [220, 200, 180], [40, 50, 60]).astype(np.uint8)


def stripes(side: int) -> Picture:
    """Fine slanted stripes in orange and blue."""
    y, x = np.mgrid[:side, :side]
    stripe = np.sin((x + y) / 3) > 0
    return np.where(stripe[..., None], [230, 120, 20], [20, 60, 160]).astype(np.uint8)


def test_takes_on_the_style_and_keeps_the_content(classic: Classic) -> None:
    content = disc(96, 128)
    result = classic.stylise(content, stripes(128), size=128)
    assert result.picture.shape == (96, 128, 3)
    assert result.picture.dtype == np.uint8
    assert result.end.style < 0.15 * result.start.style
    assert result.end.total < 0.35 * result.start.total
    grey = result.picture.mean(2)
    inside = content.mean(2) > 128
    assert grey[inside].mean() > grey[~inside].mean() + 20
    assert "compact" in result.weights
    assert result.details()["loss_end"] == result.end.total


def test_the_same_seed_gives_the_same_picture_and_another_does_not(classic: Classic) -> None:
    content, style = disc(64, 64), stripes(64)
    first, again, other = (classic.stylise(content, style, size=64, seed=seed).picture for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize(
    ("height", "width", "size"), [(16, 300, 200), (300, 16, 97), (1, 40, 64), (57, 61, 33), (20, 90, 500)]
)
def test_any_aspect_ratio_and_size(classic: Classic, height: int, width: int, size: int) -> None:
    result = classic.stylise(disc(height, width), stripes(50), size=size)
    assert result.picture.shape[1::-1] == size_within(disc(height, width), size)


def test_without_strength_the_content_stays(classic: Classic) -> None:
    content = disc(64, 64)

    def distance(strength: float) -> float:
        picture = classic.stylise(content, stripes(64), size=64, strength=strength).picture
        return float(np.abs(picture.astype(float) - content).mean())

    none, half, full = distance(0.0), distance(0.5), distance(1.0)
    assert none < 10
    assert none < half < full


def test_begins_from_the_picture_that_is_handed_in(classic: Classic) -> None:
    content, style = disc(96, 96), stripes(96)
    finished = classic.stylise(content, style, size=96).picture
    warm = classic.stylise(content, style, size=96, start=finished)
    cold = classic.stylise(content, style, size=96)
    assert warm.start.total < 0.5 * cold.start.total


def test_what_a_small_start_lacks_comes_from_the_content(classic: Classic) -> None:
    content = stripes(128)
    small = resize_picture(content, 48, 48)
    enlarged = resize_picture(small, 128, 128)
    fine, blurred = (classic.stylise(content, disc(96, 96), size=128, start=start) for start in (small, enlarged))
    assert fine.start.content < 0.5 * blurred.start.content


def test_tells_how_far_it_is_and_shows_the_picture_as_it_forms(classic: Classic) -> None:
    steps: list[Step] = []
    result = classic.stylise(disc(60, 400), stripes(64), size=400, on_progress=steps.append)
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions)
    assert 0 <= fractions[0] < 0.05
    assert fractions[-1] == 1.0
    assert steps[-1].seconds_left == 0.0
    previews = [step.preview for step in steps if step.preview is not None]
    assert len(previews) > 5
    assert {preview.shape for preview in previews} == {(32, 200, 3), (60, 400, 3)}
    assert np.array_equal(previews[-1], result.picture)
    assert all(step.seconds_left is not None and step.seconds_left >= 0 for step in steps[len(steps) // 2 :])


def test_stops_at_once_when_nobody_waits_any_more(classic: Classic) -> None:
    steps: list[Step] = []

    def leave(step: Step) -> None:
        steps.append(step)
        if len(steps) == 20:
            raise Cancelled

    with pytest.raises(Cancelled):
        classic.stylise(disc(96, 96), stripes(96), size=96, on_progress=leave)
    assert len(steps) == 20


def test_asks_whether_to_go_on_several_times_in_each_evaluation(classic: Classic) -> None:
    """Otherwise a large picture could not be cancelled within a fraction of a second."""
    steps: list[Step] = []
    result = classic.stylise(disc(96, 96), stripes(96), size=96, on_progress=steps.append)
    assert len(steps) >= 3 * result.iterations


def test_a_style_seen_before_is_not_read_again() -> None:
    classic = Classic(CountingNetwork(WIDTHS_COMPACT, (0.5, 0.5, 0.5), (0.25, 0.25, 0.25)).requires_grad_(False))
    times = []
    for _ in range(2):
        before = CountingNetwork.count[0]
        classic.stylise(disc(64, 64), stripes(300), size=64, start=disc(64, 64))
        times.append(CountingNetwork.count[0] - before)
    assert times[1] == times[0] - 1


def test_works_on_the_full_network_too() -> None:
    """With generated weights: what it makes is no art, but the loss falls."""
    network = untrained_full_network().requires_grad_(False)
    result = Classic(network).stylise(disc(32, 40), stripes(40), size=40)
    assert result.end.total < 0.7 * result.start.total
    assert "torchvision" in result.weights
