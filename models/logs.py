"""Logs that survive a crash, a restart and a full disk: one rotated file for each process that writes."""

import faulthandler
import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Literal

import platformdirs

Who = Literal["game", "worker", "watch"]

LARGEST, MOST = 1_000_000, 5
"""Bytes after which a file is put aside, and how many older ones are kept."""

_log = logging.getLogger(__name__)


class _Handler(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """A full disk loses lines of the log and nothing else."""


def log_folder() -> Path:
    """Where the logs are."""
    return Path(platformdirs.user_log_dir("style-duel", appauthor=False))


def keep_logs(who: Who) -> None:
    """Write this process's log, its uncaught errors and its crashes into files. A read-only home changes nothing."""
    # The standard library's own complaints about a log that cannot be written would fill the terminal.
    logging.raiseExceptions = False
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    terminal = logging.StreamHandler()
    terminal.setLevel(logging.WARNING)
    terminal.setFormatter(logging.Formatter("%(message)s"))
    root.addHandler(terminal)
    try:
        log_folder().mkdir(parents=True, exist_ok=True)
        handler = _Handler(log_folder() / f"{who}.log", maxBytes=LARGEST, backupCount=MOST, encoding="utf-8")
        # Kept open for the whole run: what kills a process leaves no time to open a file.
        crashes = (log_folder() / f"{who}-crashes.log").open("a", encoding="utf-8")
    except OSError as error:
        _log.warning("There will be no log: %s", error)
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)-7s %(process)d %(name)s: %(message)s"))
    root.addHandler(handler)
    faulthandler.enable(crashes)
    sys.excepthook = _uncaught
    threading.excepthook = lambda fault: _log.error(
        "A thread ended", exc_info=(fault.exc_type, fault.exc_value or fault.exc_type(), fault.exc_traceback)
    )


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        _log.critical("An error ended the process", exc_info=(kind, error, trace))
