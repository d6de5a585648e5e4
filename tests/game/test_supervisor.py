"""The supervisor over small games that crash, freeze or end; and once over the real one."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from game import supervisor
from game.supervisor import FIRST_PAUSE, LONGEST_PAUSE, RESTART, Supervisor
from game.watchdog import BEAT_SECONDS, Watchdog

ROOT = Path(__file__).parents[2]

GAME = """
import os, sys, time
from pathlib import Path
from game.watchdog import Watchdog
log = Path(sys.argv[1])
runs = len(log.read_text()) if log.exists() else 0
log.write_text("x" * (runs + 1))
dog = Watchdog()
what = sys.argv[2].split(",")[runs]
if what.startswith("!"):
    sys.exit(int(what[1:]))
dog.ready()
if what == "freeze":
    time.sleep(1000)
if what == "beat":
    for _ in range(30):
        time.sleep(0.05)
        dog.beat()
    what = "0"
dog.close()
os._exit(int(what))
"""


def play(tmp_path: Path, *runs: str) -> tuple[int, int, list[float]]:
    """Exit status, number of runs and the pauses between them."""
    pauses: list[float] = []
    command = [sys.executable, "-c", GAME, str(tmp_path / "runs"), ",".join(runs)]
    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    status = Supervisor(command, pauses.append).run()
    for number, handler in zip((signal.SIGTERM, signal.SIGINT), before, strict=True):
        signal.signal(number, handler)
    return status, len((tmp_path / "runs").read_text()), pauses


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(supervisor, "FROZEN", 0.6)


def test_a_game_that_ends_well_is_over(tmp_path: Path) -> None:
    assert play(tmp_path, "0") == (0, 1, [])


def test_a_game_that_cannot_be_played_at_all_is_not_tried_again(tmp_path: Path) -> None:
    assert play(tmp_path, "!2") == (2, 1, [])


def test_a_crash_brings_it_back_at_once_and_crashes_in_a_row_ever_more_slowly(tmp_path: Path) -> None:
    status, runs, pauses = play(tmp_path, "1", *["1"] * 8, "!2", "0")
    assert (status, runs) == (0, 11)
    assert pauses[0] == 0 and pauses[1] == FIRST_PAUSE
    assert pauses == sorted(pauses) and pauses[-1] == LONGEST_PAUSE


def test_it_starts_again_when_staff_wants_it(tmp_path: Path) -> None:
    assert play(tmp_path, str(RESTART), str(RESTART), "0") == (0, 3, [0.0, 0.0])


def test_a_frozen_game_is_ended_and_one_that_gives_signs_of_life_is_not(tmp_path: Path) -> None:
    assert play(tmp_path, "freeze", "beat") == (0, 2, [0.0])


def test_the_watchdog_beats_now_and_then_and_is_silent_where_nobody_watches(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import socket

    now = 0.0
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    Watchdog(lambda: now).ready()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(tmp_path / "ear"))
        ear.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "ear"))
        dog = Watchdog(lambda: now)
        dog.ready()
        for _ in range(60):
            now += BEAT_SECONDS / 10
            dog.beat()
        heard = []
        while True:
            try:
                heard.append(ear.recv(100))
            except BlockingIOError:
                break
    assert heard[0] == b"READY=1" and 4 <= heard.count(b"WATCHDOG=1") <= 6
    dog.beat()
    dog.close()


def on_the_screen(log: Path, times: int, seconds: float = 90) -> list[int]:
    """The process ids of the games that have come on the screen, once there are so many."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        lines = log.read_text().splitlines() if log.exists() else []
        found = [int(line.split()[3]) for line in lines if "On the screen" in line]
        if len(found) >= times:
            return found
        time.sleep(0.1)
    raise AssertionError(f"the game did not come on the screen {times} times")


def test_the_real_game_comes_back_when_it_freezes_and_leaves_nothing_when_it_is_ended(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "NOTIFY_SOCKET"}
    environment |= {"HOME": str(tmp_path), "LC_ALL": "xx_NOWHERE.UTF-8"}
    environment |= {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("STATE", "CACHE", "CONFIG", "DATA")}
    game = subprocess.Popen([sys.executable, "main.py", "--size", "640x480"], env=environment)
    try:
        log = tmp_path / "STATE" / "style-duel" / "log" / "game.log"
        first = on_the_screen(log, 1)[0]
        os.kill(first, signal.SIGSTOP)
        second = on_the_screen(log, 2)[1]
        assert second != first and not psutil.pid_exists(first)
        family = psutil.Process(second).children(recursive=True)
    finally:
        game.terminate()
        assert game.wait(90) == 0
    _, alive = psutil.wait_procs([*family], 90)
    assert family and not alive
