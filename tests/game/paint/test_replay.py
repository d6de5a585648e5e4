import numpy as np

from game.paint.brush import Brush
from game.paint.painter import Painter
from game.paint.replay import Film, replay
from game.pointer import Pointer
from tests.game.paint.hand import drag, line, wave

SIZE = (450, 300)


def painted(brushes: dict[str, Brush]) -> Painter:
    """A little of everything, with several hands, an undo and a palm."""
    painter = Painter(SIZE, brushes["oil"])
    for index, brush in enumerate(brushes.values()):
        painter.brush, painter.size = brush, brush.numbers.size
        painter.colour = (30 + 15 * index, 200 - 12 * index, (90 * index) % 256)
        drag(painter, wave(SIZE[0], SIZE[1] * (0.6 + 0.06 * index)), seconds=0.5, at=3.0 * index)
    painter.undo()
    painter.brush = brushes["watercolour"]
    painter.handle(Pointer("down", 1, 50, 50, 60.0))
    painter.handle(Pointer("down", 2, 200, 250, 60.1))
    for step in range(1, 30):
        painter.handle(Pointer("move", 1, 50 + 8 * step, 60, 60.1 + step / 60))
        painter.handle(Pointer("move", 2, 200 + 5 * step, 250 - 6 * step, 60.1 + step / 60))
        if step == 15:
            painter.handle(Pointer("up", 1, 170, 60, 60.4))
        painter.update(1 / 60)
    painter.finish()
    return painter


def test_a_replay_gives_the_same_pixels(brushes: dict[str, Brush]) -> None:
    first = painted(brushes)
    again = Painter(SIZE, brushes["ink"])
    replay(first.drawing, again)
    assert np.array_equal(first.picture(), again.picture())


def test_a_print_shows_the_same_drawing_larger(brushes: dict[str, Brush]) -> None:
    first = painted(brushes)
    large = Painter((SIZE[0] * 3, SIZE[1] * 3), brushes["ink"])
    replay(first.drawing, large)
    small = large.picture().reshape(SIZE[1], 3, SIZE[0], 3, 3).mean(axis=(1, 3))
    blank = Painter(SIZE, brushes["ink"]).picture()
    off = np.abs(small - first.picture()).mean()
    assert off < 0.25 * np.abs(first.picture().astype(float) - blank).mean()
    # And it is a print, not an enlargement: it holds detail that the small one has not.
    enlarged = first.picture().repeat(3, axis=0).repeat(3, axis=1).astype(float)
    assert np.abs(large.picture() - enlarged).mean() > 1


def test_a_film_grows_to_the_drawing_step_by_step(brushes: dict[str, Brush]) -> None:
    first = painted(brushes)
    painter = Painter(SIZE, brushes["ink"])
    film = Film(first.drawing, painter)
    blank = painter.picture()
    covered = []
    for share in np.linspace(0, 1, 21):
        film.play_to(float(share))
        covered.append(int((painter.picture() != blank).any(axis=2).sum()))
    assert covered[0] == 0
    assert covered[5] < covered[10] <= covered[20] * 1.02
    film.play_to(0.3)
    assert np.array_equal(first.picture(), painter.picture())


def test_a_film_begins_after_the_last_wipe(brushes: dict[str, Brush]) -> None:
    first = Painter(SIZE, brushes["gouache"])
    drag(first, line((20, 40), (400, 40)))
    first.clear()
    drag(first, line((20, 240), (400, 240)), at=2.0)
    painter = Painter(SIZE, brushes["ink"])
    film = Film(first.drawing, painter)
    film.play_to(0.5)
    assert painter.picture()[30:50].min() > 200
    film.play_to(1.0)
    assert np.array_equal(first.picture(), painter.picture())


def test_a_drawing_on_a_picture_is_replayed_on_it(brushes: dict[str, Brush]) -> None:
    first = Painter(SIZE, brushes["gouache"])
    base = np.zeros((SIZE[1], SIZE[0], 3), dtype=np.uint8)
    base[:, ::2] = 120
    first.start_from(base)
    drag(first, line((20, 40), (400, 40)))
    again = Painter(SIZE, brushes["ink"])
    replay(first.drawing, again)
    assert np.array_equal(first.picture(), again.picture())
