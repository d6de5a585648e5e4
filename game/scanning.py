"""One-switch scanning: the focus steps by itself, and any key or touch chooses what it stands on."""

from collections.abc import Callable

from game.pointer import Drop, Event, Key, Pointer


class Scanner:
    """Steps every so many seconds and turns every press into one of Enter; 0 seconds leave everything as it is."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        """`seconds` tells how long a step takes at the moment."""
        self._seconds = seconds
        self._waited = 0.0

    def update(self, dt: float) -> Key | None:
        """Let `dt` seconds pass; a step of the focus where its time has come."""
        if not self._seconds():
            return None
        self._waited += dt
        if self._waited < self._seconds():
            return None
        self._waited = 0.0
        return Key("tab")

    def hear(self, event: Event) -> Event | None:
        """What a scene is to hear instead of an event; None where it is nothing."""
        if not self._seconds() or isinstance(event, Drop):
            return event
        pressed = (isinstance(event, Pointer) and event.kind == "down") or (
            isinstance(event, Key) and event.pressed and not event.repeated
        )
        if not pressed:
            return None
        # What was chosen is looked at for a whole step before the focus goes on.
        self._waited = 0.0
        return Key("return")
