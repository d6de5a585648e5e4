"""The small live sign that says how far a machine is: a ring that fills, its name and what is left."""

import math
from typing import TYPE_CHECKING

import pygame

from game.language import _
from game.ui import shapes
from game.ui.colour import mix
from game.ui.icons import icon
from game.ui.theme import PANEL, Theme

if TYPE_CHECKING:
    from game.studio import Job

_STEPS = 180


def words_for(job: "Job | None") -> str:
    """What a visitor wants to know of a job, in one or two words."""
    if job is None:
        return _("waiting")
    if job.state == "running":
        if job.seconds_left is None:
            return f"{math.floor(job.fraction * 100)} %"
        return _("{seconds} s left").format(seconds=max(1, math.ceil(job.seconds_left)))
    return {"waiting": _("waiting"), "done": _("done"), "failed": _("no luck"), "cancelled": _("stopped")}[job.state]


def draw_chip(surface: pygame.Surface, theme: Theme, rect: pygame.Rect, name: str, job: "Job | None") -> None:
    """Draw a job's sign into `rect`: name, state, and a ring round an icon that fills with the job's fraction."""
    radius = rect.height / 2
    surface.blit(shapes.rounded(rect.size, radius, PANEL, 0.86), rect)
    surface.blit(shapes.outline(rect.size, radius, max(1.0, 1.5 * theme.scale), mix(PANEL, theme.ink, 0.2)), rect)
    pad = theme.px(10)
    diameter = rect.height - 2 * pad
    place = (rect.left + pad, rect.top + pad)
    done = job is not None and job.state == "done"
    failed = job is not None and job.state in ("failed", "cancelled")
    thickness = theme.px(6)
    surface.blit(shapes.ring(diameter, thickness, 1.0, mix(PANEL, theme.ink, 0.22)), place)
    fraction = 1.0 if done else math.floor((job.fraction if job else 0.0) * _STEPS) / _STEPS
    if fraction > 0 and not failed:
        surface.blit(shapes.ring(diameter, thickness, fraction, theme.accent), place)
    side = round(diameter * 0.5)
    sign = icon("check" if done else "warning" if failed else "machine", side, theme.ink)
    surface.blit(sign, (place[0] + (diameter - side) // 2, place[1] + (diameter - side) // 2))
    left = place[0] + diameter + theme.px(14)
    room = rect.right - left - theme.px(20)
    title = theme.fitted(name, "label", room)
    state = theme.fitted(words_for(job), "small", room, theme.quiet)
    top = rect.centery - (title.get_height() + state.get_height()) // 2
    surface.blit(title, (left, top))
    surface.blit(state, (left, top + title.get_height()))
