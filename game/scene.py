"""The contract that every scene keeps."""

import random
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

import pygame

from game.pointer import Event
from game.settings import Settings

if TYPE_CHECKING:
    from game.collection import Collection
    from game.round import Round
    from game.studio import Studio

SceneName = Literal["attract", "pick", "draw", "wait", "reveal"]


@dataclass
class Stage:
    """What is handed to every scene, so that a whole visit runs without a display, a clock or a worker."""

    size: tuple[int, int]
    settings: Settings
    collection: "Collection"
    studio: "Studio"
    clock: Callable[[], float]
    random: random.Random


class Scene(ABC):
    """One scene. The director calls `enter`, then per frame `handle`, `update` and `draw`, at last `exit`."""

    name: ClassVar[SceneName]

    def __init__(self, stage: Stage) -> None:
        """Prepare what lasts longer than one visit; a scene object is entered many times."""
        self.stage = stage

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

    @abstractmethod
    def exit(self) -> None:
        """Leave: let go of what this visit held."""
