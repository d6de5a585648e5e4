"""Reveal: the premiere, the scoreboard, the map of agreement and the pages, by what a visitor does."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.paint.brush import shipped_brushes
from game.paint.painter import Painter
from game.pointer import Key, Pointer
from game.round import DUELS, Round, start_machines
from game.scene import SceneName, Stage
from game.scenes.compare import ComparePage
from game.scenes.how import HowPage
from game.scenes.reveal import Reveal
from game.scenes.reveal_places import places
from game.scenes.scoreboard import EARNED
from game.scenes.strength import StrengthPage
from game.settings import Settings
from game.ui.page import Page
from game.ui.theme import Theme
from models.messages import Grade, Picture
from tests.fakes import FakeJob, FakeStudio
from tests.game.scenes.conftest import SIZES, assert_laid_out
from tests.game.scenes.test_brush_sound import Heard

MakeStage = Callable[..., Stage]

LONG = 25
"""Seconds after which everything has been shown."""


def finished_round(stage: Stage) -> Round:
    round = Round(content=stage.collection.contents[0], style=stage.collection.styles[0])
    start_machines(round, stage)
    for _ in range(20):
        stage.studio.poll()
    painter = Painter((80, 60), shipped_brushes()[0][0])
    painter.colour = (200, 30, 30)
    for step, kind in enumerate(("down", "move", "move", "up")):
        painter.handle(Pointer(kind, 1, 10 + 20 * step, 30, step / 10))  # type: ignore[arg-type]
    painter.finish()
    round.painter, round.drawing = painter, painter.picture()
    return round


def entered(stage: Stage, round: Round | None = None) -> Reveal:
    scene = Reveal(stage)
    scene.enter(round or finished_round(stage))
    return scene


def pass_seconds(scene: Reveal, seconds: float) -> SceneName | None:
    for _ in range(round(seconds * 20)):
        scene.stage.studio.poll()
        for backroom in (scene._frames, scene._veils, scene._premiere._backroom):
            backroom.settle()
        page = scene._page
        if isinstance(page, StrengthPage | ComparePage):
            page._scaled.settle()
        following = scene.update(0.05)
        if following is not None:
            return following
    return None


def hung(stage: Stage, round: Round | None = None) -> Reveal:
    """A reveal after all has been shown."""
    scene = entered(stage, round)
    pass_seconds(scene, LONG)
    assert scene.finished
    return scene


def counted(scene: Reveal) -> bool:
    return scene._counting.done


def closed(scene: Reveal) -> bool:
    return scene._page is None


def tap(scene: Reveal, place: tuple[int, int]) -> None:
    scene.handle(Pointer("down", 1, *place, 0.0))
    scene.handle(Pointer("up", 1, *place, 0.1))


def seen(scene: Reveal) -> np.ndarray[tuple[int, ...], np.dtype[np.int_]]:
    surface = pygame.Surface(scene.stage.size, depth=32)
    scene.draw(surface)
    return pygame.surfarray.array3d(surface).astype(int)


def test_the_premiere_shows_the_film_then_each_picture_then_hangs_them_and_the_grades_count_up(
    make_stage: MakeStage,
) -> None:
    scene = entered(make_stage())
    acts: list[str] = []
    for _ in range(LONG * 20):
        pass_seconds(scene, 0.05)
        if acts[-1:] != [scene._premiere.act]:
            acts.append(scene._premiere.act)
    machines = ["into fast", "fast", "into classic", "classic"]
    assert acts == ["dark", "curtain", "film", "drawing", *machines, "hang", ""]
    assert scene.finished and set(scene._round.grades) == set(DUELS)


def test_every_touch_ends_an_act_and_changes_what_is_seen(make_stage: MakeStage) -> None:
    scene = entered(make_stage())
    pass_seconds(scene, 0.1)
    touches = 0
    while not scene._premiere.done:
        before = scene._premiere.act
        tap(scene, (3, 3))
        pass_seconds(scene, 0.05)
        assert scene._premiere.act != before
        touches += 1
    assert touches <= 8


def test_keys_skip_too_and_escape_leads_back(make_stage: MakeStage) -> None:
    scene = entered(make_stage())
    pass_seconds(scene, 0.1)
    scene.handle(Key("space"))
    assert scene._premiere.act == "film"
    scene.handle(Key("escape"))
    assert pass_seconds(scene, 0.1) == "draw"


def test_with_reduced_motion_all_hang_at_once(make_stage: MakeStage) -> None:
    stage = replace(make_stage(), settings=Settings(reduced_motion=True))
    scene = entered(stage)
    pass_seconds(scene, 1.0)
    assert scene._premiere.done and scene._counting.done and len(scene._round.grades) == 3


def test_who_skips_the_counting_by_keyboard_presses_nothing_by_it(make_stage: MakeStage) -> None:
    scene = entered(make_stage())
    while counted(scene):
        scene._premiere.skip()
        pass_seconds(scene, 0.05)
    scene.handle(Key("space"))
    assert counted(scene)
    scene.handle(Key("space"))
    scene.handle(Key("space"))
    assert pass_seconds(scene, 0.05) is None, "the focus was not on what leaves"
    again = hung(make_stage())
    for _ in range(2):
        again.handle(Key("space"))
    assert pass_seconds(again, 0.05) == "attract"


def test_a_picture_of_ones_own_has_no_film(make_stage: MakeStage) -> None:
    stage = make_stage()
    round = finished_round(stage)
    round.uploaded, round.drawing = True, np.full((300, 40, 3), 90, np.uint8)
    scene = entered(stage, round)
    acts = set()
    for _ in range(LONG * 20):
        pass_seconds(scene, 0.05)
        acts.add(scene._premiere.act)
    assert scene.finished and "film" not in acts and "drawing" in acts


def test_without_a_classic_picture_two_pictures_are_graded(make_stage: MakeStage) -> None:
    stage = make_stage()
    round = finished_round(stage)
    assert round.classic_job is not None
    round.classic_job.state, round.classic_job.picture, round.classic_job.reason = "failed", None, "It broke."
    scene = hung(stage, round)
    assert set(round.grades) == {"drawing-fast"}
    assert scene._missing("classic") == "It broke."
    seen(scene)


class Grading(FakeStudio):
    """A studio that gives every pair the same grade."""

    mark = 5.0

    def compare(self, picture: Picture, other: Picture) -> FakeJob:
        return self._queue("grade", Grade(self.mark, self.mark, self.mark, self.mark, np.ones((8, 8), np.float32)))


@pytest.mark.parametrize(("grade", "end", "falls"), [(EARNED, "fanfare", True), (EARNED - 0.1, "chord", False)])
def test_grades_are_heard_rising_and_good_ones_are_celebrated(
    make_stage: MakeStage, grade: float, end: str, falls: bool
) -> None:
    heard, studio = Heard(), Grading()
    studio.mark = grade
    scene = hung(replace(make_stage(), sounds=heard, studio=studio))
    steps = [name for name in heard.played if name.startswith("count")]
    assert len(steps) >= 3 * (int(grade) - 1) and len(set(steps)) >= int(grade) - 1
    assert heard.played[-1] == end
    assert (scene._confetti is not None) == falls


def test_play_again_and_back(make_stage: MakeStage) -> None:
    scene = hung(make_stage())
    scene.handle(Key("escape"))
    assert pass_seconds(scene, 0.1) == "draw"
    assert not scene._round.grade_jobs
    scene = hung(make_stage())
    scene.handle(Key("return"))
    scene.handle(Key("return"))
    assert pass_seconds(scene, 0.1) == "attract"


def test_a_score_shows_where_its_two_pictures_agree(make_stage: MakeStage) -> None:
    stage = make_stage()
    scene = hung(stage)
    scene._confetti = None
    grade = scene._round.grades["drawing-fast"]
    agreement = np.zeros((8, 8), np.float32)
    agreement[:, 4:] = 1
    scene._round.grades["drawing-fast"] = replace(grade, agreement=agreement)
    bare = seen(scene)
    at = places(Theme(stage.size))
    tap(scene, at.scores[0].center)
    pass_seconds(scene, 0.1)
    darker = bare - seen(scene)
    drawing, classic = at.pictures[0], at.pictures[2]
    differs = drawing.move(drawing.width // 3, drawing.height // 2)
    assert darker[differs.topleft].max() > 20
    assert darker[drawing.left + drawing.width * 2 // 3, drawing.centery].max() < 5
    assert not darker[classic.left : classic.right, classic.top : classic.bottom].any()
    tap(scene, at.scores[0].center)
    pass_seconds(scene, 0.1)
    assert np.array_equal(bare, seen(scene))


@pytest.mark.parametrize(("number", "page"), [(0, ComparePage), (1, StrengthPage), (2, HowPage)])
def test_every_page_opens_by_touch_and_by_keyboard_and_closes(
    make_stage: MakeStage, number: int, page: type[Page]
) -> None:
    scene = hung(make_stage((960, 540)))
    hall = seen(scene)
    tap(scene, scene._places.pages[number].center)
    assert isinstance(scene._page, page)
    assert not np.array_equal(seen(scene), hall), "something is seen of it at once"
    pass_seconds(scene, 0.6)
    opened = seen(scene)
    assert np.array_equal(opened, seen(scene))
    tap(scene, scene._page.close_button.rect.center)
    assert closed(scene)
    scene._controls.focus_on((scene._compare, scene._strength, scene._how)[number])
    scene.handle(Key("return"))
    scene.handle(Key("return"))
    assert isinstance(scene._page, page)
    scene.handle(Key("escape"))
    assert closed(scene)
    assert pass_seconds(scene, 0.1) is None


@pytest.mark.parametrize("moment", [0.4, 1.2, 5.0, 9.0, 25.0])
def test_drawing_the_scene_changes_nothing(make_stage: MakeStage, moment: float) -> None:
    scene = entered(make_stage())
    pass_seconds(scene, moment)
    assert np.array_equal(seen(scene), seen(scene))


@pytest.mark.parametrize("size", SIZES)
def test_nothing_overlaps_and_nothing_is_cut(size: tuple[int, int]) -> None:
    theme = Theme(size)
    assert_laid_out(places(theme), theme)
