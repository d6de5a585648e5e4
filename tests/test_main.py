"""The door, as a process."""

import os
import subprocess
import sys
from pathlib import Path

from models.pictures import save_picture
from tests.pictures import scene

ROOT = Path(__file__).parents[1]


def started(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "main.py", *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        env={**os.environ, **environment},
    )


def test_a_wrong_command_ends_with_one_line_and_status_2() -> None:
    done = started("nonsense")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


def test_a_screen_that_cannot_be_used_ends_with_one_line_and_status_2(tmp_path: Path) -> None:
    """So it is where the service asks for a way to the screen that the system does not have."""
    done = started("--windowed", SDL_VIDEODRIVER="nowhere", HOME=str(tmp_path), XDG_STATE_HOME=str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and "display" in done.stderr


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


def test_a_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path) -> None:
    name = b"caf\xe9.jpg"
    with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:  # noqa: PTH118, PTH123 - a name in bytes
        file.write(b"no picture")
    save_picture(scene(), tmp_path / "one.png")
    done = started("collection", "check", str(tmp_path))
    assert done.returncode == 1
    assert "caf\\udce9.jpg is not a picture" in done.stdout
    assert done.stderr == ""


def test_nothing_heavy_is_loaded_before_it_is_known_what_to_do() -> None:
    script = (
        "import sys; import main; from game.commands.parser import run; status = run(['--nope']); "
        "print(status, sorted({'pygame', 'numpy', 'torch', 'PIL', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout == "2 []\n"
