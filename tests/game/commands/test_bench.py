"""`bench`: figures with units, each part beside its reference from the same run."""

import json
import re
from pathlib import Path

import pytest

from game.commands.bench import PARTS
from game.commands.figures import in_milliseconds, timed
from game.commands.parser import run

UNIT = re.compile(r"(^|_)(ms|us|seconds|mb|ratio|percent|per_s)$")


def test_times_become_the_median_and_the_99th_percentile() -> None:
    times = [0.001 * number for number in range(1, 102)]
    assert in_milliseconds(times) == {"p50_ms": 51.0, "p99_ms": 100.0}


def test_a_run_to_warm_up_is_not_counted() -> None:
    runs: list[int] = []
    assert len(timed(lambda: runs.append(1), 3)) == 3
    assert len(runs) == 4


def test_every_part_that_can_be_named_can_be_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bench", "--help"]) == 0
    named = re.search(r"\{([\w,\s]+)\}", capsys.readouterr().out)
    assert named is not None
    assert {*PARTS, "all"} == {name.strip() for name in named.group(1).split(",")}


def test_figures_are_printed_and_written_with_units_and_a_reference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "figures.json"
    assert run(["bench", "grade", "--json", str(file)]) == 0
    figures = json.loads(file.read_text())
    assert any("reference" in name for name in figures)
    printed = capsys.readouterr().out
    for name, values in figures.items():
        assert name in printed
        assert all(UNIT.search(key) for key in values)
        assert all(value > 0 for value in values.values())


def test_a_part_that_cannot_be_measured_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing = tmp_path / "python"
    failing.write_text("#!/bin/sh\necho one reason >&2; echo the last reason >&2; exit 1\n")
    failing.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(failing))
    assert run(["bench", "fast"]) == 2
    said = capsys.readouterr()
    assert said.err == "fast could not be measured (the last reason).\n"
