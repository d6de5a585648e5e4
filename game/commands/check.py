"""`python main.py collection check`: what is wrong with which file."""

import argparse

from game.collection import Card, load_collection
from models.pictures import PictureError


def check(options: argparse.Namespace) -> int:
    """Decode every picture of a folder and tell what will be left out; status 1 if anything is wrong."""
    collection = load_collection(options.folder)
    problems = list(collection.problems)
    for card in (*collection.contents, *collection.styles):
        problem = _decode(card)
        if problem and problem not in problems:
            problems.append(problem)
    for line in problems:
        print(f"Left out: {line}")
    print(f"{len(collection.contents)} content and {len(collection.styles)} style pictures can be dealt.")
    return 1 if problems else 0


def _decode(card: Card) -> str:
    try:
        card.picture(256)
    except PictureError as error:
        return str(error)
    return ""
