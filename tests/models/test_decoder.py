"""Decoding in a process of its own: what takes too long, takes too much or kills it is told, and the next one opens."""

import os
import signal
import time
from pathlib import Path

import numpy as np
import psutil
import pytest
from PIL import Image

from models import decoder
from models.decoder import Decoder
from models.messages import Picture
from models.pictures import PictureError, load_picture, save_picture
from tests.bad_files import scan_bomb
from tests.pictures import scene


@pytest.fixture
def good(tmp_path: Path) -> Path:
    save_picture(scene(300, 200), tmp_path / "good.png")
    return tmp_path / "good.png"


def children() -> list[psutil.Process]:
    """The processes that decode for this one."""
    return [child for child in psutil.Process().children() if "models.decoder" in child.cmdline()]


def test_pictures_come_out_as_they_would_here_and_one_process_serves_them_all(good: Path) -> None:
    opener = Decoder()
    before = len(children())
    assert np.array_equal(opener.open(good), load_picture(good))
    assert np.array_equal(opener.open(good, 96), load_picture(good, 96))
    assert len(children()) == before + 1
    opener.close()
    assert len(children()) == before


def test_a_wrong_file_is_told_and_costs_nothing(good: Path, tmp_path: Path) -> None:
    opener = Decoder()
    opener.open(good)
    (process,) = children()
    (tmp_path / "letter.jpg").write_text("no picture")
    with pytest.raises(PictureError, match=r"letter.jpg is not a picture"):
        opener.open(tmp_path / "letter.jpg")
    assert opener.open(good).shape == (200, 300, 3)
    assert children() == [process]
    opener.close()


def test_a_small_file_that_would_take_minutes_is_given_up_in_time(good: Path, tmp_path: Path) -> None:
    (tmp_path / "bomb.jpg").write_bytes(scan_bomb(4000, 4000))
    assert (tmp_path / "bomb.jpg").stat().st_size < 1_000_000
    opener = Decoder(seconds=4.0)
    with pytest.raises(PictureError, match=r"bomb.jpg takes too long"):
        opener.open(tmp_path / "bomb.jpg", 64)
    assert not children()
    assert opener.open(good, 64).shape[1] == 64
    opener.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot limit memory")
def test_a_picture_that_takes_too_much_memory_is_told(good: Path, tmp_path: Path) -> None:
    # One bit a pixel in the file, 120 MB when it is decoded, 480 MB in colour.
    Image.new("1", (10_900, 10_900)).save(tmp_path / "wide.png")
    opener = Decoder(memory=600_000_000)
    with pytest.raises(PictureError, match=r"wide.png needs too much memory"):
        opener.open(tmp_path / "wide.png", 64)
    assert opener.open(good, 64).shape[1] == 64
    opener.close()


def test_a_process_that_dies_is_replaced(good: Path) -> None:
    opener = Decoder()
    opener.open(good)
    os.kill(children()[0].pid, signal.SIGKILL)
    with pytest.raises(PictureError, match="cannot be read"):
        opener.open(good)
    assert opener.open(good).shape == (200, 300, 3)
    opener.close()


def test_the_process_ends_with_the_one_that_started_it(good: Path) -> None:
    opener = Decoder()
    opener.open(good)
    (process,) = children()
    assert opener._process is not None and opener._process.stdin is not None
    opener._process.stdin.close()
    process.wait(10)
    opener._process = None


def test_time_is_limited_even_if_nobody_watches(tmp_path: Path) -> None:
    (tmp_path / "bomb.jpg").write_bytes(scan_bomb(4000, 4000))
    process = decoder._start(0.5, decoder.MOST_MEMORY)
    assert process.stdin is not None
    process.stdin.write(b'["%s", 64]\n' % os.fsencode(tmp_path / "bomb.jpg"))
    process.stdin.close()
    began = time.monotonic()
    assert process.wait(60) == -signal.SIGXCPU
    assert time.monotonic() - began < 50
    assert process.stdout is not None
    process.stdout.close()


def opened(file: Path) -> Picture:
    opener = Decoder()
    try:
        return opener.open(file, 64)
    finally:
        opener.close()


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(PictureError, match="is no file"):
        opened(tmp_path / "pipe.jpg")
