from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.pointer import Key, Pointer
from game.round import DUELS, Round, start_machines
from game.scene import SceneName, Stage
from game.scenes.reveal import Reveal, places
from game.ui.theme import Theme
from tests.game.scenes.conftest import SIZES, assert_laid_out

MakeStage = Callable[..., Stage]


def finished_round(stage: Stage) -> Round:
    round = Round(content=stage.collection.contents[0], style=stage.collection.styles[0])
    start_machines(round, stage)
    for _ in range(20):
        stage.studio.poll()
    round.drawing = np.full((60, 80, 3), 120, np.uint8)
    return round


def entered(stage: Stage, round: Round | None = None) -> Reveal:
    scene = Reveal(stage)
    scene.enter(round or finished_round(stage))
    return scene


def pass_seconds(scene: Reveal, seconds: float) -> SceneName | None:
    for _ in range(round(seconds * 20)):
        scene.stage.studio.poll()
        scene._frames.settle()
        following = scene.update(0.05)
        if following is not None:
            return following
    return None


def opened(scene: Reveal) -> list[bool]:
    return [tween.done for tween in scene._curtains.values()]


def test_curtains_open_one_after_the_other_then_the_grades_count_up(make_stage: MakeStage) -> None:
    scene = entered(make_stage())
    seen: list[list[bool]] = []
    for _ in range(140):
        pass_seconds(scene, 0.05)
        if seen[-1:] != [opened(scene)]:
            seen.append(opened(scene))
    assert seen == [[False] * 3, [True, False, False], [True, True, False], [True] * 3]
    pass_seconds(scene, 4)
    assert scene.finished
    assert set(scene._round.grades) == set(DUELS)


def test_a_touch_opens_the_next_curtain_at_once(make_stage: MakeStage) -> None:
    scene = entered(make_stage())
    pass_seconds(scene, 0.1)
    for count in (1, 2, 3):
        scene.handle(Pointer("down", 1, 3, 3, 0.0))
        scene.handle(Pointer("up", 1, 3, 3, 0.1))
        assert sum(opened(scene)) == count


def test_without_a_classic_picture_two_pictures_are_graded(make_stage: MakeStage) -> None:
    stage = make_stage()
    round = finished_round(stage)
    assert round.classic_job is not None
    round.classic_job.state, round.classic_job.picture, round.classic_job.reason = "failed", None, "It broke."
    scene = entered(stage, round)
    pass_seconds(scene, 12)
    assert scene.finished
    assert set(round.grades) == {"drawing-fast"}
    assert scene._missing("classic") == "It broke."
    surface = pygame.Surface(stage.size, depth=32)
    scene.draw(surface)


def test_play_again_and_back(make_stage: MakeStage) -> None:
    scene = entered(make_stage())
    scene.handle(Key("escape"))
    assert pass_seconds(scene, 0.1) == "draw"
    assert not scene._round.grade_jobs
    scene = entered(make_stage())
    pass_seconds(scene, 12)
    scene.handle(Key("return"))
    scene.handle(Key("return"))
    assert pass_seconds(scene, 0.1) == "attract"


def test_a_score_shows_where_its_two_pictures_agree(make_stage: MakeStage) -> None:
    stage = make_stage()
    scene = entered(stage)
    pass_seconds(scene, 12)
    grade = scene._round.grades["drawing-fast"]
    agreement = np.zeros((8, 8), np.float32)
    agreement[:, 4:] = 1
    scene._round.grades["drawing-fast"] = replace(grade, agreement=agreement)
    bare, veiled = (pygame.Surface(stage.size, depth=32) for _ in range(2))
    scene.draw(bare)
    at = places(Theme(stage.size))
    for kind in ("down", "up"):
        scene.handle(Pointer(kind, 1, *at.scores[0].center, 0.0))
    scene.draw(veiled)
    darker = pygame.surfarray.array3d(bare).astype(int) - pygame.surfarray.array3d(veiled)
    drawing, classic = at.pictures[0], at.pictures[2]
    differs, agrees = drawing.move(drawing.width // 3, drawing.height // 2), drawing.move(drawing.width * 2 // 3, 0)
    assert darker[differs.topleft].max() > 20
    assert darker[agrees.left, drawing.centery].max() < 5
    assert not darker[classic.left : classic.right, classic.top : classic.bottom].any()
    for kind in ("down", "up"):
        scene.handle(Pointer(kind, 1, *at.scores[0].center, 0.0))  # type: ignore[arg-type]
    scene.draw(veiled)
    assert np.array_equal(pygame.surfarray.array3d(bare), pygame.surfarray.array3d(veiled))


@pytest.mark.parametrize("moment", [1.2, 12.0])
def test_drawing_the_scene_changes_nothing(make_stage: MakeStage, moment: float) -> None:
    scene = entered(make_stage())
    pass_seconds(scene, moment)
    first, second = (pygame.Surface(scene.stage.size, depth=32) for _ in range(2))
    scene.draw(first)
    scene.draw(second)
    assert np.array_equal(pygame.surfarray.array3d(first), pygame.surfarray.array3d(second))


@pytest.mark.parametrize("size", SIZES)
def test_nothing_overlaps_and_nothing_is_cut(size: tuple[int, int]) -> None:
    theme = Theme(size)
    assert_laid_out(places(theme), theme)
