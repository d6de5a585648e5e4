"""The handout: one postcard at one address for ten minutes, read-only, and gone when the visit ends."""

from collections.abc import Iterator

import httpx
import pytest

from game.handout import MOST, SECONDS, WITHIN, Handout

PNG = b"\x89PNG not really"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def handout(clock: Clock) -> Iterator[Handout]:
    handout = Handout(PNG, "127.0.0.1", clock)
    yield handout
    handout.close()


def test_a_phone_gets_the_postcard_and_nothing_keeps_it(handout: Handout) -> None:
    answer = httpx.get(handout.url)
    assert answer.status_code == 200 and answer.content == PNG
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["cache-control"] == "no-store"
    assert "server" not in answer.headers
    head = httpx.head(handout.url)
    assert head.status_code == 200 and head.content == b""


def test_nobody_can_guess_the_address(handout: Handout) -> None:
    base = handout.url.rpartition("/")[0]
    for path in ("", "/", "/index.html", "/../etc/passwd", handout.url.rpartition("/")[2][:-1], "/%ff"):
        assert httpx.get(f"{base}/{path.lstrip('/')}").status_code == 404
    other = Handout(PNG, "127.0.0.1")
    assert other.url.rpartition("/")[2] != handout.url.rpartition("/")[2]
    assert len(handout.url.rpartition("/")[2]) >= 32
    other.close()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_written(handout: Handout, method: str) -> None:
    assert httpx.request(method, handout.url).status_code == 405
    assert httpx.request(method, handout.url, content=b"x" * 5000).status_code in (405, 413)


def test_after_ten_minutes_it_is_gone(handout: Handout, clock: Clock) -> None:
    clock.now = SECONDS - 1
    assert httpx.get(handout.url).status_code == 200
    clock.now = SECONDS
    assert handout.seconds_left == 0
    assert httpx.get(handout.url).status_code == 404


def test_when_the_visit_ends_the_door_is_closed(handout: Handout) -> None:
    handout.close()
    handout.close()
    assert handout.seconds_left == 0
    assert handout._png is None
    with pytest.raises(httpx.TransportError):
        httpx.get(handout.url, timeout=2)


def test_a_flood_is_held_off_and_passes(handout: Handout, clock: Clock) -> None:
    with httpx.Client() as client:
        answers = [client.get(handout.url).status_code for _ in range(MOST + 5)]
        assert answers == [200] * MOST + [429] * 5
        clock.now = WITHIN
        assert client.get(handout.url).status_code == 200
