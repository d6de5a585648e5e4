"""The worker at one end of a corridor, the test at the other; it runs in a thread so that its parts can be broken."""

import multiprocessing
import threading
from collections.abc import Iterator
from functools import partial
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pytest

from models.decoder import Decoder
from models.magenta import Magenta
from models.messages import (
    Answer,
    Cancel,
    Compare,
    Failed,
    Graded,
    Method,
    Open,
    Opened,
    Picture,
    Progress,
    Ready,
    Request,
    SharedPicture,
    Stop,
    Stylise,
    Stylised,
)
from models.pictures import save_picture
from models.scorer import Scorer
from models.shared import bytes_for, read_picture, write_picture
from models.worker import GameGoneError, Worker
from tests.bad_files import scan_bomb
from tests.pictures import scene, stripes


class GameEnd:
    """The game's end: posts requests, takes answers, and owns the blocks."""

    def __init__(self) -> None:
        self.corridor, self.theirs = multiprocessing.Pipe()
        self.blocks: list[SharedMemory] = []
        self.thread = threading.Thread(target=self._live, daemon=True)

    def _live(self) -> None:
        worker = Worker(self.theirs)
        try:
            worker.run()
        except GameGoneError:
            pass
        finally:
            worker.close()
            self.theirs.close()

    def block(self, width: int = 96, height: int = 96) -> SharedMemory:
        self.blocks.append(SharedMemory(create=True, size=bytes_for(width, height)))
        return self.blocks[-1]

    def place(self, picture: Picture) -> SharedPicture:
        return write_picture(self.block(picture.shape[1], picture.shape[0]), picture)

    def stylise(self, job: int, method: Method) -> Stylise:
        content, style = self.place(scene()), self.place(stripes())
        return Stylise(job, method, content, style, size=96, strength=1.0, seed=0, into=self.block().name)

    def post(self, *requests: Request) -> None:
        for request in requests:
            self.corridor.send(request)

    def answer(self) -> Answer:
        assert self.corridor.poll(60), "the worker is silent"
        answer: Answer = self.corridor.recv()
        return answer

    def result(self) -> Answer:
        """The next answer that ends a job."""
        while isinstance(answer := self.answer(), Progress | Ready):
            pass
        return answer

    def close(self) -> None:
        if not self.corridor.closed:
            self.corridor.close()
        self.thread.join(30)
        for block in self.blocks:
            block.close()
            block.unlink()


@pytest.fixture
def game() -> Iterator[GameEnd]:
    one = GameEnd()
    yield one
    one.close()


def fail_with(error: Exception) -> Any:
    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail


def quick(game: GameEnd, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start the worker without the classic method, which these tests do not need."""
    monkeypatch.setattr(Worker, "_load_classic", fail_with(ModuleNotFoundError("models.classic")))
    game.thread.start()
    assert isinstance(game.answer(), Ready)


def test_a_part_that_cannot_be_loaded_fails_its_own_jobs_only(game: GameEnd, monkeypatch: pytest.MonkeyPatch) -> None:
    quick(game, monkeypatch)
    game.post(game.stylise(1, "classic"), game.stylise(2, "fast"))
    first, second = game.result(), game.result()
    assert isinstance(first, Failed) and first.job == 1
    assert first.reason.endswith(".") and "\n" not in first.reason
    assert isinstance(second, Stylised) and second.job == 2


@pytest.mark.parametrize(
    "error", [OSError("disk"), FileNotFoundError("a file"), BrokenPipeError(), EOFError(), MemoryError(), KeyError(1)]
)
def test_whatever_a_job_raises_fails_that_job_and_no_other(
    game: GameEnd, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    quick(game, monkeypatch)
    pictures = game.place(scene()), game.place(scene())
    with monkeypatch.context() as broken:
        broken.setattr(Scorer, "compare", fail_with(error))
        game.post(Compare(1, *pictures))
        failed = game.result()
    assert isinstance(failed, Failed) and failed.job == 1 and failed.reason
    game.post(Compare(2, *pictures))
    graded = game.result()
    assert isinstance(graded, Graded) and graded.job == 2 and graded.grade.grade == 10


def test_a_file_is_decoded_into_the_block(game: GameEnd, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    quick(game, monkeypatch)
    save_picture(scene(), tmp_path / "scene.png")
    block = game.block()
    game.post(Open(1, str(tmp_path / "scene.png"), 96, block.name))
    opened = game.result()
    assert isinstance(opened, Opened)
    assert np.array_equal(read_picture(block, opened.picture), scene())


def test_a_file_made_to_keep_it_busy_fails_alone_and_in_time(
    game: GameEnd, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("models.worker.Decoder", partial(Decoder, seconds=4.0))
    quick(game, monkeypatch)
    (tmp_path / "bomb.jpg").write_bytes(scan_bomb(4000, 4000))
    save_picture(scene(), tmp_path / "mine.png")
    for number, name in enumerate(("bomb.jpg", "mine.png"), 1):
        game.post(Open(number, str(tmp_path / name), longest=64, into=game.block().name))
    first, second = game.result(), game.result()
    assert isinstance(first, Failed) and "takes too long" in first.reason
    assert isinstance(second, Opened)


def test_a_job_whose_blocks_are_gone_is_dropped_in_silence(game: GameEnd, monkeypatch: pytest.MonkeyPatch) -> None:
    quick(game, monkeypatch)
    gone = SharedPicture("style-duel-no-such-block", 8, 8)
    game.post(Compare(1, gone, gone), game.stylise(2, "fast"))
    assert getattr(game.result(), "job", None) == 2


def test_quick_jobs_are_done_and_cancelled_ones_dropped_while_a_classic_picture_is_made(game: GameEnd) -> None:
    game.thread.start()
    game.post(game.stylise(1, "classic"))
    while not (isinstance(answer := game.answer(), Progress) and answer.fraction > 0):
        pass
    game.post(game.stylise(2, "classic"), game.stylise(3, "fast"), Cancel(2), Cancel(1))
    game.post(game.stylise(4, "fast"))
    assert [getattr(game.result(), "job", None) for _ in range(2)] == [3, 4]
    game.post(game.stylise(5, "fast"))
    assert getattr(game.result(), "job", None) == 5


@pytest.mark.parametrize("told", [True, False])
def test_it_ends_when_told_or_when_the_game_is_gone(game: GameEnd, monkeypatch: pytest.MonkeyPatch, told: bool) -> None:
    quick(game, monkeypatch)
    if told:
        game.post(Stop())
    else:
        game.corridor.close()
    game.thread.join(30)
    assert not game.thread.is_alive()


def test_the_networks_are_loaded_before_it_is_ready(game: GameEnd, monkeypatch: pytest.MonkeyPatch) -> None:
    quick(game, monkeypatch)
    monkeypatch.setattr(Magenta, "__init__", fail_with(AssertionError("loaded again")))
    game.post(game.stylise(1, "fast"))
    assert isinstance(game.result(), Stylised)
