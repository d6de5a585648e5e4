import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from game import ladder, worker_process
from game import studio as studio_module
from game.studio import Job, Studio
from models.pictures import save_picture
from tests.pictures import scene, stripes

SHARED_MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def studio() -> Iterator[Studio]:
    one = Studio()
    one.start()
    yield one
    one.close()


def wait_until(studio: Studio, so: Callable[[], bool], seconds: float = 90.0) -> None:
    until = time.monotonic() + seconds
    while not so():
        studio.poll()
        assert time.monotonic() < until, f"nothing came of it in {seconds} s ({studio.trouble})"
        time.sleep(0.005)


def wait_for(studio: Studio, *jobs: Job) -> None:
    wait_until(studio, lambda: all(job.finished for job in jobs))


def test_both_methods_and_the_grade_are_made(studio: Studio) -> None:
    content, style = scene(), stripes()
    fast = studio.stylise("fast", content, style, size=96)
    classic = studio.stylise("classic", content, style, size=96)
    wait_for(studio, fast, classic)
    assert (fast.state, classic.state) == ("done", "done"), fast.reason + classic.reason
    assert fast.picture is not None and classic.picture is not None
    assert fast.picture.shape == classic.picture.shape == content.shape
    assert not np.array_equal(fast.picture, classic.picture)
    assert classic.details["style_end"] < classic.details["style_start"]
    assert classic.preview_number > 0 and classic.fraction == 1
    grade = studio.compare(fast.picture, fast.picture)
    wait_for(studio, grade)
    assert grade.grade is not None and grade.grade.grade == 10


def test_a_quick_job_does_not_wait_for_a_classic_one(studio: Studio) -> None:
    classic = studio.stylise("classic", scene(320, 240), stripes(), size=320)
    wait_until(studio, lambda: classic.state == "running" and classic.fraction > 0)
    fast = studio.stylise("fast", scene(), stripes(), size=64)
    wait_for(studio, fast)
    assert fast.state == "done"
    assert not classic.finished
    studio.cancel(classic)
    after = studio.stylise("fast", scene(), stripes(), size=64)
    wait_for(studio, after)
    assert classic.state == "cancelled" and classic.picture is None


def test_a_cancelled_job_stays_cancelled_and_a_finished_one_finished(studio: Studio) -> None:
    kept = studio.stylise("fast", scene(), stripes(), size=64)
    wait_for(studio, kept)
    dropped = [studio.stylise("fast", scene(), stripes(), size=64) for _ in range(5)]
    for job in [kept, *dropped]:
        studio.cancel(job)
    last = studio.stylise("fast", scene(), stripes(), size=64)
    wait_for(studio, last)
    assert [job.state for job in [kept, *dropped, last]] == ["done", *["cancelled"] * 5, "done"]
    assert all(job.picture is None for job in dropped)


def test_a_worker_killed_in_the_middle_of_a_round_loses_nothing(studio: Studio) -> None:
    fast = studio.stylise("fast", scene(), stripes(), size=96)
    classic = studio.stylise("classic", scene(), stripes(), size=128)
    wait_until(studio, lambda: classic.state == "running" and classic.fraction > 0.05)
    before = studio.worker_id
    assert before is not None
    os.kill(before, signal.SIGKILL)
    wait_until(studio, lambda: bool(studio.trouble))
    wait_for(studio, fast, classic)
    assert (fast.state, classic.state) == ("done", "done")
    assert studio.worker_id not in (None, before)
    assert studio.trouble == ""
    assert fast.picture is not None and classic.picture is not None
    grade = studio.compare(fast.picture, classic.picture)
    wait_for(studio, grade)
    assert grade.state == "done"


def test_a_worker_that_hangs_is_replaced(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    wait_until(studio, lambda: studio.ready)
    before = studio.worker_id
    assert before is not None
    os.kill(before, signal.SIGSTOP)
    monkeypatch.setattr(worker_process, "LONGEST_STOPPED", 10**6)
    monkeypatch.setattr(worker_process, "LONGEST_SILENCE", 0.5)
    fast = studio.stylise("fast", scene(), stripes(), size=64)
    wait_until(studio, lambda: bool(studio.trouble))
    monkeypatch.undo()
    wait_for(studio, fast)
    assert fast.state == "done"
    assert studio.worker_id != before


def test_a_job_that_kills_the_worker_again_and_again_is_given_up_and_no_other(studio: Studio) -> None:
    classic = studio.stylise("classic", scene(320, 240), stripes(), size=320)
    fast = studio.stylise("fast", scene(), stripes(), size=64)
    for tries in range(1, studio_module.MOST_TRIES + 1):
        wait_until(studio, lambda: classic.state == "running" and classic.fraction > 0 and fast.finished)
        assert studio.worker_id is not None
        os.kill(studio.worker_id, signal.SIGKILL)
        wait_until(studio, lambda: bool(studio.trouble))
        assert classic.tries == tries and classic.state != "running"
    assert classic.state == "failed" and "\n" not in classic.reason and classic.reason.endswith(".")
    assert fast.state == "done" and fast.tries == 0
    wait_until(studio, lambda: studio.ready)
    assert studio.trouble == ""


def test_a_stopped_worker_is_replaced_long_before_it_would_count_as_silent(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_process, "LONGEST_SILENCE", 10**6)
    wait_until(studio, lambda: studio.ready)
    before = studio.worker_id
    assert before is not None
    fast = studio.stylise("fast", scene(), stripes(), size=64)
    os.kill(before, signal.SIGSTOP)
    wait_until(studio, lambda: bool(studio.trouble) or fast.finished)
    wait_for(studio, fast)
    assert fast.state == "done"


def test_a_worker_that_grows_without_end_is_replaced(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    wait_until(studio, lambda: studio.ready)
    before = studio.worker_id
    monkeypatch.setattr(worker_process, "MOST_MEMORY", 1e-6)
    wait_until(studio, lambda: bool(studio.trouble))
    monkeypatch.undo()
    fast = studio.stylise("fast", scene(), stripes(), size=64)
    wait_for(studio, fast)
    assert fast.state == "done" and studio.worker_id != before


def test_a_resting_worker_gives_its_memory_back_and_comes_when_it_is_needed(studio: Studio) -> None:
    wait_until(studio, lambda: studio.ready)
    studio.rest()
    wait_until(studio, lambda: studio.worker_id is None)
    assert not studio.trouble
    # Woken while it still goes to rest, or long after: both times it comes.
    studio.wake()
    wait_until(studio, lambda: studio.ready)
    studio.rest()
    job = studio.stylise("fast", scene(), stripes(), size=64)
    wait_for(studio, job)
    assert job.state == "done" and studio.ready and not studio.trouble


def test_without_a_worker_the_visit_goes_on_and_the_machines_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(_: SpawnProcess) -> NoReturn:
        raise OSError("no room for a process")

    now = 0.0
    studio = Studio(clock=lambda: now)
    with monkeypatch.context() as full:
        full.setattr(SpawnProcess, "start", no_room)
        studio.start()
        told = []
        fast = studio.stylise("fast", scene(), stripes(), size=64)
        classic = studio.stylise("classic", scene(), stripes(), size=64)
        while not fast.finished:
            studio.poll()
            time.sleep(0.001)
            now += 0.05
            if studio.trouble not in told:
                told.append(studio.trouble)
            assert now < 60
        assert "short break" in "".join(told) and "staff" in told[-1]
        # One step after the other: first the classic method rests, then nothing is promised.
        assert "needs a rest" in classic.reason and "out of order" in fast.reason
        assert studio.stylise("fast", scene(), stripes(), size=64).state == "failed"
        assert studio.open("any.png").state == studio.compare(scene(), scene()).state == "failed"
    now += ladder.LONGEST_PAUSE
    try:
        wait_until(studio, lambda: studio.ready)
        again = studio.stylise("fast", scene(), stripes(), size=64)
        wait_for(studio, again)
        assert again.picture is not None and not studio.trouble
        assert studio.stylise("classic", scene(), stripes(), size=64).state == "failed"
        now += ladder.REST
        recovered = studio.stylise("classic", scene(), stripes(), size=64)
        wait_for(studio, recovered)
        assert recovered.state == "done"
    finally:
        studio.close()


def test_a_file_is_decoded_and_a_bad_one_told_in_one_sentence(studio: Studio, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.png", tmp_path / "bad.png"
    save_picture(scene(200, 100), good)
    bad.write_text("no picture")
    jobs = [studio.open(good, 50), studio.open(bad), studio.open(tmp_path / "missing.png"), studio.open(tmp_path)]
    wait_for(studio, *jobs)
    assert [job.state for job in jobs] == ["done", "failed", "failed", "failed"]
    assert jobs[0].picture is not None and jobs[0].picture.shape == (25, 50, 3)
    assert all(str(tmp_path) in job.reason and "\n" not in job.reason for job in jobs[1:])


@pytest.mark.skipif(not SHARED_MEMORY.is_dir(), reason="shared memory is no folder here")
def test_nothing_is_left_over(tmp_path: Path) -> None:
    """In a process of its own: at its end nothing lies in shared memory and nobody complains."""
    script = """
from game.studio import Studio
from tests.pictures import scene, stripes
import os
import time
if __name__ == "__main__":
    studio = Studio()
    studio.start()
    until = time.monotonic() + 90
    while not studio.ready and time.monotonic() < until:
        studio.poll()
        time.sleep(0.01)
    for _ in range(20):
        studio.cancel(studio.stylise("fast", scene(), stripes(), size=64))
        studio.poll()
    last = studio.stylise("classic", scene(), stripes(), size=64)
    while last.state == "waiting" and time.monotonic() < until:
        studio.poll()
    studio.close()
    print("torch" in __import__("sys").modules, last.state, os.getpid())
"""
    file = tmp_path / "left_over.py"
    file.write_text(script)
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, str(file)], capture_output=True, text=True, timeout=150, env={**os.environ, "PYTHONPATH": root}
    )
    torch_imported, state, maker = done.stdout.split()
    assert (torch_imported, state) == ("False", "cancelled"), done.stderr
    assert "leaked" not in done.stderr and "Traceback" not in done.stderr
    # Its own blocks only: tests that run at the same time make and remove theirs.
    assert not list(SHARED_MEMORY.glob(f"style-duel-{maker}-*"))
