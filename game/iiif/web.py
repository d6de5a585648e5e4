"""Fetching from a museum's server: politely, one thing at a time, and with limits on whatever it may answer."""

import ipaddress
import json
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpx

from models.errors import InputError

MOST_DOCUMENT = 32_000_000
"""Bytes of a manifest; those of whole newspapers have some millions."""

MOST_PICTURE = 60_000_000
"""Bytes of a picture."""

LONGEST_SILENCE, LONGEST_ANSWER = 20.0, 120.0
"""Seconds that a server may say nothing, and that one answer may take in all."""

PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0)
"""Seconds before each new try of what may come right by itself."""

LONGEST_PAUSE = 120.0
"""A server that asks for a longer pause than this is left alone."""

_TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


class RefusedError(InputError):
    """This address gives nothing that can be used; another may."""


class UnreachableError(InputError):
    """The server does not answer, or wants to be left alone for now."""


class _TryAgainError(Exception):
    """What may come right by itself, after at least so many seconds."""

    def __init__(self, why: str, seconds: float = 0.0) -> None:
        super().__init__(why)
        self.seconds = seconds


class Web:
    """One visit to the web. Only http and https; and what a public page names never leads into a private network."""

    def __init__(
        self,
        start: str,
        *,
        say: Callable[[str], None] = lambda words: None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """`start` is the address that was given by hand; `say` is told of pauses. Raises `InputError`."""
        if urlsplit(start).scheme not in ("http", "https") or not urlsplit(start).hostname:
            raise InputError(f"{start} is no web address; it begins with https://.")
        self._say, self._wait = say, wait
        self._private: dict[str, bool] = {}
        self._may_be_private = self._is_private(urlsplit(start).hostname or "")
        self._client = httpx.Client(
            follow_redirects=True,
            max_redirects=5,
            timeout=LONGEST_SILENCE,
            # Not packed: so a small answer cannot unfold into a huge one.
            headers={"User-Agent": "StyleDuel (an exhibit; imports by IIIF)", "Accept-Encoding": "identity"},
            event_hooks={"request": [self._check]},
        )

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def document(self, url: str) -> object:
        """A JSON document. Raises `RefusedError` and `UnreachableError`."""
        try:
            return json.loads(self._fetch(url, MOST_DOCUMENT))
        except (ValueError, RecursionError):
            raise RefusedError(f"{url} is no IIIF document.") from None

    def picture(self, url: str) -> bytes:
        """A file that should be a picture. Raises `RefusedError` and `UnreachableError`."""
        return self._fetch(url, MOST_PICTURE)

    def _check(self, request: httpx.Request) -> None:
        """Called for each request, so for every redirection, too."""
        if request.url.scheme not in ("http", "https"):
            raise RefusedError(f"{request.url} is no web address.")
        if not self._may_be_private and self._is_private(request.url.host):
            raise RefusedError(f"{request.url} leads into a private network.")

    def _is_private(self, host: str) -> bool:
        if host not in self._private:
            try:
                found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)}
            except (OSError, UnicodeError):
                # A proxy may know it; if it does not, the request will tell.
                found = set()
            addresses = [ipaddress.ip_address(address.partition("%")[0]) for address in found]
            self._private[host] = any(not address.is_global for address in addresses)
        return self._private[host]

    def _fetch(self, url: str, most: int) -> bytes:
        for pause in (*PAUSES, None):
            try:
                return self._answer(url, most)
            except _TryAgainError as error:
                if pause is None:
                    raise UnreachableError(f"{url} cannot be fetched ({error}).") from None
                pause = max(pause, error.seconds)
                if pause > LONGEST_PAUSE:
                    raise UnreachableError(
                        f"{url} is not to be fetched for another {pause / 60:.0f} minutes; start again then."
                    ) from None
                self._say(f"{urlsplit(url).hostname}: {error}; again in {pause:.0f} s")
                self._wait(pause)
        raise AssertionError("the last try returns or raises")

    def _answer(self, url: str, most: int) -> bytes:
        """One try."""
        try:
            with self._client.stream("GET", url) as response:
                if response.status_code in _TRY_AGAIN:
                    why = f"status {response.status_code}"
                    raise _TryAgainError(why, _seconds(response.headers.get("Retry-After", "")))
                if response.status_code != 200:
                    raise RefusedError(f"{url} cannot be fetched (status {response.status_code}).")
                return _body(response, url, most)
        except (httpx.TooManyRedirects, httpx.UnsupportedProtocol, httpx.InvalidURL, UnicodeError) as error:
            raise RefusedError(f"{url} cannot be fetched ({error}).") from None
        except httpx.TimeoutException:
            raise _TryAgainError("no answer") from None
        except httpx.HTTPError as error:
            raise _TryAgainError(" ".join(str(error).split()) or "the connection broke") from None


def _body(response: httpx.Response, url: str, most: int) -> bytes:
    """The whole answer, if it keeps within the limits."""
    too_large = f"{url} is larger than {most // 1_000_000} MB."
    length = response.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and int(length) > most:
        raise RefusedError(too_large)
    if response.headers.get("Content-Encoding", "identity") not in ("identity", "gzip"):
        raise RefusedError(f"{url} is packed in a way that was not asked for.")
    began = time.monotonic()
    body = bytearray()
    for part in response.iter_bytes():
        body += part
        if len(body) > most:
            raise RefusedError(too_large)
        if time.monotonic() - began > LONGEST_ANSWER:
            raise _TryAgainError("it takes too long")
    return bytes(body)


def _seconds(after: str) -> float:
    """What a Retry-After header asks for: seconds or a date."""
    if after.isascii() and after.isdigit():
        return float(after)
    try:
        moment = parsedate_to_datetime(after)
    except (ValueError, OverflowError, TypeError):
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
