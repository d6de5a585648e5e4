"""What attract keeps: found again for the same pictures only, never more than it may."""

import os
from pathlib import Path

import numpy as np
import pytest

from game import made
from game.made import Made, pairs_of
from tests.fakes import fake_collection

rng = np.random.default_rng(5)
content = rng.integers(0, 256, (40, 60, 3), dtype=np.uint8)
style = rng.integers(0, 256, (50, 50, 3), dtype=np.uint8)
result = np.full((40, 60, 3), (200, 120, 40), np.uint8)


def test_a_kept_picture_is_found_again_for_the_same_two_only(tmp_path: Path) -> None:
    folder = Made(tmp_path / "new" / "attract")
    assert folder.find("fast", content, style) is None
    folder.keep("fast", content, style, result)
    found = Made(tmp_path / "new" / "attract").find("fast", content, style)
    assert found is not None and found.shape == result.shape
    assert np.abs(found.astype(int) - result).mean() < 4
    assert folder.find("fast", style, content) is None
    assert folder.find("classic", content, style) is None


def test_a_broken_file_counts_as_not_made(tmp_path: Path) -> None:
    folder = Made(tmp_path)
    folder.keep("fast", content, style, result)
    next(tmp_path.glob("*.jpg")).write_bytes(b"\xff\xd8 broken")
    assert folder.find("fast", content, style) is None


def test_the_oldest_go_when_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "MOST_KEPT", 3)
    folder = Made(tmp_path)
    for number in range(5):
        before = set(tmp_path.glob("*.jpg"))
        folder.keep("fast", content + np.uint8(number), style, result)
        for path in set(tmp_path.glob("*.jpg")) - before:
            os.utime(path, (1000 + number, 1000 + number))
    assert len(list(tmp_path.glob("*.jpg"))) == 3
    assert folder.find("fast", content, style) is None
    assert folder.find("fast", content + np.uint8(4), style) is not None


def test_a_folder_that_cannot_be_written_is_only_reported(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    Made(blocked / "attract").keep("fast", content, style, result)
    assert "cannot be kept" in caplog.text


@pytest.mark.parametrize("count", [1, 4, 5, 6])
def test_pairs_are_the_same_at_every_start_all_different_and_fair(count: int) -> None:
    collection = fake_collection(count)
    pairs = pairs_of(collection)
    assert pairs == pairs_of(fake_collection(count))
    assert len(set(pairs)) == len(pairs) == min(24, count * count)
    assert {pair.content.name for pair in pairs[:count]} == {card.name for card in collection.contents}
    assert {pair.style.name for pair in pairs[:count]} == {card.name for card in collection.styles}
