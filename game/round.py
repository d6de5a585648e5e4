"""One round: what was picked, drawn, made and graded. It is filled from left to right and never read backwards."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from models.messages import Grade, Picture

if TYPE_CHECKING:
    from game.collection import Card
    from game.paint.painter import Painter
    from game.scene import Stage
    from game.studio import Job, Studio


Duel = Literal["drawing-fast", "drawing-classic", "fast-classic"]

DUELS: tuple[Duel, ...] = ("drawing-fast", "drawing-classic", "fast-classic")
"""Which pictures are graded against each other."""


@dataclass
class Round:
    """One visit's data.

    `content_picture` and `style_picture` are the cards' pictures once they are decoded: take them by `pictures`.
    `fast_job` and `classic_job` are the studio's jobs once they are posted; they hold progress, previews and results.
    `painter` is the visitor's canvas, where they painted on one: its strokes (`painter.drawing`) play as a film with
    `game.paint.replay.Film`.
    `grade_jobs` maps each of `DUELS` to its job; the grades themselves are taken over into `grades` as they come.
    """

    content: "Card | None" = None
    style: "Card | None" = None
    content_picture: Picture | None = None
    style_picture: Picture | None = None
    drawing: Picture | None = None
    painter: "Painter | None" = None
    uploaded: bool = False
    fast_job: "Job | None" = None
    classic_job: "Job | None" = None
    grade_jobs: "dict[Duel, Job]" = field(default_factory=dict)
    grades: dict[Duel, Grade] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)


LONGEST = 1024
"""Long side of a round's content and style pictures, in pixels."""


def pictures(round: Round) -> tuple[Picture, Picture]:
    """The pair's pictures. Needs a content and a style card; decodes what *pick* has not decoded yet."""
    assert round.content is not None and round.style is not None, "a pair has been dealt"
    if round.content_picture is None:
        round.content_picture = round.content.picture(LONGEST)
    if round.style_picture is None:
        round.style_picture = round.style.picture(LONGEST)
    return round.content_picture, round.style_picture


def start_machines(round: Round, stage: "Stage") -> None:
    """Post both methods for the round's pair, unless they are posted already. Needs a content and a style card."""
    if round.content is None or round.style is None or round.fast_job is not None:
        return
    settings = stage.settings
    content, style = pictures(round)
    seed = stage.random.randrange(2**31)
    round.fast_job = stage.studio.stylise("fast", content, style, size=settings.fast_size)
    round.classic_job = stage.studio.stylise("classic", content, style, size=settings.classic_size, seed=seed)


def exhibits(round: Round) -> dict[str, Picture]:
    """The pictures that stand: "drawing", "fast" and "classic", each where there is one."""
    fast = None if round.fast_job is None else round.fast_job.picture
    classic = None if round.classic_job is None else round.classic_job.picture
    return {
        name: picture
        for name, picture in (("drawing", round.drawing), ("fast", fast), ("classic", classic))
        if picture is not None
    }


def compare_pictures(round: Round, studio: "Studio") -> None:
    """Post a grade for a duel whose two pictures stand and which has none yet, and take over what is done.

    Once a frame: one duel at a time, since both its pictures are copied.
    """
    made = exhibits(round)
    for duel in DUELS:
        first, second = duel.split("-")
        if duel not in round.grade_jobs and first in made and second in made:
            round.grade_jobs[duel] = studio.compare(made[first], made[second])
            break
    for duel, job in round.grade_jobs.items():
        if job.grade is not None:
            round.grades[duel] = job.grade


def forget_grades(round: Round, studio: "Studio") -> None:
    """Drop the grades: the drawing is going to change."""
    for job in round.grade_jobs.values():
        studio.cancel(job)
    round.grade_jobs.clear()
    round.grades.clear()


def stop_machines(round: Round, studio: "Studio") -> None:
    """Cancel what the machines do for this round and forget their results: the pair changed or the visitor left."""
    for job in (round.fast_job, round.classic_job):
        if job is not None and not job.finished:
            studio.cancel(job)
    round.fast_job = round.classic_job = None
    forget_grades(round, studio)
