from pathlib import Path

import numpy as np
import pytest

from game.round import Round
from game.submissions import MOST_WAITING, Submissions, hanging
from tests.fakes import fake_collection


def offered(folder: Path, count: int = 1) -> Submissions:
    kept, collection = Submissions(folder), fake_collection()
    for _ in range(count):
        drawing = np.full((30, 40, 3), (20, 120, 60), np.uint8)
        assert kept.offer(Round(content=collection.contents[0], style=collection.styles[1], drawing=drawing))
    return kept


def test_only_what_staff_approved_hangs_on_the_wall(tmp_path: Path) -> None:
    kept, collection = offered(tmp_path), fake_collection()
    assert all(hanging(kept, collection, number) is None for number in range(6))
    kept.approve(kept.waiting()[0])
    hung = [hanging(kept, collection, number) for number in range(6)]
    assert [one is not None for one in hung] == [False, False, True] * 2
    assert hung[2] is not None
    pair, drawing, style = hung[2]
    assert pair.content.title == "Painted by a visitor" and pair.style == collection.styles[1]
    assert abs(drawing.astype(int) - (20, 120, 60)).mean() < 4 and style.ndim == 3


def test_the_oldest_go_when_too_many_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.submissions.MOST_WAITING", 3)
    assert len(offered(tmp_path, 5).waiting()) == 3 < MOST_WAITING


def test_what_cannot_be_kept_is_not_offered(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    collection = fake_collection()
    drawing = np.zeros((30, 40, 3), np.uint8)
    kept = Submissions(tmp_path / "file")
    assert not kept.offer(Round(content=collection.contents[0], style=collection.styles[1], drawing=drawing))
    assert kept.waiting() == []


def test_half_of_a_drawing_is_deleted(tmp_path: Path) -> None:
    kept = offered(tmp_path, 2)
    kept.waiting()[0].file.with_suffix(".json").write_text("torn")
    assert len(kept.waiting()) == 1 and len(list(tmp_path.rglob("*.jpg"))) == 1
