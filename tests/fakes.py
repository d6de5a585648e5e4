"""A studio and a collection that are quick, small and true to their faces, for tests of scenes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from game.captions import Caption, Kind
from game.collection import Card, Collection
from game.studio import Job, Studio
from models.messages import Grade, Method, Picture
from models.pictures import PictureError, load_picture, resize_picture, size_within


@dataclass(eq=False)
class FakeJob(Job):
    """A job with the result that the fake studio will give it."""

    polls: int = 0
    result: Picture | Grade | str | None = None


class FakeStudio(Studio):
    """A studio whose jobs end after a number of polls: fast ones after 2, classic ones after `classic_polls`."""

    def __init__(self, classic_polls: int = 10) -> None:
        super().__init__()
        self.jobs: list[FakeJob] = []
        self.ready = True
        self.classic_polls = classic_polls

    def start(self) -> None:
        pass

    def close(self) -> None:
        pass

    def stylise(
        self, method: Method, content: Picture, style: Picture, *, size: int, strength: float = 1.0, seed: int = 0
    ) -> FakeJob:
        width, height = size_within(content, size)
        plain = resize_picture(content, width, height).astype(np.float32)
        dye = style[::4, ::4].reshape(-1, 3).mean(axis=0)
        mixed = plain * (1 - strength / 2) + dye * (strength / 2)
        return self._queue(method, mixed.round().astype(np.uint8))

    def compare(self, picture: Picture, other: Picture) -> FakeJob:
        other = resize_picture(other, picture.shape[1], picture.shape[0])
        grade = 10 * (1 - float(np.abs(picture.astype(int) - other).mean()) / 255)
        return self._queue("grade", Grade(grade, grade, grade, grade, np.ones((8, 8), np.float32)))

    def open(self, path: Path | str, longest: int = 1024) -> FakeJob:
        try:
            return self._queue("open", load_picture(path, longest))
        except PictureError as error:
            return self._queue("open", str(error))

    def cancel(self, job: Job) -> None:
        if not job.finished:
            job.state = "cancelled"

    def poll(self) -> None:
        for job in self.jobs:
            if job.finished:
                continue
            job.polls += 1
            needed = self.classic_polls if job.kind == "classic" else 2
            job.state, job.fraction = "running", min(1.0, job.polls / needed)
            job.seconds_left = (needed - job.polls) / 10
            if job.polls >= needed:
                self._finish(job)
            elif job.kind == "classic" and isinstance(job.result, np.ndarray):
                job.preview, job.preview_number = job.result, job.polls

    def _finish(self, job: FakeJob) -> None:
        job.state, job.seconds_left, job.seconds = "done", 0.0, 0.1
        if isinstance(job.result, str):
            job.state, job.reason = "failed", job.result
        elif isinstance(job.result, Grade):
            job.grade = job.result
        else:
            job.picture = job.result

    def _queue(self, kind: Literal["fast", "classic", "grade", "open"], result: Picture | Grade | str) -> FakeJob:
        job = FakeJob(len(self.jobs) + 1, kind, result=result)
        self.jobs.append(job)
        return job


@dataclass(frozen=True)
class FakeCard(Card):
    """A card whose picture is a pattern in one hue."""

    colour: tuple[int, int, int] = (0, 0, 0)
    shape: tuple[int, int] = (300, 400)

    def picture(self, longest: int) -> Picture:
        height, width = (max(16, round(side * longest / max(self.shape))) for side in self.shape)
        y, x = np.mgrid[0:height, 0:width]
        stripes = 0.75 + 0.25 * np.sin((x + y * (2 if self.kind == "style" else 0)) / longest * 30)
        result: Picture = (np.array(self.colour) * stripes[:, :, None]).astype(np.uint8)
        return result

    def thumbnail(self) -> Picture:
        return self.picture(240)


def fake_collection(count: int = 5) -> Collection:
    """A collection of `count` contents and as many styles, of different hues and shapes."""
    shapes = [(300, 400), (400, 300), (300, 300), (250, 420)]
    hues = [(200, 90, 60), (70, 150, 200), (90, 180, 90), (210, 170, 60), (160, 90, 190)]

    def card(kind: Kind, number: int, turn: int) -> FakeCard:
        name = f"{kind}{number}"
        title, colour, shape = name.capitalize(), hues[(number + 2 * turn) % 5], shapes[(number + turn) % 4]
        caption = Caption({"title": title, "artist": "A. Painter", "year": "1900"})
        return FakeCard(kind, name, Path(name), caption, colour=colour, shape=shape)

    return Collection(
        tuple(card("content", number, 0) for number in range(count)),
        tuple(card("style", number, 1) for number in range(count)),
    )
