"""Solids close by: a still life by a window, a head in marble."""

import numpy as np
from PIL import Image

from assets.paintings.tools import smooth
from assets.scenes.light import SIZE, Field, dot, film, look, mix, sample, tile, unit, vector
from assets.scenes.solids import ball, blend, block, carve, egg, nooks, rod, shade_of, trace


def still_life(size: tuple[int, int] = SIZE) -> Image.Image:
    """Fruit, a jug and a loaf-brown table by a window."""
    wood, spots, fold = tile(31, 1.2), tile(32, 0.8), tile(33, 2.0)

    def jug(p: Field) -> Field:
        y = p[:, 1]
        round_ = np.hypot(p[:, 0] + 0.62, p[:, 2] - 0.35)
        profile = 0.25 + 0.10 * np.sin(np.clip(y, 0, 1.15) * 4.1 - 0.35) - 0.04 * smooth(y, 0.9, 1.2)
        body = np.maximum(np.abs(round_ - profile) * 0.72 - 0.016, np.abs(y - 0.56) - 0.56)
        floor = np.maximum(round_ - profile, np.abs(y - 0.03) - 0.03) * 0.72
        centre = vector(-0.98, 0.72, 0.35)
        q = p - centre
        handle = np.hypot(np.hypot(q[:, 0], q[:, 1]) - 0.20, q[:, 2]) - 0.034
        return np.minimum(blend(body, handle, 0.05), floor)

    def apple(p: Field, x: float, z: float, radius: float, lean: float) -> Field:
        q = p - vector(x, radius * 0.90, z)
        q = np.stack([q[:, 0] + lean * q[:, 1], q[:, 1] - lean * q[:, 0], q[:, 2]], axis=1)
        axis = np.hypot(q[:, 0], q[:, 2])
        dent = 0.30 * radius * np.exp(-((axis / (0.34 * radius)) ** 2))
        result: Field = (
            np.hypot(axis, q[:, 1] * 1.06 + np.sign(q[:, 1]) * dent) - radius * (1 - 0.05 * q[:, 1] / radius * -1)
        ) * 0.75
        return result

    def pear(p: Field) -> Field:
        return blend(
            ball(p, vector(0.16, 0.25, -0.02), 0.25),
            rod(p, vector(0.17, 0.42, -0.01), vector(0.20, 0.60, 0.0), 0.105),
            0.16,
        )

    def cloth(p: Field) -> Field:
        wave = 0.05 * np.sin(p[:, 0] * 5 + 2 * np.sin(p[:, 2] * 3)) + 0.035 * np.sin(p[:, 2] * 9 - p[:, 0] * 4)
        rise = np.clip(wave, -0.012, 1) * smooth(p[:, 0], -0.1, 0.9)
        inside = np.maximum(np.abs(p[:, 0] - 0.95) - 0.85, np.abs(p[:, 2] + 0.12 - 0.22 * p[:, 0]) - 0.72)
        result: Field = np.maximum(np.abs(p[:, 1] - 0.012 - rise) * 0.6 - 0.008, inside * 0.8)
        return result

    def parts(p: Field) -> list[Field]:
        table = np.maximum(p[:, 1], np.maximum(-p[:, 2] - 1.35, 0) * 0 - p[:, 2] - 1.45)
        wall = 2.2 - p[:, 2] + 0.0 * p[:, 0]
        lemon = blend(
            egg(p, vector(0.62, 0.165, -0.50), vector(0.205, 0.155, 0.155)),
            rod(p, vector(0.40, 0.165, -0.50), vector(0.85, 0.165, -0.50), 0.035),
            0.07,
        )
        stalks = np.minimum(
            rod(p, vector(0.20, 0.60, 0), vector(0.25, 0.82, 0.02), 0.015),
            rod(p, vector(-0.20, 0.40, -0.52), vector(-0.16, 0.55, -0.50), 0.012),
        )
        stalks = np.minimum(stalks, rod(p, vector(0.72, 0.44, 0.12), vector(0.66, 0.60, 0.10), 0.012))
        bowl = np.hypot(np.hypot(p[:, 0] - 1.18, p[:, 2] - 0.62), p[:, 1] - 0.62)
        bowl = np.maximum(np.abs(bowl - 0.54) * 0.9 - 0.018, p[:, 1] - 0.46)
        grapes = np.full(len(p), 9.0, dtype=np.float32)
        for number in range(13):
            turn, ring = number * 2.4, 0.27 * np.sqrt(number / 13)
            spot = vector(
                1.18 + ring * np.cos(turn), 0.50 - ring * 0.55 + 0.03 * (number % 3), 0.62 + ring * np.sin(turn)
            )
            grapes = np.minimum(grapes, ball(p, spot, 0.115))
        return [
            table,
            wall,
            jug(p),
            apple(p, -0.22, -0.52, 0.225, 0.12),
            apple(p, 0.72, 0.14, 0.245, -0.08),
            pear(p),
            lemon,
            cloth(p),
            stalks,
            bowl,
            grapes,
        ]

    eye, sun = vector(-0.25, 1.25, -3.7), unit(vector(-0.85, 0.62, -0.50))
    large = (round(size[0] * 1.2), round(size[1] * 1.2))
    rays = look(large, eye, vector(0.14, 0.42, 0.1), 29)
    hits = trace(parts, eye, rays, 9)
    x, y, z = hits.places.T
    grain = sample(wood, x * 0.06, z * 0.9 + 0.05 * sample(spots, x * 0.3, z * 0.3))
    mottle, fine = sample(spots, x * 0.5 + y * 0.6, z * 0.5 + y * 0.4), sample(spots, x * 3 + y * 2, z * 3 + y)
    stripe = smooth(np.abs(((x - 0.22 * z) * 4.2) % 1 - 0.5), 0.40, 0.43)
    looks = [
        mix(vector(0.16, 0.075, 0.035), vector(0.42, 0.23, 0.11), grain)
        * (0.6 + 0.4 * smooth(np.abs(((z + 3) * 1.25) % 1 - 0.5), 0.492, 0.47))[:, None],
        mix(vector(0.13, 0.15, 0.15), vector(0.30, 0.32, 0.30), smooth(sample(fold, x * 0.16, y * 0.16), 0.2, 0.8)),
        mix(
            vector(0.03, 0.11, 0.20),
            vector(0.62, 0.60, 0.52),
            smooth(np.abs(y - 0.84 + 0.01 * np.sin(x * 40)), 0.16, 0.17),
        ),
        mix(vector(0.52, 0.02, 0.02), vector(0.70, 0.36, 0.06), smooth(mottle + 0.5 * (y - 0.2), 0.55, 0.8)),
        mix(vector(0.24, 0.36, 0.04), vector(0.60, 0.10, 0.04), smooth(mottle + 0.6 * (x - 0.75), 0.5, 0.75)),
        mix(vector(0.52, 0.44, 0.07), vector(0.44, 0.20, 0.05), smooth(mottle + 1.0 * (0.2 - y), 0.6, 0.9))
        * (0.85 + 0.3 * fine)[:, None],
        mix(vector(0.82, 0.58, 0.03), vector(0.74, 0.66, 0.10), mottle) * (0.85 + 0.3 * fine)[:, None],
        mix(vector(0.76, 0.73, 0.67), vector(0.10, 0.18, 0.36), stripe),
        np.zeros_like(hits.places) + vector(0.10, 0.06, 0.03),
        mix(vector(0.62, 0.36, 0.22), vector(0.50, 0.26, 0.15), mottle),
        mix(vector(0.035, 0.006, 0.035), vector(0.10, 0.018, 0.055), fine),
    ]
    colour = np.choose(hits.part[:, None], looks)
    gloss = np.array([0.10, 0.0, 0.7, 0.5, 0.5, 0.2, 0.25, 0.0, 0.1, 0.25, 0.6])[hits.part]
    bumps = np.where(np.isin(hits.part, (5, 6)), 0.10, 0.0) * (fine - 0.5)
    facing = unit(hits.facing + bumps[:, None])
    # Light falls through a window: a bright patch with soft sides, darker towards the corners of the room.
    window = smooth(np.abs(x * 0.45 + y * 0.55 - 0.25), 1.9, 0.5)
    direct = np.clip(dot(facing, sun), 0, 1) * shade_of(parts, hits, sun, 3.0, 5.0) * (0.25 + 0.75 * window)
    open_ = nooks(parts, hits, 0.42)
    light = colour * (
        direct[:, None] * vector(3.3, 2.8, 2.2)
        + open_[:, None] * vector(0.30, 0.35, 0.44) * (0.6 + 0.4 * facing[:, 1:2])
    )
    light += colour * (open_ * np.clip(-facing[:, 1], 0, 1))[:, None] * vector(0.42, 0.26, 0.14)
    half = unit(sun - rays[hits.rays])
    shine = gloss * np.clip(dot(facing, half), 0, 1) ** np.where(gloss > 0.4, 90, 22) * (direct > 0)
    rim = gloss * (1 - np.clip(-dot(facing, rays[hits.rays]), 0, 1)) ** 4 * open_
    light += (shine * 1.6)[:, None] * vector(1, 0.94, 0.84) + (0.5 * rim)[:, None] * vector(0.5, 0.6, 0.7)
    frame = np.zeros_like(rays)
    frame[hits.rays] = light
    return film(frame, large, size, 0.05)


def marble_head(size: tuple[int, int] = SIZE) -> Image.Image:
    """A head in marble, lit from one side before a dark wall."""
    veins, fine = tile(41, 1.5), tile(42, 1.0)

    def parts(p: Field) -> list[Field]:
        # The face is the same on both sides; it looks along -z, turned a little.
        c, s = np.cos(0.36), np.sin(0.36)
        q = np.stack([p[:, 0] * c + p[:, 2] * s, p[:, 1], -p[:, 0] * s + p[:, 2] * c], axis=1).astype(np.float32)
        m = np.stack([np.abs(q[:, 0]), q[:, 1], q[:, 2]], axis=1)
        head = blend(
            egg(q, vector(0, 0.26, 0.10), vector(0.60, 0.66, 0.70)),
            egg(q, vector(0, -0.16, -0.20), vector(0.445, 0.60, 0.46)),
            0.24,
        )
        head = blend(head, egg(q, vector(0, -0.60, -0.44), vector(0.17, 0.13, 0.15)), 0.20)
        head = blend(head, egg(m, vector(0.27, -0.12, -0.46), vector(0.16, 0.15, 0.14)), 0.18)
        head = blend(head, rod(m, vector(0.04, 0.225, -0.655), vector(0.33, 0.215, -0.50), 0.045), 0.12)
        head = carve(head, egg(m, vector(0.215, 0.075, -0.69), vector(0.125, 0.085, 0.12)), 0.10)
        head = blend(head, egg(m, vector(0.205, 0.065, -0.50), vector(0.118, 0.085, 0.105)), 0.03)
        nose = blend(
            rod(q, vector(0, 0.19, -0.655), vector(0, -0.155, -0.815), 0.052),
            ball(q, vector(0, -0.175, -0.80), 0.072),
            0.06,
        )
        nose = blend(nose, egg(m, vector(0.078, -0.195, -0.735), vector(0.052, 0.045, 0.065)), 0.04)
        head = blend(head, nose, 0.075)
        upper = rod(m, vector(0.0, -0.370, -0.664), vector(0.125, -0.390, -0.600), 0.027)
        lower = rod(m, vector(0.0, -0.434, -0.655), vector(0.095, -0.422, -0.605), 0.034)
        head = blend(blend(head, upper, 0.065), lower, 0.07)
        head = carve(head, rod(m, vector(0, -0.398, -0.700), vector(0.135, -0.402, -0.622), 0.004), 0.018)
        ear = np.maximum(
            egg(m, vector(0.585, 0.0, 0.05), vector(0.085, 0.19, 0.12)),
            -egg(m, vector(0.66, 0.01, 0.03), vector(0.055, 0.125, 0.075)),
        )
        head = blend(head, ear, 0.03)
        neck = rod(q, vector(0, -0.5, 0.14), vector(0, -1.2, 0.26), 0.31)
        chest = blend(egg(q, vector(0, -1.62, 0.30), vector(1.12, 0.48, 0.50)), neck, 0.26)
        # Hair: locks combed back in waves from a parting.
        turn = np.arctan2(q[:, 1] - 0.15, q[:, 2] - 0.05)
        locks = 0.022 * np.sin(30 * m[:, 0] + 5.5 * np.sin(turn * 3.2)) + 0.016 * np.sin(turn * 22 + 9 * m[:, 0])
        locks = locks * smooth(np.hypot(q[:, 1] - 0.15, q[:, 2] - 0.05), 0.15, 0.5)
        hair = egg(q, vector(0, 0.33, 0.17), vector(0.665, 0.665, 0.735)) - locks
        hairline = 0.47 - 0.62 * (q[:, 2] + 0.42) - 0.10 * m[:, 0]
        hair = np.maximum(hair, (hairline - q[:, 1]) * 0.7)
        hair = blend(hair, ball(q, vector(0, 0.12, 0.93), 0.25) - 0.8 * locks, 0.10)
        body = blend(blend(head, hair, 0.035), chest, 0.12)
        plinth = block(p, vector(0, -2.25, 0.3), vector(0.62, 0.30, 0.52), 0.03)
        wall = 2.6 - p[:, 2]
        return [body * 0.8, plinth, wall]

    eye, sun = vector(0, -0.22, -6.0), unit(vector(-0.80, 0.66, -0.42))
    large = (round(size[0] * 1.2), round(size[1] * 1.2))
    rays = look(large, eye, vector(0.06, -0.24, 0), 24)
    hits = trace(parts, eye, rays, 12)
    x, y, z = hits.places.T
    vein = smooth(np.abs(sample(veins, x * 0.22 + z * 0.11, y * 0.22 + z * 0.13) - 0.5), 0.030, 0.0)
    marble = (
        mix(vector(0.72, 0.69, 0.64), vector(0.40, 0.40, 0.42), 0.6 * vein)
        * (0.92 + 0.16 * sample(fine, x * 0.7 + z, y * 0.7))[:, None]
    )
    plaster = mix(
        vector(0.10, 0.055, 0.045), vector(0.24, 0.11, 0.08), smooth(sample(veins, x * 0.11, y * 0.11), 0.25, 0.75)
    )
    colour = np.choose(hits.part[:, None], [marble, marble * vector(0.42, 0.44, 0.45), plaster])
    # A little light wanders through marble: the edge of a shadow on it is soft and warm.
    soft = np.clip((dot(hits.facing, sun) + 0.12) / 1.12, 0, 1)
    direct = soft * shade_of(parts, hits, sun, 3.0, 7.0)
    open_ = nooks(parts, hits, 0.30)
    fill = np.clip(dot(hits.facing, unit(vector(0.9, 0.1, -0.5))), 0, 1)
    beam = np.where(hits.part == 2, 0.30 + 0.9 * np.exp(-((x - 1.0) ** 2 + (y + 0.2) ** 2) / 2.2), 1.0)
    light = colour * (direct * beam)[:, None] * vector(2.7, 2.4, 2.0)
    light += colour * (open_ * (0.35 + 0.65 * fill))[:, None] * vector(0.24, 0.30, 0.42) * 0.8
    half = unit(sun - rays[hits.rays])
    light += (0.22 * np.clip(dot(hits.facing, half), 0, 1) ** 36 * direct * (hits.part < 2))[:, None] * vector(
        1, 0.95, 0.86
    )
    frame = np.zeros_like(rays)
    frame[hits.rays] = light
    return film(frame, large, size, 0.07)
