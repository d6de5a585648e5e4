"""Scenes that are a height over each place: mountains by a lake, the open sea."""

from collections.abc import Callable

import numpy as np
from PIL import Image
from scipy.ndimage import map_coordinates

from assets.paintings.tools import smooth
from assets.scenes.light import SIZE, Field, dot, film, haze, look, mix, sample, sky, tile, unit, vector

Height = Callable[[Field, Field], Field]


def march(height: Height, eye: Field, rays: Field, far: float, step: float = 0.5) -> Field:
    """How far each ray goes until it meets the ground, infinite where it does not; `eye` is one start or one a ray."""
    starts = np.broadcast_to(eye, rays.shape)
    reach = np.full(len(rays), 0.05, dtype=np.float32)
    reach[rays[:, 1] > 0.6] = np.inf
    alive = np.flatnonzero(np.isfinite(reach))
    for _ in range(260):
        places = starts[alive] + rays[alive] * reach[alive, None]
        above = places[:, 1] - height(places[:, 0], places[:, 2])
        met = above < 0.0006 * reach[alive]
        gone = reach[alive] > far
        reach[alive[gone & ~met]] = np.inf
        going = ~met & ~gone
        alive = alive[going]
        if not len(alive):
            break
        reach[alive] += np.maximum(above[going] * step, 0.0012 * reach[alive])
    reach[alive] = np.where(reach[alive] > 0.5 * far, np.inf, reach[alive])
    return reach


def baked(height: Height, x: tuple[float, float], z: tuple[float, float], step: float) -> Height:
    """The same height read from a grid, `step` apart: much faster, where the height takes long to work out."""
    columns, rows = (np.arange(low, high, step, dtype=np.float32) for low, high in (x, z))
    grid = height(*np.meshgrid(columns, rows))

    def read(at_x: Field, at_z: Field) -> Field:
        places = [(at_z - z[0]) / step, (at_x - x[0]) / step]
        found: Field = map_coordinates(grid, places, order=1, mode="nearest")
        return found

    return read


def normals(height: Height, x: Field, z: Field, gap: Field) -> Field:
    """Which way the ground faces, from differences over `gap`."""
    middle = height(x, z)
    across, along = height(x + gap, z) - middle, height(x, z + gap) - middle
    return unit(np.stack([-across, gap, -along], axis=-1).astype(np.float32))


def sunlight(height: Height, places: Field, sun: Field, reach: float) -> Field:
    """How much of the sun each place sees, 0 to 1."""
    seen = np.ones(len(places), dtype=np.float32)
    for step in np.geomspace(reach / 60, reach, 22):
        above = places[:, 1] + sun[1] * step - height(places[:, 0] + sun[0] * step, places[:, 2] + sun[2] * step)
        seen = np.minimum(seen, np.clip(0.5 + 9 * above / step, 0, 1))
    return seen


def mountain_lake(size: tuple[int, int] = SIZE) -> Image.Image:
    """Morning light on mountains, woods down to a still lake."""
    rough, fine, wood = tile(11, 1.9), tile(12, 1.6), tile(13, 0.7)

    def rock(x: Field, z: Field) -> Field:
        bend = 0.10 * (sample(fine, x * 0.020, z * 0.020) - 0.5)
        ridges = 1 - np.abs(sample(rough, x * 0.011 + bend + 0.31, z * 0.011 + bend) - 0.5) * 4.2
        broad = sample(rough, x * 0.006 + 0.15, z * 0.006 + 0.4)
        far = smooth(z, 5, 22)
        valley = smooth(np.abs(x + 2.0 - 0.10 * z), 1.0, 11.0) * smooth(z, 1, 9) * (1 - smooth(z, 12, 20)) + smooth(
            z, 9, 22
        )
        peak = np.clip(ridges, -0.5, 1) * 4.4 + (broad - 0.5) * 5.0 + (sample(fine, x * 0.045, z * 0.045) - 0.5) * 1.5
        crumbs = (sample(fine, x * 0.33, z * 0.33) - 0.5) * (0.25 + 0.22 * far)
        result: Field = (valley * (1.2 + peak * (0.30 + 1.15 * far)) - 0.35 + crumbs * valley).astype(np.float32)
        return result

    def ground(x: Field, z: Field) -> Field:
        base = rock(x, z)
        wooded = smooth(base, 0.08, 0.3) * (1 - smooth(base + 1.6 * (sample(fine, x * 0.08, z * 0.08) - 0.5), 1.5, 2.8))
        trees = smooth(sample(wood, x * 0.55, z * 0.55), 0.38, 0.75) * 0.20
        result: Field = np.maximum(base + trees * wooded, 0)
        return result

    grid, bare = (baked(shape, (-26, 26), (-5, 58), 0.026 * SIZE[0] / size[0]) for shape in (ground, rock))
    eye, sun = vector(0.0, 1.15, -5.0), unit(vector(-0.80, 0.42, -0.40))
    air, gold = vector(0.30, 0.40, 0.58), vector(1.0, 0.74, 0.46)
    clouds = tile(14, 1.75)

    def heaven(rays: Field) -> Field:
        return sky(rays, sun, vector(0.10, 0.26, 0.62), vector(0.62, 0.70, 0.80), gold * 0.8, clouds, 0.47)

    def seen(start: Field, rays: Field) -> Field:
        reach = march(grid, start, rays, 60)
        # A grazing ray stops a little above still water: it goes on to the plane itself.
        down = -np.broadcast_to(start, rays.shape)[:, 1] / np.minimum(rays[:, 1], -1e-5)
        wet = np.isfinite(reach) & (np.abs(down - reach) < 0.2 + 0.15 * reach)
        below = start + rays * np.where(wet, down, 0)[:, None]
        reach = np.where(wet & (bare(below[:, 0], below[:, 2]) <= 0), down, reach)
        light = heaven(rays)
        hit = np.flatnonzero(np.isfinite(reach))
        places, away = (start if start.ndim == 1 else start[hit]) + rays[hit] * reach[hit, None], reach[hit]
        x, z = places[:, 0], places[:, 2]
        facing = normals(grid, x, z, 0.004 + 0.0012 * away)
        broad = normals(bare, x, z, 0.15 + 0.004 * away)
        base = bare(x, z)
        spread = 1.6 * (sample(fine, x * 0.08, z * 0.08) - 0.5)
        wooded = smooth(base, 0.05, 0.22) * (1 - smooth(base + spread, 1.5, 2.8))
        stone = mix(vector(0.16, 0.14, 0.13), vector(0.36, 0.32, 0.29), sample(fine, x * 0.6, (z + base * 3) * 0.6))
        green = mix(vector(0.012, 0.045, 0.022), vector(0.075, 0.115, 0.03), sample(wood, x * 0.9 + 0.3, z * 0.9))
        snow = smooth(base + 2.2 * (sample(fine, x * 0.13, z * 0.13) - 0.5), 3.4, 4.6) * smooth(broad[:, 1], 0.35, 0.62)
        grass = mix(vector(0.06, 0.11, 0.025), vector(0.15, 0.16, 0.05), sample(wood, x * 0.3, z * 0.3))
        colour = mix(stone, grass, smooth(broad[:, 1], 0.70, 0.9) * (1 - smooth(base, 2.0, 3.2)))
        colour = mix(mix(colour, green, wooded), vector(0.86, 0.88, 0.93), snow)
        direct = np.clip(dot(facing, sun), 0, 1) * sunlight(grid, places + facing * 0.02, sun, 9)
        bowl = 0.35 + 0.65 * np.clip(0.5 + 0.5 * facing[:, 1], 0, 1)
        lit = colour * (direct[:, None] * gold * 4.4 + bowl[:, None] * vector(0.36, 0.48, 0.70) * 0.75)
        light[hit] = haze(lit, air + gold * 0.25 * np.clip(dot(rays[hit], sun), 0, 1)[:, None] ** 3, away, 0.011)
        water = np.flatnonzero((base <= 0.0) & (places[:, 1] < 0.004))
        return _water(light, hit, water, places, rays) if start.ndim == 1 else light

    def _water(light: Field, hit: Field, water: Field, places: Field, rays: Field) -> Field:
        x, z = places[water, 0], places[water, 2]
        calm = 0.010 * smooth(sample(fine, x * 0.05, z * 0.02), 0.42, 0.60) + 0.002
        lean = np.stack(
            [sample(wood, x * 1.3, z * 0.5) - 0.5, 0 * x, sample(wood, x * 1.1 + 0.5, z * 0.45) - 0.5], axis=-1
        )
        facing = unit(vector(0, 1, 0) + lean * calm[:, None] * 2.2)
        coming = rays[hit[water]]
        back = coming - 2 * dot(coming, facing)[:, None] * facing
        back[:, 1] = np.abs(back[:, 1])
        mirror = seen((places[water] + vector(0, 0.01, 0)).astype(np.float32), unit(back).astype(np.float32))
        grazing = 0.05 + 0.95 * (1 - np.clip(-dot(coming, facing), 0, 1)) ** 4
        light[hit[water]] = mix(
            np.zeros((len(water), 3), np.float32) + vector(0.015, 0.05, 0.06), mirror * 0.85, np.clip(grazing, 0, 1)
        )
        return light

    large = (round(size[0] * 1.25), round(size[1] * 1.25))
    return film(seen(eye, look(large, eye, vector(-0.4, 2.05, 8), 46)) * 0.95, large, size)


def open_sea(size: tuple[int, int] = SIZE) -> Image.Image:
    """Waves against a low sun: the light shines through their crests."""
    swell, chop, spray = _spectrum(21, 7.0, 0.35), _spectrum(22, 26.0, 1.2), tile(23, 0.9)

    def sea(x: Field, z: Field) -> Field:
        long = sample(swell, x * 0.014, z * 0.014)
        crest = np.exp(long * 0.36) - 1
        near = sample(chop, x * 0.030 + 0.01 * long, z * 0.030) * 0.075 + sample(chop, x * 0.11, z * 0.11) * 0.014
        return (crest * 1.05 + near * (1 + 0.4 * long)).astype(np.float32)

    eye, sun = vector(0, 2.6, 0), unit(vector(0.16, 0.13, 1.0))
    warm, clouds = vector(1.0, 0.55, 0.26), tile(24, 1.8)

    def heaven(rays: Field) -> Field:
        return sky(rays, sun, vector(0.12, 0.22, 0.44), vector(0.78, 0.56, 0.42), warm, clouds, 0.50)

    large = (round(size[0] * 1.25), round(size[1] * 1.25))
    rays = look(large, eye, vector(0.4, 1.9, 10), 48)
    reach = march(sea, eye, rays, 260, 0.7)
    light = heaven(rays)
    hit = np.flatnonzero(np.isfinite(reach))
    away, coming = reach[hit], rays[hit]
    places = eye + coming * away[:, None]
    x, y, z = places[:, 0], places[:, 1], places[:, 2]
    facing = normals(sea, x, z, 0.012 + 0.0022 * away)
    facing = unit(mix(facing, vector(0, 1, 0), 1 - np.exp(-away / 70)))
    back = coming - 2 * dot(coming, facing)[:, None] * facing
    back[:, 1] = np.abs(back[:, 1]) + 0.01
    grazing = 0.02 + 0.98 * (1 - np.clip(-dot(coming, facing), 0, 1)) ** 5
    thin = smooth(y, 0.0, 2.2) * np.clip(0.35 + 0.65 * dot(coming, sun), 0, 1) * np.clip(1.0 - facing[:, 1] * 0.6, 0, 1)
    deep = vector(0.010, 0.060, 0.085) + thin[:, None] * vector(0.05, 0.34, 0.28) * 0.9
    lit = mix(deep, np.minimum(heaven(unit(back).astype(np.float32)), 3.0), np.clip(grazing, 0, 1))
    glitter = np.clip(dot(unit(sun - coming), facing), 0, 1) ** 260
    lit = lit + warm * (3.2 * glitter)[:, None]
    # Foam lies behind the steepest crests.
    steep = sea(x, z) - 0.25 * (sea(x + 0.9, z) + sea(x - 0.9, z) + sea(x, z + 0.9) + sea(x, z - 0.9))
    threads = sample(spray, x * 0.21, z * 0.16)
    foam = smooth(steep + 0.45 * (threads - 0.5) + 0.10 * y, 0.16, 0.34) * smooth(
        sample(spray, x * 0.9, z * 0.8), 0.32, 0.6
    )
    white = (0.35 + 0.65 * np.clip(dot(facing, sun) + 0.4, 0, 1))[:, None] * (warm * 0.7 + vector(0.35, 0.45, 0.52))
    lit = mix(lit, white, np.clip(foam, 0, 1) * np.exp(-away / 90))
    light[hit] = haze(lit, vector(0.74, 0.54, 0.42), away, 0.006)
    return film(light, large, size, 0.10)


def _spectrum(seed: int, peak: float, spread: float) -> Field:
    """A repeating patch of sea: waves about `peak` to a patch, most of them running one way (after Phillips)."""
    side = 1024
    chance = np.random.default_rng(seed)
    across, down = np.fft.rfftfreq(side)[None, :] * side, np.fft.fftfreq(side)[:, None] * side
    wave = np.hypot(across, down)
    wave[0, 0] = 1
    towards = (np.abs(down) / wave) ** (2 / spread) + 0.012
    power = wave**-5.4 * np.exp(-((peak / wave) ** 2)) * np.exp(-((wave / 160) ** 2)) * towards
    spectrum = np.sqrt(power) * (chance.standard_normal(wave.shape) + 1j * chance.standard_normal(wave.shape))
    field = np.fft.irfft2(spectrum, (side, side))
    result: Field = (field / field.std()).astype(np.float32)
    return result
