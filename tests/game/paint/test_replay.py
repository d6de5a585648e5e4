import itertools

import numpy as np
import pytest

from game.paint.brush import Brush
from game.paint.painter import Painter
from game.paint.paper import PAPERS
from game.paint.replay import BUDGET, Film, render
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
    assert np.array_equal(first.picture(), render(first.drawing, SIZE))


def test_a_print_shows_the_same_drawing_larger(brushes: dict[str, Brush]) -> None:
    first = painted(brushes)
    large = render(first.drawing, (SIZE[0] * 3, SIZE[1] * 3))
    small = large.reshape(SIZE[1], 3, SIZE[0], 3, 3).mean(axis=(1, 3))
    blank = Painter(SIZE, brushes["ink"]).picture()
    off = np.abs(small - first.picture()).mean()
    assert off < 0.25 * np.abs(first.picture().astype(float) - blank).mean()
    # And it is a print, not an enlargement: it holds detail that the small one has not.
    enlarged = first.picture().repeat(3, axis=0).repeat(3, axis=1).astype(float)
    assert np.abs(large - enlarged).mean() > 1


def play(film: Film, seconds: float) -> None:
    """Frames until some seconds of the film have passed and their paint is there."""
    film.update(seconds)
    for _ in range(1000):
        film.update(0.0)


def test_a_film_grows_to_the_drawing_step_by_step(brushes: dict[str, Brush]) -> None:
    first = painted(brushes)
    film = Film(first.drawing, SIZE, 2.0)
    blank = film.picture()
    covered = [0]
    for _ in range(10):
        play(film, 0.2)
        covered.append(int((film.picture() != blank).any(axis=2).sum()))
        assert film.share == pytest.approx((len(covered) - 1) / 10, abs=0.01)
    assert 0 < covered[2] < covered[5] < covered[10]
    play(film, 0.01)
    assert film.done
    assert np.array_equal(first.picture(), film.picture())


def test_a_film_paints_for_a_part_of_a_frame_only(brushes: dict[str, Brush], monkeypatch: pytest.MonkeyPatch) -> None:
    first = painted(brushes)
    clock = itertools.count(0.0, BUDGET / 10)
    monkeypatch.setattr("game.paint.replay.time.perf_counter", lambda: next(clock))
    film = Film(first.drawing, SIZE, 0.1)
    film.update(1.0)
    assert 0 < film.share < 0.1
    film.finish()
    assert film.done
    assert np.array_equal(first.picture(), film.picture())


def test_a_film_begins_after_the_last_wipe_on_the_paper_of_then(brushes: dict[str, Brush]) -> None:
    first = Painter(SIZE, brushes["gouache"])
    drag(first, line((20, 40), (400, 40)))
    first.new_sheet(PAPERS[-1])
    first.clear()
    drag(first, line((20, 240), (400, 240)), at=2.0)
    film = Film(first.drawing, SIZE, 1.0)
    assert film.picture()[30:50].max() < 120
    play(film, 1.0)
    assert np.array_equal(first.picture(), film.picture())


def test_a_film_of_nothing_is_done_at_once(brushes: dict[str, Brush]) -> None:
    film = Film(Painter(SIZE, brushes["ink"]).drawing, SIZE, 1.0)
    assert film.done and film.share == 1.0
    film.update(0.1)
    assert film.picture().min() > 180


def test_a_drawing_on_a_picture_is_replayed_on_it(brushes: dict[str, Brush]) -> None:
    first = Painter(SIZE, brushes["gouache"])
    base = np.zeros((SIZE[1], SIZE[0], 3), dtype=np.uint8)
    base[:, ::2] = 120
    first.start_from(base)
    drag(first, line((20, 40), (400, 40)))
    assert np.array_equal(first.picture(), render(first.drawing, SIZE))
