"""Moves between the scenes, and ends the visit when nobody is there."""

import math
from collections.abc import Mapping

import pygame
import pytweening

from game.pointer import Event, Key, Pointer, Wheel
from game.round import Round, stop_machines
from game.scene import Scene, SceneName, Stage
from game.ui import shapes
from game.ui.icons import icon
from game.ui.motion import Tween
from game.ui.theme import Theme

CROSSFADE = 0.35
"""Seconds in which one scene gives way to the next."""


class Director:
    """Holds the round and the scene that is on, and hands events, time and the screen to it.

    Fingers that are down when a scene ends are cancelled for it and unknown to the next scene until they are lifted.
    After `idle_seconds` without an event a warning counts down, then the visit and its data are gone.
    """

    def __init__(self, stage: Stage, scenes: Mapping[SceneName, Scene]) -> None:
        """Begin in *attract*; `scenes` has one scene for every name."""
        self.stage = stage
        self.scenes = scenes
        self.round = Round()
        self.scene = scenes["attract"]
        self.scene.enter(self.round)
        self._theme = Theme(stage.size)
        self._down: dict[int, Pointer] = {}
        self._unheard: set[int] = set()
        self._quiet_seconds = 0.0
        # Made once: fresh memory of this size costs milliseconds.
        self._snapshot = pygame.Surface(stage.size, depth=32)
        self._spare = pygame.Surface(stage.size, depth=32)
        self._veil = pygame.Surface(stage.size, depth=32)
        self._veil.fill((8, 8, 10))
        self._fade = Tween(0)

    @property
    def seconds_until_end(self) -> float | None:
        """What is left of the warning's countdown; None while there is no warning."""
        if self.scene.name == "attract" or self._quiet_seconds < self.stage.settings.idle_seconds:
            return None
        settings = self.stage.settings
        return max(0.0, settings.idle_seconds + settings.warning_seconds - self._quiet_seconds)

    def fade_from(self, picture: pygame.Surface) -> None:
        """Let what is on the screen give way to the scene, as one scene does to the next."""
        self._snapshot.blit(picture, (0, 0))
        self._begin_fade()

    def handle(self, event: Event) -> None:
        """Hand an event to the scene; the first touch or key of a warning only ends the warning."""
        if isinstance(event, Pointer) and not self._track(event):
            return
        warned = self.seconds_until_end is not None
        self._quiet_seconds = 0.0
        if warned and self._only_wakes(event):
            return
        self.scene.handle(event)

    def _only_wakes(self, event: Event) -> bool:
        """Whether an event under the warning is meant for the warning; what began before it still ends in the scene."""
        if isinstance(event, Pointer):
            if event.kind == "down":
                self._unheard.add(event.id)
                del self._down[event.id]
            return event.kind == "down"
        return isinstance(event, Wheel) or (isinstance(event, Key) and event.pressed)

    def _track(self, pointer: Pointer) -> bool:
        """Keep account of what is down; false for a pointer that this scene must not hear of."""
        if pointer.kind == "down":
            self._unheard.discard(pointer.id)
            self._down[pointer.id] = pointer
            return True
        if pointer.id in self._unheard:
            if pointer.kind != "move":
                self._unheard.discard(pointer.id)
            return False
        if pointer.kind != "move":
            self._down.pop(pointer.id, None)
        return True

    def update(self, dt: float) -> None:
        """Let `dt` seconds pass: in the studio, the scene, the crossfade and the watch for absent visitors."""
        self.stage.studio.poll()
        self._fade.advance(dt)
        self._quiet_seconds += dt
        following = self.scene.update(dt)
        if self.seconds_until_end == 0.0:
            following = "attract"
        if following is not None:
            self.go(following)

    def go(self, name: SceneName) -> None:
        """Leave the scene that is on for another; going to *attract* ends the visit and erases it."""
        self.draw(self._spare)
        self._snapshot, self._spare = self._spare, self._snapshot
        for pointer in self._down.values():
            cancel = Pointer("cancel", pointer.id, pointer.x, pointer.y, self.stage.clock(), device=pointer.device)
            self.scene.handle(cancel)
        self._unheard.update(self._down)
        self._down.clear()
        self.scene.exit()
        if name == "attract":
            stop_machines(self.round, self.stage.studio)
            self.round = Round()
        self._quiet_seconds = 0.0
        self.scene = self.scenes[name]
        self.scene.enter(self.round)
        self._begin_fade()

    def _begin_fade(self) -> None:
        self._fade = Tween(CROSSFADE, pytweening.easeOutQuad)
        # Something is to be seen of the next scene in the very frame of the touch.
        self._fade.advance(1 / 60)

    def recover(self) -> None:
        """Begin anew in *attract* after a fault, without asking the scene that was on for anything."""
        self._unheard.update(self._down)
        self._down.clear()
        self._fade.finish()
        stop_machines(self.round, self.stage.studio)
        self.round = Round()
        self.scene = self.scenes["attract"]
        self.scene.enter(self.round)

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the scene, what is left of the one before it, and the warning where one is due."""
        self.scene.draw(surface)
        left = self.seconds_until_end
        if left is not None:
            self._draw_warning(surface, left)
        if not self._fade.done:
            self._snapshot.set_alpha(round(255 * (1 - self._fade.value)))
            surface.blit(self._snapshot, (0, 0))

    def _draw_warning(self, surface: pygame.Surface, left: float) -> None:
        theme, settings = self._theme, self.stage.settings
        darkness = min(1.0, (settings.warning_seconds - left) / 0.4)
        self._veil.set_alpha(round(234 * darkness))
        surface.blit(self._veil, (0, 0))
        middle = theme.screen.center
        diameter, thickness = theme.px(300), theme.px(12)
        place = (middle[0] - diameter // 2, middle[1] - diameter // 2 - theme.px(60))
        surface.blit(shapes.ring(diameter, thickness, 1.0, theme.quiet, 0.25), place)
        part = math.ceil(left / settings.warning_seconds * 240) / 240
        surface.blit(shapes.ring(diameter, thickness, part, theme.accent), place)
        number = theme.line(str(math.ceil(left)), "display")
        surface.blit(number, number.get_rect(center=(middle[0], place[1] + diameter // 2)))
        width = theme.size[0] - 2 * theme.margin
        question = theme.fitted("Are you still there?", "title", width)
        surface.blit(question, question.get_rect(midtop=(middle[0], place[1] + diameter + theme.px(34))))
        answer = theme.fitted("Touch to go on", "label", width - theme.px(70), theme.quiet)
        row = answer.get_rect(midtop=(middle[0] + theme.px(30), place[1] + diameter + theme.px(150)))
        surface.blit(answer, row)
        side = theme.px(48)
        surface.blit(icon("touch", side, theme.quiet), (row.left - theme.px(62), row.centery - side // 2))
