import os
import subprocess
import sys
from pathlib import Path

import pytest

from models import magenta
from models.magenta import verified_file
from models.weights import WeightsError


def test_a_changed_file_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    name, _ = magenta.FILES["predict"]
    monkeypatch.setitem(magenta.FILES, "predict", (name, "0" * 64))
    with pytest.raises(WeightsError, match="SHA-256"):
        verified_file("predict")


def test_a_missing_package_is_told_plainly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(magenta, "PACKAGE", "no-such-package")
    with pytest.raises(WeightsError, match="no-such-package"):
        verified_file("predict")


def test_loading_the_networks_leaves_no_trace_of_telemetry(tmp_path: Path) -> None:
    """onnxruntime would begin with a number for this machine and a data base of what it is to report."""
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment.pop("ORT_DISABLE_TELEMETRY", None)
    script = "from models.magenta import Magenta; Magenta()"
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", script], cwd=root, env=environment, check=True)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
