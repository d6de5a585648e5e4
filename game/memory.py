"""How the game's process asks the system for memory."""

import contextlib
import ctypes

M_ARENA_MAX = -8
"""glibc's number for this option, from its malloc.h."""


def share_one_heap() -> None:
    """Let all threads take memory from one heap; call it before the first thread is started.

    glibc gives each thread a heap of its own. Pictures that come and go then leave holes in all of them: a sixth of the
    memory, and more with every hour. The threads here are few and take turns anyway. Other systems are left alone.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)
