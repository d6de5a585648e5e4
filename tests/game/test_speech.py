"""A voice says the grades where the system has one, and is missed by nobody where it has none."""

import time
from pathlib import Path

import pytest

from game.speech import Voice


def install(folder: Path, name: str, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    command = folder / name
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def heard(file: Path) -> str:
    for _ in range(500):
        if file.exists() and file.read_text().endswith("\n"):
            return file.read_text().strip()
        time.sleep(0.01)
    raise AssertionError("nothing was said")


def test_what_is_said_reaches_the_voice_in_its_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "espeak-ng", f'echo "$@" > "{tmp_path}/said"', monkeypatch)
    assert Voice().say("-7,3 von 10", "de")
    assert heard(tmp_path / "said") == "-v de -- -7,3 von 10"


def test_without_a_voice_nothing_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    voice = Voice()
    assert not voice.say("anything", "en")
    voice.hush()


def test_a_new_sentence_ends_the_last_and_nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "spd-say", "exec /bin/sleep 30", monkeypatch)
    voice = Voice()
    voice.say("one", "en")
    first = voice._speaking
    voice.say("two", "en")
    assert first is not None
    assert first.wait(10) != 0
    voice.hush()
