"""`python main.py collection check`: what is wrong with which file."""

import argparse

from rich.console import Console
from rich.progress import track

from game.collection import load_collection
from game.kept import THUMBNAIL, Verdicts, keep_thumbnail
from models.decoder import Decoder
from models.pictures import PictureError


def check(options: argparse.Namespace) -> int:
    """Decode every picture of a folder and tell what will be left out; status 1 if anything is wrong.

    What was found is kept for the next start of the game, and so are thumbnails.
    """
    # Forgets what was found before: everything is looked at anew.
    Verdicts(options.folder).keep()
    collection = load_collection(options.folder)
    problems = dict.fromkeys(collection.problems)
    verdicts, decoder = Verdicts(options.folder), Decoder()
    cards = (*collection.contents, *collection.styles)
    paths = dict.fromkeys(card.path for card in cards)
    bad = set()
    try:
        console = Console(stderr=True)
        for path in track(paths, "Looking", console=console, transient=True, disable=not console.is_terminal):
            try:
                keep_thumbnail(path, decoder.open(path, THUMBNAIL))
                verdicts.note(path)
            except PictureError as error:
                verdicts.note(path, str(error))
                problems[str(error)] = None
                bad.add(path)
    finally:
        decoder.close()
        verdicts.keep()
    for line in problems:
        print(f"Left out: {line}")
    contents, styles = (sum(card.path not in bad for card in kind) for kind in (collection.contents, collection.styles))
    print(f"{contents} content and {styles} style pictures can be dealt.")
    return 1 if problems or not contents or not styles else 0
