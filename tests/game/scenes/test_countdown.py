"""Seconds left that never rise, whatever the estimates do, and that end when the work does."""

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from game.scenes.countdown import HEARD_FOR, SLOWEST, Countdown

estimates = st.lists(st.one_of(st.none(), st.floats(0, 300)), min_size=1, max_size=200)


@given(estimates)
def test_it_never_rises_and_never_stands_still(told: list[float | None]) -> None:
    countdown, shown = Countdown(), []
    for estimate in told:
        countdown.update(estimate, 0.25)
        if countdown.seconds is not None and estimate is not None:
            shown.append(countdown.seconds)
    for before, after in pairwise(shown):
        assert after <= before - 0.25 * SLOWEST + 1e-9 or after == 0


def test_with_honest_estimates_it_holds_and_ends_with_the_work() -> None:
    chance, left, countdown = random.Random(3), 30.0, Countdown()
    while left > 0:
        countdown.update(left * chance.uniform(0.9, 1.1), 0.1)
        if countdown.seconds is not None:
            assert abs(countdown.seconds - left) < 0.25 * left + 1
        left -= 0.1
    assert countdown.seconds is not None and countdown.seconds < 1


def test_nothing_is_shown_before_the_estimates_have_settled() -> None:
    countdown = Countdown()
    countdown.update(None, 10.0)
    countdown.update(20.0, HEARD_FOR / 2)
    shown = [countdown.seconds]
    countdown.update(20.0, HEARD_FOR / 2)
    shown.append(countdown.seconds)
    assert shown[0] is None and shown[1] is not None and 20 <= shown[1] <= 25
