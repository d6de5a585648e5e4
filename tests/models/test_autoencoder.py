"""The networks behind the grade."""

import pytest
import torch

from models.autoencoder import (
    CHANNELS,
    COLOUR,
    LAYOUT,
    PLACES,
    SIDE,
    STROKE,
    Comparison,
    Decoder,
    Encoder,
    place_distances,
)


@pytest.fixture(scope="module")
def reductions() -> torch.Tensor:
    torch.manual_seed(0)
    with torch.no_grad():
        reduced: torch.Tensor = Encoder()(torch.rand(5, 3, SIDE, SIDE))
    return reduced


def test_the_reduction_keeps_its_places_and_is_smaller(reductions: torch.Tensor) -> None:
    assert reductions.shape == (5, CHANNELS, PLACES, PLACES)
    assert reductions[0].numel() * 10 < 3 * SIDE * SIDE


def test_the_parts_are_within_bounds(reductions: torch.Tensor) -> None:
    torch.testing.assert_close(reductions[:, LAYOUT].norm(dim=1), torch.ones(5, PLACES, PLACES))
    assert reductions[:, STROKE].abs().max() <= 1
    assert reductions[:, COLOUR].shape[1] == 3


def test_it_is_built_back_from_the_reduction_alone(reductions: torch.Tensor) -> None:
    assert Decoder()(reductions).shape == (5, 3, SIDE, SIDE)


def test_distances_are_symmetric_and_nothing_is_apart_from_itself(reductions: torch.Tensor) -> None:
    comparison = Comparison()
    with torch.no_grad():
        parts = comparison.parts(reductions, reductions)
        whole = comparison.whole(parts)
    assert (parts >= 0).all()
    assert (torch.diagonal(whole) == 0).all()
    torch.testing.assert_close(whole, whole.T)
    assert whole[0, 1] > 0


def test_texture_does_not_care_where_it_is(reductions: torch.Tensor) -> None:
    turned = reductions.flip(2, 3)
    with torch.no_grad():
        layout, colour, stroke = Comparison().parts(reductions[:1], turned[:1])[0, 0].tolist()
    assert layout > 0
    assert colour > 0
    assert stroke == pytest.approx(0, abs=1e-6)


def test_places_differ_where_the_reductions_do(reductions: torch.Tensor) -> None:
    other = reductions[0].clone()
    other[:, 3, 4] = reductions[1][:, 3, 4]
    distances = place_distances(reductions[0], other)
    assert distances[3, 4] > 0
    assert distances.sum() == pytest.approx(float(distances[3, 4]))
