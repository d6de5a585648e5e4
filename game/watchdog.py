"""Tells whoever watches that the main loop is alive, in systemd's words (sd_notify(3)).

Where systemd has started the game it watches; elsewhere `game.supervisor` does and speaks the same protocol.
"""

import contextlib
import os
import socket
import time
from collections.abc import Callable

BEAT_SECONDS = 0.25
"""A sign of life is sent at most so often."""


def watched() -> bool:
    """Whether somebody watches this process."""
    return "NOTIFY_SOCKET" in os.environ


class Watchdog:
    """Sends nothing where nobody watches."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Look for a watcher."""
        self._clock = clock
        self._last = clock()
        self._socket: socket.socket | None = None
        address = os.environ.get("NOTIFY_SOCKET", "")
        if address and hasattr(socket, "AF_UNIX"):
            # A leading @ stands for the zero byte of an abstract name.
            self._address = f"\0{address[1:]}" if address[0] == "@" else address
            self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            self._socket.setblocking(False)

    def ready(self) -> None:
        """The game is on the screen; from now on silence means that it is frozen."""
        self._send("READY=1")

    def beat(self) -> None:
        """Once a frame."""
        now = self._clock()
        if now - self._last >= BEAT_SECONDS:
            self._last = now
            self._send("WATCHDOG=1")

    def close(self) -> None:
        """The game ends in good order."""
        self._send("STOPPING=1")
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _send(self, words: str) -> None:
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.sendto(words.encode(), self._address)
