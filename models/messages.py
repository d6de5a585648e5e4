"""The corridor between the game and the worker process: what may be asked, and what is answered.

Everything here is plain data that survives pickling between two processes of one program. Pictures do not travel
in the messages: they lie in shared memory, and a `SharedPicture` says where.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""A picture: RGB, shape (height, width, 3), values 0 to 255."""

Method = Literal["fast", "classic"]


class Cancelled(Exception):  # noqa: N818 - it is no error: the visitor walked away
    """Raised inside a running job when nobody waits for it any more."""


@dataclass(frozen=True, slots=True)
class SharedPicture:
    """Where a picture lies: the name of its shared memory block and its size in pixels."""

    name: str
    height: int
    width: int


@dataclass(frozen=True, slots=True)
class Grade:
    """How alike two pictures are. Every figure runs from 0 (nothing in common) to 10 (identical).

    `agreement` is a map of shape (rows, columns), float32, 1 where the two pictures agree and 0 where they differ.
    """

    grade: float
    layout: float
    colour: float
    stroke: float
    agreement: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stylise:
    """Make one picture. `size` is the long side in pixels, `strength` runs from 0 (content) to 1 (style).

    Previews and the result are written into the block of shared memory that `into` names.
    """

    job: int
    method: Method
    content: SharedPicture
    style: SharedPicture
    size: int
    strength: float
    seed: int
    into: str


@dataclass(frozen=True, slots=True)
class Compare:
    """Grade one picture against another."""

    job: int
    picture: SharedPicture
    other: SharedPicture


@dataclass(frozen=True, slots=True)
class Open:
    """Decode a file that came from outside, to at most `longest` pixels on the long side, into a block."""

    job: int
    path: str
    longest: int
    into: str


@dataclass(frozen=True, slots=True)
class Cancel:
    """Drop a job, running or not."""

    job: int


@dataclass(frozen=True, slots=True)
class Stop:
    """End the process."""


Request = Stylise | Compare | Open | Cancel | Stop


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has loaded its networks and can be fast from now on."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A job moves on: `fraction` 0 to 1, `seconds_left` as far as it can be told, perhaps a preview."""

    job: int
    fraction: float
    seconds_left: float | None
    preview: SharedPicture | None


@dataclass(frozen=True, slots=True)
class Stylised:
    """A picture is made. `seconds` is computing time; `details` holds figures such as the losses at start and end."""

    job: int
    picture: SharedPicture
    seconds: float
    weights: str
    details: dict[str, float]


@dataclass(frozen=True, slots=True)
class Graded:
    """Two pictures are compared."""

    job: int
    grade: Grade
    seconds: float


@dataclass(frozen=True, slots=True)
class Opened:
    """A file is decoded."""

    job: int
    picture: SharedPicture


@dataclass(frozen=True, slots=True)
class Failed:
    """A job cannot be done; `reason` is one plain sentence fit for the screen."""

    job: int
    reason: str


Answer = Ready | Progress | Stylised | Graded | Opened | Failed
