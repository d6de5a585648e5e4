"""Where visitors' pictures are looked for."""

import os
from pathlib import Path

import pytest

from game import uploads
from game.settings import Settings
from game.uploads import list_folder, upload_folder


def test_pictures_come_newest_first_folders_by_name_and_the_rest_not_at_all(tmp_path: Path) -> None:
    for age, name in enumerate(["new.JPG", "middle.png", "old.webp"]):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    for name in ("notes.txt", ".hidden.png"):
        (tmp_path / name).write_bytes(b"x")
    for name in ("beta", "Alpha", ".secret"):
        (tmp_path / name).mkdir()
    listing = list_folder(tmp_path)
    assert [path.name for path in listing.files] == ["new.JPG", "middle.png", "old.webp"]
    assert [path.name for path in listing.folders] == ["Alpha", "beta"]


def test_a_folder_that_is_gone_is_empty(tmp_path: Path) -> None:
    assert list_folder(tmp_path / "pulled out") == uploads.Listing((), ())


def test_a_folder_with_very_many_pictures_shows_the_newest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_FILES", 2)
    for age in range(4):
        (tmp_path / f"{age}.png").write_bytes(b"x")
        os.utime(tmp_path / f"{age}.png", (1000 + age, 1000 + age))
    assert [path.name for path in list_folder(tmp_path).files] == ["3.png", "2.png"]


def test_the_operator_chooses_the_folder(tmp_path: Path) -> None:
    assert upload_folder(Settings(upload_folder=str(tmp_path))) == tmp_path
    assert upload_folder(Settings()).name
