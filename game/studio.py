"""The game's side of the corridor: post a job, poll once a frame, cancel; a dead worker is replaced by itself."""

import contextlib
import itertools
import logging
import multiprocessing
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from typing import Literal

from models.messages import (
    Answer,
    Cancel,
    Compare,
    Failed,
    Grade,
    Graded,
    Method,
    Open,
    Opened,
    Picture,
    Progress,
    Ready,
    Request,
    SharedPicture,
    Stop,
    Stylise,
    Stylised,
)
from models.pictures import size_within
from models.shared import bytes_for, read_picture, write_picture
from models.worker import run_worker

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 20.0
"""Seconds before a dead worker is replaced: the first time, and at most, doubling in between."""

MOST_TRIES = 3
"""A job during which the worker died this often is given up."""

SHORT_PAUSE = 2.0
"""A worker that needs longer pauses than this dies again and again, and staff should know."""

LONGEST_SILENCE = 45.0
"""A worker that has work and says nothing for so many seconds hangs, and is replaced."""

LONGEST_LOADING = 180.0
"""The same for a worker that still loads: some ten seconds, but many more from a slow disk."""

_log = logging.getLogger(__name__)


@dataclass(eq=False)
class Job:
    """One piece of work. `fraction` (0 to 1) never falls; `preview_number` counts the previews."""

    id: int
    kind: Literal["fast", "classic", "grade", "open"]
    state: Literal["waiting", "running", "done", "failed", "cancelled"] = "waiting"
    fraction: float = 0.0
    seconds_left: float | None = None
    preview: Picture | None = None
    preview_number: int = 0
    picture: Picture | None = None
    grade: Grade | None = None
    reason: str = ""
    seconds: float = 0.0
    weights: str = ""
    details: dict[str, float] = field(default_factory=dict)
    tries: int = 0

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in ("done", "failed", "cancelled")


@dataclass
class _Open:
    """A job that is not finished: its request, to hand over again, and its blocks of shared memory."""

    job: Job
    request: Request
    blocks: list[SharedMemory]

    @property
    def into(self) -> SharedMemory:
        """The block for the result: the last one."""
        return self.blocks[-1]


class Studio:
    """Posts jobs to one worker process and keeps it alive. All methods return at once.

    `trouble` is one plain sentence while the worker is away, else empty.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing runs before `start`."""
        self.ready = False
        self.trouble = ""
        self._clock = clock
        self._numbers = itertools.count(1)
        self._open: dict[int, _Open] = {}
        self._process: SpawnProcess | None = None
        self._corridor: Connection | None = None
        self._pause = FIRST_PAUSE
        self._restart_at: float | None = None
        self._replacing: threading.Thread | None = None
        self._heard_at = clock()

    @property
    def worker_id(self) -> int | None:
        """The worker's process id while it lives."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Start the worker; it is spawned and loads its networks in the background."""
        self._restart_at = self._clock()
        self._follow_replacement()

    def _start_process(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=run_worker, args=(theirs,), name="style-duel-worker", daemon=True)
        try:
            process.start()
        except OSError as error:
            _log.warning("No worker can be started: %s", error)
            ours.close()
            return
        finally:
            # Only the worker may hold its end, or the game would never see it close.
            theirs.close()
        self._process, self._corridor, self._heard_at = process, ours, self._clock()

    def stylise(
        self, method: Method, content: Picture, style: Picture, *, size: int, strength: float = 1.0, seed: int = 0
    ) -> Job:
        """Have a picture made; see `models.messages.Stylise`."""
        job = Job(next(self._numbers), method)
        content_block, style_block = _block_with(content), _block_with(style)
        into = SharedMemory(create=True, size=bytes_for(*size_within(content, size)))
        request = Stylise(
            job.id, method, content_block[1], style_block[1], size=size, strength=strength, seed=seed, into=into.name
        )
        return self._post(job, request, [content_block[0], style_block[0], into])

    def compare(self, picture: Picture, other: Picture) -> Job:
        """Have two pictures graded."""
        job = Job(next(self._numbers), "grade")
        first, second = _block_with(picture), _block_with(other)
        return self._post(job, Compare(job.id, first[1], second[1]), [first[0], second[0]])

    def open(self, path: Path | str, longest: int = 1024) -> Job:
        """Have a file decoded to at most `longest` pixels on the long side."""
        job = Job(next(self._numbers), "open")
        into = SharedMemory(create=True, size=bytes_for(longest, longest))
        return self._post(job, Open(job.id, str(path), longest, into.name), [into])

    def cancel(self, job: Job) -> None:
        """Drop a job; one that is finished stays as it is."""
        entry = self._open.get(job.id)
        if entry is None:
            return
        job.state = "cancelled"
        self._forget(entry)
        self._send(Cancel(job.id))

    def poll(self) -> None:
        """Take in what the worker has answered, and replace it if it died or hangs. Once a frame; never blocks."""
        if self._restart_at is not None:
            self._follow_replacement()
            return
        try:
            while self._corridor is not None and self._corridor.poll():
                self._heard_at = self._clock()
                self._take(self._corridor.recv())
        except Exception as error:  # a worker that dies in the middle of a message leaves any kind of rubbish
            _log.info("The corridor broke: %r", error)
            self._worker_died()
            return
        if self._process is None:
            return
        if not self._open:
            self._heard_at = self._clock()
        patience = LONGEST_SILENCE if self.ready else LONGEST_LOADING
        if not self._process.is_alive() or self._clock() - self._heard_at > patience:
            self._worker_died()

    def _follow_replacement(self) -> None:
        """Start a new worker when the pause is over. Ending the old one and starting take longer than a frame may."""
        if self._replacing is None:
            if self._restart_at is not None and self._clock() >= self._restart_at:
                self._replacing = threading.Thread(target=self._replace, name="worker-replacement")
                self._replacing.start()
        elif not self._replacing.is_alive():
            self._replacing, self._restart_at = None, None
            if self._process is None:
                self._worker_died()
            else:
                self._hand_over_all()

    def _replace(self) -> None:
        self._end_process(patience=0.0)
        self._start_process()

    def close(self) -> None:
        """Drop all jobs and end the worker; nothing of either is left over."""
        for entry in list(self._open.values()):
            entry.job.state = "cancelled"
            self._forget(entry)
        if self._replacing is not None:
            self._replacing.join()
        self._restart_at = self._replacing = None
        self._send(Stop())
        self._end_process(patience=0.5)

    def _post(self, job: Job, request: Request, blocks: list[SharedMemory]) -> Job:
        entry = _Open(job, request, blocks)
        self._open[job.id] = entry
        self._send(request)
        return job

    def _hand_over_all(self) -> None:
        for entry in self._open.values():
            self._send(entry.request)

    def _send(self, request: Request) -> None:
        """Send, if there is a worker; open jobs are handed over again when there is a new one."""
        if self._corridor is not None and self._restart_at is None:
            with contextlib.suppress(OSError):
                self._corridor.send(request)

    def _take(self, answer: Answer) -> None:
        if isinstance(answer, Ready):
            self.ready, self.trouble = True, ""
            return
        entry = self._open.get(answer.job)
        if entry is None:
            return
        job = entry.job
        if isinstance(answer, Progress):
            self._take_progress(entry, answer)
            return
        if isinstance(answer, Failed):
            job.state, job.reason = "failed", answer.reason
        else:
            job.state, job.fraction, job.seconds_left = "done", 1.0, 0.0
        if isinstance(answer, Stylised):
            job.picture = read_picture(entry.into, answer.picture)
            job.seconds, job.weights, job.details = answer.seconds, answer.weights, answer.details
        elif isinstance(answer, Graded):
            job.grade, job.seconds = answer.grade, answer.seconds
        elif isinstance(answer, Opened):
            job.picture = read_picture(entry.into, answer.picture)
        self._forget(entry)
        self._pause = FIRST_PAUSE

    def _take_progress(self, entry: _Open, answer: Progress) -> None:
        job = entry.job
        if job.state == "waiting":
            job.state = "running"
        job.fraction = max(job.fraction, answer.fraction)
        job.seconds_left = answer.seconds_left
        if answer.preview is not None:
            # The worker may write the next one meanwhile; a preview of two halves is gone with the next frame.
            job.preview = read_picture(entry.into, answer.preview)
            job.preview_number += 1

    def _worker_died(self) -> None:
        self.ready, self.trouble = False, "The machines take a short break."
        if self._pause > SHORT_PAUSE:
            self.trouble = "The machines stop again and again; please tell a member of staff."
        running = [entry for entry in self._open.values() if entry.job.state == "running"]
        # A quick job is done between two steps of a classic one: while there is one, the fault is its own.
        quick = [entry for entry in running if entry.job.kind != "classic"]
        for entry in quick or running:
            entry.job.tries += 1
            if entry.job.tries >= MOST_TRIES:
                entry.job.state, entry.job.reason = "failed", "The machine stopped three times over this picture."
                self._forget(entry)
        for entry in self._open.values():
            entry.job.state = "waiting"
        _log.warning("The worker died; a new one starts in %.1f s", self._pause)
        self._restart_at = self._clock() + self._pause
        self._pause = min(LONGEST_PAUSE, 2 * self._pause)

    def _end_process(self, patience: float) -> None:
        if self._corridor is not None:
            self._corridor.close()
            self._corridor = None
        if self._process is not None:
            self._process.join(patience)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            self._process.close()
            self._process = None

    def _forget(self, entry: _Open) -> None:
        del self._open[entry.job.id]
        for block in entry.blocks:
            block.close()
            block.unlink()


def _block_with(picture: Picture) -> tuple[SharedMemory, SharedPicture]:
    block = SharedMemory(create=True, size=picture.nbytes)
    return block, write_picture(block, picture)
