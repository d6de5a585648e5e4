import random

from hypothesis import given
from hypothesis import strategies as st

from game.dealer import Dealer
from tests.fakes import fake_collection


@given(count=st.integers(1, 5), seed=st.integers(0, 1000))
def test_no_pair_comes_again_before_all_were_dealt(count: int, seed: int) -> None:
    dealer = Dealer(fake_collection(count), random.Random(seed))
    pairs = [dealer.deal() for _ in range(count * count)]
    assert len(set(pairs)) == count * count
    assert dealer.deal() in pairs


@given(seed=st.integers(0, 1000))
def test_the_same_seed_deals_the_same(seed: int) -> None:
    first, second = (Dealer(fake_collection(4), random.Random(seed)) for _ in range(2))
    assert [first.deal() for _ in range(6)] == [second.deal() for _ in range(6)]


@given(seed=st.integers(0, 1000))
def test_dealing_one_side_again_brings_another_picture(seed: int) -> None:
    dealer = Dealer(fake_collection(4), random.Random(seed))
    content, style = dealer.deal()
    other = dealer.deal_content(style)
    assert other != content and other.kind == "content"
    assert dealer.deal_style(other) != style
