"""The back room: pictures are decoded, scaled and framed there, beside the game, so that no frame waits for them."""

import logging
import os
import sys
import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Generic, TypeVar

T = TypeVar("T")

NICE = 5
"""How far the helpers stand back behind the game; the worker stands farther back."""

_turn = threading.Lock()
"""Several helpers at once would only keep each other and the game from working."""

_log = logging.getLogger(__name__)


class Backroom(Generic[T]):
    """One helper's thread for one scene. What is asked for is ready some frames later, in `ready`, under its key."""

    def __init__(self) -> None:
        """Open it; the thread starts with the first piece of work."""
        self.ready: dict[Hashable, T] = {}
        self._pending: dict[Hashable, Future[T]] = {}
        self._failed: set[Hashable] = set()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="backroom", initializer=_stand_back)

    def ask(self, key: Hashable, work: Callable[[], T]) -> None:
        """Have `work` done, unless it is done, under way, or has failed before."""
        if not self.known(key):
            self._pending[key] = self._thread.submit(partial(_in_turn, work))

    def poll(self) -> None:
        """Take in what has been finished. Once a frame."""
        for key in [key for key, future in self._pending.items() if future.done()]:
            future = self._pending.pop(key)
            if future.cancelled():
                continue
            error = future.exception()
            if error is None:
                self.ready[key] = future.result()
            else:
                self._failed.add(key)
                _log.warning("A picture cannot be shown: %s", error)

    def known(self, key: Hashable) -> bool:
        """Whether this was asked for: it is done, under way, or came to nothing."""
        return key in self.ready or key in self._pending or key in self._failed

    def failed(self, key: Hashable) -> bool:
        """Whether what was asked for came to nothing."""
        return key in self._failed

    def keep(self, keys: set[Hashable]) -> None:
        """Forget everything but these keys."""
        for key in self.ready.keys() - keys:
            del self.ready[key]
        for key in self._pending.keys() - keys:
            self._pending.pop(key).cancel()

    def settle(self) -> None:
        """Wait until all is finished, and take it in."""
        for future in self._pending.values():
            if not future.cancelled():
                future.exception()
        self.poll()


def _in_turn(work: Callable[[], T]) -> T:
    with _turn:
        return work()


def _stand_back() -> None:
    """Only on Linux a thread has its own place in the queue for the processor."""
    if sys.platform == "linux":
        thread = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, thread, max(NICE, os.getpriority(os.PRIO_PROCESS, thread)))
