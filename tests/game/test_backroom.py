"""The back room: work is done beside the game, once, and failures are kept to themselves."""

import os
import sys
import threading
import time

import pytest

from game.backroom import Backroom


def test_work_is_done_once_in_another_thread() -> None:
    room: Backroom[int] = Backroom()
    calls: list[int] = []

    def work() -> int:
        calls.append(threading.get_ident())
        return 7

    for _ in range(3):
        room.ask("a", work)
    assert room.known("a") and "a" not in room.ready
    room.settle()
    room.ask("a", work)
    room.settle()
    assert room.ready == {"a": 7}
    assert len(calls) == 1 and calls[0] != threading.get_ident()


def test_what_fails_is_told_once_and_not_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    room: Backroom[int] = Backroom()

    def work() -> int:
        raise OSError("the stick was pulled out")

    for _ in range(2):
        room.ask("a", work)
        room.settle()
    assert room.ready == {} and room.known("a")
    assert caplog.text.count("the stick was pulled out") == 1


def test_what_nobody_wants_any_more_is_forgotten() -> None:
    room: Backroom[int] = Backroom()
    gate = threading.Event()
    room.ask("slow", lambda: int(gate.wait(5)))
    room.ask("queued", lambda: 2)
    room.keep({"slow"})
    gate.set()
    room.settle()
    assert room.ready == {"slow": 1} and not room.known("queued")
    room.keep(set())
    assert room.ready == {}


def test_several_rooms_work_in_turn() -> None:
    rooms: list[Backroom[int]] = [Backroom() for _ in range(3)]
    under_way: list[int] = []
    most: list[int] = []

    def work() -> int:
        under_way.append(1)
        most.append(len(under_way))
        time.sleep(0.01)
        under_way.pop()
        return 1

    for number in range(3):
        for room in rooms:
            room.ask(number, work)
    for room in rooms:
        room.settle()
        assert len(room.ready) == 3
    assert max(most) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="threads have no place of their own elsewhere")
def test_the_helper_stands_back_and_the_game_does_not() -> None:
    room: Backroom[int] = Backroom()
    before = os.getpriority(os.PRIO_PROCESS, 0)
    room.ask("place", lambda: os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
    room.settle()
    assert room.ready["place"] >= max(before, 5)
    assert os.getpriority(os.PRIO_PROCESS, 0) == before
