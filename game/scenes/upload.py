"""The chooser for a visitor's own picture: the upload folder and what is plugged in, as a gallery."""

from collections.abc import Callable, Hashable
from functools import partial
from pathlib import Path

import pygame

from game.backroom import Backroom
from game.language import N_, _
from game.pointer import Event
from game.scene import Stage
from game.thumbnails import FileThumbnails
from game.ui.gallery import Gallery, Item
from game.ui.theme import Theme
from game.uploads import Listing, list_folder, plugged_in, upload_folder

_NOTHING = N_(
    "There are no pictures here. Put some into this folder, plug in a memory stick, or drop a file on this window."
)


class UploadGallery:
    """Shows folders and pictures; a visitor can go down into folders, but not up out of where it starts."""

    def __init__(
        self,
        theme: Theme,
        background: pygame.Surface,
        layer: pygame.Surface,
        stage: Stage,
        chosen: Callable[[Path], None],
        closed: Callable[[], None],
    ) -> None:
        """Open it at the upload folder, with memory sticks beside it; `chosen` gets the picture file.

        For `background` and `layer` see `Gallery`.
        """
        self._top = upload_folder(stage.settings)
        self._sticks = plugged_in()
        self._thumbnails = FileThumbnails(theme, stage.studio)
        self._gallery = Gallery(
            theme, background, layer, N_("Choose your picture"), self._thumbnails, self._tap, closed
        )
        self._listings: Backroom[Listing] = Backroom()
        self._trail: list[Path] = []
        self._chosen = chosen
        self._go(self._top)

    @property
    def folder(self) -> Path:
        """The folder that is shown."""
        return self._trail[-1]

    def close(self) -> None:
        """Cancel the thumbnails that are on their way."""
        self._thumbnails.close()

    def handle(self, event: Event) -> None:
        """Hand an event to the gallery."""
        self._gallery.handle(event)

    def update(self, dt: float) -> None:
        """Show the folder as soon as it has been read."""
        self._listings.poll()
        listing = self._listings.ready.pop(self.folder, None)
        if listing is not None:
            self._gallery.fill(self._items(listing))
            self._gallery.note = _NOTHING
        self._gallery.update(dt)

    @property
    def covers(self) -> bool:
        """Whether nothing has to be drawn of the scene below."""
        return self._gallery.covers

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the gallery."""
        self._gallery.draw(surface)

    def _items(self, listing: Listing) -> list[Item]:
        items = []
        if len(self._trail) > 1:
            items.append(Item(None, lambda: _("Back"), "back"))
        else:
            items.extend(Item(stick, partial(str, stick.name or stick), "folder") for stick in self._sticks)
        items.extend(Item(folder, partial(str, folder.name), "folder") for folder in listing.folders)
        items.extend(Item(file, partial(str, file.name)) for file in listing.files)
        self._folders = {*self._sticks, *listing.folders}
        return items

    def _tap(self, key: Hashable) -> None:
        if key is None:
            self._trail.pop()
            self._go(self._trail.pop())
        elif isinstance(key, Path) and key in self._folders:
            self._go(key)
        elif isinstance(key, Path):
            self._chosen(key)

    def _go(self, folder: Path) -> None:
        self._trail.append(folder)
        self._gallery.note = ""
        self._gallery.fill(())
        self._listings.ask(folder, lambda: list_folder(folder))
