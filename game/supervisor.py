"""Starts the game and starts it again when it crashes or freezes, where systemd does not do it.

A small process that loads nothing. It listens to the game's signs of life as systemd would (`game.watchdog`).
"""

import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

from models.errors import InputError

FROZEN = 3.0
"""A game that gives no sign of life for so many seconds is frozen."""

LONGEST_START = 60.0
"""Seconds that a game may take until it is on the screen."""

LONGEST_END = 5.0
"""Seconds that a game may take to end in good order."""

LONG_RUN = 60.0
"""A game that ran for so many seconds is started again at once; others after a pause."""

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds between two starts of a game that ends again and again, doubling in between."""

RESTART = 75
"""The status with which the game asks to be started again."""

_log = logging.getLogger(__name__)


def can_supervise() -> bool:
    """Whether this system has what it takes: sockets with a file's name."""
    return hasattr(socket, "AF_UNIX") and hasattr(os, "killpg")


class Supervisor:
    """Runs one command again and again until it ends with status 0, or, before it was ever ready, with any."""

    def __init__(self, command: Sequence[str], sleep: Callable[[float], None] = time.sleep) -> None:
        """Take the command; nothing runs before `run`."""
        self._command, self._sleep = command, sleep
        self._process: subprocess.Popen[bytes] | None = None
        self._was_ready = False
        self._told_to_end = False

    def run(self) -> int:
        """Watch until the game is over, and return its exit status. SIGTERM and SIGINT end it."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        with (
            tempfile.TemporaryDirectory(prefix="style-duel-") as folder,
            socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear,
        ):
            ear.bind(f"{folder}/watch")
            return self._runs(ear, f"{folder}/watch")

    def _runs(self, ear: socket.socket, address: str) -> int:
        crashes = 0
        while True:
            began = time.monotonic()
            status = self._one_run(ear, address)
            if self._told_to_end or status == 0:
                return 0
            if not self._was_ready and status != RESTART:
                return status if status > 0 else 1
            crashes = 0 if status == RESTART else 1 if time.monotonic() - began > LONG_RUN else crashes + 1
            # After the first crash there is none: a visitor may be standing there.
            pause = 0.0 if crashes < 2 else min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** (crashes - 2))
            _log.warning("The game ended with status %d; it starts again in %.1f s.", status, pause)
            self._sleep(pause)

    def _one_run(self, ear: socket.socket, address: str) -> int:
        """Start the game and watch it until it has ended."""
        environment = {**os.environ, "NOTIFY_SOCKET": address}
        # A group of its own: when it has to be killed, its worker is killed with it.
        self._process = process = subprocess.Popen(self._command, env=environment, start_new_session=True)
        ear.settimeout(0.1)
        ready, heard_at = False, time.monotonic()
        while process.poll() is None:
            with contextlib.suppress(TimeoutError):
                ready |= b"READY=1" in ear.recv(4096)
                heard_at = time.monotonic()
            self._was_ready |= ready
            if self._told_to_end:
                self._wait_for_end(process)
            elif time.monotonic() - heard_at > (FROZEN if ready else LONGEST_START):
                _log.error("The game is frozen; where, stands in game-crashes.log.")
                process.send_signal(signal.SIGABRT)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(0.2)
                self._kill(process)
        # Whatever of it still runs must not meet its successor.
        self._kill(process)
        return process.returncode

    def _wait_for_end(self, process: subprocess.Popen[bytes]) -> None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(LONGEST_END)
        except subprocess.TimeoutExpired:
            self._kill(process)

    def _kill(self, process: subprocess.Popen[bytes]) -> None:
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def _end(self, number: int, frame: FrameType | None) -> None:
        self._told_to_end = True


def supervise(arguments: Sequence[str]) -> int:
    """Play with these arguments of `python main.py`, and go on playing whatever happens."""
    from models.logs import keep_logs

    keep_logs("watch")
    main = Path(__file__).parents[1] / "main.py"
    if not main.exists():
        raise InputError(f"{main} is missing; install the program again.")
    return Supervisor([sys.executable, str(main), *arguments]).run()
