"""What `bench` measures of the networks; runs in a process of its own, so that the peak of memory is its own."""

import json
import sys
import time
from typing import get_args

import numpy as np
import psutil
import skimage.data

from models.choices import FastWeights
from models.pictures import resize_picture
from models.worker import prepare_environment

THREADS = 2


def measure(part: str) -> dict[str, dict[str, float]]:
    """The figures of "fast", "classic" or "grade", each beside its reference measured in the same run."""
    prepare_environment(THREADS)
    return {"fast": _fast, "classic": _classic, "grade": _grade}[part]()


def _seconds(work: object, repeats: int = 5) -> float:
    assert callable(work)
    work()
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return round(float(np.median(times)), 4)


def _fast() -> dict[str, dict[str, float]]:
    import torch

    from models.fast import load_fast

    torch.set_num_threads(THREADS)
    content, style = skimage.data.astronaut(), skimage.data.coffee()
    figures: dict[str, dict[str, float]] = {}
    reference = 0.0
    for weights in reversed(get_args(FastWeights)):
        began = time.perf_counter()
        fast = load_fast(weights, THREADS)
        figures[f"fast load, {weights}"] = {"seconds": round(time.perf_counter() - began, 3)}
        for size in (256, 512, 1024):
            seconds = _seconds(lambda fast=fast, size=size: fast.stylise(content, style, size=size))
            reference = reference or seconds  # Magenta's at 256 pixels, which comes first
            figures[f"fast {size}, {weights}"] = {
                "seconds": seconds,
                "ratio": round(seconds / reference, 2),
                "peak_mb": peak_mb(),
            }
    return figures


def _grade() -> dict[str, dict[str, float]]:
    import torch
    from skimage.metrics import structural_similarity

    from models.scorer import Scorer

    torch.set_num_threads(1)
    content = skimage.data.astronaut()
    other = resize_picture(skimage.data.coffee(), 512, 512)
    scorer = Scorer()
    seconds = _seconds(lambda: scorer.compare(content, other), 21)
    reference = _seconds(lambda: structural_similarity(content, other, channel_axis=2), 5)
    return {
        "grade": {"seconds": seconds, "ratio": round(seconds / reference, 3), "peak_mb": peak_mb()},
        "grade reference: SSIM at 512": {"seconds": reference},
    }


def _classic() -> dict[str, dict[str, float]]:
    from models.bench_classic import measure as measure_classic

    return measure_classic(THREADS)


def peak_mb() -> float:
    """Largest memory of this process so far, in MB."""
    if sys.platform == "win32":
        return round(psutil.Process().memory_info().peak_wset / 1e6, 1)
    import resource

    # Linux counts in KiB, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6, 1)


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
