"""Fetching, from a server that misbehaves in every way: never too much, never for ever, never where it must not go."""

import gzip
import time
from collections.abc import Iterator
from email.utils import formatdate

import pytest

from game.iiif import web as web_module
from game.iiif.web import RefusedError, UnreachableError, Web
from models.errors import InputError
from tests.game.iiif.museum import Museum, answer, cut_off, drop_by_drop, endless, in_turn


@pytest.fixture
def museum() -> Iterator[Museum]:
    museum = Museum()
    yield museum
    museum.close()


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def web(museum: Museum, pauses: list[float]) -> Iterator[Web]:
    web = Web(museum.root, wait=pauses.append)
    yield web
    web.close()


def test_what_may_come_right_is_tried_again_with_growing_pauses(museum: Museum, web: Web, pauses: list[float]) -> None:
    museum.pages["/a"] = in_turn(answer(b"", 503), answer(b"", 500), cut_off(b"12345678"), answer(b"[1]"))
    assert web.document(f"{museum.root}/a") == [1]
    assert pauses == [1.0, 2.0, 4.0]


def test_a_server_that_never_comes_right_is_given_up(museum: Museum, web: Web, pauses: list[float]) -> None:
    museum.pages["/a"] = answer(b"", 503)
    with pytest.raises(UnreachableError, match="status 503"):
        web.picture(f"{museum.root}/a")
    assert pauses == list(web_module.PAUSES)


def test_the_pause_that_the_server_asks_for_is_kept(museum: Museum, web: Web, pauses: list[float]) -> None:
    date = formatdate(time.time() + 30, usegmt=True)
    museum.pages["/a"] = in_turn(
        answer(b"", 429, Retry_After="7"),
        answer(b"", 503, Retry_After=date),
        answer(b"", 429, Retry_After="²"),
        answer(b"1"),
    )
    assert web.picture(f"{museum.root}/a") == b"1"
    assert pauses[0] == 7 and 25 < pauses[1] <= 30 and pauses[2] == 4


def test_a_server_that_wants_to_be_left_alone_is(museum: Museum, web: Web, pauses: list[float]) -> None:
    museum.pages["/a"] = answer(b"", 429, Retry_After="3600")
    with pytest.raises(UnreachableError, match="another 60 minutes"):
        web.picture(f"{museum.root}/a")
    assert not pauses and museum.asked["/a"] == 1


@pytest.mark.parametrize("status", [204, 400, 401, 403, 404, 410, 501])
def test_what_is_refused_is_asked_for_once(museum: Museum, web: Web, status: int) -> None:
    museum.pages["/a"] = answer(b"", status)
    with pytest.raises(RefusedError, match=str(status)):
        web.picture(f"{museum.root}/a")
    assert museum.asked["/a"] == 1


def test_more_than_the_limit_is_not_read(museum: Museum, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_module, "MOST_PICTURE", 1_000_000)
    museum.pages["/declared"] = answer(b"x", Content_Length="5000000000")
    museum.pages["/endless"] = endless
    museum.pages["/packed"] = answer(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
    for path in ("/declared", "/endless", "/packed"):
        with pytest.raises(RefusedError, match="larger than 1 MB"):
            web.picture(museum.root + path)


def test_an_answer_that_drips_is_given_up(museum: Museum, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_module, "LONGEST_ANSWER", 0.1)
    monkeypatch.setattr(web_module, "PAUSES", ())
    museum.pages["/a"] = drop_by_drop
    with pytest.raises(UnreachableError, match="takes too long"):
        web.picture(f"{museum.root}/a")


def test_a_server_that_is_silent_is_given_up(museum: Museum, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_module, "LONGEST_SILENCE", 0.1)
    monkeypatch.setattr(web_module, "PAUSES", ())
    museum.pause = 0.5
    web = Web(museum.root)
    with pytest.raises(UnreachableError, match="no answer"):
        web.picture(f"{museum.root}/a")
    web.close()


@pytest.mark.parametrize("body", [b"", b"<html>", b"[" * 200_000, b"\xff\xfe{", b'{"a": NaN'])
def test_what_is_no_json_is_told(museum: Museum, web: Web, body: bytes) -> None:
    museum.pages["/a"] = answer(body)
    with pytest.raises(RefusedError, match="is no IIIF document"):
        web.document(f"{museum.root}/a")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://museum.example/a", "museum.example", "", "https://"])
def test_only_the_web_is_fetched_from(url: str, web: Web) -> None:
    with pytest.raises(InputError):
        Web(url)
    with pytest.raises(RefusedError):
        web.picture(url)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/", "/round"])
def test_a_redirection_leads_nowhere_else_and_ends(museum: Museum, web: Web, target: str) -> None:
    museum.pages["/round"] = answer(b"", 302, Location=target)
    with pytest.raises(RefusedError):
        web.picture(f"{museum.root}/round")
    assert museum.asked["/round"] <= 6


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.1.2.3", "192.168.1.1", "169.254.169.254", "[::1]"])
def test_a_public_page_never_leads_into_a_private_network(host: str) -> None:
    web = Web("https://1.1.1.1/manifest.json")
    with pytest.raises(RefusedError, match="private network"):
        web.picture(f"http://{host}/secret")
    web.close()
