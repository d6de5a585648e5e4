"""The command line: whatever is wrong gets one plain line on standard error and status 2."""

from pathlib import Path

import pytest

from game.commands import parser
from game.commands.parser import run
from game.settings import Settings


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nonsense"], "invalid choice: 'nonsense'"),
        (["--nope"], "--nope"),
        (["--size", "3x3"], "3x3 is no usable size"),
        (["--size", "large"], "large is not a size such as 1920x1080"),
        (["--seed", "x"], "--seed"),
        (["demo"], "--out"),
        (["demo", "--out", "o", "--size", "-5x7"], "size"),
        (["stylize", "a.png", "b.png", "-o", "c.png", "--method", "magic"], "'fast', 'classic'"),
        (["stylize", "a.png", "b.png", "-o", "c.png", "--size", "63"], "from 64 to 2048"),
        (["stylize", "a.png", "b.png", "-o", "c.png", "--size", "two"], "from 64 to 2048"),
        (["stylize", "a.png", "b.png", "-o", "c.png", "--strength", "1.1"], "from 0 (content) to 1 (style)"),
        (["stylize", "a.png", "b.png", "-o", "c.png", "--strength", "nan"], "from 0 (content) to 1 (style)"),
        (["stylize"], "are needed"),
        (["stylize", "a.png", "b.png"], "are needed"),
        (["stylize", "a.png", "b.png", "-o", "c.png", "--pairs", "p.tsv"], "not both"),
        (["grade"], "are needed"),
        (["grade", "a.png"], "are needed"),
        (["grade", "a.png", "b.png", "--pairs", "p.tsv"], "not both"),
        (["grade", "a.png", "b.png"], "a.png does not exist"),
        (["bench", "speed"], "invalid choice: 'speed'"),
        (["models"], "ACTION"),
        (["models", "buy"], "'fetch'"),
        (["collection"], "ACTION"),
        (["collection", "check", "no-such-folder"], "no-such-folder is not a folder"),
        (["--settings", "no-such.toml"], "no-such.toml does not exist"),
    ],
)
def test_wrong_input_gets_one_line_and_status_2(
    arguments: list[str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("arguments", [[], ["demo"], ["stylize"], ["grade"], ["bench"], ["doctor"]])
def test_help_is_given_for_every_command(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*arguments, "--help"]) == 0
    assert "usage: python main.py" in capsys.readouterr().out


def test_help_lists_every_command_and_every_setting(capsys: pytest.CaptureFixture[str]) -> None:
    run(["--help"])
    words = capsys.readouterr().out.split()
    for name in ("demo", "stylize", "grade", "bench", "doctor", "models", "collection", *Settings.model_fields):
        assert name in words


def test_being_interrupted_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(options: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(parser, "_command", lambda target: interrupted)
    assert run(["doctor"]) == 130
    assert capsys.readouterr().err == ""
