"""`stylize` with the real networks, on small pictures."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from game.commands.parser import run
from models.pictures import load_picture, save_picture
from tests.pictures import scene, stripes


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    save_picture(scene(120, 80), tmp_path / "my content.png")
    save_picture(stripes(), tmp_path / "style.png")
    (tmp_path / "text.jpg").write_text("no picture")
    return tmp_path


def test_one_picture_by_the_fast_method(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stylize", "my content.png", "style.png", "-o", "Ergebnis ü.png", "--size", "96", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    made = load_picture(folder / "Ergebnis ü.png")
    assert made.shape == (64, 96, 3)
    assert (said["width"], said["height"], said["method"], said["strength"]) == (96, 64, "fast", 1.0)
    assert said["seconds"] > 0
    assert "Magenta" in said["weights"]
    assert np.abs(made.astype(int) - load_picture(folder / "my content.png", 96)).mean() > 5


def test_one_picture_by_the_classic_method_tells_its_losses(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # On a busy machine two threads wait for each other longer than one computes.
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    arguments = ["stylize", "my content.png", "style.png", "-o", "out.png", "--method", "classic", "--size", "64"]
    assert run([*arguments, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["loss_end"] < said["loss_start"]
    assert said["iterations"] > 1
    assert load_picture(folder / "out.png").shape == (43, 64, 3)


def test_without_json_nothing_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stylize", "my content.png", "style.png", "-o", "out.jpg", "--size", "64", "--strength", "0.5"]) == 0
    assert capsys.readouterr().out == ""
    with Image.open(folder / "out.jpg") as image:
        assert image.format == "JPEG"


def test_a_line_that_fails_does_not_keep_the_others_from_being_done(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "pairs.tsv").write_text(
        "my content.png\tstyle.png\tone.png\n"
        "missing.png\tstyle.png\ttwo.png\n"
        "my content.png\ttext.jpg\tthree.png\n"
        "my content.png\tstyle.png\tno/folder/four.png\n"
        "style.png\tmy content.png\tfive.png\n"
    )
    assert run(["stylize", "--pairs", "pairs.tsv", "--size", "64", "--json"]) == 2
    said = capsys.readouterr()
    assert [json.loads(line)["output"] for line in said.out.splitlines()] == ["one.png", "five.png"]
    told = said.err.splitlines()
    assert len(told) == 3
    assert told[0].startswith("missing.png does not exist")
    assert told[1].startswith("text.jpg is not a picture")
    assert told[2].startswith("no/folder/four.png cannot be written")
    assert sorted(file.name for file in folder.glob("*.png")) == [
        "five.png",
        "my content.png",
        "one.png",
        "style.png",
    ]


@pytest.mark.parametrize("wrong", ["missing.png", "text.jpg", "."])
def test_a_wrong_picture_is_one_line_and_no_output(
    wrong: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["stylize", wrong, "style.png", "-o", "out.png"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (folder / "out.png").exists()


def test_a_very_long_picture_keeps_its_shape(folder: Path) -> None:
    save_picture(scene(1600, 40), folder / "panorama.png")
    assert run(["stylize", "panorama.png", "style.png", "-o", "out.png", "--size", "320"]) == 0
    assert load_picture_of_any_size(folder / "out.png") == (320, 8)


def load_picture_of_any_size(file: Path) -> tuple[int, int]:
    with Image.open(file) as image:
        return image.size
