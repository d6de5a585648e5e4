"""Attract: it moves, shows what the machine made, keeps it, and lets anybody start."""

import random
from dataclasses import dataclass
from pathlib import Path

import pygame
import pytest

from game.collection import Collection
from game.made import Made
from game.pointer import Event, Key, Pointer, Wheel
from game.round import Round
from game.scene import Stage
from game.scenes.attract import ADMIRE, GLIDE, LOOK, PAINT, Attract, places
from game.settings import Settings
from game.ui.theme import Theme
from models.messages import Picture
from models.pictures import PictureError
from tests.fakes import FakeCard, FakeStudio, fake_collection

SIZE = (640, 360)
SIZES = [(1280, 720), (1920, 1080), (3840, 2160), (1080, 1920), (1024, 600), (1024, 768), (1280, 1024), (768, 1024)]


class Walk:
    """Attract on a fake stage, with time passed by hand."""

    def __init__(self, folder: Path, collection: Collection | None = None) -> None:
        self.studio = FakeStudio()
        stage = Stage(SIZE, Settings(), collection or fake_collection(), self.studio, lambda: 0.0, random.Random(1))
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
    assert len(list(tmp_path.glob("*.jpg"))) == len(walk.studio.jobs) == 3
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


@dataclass(frozen=True)
class Gone(FakeCard):
    """A card whose file was taken away."""

    def picture(self, longest: int) -> Picture:
        raise PictureError("gone.jpg does not exist; check the name.")


def test_a_pair_whose_file_is_gone_is_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    whole = fake_collection(2)
    gone = Gone("style", "gone", Path("gone.jpg"), "Lost")
    walk = Walk(tmp_path, Collection(whole.contents, (gone, *whole.styles)))
    for _ in range(4):
        walk.wait(LOOK + PAINT + ADMIRE + GLIDE + 0.5)
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
    assert all(part.collidelist([other for other in parts if other is not part]) == -1 for part in parts)


def _pixel(walk: Walk, place: tuple[int, int]) -> tuple[int, ...]:
    surface = pygame.Surface(SIZE, depth=32)
    walk.scene.draw(surface)
    return tuple(surface.get_at(place))
