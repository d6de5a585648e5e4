"""Hands one postcard out over the local network for a while: one address that nobody can guess, nothing else."""

import hmac
import logging
import secrets
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from waitress.server import create_server

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

SECONDS = 600.0
"""How long a postcard can be fetched."""

MOST, WITHIN = 30, 10.0
"""So many requests are answered within so many seconds; more get an apology."""

_HEADERS = [
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
]

_log = logging.getLogger(__name__)


def local_address() -> str | None:
    """This computer's address in the local network; None where there is no network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: the system only says which way it would go to an address kept for documentation.
            probe.connect(("192.0.2.1", 9))
            address = str(probe.getsockname()[0])
        except OSError:
            return None
    return None if address.startswith("127.") or address == "0.0.0.0" else address


class Handout:
    """Serves `png` at `url` until `close` or until the time is over. Read-only; it keeps nothing of who asks."""

    def __init__(self, png: bytes, host: str, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin. Raises `OSError` where `host` is no address of this computer."""
        self._png: bytes | None = png
        self._path = f"/{secrets.token_urlsafe(24)}.png"
        self._clock, self._ends = clock, clock() + SECONDS
        self._asked: deque[float] = deque(maxlen=MOST)
        self._lock = threading.Lock()
        self._server = create_server(
            self._answer,
            host=host,
            port=0,
            threads=2,
            connection_limit=20,
            channel_timeout=20,
            ident="",
            max_request_header_size=8192,
            max_request_body_size=1024,
        )
        self.url = f"http://{host}:{self._server.effective_port}{self._path}"
        threading.Thread(target=self._serve, name="handout", daemon=True).start()

    @property
    def seconds_left(self) -> float:
        """How long it can still be fetched."""
        return 0.0 if self._png is None else max(0.0, self._ends - self._clock())

    def close(self) -> None:
        """Forget the postcard and close the door. Safe to call again."""
        if self._png is not None:
            self._png = None
            self._server.close()

    def _serve(self) -> None:
        try:
            self._server.run()
        except OSError as error:
            # The door was closed while somebody was knocking.
            _log.debug("The handout ended: %s", error)

    def _answer(self, request: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        png = self._png
        if not self._allowed():
            return _say(start, "429 Too Many Requests", [("Retry-After", "10")])
        if request["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return _say(start, "405 Method Not Allowed", [("Allow", "GET, HEAD")])
        asked = str(request["PATH_INFO"]).encode("utf-8", "replace")
        if png is None or self.seconds_left == 0 or not hmac.compare_digest(asked, self._path.encode()):
            return _say(start, "404 Not Found", [])
        name = 'inline; filename="style-duel.png"'
        headers = [("Content-Type", "image/png"), ("Content-Length", str(len(png))), ("Content-Disposition", name)]
        start("200 OK", [*_HEADERS, *headers])
        return [png]

    def _allowed(self) -> bool:
        """Whether this request may be answered, counting all that come."""
        now = self._clock()
        with self._lock:
            if len(self._asked) == MOST and now - self._asked[0] < WITHIN:
                return False
            self._asked.append(now)
            return True


def _say(start: "StartResponse", status: str, headers: list[tuple[str, str]]) -> Iterable[bytes]:
    words = status.partition(" ")[2].encode()
    start(status, [*_HEADERS, ("Content-Type", "text/plain"), ("Content-Length", str(len(words))), *headers])
    return [words]
