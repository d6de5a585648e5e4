"""The public command line: what can be said, and who does it. Nothing heavy is imported before it is known what."""

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn, get_args

from models.choices import DEFAULT_WEIGHTS, FastWeights
from models.errors import InputError

EPILOG = """\
Without a command the game is played, fullscreen; staff ends it behind the PIN that is chosen at the first start
(hold the upper left corner for three seconds, or press Ctrl+Shift+Q). A window is ended by Ctrl+Q.
Wrong input ends with one plain line and status 2. `COMMAND --help` tells more of each command.

settings, for the file given with --settings (lines such as `idle_seconds = 90`):"""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one plain line, without the whole usage."""

    def error(self, message: str) -> NoReturn:
        """Print one line and end with status 2."""
        self.exit(2, f"{message[:1].upper()}{message[1:]}; see `{self.prog} --help`.\n")


class Door(Parser):
    """The whole command line; its help ends with the settings, from the one table that has them all."""

    def format_help(self) -> str:
        """The help text. The table is loaded only here, so that no command waits for it."""
        from game.settings import lines

        return super().format_help() + "".join(f"  {line}\n" for line in lines())


def size(text: str) -> tuple[int, int]:
    """A window's size such as 1920x1080."""
    width, cross, height = text.lower().partition("x")
    if not (cross and width.isdigit() and height.isdigit()):
        raise argparse.ArgumentTypeError(f"{text} is not a size such as 1920x1080")
    if not (640 <= int(width) <= 7680 and 480 <= int(height) <= 7680):
        raise argparse.ArgumentTypeError(f"{text} is no usable size; from 640x480 to 7680x7680")
    return int(width), int(height)


def picture_size(text: str) -> int:
    """The long side of a picture in pixels."""
    if not text.isdigit() or not 64 <= int(text) <= 2048:
        raise argparse.ArgumentTypeError(f"{text} is no usable size; from 64 to 2048 pixels")
    return int(text)


def count(text: str) -> int:
    """How many, at least one."""
    if not text.isdigit() or not 1 <= int(text) <= 10_000:
        raise argparse.ArgumentTypeError(f"{text} is no usable number; from 1 to 10000")
    return int(text)


def strength(text: str) -> float:
    """How much of the style, 0 to 1."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is no strength; from 0 (content) to 1 (style)")
    return value


def rounds(text: str) -> int:
    """How many rounds are played."""
    if not text.isdigit() or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"{text} is no number of rounds; from 1 to 1000000")
    return int(text)


def make_parser() -> Door:
    """Every command with its options and who does it."""
    parser = Door(
        prog="python main.py",
        description="Style Duel: paint against two machines.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run="game.commands.play:play")
    parser.add_argument("--windowed", action="store_true", help="play in a window")
    _add_game_options(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)

    def command(name: str, target: str, words: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
        sub.set_defaults(run=target)
        return sub

    demo = command("demo", "game.commands.demo:demo", "play one whole visit by itself, without a display")
    demo.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for screens, pictures, round.json")
    _add_game_options(demo)

    stylize = command("stylize", "models.commands.stylize:stylize", "make pictures without the game")
    stylize.add_argument("content", nargs="?", type=Path, metavar="CONTENT", help="the content picture")
    stylize.add_argument("style", nargs="?", type=Path, metavar="STYLE", help="the style picture")
    stylize.add_argument("-o", "--output", type=Path, metavar="OUT", help="where to write the result (.png, .jpg)")
    stylize.add_argument("--pairs", type=Path, metavar="FILE", help="lines of content, style, output, tab-separated")
    stylize.add_argument("--method", choices=("fast", "classic"), default="fast", help="default: fast")
    stylize.add_argument(
        "--weights",
        choices=get_args(FastWeights),
        default=DEFAULT_WEIGHTS,
        help=f"the fast method's networks; default: {DEFAULT_WEIGHTS}",
    )
    stylize.add_argument("--size", type=picture_size, default=512, metavar="N", help="long side, default 512")
    stylize.add_argument("--strength", type=strength, default=1.0, metavar="0..1", help="how much style, default 1")
    stylize.add_argument("--json", action="store_true", help="print seconds, size, method, weights and losses")

    grade = command("grade", "models.commands.grade:grade", "grade one picture against another")
    grade.add_argument("picture", nargs="?", type=Path, metavar="PICTURE")
    grade.add_argument("other", nargs="?", type=Path, metavar="OTHER")
    grade.add_argument("--pairs", type=Path, metavar="FILE", help="two paths a line, separated by a tab")
    grade.add_argument("--json", action="store_true", help="print the grade, its parts and the map of agreement")

    bench = command("bench", "game.commands.bench:bench", "measure this machine")
    parts = ("paint", "frames", "fast", "classic", "grade", "startup", "idle", "recovery", "collection", "all")
    bench.add_argument("part", nargs="?", choices=parts, default="all", help="default: all")
    bench.add_argument("--json", type=Path, metavar="FILE", help="write every figure with its unit")

    unit = command("service", "", "start the exhibit at every log-in, by systemd").add_subparsers(
        metavar="ACTION", required=True, dest="action"
    )
    install = unit.add_parser("install", help="write and enable the unit")
    install.add_argument(
        "--display",
        choices=("desktop", "cage", "console"),
        default="desktop",
        help="a desktop's session, Wayland with cage, or no session at all (KMSDRM); default: desktop",
    )
    install.add_argument("--print", action="store_true", help="only show what would be written")
    _add_game_options(install)
    for action in (install, unit.add_parser("uninstall", help="stop the exhibit and remove the unit")):
        action.set_defaults(run="game.commands.service:service")

    kept = command("statistics", "game.commands.statistics:statistics", "tell what visitors did, without who they were")
    kept.add_argument("--day", default="all", metavar="DAY", help="today, yesterday, 2026-05-17; default: all days")
    kept.add_argument("--csv", type=Path, metavar="FILE", help="write every visit as a line of a table")

    soak = command(
        "soak", "game.commands.soak:soak", "play hundreds of visits in quick time and tell what is left over"
    )
    soak.add_argument("--rounds", type=rounds, default=300, metavar="N", help="default 300")
    soak.add_argument("--seed", type=int, default=0, metavar="N", help="makes what is dealt repeatable; default 0")

    doctor = command("doctor", "game.commands.doctor:doctor", "check everything the exhibit needs")
    doctor.add_argument("--json", action="store_true", help="print the findings as JSON")
    doctor.add_argument("--collection", type=Path, metavar="DIR", help="the collection to check")

    weights = command("models", "", "fetch better weights for the classic method").add_subparsers(
        metavar="ACTION", required=True
    )
    fetch = weights.add_parser("fetch", help="download and verify torchvision's VGG-19 for the classic method")
    fetch.set_defaults(run="models.commands.fetch:fetch")

    shelf = command("collection", "", "check a folder of pictures, or fill it from a museum").add_subparsers(
        metavar="ACTION", required=True
    )
    check = shelf.add_parser("check", help="tell what is wrong with which file of a folder")
    check.add_argument("folder", type=Path, metavar="DIR")
    check.set_defaults(run="game.commands.check:check")
    bring = shelf.add_parser("import", help="fetch pictures from a museum, by a IIIF manifest or collection")
    bring.add_argument("url", metavar="URL", help="the address of the manifest or collection")
    bring.add_argument("-o", "--output", type=Path, required=True, metavar="DIR", help="the folder to fill")
    bring.add_argument("--as", dest="kind", choices=("style", "content"), default="style", help="default: style")
    bring.add_argument("--limit", type=count, default=200, metavar="N", help="at most so many pictures, default 200")
    bring.add_argument("--any-licence", action="store_true", help="take what may not be used freely, too")
    bring.set_defaults(run="game.commands.bring:bring")
    return parser


def _add_game_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--size", type=size, metavar="WxH", help="size of the window, for example 1280x720")
    parser.add_argument("--collection", type=Path, metavar="DIR", help="a folder with content/ and style/")
    parser.add_argument("--settings", type=Path, metavar="FILE", help="a settings file (TOML)")
    parser.add_argument("--seed", type=int, metavar="N", help="makes what is dealt repeatable")


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; every expected fault is one line on standard error and status 2."""
    try:
        options = make_parser().parse_args(arguments)
        options.arguments = list(arguments)
    except SystemExit as end:
        return int(end.code or 0)
    try:
        return _command(options.run)(options)
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output has gone; let the interpreter's own flush at exit find nothing to do.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _command(target: str) -> Callable[[argparse.Namespace], int]:
    import importlib

    module, _, name = target.partition(":")
    function: Callable[[argparse.Namespace], int] = getattr(importlib.import_module(module), name)
    return function
