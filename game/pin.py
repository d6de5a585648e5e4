"""The staff's PIN: never stored itself, only what scrypt makes of it; wrong tries are followed by growing pauses."""

import hashlib
import hmac
import json
import logging
import math
import secrets
import time
from collections.abc import Callable
from pathlib import Path

import platformdirs

from models.files import write_atomically

SHORTEST, LONGEST = 4, 8
"""Digits of a PIN."""

FREE_TRIES = 3
"""So many wrong tries cost no time."""

FIRST_PAUSE, LONGEST_PAUSE = 10.0, 900.0
"""Seconds of pause after the next wrong try, and at most; they double in between."""

_COST = {"n": 2**14, "r": 8, "p": 1}
"""Work for each try: 16 MB and some 50 ms (RFC 7914)."""

_log = logging.getLogger(__name__)


class Pin:
    """One PIN in one file. Where that cannot be written, the PIN holds for this run."""

    def __init__(self, file: Path | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        """Read the file, by default in the user's configuration folder."""
        self.file = file or Path(platformdirs.user_config_dir("style-duel", appauthor=False)) / "pin.json"
        self._clock = clock
        self._wrong = 0
        self._closed_until = -math.inf
        self._kept = self._read()

    def _read(self) -> dict[str, str]:
        try:
            kept = json.loads(self.file.read_text(encoding="utf-8"))
            return {"salt": bytes.fromhex(kept["salt"]).hex(), "hash": bytes.fromhex(kept["hash"]).hex()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError) as error:
            # Whoever can write into the folder may set a new PIN; a broken file must not let anybody else do so.
            _log.warning("%s cannot be read (%s); delete it to choose a new PIN.", self.file, error)
            return {"salt": "", "hash": ""}

    @property
    def is_set(self) -> bool:
        """Whether a PIN has been chosen."""
        return bool(self._kept)

    @property
    def pause(self) -> float:
        """Seconds until the next try is looked at."""
        return max(0.0, self._closed_until - self._clock())

    def choose(self, digits: str) -> None:
        """Set the PIN. Raises `ValueError` unless it is 4 to 8 digits."""
        if not (digits.isascii() and digits.isdigit() and SHORTEST <= len(digits) <= LONGEST):
            raise ValueError(f"a PIN has {SHORTEST} to {LONGEST} digits")
        salt = secrets.token_bytes(16)
        self._kept = {"salt": salt.hex(), "hash": _hash(digits, salt).hex()}
        try:
            write_atomically(self.file, json.dumps(self._kept).encode(), private=True)
        except OSError as error:
            _log.warning("The PIN cannot be kept and holds until the game ends: %s", error)

    def matches(self, digits: str) -> bool:
        """Whether these are the digits. A wrong try counts; during a pause nothing matches and nothing counts."""
        if not self._kept or self.pause > 0:
            return False
        if hmac.compare_digest(_hash(digits, bytes.fromhex(self._kept["salt"])).hex(), self._kept["hash"]):
            self._wrong = 0
            return True
        self._wrong += 1
        if self._wrong >= FREE_TRIES:
            self._closed_until = self._clock() + min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** (self._wrong - FREE_TRIES))
        _log.warning("A wrong PIN was entered (%d in a row).", self._wrong)
        return False


def _hash(digits: str, salt: bytes) -> bytes:
    return hashlib.scrypt(digits.encode(), salt=salt, **_COST)
