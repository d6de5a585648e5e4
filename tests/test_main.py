"""The door, as a process."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def started(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "main.py", *arguments], capture_output=True, text=True, cwd=ROOT, check=False
    )


def test_a_wrong_command_ends_with_one_line_and_status_2() -> None:
    done = started("nonsense")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


def test_a_reader_that_goes_away_is_no_fault() -> None:
    with subprocess.Popen(
        [sys.executable, "main.py", "collection", "check", str(ROOT / "assets" / "collection" / "style")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
    assert "Traceback" not in errors
    assert "Exception ignored" not in errors


def test_nothing_heavy_is_loaded_before_it_is_known_what_to_do() -> None:
    script = (
        "import sys; import main; from game.commands.parser import run; status = run(['--nope']); "
        "print(status, sorted({'pygame', 'numpy', 'torch', 'PIL', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "2 []\n"
