"""Solids that are given by their distance, found by sphere tracing (after Hart 1996), with shadows and nooks.

A scene is a function that gives, for places of shape (count, 3), one row of distances for each of its parts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

import numpy as np

from assets.scenes.light import Field, dot, length, unit, vector

Parts = Callable[[Field], list[Field]]


@dataclass(frozen=True)
class Hits:
    """Where rays meet a scene: which rays, how far, where, which way it faces, and which part it is."""

    rays: Field
    away: Field
    places: Field
    facing: Field
    part: Field


def nearest(distances: list[Field]) -> Field:
    """The least of some rows of distances."""
    return reduce(np.minimum, distances)


def trace(parts: Parts, eye: Field, rays: Field, far: float) -> Hits:
    """Follow rays to what they meet first."""
    reach = np.full(len(rays), 0.02, dtype=np.float32)
    alive = np.arange(len(rays))
    for _ in range(110):
        near = nearest(parts(eye + rays[alive] * reach[alive, None]))
        reach[alive] += 0.9 * near
        going = (near > 0.0006 * reach[alive]) & (reach[alive] < far)
        alive = alive[going]
        if not len(alive):
            break
    hit = np.flatnonzero(reach < far)
    places = eye + rays[hit] * reach[hit, None]
    return Hits(hit, reach[hit], places, _facing(parts, places), np.argmin(parts(places), axis=0))


def _facing(parts: Parts, places: Field, gap: float = 0.002) -> Field:
    total = np.zeros_like(places)
    for corner in (vector(1, -1, -1), vector(-1, -1, 1), vector(-1, 1, -1), vector(1, 1, 1)):
        total += corner * nearest(parts(places + gap * corner))[:, None]
    return unit(total).astype(np.float32)


def shade_of(parts: Parts, hits: Hits, sun: Field, reach: float, softness: float) -> Field:
    """How much of the sun each place sees; shadows soften with distance from what throws them."""
    lit = np.ones(len(hits.places), dtype=np.float32)
    start = hits.places + hits.facing * 0.006
    way = np.full(len(lit), 0.01, dtype=np.float32)
    alive = np.flatnonzero(dot(hits.facing, sun) > -0.2)
    for _ in range(42):
        near = nearest(parts(start[alive] + sun * way[alive, None]))
        lit[alive] = np.minimum(lit[alive], np.clip(0.5 + softness * near / way[alive], 0, 1))
        way[alive] += np.clip(near, 0.012, 0.3)
        alive = alive[(way[alive] < reach) & (lit[alive] > 0.01)]
    return lit


def nooks(parts: Parts, hits: Hits, size: float) -> Field:
    """How open each place is to the sky: 1 in the open, near 0 in a corner."""
    closed = np.zeros(len(hits.places), dtype=np.float32)
    for step in range(1, 6):
        away = size * step / 5
        closed += np.clip(away - nearest(parts(hits.places + hits.facing * away)), 0, None) / away * 0.62**step
    result: Field = np.clip(1 - 0.85 * closed, 0.06, 1)
    return result


def ball(p: Field, centre: Field, radius: float) -> Field:
    """Distance to a sphere."""
    return length(p - centre) - radius


def egg(p: Field, centre: Field, radii: Field) -> Field:
    """Distance to an ellipsoid, nearly."""
    q = (p - centre) / radii
    far = length(q)
    result: Field = far * (far - 1) / np.maximum(length(q / radii), 1e-6)
    return result


def rod(p: Field, first: Field, last: Field, radius: float | Field) -> Field:
    """Distance to a rod with round ends."""
    along = last - first
    t = np.clip((p - first) @ along / (along @ along), 0, 1)
    return length(p - first - t[:, None] * along) - radius


def block(p: Field, centre: Field, half: Field, edge: float = 0.0) -> Field:
    """Distance to a box with rounded edges."""
    q = np.abs(p - centre) - (half - edge)
    result: Field = length(np.maximum(q, 0)) + np.minimum(q.max(axis=1), 0) - edge
    return result


def blend(first: Field, second: Field, soft: float) -> Field:
    """Two solids that flow into each other over `soft`."""
    h = np.clip(0.5 + 0.5 * (second - first) / soft, 0, 1)
    return second + (first - second) * h - soft * h * (1 - h)


def carve(solid: Field, tool: Field, soft: float) -> Field:
    """A solid from which another is taken away."""
    return -blend(-solid, tool, soft)
