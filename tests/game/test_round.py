"""The machines of a round: posted once, cancelled when nobody waits for them."""

import random
from typing import cast

import numpy as np

from game.round import LONGEST, Round, pictures, start_machines, stop_machines
from game.scene import Stage
from game.settings import Settings
from models.messages import Grade
from tests.fakes import FakeJob, FakeStudio, fake_collection


def stage(studio: FakeStudio) -> Stage:
    settings = Settings(fast_size=200, classic_size=160)
    return Stage((640, 360), settings, fake_collection(), studio, lambda: 0.0, random.Random(1))


def pair() -> Round:
    collection = fake_collection()
    return Round(content=collection.contents[0], style=collection.styles[1])


def test_both_methods_are_posted_once_at_their_sizes() -> None:
    studio = FakeStudio()
    round = pair()
    start_machines(round, stage(studio))
    start_machines(round, stage(studio))
    assert [job.kind for job in studio.jobs] == ["fast", "classic"]
    for _ in range(20):
        studio.poll()
    assert round.fast_job is not None and round.classic_job is not None
    assert round.fast_job.picture is not None and max(round.fast_job.picture.shape) == 200
    assert round.classic_job.picture is not None and max(round.classic_job.picture.shape) == 160


def test_what_pick_has_decoded_is_not_decoded_again() -> None:
    round = pair()
    decoded = np.full((30, 40, 3), 7, np.uint8)
    round.style_picture = decoded
    content, style = pictures(round)
    assert style is decoded and max(content.shape) == LONGEST
    assert pictures(round)[0] is content


def test_without_a_pair_nothing_is_posted() -> None:
    studio = FakeStudio()
    start_machines(Round(), stage(studio))
    assert studio.jobs == []


def test_stopping_cancels_what_runs_and_forgets_results() -> None:
    studio = FakeStudio()
    round = pair()
    start_machines(round, stage(studio))
    studio.poll()
    studio.poll()
    fast, classic = cast(FakeJob, round.fast_job), cast(FakeJob, round.classic_job)
    round.grades["fast-classic"] = Grade(5, 5, 5, 5, np.ones((2, 2), np.float32))
    stop_machines(round, studio)
    assert fast.state == "done" and classic.state == "cancelled"
    assert round.fast_job is None and round.classic_job is None and round.grades == {}
    start_machines(round, stage(studio))
    assert round.fast_job is not None
