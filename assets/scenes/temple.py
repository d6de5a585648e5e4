"""A temple: the distance to a few columns, repeated all round."""

import numpy as np
from PIL import Image

from assets.paintings.tools import smooth
from assets.scenes.light import SIZE, Field, dot, film, haze, look, mix, sample, sky, tile, unit, vector
from assets.scenes.solids import block, nooks, shade_of, trace


def temple(size: tuple[int, int] = SIZE) -> Image.Image:
    """A temple on its rock, late in the afternoon."""
    rough, fine, ground = tile(51, 1.1), tile(52, 0.8), tile(53, 1.7)
    columns, pitch = 6, 1.25
    half = pitch * (columns - 1) / 2

    def parts(p: Field) -> list[Field]:
        x, y, z = p.T
        # Columns stand all round: the nearest along the front and back, and along the sides.
        front = np.clip(np.round((x + half) / pitch), 0, columns - 1) * pitch - half
        deep = np.clip(np.round(z / pitch), 0, 8)
        at_front, at_side = np.where(deep > 4, 8 * pitch, 0.0), np.sign(x) * half
        first = np.minimum(np.hypot(x - front, z), np.hypot(x - front, z - 8 * pitch))
        near_front = np.hypot(x - front, z - at_front) <= np.hypot(x - at_side, z - deep * pitch)
        cx, cz = np.where(near_front, front, at_side), np.where(near_front, at_front, deep * pitch)
        first = np.hypot(x - cx, z - cz)
        flutes = 0.016 * np.abs(np.sin(8 * np.arctan2(z - cz, x - cx)))
        swell = 0.36 - 0.075 * smooth(y, 0.2, 3.9) + 0.02 * np.sin(np.clip(y, 0, 3.6) / 3.6 * np.pi)
        shaft = np.maximum(first - swell + flutes, np.abs(y - 1.8) - 1.82) * 0.8
        bell = np.maximum(first - (0.30 + 0.16 * smooth(y, 3.52, 3.74)), np.abs(y - 3.64) - 0.10) * 0.7
        slab = np.maximum(np.maximum(np.abs(x - cx), np.abs(z - cz)) - 0.47, np.abs(y - 3.80) - 0.08)
        pillars = np.minimum(np.minimum(shaft, bell), slab)
        middle = vector(0, 0, 4 * pitch)
        beam = block(p, middle + vector(0, 4.10, 0), vector(half + 0.42, 0.22, 4 * pitch + 0.42), 0.01)
        frieze = block(p, middle + vector(0, 4.50, 0), vector(half + 0.38, 0.20, 4 * pitch + 0.38), 0.01)
        notch = np.abs(((x + 0.156) / 0.3125) % 1 - 0.5) * 0.3125
        frieze = frieze + 0.025 * smooth(notch, 0.05, 0.075) * (np.abs(y - 4.5) < 0.17)
        eaves = block(p, middle + vector(0, 4.76, 0), vector(half + 0.66, 0.07, 4 * pitch + 0.66), 0.01)
        slope = np.maximum(y - 4.80 - (half + 0.68 - np.abs(x)) * 0.30, 4.80 - y) * 0.92
        gable = np.maximum(slope, np.abs(z - 4 * pitch) - 4 * pitch - 0.30)
        tympanum = np.maximum(y - 4.90 - (half + 0.30 - np.abs(x)) * 0.26, 4.86 - y)
        gable = np.maximum(gable, -np.maximum(tympanum, z + 0.02))
        steps = np.min(
            [
                block(
                    p,
                    middle + vector(0, -0.14 - 0.28 * k, 0),
                    vector(half + 0.62 + 0.42 * k, 0.14, 4 * pitch + 0.62 + 0.42 * k),
                    0.015,
                )
                for k in range(3)
            ],
            axis=0,
        )
        cella = block(p, middle + vector(0, 1.9, 0), vector(half - 1.0, 2.1, 4 * pitch - 1.6))
        door = block(p, vector(0, 1.3, 1.6), vector(0.62, 1.5, 0.7))
        cella = np.maximum(cella, -door)
        bumps = 1.5 * (sample(ground, x * 0.035, z * 0.035) - 0.5) + 0.24 * (sample(rough, x * 0.09, z * 0.09) - 0.5)
        rock = (y + 0.86 - bumps * smooth(np.maximum(np.abs(x) - half - 1.2, np.maximum(-z - 1.8, 0)), -0.5, 3)) * 0.7
        return [pillars, np.min([beam, frieze, eaves, gable], axis=0), steps, cella, rock]

    eye, sun = vector(-6.6, 0.35, -9.6), unit(vector(-0.42, 0.40, -0.62))
    large = (round(size[0] * 1.2), round(size[1] * 1.2))
    rays = look(large, eye, vector(0.4, 2.35, 1.6), 43)
    gold, air = vector(1.0, 0.70, 0.42), vector(0.60, 0.62, 0.68)
    light = sky(
        rays,
        unit(vector(-0.9, 0.15, 0.2)),
        vector(0.07, 0.22, 0.58),
        vector(0.66, 0.66, 0.66),
        gold * 0.6,
        tile(54, 1.75),
        0.48,
    )
    hits = trace(parts, eye, rays, 60)
    x, y, z = hits.places.T
    stain = sample(rough, x * 0.21 + z * 0.13, y * 0.21)
    stone = (
        mix(vector(0.50, 0.40, 0.28), vector(0.74, 0.65, 0.50), smooth(stain, 0.25, 0.75))
        * (0.80 + 0.4 * sample(fine, x * 0.5 + z * 0.4, y * 0.5 + z * 0.2))[:, None]
    )
    joints = smooth(np.abs((y / 0.73) % 1 - 0.5), 0.494, 0.488)
    drums = stone * (0.72 + 0.28 * joints)[:, None]
    walls = mix(vector(0.44, 0.17, 0.10), vector(0.56, 0.28, 0.18), stain)
    dry = mix(
        vector(0.30, 0.25, 0.16),
        vector(0.20, 0.20, 0.08),
        smooth(sample(ground, x * 0.08, z * 0.08) + 0.5 * (sample(fine, x * 0.4, z * 0.4) - 0.5), 0.42, 0.58),
    )
    earth = dry * (0.6 + 0.8 * sample(fine, x * 0.8, z * 0.8))[:, None]
    colour = np.choose(hits.part[:, None], [drums, stone, stone, walls, earth])
    bump = (
        0.35
        * (sample(fine, x * 0.9 + z * 0.6, y * 0.9 + z * 0.5) - 0.5)[:, None]
        * np.where(hits.part == 4, 1.6, 1.0)[:, None]
    )
    facing = unit(hits.facing + bump)
    direct = np.clip(dot(facing, sun), 0, 1) * shade_of(parts, hits, sun, 12.0, 14.0)
    open_ = nooks(parts, hits, 1.1)
    lit = colour * (
        direct[:, None] * gold * 3.3 + open_[:, None] * vector(0.34, 0.44, 0.64) * (0.75 + 0.25 * facing[:, 1:2])
    )
    lit += colour * (open_ * (0.55 - 0.45 * facing[:, 1]))[:, None] * vector(0.30, 0.20, 0.11)
    light[hits.rays] = haze(lit, air, hits.away, 0.006)
    return film(light, large, size, 0.05)
