"""The contract that every scene keeps."""

import random
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

import pygame

from game.access import Access
from game.pointer import Event
from game.settings import Settings, default_file
from game.ui.sound import Sounds, silent
from game.ui.theme import Theme

if TYPE_CHECKING:
    from game.collection import Collection
    from game.round import Round
    from game.studio import Studio

SceneName = Literal["attract", "pick", "draw", "wait", "reveal", "staff"]

Asked = Literal["", "language", "access"]


@dataclass
class Stage:
    """What is handed to every scene, so that a whole visit runs without a display, a clock or a worker."""

    size: tuple[int, int]
    settings: Settings
    collection: "Collection"
    studio: "Studio"
    clock: Callable[[], float]
    random: random.Random
    sounds: Sounds = field(default_factory=silent)
    settings_file: Path = field(default_factory=default_file)
    end: Callable[[int], None] = lambda status: None
    """Ends the game with an exit status; only the staff's pages may ask for it."""
    access: Access = field(init=False)
    asked: Asked = ""
    """The panel that the visitor asks the director for."""

    def __post_init__(self) -> None:
        """Begin as the operator wants it."""
        self.access = Access.of(self.settings)

    @property
    def theme(self) -> Theme:
        """The look for this window and this visitor, before a style has been picked."""
        return Theme(self.size, access=self.access)


class Scene(ABC):
    """One scene. The director calls `enter`, then per frame `handle`, `update` and `draw`, at last `exit`."""

    name: ClassVar[SceneName]

    patience: ClassVar[float] = 1.0
    """After so many times `idle_seconds` without a touch nobody is there: more where one may just think or watch."""

    def __init__(self, stage: Stage) -> None:
        """Prepare what lasts longer than one visit; a scene object is entered many times."""
        self.stage = stage

    @property
    def frames_per_second(self) -> int:
        """As many frames as its motion needs now."""
        return 60

    def anew(self) -> "Scene":
        """The same scene, built anew for what `stage.access` has become."""
        return type(self)(self.stage)

    def prepare(self, round: "Round") -> Callable[[], None] | None:
        """What of entering would hold up a frame, to be done before, in a thread beside the game; None for nothing.

        It may not touch what is on the screen, and `enter` must do without it.
        """
        return None

    @abstractmethod
    def enter(self, round: "Round") -> None:
        """Begin, with the round so far. Everything of an earlier visit must be gone after this."""

    @abstractmethod
    def handle(self, event: Event) -> None:
        """Take one event. Pointers come as a well-formed stream: down, moves, then up or cancel."""

    @abstractmethod
    def update(self, dt: float) -> SceneName | None:
        """Let `dt` seconds pass; name the scene to go to, or None to stay."""

    @abstractmethod
    def draw(self, surface: pygame.Surface) -> None:
        """Draw the scene. Changes no state: at the same state and time it draws the same picture."""

    def raw(self, events: Sequence[pygame.event.Event]) -> None:  # noqa: B027 - most scenes have no use for it
        """What pygame reported in this frame, for the staff's touch test; scenes for visitors never look at it."""

    @abstractmethod
    def exit(self) -> None:
        """Leave: let go of what this visit held."""
