"""Random events of all kinds over all scenes: `python -m tests.fuzz --events N --seed S`.

The real game runs fullscreen without a display, in virtual time and with a fake studio (`tests.fuzz_game`). Nothing may
raise, nothing may lead out, only the PIN leads to staff's pages (which are played as well: now and then somebody types
it), and from wherever the events have led, *attract* must be reached by waiting. What fails is played again in a fresh
game with ever fewer events; the shortest list that still fails is printed and written for `--replay FILE`.
"""

import argparse
import json
import logging
import os
import random
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.fuzz_game import Action, Game, Hand, World

EPISODE = 1000
"""Events from one fresh start in *attract* to the next."""


def episode(game: Game, seed: int, count: int) -> tuple[list[Action], str]:
    """Play `count` random events; what was played, and what went wrong ("" if nothing did)."""
    hand = Hand(random.Random(seed))
    played: list[Action] = []
    try:
        game.begin(seed)
        for _ in range(count):
            played.append(hand.action(game))
            game.play(played[-1])
        game.leave()
    except Exception:
        return played, traceback.format_exc()
    return played, ""


def fails(make: Callable[[], Game], seed: int, actions: Sequence[Action]) -> str:
    """What goes wrong when a fresh game plays these actions; "" if nothing does."""
    game = make()
    try:
        game.begin(seed)
        for action in actions:
            game.play(action)
        game.leave()
    except Exception:
        return traceback.format_exc()
    finally:
        game.close()
    return ""


def shortest(make: Callable[[], Game], seed: int, actions: list[Action], seconds: float = 120.0) -> list[Action]:
    """Leave out of the actions what the failure does not need (delta debugging: Zeller and Hildebrandt, 2002)."""
    until = time.monotonic() + seconds
    size = max(1, len(actions) // 2)
    while time.monotonic() < until:
        start, shrunk = 0, False
        while start < len(actions) and time.monotonic() < until:
            fewer = actions[:start] + actions[start + size :]
            if fails(make, seed, fewer):
                actions, shrunk = fewer, True
            else:
                start += size
        if size == 1 and not shrunk:
            break
        size = max(1, size // 2)
    return actions


def run(events: int, seed: int, report: Path, tell: Callable[[str], None] = print) -> bool:
    """Play so many events, episode by episode; true if nothing went wrong."""
    began, played = time.monotonic(), 0
    with World() as folder:
        game = Game(folder)
        number = 0
        while played < events:
            chance = seed * 1_000_003 + number
            actions, why = episode(game, chance, min(EPISODE, events - played))
            played += len(actions)
            number += 1
            if why:
                _report(lambda: Game(folder), seed, chance, actions, why, report, tell)
                return False
            if number % 25 == 0:
                tell(f"{played} events, {played / (time.monotonic() - began):.0f} a second")
        game.close()
    tell(f"seed {seed}: {played} events in {time.monotonic() - began:.0f} s, nothing went wrong")
    return True


def _report(
    make: Callable[[], Game],
    seed: int,
    chance: int,
    actions: list[Action],
    why: str,
    report: Path,
    tell: Callable[[str], None],
) -> None:
    tell(why)
    if fails(make, chance, actions):
        actions = shortest(make, chance, actions)
        why = fails(make, chance, actions) or why
    else:
        tell("A fresh game does not fail over these events: what came before them matters.")
    report.write_text(json.dumps({"seed": chance, "actions": actions}, indent=1), encoding="utf-8")
    tell(why)
    for action in actions:
        tell(f"  {action}")
    tell(f"seed {seed}: failed; {len(actions)} events suffice: python -m tests.fuzz --replay {report}")


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Random events over all scenes.")
    parser.add_argument("--events", type=int, default=100_000, metavar="N", help="default 100000")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="default 0")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="play what a failure has left behind")
    parser.add_argument("--report", type=Path, default=Path("out/fuzz.json"), help="where to write a failure")
    options = parser.parse_args()
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    # Broken pictures are named in the log as often as they are dropped.
    logging.disable(logging.WARNING)
    if options.replay:
        kept = json.loads(options.replay.read_text(encoding="utf-8"))
        with World() as folder:
            why = fails(lambda: Game(folder), kept["seed"], [(kind, values) for kind, values in kept["actions"]])
        print(why or "Nothing goes wrong any more.")
        return 1 if why else 0
    options.report.parent.mkdir(parents=True, exist_ok=True)
    return 0 if run(options.events, options.seed, options.report, lambda words: print(words, flush=True)) else 1


if __name__ == "__main__":
    sys.exit(main())
