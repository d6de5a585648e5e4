"""One heap for all threads."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SCRIPT = """
import ctypes, threading
from game.memory import share_one_heap
share_one_heap()
def work():
    # Small enough to come from a heap and not from the system.
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    for _ in range(1000):
        libc.malloc(1000)
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc = ctypes.CDLL(None)
libc.malloc_stats()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc has heaps for threads")
def test_threads_share_one_heap() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.count("Arena ") <= 1
