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


class CardThumbnails:
    """Thumbnails of cards; the key is the card."""

    def __init__(self, theme: Theme) -> None:
        """Show cards in the look of `theme`."""
        self._theme = theme
        self._backroom: Backroom[Framed] = Backroom()

    def want(self, key: Hashable, size: tuple[int, int]) -> None:
        """Frame a card's thumbnail in the back room."""
        if isinstance(key, Card):
            self._backroom.ask(key, lambda: framed(surface_of(key.thumbnail()), size, self._theme, mat=False))
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

    def want(self, key: Hashable, size: tuple[int, int]) -> None:
        """Have a file opened, as soon as fewer than `MOST_JOBS` others are."""
        job = self._jobs.get(key)
        if job is None:
            if sum(not other.finished for other in self._jobs.values()) < MOST_JOBS:
                self._jobs[key] = self._studio.open(Path(str(key)), longest=max(size))
        elif key not in self._ready and job.picture is not None:
            self._ready[key] = framed(surface_of(job.picture), size, self._theme, mat=False)

    def get(self, key: Hashable) -> Framed | None:
        """The framed thumbnail, once it is ready."""
        return self._ready.get(key)

    def close(self) -> None:
        """Cancel what is not open yet."""
        for job in self._jobs.values():
            if not job.finished:
                self._studio.cancel(job)
