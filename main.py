"""The door: `python main.py [command]`. Parses, then hands over; `python main.py --help` tells what there is."""

import io
import os
import sys


def main() -> int:
    """Run one command and return the exit status: 0 done, 1 something is broken, 2 wrong input."""
    # SDL and pygame greet on standard output, where --json belongs to the reader.
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A file's name may hold what the terminal cannot show; that is no reason to stop.
        sys.stdout.reconfigure(errors="backslashreplace")
    from game.commands.parser import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
