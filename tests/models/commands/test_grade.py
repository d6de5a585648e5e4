"""`grade` with the real encoder, on small pictures."""

import json
from pathlib import Path

import pytest

from game.commands.parser import run
from models.pictures import save_picture
from tests.models.test_pictures import WRONG, broken
from tests.pictures import scene, stripes


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    save_picture(scene(120, 80), tmp_path / "one.png")
    save_picture(scene(120, 80, seed=1), tmp_path / "nearly one.png")
    save_picture(stripes(), tmp_path / "other.png")
    (tmp_path / "text.jpg").write_text("no picture")
    return tmp_path


def test_a_picture_and_itself_get_ten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["grade", "one.png", "one.png", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [said[name] for name in ("grade", "layout", "colour", "stroke")] == [10, 10, 10, 10]
    assert all(value == 1 for row in said["agreement"] for value in row)


def test_the_plain_line_tells_the_grade_and_its_parts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["grade", "one.png", "one.png"]) == 0
    assert capsys.readouterr().out == "10.0 of 10 (layout 10.0, colour 10.0, stroke 10.0)\n"


def test_many_pairs_give_one_object_a_line_also_for_what_cannot_be_graded(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "pairs.tsv").write_text("one.png\tnearly one.png\ntext.jpg\tone.png\none.png\tother.png\n")
    assert run(["grade", "--pairs", "pairs.tsv"]) == 2
    said = capsys.readouterr()
    near, wrong, far = (json.loads(line) for line in said.out.splitlines())
    assert 0 <= far["grade"] < near["grade"] <= 10
    assert "is not a picture" in wrong["error"]
    assert "grade" not in wrong
    assert said.err.count("\n") == 1


def test_without_a_wrong_pair_the_status_is_0(folder: Path) -> None:
    (folder / "pairs.tsv").write_text("one.png\tother.png\n")
    assert run(["grade", "--pairs", "pairs.tsv"]) == 0


@pytest.mark.parametrize("name", WRONG)
def test_each_wrong_picture_is_one_line_and_status_2(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = broken(name, folder)
    for arguments in ([str(wrong), "one.png"], ["one.png", str(wrong)]):
        assert run(["grade", *arguments]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.startswith(str(wrong))
        assert said.err.count("\n") == 1
