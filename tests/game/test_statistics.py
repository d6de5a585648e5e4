import csv
from datetime import date
from pathlib import Path

import pytest

from game.commands.parser import run
from game.statistics import Statistics, VisitRecord, of_day, summary


def filled(file: Path) -> Statistics:
    kept = Statistics(file)
    kept.add(VisitRecord("2026-05-01", 10, "en", "finished", "reveal", 10, 100, 5, 30, grade_drawing_fast=6.5))
    kept.add(VisitRecord("2026-05-01", 11, "de", "absent", "draw", 10, 20))
    kept.add(VisitRecord("2026-05-02", 11, "de", "left", "pick", 10))
    kept.fault("ValueError('x')")
    kept.close()
    return kept


def test_visits_are_kept_and_summed_up(tmp_path: Path) -> None:
    kept = filled(tmp_path / "new" / "statistics.sqlite")
    assert [visit.ended for visit in kept.visits()] == ["finished", "absent", "left"]
    lines = dict(summary(kept.visits(), len(kept.faults())))
    assert lines["visits"] == "3" and lines["seen to the end"].startswith("1 (33")
    assert "draw 1" in lines["others left in"] and "de 2" in lines["languages"] and lines["faults"] == "1"
    assert "6.5" in lines["grade, drawing and fast"]
    assert dict(of_day(kept, date(2026, 5, 2)))["visits"] == "1"
    assert dict(of_day(kept, date(2026, 5, 3)))["visits"] == "0"


def test_the_command_tells_and_exports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("game.statistics.statistics_file", lambda: tmp_path / "statistics.sqlite")
    filled(tmp_path / "statistics.sqlite")
    assert run(["statistics"]) == 0
    assert "seen to the end" in capsys.readouterr().out
    assert run(["statistics", "--csv", str(tmp_path / "out.csv")]) == 0
    rows = list(csv.DictReader((tmp_path / "out.csv").open()))
    assert len(rows) == 3 and rows[0]["grade_drawing_fast"] == "6.5"
    assert run(["statistics", "--csv", str(tmp_path / "no" / "out.csv")]) == 2
    assert run(["statistics", "--day", "someday"]) == 2
    assert "no day" in capsys.readouterr().err


def test_a_broken_file_and_an_unwritable_one_stop_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "statistics.sqlite"
    broken.write_bytes(b"this is no database, but long enough to be looked at as one" * 20)
    kept = filled(broken)
    assert kept.visits() == [] and kept.faults() == []
    (tmp_path / "file").touch()
    filled(tmp_path / "file" / "statistics.sqlite")
