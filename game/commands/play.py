"""`python main.py`: play."""

import argparse
import sys

from game.app import App, Window
from game.settings import load_settings
from models.errors import InputError


def play(options: argparse.Namespace) -> int:
    """Open the window and play until the staff ends it. Raises `InputError` where there is no display."""
    import pygame

    settings, problem = load_settings(options.settings)
    if problem:
        print(problem, file=sys.stderr)
    pygame.display.init()
    if pygame.display.get_driver() == "offscreen":
        # What SDL falls back to when it finds neither a desktop nor a screen: nobody would ever see the game.
        raise InputError("There is no display here; `python main.py demo` works without one.")
    app = App(settings, Window(options.size, options.windowed), options.collection, options.seed)
    try:
        app.run()
    except pygame.error as error:
        raise InputError(f"There is no usable display ({error}); `python main.py demo` works without one.") from None
    return 0
