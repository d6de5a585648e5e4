"""`doctor`: one plain line for each thing, and status 1 if something is broken."""

import json
import shutil
from pathlib import Path

import pytest

from game.commands.parser import run
from models import weights
from tests.game.paint.conftest import BRUSHES

CHECKED = ["display", "touch", "sound", "weights", "full VGG-19", "collection", "brushes", "disk"]


def findings(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, dict[str, str]]]:
    """The status, and what was found by name."""
    status = run(["doctor", "--json", *arguments])
    return status, {entry["what"]: entry for entry in json.loads(capsys.readouterr().out)}


def test_a_sound_installation_without_a_display_has_nothing_broken(capsys: pytest.CaptureFixture[str]) -> None:
    status, found = findings(capsys=capsys)
    assert status == 0
    assert list(found) == CHECKED
    assert found["display"]["state"] == "attention"
    for name in ("weights", "collection", "brushes"):
        assert found[name]["state"] == "ok"


def test_the_plain_form_has_one_line_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    told = capsys.readouterr()
    assert [line[:12].strip() for line in told.out.splitlines()] == CHECKED
    assert told.err == ""


def test_a_collection_that_cannot_be_used_is_broken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, found = findings("--collection", str(tmp_path / "none"), capsys=capsys)
    assert status == 1
    assert found["collection"]["state"] == "broken"
    assert "is not a folder" in found["collection"]["words"]


def test_broken_brushes_are_all_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(BRUSHES / "ink", tmp_path / "brushes" / "reed")
    for name in ("potato", "feather"):
        (tmp_path / "brushes" / name).mkdir()
    monkeypatch.setattr("game.paint.brush.files", lambda package: tmp_path)
    status, found = findings(capsys=capsys)
    assert status == 0 and found["brushes"]["state"] == "attention"
    words = found["brushes"]["words"]
    assert words.startswith("1 brushes.") and "potato is left out" in words and "feather is left out" in words


def test_weights_that_were_changed_are_broken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(weights, "sha256", lambda path: "0" * 64)
    status, found = findings(capsys=capsys)
    assert status == 1
    assert found["weights"]["state"] == "broken"
    assert "SHA-256" in found["weights"]["words"]
