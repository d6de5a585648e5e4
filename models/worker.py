"""The worker process: takes jobs from the corridor, runs them, answers.

One thread, one network at a time. The classic method takes long, so between two of its iterations the worker looks
into the corridor: what is quick (a fast picture, a grade, a file to decode) is done there and then, a cancelled job is
dropped, and another classic job waits in line. So nothing quick ever waits longer than one iteration.
"""

import contextlib
import logging
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

import psutil

from models.choices import DEFAULT_WEIGHTS, FastWeights
from models.decoder import Decoder
from models.errors import InputError
from models.logs import keep_logs
from models.messages import (
    Answer,
    Cancel,
    Cancelled,
    Compare,
    Failed,
    Graded,
    Open,
    Opened,
    Picture,
    Progress,
    Ready,
    Request,
    Stop,
    Stylise,
    Stylised,
)
from models.shared import BlockGoneError, read_named, write_named

if TYPE_CHECKING:
    from models.classic import Classic, Step
    from models.fast import Fast
    from models.scorer import Scorer

_log = logging.getLogger(__name__)


def prepare_environment(threads: int) -> None:
    """Let thread pools of so many threads wait without spinning. Takes effect only before torch is loaded."""
    os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
    os.environ["OMP_NUM_THREADS"] = str(threads)


def worker_threads() -> int:
    """All cores but one, which is left to the screen."""
    return max(1, (os.cpu_count() or 2) - 1)


def run_worker(corridor: Connection, weights: FastWeights = DEFAULT_WEIGHTS, classic: bool = True) -> None:
    """The process's whole life: until it is told to stop or the game is gone.

    The fast method has networks of the name `weights`; `classic` loads that method at once.
    """
    keep_logs("worker")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_game, daemon=True).start()
    prepare_environment(worker_threads())
    with contextlib.suppress(psutil.Error):
        low = getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", 10)
        psutil.Process().nice(low)
    worker = Worker(corridor, weights, classic)
    with contextlib.suppress(GameGoneError):
        worker.run()
    worker.close()


def _end_with_the_game() -> None:
    """A game that was killed cannot say `Stop`: end at once, even in the middle of loading."""
    game = multiprocessing.parent_process()
    if game is not None:
        game.join()
        os._exit(0)


class GameGoneError(Exception):
    """The game's end of the corridor is closed: there is nobody to work for."""


class Worker:
    """Holds the networks and the jobs in line."""

    def __init__(self, corridor: Connection, weights: FastWeights = DEFAULT_WEIGHTS, classic: bool = True) -> None:
        """Take one end of the corridor; networks are loaded when `run` begins or, the classic one, a job needs it."""
        self._corridor, self._weights = corridor, weights
        self._first = (self._load_fast, self._load_scorer, *((self._load_classic,) if classic else ()))
        self._line: deque[Request] = deque()
        self._dropped: set[int] = set()
        self._decoder = Decoder()
        self._fast: Fast | None = None
        self._classic: Classic | None = None
        self._scorer: Scorer | None = None

    def run(self) -> None:
        """Load the networks, the quick ones first, then work until `Stop`. Raises `GameGoneError`."""
        for load in self._first:
            try:
                load()
            except Exception as error:
                # Each job that needs this network says so itself; the others can still be done.
                _log.warning("A network cannot be loaded: %r", error)
        self._answer(Ready())
        while True:
            while self._line:
                self._work(self._line.popleft())
            self._dropped.clear()
            request = self._receive()
            if isinstance(request, Stop):
                return
            self._take(request)

    def close(self) -> None:
        """End what the worker has started."""
        self._decoder.close()

    def _receive(self) -> Request:
        try:
            request: Request = self._corridor.recv()
        except (EOFError, OSError):
            raise GameGoneError from None
        return request

    def _answer(self, answer: Answer) -> None:
        try:
            self._corridor.send(answer)
        except OSError:
            raise GameGoneError from None

    def _take(self, request: Request) -> None:
        if isinstance(request, Cancel):
            self._dropped.add(request.job)
        else:
            self._line.append(request)

    def _load_fast(self) -> "Fast":
        if self._fast is None:
            from models.fast import load_fast

            self._fast = load_fast(self._weights, worker_threads())
        return self._fast

    def _load_classic(self) -> "Classic":
        if self._classic is None:
            import torch

            from models.classic import Classic
            from models.vgg import best_network

            torch.set_num_threads(worker_threads())
            self._classic = Classic(best_network())
        return self._classic

    def _load_scorer(self) -> "Scorer":
        if self._scorer is None:
            from models.scorer import Scorer

            self._scorer = Scorer()
        return self._scorer

    def _work(self, request: Request) -> None:
        """Do one job; whatever goes wrong with it is told in one sentence and the worker lives on."""
        if isinstance(request, Cancel | Stop) or request.job in self._dropped:
            return
        try:
            self._answer(self._done(request))
        except (Cancelled, BlockGoneError):
            # The game has dropped the job: nobody waits for an answer.
            pass
        except GameGoneError:
            raise
        except InputError as error:
            self._answer(Failed(request.job, str(error)))
        except Exception as error:
            _log.exception("Job %d failed", request.job)
            # Both networks' libraries have an error of their own for memory that they do not get.
            if isinstance(error, MemoryError) or "alloc" in str(error).lower():
                words = "There is not enough memory for this picture; choose a smaller size."
            else:
                words = "This picture could not be made; the log tells why."
            self._answer(Failed(request.job, words))

    def _done(self, request: Stylise | Compare | Open) -> Answer:
        began = time.perf_counter()
        self._answer(Progress(request.job, 0.0, None, None))
        if isinstance(request, Open):
            picture = self._decoder.open(request.path, request.longest)
            return Opened(request.job, write_named(request.into, picture))
        if isinstance(request, Compare):
            grade = self._load_scorer().compare(read_named(request.picture), read_named(request.other))
            return Graded(request.job, grade, time.perf_counter() - began)
        content, style = read_named(request.content), read_named(request.style)
        if request.method == "fast":
            fast = self._load_fast()
            picture = fast.stylise(content, style, size=request.size, strength=request.strength)
            seconds = time.perf_counter() - began
            return Stylised(request.job, write_named(request.into, picture), seconds, fast.name, {})
        return self._classic_picture(request, content, style, began)

    def _classic_picture(self, request: Stylise, content: Picture, style: Picture, began: float) -> Stylised:
        from models.classic import LARGEST_START

        start = self._load_fast().stylise(content, style, size=min(request.size, LARGEST_START))
        result = self._load_classic().stylise(
            content,
            style,
            size=request.size,
            strength=request.strength,
            seed=request.seed,
            start=start,
            on_progress=self._follow(request),
        )
        place = write_named(request.into, result.picture)
        seconds = time.perf_counter() - began
        return Stylised(request.job, place, seconds, result.weights, result.details())

    def _follow(self, request: Stylise) -> "Callable[[Step], None]":
        """What is done between two iterations: report, and look into the corridor."""

        def between(step: "Step") -> None:
            preview = None if step.preview is None else write_named(request.into, step.preview)
            self._answer(Progress(request.job, step.fraction, step.seconds_left, preview))
            self._serve_meanwhile(request.job)

        return between

    def _serve_meanwhile(self, job: int) -> None:
        """Take what has come in; do at once what is quick. Raises `Cancelled` if `job` itself was cancelled."""
        waiting: deque[Request] = deque()
        while self._corridor.poll():
            request = self._receive()
            if isinstance(request, Stop):
                raise GameGoneError
            self._take(request)
        while self._line:
            request = self._line.popleft()
            if isinstance(request, Stylise) and request.method == "classic":
                waiting.append(request)
            else:
                self._work(request)
        self._line = waiting
        if job in self._dropped:
            raise Cancelled
