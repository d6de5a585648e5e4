import numpy as np

from game.paint.brush import Brush
from game.paint.painter import Painter
from game.pointer import Pointer
from models.messages import Picture
from tests.game.paint.hand import drag, line

SIZE = (600, 500)


def new_painter(brush: Brush) -> Painter:
    painter = Painter(SIZE, brush)
    painter.colour = (20, 20, 60)
    return painter


def dark(picture: Picture, x: int, y: int, reach: int = 12) -> bool:
    return bool(picture[y - reach : y + reach, x - reach : x + reach].min() < 140)


def test_a_palm_that_rests_beside_a_stroke_leaves_no_mark(brushes: dict[str, Brush]) -> None:
    painter = new_painter(brushes["gouache"])
    painter.handle(Pointer("down", 7, 300, 330, 0.0))
    painter.handle(Pointer("down", 1, 200, 200, 0.05))
    for step in range(1, 41):
        painter.handle(Pointer("move", 1, 200 + 4 * step, 200, 0.05 + step / 60))
        painter.handle(Pointer("move", 7, 300 + step % 2, 330, 0.05 + step / 60))
    painter.handle(Pointer("up", 1, 360, 200, 0.8))
    painter.handle(Pointer("up", 7, 300, 330, 0.9))
    picture = painter.picture()
    assert not dark(picture, 300, 330)
    alone = new_painter(brushes["gouache"])
    alone.handle(Pointer("down", 7, 300, 330, 0.0))
    assert dark(picture, 250, 200) and dark(picture, 350, 200)
    painter.undo()
    assert picture.std() > painter.picture().std()
    assert not painter.can_undo


def test_a_palm_that_comes_after_the_finger_is_taken_back_too(brushes: dict[str, Brush]) -> None:
    painter = new_painter(brushes["oil"])
    painter.handle(Pointer("down", 1, 100, 150, 0.0))
    for step in range(1, 61):
        painter.handle(Pointer("move", 1, 100 + 4 * step, 150, step / 60))
        if step == 20:
            painter.handle(Pointer("down", 2, 260, 280, step / 60))
    painter.handle(Pointer("up", 1, 340, 150, 1.1))
    painter.handle(Pointer("up", 2, 260, 280, 1.2))
    assert not dark(painter.picture(), 260, 280)
    assert dark(painter.picture(), 200, 150)


def test_two_hands_that_both_paint_are_no_palms(brushes: dict[str, Brush]) -> None:
    painter = new_painter(brushes["gouache"])
    for finger, y in ((1, 150), (2, 260)):
        painter.handle(Pointer("down", finger, 100, y, 0.0))
    for step in range(1, 61):
        for finger, y in ((1, 150), (2, 260)):
            painter.handle(Pointer("move", finger, 100 + 5 * step, y, step / 60))
    for finger, y in ((1, 150), (2, 260)):
        painter.handle(Pointer("up", finger, 400, y, 1.1))
    assert dark(painter.picture(), 250, 150) and dark(painter.picture(), 250, 260)


def two_finger_tap(painter: Painter, at: float) -> None:
    painter.handle(Pointer("down", 1, 250, 250, at))
    painter.handle(Pointer("down", 2, 330, 240, at + 0.03))
    painter.handle(Pointer("up", 1, 251, 250, at + 0.15))
    painter.handle(Pointer("up", 2, 330, 241, at + 0.17))


def test_a_two_finger_tap_undoes_and_leaves_no_mark(brushes: dict[str, Brush]) -> None:
    painter = new_painter(brushes["gouache"])
    empty = painter.picture()
    drag(painter, line((100, 100), (500, 100)))
    first = painter.picture()
    drag(painter, line((100, 400), (500, 400)), at=2.0)
    two_finger_tap(painter, 4.0)
    assert np.array_equal(painter.picture(), first)
    two_finger_tap(painter, 5.0)
    assert np.array_equal(painter.picture(), empty)
    two_finger_tap(painter, 6.0)
    assert np.array_equal(painter.picture(), empty)
    painter.redo()
    assert np.array_equal(painter.picture(), first)


def test_two_slow_touches_are_dabs_not_a_tap(brushes: dict[str, Brush]) -> None:
    painter = new_painter(brushes["gouache"])
    painter.handle(Pointer("down", 1, 150, 250, 0.0))
    painter.handle(Pointer("down", 2, 450, 250, 0.4))
    painter.handle(Pointer("up", 1, 150, 250, 0.8))
    painter.handle(Pointer("up", 2, 450, 250, 1.2))
    assert dark(painter.picture(), 150, 250) and dark(painter.picture(), 450, 250)


def click(painter: Painter, x: float, y: float, at: float) -> None:
    painter.handle(Pointer("down", 1, x, y, at, None, "mouse"))
    painter.handle(Pointer("up", 1, x + 1, y, at + 0.1, None, "mouse"))


def test_clicks_lead_a_stroke_from_place_to_place(brushes: dict[str, Brush]) -> None:
    painter = new_painter(brushes["gouache"])
    painter.click_to_paint = True
    click(painter, 100, 100, 0.0)
    click(painter, 400, 100, 2.0)
    click(painter, 400, 400, 9.0)
    assert dark(painter.picture(), 250, 100) and dark(painter.picture(), 400, 250)
    click(painter, 400, 400, 11.0)
    click(painter, 100, 400, 12.0)
    assert not dark(painter.picture(), 250, 400)
    painter.finish()
    painter.undo()
    painter.undo()
    assert not painter.can_undo


def test_who_drags_in_click_mode_is_not_hindered(brushes: dict[str, Brush]) -> None:
    plain, clicking = new_painter(brushes["ink"]), new_painter(brushes["ink"])
    clicking.click_to_paint = True
    for painter in (plain, clicking):
        drag(painter, line((100, 100), (500, 300)))
        assert not painter.painting
    off = np.abs(plain.picture().astype(int) - clicking.picture()).max(axis=2) > 24
    assert off.sum() < 150
