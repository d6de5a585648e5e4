from game.ladder import FAST_ONLY_AFTER, LONGEST_PAUSE, MOST_GIVEN_UP, NOTHING_AFTER, REST, Ladder


class At:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_pauses_grow_up_to_a_limit_and_begin_anew_when_something_is_done() -> None:
    ladder = Ladder(At())
    pauses = []
    for _ in range(12):
        ladder.died()
        pauses.append(ladder.pause)
    assert pauses == sorted(pauses) and pauses[0] < 0.5 and pauses[-1] == LONGEST_PAUSE
    ladder.done("fast")
    ladder.died()
    assert ladder.pause == pauses[0]


def test_it_goes_down_step_by_step_and_up_again_after_a_rest() -> None:
    at = At()
    ladder = Ladder(at)
    levels = []
    for _ in range(NOTHING_AFTER):
        levels.append(ladder.level)
        ladder.died()
    assert levels == ["all"] * FAST_ONLY_AFTER + ["fast"] * (NOTHING_AFTER - FAST_ONLY_AFTER)
    assert ladder.refusal("fast") and ladder.refusal("grade") and ladder.refusal("open")
    ladder.ready()
    assert not ladder.refusal("fast") and ladder.refusal("classic")
    ladder.died()
    assert ladder.refusal("fast")
    ladder.ready()
    ladder.done("fast")
    at.now += REST
    assert ladder.level == "all" and not ladder.refusal("classic")


def test_a_classic_method_that_is_given_up_again_and_again_rests() -> None:
    ladder = Ladder(At())
    for _ in range(MOST_GIVEN_UP - 1):
        ladder.gave_up("classic")
        ladder.done("fast")
    ladder.done("classic")
    for _ in range(MOST_GIVEN_UP):
        assert ladder.level == "all"
        ladder.gave_up("classic")
    assert ladder.level == "fast"
