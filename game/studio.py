"""The game's side of the corridor: post a job, poll once a frame, cancel; a dead worker is replaced by itself."""

import itertools
import logging
import time
from collections.abc import Callable
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

from game.jobs import Job, JobKind, OpenJob
from game.ladder import Ladder
from game.language import N_
from game.worker_process import CorridorBrokenError, WorkerProcess
from models.choices import DEFAULT_WEIGHTS, FastWeights
from models.messages import Answer, Cancel, Compare, Method, Open, Picture, Progress, Ready, Request, Stylise
from models.pictures import size_within
from models.shared import bytes_for, make_block, sweep_blocks, write_picture

__all__ = ["Job", "Studio"]

MOST_TRIES = 3
"""A job during which the worker died this often is given up."""

_log = logging.getLogger(__name__)


class Studio:
    """Posts jobs to one worker process and keeps it alive. All methods return at once.

    `trouble` is one plain sentence while the worker is away, else empty.
    """

    def __init__(self, weights: FastWeights = DEFAULT_WEIGHTS, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing runs before `start`; the fast method will have the networks of the name `weights`."""
        self.ready = False
        self.resting = False
        self.trouble = ""
        self.ladder = Ladder(clock)
        self._numbers = itertools.count(1)
        self._open: dict[int, OpenJob] = {}
        self._worker = WorkerProcess(clock, weights)

    @property
    def worker_id(self) -> int | None:
        """The worker's process id while it lives."""
        return self._worker.pid

    def start(self) -> None:
        """Start the worker; it is spawned and loads its networks in the background."""
        sweep_blocks()
        self._worker.replace(0.0)
        self._worker.follow()

    def rest(self) -> None:
        """Give the worker's memory back while nobody is there; `wake`, or the next job, starts it again."""
        if not self._open and self._worker.running:
            self.ready, self.resting = False, True
            self._worker.rest()

    def wake(self) -> None:
        """Start the worker again if it rests."""
        if self.resting:
            self.resting = False
            self._worker.replace(0.0, classic=self.ladder.level == "all")

    def stylise(
        self, method: Method, content: Picture, style: Picture, *, size: int, strength: float = 1.0, seed: int = 0
    ) -> Job:
        """Have a picture made; see `models.messages.Stylise`."""
        job = self._job(method)
        if not job.finished:
            content_block, style_block = make_block(content.nbytes), make_block(style.nbytes)
            places = write_picture(content_block, content), write_picture(style_block, style)
            into = make_block(bytes_for(*size_within(content, size)))
            request = Stylise(job.id, method, *places, size=size, strength=strength, seed=seed, into=into.name)
            self._post(job, request, [content_block, style_block, into])
        return job

    def compare(self, picture: Picture, other: Picture) -> Job:
        """Have two pictures graded."""
        job = self._job("grade")
        if not job.finished:
            blocks = [make_block(picture.nbytes), make_block(other.nbytes)]
            places = write_picture(blocks[0], picture), write_picture(blocks[1], other)
            self._post(job, Compare(job.id, *places), blocks)
        return job

    def open(self, path: Path | str, longest: int = 1024) -> Job:
        """Have a file decoded to at most `longest` pixels on the long side."""
        job = self._job("open")
        if not job.finished:
            into = make_block(bytes_for(longest, longest))
            self._post(job, Open(job.id, str(path), longest, into.name), [into])
        return job

    def _job(self, kind: JobKind) -> Job:
        """A new job; one that the machines cannot do now is told so at once."""
        job = Job(next(self._numbers), kind)
        reason = self.ladder.refusal(kind)
        if reason:
            job.fail(reason)
        return job

    def _post(self, job: Job, request: Request, blocks: list[SharedMemory]) -> None:
        self.wake()
        if not self._open:
            # The worker's silence until now was none.
            self._worker.idle()
        self._open[job.id] = OpenJob(job, request, blocks)
        self._worker.send(request)

    def cancel(self, job: Job) -> None:
        """Drop a job; one that is finished stays as it is."""
        if job.id in self._open:
            job.state = "cancelled"
            self._forget(job)
            self._worker.send(Cancel(job.id))

    def poll(self) -> None:
        """Take in what the worker has answered, and replace it if it died or hangs. Once a frame; never blocks."""
        if self._worker.changing:
            self._follow_change()
            return
        try:
            for answer in self._worker.answers():
                self._take(answer)
        except CorridorBrokenError as error:
            self._worker_died(f"the corridor broke ({error})")
            return
        if not self._open:
            self._worker.idle()
        ailment = self._worker.ailment(loading=not self.ready)
        if ailment:
            self._worker_died(ailment)

    def _follow_change(self) -> None:
        started = self._worker.follow()
        if started is False:
            self._worker_died("it could not be started")
        elif started:
            for entry in self._open.values():
                self._worker.send(entry.request)

    def close(self) -> None:
        """Drop all jobs and end the worker; nothing of either is left over."""
        for entry in list(self._open.values()):
            entry.job.state = "cancelled"
            self._forget(entry.job)
        self._worker.close()

    def _take(self, answer: Answer) -> None:
        if isinstance(answer, Ready):
            self.ready, self.trouble = True, ""
            self.ladder.ready()
            return
        entry = self._open.get(answer.job)
        if entry is None:
            return
        entry.take(answer)
        if not isinstance(answer, Progress):
            self._forget(entry.job)
            self.ladder.done(entry.job.kind)

    def _worker_died(self, why: str) -> None:
        self.ready = False
        self.ladder.died()
        running = [entry.job for entry in self._open.values() if entry.job.state == "running"]
        # A quick job is done between two steps of a classic one: while there is one, the fault is its own.
        quick = [job for job in running if job.kind != "classic"]
        for job in quick or running:
            job.tries += 1
            if job.tries >= MOST_TRIES:
                self._give_up(job, N_("The machine stopped three times over this picture."))
                self.ladder.gave_up(job.kind)
        for entry in list(self._open.values()):
            entry.job.state = "waiting"
            reason = self.ladder.refusal(entry.job.kind)
            if reason:
                self._give_up(entry.job, reason)
        self.trouble = self.ladder.words
        _log.warning("The worker is replaced in %.1f s: %s", self.ladder.pause, why)
        self._worker.replace(self.ladder.pause, classic=self.ladder.level == "all")

    def _give_up(self, job: Job, reason: str) -> None:
        job.fail(reason)
        self._forget(job)

    def _forget(self, job: Job) -> None:
        self._open.pop(job.id).forget()
