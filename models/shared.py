"""Blocks of shared memory in which pictures lie between the game and the worker.

The game makes every block and removes it; the worker only opens them. So nothing is left over when a worker dies, and
when the game itself dies Python's resource tracker removes what it made. Where that was killed too, the next
start does: the names of our blocks tell which process made them.
"""

import contextlib
import itertools
import os
import secrets
from multiprocessing import resource_tracker
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

import numpy as np
import psutil

from models.messages import Picture, SharedPicture

FOLDER = Path("/dev/shm")
"""Where the system keeps the blocks, on Linux; elsewhere they are not found after a crash."""

_PREFIX = "style-duel"

_RUN = secrets.token_hex(4)
"""Tells this run from others."""

_numbers = itertools.count(1)


class BlockGoneError(Exception):
    """The block was removed by the process that made it: nobody waits for what should lie in it."""


def bytes_for(width: int, height: int) -> int:
    """The size of a block that holds a picture."""
    return width * height * 3


def make_block(size: int) -> SharedMemory:
    """A new block of so many bytes, named after this process."""
    return SharedMemory(f"{_PREFIX}-{os.getpid()}-{_RUN}-{next(_numbers)}", create=True, size=size)


def sweep_blocks() -> None:
    """Remove the blocks of games that no longer run: visitors' pictures lie in them."""
    for file in FOLDER.glob(f"{_PREFIX}-*"):
        maker, run = file.name.split("-")[2:4]
        # In a container the next game may well have the number of the last one.
        gone = run != _RUN if int(maker) == os.getpid() else not psutil.pid_exists(int(maker))
        if gone:
            with contextlib.suppress(OSError):
                file.unlink()


def read_picture(memory: SharedMemory, place: SharedPicture) -> Picture:
    """A copy of the picture that lies in a block."""
    shape = (place.height, place.width, 3)
    view: Picture = np.ndarray(shape, np.uint8, buffer=memory.buf)
    return view.copy()


def write_picture(memory: SharedMemory, picture: Picture) -> SharedPicture:
    """Put a picture into a block that is large enough, and tell where it lies."""
    view: Picture = np.ndarray(picture.shape, np.uint8, buffer=memory.buf)
    view[:] = picture
    return SharedPicture(memory.name, picture.shape[0], picture.shape[1])


def _open(name: str) -> SharedMemory:
    """Open a block that another process made and will remove.

    Python 3.11 registers every opened block for removal at exit; both processes share one register, so opening just
    when the maker removes the block would leave an entry for ever. Nothing is registered here.
    """
    register = resource_tracker.register
    resource_tracker.register = lambda name, rtype: None
    try:
        return SharedMemory(name)
    except FileNotFoundError:
        raise BlockGoneError(name) from None
    finally:
        resource_tracker.register = register


def read_named(place: SharedPicture) -> Picture:
    """A copy of a picture in a block that another process made. Raises `BlockGoneError` if the block is gone."""
    memory = _open(place.name)
    try:
        return read_picture(memory, place)
    finally:
        memory.close()


def write_named(name: str, picture: Picture) -> SharedPicture:
    """Put a picture into a block that another process made. Raises `BlockGoneError` if the block is gone."""
    memory = _open(name)
    try:
        return write_picture(memory, picture)
    finally:
        memory.close()
