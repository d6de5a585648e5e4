from collections.abc import Callable

import numpy as np
import pygame
import pytest

from game import language
from game.access import Access
from game.paint.colour_names import name_of
from game.pointer import Key, Pointer
from game.round import Round
from game.scene import Stage
from game.scenes.colour_sign import LINGER, ColourSign
from game.scenes.draw import Draw
from game.scenes.draw_places import drawer_place, places
from game.scenes.toolbox import Toolbox
from game.ui.theme import Theme
from game.ui.tile import Tile
from tests.game.reading import reading
from tests.game.scenes.conftest import SIZES, assert_laid_out

MakeStage = Callable[..., Stage]


@pytest.fixture
def scene(make_stage: MakeStage) -> Draw:
    stage = make_stage()
    draw = Draw(stage)
    draw.enter(Round(content=stage.collection.contents[0], style=stage.collection.styles[0]))
    return draw


def drag(scene: Draw, start: tuple[float, float], end: tuple[float, float], finger: int = 1) -> None:
    """A stroke over the canvas, places as shares of it."""
    canvas = scene.easel.rect
    for step in range(11):
        kind = "down" if step == 0 else "up" if step == 10 else "move"
        x, y = (a + (b - a) * step / 10 for a, b in zip(start, end, strict=True))
        place = (canvas.left + x * canvas.width, canvas.top + y * canvas.height)
        scene.handle(Pointer(kind, finger, *place, step / 30))  # type: ignore[arg-type]


def press(scene: Draw, rect: pygame.Rect) -> None:
    scene.handle(Pointer("down", 9, *rect.center, 0.0))
    scene.handle(Pointer("up", 9, *rect.center, 0.1))


def test_entering_starts_both_machines(scene: Draw) -> None:
    round = scene._round
    assert round.fast_job is not None and round.classic_job is not None


def test_a_finger_paints_in_the_colour_of_the_tile_that_was_touched(scene: Draw) -> None:
    press(scene, scene.toolbox.brushes[3].rect)
    press(scene, scene.toolbox.colours[0].rect)
    bare = scene.easel.painter.picture()
    drag(scene, (0.2, 0.5), (0.8, 0.5))
    painted = scene.easel.painter.picture()
    changed = np.abs(painted.astype(int) - bare).sum(axis=2) > 60
    assert 0.01 < changed.mean() < 0.5
    found = np.median(painted[changed], axis=0)
    assert np.abs(found - scene.toolbox.palette[0]).max() < 40


def test_undo_and_redo_by_button_and_by_key(scene: Draw) -> None:
    bare = scene.easel.painter.picture()
    drag(scene, (0.2, 0.5), (0.8, 0.5))
    painted = scene.easel.painter.picture()
    scene.handle(Key("z", control=True))
    assert np.array_equal(scene.easel.painter.picture(), bare)
    scene.handle(Key("y", control=True))
    assert np.array_equal(scene.easel.painter.picture(), painted)


def test_done_goes_to_the_machines_or_straight_to_the_reveal(scene: Draw) -> None:
    drag(scene, (0.2, 0.5), (0.8, 0.5))
    press(scene, scene.done_button.rect)
    assert scene.update(0.1) == "wait"
    assert scene._round.drawing is not None
    for _ in range(20):
        scene.stage.studio.poll()
    press(scene, scene.done_button.rect)
    assert scene.update(0.1) == "reveal"


def test_the_drawing_is_still_there_when_the_visitor_comes_back(scene: Draw) -> None:
    drag(scene, (0.2, 0.5), (0.8, 0.5))
    painted, round = scene.easel.painter.picture(), scene._round
    scene.handle(Key("escape"))
    assert scene.update(0.1) == "pick"
    scene.exit()
    scene.enter(round)
    assert np.array_equal(scene.easel.painter.picture(), painted)


def test_the_keyboard_alone_paints(scene: Draw) -> None:
    bare = scene.easel.painter.picture()
    scene.handle(Key("tab"))
    scene.handle(Key("space"))
    for _ in range(8):
        scene.handle(Key("right"))
    scene.handle(Key("space"))
    assert not scene.easel.brush_down
    assert not np.array_equal(scene.easel.painter.picture(), bare)


def test_a_picture_beside_the_canvas_is_shown_large_until_the_next_touch(scene: Draw) -> None:
    usual, large = (pygame.Surface(scene.stage.size, depth=32) for _ in range(2))
    scene.draw(usual)
    press(scene, places(scene.theme).style)
    scene.draw(large)
    assert not np.array_equal(pygame.surfarray.array3d(usual), pygame.surfarray.array3d(large))
    scene.handle(Pointer("down", 1, 5, 5, 1.0))
    scene.draw(large)
    assert np.array_equal(pygame.surfarray.array3d(usual), pygame.surfarray.array3d(large))


def test_drawing_the_scene_changes_nothing(scene: Draw) -> None:
    first, second = (pygame.Surface(scene.stage.size, depth=32) for _ in range(2))
    scene.draw(first)
    scene.draw(second)
    assert np.array_equal(pygame.surfarray.array3d(first), pygame.surfarray.array3d(second))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("low", [False, True])
@pytest.mark.parametrize("left", [False, True])
def test_nothing_overlaps_and_nothing_is_cut(size: tuple[int, int], low: bool, left: bool) -> None:
    theme = Theme(size, access=Access(low_reach=low, left_handed=left))
    at = places(theme)
    assert_laid_out(at, theme)
    touched = [at.content, at.style, at.dropper, at.undo, at.redo, at.more, at.back, at.done]
    touched += [*at.brushes, *at.sizes, *at.colours, *at.recent]
    assert min(min(rect.size) for rect in touched) >= (90 if size == (1920, 1080) else 84) * theme.scale
    assert at.canvas.width * at.canvas.height > 0.3 * size[0] * size[1]
    if low:
        assert min(rect.top for rect in [*touched, drawer_place(theme, at)]) >= size[1] / 2
    other = places(Theme(size, access=Access(low_reach=low)))
    assert (at.done == other.done) != left


def test_the_eyedropper_takes_a_colour_of_the_content_picture(scene: Draw) -> None:
    press(scene, scene.dropper_tile.rect)
    place = places(scene.theme).content.center
    press(scene, pygame.Rect(place, (2, 2)))
    picture = scene._pair[0]
    found = np.array(scene.easel.painter.colour)
    assert np.abs(found - picture.reshape(-1, 3).mean(axis=0)).max() < 70
    assert np.abs(picture.reshape(-1, 3).astype(int) - found).sum(axis=1).min() < 12
    assert not scene.eyedropper.on and not scene.closer.open


def test_the_eyedropper_takes_a_colour_of_the_canvas_and_leaves_no_mark(scene: Draw) -> None:
    press(scene, scene.toolbox.brushes[5].rect)
    drag(scene, (0.2, 0.5), (0.8, 0.5))
    painted, first = scene.easel.painter.picture(), scene.easel.painter.colour
    press(scene, scene.toolbox.colours[0].rect)
    press(scene, scene.dropper_tile.rect)
    drag(scene, (0.1, 0.1), (0.5, 0.5))
    assert np.abs(np.array(scene.easel.painter.colour) - first).max() < 30
    assert np.array_equal(painted, scene.easel.painter.picture())


def test_the_eyedropper_works_on_a_picture_that_is_looked_at_large(scene: Draw) -> None:
    press(scene, places(scene.theme).style)
    assert scene.closer.open
    press(scene, scene.closer.dropper.rect)
    press(scene, pygame.Rect(scene.closer.source.center, (2, 2)))
    picture = scene._pair[1].reshape(-1, 3).astype(int)
    assert np.abs(picture - scene.easel.painter.colour).sum(axis=1).min() < 12
    assert not scene.closer.open


def test_the_eyedropper_by_keyboard_alone(scene: Draw) -> None:
    drag(scene, (0.2, 0.5), (0.8, 0.5))
    before = scene.easel.painter.picture()
    scene.handle(Key("tab"))
    while scene._controls.focus is not scene.dropper_tile:
        scene.handle(Key("tab"))
    scene.handle(Key("space"))
    scene.handle(Key("escape"))
    assert not scene.eyedropper.on and scene.update(0.1) is None
    scene.handle(Key("space"))
    for _ in range(12):
        scene.handle(Key("up"))
    scene.handle(Key("return"))
    paper = scene.easel.painter.paper.colour
    assert np.abs(np.array(scene.easel.painter.colour) - paper).max() < 25
    assert np.array_equal(before, scene.easel.painter.picture())


def test_colours_used_last_wait_to_be_taken_again(scene: Draw) -> None:
    recent = scene.toolbox.recent
    assert not any(tile.enabled for tile in recent)
    used = []
    for number in (2, 11):
        press(scene, scene.toolbox.colours[number].rect)
        used.append(scene.easel.painter.colour)
        drag(scene, (0.2, 0.5), (0.8, 0.5))
    assert [tile.enabled for tile in recent] == [True, True, False, False, False, False]
    press(scene, scene.toolbox.colours[5].rect)
    press(scene, recent[1].rect)
    assert scene.easel.painter.colour == used[0]
    press(scene, recent[0].rect)
    assert scene.easel.painter.colour == used[1] and used[1] not in scene.toolbox.palette


def test_the_drawer_wipes_mirrors_and_changes_the_paper_and_undo_confirms(scene: Draw) -> None:
    painter, drawer = scene.easel.painter, scene.drawer
    drag(scene, (0.1, 0.3), (0.4, 0.5))
    painted = painter.picture()
    scene.update(0.1)
    for tile in (drawer.clear, drawer.mirror, drawer.papers[-1]):
        press(scene, scene.more_button.rect)
        scene.update(0.1)
        assert drawer.open
        press(scene, tile.rect)
        assert np.abs(painter.picture().astype(int) - painted).mean() > 1
        scene.handle(Key("z", control=True))
        assert np.array_equal(painter.picture(), painted)
    press(scene, scene.more_button.rect)
    scene.handle(Key("escape"))
    assert scene.update(0.1) is None
    assert not drawer.open


def test_tracing_shows_the_content_on_the_paper_but_not_in_the_drawing(scene: Draw) -> None:
    bare = scene.easel.painter.picture()
    press(scene, scene.more_button.rect)
    press(scene, scene.drawer.trace.rect)
    seen = pygame.surfarray.array3d(scene.easel.painter.surface).swapaxes(0, 1)
    assert np.abs(seen.astype(int) - bare).mean() > 8
    assert np.array_equal(scene.easel.painter.picture(), bare)


def test_who_cannot_drag_paints_by_taps(scene: Draw) -> None:
    bare = scene.easel.painter.picture()
    press(scene, scene.more_button.rect)
    press(scene, scene.drawer.clicks.rect)
    scene.handle(Key("escape"))
    canvas = scene.easel.rect
    for x in (0.2, 0.8):
        press(scene, pygame.Rect(canvas.left + round(x * canvas.width), canvas.centery, 2, 2))
    middle = canvas.height // 2
    changed = (scene.easel.painter.picture() != bare).any(axis=2)[middle - 8 : middle + 8]
    assert changed.any(axis=0)[round(0.25 * canvas.width) : round(0.75 * canvas.width)].all()


def test_two_arrows_together_lead_the_brush_aslant(scene: Draw) -> None:
    scene.handle(Key("tab"))
    scene.handle(Key("space"))
    start = scene.easel.cursor
    scene.handle(Key("right"))
    scene.handle(Key("down"))
    scene.handle(Key("down", repeated=True))
    scene.handle(Key("right", pressed=False))
    x, y = (now - then for now, then in zip(scene.easel.cursor, start, strict=True))
    assert x > 0 and y == pytest.approx(x * 2 / 3)


def test_a_sixteenth_brush_is_on_the_next_page(scene: Draw) -> None:
    at = places(scene.theme)
    previews = [scene._previews[number % 14] for number in range(16)]
    toolbox = Toolbox(at, scene.theme, scene.easel.painter, previews, scene.toolbox.palette)
    turn = toolbox.brushes[-1]
    turn.press()
    assert [tile.visible for tile in toolbox.brushes] == [True] * 3 + [False] * 10 + [True]
    toolbox.brushes[0].press()
    assert scene.easel.painter.brush is previews[13][0]
    turn.press()
    toolbox.brushes[0].press()
    assert scene.easel.painter.brush is previews[0][0]


def test_the_timer_fills_and_takes_nothing_away(make_stage: MakeStage) -> None:
    stage = make_stage(draw_seconds=10)
    draw = Draw(stage)
    draw.enter(Round(content=stage.collection.contents[0], style=stage.collection.styles[0]))
    lit = []
    for _ in range(4):
        assert draw.update(4.0) is None
        surface = pygame.Surface(stage.size, depth=32)
        draw.draw(surface)
        bar = pygame.surfarray.array3d(surface.subsurface(places(draw.theme).timer))
        lit.append(int((np.abs(bar.astype(int) - draw.theme.accent).max(axis=2) < 40).sum()))
    assert 0 < lit[0] < lit[1] < lit[2] == lit[3]


def test_a_drawing_is_carried_over_into_another_layout(scene: Draw, make_stage: MakeStage) -> None:
    drag(scene, (0.2, 0.5), (0.8, 0.5))
    round, strokes = scene._round, scene.easel.painter.drawing
    scene.exit()
    other = Draw(make_stage((540, 960), low_reach=True))
    other.enter(round)
    assert other.easel.painter.drawing is strokes and not other.easel.painter.can_undo
    assert other.easel.painter.picture().astype(float).std() > 5
    drag(other, (0.2, 0.2), (0.8, 0.2))
    assert len(strokes.gestures) == 2


def test_a_colour_is_named_while_it_is_held_and_for_the_keyboard(scene: Draw) -> None:
    tile, sign = scene.toolbox.colours[0], scene.colour_sign
    expected = name_of(scene.toolbox.palette[0])
    scene.update(0.05)
    assert sign.name == ""
    scene.handle(Pointer("down", 9, *tile.rect.center, 0.0))
    scene.update(0.05)
    assert sign.name == expected
    scene.handle(Pointer("up", 9, *tile.rect.center, 0.1))
    scene.update(LINGER / 2)
    assert sign.name == expected
    scene.update(LINGER)
    assert sign.name == ""
    while scene._controls.focus is not tile:
        scene.handle(Key("tab"))
    scene.update(0.05)
    assert sign.name == expected
    language.use("de")
    assert sign.name not in ("", expected)
    language.use("en")


@pytest.mark.parametrize("need", ["large_text", "low_reach", "left_handed", "high_contrast"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_name_of_a_colour_never_leaves_the_window_nor_covers_its_swatch(
    make_stage: MakeStage, size: tuple[int, int], need: str
) -> None:
    theme = Theme(size, access=Access(**{need: True}))
    at = places(theme)
    for place in (*at.colours, *at.recent):
        tile = Tile(place, pygame.Surface((1, 1)), lambda: None)
        tile.begin(Pointer("down", 1, *place.center, 0.0))
        sign = ColourSign(theme, lambda words: None)
        sign.update([(tile, (112, 112, 44))], None, 0.02)
        with reading() as reader:
            (text,) = reader.look(sign.draw, size)
        assert theme.screen.contains(text.ink) and not text.ink.colliderect(place)


def test_a_colour_is_spoken_once_where_speech_is_on(make_stage: MakeStage, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("game.speech.Voice.say", lambda self, words, language: said.append(words))
    for speech in (False, True):
        stage = make_stage(speech=speech)
        draw = Draw(stage)
        draw.enter(Round(content=stage.collection.contents[0], style=stage.collection.styles[0]))
        draw.handle(Pointer("down", 9, *draw.toolbox.colours[0].rect.center, 0.0))
        for _ in range(5):
            draw.update(0.05)
        assert said == ([name_of(draw.toolbox.palette[0])] if speech else [])
        draw.exit()
