"""Attract: it moves, shows what the machine made, keeps it, and lets anybody start."""

import random
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pygame
import pytest

from game.captions import Caption
from game.collection import Collection
from game.language import NAMES
from game.made import Made
from game.pointer import Event, Key, Pointer, Wheel
from game.round import Round
from game.scene import Stage
from game.scenes.attract import ADMIRE, GLIDE, LOOK, PAINT, Attract, places
from game.scenes.invitation import EACH, WORDS, Invitation
from game.settings import Settings
from game.ui.theme import Theme
from models.messages import Picture
from models.pictures import PictureError
from tests.fakes import FakeCard, FakeStudio, fake_collection

SIZE = (640, 360)
SIZES = [(1280, 720), (1920, 1080), (3840, 2160), (1080, 1920), (1024, 600), (1024, 768), (1280, 1024), (768, 1024)]


class Walk:
    """Attract on a fake stage, with time passed by hand."""

    def __init__(self, folder: Path, collection: Collection | None = None, **settings: Any) -> None:
        self.studio = FakeStudio()
        stage = Stage(
            SIZE, Settings(**settings), collection or fake_collection(), self.studio, lambda: 0.0, random.Random(1)
        )
        self.scene = Attract(stage, Made(folder))
        self.scene.enter(Round())

    def wait(self, seconds: float) -> str | None:
        following = None
        for _ in range(round(seconds * 20)):
            self.studio.poll()
            self.scene._exhibits.settle()
            self.scene._fresh.settle()
            following = self.scene.update(0.05)
        return following

    def seen(self) -> bytes:
        surface = pygame.Surface(SIZE, depth=32)
        self.scene.draw(surface)
        return pygame.image.tobytes(surface, "RGB")


def test_with_reduced_motion_nothing_moves_between_one_cut_and_the_next(tmp_path: Path) -> None:
    walk = Walk(tmp_path, reduced_motion=True)
    # The invitation speaks its languages in turn; all above it is the wall.
    wall = pygame.Rect(0, 0, SIZE[0], SIZE[1] * 3 // 5)
    seen = []
    for _ in range(round(2 * (LOOK + 2 * ADMIRE) * 10)):
        walk.wait(0.1)
        surface = pygame.Surface(SIZE, depth=32)
        walk.scene.draw(surface)
        seen.append(pygame.image.tobytes(surface.subsurface(wall), "RGB"))
    changes = [before != after for before, after in pairwise(seen)]
    # A pair, its fast picture, its classic one, the next pair ...: each stands for seconds, then all changes at once.
    assert 2 <= sum(changes) <= 6
    assert not any(one and two for one, two in pairwise(changes))


def test_it_never_stands_still_and_draws_the_same_at_the_same_moment(tmp_path: Path) -> None:
    walk = Walk(tmp_path)
    pictures = []
    for _ in range(20):
        assert walk.wait(1.0) is None
        assert walk.seen() == walk.seen()
        pictures.append(walk.seen())
    assert len(set(pictures)) == len(pictures)


def test_a_picture_is_painted_over_once_the_machine_has_made_it(tmp_path: Path) -> None:
    walk = Walk(tmp_path)
    walk.wait(LOOK / 2)
    middle = places(Theme(SIZE), False).large.center
    before = _pixel(walk, middle)
    walk.wait(LOOK + PAINT)
    assert walk.studio.jobs and walk.studio.jobs[0].kind == "fast"
    assert _pixel(walk, middle) != before


def test_what_was_made_is_kept_for_the_next_start(tmp_path: Path) -> None:
    walk = Walk(tmp_path)
    walk.wait(LOOK + PAINT)
    methods = [job.kind for job in walk.studio.jobs]
    assert methods == ["fast"] * 3 + ["classic"] * 3, "the fast pictures come first"
    assert len(list(tmp_path.glob("*.jpg"))) == 6
    again = Walk(tmp_path)
    again.wait(LOOK)
    assert again.studio.jobs == []


def test_without_a_worker_the_walk_goes_on_past_the_pictures(tmp_path: Path) -> None:
    walk = Walk(tmp_path)
    walk.studio.ready = False
    walk.wait(0.5)
    first = walk.scene._number
    walk.wait(LOOK + PAINT + ADMIRE + GLIDE + 1)
    assert walk.scene._number == first + 1 and walk.studio.jobs == []


def test_the_classic_picture_comes_over_the_fast_one_and_then_the_walk_goes_on(tmp_path: Path) -> None:
    walk = Walk(tmp_path)
    seen: list[tuple[int, tuple[str, ...]]] = []
    for _ in range(round(20 * (LOOK + 2 * (PAINT + ADMIRE) + GLIDE + 2))):
        walk.wait(0.05)
        state = (walk.scene._number, walk.scene._painted)
        if seen[-1:] != [state]:
            seen.append(state)
    assert seen[:4] == [(0, ()), (0, ("fast",)), (0, ("fast", "classic")), (1, ())]


def test_the_invitation_is_said_in_every_language_in_turn_and_never_jumps(monkeypatch: pytest.MonkeyPatch) -> None:
    class Words:
        def __init__(self, code: str) -> None:
            self.code = code

        def gettext(self, text: str) -> str:
            return f"{text} {self.code}"

    monkeypatch.setattr("game.scenes.invitation.catalogue", Words)
    sign = Invitation(Theme(SIZE), "pl")
    assert sign._words[0] == f"{WORDS} pl" and len(sign._words) == len(NAMES)
    before, most = None, 0
    for frame in range(round(60 * EACH * 2)):
        surface = pygame.Surface(SIZE, depth=32)
        sign.draw(surface, (230, 180, 90), frame / 60)
        now = pygame.surfarray.array3d(surface).astype(int)
        if before is not None:
            most = max(most, int(np.abs(now - before).mean(axis=2).max()))
        before = now
    assert most < 160


@pytest.mark.parametrize("size", SIZES)
def test_the_invitation_covers_nothing_that_can_be_touched(size: tuple[int, int]) -> None:
    theme = Theme(size)
    sign = Invitation(theme, "en", theme.corner)
    for seconds in range(0, 120, 3):
        surface = pygame.Surface(size, pygame.SRCALPHA)
        sign.draw(surface, (230, 180, 90), seconds)
        for corner in theme.corner:
            assert surface.subsurface(corner).get_bounding_rect(200).width == 0


@dataclass(frozen=True)
class Gone(FakeCard):
    """A card whose file was taken away."""

    def picture(self, longest: int) -> Picture:
        raise PictureError("gone.jpg does not exist; check the name.")


def test_a_pair_whose_file_is_gone_is_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    whole = fake_collection(2)
    gone = Gone("style", "gone", Path("gone.jpg"), Caption({"title": "Lost"}))
    walk = Walk(tmp_path, Collection(whole.contents, (gone, *whole.styles)))
    for _ in range(4):
        walk.wait(LOOK + 2 * (PAINT + ADMIRE) + GLIDE + 0.5)
    assert walk.scene._number >= 3 and "gone.jpg" in caplog.text
    shown = [exhibit.pair.style for exhibit in walk.scene._exhibits.ready.values()]
    assert shown and gone not in shown


@pytest.mark.parametrize(
    "event",
    [Pointer("down", 0, 5, 5, 0.0), Key("space"), Key("z"), Wheel(1, 1, 1.0)],
    ids=["touch", "key", "z", "wheel"],
)
def test_any_touch_key_or_wheel_starts_at_once(tmp_path: Path, event: Event) -> None:
    walk = Walk(tmp_path)
    assert walk.wait(0.2) is None
    walk.scene.handle(event)
    assert walk.scene.update(0.01) == "pick"


def test_leaving_frees_the_worker_and_entering_again_does_not_start_by_itself(tmp_path: Path) -> None:
    walk = Walk(tmp_path)
    walk.scene._exhibits.settle()
    walk.scene.update(0.05)
    assert not walk.studio.jobs[0].finished
    walk.scene.handle(Key("space"))
    walk.scene.exit()
    assert walk.studio.jobs[0].state == "cancelled"
    walk.scene.enter(Round())
    assert walk.wait(0.5) is None


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mirrored", [False, True])
def test_nothing_is_cut_and_nothing_overlaps_at_any_size(size: tuple[int, int], mirrored: bool) -> None:
    theme = Theme(size)
    spots = places(theme, mirrored)
    parts = [spots.large, spots.small, spots.letters]
    assert all(theme.screen.contains(part) for part in parts)
    line = theme.line("Caption", "small").get_height()
    parts += [pygame.Rect(spot.left, spot.bottom + theme.px(18), spot.width, line) for spot in parts[:2]]
    parts.append(Invitation(theme, "en", theme.corner).reach)
    assert all(part.collidelist([other for other in parts if other is not part]) == -1 for part in parts)


def _pixel(walk: Walk, place: tuple[int, int]) -> tuple[int, ...]:
    surface = pygame.Surface(SIZE, depth=32)
    walk.scene.draw(surface)
    return tuple(surface.get_at(place))
