"""The worker as a process: started, listened to, watched, ended. Nothing here holds up a frame."""

import contextlib
import logging
import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

import psutil

from models.choices import DEFAULT_WEIGHTS, FastWeights
from models.messages import Answer, Request, Stop
from models.worker import run_worker

LONGEST_SILENCE = 45.0
"""A worker that has work and says nothing for so many seconds hangs, and is replaced."""

LONGEST_LOADING = 180.0
"""The same for a worker that still loads: some ten seconds, but many more from a slow disk."""

LONGEST_STOPPED = 2.0
"""A worker that the system has stopped (not merely unheard) is replaced after so many seconds."""

MOST_MEMORY = 0.6
"""A worker that takes more than this part of the machine's memory is replaced before the system ends anything."""

LOOK_SECONDS = 0.5
"""How often the system is asked about the worker."""

_log = logging.getLogger(__name__)


class CorridorBrokenError(Exception):
    """The worker's end of the corridor is gone, or rubbish came through it."""


class WorkerProcess:
    """One worker after another. Starting one and ending the one before take longer than a frame: a thread does it."""

    def __init__(self, clock: Callable[[], float], weights: FastWeights = DEFAULT_WEIGHTS) -> None:
        """Nothing runs before `replace`; workers have the fast networks of the name `weights`."""
        self._clock, self._weights = clock, weights
        self._process: SpawnProcess | None = None
        self._corridor: Connection | None = None
        self._start_at: float | None = None
        self._classic = True
        self._starting = False
        self._changing: threading.Thread | None = None
        self._heard_at = self._looked_at = clock()
        self._stopped_at: float | None = None

    @property
    def pid(self) -> int | None:
        """The process's id while it lives."""
        return None if self._process is None else self._process.pid

    @property
    def running(self) -> bool:
        """Whether there is a worker that can be talked to."""
        return self._corridor is not None and not self.changing

    @property
    def changing(self) -> bool:
        """Whether a worker is about to be started or ended."""
        return self._start_at is not None or self._changing is not None

    def replace(self, pause: float, classic: bool = True) -> None:
        """End the worker that runs, and start another after a pause in seconds; `classic` loads that method at once."""
        self._start_at, self._classic = self._clock() + pause, classic

    def rest(self) -> None:
        """End the worker, kindly, and start none."""
        self._start_at = None
        self._change(lambda: self._end(patience=2.0))

    def follow(self) -> bool | None:
        """Go on with what `replace` and `rest` began: true when a worker has been started, false when none could."""
        if self._changing is not None:
            if self._changing.is_alive():
                return None
            self._changing = None
            if self._starting:
                self._starting = False
                return self._process is not None
        if self._start_at is not None and self._clock() >= self._start_at:
            self._start_at, self._starting = None, True
            self._change(self._restart)
        return None

    def _change(self, work: Callable[[], None]) -> None:
        if self._changing is not None:
            self._changing.join()
        self._changing = threading.Thread(target=work, name="worker-replacement")
        self._changing.start()

    def _restart(self) -> None:
        self._end(patience=0.0)
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=run_worker, args=(theirs, self._weights, self._classic), name="style-duel-worker", daemon=True
        )
        try:
            process.start()
        except OSError as error:
            _log.warning("No worker can be started: %s", error)
            ours.close()
            return
        finally:
            # Only the worker may hold its end, or the game would never see it close.
            theirs.close()
        self._process, self._corridor = process, ours
        self._heard_at, self._stopped_at = self._clock(), None

    def send(self, request: Request) -> None:
        """Send, if there is a worker that listens."""
        if self._corridor is not None and not self.changing:
            with contextlib.suppress(OSError):
                self._corridor.send(request)

    def answers(self) -> list[Answer]:
        """What has come since the last time. Raises `CorridorBrokenError`."""
        found: list[Answer] = []
        try:
            while self._corridor is not None and self._corridor.poll():
                self._heard_at = self._clock()
                found.append(self._corridor.recv())
        except Exception as error:
            # A worker that dies in the middle of a message leaves any kind of rubbish.
            raise CorridorBrokenError(repr(error)) from None
        return found

    def idle(self) -> None:
        """There is nothing to do: silence is no sign of trouble."""
        self._heard_at = self._clock()

    def ailment(self, loading: bool) -> str:
        """What is wrong with the worker, in a few words; empty where nothing is."""
        if self._process is None:
            return ""
        if not self._process.is_alive():
            return "it died"
        if self._clock() - self._heard_at > (LONGEST_LOADING if loading else LONGEST_SILENCE):
            return "it said nothing for too long"
        if self._clock() - self._looked_at < LOOK_SECONDS:
            return ""
        self._looked_at = self._clock()
        with contextlib.suppress(psutil.Error):
            return self._symptom(psutil.Process(self._process.pid))
        return ""

    def _symptom(self, process: psutil.Process) -> str:
        if process.status() != psutil.STATUS_STOPPED:
            self._stopped_at = None
        elif self._stopped_at is None:
            self._stopped_at = self._clock()
        elif self._clock() - self._stopped_at > LONGEST_STOPPED:
            return "it was stopped"
        if process.memory_info().rss > MOST_MEMORY * psutil.virtual_memory().total:
            return "it took too much memory"
        return ""

    def close(self) -> None:
        """End the worker now and start none."""
        if self._changing is not None:
            self._changing.join()
        self._start_at = self._changing = None
        self._starting = False
        self._end(patience=0.5)

    def _end(self, patience: float) -> None:
        if self._corridor is not None:
            if patience > 0:
                with contextlib.suppress(OSError):
                    self._corridor.send(Stop())
            self._corridor.close()
            self._corridor = None
        if self._process is not None:
            self._process.join(patience)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            self._process.close()
            self._process = None
