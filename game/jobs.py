"""One piece of work that the studio has done, and what belongs to it while it is open."""

import contextlib
from dataclasses import dataclass, field
from multiprocessing.shared_memory import SharedMemory
from typing import Literal

from models.messages import Answer, Failed, Grade, Graded, Opened, Picture, Progress, Request, Stylised
from models.shared import read_picture

JobKind = Literal["fast", "classic", "grade", "open"]


@dataclass(eq=False)
class Job:
    """One piece of work. `fraction` (0 to 1) never falls; `preview_number` counts the previews."""

    id: int
    kind: JobKind
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

    def fail(self, reason: str) -> None:
        """Give it up for a reason that is fit for the screen."""
        self.state, self.reason = "failed", reason


@dataclass
class OpenJob:
    """A job that is not finished: its request, to hand over again, and its blocks of shared memory."""

    job: Job
    request: Request
    blocks: list[SharedMemory]

    def take(self, answer: Answer) -> None:
        """Let an answer of the worker come true in the job."""
        job = self.job
        # The block for the result is the last one.
        into = self.blocks[-1]
        if isinstance(answer, Progress):
            self._take_progress(answer, into)
        elif isinstance(answer, Failed):
            job.fail(answer.reason)
        else:
            if isinstance(answer, Stylised):
                job.picture = read_picture(into, answer.picture)
                job.seconds, job.weights, job.details = answer.seconds, answer.weights, answer.details
            elif isinstance(answer, Graded):
                job.grade, job.seconds = answer.grade, answer.seconds
            elif isinstance(answer, Opened):
                job.picture = read_picture(into, answer.picture)
            job.state, job.fraction, job.seconds_left = "done", 1.0, 0.0

    def _take_progress(self, answer: Progress, into: SharedMemory) -> None:
        job = self.job
        job.state = "running"
        job.fraction = max(job.fraction, answer.fraction)
        job.seconds_left = answer.seconds_left
        if answer.preview is not None:
            # The worker may write the next one meanwhile; a preview of two halves is gone with the next frame.
            job.preview = read_picture(into, answer.preview)
            job.preview_number += 1

    def forget(self) -> None:
        """Remove its blocks: nothing of it is left in shared memory."""
        for block in self.blocks:
            block.close()
            # A worker without memory cannot map a block, and Python then removes it on its own.
            with contextlib.suppress(FileNotFoundError):
                block.unlink()
        self.blocks = []
