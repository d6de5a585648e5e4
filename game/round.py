"""One round: what was picked, drawn, made and graded. It is filled from left to right and never read backwards."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.messages import Grade, Picture

if TYPE_CHECKING:
    from game.collection import Card
    from game.scene import Stage
    from game.studio import Job, Studio


@dataclass
class Round:
    """One visit's data.

    `content_picture` and `style_picture` are the cards' pictures once they are decoded: take them by `pictures`.
    `fast_job` and `classic_job` are the studio's jobs once they are posted; they hold progress, previews and results.
    `grades` maps "drawing-fast", "drawing-classic" and "fast-classic" to the grades, as they come.
    """

    content: "Card | None" = None
    style: "Card | None" = None
    content_picture: Picture | None = None
    style_picture: Picture | None = None
    drawing: Picture | None = None
    uploaded: bool = False
    fast_job: "Job | None" = None
    classic_job: "Job | None" = None
    grades: dict[str, Grade] = field(default_factory=dict)
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


def stop_machines(round: Round, studio: "Studio") -> None:
    """Cancel what the machines do for this round and forget their results: the pair changed or the visitor left."""
    for job in (round.fast_job, round.classic_job):
        if job is not None and not job.finished:
            studio.cancel(job)
    round.fast_job = round.classic_job = None
    round.grades.clear()
