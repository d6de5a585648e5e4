"""`python main.py service`: have systemd start the exhibit at log-in, watch it and start it again."""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import platformdirs

from game.supervisor import FROZEN, LONGEST_END, LONGEST_START
from models.errors import InputError
from models.files import write_atomically

NAME = "style-duel.service"

ROOT = Path(__file__).parents[2]

UNIT = """\
# Written by `python main.py service install`; `service uninstall` removes it.
[Unit]
Description=Style Duel
{after}StartLimitIntervalSec=0

[Service]
ExecStart={command}
{environment}{watch}TimeoutStopSec={end:g}
KillMode=mixed
Restart=on-failure
RestartSec=0.2

[Install]
WantedBy={target}
"""

WATCH = f"""\
Type=notify
NotifyAccess=all
WatchdogSec={FROZEN:g}
TimeoutStartSec={LONGEST_START:g}
TimeoutAbortSec=1
"""

VIDEO = {
    # SDL prefers desktop OpenGL; where its library is missing, as without a desktop, the screen would stay black.
    "console": "Environment=SDL_VIDEODRIVER=kmsdrm\n"
    "Environment=SDL_RENDER_DRIVER=opengles2 SDL_FRAMEBUFFER_ACCELERATION=opengles2\n",
    # Without this the game would be shown through Xwayland, which makes a mouse of every finger.
    "cage": "Environment=SDL_VIDEODRIVER=wayland,x11\n",
}

DESKTOP = "After=graphical-session.target\nPartOf=graphical-session.target\n"


def service(options: argparse.Namespace) -> int:
    """Install, show or remove the unit. Raises `InputError` where it cannot be written or systemd does not answer."""
    if options.action == "install":
        text = unit(options)
        if options.print:
            print(text, end="")
            return 0
        return _install(text)
    return _uninstall()


def unit(options: argparse.Namespace) -> str:
    """The unit's text, with the options of the game."""
    command = [sys.executable, str(ROOT / "main.py")]
    for name in ("settings", "collection"):
        path = getattr(options, name)
        if path is not None:
            if not path.exists():
                raise InputError(f"{path} does not exist; check the name.")
            command += [f"--{name}", str(path.resolve())]
    if options.size is not None:
        command += ["--size", "x".join(map(str, options.size))]
    if options.display == "cage":
        found = shutil.which("cage")
        if found is None:
            raise InputError("cage is not installed; on Debian and Ubuntu: sudo apt install cage.")
        command = [found, "--", *command]
    return UNIT.format(
        after=DESKTOP if options.display == "desktop" else "",
        command=" ".join(_quoted(part) for part in command),
        environment=VIDEO.get(options.display, ""),
        # cage ends with status 0 however the game ended: what runs in it is watched by a process of our own.
        watch="" if options.display == "cage" else WATCH,
        end=LONGEST_END,
        target="graphical-session.target" if options.display == "desktop" else "default.target",
    )


def _quoted(part: str) -> str:
    """A part of the command as systemd reads it: % and $ would mean something else there."""
    text = part.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{text}"' if text != part or " " in part else part


def unit_file() -> Path:
    """Where the unit is written."""
    return platformdirs.user_config_path("systemd") / "user" / NAME


def _install(text: str) -> int:
    try:
        write_atomically(unit_file(), text.encode())
    except OSError as error:
        raise InputError(f"{unit_file()} cannot be written ({error.strerror}).") from None
    print(f"{unit_file()} is written.")
    _systemctl("daemon-reload")
    _systemctl("enable", NAME)
    print("The exhibit starts at the next log-in; now, with: systemctl --user start style-duel")
    return 0


def _uninstall() -> int:
    if not unit_file().exists():
        raise InputError(f"{unit_file()} does not exist; nothing is installed.")
    _systemctl("disable", "--now", NAME)
    unit_file().unlink()
    _systemctl("daemon-reload")
    print(f"{unit_file()} is removed.")
    return 0


def _systemctl(*arguments: str) -> None:
    try:
        done = subprocess.run(["systemctl", "--user", *arguments], capture_output=True, text=True, check=False)
    except OSError:
        raise InputError("systemd is not here; start `python main.py` from your desktop's autostart.") from None
    if done.returncode:
        words = done.stderr.strip().splitlines()[-1:] or ["no word of why"]
        raise InputError(f"`systemctl --user {' '.join(arguments)}` failed: {words[0]}")
