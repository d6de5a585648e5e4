import os
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing import resource_tracker
from multiprocessing.shared_memory import SharedMemory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.messages import SharedPicture
from models.shared import (
    FOLDER,
    BlockGoneError,
    bytes_for,
    make_block,
    read_named,
    read_picture,
    sweep_blocks,
    write_named,
    write_picture,
)
from tests.pictures import scene


@pytest.fixture
def block() -> Iterator[SharedMemory]:
    memory = SharedMemory(create=True, size=bytes_for(96, 64))
    yield memory
    memory.close()
    memory.unlink()


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 1000))
def test_what_is_written_is_read(width: int, height: int, seed: int) -> None:
    picture = np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)
    memory = SharedMemory(create=True, size=bytes_for(width, height))
    try:
        place = write_picture(memory, picture)
        assert (place.width, place.height) == (width, height)
        assert np.array_equal(read_picture(memory, place), picture)
        assert np.array_equal(read_named(place), picture)
    finally:
        memory.close()
        memory.unlink()


def test_a_picture_that_was_read_is_a_copy(block: SharedMemory) -> None:
    picture = scene()
    read = read_picture(block, write_named(block.name, picture))
    write_named(block.name, np.zeros_like(picture))
    assert np.array_equal(read, picture)


def test_a_block_that_is_too_small_is_never_overrun(block: SharedMemory) -> None:
    with pytest.raises(TypeError, match="too small"):
        write_named(block.name, scene(960, 640))


def test_a_removed_block_is_told_from_any_other_missing_file() -> None:
    memory = SharedMemory(create=True, size=bytes_for(8, 8))
    memory.close()
    memory.unlink()
    with pytest.raises(BlockGoneError):
        read_named(SharedPicture(memory.name, 8, 8))
    with pytest.raises(BlockGoneError):
        write_named(memory.name, scene(8, 8))
    assert not issubclass(BlockGoneError, OSError)


def test_opening_a_block_of_another_process_registers_nothing(
    block: SharedMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered: list[str] = []
    monkeypatch.setattr(resource_tracker, "register", lambda name, rtype: registered.append(name))
    read_named(write_named(block.name, scene()))
    assert registered == []
    SharedMemory(block.name).close()
    assert [name.lstrip("/") for name in registered] == [block.name.lstrip("/")]


@pytest.mark.skipif(not FOLDER.is_dir(), reason="shared memory is no folder here")
def test_what_a_killed_game_left_over_is_swept_and_nothing_else() -> None:
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    ours = make_block(10)
    left = FOLDER / f"style-duel-{gone.stdout.strip()}-abcd-1"
    same_number = FOLDER / f"style-duel-{os.getpid()}-abcd-1"
    foreign = FOLDER / f"style-duel-{os.getppid()}-abcd-1"
    for file in (left, same_number, foreign):
        file.write_bytes(b"a visitor's picture")
    try:
        sweep_blocks()
        assert not left.exists() and not same_number.exists()
        assert foreign.exists() and (FOLDER / ours.name).exists()
    finally:
        foreign.unlink()
        ours.close()
        ours.unlink()
