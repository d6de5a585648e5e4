"""Every scene and every page of a visit, one after the other, as a visitor would see them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pygame

from game.director import Director
from game.made import Made
from game.panels import Panels
from game.pointer import Pointer
from game.round import Round
from game.scene import Stage
from game.scenes.attract import Attract
from game.scenes.draw import Draw
from game.scenes.pick import Pick
from game.scenes.postcard_page import Postcard, PostcardPage
from game.scenes.reveal import Reveal
from game.scenes.wait import Wait
from game.ui.page import Page
from game.ui.widgets import Controls, Widget


@dataclass(frozen=True)
class Sight:
    """One thing to look at: what draws it, and what can be touched on it."""

    name: str
    draw: Callable[[pygame.Surface], None]
    controls: Controls | None = None
    beyond: tuple[type[Widget], ...] = field(default=())

    @property
    def widgets(self) -> list[Widget]:
        return [] if self.controls is None else [w for w in self.controls.widgets if w.active and w.focusable]


def tour(stage: Stage, folder: Path) -> Iterator[Sight]:
    """All sights at one size; each is good until the next one is asked for."""
    uploads = folder / "uploads"
    uploads.mkdir(exist_ok=True)
    stage.settings = stage.settings.model_copy(update={"upload_folder": str(uploads)})
    attract = Attract(stage, Made(folder))
    attract.enter(Round())
    for number in range(3):
        attract._number = number
        attract._ask()
        attract._exhibits.settle()
        attract.update(0.1)
        yield Sight(f"attract {number}", attract.draw, attract._controls)

    round = Round()
    pick = Pick(stage)
    pick.enter(round)
    pick.update(0.1)
    pick._frames.settle()
    for _ in range(100):
        pick.update(0.1)
    yield Sight("pick", pick.draw, pick._controls)
    pick._start_machines()
    pick.update(0.1)
    yield Sight("pick with machines", pick.draw, pick._controls)
    pick._open_gallery("style")
    for _ in range(10):
        pick.update(0.1)
    assert pick._gallery is not None
    yield Sight("gallery", pick.draw, pick._gallery._controls)
    pick._close_overlay()
    pick._open_uploads()
    assert pick._uploads is not None
    pick._uploads._listings.settle()
    for _ in range(2):
        pick.update(1.0)
    yield Sight("upload", pick.draw, pick._uploads._gallery._controls)
    pick.exit()

    draw = Draw(stage)
    draw.enter(round)
    draw.update(0.1)
    yield Sight("draw", draw.draw, draw._controls)
    draw._open_drawer()
    draw.update(0.1)
    yield Sight("drawer", draw.draw, draw.drawer._controls)
    draw.drawer.open = False
    draw._look(0)
    yield Sight("closer look", draw.draw, draw.closer._controls)
    draw.closer.close()
    at = draw.easel.rect.center
    for kind in ("down", "move", "up"):
        draw.handle(Pointer(kind, 1, *at, 0.0))
    draw.exit()

    wait = Wait(stage)
    wait.enter(round)
    stage.studio.poll()
    wait._frames.settle()
    wait.update(0.1)
    yield Sight("wait", wait.draw, wait._controls)
    for _ in range(200):
        stage.studio.poll()
        wait._scaled.settle()
        wait.update(0.1)
    yield Sight("wait at its end", wait.draw, wait._controls)
    wait.exit()

    reveal = Reveal(stage)
    reveal.enter(round)
    for _ in range(400):
        stage.studio.poll()
        for room in (reveal._frames, reveal._veils, reveal._premiere._backroom):
            room.settle()
        reveal.update(0.1)
        if reveal.finished and reveal._premiere.done:
            break
    yield Sight("reveal", reveal.draw, reveal._controls)
    for name in ("compare", "strength", "how"):
        getattr(reveal, f"_open_{name}")()
        page = reveal._page
        assert page is not None
        yield _page(name, page)
        page.close()
    card = Postcard(round, reveal.theme, stage.settings, host=lambda: "127.0.0.1")
    page = PostcardPage(reveal.theme, pygame.Surface((8, 8)), pygame.Surface((8, 8)), card, lambda: None)
    card._room.settle()
    yield _page("postcard", page)
    card.word = "The printer does not answer"
    yield _page("postcard with a word", page)
    card.close()

    panels = Panels(stage)
    for which in ("language", "access"):
        stage.asked = which
        panels.follow(by_keyboard=False)
        yield Sight(f"{which} panel", panels.draw, panels._controls)
        panels.close()
    director = Director(stage, {"attract": attract})
    yield Sight("warning", lambda surface: director._draw_warning(surface, 8.0))


def _page(name: str, page: Page) -> Sight:
    for room in ("_scaled", "_small"):
        if hasattr(getattr(page, room, None), "settle"):
            getattr(page, room).settle()
    for _ in range(12):
        # A page that has much to say sets it part by part.
        page.update(0.1)
    return Sight(name, page.draw, page._controls)
