"""What `bench frames` measures: the work of every frame of a whole visit, scene by scene and from scene to scene.

Both networks compute all the while. What a visitor would do is done by posted events; only the changes of scene are
asked for directly, so that each can be measured several times without waiting for the machines.
"""

import math
import time
from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pygame

from game.app import App, Window
from game.commands.figures import Figures
from game.director import CROSSFADE
from game.round import DUELS, Round, stop_machines
from game.scene import SceneName
from game.scenes.compare import ComparePage
from game.scenes.draw import Draw
from game.scenes.pick import Pick
from game.scenes.reveal import Reveal
from game.scenes.strength import StrengthPage
from game.settings import Settings
from game.studio import Job
from game.ui.page import Page
from models.messages import Method

EXPENSIVE = (4, 0)
"""The brushes, by their place, that cost most: the watercolour wash and the oil brush with grain and relief."""

REACH = 12
"""Frames that a hand takes from a brush to the canvas."""

P = TypeVar("P", bound=Page)

TURNS = 10
"""How often every change of scene is measured: each has some 230 frames then, and 99 % are all but two."""

BUDGET = 1000 / 60

CONSTANT = 0.007
"""Seconds of work, the same in every frame, that show what the machine alone does to a frame."""

PATIENCE = 60 * 300
"""Frames after which the machines are not waited for any longer."""


def bench_frames(size: tuple[int, int] = (1920, 1080)) -> Figures:
    """The figures of one tour: for each scene, page and change of scene; beside frames of constant work."""
    # The round's own picture is small, so that no scene has to wait long; what computes beside it is not.
    app = App(Settings(idle_seconds=3600, classic_size=256), Window(size, windowed=True), seed=1)
    app.open()
    try:
        tour = Tour(app)
        tour.go_round()
    finally:
        app.close()
    figures = {f"frames {name}": frame_figures(times) for name, times in tour.times.items()}
    everything = [time for name, times in tour.times.items() if "reference" not in name for time in times]
    return {**figures, "frames all": frame_figures(everything)}


def bench_painting(size: tuple[int, int] = (1920, 1080)) -> Figures:
    """How long the classic method takes for 512 pixels while five fingers paint, and what that costs the frames."""
    app = App(Settings(), Window(size, windowed=True), seed=1)
    app.open()
    try:
        return {"classic 512 while painting": Tour(app).paint_beside_classic()}
    finally:
        app.close()


def frame_figures(times: list[float]) -> dict[str, float]:
    """Median, 99th percentile and the share within a frame's time, of times in milliseconds."""
    p50, p99 = np.percentile(times, [50, 99])
    within = 100 * sum(time <= BUDGET for time in times) / len(times)
    return {"p50_ms": round(float(p50), 2), "p99_ms": round(float(p99), 2), "within_16.7_ms_percent": round(within, 2)}


class Tour:
    """One visit after the other; `times` has the milliseconds of work of each frame under what was on."""

    def __init__(self, app: App) -> None:
        """Begin in *attract*, as soon as the networks are loaded."""
        self.app = app
        self.times: dict[str, list[float]] = defaultdict(list)
        self._visit = Round()
        while not app.stage.studio.ready:
            app.frame()
        cards = app.stage.collection
        self._pair = (cards.contents[0].picture(1024), cards.styles[0].picture(1024))
        self._load = [self._compute("fast"), self._compute("classic")]

    def go_round(self) -> None:
        """Every scene with all that can be done in it, then the changes of scene again and again."""
        self._constant_work()
        self._attract()
        self._pick()
        self._draw()
        self._wait()
        self._reveal()
        for _ in range(TURNS - 1):
            for name in ("attract", "pick", "draw", "pick", "draw", "wait", "reveal"):
                self.go(name)

    def paint_beside_classic(self) -> dict[str, float]:
        """The worker makes one picture and nothing else, as in a visit; figures of both sides."""
        studio, name = self.app.stage.studio, "draw, classic alone"
        self.go("pick")
        self.go("draw")
        scene = self.app.director.scene
        assert isinstance(scene, Draw)
        stop_machines(self.app.director.round, studio)
        for _, job in self._load:
            studio.cancel(job)
        self._load = []
        _, classic = self._compute("classic")
        for number in range(PATIENCE):
            self._post_fingers(scene, number)
            self.frame(name)
            if classic.finished:
                break
        if classic.state != "done":
            raise RuntimeError("The classic method did not come to an end.")
        return {"seconds": round(classic.seconds, 2), **frame_figures(self.times[name])}

    def _compute(self, method: Method) -> tuple[Method, Job]:
        content, style = self._pair
        return method, self.app.stage.studio.stylise(method, content, style, size=512)

    def frame(self, name: str) -> None:
        """One frame, counted under `name`."""
        self._keep_computing(name)
        scene = self.app.director.scene.name
        self.app.frame()
        self.times[name].append(self.app.frame_times[scene][-1])

    def _keep_computing(self, name: str) -> None:
        """Both methods compute: the round's own pictures, and before and after these others that nobody sees."""
        round = self.app.director.round
        for index, (method, job) in enumerate(self._load):
            own = round.fast_job if method == "fast" else round.classic_job
            if own is not None and not own.finished:
                self.app.stage.studio.cancel(job)
            elif job.finished and (method == "classic" or len(self.times[name]) % 60 == 0):
                # The worker does fast pictures first: one a second, or the classic one would never be done.
                self._load[index] = self._compute(method)

    def _frames(self, name: str, count: int, each: Callable[[int], None] | None = None) -> None:
        for number in range(count):
            if each is not None:
                each(number)
            self.frame(name)

    def go(self, name: SceneName) -> None:
        """Change the scene; what was made stays, whatever the way."""
        director = self.app.director
        before = director.scene.name
        label = f"{before} to {name}"
        scene, update = director.scene, director.scene.update
        # For one frame the scene asks for the change, whatever it would do by itself.
        scene.update = lambda dt: (update(dt), name)[1]  # type: ignore[method-assign]
        self.frame(label)
        del scene.update
        while director.scene.name != name:
            # Some scenes are prepared beside the game before they are entered.
            self.frame(label)
        self._frames(label, math.ceil(CROSSFADE * 60))
        if name == "pick" and self._visit.classic_job is not None:
            made = self._visit
            director.round.fast_job, director.round.classic_job = made.fast_job, made.classic_job
            director.round.content, director.round.style = made.content, made.style
            director.round.content_picture, director.round.style_picture = made.content_picture, made.style_picture
            director.round.drawing, director.round.painter = made.drawing, made.painter

    def _click(self, rect: pygame.Rect, name: str) -> None:
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            pygame.event.post(pygame.event.Event(kind, pos=rect.center, button=1, touch=False))
            self.frame(name)

    def finger(self, kind: int, x: float, y: float, number: int = 0) -> None:
        """Post what a touch screen reports of one finger at a pixel of the window."""
        width, height = self.app.size
        x, y = x / width, y / height
        pygame.event.post(
            pygame.event.Event(kind, touch_id=1, finger_id=number, x=x, y=y, dx=0.0, dy=0.0, pressure=0.0)
        )

    def _drag(self, rect: pygame.Rect, name: str, frames: int, upright: bool = False) -> None:
        """A finger that goes to and fro over a widget; `upright` for what scrolls."""
        for number in range(frames):
            kind = pygame.FINGERDOWN if number == 0 else pygame.FINGERMOTION
            swing = 0.5 + 0.45 * math.sin(number / 9)
            x, y = (0.5, swing) if upright else (swing, 0.5)
            self.finger(kind, rect.left + x * rect.width, rect.top + y * rect.height)
            self.frame(name)
        self.finger(pygame.FINGERUP, *rect.center)
        self.frame(name)

    def _constant_work(self) -> None:
        """Frames of nothing but so many copies of one picture: what is late here no program could help."""
        name = "reference: constant work"
        source, target = (pygame.Surface(self.app.size, depth=32) for _ in range(2))

        def seconds(copies: int) -> float:
            began = time.perf_counter()
            for _ in range(copies):
                target.blit(source, (0, 0))
            return time.perf_counter() - began

        copies = max(1, round(CONSTANT / min(seconds(1) for _ in range(30))))
        for _ in range(600):
            self._keep_computing(name)
            self.app.stage.studio.poll()
            taken = seconds(copies)
            self.times[name].append(1000 * taken)
            time.sleep(max(0.0, BUDGET / 1000 - taken))

    def _attract(self) -> None:
        self._frames("attract", 600)
        self.go("pick")

    def _pick(self) -> None:
        scene = self.app.director.scene
        assert isinstance(scene, Pick)
        self._frames("pick", 180)
        reel = next(iter(scene._places.reel.values()))
        for _ in range(2):
            self._click(reel, "pick")
            self._frames("pick", 120)
        self._click(next(iter(scene._places.choose.values())), "pick gallery")
        self._frames("pick gallery", 30)
        self._drag(pygame.Rect((0, 0), self.app.size).inflate(-200, -400), "pick gallery", 90, upright=True)
        self._key(pygame.K_ESCAPE, "pick gallery")
        self.go("draw")

    def _draw(self) -> None:
        scene = self.app.director.scene
        assert isinstance(scene, Draw)
        self._frames("reference: draw, nothing painted", 120)
        self._frames("draw, five fingers painting", 900, lambda number: self._post_fingers(scene, number))
        round = self.app.director.round
        round.painter, round.drawing = scene.easel.painter, scene.easel.painter.picture()
        self.go("wait")

    def _post_fingers(self, scene: Draw, frame: int) -> None:
        """Five fingers that draw round each other, a new stroke every two seconds, each after a touch of its brush."""
        canvas, step = scene.easel.rect, frame % 120
        if step == 0:
            scene.toolbox.brushes[EXPENSIVE[frame // 120 % 2]].press()
        if step < REACH:
            return
        kind = pygame.FINGERDOWN if step == REACH else pygame.FINGERUP if step == 119 else pygame.FINGERMOTION
        for finger in range(5):
            turn = frame * 0.03 + finger * 1.25
            x = canvas.centerx + canvas.width * 0.4 * math.cos(turn) * math.sin(frame * 0.011 + finger)
            self.finger(kind, x, canvas.centery + canvas.height * 0.4 * math.sin(turn), finger)

    def _wait(self) -> None:
        round = self.app.director.round
        for _ in range(PATIENCE):
            if self.app.director.scene.name != "wait":
                break
            self.frame("wait")
        else:
            raise RuntimeError("The machines did not come to an end.")
        self._visit = Round(**vars(round))

    def _reveal(self) -> None:
        scene = self.app.director.scene
        assert isinstance(scene, Reveal)
        while not scene._premiere.done:
            self.frame("reveal premiere")
        while not scene.finished:
            self.frame("reveal")
        self._frames("reveal", 320)
        for duel in DUELS:
            self._click(scene._cards[DUELS.index(duel)].rect, "reveal")
            self._frames("reveal", 30)
        self._click(scene._compare.rect, "reveal compare")
        self._frames("reveal compare", 20)
        self._drag(_page(scene, ComparePage).divider.rect, "reveal compare", 120)
        self._key(pygame.K_ESCAPE, "reveal compare")
        self._click(scene._strength.rect, "reveal strength")
        self._frames("reveal strength", 20)
        self._drag(_page(scene, StrengthPage).slider.rect, "reveal strength", 240)
        self._key(pygame.K_ESCAPE, "reveal strength")
        self._click(scene._how.rect, "reveal how")
        self._frames("reveal how", 120)
        self._key(pygame.K_ESCAPE, "reveal how")

    def _key(self, key: int, name: str) -> None:
        for kind in (pygame.KEYDOWN, pygame.KEYUP):
            pygame.event.post(pygame.event.Event(kind, key=key, mod=0, unicode="", scancode=0))
            self.frame(name)


def _page(scene: Reveal, kind: type[P]) -> P:
    assert isinstance(scene._page, kind), "the page was opened"
    return scene._page
