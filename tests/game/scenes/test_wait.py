from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.pointer import Key
from game.round import Round
from game.scene import SceneName, Stage
from game.scenes.wait import Wait, places
from game.settings import Settings
from game.ui.theme import Theme
from tests.game.scenes.conftest import SIZES, assert_laid_out

MakeStage = Callable[..., Stage]


def entered(stage: Stage) -> Wait:
    scene = Wait(stage)
    scene.enter(Round(content=stage.collection.contents[0], style=stage.collection.styles[0]))
    return scene


def pass_frames(scene: Wait, frames: int) -> SceneName | None:
    for _ in range(frames):
        scene.stage.studio.poll()
        scene._frames.settle()
        scene._scaled.settle()
        following = scene.update(0.05)
        if following is not None:
            return following
    return None


def picture_of(scene: Wait) -> np.ndarray:
    surface = pygame.Surface(scene.stage.size, depth=32)
    scene.draw(surface)
    return pygame.surfarray.array3d(surface)


def test_it_goes_on_by_itself_when_both_machines_are_done(make_stage: MakeStage) -> None:
    scene = entered(make_stage(classic_polls=20))
    assert pass_frames(scene, 15) is None
    assert scene.previews_shown >= 1
    assert pass_frames(scene, 80) == "reveal"


def test_with_reduced_motion_one_preview_is_cut_to_the_next(make_stage: MakeStage) -> None:
    scene = entered(replace(make_stage(classic_polls=40), settings=Settings(reduced_motion=True)))
    pass_frames(scene, 6)
    assert scene.previews_shown == 2 and scene._fade_finished


def test_progress_and_seconds_left_never_jump_back(make_stage: MakeStage) -> None:
    scene = entered(make_stage(classic_polls=60))
    fractions, seconds = [], []
    for _ in range(55):
        pass_frames(scene, 1)
        fractions.append(scene._fraction)
        seconds.append(scene._countdown.seconds)
    assert fractions == sorted(fractions) and fractions[-1] > 0.5
    told = [value for value in seconds if value is not None]
    assert told == sorted(told, reverse=True)


def test_a_machine_without_luck_is_told_and_the_visitor_goes_on(make_stage: MakeStage) -> None:
    scene = entered(make_stage(classic_polls=500))
    job = scene._round.classic_job
    assert job is not None
    job.state, job.reason = "failed", "The machine stopped three times over this picture."
    assert pass_frames(scene, 100) is None
    assert scene._title() == "A machine had no luck" and job.reason in scene._explanation()
    scene.handle(Key("return"))
    scene.handle(Key("return"))
    assert scene.update(0.05) == "reveal"


def test_back_to_the_canvas_or_for_an_upload_to_the_choice(make_stage: MakeStage) -> None:
    scene = entered(make_stage())
    scene.handle(Key("escape"))
    assert scene.update(0.05) == "draw"
    scene._round.uploaded = True
    scene.handle(Key("escape"))
    assert scene.update(0.05) == "pick"


def test_drawing_the_scene_changes_nothing(make_stage: MakeStage) -> None:
    scene = entered(make_stage(classic_polls=60))
    pass_frames(scene, 12)
    assert np.array_equal(picture_of(scene), picture_of(scene))


@pytest.mark.parametrize("size", SIZES)
def test_nothing_overlaps_and_nothing_is_cut(size: tuple[int, int]) -> None:
    theme = Theme(size)
    assert_laid_out(places(theme), theme)
