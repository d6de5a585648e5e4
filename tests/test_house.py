"""The rules that hold the house together."""

import ast
import configparser
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from assets.paintings.__main__ import PAINTINGS
from assets.scenes.__main__ import SCENES

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


def requirements() -> set[str]:
    """The names of all packages that setup.cfg asks for."""
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = config["options"]["install_requires"] + config["options.extras_require"]["test"]
    return {re.split(r"[<>=!~ ]", line)[0] for line in lines.splitlines() if line and not line.startswith("#")}


def test_every_package_that_is_imported_is_asked_for() -> None:
    ours = {"game", "models", "check1", "assets", "tests", "main"}
    files = [file for name in sorted(ours - {"main"}) for file in (ROOT / name).rglob("*.py")] + [ROOT / "main.py"]
    names = set().union(*(imported(file) for file in files)) - ours - set(sys.stdlib_module_names)
    packages = metadata.packages_distributions()
    asked = {name.lower() for name in requirements()}
    missing = {name for name in names if not {package.lower() for package in packages.get(name, [])} & asked}
    # Comes with pydantic, whose errors have its types.
    assert missing <= {"pydantic_core"}


def test_every_package_that_is_asked_for_stands_in_the_notice_with_its_licence() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8").lower()
    known = {"torch": "pytorch", "onnxruntime": "onnx runtime"}
    assert not [name for name in requirements() if known.get(name, name).lower() not in notice]


def test_every_photograph_of_others_stands_in_the_notice_with_its_licence() -> None:
    collection = tomllib.loads((ROOT / "assets" / "collection" / "collection.toml").read_text(encoding="utf-8"))
    pictures = {**collection["content"], **collection["style"]}
    ours = {name for name, caption in pictures.items() if caption["artist"] == "Style Duel"}
    made = {f"{name}.jpg" for name in (*PAINTINGS, *SCENES)}
    assert ours == made, "what is said to be ours is what our scripts make"
    assert all(pictures[name]["licence"] == "MIT" for name in ours)
    lines = (ROOT / "NOTICE").read_text(encoding="utf-8").splitlines()
    for name in set(pictures) - ours:
        assert any(line.startswith(name) and pictures[name]["licence"] in line for line in lines), name
    named = {line.split()[0] for line in lines if line.split() and line.split()[0].endswith((".png", ".jpg"))}
    assert named == set(pictures) - ours
