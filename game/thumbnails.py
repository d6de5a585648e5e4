"""The small pictures of a gallery: those of cards, and those of files, which only the worker decodes."""

from collections.abc import Hashable
from pathlib import Path
from typing import TYPE_CHECKING

from game.backroom import Backroom
from game.collection import Card
from game.ui.frame import Framed, framed
from game.ui.shapes import surface_of
from game.ui.theme import Theme

if TYPE_CHECKING:
    from game.studio import Job, Studio

MOST_JOBS = 3
"""So many files are opened at a time."""

MOST_KEPT = 24
"""So many framed thumbnails are kept, or as many as are in sight: each takes about a megabyte."""


class _Wanted:
    """What was wanted last, and when, counted in wishes."""

    def __init__(self) -> None:
        self._wishes = 0
        self._keys: dict[Hashable, int] = {}

    def add(self, key: Hashable) -> list[Hashable]:
        """Want a key; what has not been wanted for longest is dropped and comes back."""
        self._wishes += 1
        self._keys.pop(key, None)
        self._keys[key] = self._wishes
        # What is in sight is wanted every frame: its turn comes at least once in so many wishes.
        long_ago = self._wishes - 2 * len(self._keys)
        dropped = [old for old in list(self._keys)[: max(0, len(self._keys) - MOST_KEPT)] if self._keys[old] < long_ago]
        for old in dropped:
            del self._keys[old]
        return dropped

    def all(self) -> set[Hashable]:
        """What was not dropped."""
        return set(self._keys)


class CardThumbnails:
    """Thumbnails of cards; the key is the card."""

    def __init__(self, theme: Theme) -> None:
        """Show cards in the look of `theme`."""
        self._theme = theme
        self._backroom: Backroom[Framed] = Backroom()
        self._wanted = _Wanted()

    def want(self, key: Hashable, size: tuple[int, int]) -> None:
        """Frame a card's thumbnail in the back room."""
        if isinstance(key, Card):
            self._backroom.ask(key, lambda: framed(surface_of(key.thumbnail()), size, self._theme, mat=False))
            if self._wanted.add(key):
                self._backroom.keep(self._wanted.all())
        self._backroom.poll()

    def get(self, key: Hashable) -> Framed | None:
        """The framed thumbnail, once it is ready."""
        return self._backroom.ready.get(key)


class FileThumbnails:
    """Thumbnails of files, by their paths; decoded by the worker, because files from outside may be anything."""

    def __init__(self, theme: Theme, studio: "Studio") -> None:
        """Show what the studio opens."""
        self._theme, self._studio = theme, studio
        self._jobs: dict[Hashable, Job] = {}
        self._ready: dict[Hashable, Framed] = {}
        self._wanted = _Wanted()

    def want(self, key: Hashable, size: tuple[int, int]) -> None:
        """Have a file opened, as soon as fewer than `MOST_JOBS` others are."""
        for old in self._wanted.add(key):
            self._drop(old)
        job = self._jobs.get(key)
        if job is None:
            if sum(not other.finished for other in self._jobs.values()) < MOST_JOBS:
                self._jobs[key] = self._studio.open(Path(str(key)), longest=max(size))
        elif key not in self._ready and job.picture is not None:
            self._ready[key] = framed(surface_of(job.picture), size, self._theme, mat=False)

    def get(self, key: Hashable) -> Framed | None:
        """The framed thumbnail, once it is ready."""
        return self._ready.get(key)

    def _drop(self, key: Hashable) -> None:
        job = self._jobs.get(key)
        if job is not None and not job.finished:
            self._studio.cancel(job)
        # What could not be opened is remembered: it would not open the next time either.
        if job is not None and job.state != "failed":
            del self._jobs[key]
            self._ready.pop(key, None)

    def close(self) -> None:
        """Cancel what is not open yet."""
        for job in self._jobs.values():
            if not job.finished:
                self._studio.cancel(job)
