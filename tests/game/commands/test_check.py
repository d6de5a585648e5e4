"""`collection check`."""

import random
from pathlib import Path

import numpy as np
import pytest

from game.collection import load_collection
from game.commands.parser import run
from game.dealer import Dealer
from models.pictures import load_picture, save_picture
from tests.bad_files import BAD
from tests.pictures import scene, stripes


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *args, **more: str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "shelf"
    for kind, picture in (("content", scene()), ("style", stripes())):
        (root / kind).mkdir(parents=True)
        save_picture(picture, root / kind / f"{kind}.png")
    return root


def test_a_good_folder_has_status_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "content" / "Thumbs.db").write_text("what systems leave everywhere")
    (folder / "content" / ".hidden").write_text("what nobody sees")
    assert run(["collection", "check", str(folder)]) == 0
    assert capsys.readouterr().out == "1 content and 1 style pictures can be dealt.\n"


def test_each_bad_file_gets_its_line_and_the_game_plays_with_the_good_ones(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(BAD) >= 20
    for number, (name, make) in enumerate(BAD.items()):
        make(folder / ("content", "style")[number % 2] / name)
    assert run(["collection", "check", str(folder)]) == 1
    *told, last = capsys.readouterr().out.splitlines()
    assert last == "1 content and 1 style pictures can be dealt."
    assert all(line.startswith("Left out: ") and line.endswith(".") for line in told)
    for name in BAD:
        assert sum(f"/{name} " in line for line in told) == 1, name
    assert len(told) == len(BAD)
    # What the headers do not tell is left out from now on, too.
    collection = load_collection(folder)
    assert len(collection.problems) == len(BAD)
    content, style = Dealer(collection, random.Random(1)).deal()
    assert np.array_equal(content.picture(1024), scene()) and np.array_equal(style.picture(1024), stripes())


def test_what_was_mended_is_good_again(folder: Path) -> None:
    good = (folder / "style" / "style.png").read_bytes()
    torn = folder / "style" / "torn.png"
    torn.write_bytes(good[: len(good) // 2])
    assert run(["collection", "check", str(folder)]) == 1
    assert len(load_collection(folder).styles) == 1
    torn.write_bytes(good)
    assert len(load_collection(folder).styles) == 2
    assert run(["collection", "check", str(folder)]) == 0


def test_thumbnails_are_ready_after_a_check(folder: Path, cache: Path) -> None:
    save_picture(scene(900, 600), folder / "content" / "large.png")
    assert run(["collection", "check", str(folder)]) == 0
    assert max(max(load_picture(kept).shape) for kept in (cache / "thumbnails").iterdir()) == 480
    before = {kept.stat().st_mtime_ns for kept in (cache / "thumbnails").iterdir()}
    for card in load_collection(folder).contents:
        card.thumbnail()
    assert {kept.stat().st_mtime_ns for kept in (cache / "thumbnails").iterdir()} == before


def test_a_folder_with_nothing_good_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "letter.jpg").write_text("no picture")
    assert run(["collection", "check", str(tmp_path / "bad")]) == 2
    assert "letter.jpg is not a picture" in capsys.readouterr().err
