"""Moves between the scenes, and ends the visit when nobody is there."""

import contextlib
import math
from collections.abc import Mapping
from typing import Literal

import pygame
import pytweening

from game import language
from game.access import Access
from game.backroom import Backroom
from game.caretaker import Caretaker
from game.door import Door
from game.language import _
from game.panels import Panels
from game.pin import Pin
from game.pointer import Event, Key, Pointer, Wheel
from game.round import Round, stop_machines
from game.scanning import Scanner
from game.scene import Scene, SceneName, Stage
from game.ui import shapes
from game.ui.icons import icon
from game.ui.motion import Tween
from game.ui.opening import FIRST
from game.ui.shapes import darken

MOST_PREPARING = 2.0
"""Seconds after which a scene is entered however far it has been prepared."""

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
        self.scenes = dict(scenes)
        self.panels = Panels(stage)
        self._looks = stage.access
        self._stale: set[SceneName] = set()
        language.use(stage.settings.language)
        self.round = Round()
        self.scene = scenes["attract"]
        self.scene.enter(self.round)
        self._down: dict[int, Pointer] = {}
        self._unheard: set[int] = set()
        self._quiet_seconds = 0.0
        self._counted: int | None = None
        # Made once: fresh memory of this size costs milliseconds.
        self._snapshot = pygame.Surface(stage.size, depth=32)
        self._shown = self._snapshot
        self._fade = Tween(0)
        self._scanner = Scanner(lambda: stage.settings.one_switch)
        self._leaving: SceneName | None = None
        self._left_for = 0.0
        self._entered_now = False
        self._backroom: Backroom[None] = Backroom()
        self.ended_by: Literal["visitor", "absent", "fault", "staff"] = "visitor"
        self._erased = False
        self.caretaker = Caretaker(stage)
        self.door = Door(stage, Pin(clock=lambda: stage.clock()))

    @property
    def idle_seconds(self) -> float:
        """Seconds without a touch after which the scene that is on takes the visitor for gone."""
        return self.stage.settings.idle_seconds * self.scene.patience

    @property
    def seconds_until_end(self) -> float | None:
        """What is left of the warning's countdown; None while there is no warning."""
        if self.scene.name == "attract" or self._quiet_seconds < self.idle_seconds:
            return None
        return max(0.0, self.idle_seconds + self.stage.settings.warning_seconds - self._quiet_seconds)

    @property
    def frames_per_second(self) -> int:
        """As many frames as what is seen needs now."""
        if not self._fade.done or self.door.is_open:
            return 60
        return 10 if self.caretaker.darkness > 0.5 else self.scene.frames_per_second

    def fade_from(self, picture: pygame.Surface) -> None:
        """Let what is on the screen give way to the scene, as one scene does to the next."""
        self._snapshot.blit(picture, (0, 0))
        self._begin_fade()

    def handle(self, event: Event) -> None:
        """Hand an event to the scene; the first touch or key of a warning only ends the warning."""
        known = not isinstance(event, Pointer) or self._track(event)
        if self.door.is_open:
            self.door.handle(event)
            return
        self.door.watch(event)
        if not known:
            return
        warned = self.seconds_until_end is not None
        self._quiet_seconds = 0.0
        if (warned and self._only_wakes(event)) or self._leaving is not None:
            return
        if isinstance(event, Pointer) and event.kind == "down" and self.scene.name != "draw":
            self.stage.sounds.play("press", event.x / self.stage.size[0])
        heard = self._scanner.hear(event)
        if heard is not None:
            self._hand_on(heard)

    def _hand_on(self, event: Event) -> None:
        """Let the panel that is open hear an event, or the scene."""
        if self.panels.open:
            self.panels.handle(event)
        else:
            self.scene.handle(event)
            self.panels.follow(isinstance(event, Key))
        if not self.panels.open and self.stage.access != self._looks:
            self._show_anew()

    def _show_anew(self) -> None:
        """Build the scene that is on anew, for the visitor changed how it is to look; the others when they come on."""
        self._looks = self.stage.access
        self._stale = set(self.scenes)
        self.go(self.scene.name)

    def _forget_visitor(self) -> None:
        """Speak and look again as the operator wants a visit to begin."""
        self.panels.close()
        language.use(self.stage.settings.language)
        self.stage.access = Access.of(self.stage.settings)
        if self.stage.access != self._looks:
            self._looks = self.stage.access
            self._stale = set(self.scenes)

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
        self._entered_now = False
        self._fade.advance(dt)
        if self._watch_door(dt):
            return
        self._quiet_seconds += dt
        self.caretaker.look(self.scene.name, self._quiet_seconds, dt)
        if self._fade.done and not self._erased:
            # The last picture of the scene before: of a visit, after it has ended.
            self._snapshot.fill((0, 0, 0))
            self._erased = True
        self._count_down()
        # In attract any press begins: there is nothing to step through.
        step = self._scanner.update(dt) if self.scene.name != "attract" or self.panels.open else None
        if step is not None:
            self._hand_on(step)
        following = self.scene.update(dt)
        absent = self.seconds_until_end == 0.0
        if absent:
            following = "attract"
        if self.scene.name == "attract" and self._quiet_seconds >= self.idle_seconds:
            self._leave_attract_as_it_was()
        if self._leaving is not None:
            self._follow_leaving(dt)
        elif following is not None:
            self.ended_by = "absent" if absent else "visitor"
            self._leave_for(following)

    def _leave_for(self, name: SceneName) -> None:
        """Go at once, or, where the next scene needs time to be prepared, as soon as it is."""
        work = None if name in self._stale else self.scenes[name].prepare(self.round)
        if work is None:
            self.go(name)
            return
        self._leaving, self._left_for = name, 1 / 60
        self._backroom.keep(set())
        self._backroom.ask("next scene", work)

    def _follow_leaving(self, dt: float) -> None:
        self._left_for += dt
        self._backroom.poll()
        ready = "next scene" in self._backroom.ready or self._backroom.failed("next scene")
        if self._leaving is not None and (ready or self._left_for > MOST_PREPARING):
            self.go(self._leaving)

    def _leave_attract_as_it_was(self) -> None:
        """Somebody chose a language or a look and walked away without beginning."""
        self._forget_visitor()
        if "attract" in self._stale:
            self.go("attract")

    def _watch_door(self, dt: float) -> bool:
        """Whether the staff's door stands open, and the scene behind it has to wait."""
        was_open = self.door.is_open
        self.door.update(dt)
        if self.door.is_open and not was_open:
            self._let_go()
        if self.door.take_passed():
            self.ended_by = "staff"
            self.go("staff")
        if was_open and not self.door.is_open:
            # What is still down has pressed the door's keys and nothing else.
            self._unheard.update(self._down)
            self._down.clear()
            self._quiet_seconds = 0.0
        return self.door.is_open

    def _count_down(self) -> None:
        """Let each second of the warning be heard."""
        left = self.seconds_until_end
        second = None if left is None else math.ceil(left)
        if second is not None and second != self._counted:
            self.stage.sounds.play("countdown")
        self._counted = second

    def go(self, name: SceneName) -> None:
        """Leave the scene that is on for another; going to *attract* ends the visit and erases it."""
        # What was shown last is copied, not drawn once more: that would make this frame twice as long.
        self._snapshot.blit(self._shown, (0, 0))
        if self._leaving is None:
            # The touch is answered in its own frame, though nothing is drawn yet of the scene that is entered.
            darken(self._snapshot, FIRST)
        self._leaving = None
        self._entered_now = True
        self._let_go()
        self.scene.exit()
        if name == "staff" or (name == "attract" and self.scene.name != "attract"):
            stop_machines(self.round, self.stage.studio)
            self.round = Round()
            self._forget_visitor()
        self._quiet_seconds = 0.0
        self._put_on(name)
        self._begin_fade()

    def _put_on(self, name: SceneName) -> None:
        if name in self._stale:
            self._stale.discard(name)
            self.scenes[name] = self.scenes[name].anew()
        self.scene = self.scenes[name]
        self.scene.enter(self.round)

    def _let_go(self) -> None:
        """Cancel for the scene whatever is down."""
        for pointer in self._down.values():
            cancel = Pointer("cancel", pointer.id, pointer.x, pointer.y, self.stage.clock(), device=pointer.device)
            self.scene.handle(cancel)
        self._unheard.update(self._down)
        self._down.clear()

    def _begin_fade(self) -> None:
        self._erased = False
        self._fade = Tween(self.stage.access.moving(CROSSFADE), pytweening.easeOutQuad)

    def recover(self) -> None:
        """Begin anew in *attract* after a fault, whatever the scene that was on does."""
        self._unheard.update(self._down)
        self._down.clear()
        self._fade.finish()
        self._leaving = None
        self.ended_by = "fault"
        with contextlib.suppress(Exception):
            self.scene.exit()
        self.door.close()
        stop_machines(self.round, self.stage.studio)
        self.round = Round()
        self._forget_visitor()
        self._put_on("attract")

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the scene, what is left of the one before it, and the warning where one is due."""
        if self._entered_now:
            # Entering and the first picture of a scene have a frame each.
            self._snapshot.set_alpha(None)
            surface.blit(self._snapshot, (0, 0))
            return
        self._shown = surface
        self.scene.draw(surface)
        if self.panels.open:
            self.panels.draw(surface)
        left = self.seconds_until_end
        if left is not None:
            self._draw_warning(surface, left)
        if self._leaving is not None:
            # The touch is answered in its own frame, whatever the next scene has to prepare.
            darken(surface, min(0.35, FIRST + self._left_for))
        if not self._fade.done:
            self._snapshot.set_alpha(round(255 * (1 - self._fade.value)))
            surface.blit(self._snapshot, (0, 0))
        self.caretaker.draw(surface)
        if self.door.is_open:
            self.door.draw(surface)

    def _draw_warning(self, surface: pygame.Surface, left: float) -> None:
        theme, settings = self.stage.theme, self.stage.settings
        darkness = min(1.0, (settings.warning_seconds - left) / 0.4)
        darken(surface, 0.92 * darkness)
        middle = theme.screen.center
        diameter, thickness = theme.px(300), theme.px(12)
        place = (middle[0] - diameter // 2, middle[1] - diameter // 2 - theme.px(60))
        surface.blit(shapes.ring(diameter, thickness, 1.0, theme.quiet, 0.25), place)
        part = math.ceil(left / settings.warning_seconds * 240) / 240
        surface.blit(shapes.ring(diameter, thickness, part, theme.accent), place)
        number = theme.line(str(math.ceil(left)), "display")
        surface.blit(number, number.get_rect(center=(middle[0], place[1] + diameter // 2)))
        width = theme.size[0] - 2 * theme.margin
        question = theme.fitted(_("Are you still there?"), "title", width)
        surface.blit(question, question.get_rect(midtop=(middle[0], place[1] + diameter + theme.px(34))))
        answer = theme.fitted(_("Touch to go on"), "label", width - theme.px(70), theme.quiet)
        row = answer.get_rect(midtop=(middle[0] + theme.px(30), place[1] + diameter + theme.px(150)))
        surface.blit(answer, row)
        side = theme.px(48)
        surface.blit(icon("touch", side, theme.quiet), (row.left - theme.px(62), row.centery - side // 2))
