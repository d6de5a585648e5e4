"""How far the machines can be trusted: growing pauses, then the fast method only, then drawing without machines."""

from collections.abc import Callable
from typing import Literal

from game.jobs import JobKind
from game.language import N_

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 30.0
"""Seconds before a dead worker is replaced: the first time, and at most, doubling in between."""

FAST_ONLY_AFTER, NOTHING_AFTER = 4, 7
"""So many deaths of the worker in a row, with nothing done in between, lead one step down."""

MOST_GIVEN_UP = 2
"""So many classic pictures given up in a row lead to the fast method only."""

REST = 600.0
"""Seconds after which the classic method is tried again."""

Level = Literal["all", "fast", "nothing"]


class Ladder:
    """Counts what went wrong and right; `level` tells what may be asked of the worker now."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Begin at the top."""
        self._clock = clock
        self._deaths = 0
        self._given_up = 0
        self._rests_until = -REST

    @property
    def level(self) -> Level:
        """What the worker can be asked for: everything, all but the classic method, or nothing."""
        if self._deaths >= NOTHING_AFTER:
            return "nothing"
        return "fast" if self._clock() < self._rests_until else "all"

    @property
    def pause(self) -> float:
        """Seconds to wait before the next worker is started."""
        return min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** max(0, self._deaths - 1))

    def died(self) -> None:
        """The worker died, hung or grew too large."""
        self._deaths += 1
        if self._deaths >= FAST_ONLY_AFTER:
            self._rests_until = self._clock() + REST

    def ready(self) -> None:
        """A worker has loaded its networks. After the last step down it may show what it can do."""
        self._deaths = min(self._deaths, NOTHING_AFTER - 1)

    def done(self, kind: JobKind) -> None:
        """A job of this kind was done."""
        self._deaths = 0
        if kind == "classic":
            self._given_up = 0

    def gave_up(self, kind: JobKind) -> None:
        """A job of this kind was given up because the worker died over it."""
        if kind == "classic":
            self._given_up += 1
            if self._given_up >= MOST_GIVEN_UP:
                self._given_up = 0
                self._rests_until = self._clock() + REST

    def refusal(self, kind: JobKind) -> str:
        """Why a job of this kind cannot be done now, in one honest sentence; empty where it can."""
        if self.level == "nothing":
            if kind == "open":
                return N_("Pictures cannot be opened just now. Please draw one instead.")
            return N_("The machines are out of order today. Your drawing counts all the same.")
        if self.level == "fast" and kind == "classic":
            return N_("The classic method needs a rest. The fast network still paints.")
        return ""

    @property
    def words(self) -> str:
        """One plain sentence on why the worker is away."""
        if self._deaths >= FAST_ONLY_AFTER:
            return N_("The machines stop again and again; please tell a member of staff.")
        return N_("The machines take a short break.")
