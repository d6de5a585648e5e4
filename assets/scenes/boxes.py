"""A street after rain: houses are boxes that rays meet exactly, the wet ground mirrors them."""

from dataclasses import dataclass

import numpy as np
from PIL import Image

from assets.paintings.tools import smooth
from assets.scenes.light import SIZE, Field, dot, film, haze, look, mix, sample, sky, tile, unit, vector

LAMPS = [vector(side * 3.1, 3.7, 4.0 + 7.0 * step) for step in range(6) for side in (-1, 1)]


@dataclass(frozen=True)
class Box:
    """A box from its lowest to its highest corner; `kind` says what it looks like, `tint` its colour."""

    low: Field
    high: Field
    kind: str
    tint: Field


def _houses() -> list[Box]:
    chance = np.random.default_rng(61)
    tints = [
        vector(0.50, 0.22, 0.13),
        vector(0.56, 0.44, 0.26),
        vector(0.24, 0.32, 0.36),
        vector(0.58, 0.50, 0.42),
        vector(0.42, 0.16, 0.14),
        vector(0.30, 0.36, 0.28),
    ]
    boxes = []
    for side in (-1, 1):
        z = -2.0
        for number in range(11):
            wide, tall = float(chance.uniform(3.4, 5.2)), float(chance.uniform(7.0, 10.5))
            front, tint = 4.3 + float(chance.uniform(-0.12, 0.12)), tints[int(chance.integers(len(tints)))]
            ends = sorted((side * front, side * (front + 6)))
            boxes.append(Box(vector(ends[0], 0, z), vector(ends[1], tall, z + wide - 0.02), "house", tint))
            lip = sorted((side * (front - 0.28), side * (front + 6)))
            boxes.append(
                Box(vector(lip[0], tall - 0.05, z), vector(lip[1], tall + 0.30, z + wide), "trim", tint * 0.7 + 0.12)
            )
            sill = sorted((side * (front - 0.10), side * front))
            boxes.append(Box(vector(sill[0], 3.0, z), vector(sill[1], 3.22, z + wide), "trim", tint * 0.6 + 0.10))
            roof = sorted((side * (front + 0.7), side * (front + 5)))
            boxes.append(
                Box(
                    vector(roof[0], tall + 0.3, z + 0.3),
                    vector(roof[1], tall + 1.5, z + wide - 0.3),
                    "roof",
                    vector(0.10, 0.10, 0.12),
                )
            )
            pot = sorted((side * (front + 1.4), side * (front + 2.1)))
            boxes.append(
                Box(
                    vector(pot[0], tall + 1.4, z + 0.8),
                    vector(pot[1], tall + 2.6, z + 1.5),
                    "trim",
                    vector(0.30, 0.14, 0.10),
                )
            )
            if number % 2 == 0:
                out = sorted((side * (front - 1.15), side * front))
                cloth = [vector(0.62, 0.06, 0.05), vector(0.05, 0.26, 0.22), vector(0.70, 0.46, 0.08)][number // 2 % 3]
                boxes.append(Box(vector(out[0], 2.55, z + 0.4), vector(out[1], 2.72, z + wide - 0.4), "awning", cloth))
            z += wide
        walk = sorted((side * 2.75, side * 4.4))
        boxes.append(Box(vector(walk[0], -0.2, -4), vector(walk[1], 0.14, 60), "walk", vector(0.20, 0.19, 0.18)))
    for lamp in LAMPS:
        boxes.append(
            Box(
                vector(lamp[0] - 0.05, 0, lamp[2] - 0.05),
                vector(lamp[0] + 0.05, 3.5, lamp[2] + 0.05),
                "iron",
                vector(0.03, 0.03, 0.04),
            )
        )
        boxes.append(Box(lamp - vector(0.15, 0.25, 0.15), lamp + vector(0.15, 0.2, 0.15), "lamp", vector(1, 1, 1)))
    # At the end of the street a tower closes the view.
    boxes.append(Box(vector(-2.0, 0, 46), vector(2.0, 17, 50), "house", vector(0.46, 0.36, 0.26)))
    boxes.append(Box(vector(-2.3, 16.6, 45.7), vector(2.3, 17.2, 50.3), "trim", vector(0.4, 0.32, 0.24)))
    boxes.append(Box(vector(-1.3, 17, 46.7), vector(1.3, 20.5, 49.3), "house", vector(0.40, 0.30, 0.22)))
    boxes.append(Box(vector(-0.7, 20.5, 47.3), vector(0.7, 23.0, 48.7), "roof", vector(0.10, 0.16, 0.15)))
    return boxes


def _meet(boxes: list[Box], starts: Field, rays: Field) -> tuple[Field, Field, Field]:
    """The nearest box that each ray meets: its number (-1 for none), how far, and which way its side faces."""
    inverse = 1 / np.where(np.abs(rays) < 1e-6, 1e-6, rays)
    best = np.full(len(rays), 90.0, dtype=np.float32)
    which = np.full(len(rays), -1)
    facing = np.zeros_like(rays)
    for number, box in enumerate(boxes):
        first, last = (box.low - starts) * inverse, (box.high - starts) * inverse
        entries = np.minimum(first, last)
        entry, leave = entries.max(axis=1), np.maximum(first, last).min(axis=1)
        met = np.flatnonzero((entry < leave) & (entry > 0.001) & (entry < best))
        best[met], which[met] = entry[met], number
        facing[met] = 0
        axis = entries[met].argmax(axis=1)
        facing[met, axis] = -np.sign(rays[met, axis])
    return which, best, facing


def rainy_street(size: tuple[int, int] = SIZE) -> Image.Image:
    """Dusk in an old street: lit windows, lamps, and all of it again in the wet cobbles."""
    boxes, rough, fine = _houses(), tile(62, 1.2), tile(63, 0.8)
    eye = vector(-0.55, 1.75, -3.2)
    dusk = unit(vector(0.05, 0.02, 1.0))
    glow, lamp_light = vector(1.0, 0.46, 0.22), vector(1.0, 0.66, 0.32)
    clouds = tile(64, 1.75)

    def heaven(rays: Field) -> Field:
        return sky(rays, dusk, vector(0.05, 0.09, 0.24), vector(0.46, 0.30, 0.34), glow * 0.62, clouds, 0.52) * 0.9

    def lamps(places: Field, facing: Field) -> Field:
        total = np.zeros(len(places), dtype=np.float32)
        for lamp in LAMPS:
            to = lamp - places
            far = dot(to, to) + 0.12
            total += np.clip(dot(facing, to) / np.sqrt(far), 0, 1) / far
        return total[:, None] * lamp_light * 3.4

    def seen(starts: Field, rays: Field, mirrors: bool) -> Field:
        light = heaven(rays)
        which, reach, facing = _meet(boxes, starts, rays)
        down = np.where(rays[:, 1] < -1e-4, -starts[:, 1] / np.minimum(rays[:, 1], -1e-4), 1e9)
        street = np.flatnonzero(down < reach)
        for number in np.unique(which[which >= 0]):
            hit = np.flatnonzero((which == number) & (down >= reach))
            places = starts[hit] + rays[hit] * reach[hit, None]
            colour, shining = _surface(boxes[number], places, facing[hit], rough, fine)
            open_ = 0.25 + 0.75 * smooth(places[:, 1], 0.0, 6.5)
            bowl = vector(0.13, 0.15, 0.24) * (0.7 + 0.3 * facing[hit][:, 1:2]) + glow * (
                0.10 * np.clip(-facing[hit][:, 2:3], 0, 1)
            )
            light[hit] = haze(
                colour * (bowl * open_[:, None] * 2.0 + lamps(places, facing[hit])) + shining,
                vector(0.30, 0.20, 0.22),
                reach[hit],
                0.012,
            )
        if len(street):
            light[street] = _cobbles(starts[street], rays[street], down[street], mirrors)
        return light

    def _cobbles(starts: Field, rays: Field, reach: Field, mirrors: bool) -> Field:
        places = starts + rays * reach[:, None]
        x, z = places[:, 0], places[:, 2]
        row = np.floor(z * 4.2 + 0.5 * x * x * 0.12)
        u, v = (x * 3.4 + 0.5 * (row % 2)) % 1 - 0.5, (z * 4.2 + 0.06 * x * x) % 1 - 0.5
        stone = smooth(np.maximum(np.abs(u), np.abs(v)), 0.47, 0.36)
        tone = 0.7 + 0.6 * sample(fine, row * 0.137, np.floor(x * 3.4 + 0.5 * (row % 2)) * 0.211)
        up = np.zeros_like(places) + vector(0, 1, 0)
        lean = np.stack([u, 0 * u, v], axis=1) * (0.30 * np.exp(-reach / 14))[:, None]
        puddle = smooth(sample(rough, x * 0.07, z * 0.035) - 0.05 * np.abs(np.abs(x) - 1.4), 0.49, 0.55)
        facing = unit(
            up + lean * (1 - puddle)[:, None] + 0.05 * (sample(fine, x * 0.6, z * 0.6) - 0.5)[:, None] * vector(1, 0, 1)
        )
        colour = vector(0.085, 0.085, 0.10) * (tone * (0.35 + 0.65 * stone))[:, None]
        light = colour * (vector(0.15, 0.17, 0.27) * 1.6 + lamps(places, facing))
        if mirrors:
            back = rays - 2 * dot(rays, facing)[:, None] * facing
            back[:, 1] = np.abs(back[:, 1]) + 1e-3
            mirror = np.minimum(
                seen((places + vector(0, 0.002, 0)).astype(np.float32), unit(back).astype(np.float32), False), 5
            )
            grazing = 0.06 + 0.94 * (1 - np.clip(-dot(rays, facing), 0, 1)) ** 4
            light = light + mirror * (np.clip(grazing * 1.25, 0, 0.95) * (0.42 + 0.58 * puddle))[:, None]
        return haze(light, vector(0.30, 0.20, 0.22), reach, 0.012)

    large = (round(size[0] * 1.1), round(size[1] * 1.1))
    rays = look(large, eye, vector(0.10, 2.55, 8), 50)
    frame = seen(np.zeros_like(rays) + eye, rays, True)
    return film(frame, large, size, 0.16)


def _surface(box: Box, places: Field, facing: Field, rough: Field, fine: Field) -> tuple[Field, Field]:
    """Colour of a box at some places of its surface, and the light that it gives by itself."""
    x, y, z = places.T
    along = np.where(np.abs(facing[:, 0]) > 0.5, z - box.low[2], x - box.low[0])
    wide = float(box.high[2] - box.low[2]) if abs(float(box.low[0])) > 2.5 else float(box.high[0] - box.low[0])
    dirt = 0.72 + 0.5 * sample(rough, along * 0.13 + box.low[2] * 0.3, y * 0.13)
    colour = box.tint * (dirt * (0.8 + 0.4 * sample(fine, along * 0.6, y * 0.6)))[:, None]
    nothing = np.zeros_like(places)
    if box.kind == "lamp":
        return nothing, nothing + vector(1.0, 0.72, 0.40) * 7.0
    if box.kind == "awning":
        stripes = smooth(np.abs((along * 1.7) % 1 - 0.5), 0.24, 0.26)
        return mix(box.tint, vector(0.62, 0.58, 0.50), stripes), nothing
    if box.kind == "roof":
        rows = smooth(np.abs((y * 5) % 1 - 0.5), 0.36, 0.48)
        return colour * (1 - 0.5 * rows)[:, None], nothing
    if box.kind != "house":
        return colour, nothing
    bays = max(2, round(wide / 1.45))
    storey = np.floor((y - 3.2) / 2.1)
    u, v = (along / wide * bays) % 1 - 0.5, ((y - 3.2) / 2.1) % 1
    number = np.floor(along / wide * bays)
    upper = (y > 3.25) & (y < box.high[1] - 0.35)
    window = upper & (np.abs(u) < 0.24) & (v > 0.18) & (v < 0.80)
    frame = upper & (np.abs(u) < 0.31) & (v > 0.12) & (v < 0.86) & ~window
    bars = (np.abs(u) < 0.018) | (np.abs(v - 0.60) < 0.014) | (np.abs(u) > 0.222)
    hashed = np.sin(number * 12.9 + storey * 78.2 + float(box.low[2]) * 3.7 + float(box.low[0])) * 43758.5
    lit = (hashed - np.floor(hashed)) < 0.46
    shop = (y < 2.6) & (y > 0.5) & (np.abs((along / wide * 2) % 1 - 0.5) < 0.40)
    shop_bars = np.abs((along / wide * 6) % 1 - 0.5) > 0.465
    curtain = 0.55 + 0.45 * smooth(np.abs(u), 0.05, 0.2) * (0.6 + 0.4 * np.sin(u * 130))
    warm = mix(vector(1.0, 0.60, 0.24), vector(1.0, 0.80, 0.50), (hashed * 7 % 1))
    shining = warm * (np.where(window & lit & ~bars, 1.25, 0.0) * curtain)[:, None]
    wares = 0.35 + 1.3 * sample(rough, along * 0.55 + 0.3, y * 0.5) * (0.5 + sample(fine, along * 0.9, y * 0.9))
    shining = (
        shining
        + vector(1.0, 0.70, 0.36) * (np.where(shop & ~shop_bars, 0.9, 0.0) * wares * smooth(y, 0.4, 1.4))[:, None]
    )
    colour[window | shop] = vector(0.02, 0.025, 0.035)
    colour[frame] = vector(0.42, 0.40, 0.36)
    bricks = smooth(
        np.minimum(np.abs((y * 6) % 1 - 0.5), np.abs((along * 2.5 + 0.5 * (np.floor(y * 6 + 0.5) % 2)) % 1 - 0.5)),
        0.0,
        0.06,
    )
    colour = colour * np.where(window | shop | frame, 1, 0.72 + 0.28 * bricks)[:, None]
    return colour, shining
