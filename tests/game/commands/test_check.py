"""`collection check`."""

from pathlib import Path

import pytest

from game.commands.parser import run
from models.pictures import save_picture
from tests.pictures import scene, stripes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for kind, picture in (("content", scene()), ("style", stripes())):
        (tmp_path / kind).mkdir()
        save_picture(picture, tmp_path / kind / f"{kind}.png")
    return tmp_path


def test_a_good_folder_has_status_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["collection", "check", str(folder)]) == 0
    assert capsys.readouterr().out == "1 content and 1 style pictures can be dealt.\n"


def test_each_wrong_file_gets_its_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "content" / "letter.jpg").write_text("no picture")
    whole = (folder / "style" / "style.png").read_bytes()
    (folder / "style" / "torn.png").write_bytes(whole[: len(whole) // 2])
    assert run(["collection", "check", str(folder)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert len([line for line in told if line.startswith("Left out:")]) == 2
    assert any("letter.jpg is not a picture" in line for line in told)
    assert any("torn.png is broken" in line for line in told)
