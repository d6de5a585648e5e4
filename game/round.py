"""One round: what was picked, drawn, made and graded. It is filled from left to right and never read backwards."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.messages import Grade, Picture

if TYPE_CHECKING:
    from game.collection import Card
    from game.studio import Job


@dataclass
class Round:
    """One visit's data.

    `fast_job` and `classic_job` are the studio's jobs once they are posted; they hold progress, previews and results.
    `grades` maps "drawing-fast", "drawing-classic" and "fast-classic" to the grades, as they come.
    """

    content: "Card | None" = None
    style: "Card | None" = None
    drawing: Picture | None = None
    uploaded: bool = False
    fast_job: "Job | None" = None
    classic_job: "Job | None" = None
    grades: dict[str, Grade] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
