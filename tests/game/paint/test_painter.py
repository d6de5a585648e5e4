import math
import random

import numpy as np
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
    pictures = []
    for rate in (30, 240):
        painter = painter_for(brushes[name])
        before = painter.picture()
        drag(painter, wave(*SIZE), seconds=1.2, rate=rate)
        painter.finish()
        pictures.append(painter.picture())
    painted = int(((pictures[0] != before) | (pictures[1] != before)).any(axis=2).sum())
    # Of the painted pixels, those that an eye could tell apart.
    different = int((np.abs(pictures[0].astype(int) - pictures[1]).max(axis=2) > 24).sum())
    assert different < 0.03 * painted
    assert different < 0.02 * SIZE[0] * SIZE[1] * 0.1


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
    assert (after <= before).all()
    upper, lower = after[100, 240], after[220, 240]
    assert np.abs(upper - lower).max() > 60


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


def test_the_paper_can_be_changed_until_something_is_painted(brushes: dict[str, Brush]) -> None:
    painter = Painter(SIZE, brushes["ink"])
    assert painter.change_paper(PAPERS[4])
    assert painter.picture().mean() < 60
    drag(painter, line((60, 160), (420, 160)))
    painted = painter.picture()
    assert not painter.change_paper(PAPERS[0])
    painter.undo()
    assert not painter.change_paper(PAPERS[0])
    painter.redo()
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


def test_two_hundred_thousand_wild_events_do_no_harm(brushes: dict[str, Brush]) -> None:
    chance = random.Random(11)
    painter = Painter((48, 32), brushes["gouache"])
    time, x, y = 0.0, 20.0, 15.0
    everything = [brush for name, brush in brushes.items() if name != "knife"]
    for count in range(200_000):
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
            chance.choice((painter.undo, painter.redo, painter.clear, painter.mirror, lambda: painter.update(0.5)))()
    painter.finish()
    assert not painter.painting
    before = painter.picture()
    assert before.shape == (32, 48, 3)
    painter.clear()
    painter.brush, painter.size, painter.colour = brushes["ink"], 300, (0, 0, 0)
    empty = painter.picture()
    drag(painter, line((5, 16), (40, 16)))
    assert changed(empty, painter.picture()) > 50
