"""Figures that `bench` prints and writes: each named, each with its unit in the key."""

import contextlib
import ctypes
import gc
import time
from collections.abc import Callable

import numpy as np
import psutil

Figures = dict[str, dict[str, float]]
"""For each thing measured its figures; keys end in their unit: `p50_ms`, `p99_ms`, `seconds`, `peak_mb`, `ratio`."""


def in_milliseconds(times: list[float]) -> dict[str, float]:
    """Median and 99th percentile of times in seconds, as milliseconds."""
    p50, p99 = np.percentile(times, [50, 99]) * 1000
    return {"p50_ms": round(float(p50), 3), "p99_ms": round(float(p99), 3)}


def timed(work: Callable[[], object], repeats: int) -> list[float]:
    """How long each of `repeats` runs takes, in seconds; one run before them warms up."""
    work()
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return times


def held_memory() -> int:
    """Bytes that this process holds; what is free but kept by the allocator for later is handed back before."""
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):  # only glibc can be asked to
        ctypes.CDLL(None).malloc_trim(0)
    return int(psutil.Process().memory_info().rss)
