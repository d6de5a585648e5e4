import os
import shutil
import subprocess
from pathlib import Path

import pytest

from game.commands.parser import run


def test_the_unit_names_everything_by_its_full_path_and_watches(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "my 100% show.toml"
    file.touch()
    assert run(["service", "install", "--print", "--settings", str(file), "--size", "1280x720"]) == 0
    text = capsys.readouterr().out
    assert "Type=notify" in text and "WatchdogSec=3" in text and "Restart=on-failure" in text
    assert f'"{tmp_path}/my 100%% show.toml"' in text and "--size 1280x720" in text
    assert "graphical-session.target" in text and "kmsdrm" not in text
    assert run(["service", "install", "--print", "--display", "console"]) == 0
    text = capsys.readouterr().out
    assert "SDL_VIDEODRIVER=kmsdrm" in text
    assert "SDL_RENDER_DRIVER=opengles2" in text and "SDL_FRAMEBUFFER_ACCELERATION=opengles2" in text


@pytest.fixture
def with_cage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cage = tmp_path / "bin" / "cage"
    cage.parent.mkdir()
    cage.write_text("#!/bin/sh\n")
    cage.chmod(0o755)
    monkeypatch.setenv("PATH", f"{cage.parent}:/usr/bin:/bin")


@pytest.mark.usefixtures("with_cage")
def test_in_cage_the_game_sees_fingers_and_is_watched_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """cage ends with status 0 whatever happened in it, so systemd must not be the one to judge the game."""
    assert run(["service", "install", "--print", "--display", "cage"]) == 0
    text = capsys.readouterr().out
    assert "SDL_VIDEODRIVER=wayland" in text and "Restart=on-failure" in text
    assert "notify" not in text.lower() and "Watchdog" not in text


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
@pytest.mark.usefixtures("with_cage")
@pytest.mark.parametrize("display", ["desktop", "cage", "console"])
def test_systemd_understands_the_unit(display: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["service", "install", "--print", "--display", display]) == 0
    unit = tmp_path / "style-duel.service"
    unit.write_text(capsys.readouterr().out)
    command = ["systemd-analyze", "--user", "verify", "--man=no", str(unit)]
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert done.returncode == 0 and "style-duel" not in done.stderr, done.stderr


def test_it_is_installed_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    calls = tmp_path / "calls"
    fake = tmp_path / "bin" / "systemctl"
    fake.parent.mkdir()
    fake.write_text(f'#!/bin/sh\necho "$@" >> {calls}\n')
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake.parent}:/usr/bin:/bin")
    unit = tmp_path / "systemd" / "user" / "style-duel.service"
    assert run(["service", "install"]) == 0
    assert "ExecStart=" in unit.read_text()
    assert run(["service", "uninstall"]) == 0
    assert not unit.exists()
    assert calls.read_text().splitlines() == [
        "--user daemon-reload",
        "--user enable style-duel.service",
        "--user disable --now style-duel.service",
        "--user daemon-reload",
    ]
    assert run(["service", "uninstall"]) == 2
    fake.write_text("#!/bin/sh\necho no bus >&2; exit 1\n")
    assert run(["service", "install"]) == 2
    assert "no bus" in capsys.readouterr().err


def test_what_does_not_exist_is_not_installed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["service", "install", "--print", "--settings", "/nowhere/show.toml"]) == 2
    assert "does not exist" in capsys.readouterr().err
