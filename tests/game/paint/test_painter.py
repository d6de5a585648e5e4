import math
import random
from functools import partial

import numpy as np
import pygame
import pytest

from game.paint.brush import Brush
from game.paint.painter import Painter
from game.paint.paper import PAPERS
from game.pointer import Pointer
from models.messages import Picture
from tests.game.paint.hand import drag, line, wave

SIZE = (480, 320)
NAMES = ["oil", "impasto", "knife", "acrylic", "watercolour", "gouache", "ink", "charcoal", "chalk", "crayon"]
NAMES += ["sponge", "pointillist", "smudge", "eraser"]


def changed(one: Picture, other: Picture) -> int:
    return int((one != other).any(axis=2).sum())


def striped() -> Picture:
    """Something to smudge and to rub away."""
    stripes = np.zeros((SIZE[1], SIZE[0], 3), dtype=np.uint8)
    stripes[: SIZE[1] // 2] = (230, 190, 40)
    stripes[SIZE[1] // 2 :] = (30, 60, 160)
    return stripes


def painter_for(brush: Brush) -> Painter:
    painter = Painter(SIZE, brush)
    painter.colour = (190, 52, 40)
    if brush.numbers.kind != "paint":
        painter.start_from(striped())
    return painter


@pytest.mark.parametrize("name", NAMES)
def test_every_brush_leaves_a_mark_and_undo_takes_exactly_it_back(brushes: dict[str, Brush], name: str) -> None:
    painter = painter_for(brushes[name])
    before = painter.picture()
    drag(painter, wave(*SIZE))
    painter.finish()
    after = painter.picture()
    assert changed(before, after) > 300
    painter.undo()
    assert changed(before, painter.picture()) == 0
    assert not painter.can_undo and painter.can_redo
    painter.redo()
    assert changed(after, painter.picture()) == 0


@pytest.mark.parametrize("name", NAMES)
def test_the_same_events_give_the_same_pixels(brushes: dict[str, Brush], name: str) -> None:
    pictures = []
    for _ in range(2):
        painter = painter_for(brushes[name])
        drag(painter, wave(*SIZE))
        drag(painter, line((60, 60), (400, 240)), at=2.0)
        painter.finish()
        pictures.append(painter.picture())
    assert changed(*pictures) == 0


@pytest.mark.parametrize("name", NAMES)
def test_a_stroke_does_not_depend_on_how_often_the_screen_reports(brushes: dict[str, Brush], name: str) -> None:
    for path in (wave(*SIZE), line((60, 60), (400, 240))):
        pictures = []
        for rate in (30, 240):
            painter = painter_for(brushes[name])
            before = painter.picture()
            drag(painter, path, seconds=1.2, rate=rate)
            painter.finish()
            pictures.append(painter.picture())
        painted = int(((pictures[0] != before) | (pictures[1] != before)).any(axis=2).sum())
        # Of the painted pixels, those that an eye could tell apart.
        different = int((np.abs(pictures[0].astype(int) - pictures[1]).max(axis=2) > 24).sum())
        assert different < 0.02 * painted


def test_a_movement_is_on_the_canvas_at_once(brushes: dict[str, Brush]) -> None:
    for name in ("oil", "watercolour", "ink"):
        painter = painter_for(brushes[name])
        painter.handle(Pointer("down", 1, 100, 160, 0.0))
        painter.handle(Pointer("move", 1, 160, 160, 0.05))
        before = painter.surface.copy()
        painter.handle(Pointer("move", 1, 260, 160, 0.1))
        after = painter.surface
        assert any(before.get_at((x, 160)) != after.get_at((x, 160)) for x in range(235, 258)), name


@pytest.mark.parametrize("seconds", [0.08, 3.0])
def test_a_stroke_has_no_gaps_at_any_speed(brushes: dict[str, Brush], seconds: float) -> None:
    for name in ("acrylic", "gouache", "impasto", "ink"):
        painter = painter_for(brushes[name])
        drag(painter, line((40, 160), (440, 160)), seconds=seconds)
        columns = painter.picture()[:, 80:400].astype(int)
        red = (columns[:, :, 0] - columns[:, :, 2] > 60).any(axis=0)
        assert red.all(), name


def test_blue_over_wet_yellow_turns_green(brushes: dict[str, Brush]) -> None:
    painter = painter_for(brushes["oil"])
    painter.colour = (238, 190, 40)
    drag(painter, line((40, 160), (440, 160)))
    painter.colour = (28, 70, 160)
    drag(painter, line((240, 40), (240, 280)), at=2.0)
    red, green, blue = painter.picture()[150:170, 225:255].reshape(-1, 3).mean(axis=0)
    assert green > red + 20 and green > blue + 20


def test_a_wash_lets_what_lies_below_through_and_darkens_it(brushes: dict[str, Brush]) -> None:
    painter = painter_for(brushes["watercolour"])
    painter.start_from(striped())
    painter.colour = (200, 60, 60)
    before = painter.picture().astype(int)
    drag(painter, line((240, 40), (240, 280)))
    painter.finish()
    after = painter.picture().astype(int)
    assert (after.sum(axis=2) <= before.sum(axis=2))[:150].all()
    upper, lower = after[100, 240], after[220, 240]
    assert np.abs(upper - lower).max() > 60


def test_a_wash_is_seen_on_dark_paper_too_and_stays_transparent(brushes: dict[str, Brush]) -> None:
    painter = Painter(SIZE, brushes["watercolour"], PAPERS[-1])
    painter.colour = (40, 90, 200)
    before = painter.picture().astype(int)
    drag(painter, line((60, 160), (420, 160)))
    painter.finish()
    gained = (painter.picture().astype(int) - before)[140:180, 100:380].reshape(-1, 3).mean(axis=0)
    assert gained[2] > 30 and gained[2] > gained[0] + 20
    assert gained.max() < 120


@pytest.mark.parametrize("name", ["impasto", "knife"])
def test_thick_paint_keeps_its_colour_on_a_small_canvas(brushes: dict[str, Brush], name: str) -> None:
    found = []
    for height in (300, 900):
        painter = Painter((height * 3 // 2, height), brushes[name])
        painter.colour = (28, 70, 160)
        bare = painter.picture()
        drag(painter, line((height * 0.2, height / 2), (height * 1.3, height / 2)))
        picture = painter.picture()
        found.append(picture[(picture != bare).any(axis=2)].mean(axis=0))
    assert np.abs(found[0] - found[1]).max() < 16


def test_every_paint_covers_the_underlay(brushes: dict[str, Brush]) -> None:
    for name in ("ink", "gouache", "pointillist"):
        painter = Painter(SIZE, brushes[name])
        painter.size, painter.colour = 300, (250, 120, 20)
        drag(painter, line((60, 160), (420, 160)))
        seen = pygame.surfarray.array3d(painter.surface).astype(int)
        painted = seen[:, :, 2] < 60
        painter.underlay(np.zeros((SIZE[1], SIZE[0], 3), dtype=np.uint8))
        below = pygame.surfarray.array3d(painter.surface)
        assert painted.sum() > 500
        assert np.abs(below - seen)[painted].mean() < 12 < np.abs(below - seen)[~painted].mean(), name


def test_gouache_takes_wet_gouache_along(brushes: dict[str, Brush]) -> None:
    painter = painter_for(brushes["gouache"])
    painter.colour = (238, 190, 40)
    drag(painter, line((40, 160), (440, 160)))
    painter.colour = (28, 70, 160)
    drag(painter, line((240, 40), (240, 280)), at=2.0)
    picture = painter.picture().astype(int)
    assert picture[150:170, 236:244, 1].mean() > picture[60:90, 236:244, 1].mean() + 10


def test_a_wash_has_a_darker_edge(brushes: dict[str, Brush]) -> None:
    painter = painter_for(brushes["watercolour"])
    painter.size = 300
    drag(painter, line((120, 160), (360, 160)))
    painter.finish()
    column = painter.picture()[:, 200:280].astype(int).sum(axis=2).mean(axis=1)
    wet = np.flatnonzero(column < column.max() - 40)
    edge = min(column[wet[0] : wet[0] + 10])
    assert edge < column[155:165].mean() - 15


def test_a_wash_runs_and_comes_to_rest(brushes: dict[str, Brush]) -> None:
    painter = painter_for(brushes["watercolour"])
    drag(painter, wave(*SIZE), at=0.0)
    pictures = [painter.picture()]
    for _ in range(240):
        painter.update(1 / 60)
    pictures.append(painter.picture())
    painter.update(1.0)
    assert changed(pictures[0], pictures[1]) > 20
    assert changed(pictures[1], painter.picture()) == 0
    # However the time passed, the wash that has run is the same.
    other = painter_for(brushes["watercolour"])
    drag(other, wave(*SIZE))
    other.finish()
    assert changed(pictures[1], other.picture()) == 0


def test_ten_fingers_paint_each_its_own_stroke_an_eleventh_is_left_out(brushes: dict[str, Brush]) -> None:
    painter = painter_for(brushes["ink"])
    for finger in range(11):
        painter.handle(Pointer("down", finger, 20 + 40 * finger, 40, 0.0))
    for step in range(1, 11):
        for finger in range(11):
            painter.handle(Pointer("move", finger, 20 + 40 * finger, 40 + 20 * step, step / 60))
    for finger in range(11):
        painter.handle(Pointer("up", finger, 20 + 40 * finger, 240, 0.2))
    row = painter.picture()[150].astype(int)
    marked = [(row[15 + 40 * finger : 26 + 40 * finger].min() < 150) for finger in range(11)]
    assert marked == [True] * 10 + [False]


def test_clear_and_mirror_can_be_undone(brushes: dict[str, Brush]) -> None:
    painter = painter_for(brushes["oil"])
    empty = painter.picture()
    drag(painter, line((60, 60), (200, 200)))
    painted = painter.picture()
    painter.mirror()
    # Light stays where it is; the colours are turned round.
    turned = painter.picture()[:, ::-1].astype(int)
    assert (np.abs(turned - painted).max(axis=2) > 60).mean() < 0.02
    painter.undo()
    assert changed(painted, painter.picture()) == 0
    painter.clear()
    assert changed(empty, painter.picture()) == 0
    painter.undo()
    assert changed(painted, painter.picture()) == 0


def test_the_underlay_is_seen_but_never_part_of_the_picture(brushes: dict[str, Brush]) -> None:
    painter = painter_for(brushes["acrylic"])
    drag(painter, line((60, 160), (420, 160)))
    painted = painter.picture()
    seen = painter.surface.copy()
    painter.underlay(np.zeros((SIZE[1], SIZE[0], 3), dtype=np.uint8))
    assert painter.surface.get_at((10, 10))[0] < seen.get_at((10, 10))[0] - 40
    assert abs(painter.surface.get_at((240, 160))[0] - seen.get_at((240, 160))[0]) < 12
    assert changed(painted, painter.picture()) == 0
    painter.underlay(None)
    assert painter.surface.get_at((10, 10)) == seen.get_at((10, 10))


def test_papers_differ_and_are_bare_at_first(brushes: dict[str, Brush]) -> None:
    pictures = [Painter(SIZE, brushes["ink"], paper).picture() for paper in PAPERS]
    for paper, picture in zip(PAPERS, pictures, strict=True):
        assert np.abs(picture.reshape(-1, 3).mean(axis=0) - paper.colour).max() < 6
        assert 0.3 < picture[:, :, 0].astype(float).std() < 12
    assert len({picture.tobytes() for picture in pictures}) == len(PAPERS)


def test_another_paper_is_a_new_sheet_and_undo_brings_the_old_one_back(brushes: dict[str, Brush]) -> None:
    painter = Painter(SIZE, brushes["ink"])
    drag(painter, line((60, 160), (420, 160)))
    painted = painter.picture()
    painter.new_sheet(PAPERS[-1])
    assert (painter.empty, painter.paper) == (True, PAPERS[-1])
    assert painter.picture().mean() < 60
    painter.brush, painter.size, painter.colour = brushes["gouache"], 200, (250, 250, 250)
    bare = painter.picture()
    drag(painter, line((60, 160), (420, 160)), at=2.0)
    # What is rubbed away shows the paper that is up now.
    painter.brush = brushes["eraser"]
    drag(painter, line((60, 160), (420, 160)), at=4.0)
    assert np.abs(painter.picture()[150:170, 100:380].astype(int) - bare[150:170, 100:380]).mean() < 3
    for _ in range(3):
        painter.undo()
    assert (painter.empty, painter.paper) == (False, PAPERS[0])
    assert changed(painted, painter.picture()) == 0
    drag(painter, line((60, 160), (420, 160)), at=6.0)
    assert painter.picture()[150:170, 100:380].min() > 180


def test_fifty_turns_of_the_whole_canvas_keep_no_copies_of_it(brushes: dict[str, Brush]) -> None:
    painter = Painter(SIZE, brushes["oil"])
    drag(painter, line((60, 60), (200, 200)))
    painted, kept = painter.picture(), painter.kept_bytes
    for _ in range(49):
        painter.mirror()
    assert painter.kept_bytes < kept + 5000
    for _ in range(49):
        painter.undo()
    assert changed(painted, painter.picture()) == 0


def test_memory_after_many_strokes_is_that_after_fifty(brushes: dict[str, Brush]) -> None:
    chance = random.Random(5)
    painter = Painter(SIZE, brushes["oil"])

    def scribble(count: int) -> None:
        for _ in range(count):
            x, y, angle = chance.uniform(100, 380), chance.uniform(80, 240), chance.uniform(0, 6.28)
            drag(painter, line((x, y), (x + 60 * math.cos(angle), y + 60 * math.sin(angle))), seconds=0.1)

    scribble(50)
    after_fifty = painter.kept_bytes
    scribble(250)
    for _ in range(200):
        painter.undo()
    for _ in range(200):
        painter.redo()
    scribble(250)
    for _ in range(30):
        painter.undo()
    assert painter.can_undo
    assert painter.kept_bytes < after_fifty * 1.3


def test_fifty_steps_can_be_undone(brushes: dict[str, Brush]) -> None:
    painter = Painter(SIZE, brushes["ink"])
    pictures = []
    for step in range(50):
        pictures.append(painter.picture())
        drag(painter, line((8 + 9 * step, 40), (8 + 9 * step, 280)), seconds=0.1)
    for picture in reversed(pictures):
        assert painter.can_undo
        painter.undo()
        assert changed(picture, painter.picture()) == 0


WILD = (0.0, -1e9, 1e9, math.nan, math.inf, -math.inf, 1e308, -5000.0, 5000.0)


def wild(painter: Painter, brushes: dict[str, Brush], events: int, seed: int) -> None:
    """Events that no sane screen sends: downs without ups, vanished fingers, places far outside, broken numbers."""
    chance = random.Random(seed)
    time, x, y = 0.0, 20.0, 15.0
    everything = list(brushes.values())
    for count in range(events):
        if count % 400 == 0:
            painter.brush, painter.size = chance.choice(everything), chance.choice((150, 300, 400))
            painter.click_to_paint = chance.random() < 0.2
        kind = chance.choice(("down", "move", "move", "move", "up", "cancel"))
        strange = chance.random()
        x, y = max(-9, min(57, x + chance.gauss(0, 3))), max(-9, min(41, y + chance.gauss(0, 3)))
        place = (chance.choice(WILD), y) if strange < 0.01 else (x, y)
        time += chance.choice((0.0, 0.001, 0.016, -0.5, 2.0))
        pressure = chance.choice((None, None, 0.5, -3.0, 7.0, math.nan))
        moment = math.nan if strange > 0.99 else time
        painter.handle(Pointer(kind, chance.randrange(14), *place, moment, pressure))  # type: ignore[arg-type]
        if strange > 0.995:
            sheet, wait = partial(painter.new_sheet, chance.choice(PAPERS)), partial(painter.update, 0.5)
            acts = (painter.undo, painter.redo, painter.clear, painter.mirror, sheet, wait)
            chance.choice(acts)()


@pytest.mark.parametrize("seed", [11, 12])
def test_ten_thousand_wild_events_do_no_harm(brushes: dict[str, Brush], seed: int) -> None:
    painter = Painter((48, 32), brushes["gouache"])
    wild(painter, brushes, 10_000, seed)
    painter.finish()
    assert not painter.painting
    before = painter.picture()
    assert before.shape == (32, 48, 3)
    painter.new_sheet(PAPERS[0])
    painter.brush, painter.size, painter.colour = brushes["ink"], 300, (0, 0, 0)
    painter.click_to_paint = False
    empty = painter.picture()
    drag(painter, line((5, 16), (40, 16)))
    assert changed(empty, painter.picture()) > 50
