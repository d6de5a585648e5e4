"""Pick: deals, choices by hand, the machines' start, and a visitor's own picture."""

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pygame
import pytest

from game import language
from game.captions import Caption
from game.pointer import Drop, Key, Pointer
from game.round import LONGEST, Round
from game.scene import Stage
from game.scenes.pick import Pick
from game.scenes.pick_places import places
from game.settings import Settings
from game.ui.gallery import Gallery
from game.ui.theme import Theme
from models.messages import Picture
from models.pictures import PictureError, save_picture
from tests.fakes import FakeCard, FakeStudio, fake_collection
from tests.game.reading import reading

SIZE = (960, 540)
SIZES = [(1280, 720), (1920, 1080), (3840, 2160), (1080, 1920), (1024, 600), (1024, 768), (1280, 1024), (768, 1024)]


class Visit:
    """Pick on a fake stage; touches are put where the buttons are."""

    def __init__(self, folder: Path, size: tuple[int, int] = SIZE, seed: int = 1) -> None:
        self.studio = FakeStudio(classic_polls=1000)
        settings = Settings(upload_folder=str(folder))
        stage = Stage(size, settings, fake_collection(), self.studio, lambda: 0.0, random.Random(seed))
        self.scene = Pick(stage)
        self.places = places(Theme(size))
        self.round = Round()
        self.scene.enter(self.round)
        self.following: str | None = None

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds * 20)):
            self.studio.poll()
            self.scene._frames.settle()
            self.following = self.scene.update(0.05)

    def tap(self, place: tuple[int, int]) -> None:
        self.scene.handle(Pointer("down", 0, *place, 0.0))
        self.scene.handle(Pointer("up", 0, *place, 0.0))
        self.wait(0.05)

    def seen(self) -> bytes:
        surface = pygame.Surface(self.scene.stage.size, depth=32)
        self.scene.draw(surface)
        return pygame.image.tobytes(surface, "RGB")

    def gallery(self) -> Gallery | None:
        return self.scene._gallery

    def pair(self) -> tuple[str, str]:
        assert self.round.content is not None and self.round.style is not None
        return self.round.content.name, self.round.style.name


def test_a_pair_is_dealt_at_once_the_reels_roll_and_come_to_rest(tmp_path: Path) -> None:
    visit = Visit(tmp_path)
    assert visit.pair()
    rolling = []
    for _ in range(8):
        visit.wait(0.2)
        assert visit.seen() == visit.seen()
        rolling.append(visit.seen())
    assert len(set(rolling)) == len(rolling)
    visit.wait(3)
    rest = visit.seen()
    visit.wait(1)
    assert visit.seen() == rest and visit.following is None


def test_a_touch_on_a_rolling_reel_stops_it_and_then_deals_again(tmp_path: Path) -> None:
    visit = Visit(tmp_path)
    visit.wait(0.3)
    reel = visit.scene._reels["content"]
    visit.tap(visit.places.reel["content"].center)
    assert not reel.rolling
    visit.tap(visit.places.reel["content"].center)
    assert reel.rolling


@pytest.mark.parametrize("side", [0, 1])
def test_dealing_one_side_again_leaves_the_other(tmp_path: Path, side: int) -> None:
    visit = Visit(tmp_path)
    button = (visit.places.again["content"], visit.places.again["style"])[side]
    pairs = {visit.pair()}
    for _ in range(12):
        visit.tap(button.center)
        pairs.add(visit.pair())
    assert len({pair[side] for pair in pairs}) > 2
    assert len({pair[1 - side] for pair in pairs}) == 1


def test_the_machines_start_by_hand_and_stop_when_the_pair_changes(tmp_path: Path) -> None:
    visit = Visit(tmp_path)
    visit.wait(0.1)
    visit.tap(visit.places.machines.center)
    assert [job.kind for job in visit.studio.jobs] == ["fast", "classic"]
    visit.tap(visit.places.machines.center)
    assert len(visit.studio.jobs) == 2
    before = visit.pair()
    while visit.pair() == before:
        visit.tap(visit.places.again["style"].center)
    assert visit.studio.jobs[1].state == "cancelled"
    assert visit.round.fast_job is None and visit.round.classic_job is None


def test_a_style_chosen_by_hand_is_taken_and_its_colour_becomes_the_accent(tmp_path: Path) -> None:
    visit = Visit(tmp_path)
    visit.wait(4)
    content, _ = visit.pair()
    accents = set()
    for index in (2, 4):
        visit.tap(visit.places.choose["style"].center)
        gallery = visit.gallery()
        assert gallery is not None
        visit.tap(gallery.place(index).center)
        assert visit.gallery() is None
        assert visit.pair() == (content, f"style{index}")
        visit.wait(3)
        accents.add(visit.scene.theme.accent)
    assert len(accents) == 2


def test_the_gallery_is_left_without_a_choice_by_its_cross_and_by_escape(tmp_path: Path) -> None:
    visit = Visit(tmp_path)
    before = visit.pair()
    visit.tap(visit.places.choose["content"].center)
    visit.scene.handle(Key("escape"))
    assert visit.gallery() is None
    visit.wait(0.1)
    assert visit.pair() == before and visit.following is None


def test_draw_and_back_lead_on_and_back(tmp_path: Path) -> None:
    visit = Visit(tmp_path)
    visit.tap(visit.places.draw.center)
    went = [visit.following]
    visit.scene.exit()
    visit.scene.enter(visit.round)
    visit.wait(0.1)
    went.append(visit.following)
    visit.scene.handle(Key("escape"))
    visit.wait(0.05)
    assert [*went, visit.following] == ["draw", None, "attract"]


def test_the_round_gets_the_decoded_pictures_of_its_pair(tmp_path: Path) -> None:
    visit = Visit(tmp_path)
    visit.wait(0.1)
    for _ in range(2):
        for card, picture in (
            (visit.round.content, visit.round.content_picture),
            (visit.round.style, visit.round.style_picture),
        ):
            assert card is not None and picture is not None
            assert np.array_equal(picture, card.picture(LONGEST))
        visit.tap(visit.places.again["style"].center)
        visit.tap(visit.places.again["content"].center)


def test_coming_back_shows_the_same_pair_at_rest(tmp_path: Path) -> None:
    visit = Visit(tmp_path)
    before = visit.pair()
    visit.scene.exit()
    visit.scene.enter(visit.round)
    visit.wait(0.05)
    assert visit.pair() == before
    assert not any(reel.rolling for reel in visit.scene._reels.values())


def test_everything_can_be_done_by_keyboard_alone(tmp_path: Path) -> None:
    visit = Visit(tmp_path)
    visit.scene.handle(Key("tab"))
    reached = set()
    for _ in range(12):
        visit.scene.handle(Key("tab"))
        focus = visit.scene._controls.focus
        assert focus is not None
        reached.add(tuple(focus.rect))
    at = visit.places
    wanted = [*at.again.values(), *at.choose.values(), at.back, *at.corner, at.machines, at.upload, at.draw]
    assert reached == {tuple(rect) for rect in wanted}
    while visit.scene._controls.focus is not visit.scene._draw_button:
        visit.scene.handle(Key("tab"))
    visit.scene.handle(Key("return"))
    visit.wait(0.05)
    assert visit.following == "draw"


def test_a_dropped_picture_is_opened_and_leads_to_wait_with_the_machines_at_work(tmp_path: Path) -> None:
    mine = np.full((60, 80, 3), (250, 20, 20), np.uint8)
    save_picture(mine, tmp_path / "mine.png")
    visit = Visit(tmp_path)
    visit.scene.handle(Drop(str(tmp_path / "mine.png")))
    visit.wait(0.3)
    assert visit.following == "wait"
    drawn = visit.round.drawing
    assert visit.round.uploaded and drawn is not None and np.array_equal(drawn, mine)
    assert [job.kind for job in visit.studio.jobs] == ["open", "fast", "classic"]
    visit.scene.exit()
    visit.scene.enter(visit.round)
    assert (visit.round.uploaded, visit.round.drawing) == (False, None)


def test_a_file_that_is_no_picture_is_told_in_plain_words_and_nothing_is_lost(tmp_path: Path) -> None:
    (tmp_path / "letter.jpg").write_text("Dear museum")
    visit = Visit(tmp_path)
    visit.wait(4)
    before, quiet = visit.pair(), visit.seen()
    visit.scene.handle(Drop(str(tmp_path / "letter.jpg")))
    visit.wait(0.3)
    assert visit.following is None and visit.pair() == before and visit.round.drawing is None
    assert visit.seen() != quiet
    assert visit.scene._notice.startswith("letter.jpg cannot be opened")
    visit.tap(visit.places.draw.center)
    assert visit.following == "draw"


def test_a_picture_is_chosen_from_the_upload_folder_and_its_folders(tmp_path: Path) -> None:
    (tmp_path / "class 5b").mkdir()
    save_picture(np.full((60, 80, 3), 90, np.uint8), tmp_path / "class 5b" / "mine.png")
    visit = Visit(tmp_path)
    visit.tap(visit.places.upload.center)
    uploads = visit.scene._uploads
    assert uploads is not None
    for expected in ("class 5b", "Back"):
        uploads._listings.settle()
        visit.wait(0.05)
        assert uploads._gallery.items[0].caption() == expected
        if expected == "class 5b":
            visit.tap(uploads._gallery.place(0).center)
    visit.tap(uploads._gallery.place(1).center)
    visit.wait(0.3)
    assert visit.following == "wait" and visit.round.uploaded


def test_leaving_cancels_what_is_being_opened(tmp_path: Path) -> None:
    save_picture(np.full((60, 80, 3), 90, np.uint8), tmp_path / "mine.png")
    visit = Visit(tmp_path)
    visit.scene.handle(Drop(str(tmp_path / "mine.png")))
    visit.scene.exit()
    assert visit.studio.jobs[0].state == "cancelled" and visit.round.drawing is None


@dataclass(frozen=True)
class Gone(FakeCard):
    """A card whose file was taken away."""

    def picture(self, longest: int) -> Picture:
        raise PictureError("gone.jpg does not exist; check the name.")


def test_a_picture_that_is_gone_is_replaced_by_another_deal_and_told(tmp_path: Path) -> None:
    visit = Visit(tmp_path)
    gone = Gone("style", "gone", Path("gone.jpg"), Caption({"title": "Lost"}))
    visit.scene._take("style", gone, 0.5)
    visit.wait(0.3)
    assert visit.round.style is not gone and visit.round.style_picture is not None
    assert "cannot be shown" in visit.scene._notice


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_nothing_overlaps_and_all_is_big_enough_at_any_size(size: tuple[int, int]) -> None:
    theme = Theme(size)
    at = places(theme)
    groups = (at.head, at.reel, at.caption, at.again, at.choose)
    parts = [*(rect for group in groups for rect in group.values()), at.back, at.machines, at.upload, at.draw]
    for part in parts:
        assert theme.screen.contains(part)
    for one, other in itertools.combinations(parts, 2):
        assert not one.colliderect(other), (one, other)
    for touched in (*at.again.values(), *at.choose.values(), at.back, at.machines, at.upload, at.draw):
        assert min(touched.size) >= theme.touch
    for reel in at.reel.values():
        assert min(reel.size) > 0.28 * min(size)


def texts_of(visit: Visit) -> set[str]:
    with reading() as reader:
        return {text.words for text in reader.look(visit.scene.draw, visit.scene.stage.size)}


def test_what_is_written_follows_the_language_while_it_is_on_the_screen(tmp_path: Path) -> None:
    visit = Visit(tmp_path)
    visit.wait(3)
    letter = tmp_path / "letter.jpg"
    letter.write_text("Dear museum")
    opened: list[tuple[str, Callable[[], None]]] = [
        ("Choose a style", lambda: visit.scene._open_gallery("style")),
        ("Choose your picture", visit.scene._open_uploads),
        ("{file} cannot be opened. Please choose another picture.", lambda: visit.scene._open_file(letter)),
    ]
    try:
        for words, show in opened:
            language.use("en")
            show()
            visit.wait(0.2)
            if visit.scene._uploads is not None:
                visit.scene._uploads._listings.settle()
            visit.wait(0.5)
            english = texts_of(visit)
            assert words.replace("{file}", letter.name) in english
            language.use("de")
            visit.wait(0.05)
            german = texts_of(visit)
            assert language.catalogue("de").gettext(words).replace("{file}", letter.name) in german
            visit.scene._close_overlay()
    finally:
        language.use("en")


def test_the_labels_of_the_dealt_pictures_follow_the_language(tmp_path: Path) -> None:
    visit = Visit(tmp_path)
    words = Caption({"title": "Harbour"}, {"de": {"title": "Hafen"}})
    visit.scene._take("style", FakeCard("style", "harbour", Path("harbour.jpg"), words), 0.0)
    visit.wait(2)
    seen = []
    try:
        for code in ("en", "de", "en"):
            language.use(code)
            visit.wait(0.05)
            surface = pygame.Surface(SIZE, depth=32)
            visit.scene.draw(surface)
            seen.append(pygame.image.tobytes(surface.subsurface(visit.places.caption["style"]), "RGB"))
    finally:
        language.use("en")
    assert seen[0] == seen[2] != seen[1]
