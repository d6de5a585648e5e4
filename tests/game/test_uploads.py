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


def test_a_stick_leads_nowhere_else_and_one_bad_entry_spoils_nothing(tmp_path: Path) -> None:
    secret, stick = tmp_path / "secret", tmp_path / "stick"
    secret.mkdir()
    stick.mkdir()
    (secret / "drawing.png").write_bytes(b"x")
    (stick / "mine.png").write_bytes(b"x")
    (stick / "way out").symlink_to(secret)
    (stick / "way out.png").symlink_to(secret / "drawing.png")
    (stick / "dangling.png").symlink_to("nowhere.png")
    os.mkfifo(stick / "pipe.png")
    listing = list_folder(stick)
    assert [path.name for path in listing.files] == ["mine.png"] and not listing.folders


def test_a_folder_with_too_many_entries_does_not_take_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_LOOKED_AT", 3)
    for number in range(9):
        (tmp_path / f"{number}.png").write_bytes(b"x")
    assert len(list_folder(tmp_path).files) == 3
