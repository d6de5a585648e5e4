"""`python main.py`: play."""

import argparse
import os
import sys

from game.settings import load_settings
from game.watchdog import watched
from models.errors import InputError


def play(options: argparse.Namespace) -> int:
    """Play until the staff ends it. Raises `InputError` where there is no display.

    Fullscreen, where visitors play, the game runs under the eyes of systemd or of a process of our own, which starts
    it again whatever happens.
    """
    from game.supervisor import RESTART, can_supervise, supervise

    # What is wrong with the command line is told here: the game could only be started again for it.
    load_settings(options.settings)
    if not options.windowed and not watched() and can_supervise():
        return supervise(options.arguments)
    status = _play(options)
    if status == RESTART and not watched():
        os.execv(sys.executable, [sys.executable, sys.argv[0], *options.arguments])
    return status


def _play(options: argparse.Namespace) -> int:
    import logging

    import pygame

    from game.app import App, Window
    from game.statistics import Statistics
    from game.watchdog import Watchdog
    from models.logs import keep_logs

    keep_logs("game")
    settings, problem = load_settings(options.settings)
    if problem:
        logging.getLogger(__name__).warning("%s", problem)
    # Decided before SDL looks: neither another window nor a pressed Alt+Tab puts the exhibit aside.
    os.environ.setdefault("SDL_VIDEO_MINIMIZE_ON_FOCUS_LOSS", "0")
    os.environ.setdefault("SDL_ALLOW_ALT_TAB_WHILE_GRABBED", "0")
    app = App(
        settings,
        Window(options.size, options.windowed),
        options.collection,
        options.seed,
        Watchdog(),
        options.settings,
        Statistics(),
    )
    try:
        pygame.display.init()
        if pygame.display.get_driver() == "offscreen":
            # What SDL falls back to when it finds neither a desktop nor a screen: nobody would ever see the game.
            raise InputError("There is no display here; `python main.py demo` works without one.")
        return app.run()
    except pygame.error as error:
        raise InputError(f"There is no usable display ({error}); `python main.py demo` works without one.") from None
