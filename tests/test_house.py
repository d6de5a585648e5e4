"""The rules that hold the house together."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

FORBIDDEN = {"game": {"torch", "torchvision", "onnxruntime", "onnx"}, "models": {"pygame"}}


def imported(file: Path) -> set[str]:
    """The top-level packages that a file imports anywhere."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize("house", FORBIDDEN)
def test_neither_half_imports_what_belongs_to_the_other(house: str) -> None:
    files = list((ROOT / house).rglob("*.py"))
    assert len(files) > 10
    wrong = {str(file.relative_to(ROOT)): imported(file) & FORBIDDEN[house] for file in files}
    assert not {name: found for name, found in wrong.items() if found}


def test_the_whole_game_loads_without_a_network() -> None:
    script = (
        "import sys, game.app, game.scenes, game.studio; from game.scenes import draw, wait, reveal, pick, attract; "
    )
    script += "print(sorted({'torch', 'onnxruntime', 'torchvision', 'onnx'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
