"""Decoding files from outside, in a small process of its own.

What a visitor brings may be broken or made to harm: a file of a few kilobytes can keep a decoder busy for hours or ask
for gigabytes. Here it costs at most `SECONDS` and `MOST_MEMORY`; then its process ends, and nothing else does.
"""

import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

import numpy as np

from models.errors import InputError
from models.messages import Picture
from models.pictures import PictureError, load_picture

SECONDS = 15.0
"""A file that takes longer than this is given up; 120 megapixels of PNG take about four."""

MOST_MEMORY = 2_000_000_000
"""Bytes of address space that the process may have, where the system can limit it."""

ROOT = Path(__file__).parents[1]


class Decoder:
    """One process that opens one file at a time; it is started with the first, and anew after each that ended it."""

    def __init__(self, seconds: float = SECONDS, memory: int = MOST_MEMORY) -> None:
        """Limit each file to so many seconds and bytes. Nothing runs before `open`."""
        self._seconds, self._memory = seconds, memory
        self._process: subprocess.Popen[bytes] | None = None

    def open(self, path: Path | str, longest: int | None = None) -> Picture:
        """As `models.pictures.load_picture`, and with a `PictureError` too for what takes too long or too much."""
        file = Path(path).absolute()
        fresh = self._process is None
        process = self._process = self._process or _start(self._seconds, self._memory)
        assert process.stdin is not None and process.stdout is not None, "both are pipes"
        # Starting is not the file's fault, so it does not count as its time.
        ready = process.stdout.readline() if fresh else b"\n"
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._seconds, give_up)
        timer.start()
        try:
            if not ready:
                raise EOFError
            process.stdin.write(json.dumps([str(file), longest]).encode() + b"\n")
            process.stdin.flush()
            return _received(process.stdout)
        except (OSError, EOFError):
            self.close()
            why = "takes too long" if late.is_set() else "is broken and cannot be read"
            raise PictureError(f"{path} {why}; save it again in another program.") from None
        finally:
            timer.cancel()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            # Closes the pipes, too; what was not sent is of no use any more.
            with contextlib.suppress(OSError):
                process.communicate()


def _start(seconds: float, memory: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "models.decoder", str(seconds), str(memory)],
        cwd=ROOT,
        # More threads would only take memory: each has its own heap.
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _received(answers: IO[bytes]) -> Picture:
    """The picture that was sent. Raises `PictureError` if a sentence was, `EOFError` if the process has ended."""
    line = answers.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    answer = json.loads(line)
    if isinstance(answer, str):
        raise PictureError(answer)
    body = answers.read(int(np.prod(answer)))
    if len(body) < np.prod(answer):
        raise EOFError
    return np.frombuffer(body, np.uint8).reshape(answer).copy()


def _limit(seconds: float, memory: int) -> None:
    """Limit the memory for good and the computing time for the next file, where the system can."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        # If nobody is left to watch the time, the system ends the process.
        used = resource.getrusage(resource.RUSAGE_SELF)
        resource.setrlimit(
            resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + 2 * seconds) + 1, resource.RLIM_INFINITY)
        )


def serve(requests: IO[bytes], answers: IO[bytes], seconds: float, memory: int) -> None:
    """The process's whole life: a line names a file and a size; the answer is a shape and the pixels, or a sentence."""
    answers.write(b"\n")
    answers.flush()
    for line in requests:
        path, longest = json.loads(line)
        _limit(seconds, memory)
        body = b""
        try:
            picture = load_picture(path, longest)
            head, body = json.dumps(picture.shape), picture.tobytes()
        except InputError as error:
            head = json.dumps(str(error))
        except MemoryError:
            head = json.dumps(f"{path} needs too much memory; reduce it first.")
        answers.write(head.encode() + b"\n" + body)
        answers.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer, float(sys.argv[1]), int(sys.argv[2]))
