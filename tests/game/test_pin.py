import json
from pathlib import Path

import pytest

from game.pin import FIRST_PAUSE, FREE_TRIES, LONGEST_PAUSE, Pin


class At:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_pin_is_kept_as_a_hash_and_found_again(tmp_path: Path) -> None:
    pin = Pin(tmp_path / "deep" / "pin.json")
    assert not pin.is_set and not pin.matches("") and not pin.matches("0000")
    pin.choose("482915")
    assert "482915" not in pin.file.read_text() and pin.file.stat().st_mode & 0o077 == 0
    again = Pin(pin.file)
    assert again.is_set and again.matches("482915") and not again.matches("482916") and not again.matches("")
    other = Pin(tmp_path / "other.json")
    other.choose("482915")
    assert json.loads(other.file.read_text())["hash"] != json.loads(pin.file.read_text())["hash"]


@pytest.mark.parametrize("digits", ["", "123", "123456789", "12a4", "12 4", "１２３４"])
def test_what_is_no_pin_is_refused(digits: str, tmp_path: Path) -> None:
    pin = Pin(tmp_path / "pin.json")
    with pytest.raises(ValueError, match="4 to 8 digits"):
        pin.choose(digits)
    assert not pin.is_set


def test_pauses_grow_and_during_a_pause_not_even_the_right_pin_opens(tmp_path: Path) -> None:
    at = At()
    pin = Pin(tmp_path / "pin.json", at)
    pin.choose("4829")
    pauses = []
    for _ in range(FREE_TRIES + 9):
        assert not pin.matches("1111")
        pauses.append(pin.pause)
        assert pin.pause == 0 or not pin.matches("4829")
        at.now += pin.pause
    assert pauses[: FREE_TRIES - 1] == [0] * (FREE_TRIES - 1)
    assert pauses == sorted(pauses) and FIRST_PAUSE in pauses and pauses[-1] == LONGEST_PAUSE
    assert pin.matches("4829")
    assert not pin.matches("1111") and pin.pause == 0


@pytest.mark.parametrize(
    "content", ["", "no json", "{}", '{"salt": 1, "hash": 2}', '{"salt": "zz", "hash": "00"}', "[]"]
)
def test_a_broken_file_lets_nobody_in_and_nobody_choose(content: str, tmp_path: Path) -> None:
    file = tmp_path / "pin.json"
    file.write_text(content)
    pin = Pin(file)
    assert pin.is_set and not pin.matches("") and not pin.matches("0000")
    assert file.read_text() == content


def test_where_nothing_can_be_written_the_pin_holds_for_this_run(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    pin = Pin(tmp_path / "file" / "pin.json")
    pin.choose("4829")
    assert pin.matches("4829")
