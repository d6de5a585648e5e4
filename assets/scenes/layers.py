"""Scenes in layers from far to near: a heron at sunset, a birch wood in the morning."""

import itertools
import math

import numpy as np
from PIL import Image, ImageDraw
from scipy.ndimage import gaussian_filter

from assets.paintings.tools import smooth, spline
from assets.scenes.light import SIZE, Field, film, look, mix, sample, sky, tile, unit, vector

Place = tuple[float, float]


class Stencil:
    """Shapes drawn on a frame of some size; places are shares of its height, x from the left edge."""

    def __init__(self, size: tuple[int, int]) -> None:
        """An empty stencil."""
        self.size = size
        self.image = Image.new("L", (2 * size[0], 2 * size[1]))
        self._pen = ImageDraw.Draw(self.image)
        self._scale = 2 * size[1]

    def shape(self, places: list[Place]) -> None:
        """A filled outline."""
        self._pen.polygon([(x * self._scale, y * self._scale) for x, y in places], fill=255)

    def limb(self, places: list[Place], first: float, last: float) -> None:
        """A limb along places, as thick as `first` where it begins and `last` where it ends."""
        for number, ((ax, ay), (bx, by)) in enumerate(itertools.pairwise(places)):
            share = number / max(1, len(places) - 1)
            thick = first + (last - first) * share
            steps = max(1, math.ceil(math.hypot(bx - ax, by - ay) / max(0.0006, thick * 0.2)))
            for step in range(steps + 1):
                x, y = ax + (bx - ax) * step / steps, ay + (by - ay) * step / steps
                box = [part * self._scale for part in (x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2)]
                self._pen.ellipse(box, fill=255)

    def cover(self) -> Field:
        """1 where something was drawn, 0 elsewhere, shape (height, width)."""
        return np.asarray(self.image.resize(self.size, Image.Resampling.BOX), dtype=np.float32) / 255


def heron_at_sunset(size: tuple[int, int] = SIZE) -> Image.Image:
    """A heron in the shallows, dark before a burning sky."""
    width, height = size
    sun, clouds, fine = unit(vector(0.30, 0.075, 1.0)), tile(71, 1.75), tile(72, 1.0)
    rays = look(size, vector(0, 0, 0), vector(0, 0.10, 1), 34)
    warm = vector(1.0, 0.42, 0.13)

    def heaven(rays: Field) -> Field:
        light = sky(rays, sun, vector(0.05, 0.10, 0.36), vector(0.90, 0.42, 0.22), warm, clouds, 0.53)
        return light * vector(0.50, 0.34, 0.36)

    frame = heaven(rays).reshape(height, width, 3)
    y, x = np.mgrid[0:height, 0:width] / np.float32(height)
    shore = 0.640
    for number, (base, high, tone) in enumerate(((0.630, 0.045, 0.50), (0.637, 0.030, 0.26))):
        ridge = base - high * sample(fine, x * 0.13 + 0.37 * number, np.zeros_like(x) + 0.2 * number + 0.1)
        ridge -= 0.010 * sample(fine, x * 1.1, np.zeros_like(x) + 0.6 + 0.2 * number)
        frame = mix(frame, np.zeros_like(frame) + vector(0.42, 0.17, 0.16) * tone, smooth(y, ridge, ridge + 0.003))
    # The water lies below the shore: each ray is turned back up, shaken by ripples that grow towards us.
    near = np.clip((y - shore) / (1 - shore), 0.001, 1)
    far = 1 / near
    ripple = (
        sample(fine, x * 0.30 * far**0.55, np.sqrt(far) * 0.9)
        - 0.5
        + 0.6 * (sample(fine, x * 1.1 * far**0.4, far**0.5 * 3.1) - 0.5)
    )
    back = rays.reshape(height, width, 3).copy()
    back[..., 1] = np.abs(back[..., 1] - 0.0) * 0.9 + 0.03 + 0.16 * np.abs(ripple) * near**0.4
    back[..., 0] += 0.10 * ripple
    mirror = heaven(unit(back).reshape(-1, 3)).reshape(height, width, 3)
    water = np.minimum(mirror, 4) * (0.52 + 0.30 * (1 - near))[..., None] * (0.86 + 0.5 * ripple)[..., None]
    path = np.exp(-(((x - 1.156 - 0.02 * ripple) / (0.025 + 0.07 * near)) ** 2)) * smooth(
        ripple + 0.35 * near, -0.05, 0.25
    )
    water += path[..., None] * warm * 2.0
    frame = np.where((y > shore)[..., None], water, frame)
    bird, reeds = Stencil(size), Stencil(size)
    _heron(bird, 0.47, 0.865, 0.62)
    chance = np.random.default_rng(73)
    for _ in range(95):
        side = chance.random() < 0.55
        foot = chance.uniform(-0.03, 0.20) if side else chance.uniform(1.16, 1.36)
        base, tall, lean = (
            chance.uniform(0.93, 1.05),
            chance.uniform(0.18, 0.52),
            chance.normal(0.02 if side else -0.03, 0.05),
        )
        way = spline([(foot, base), (foot + lean * 0.3, base - tall * 0.5), (foot + lean, base - tall)], 8)
        reeds.limb(way, 0.0055, 0.0016)
        if chance.random() < 0.4:
            top = way[-1]
            reeds.limb([(top[0], top[1] + 0.045), top], 0.013, 0.010)
        for _ in range(2):
            bx, by = way[int(chance.integers(4, 12))]
            tip = chance.choice([-1, 1]) * chance.uniform(0.03, 0.10)
            reeds.limb(spline([(bx, by), (bx + tip * 0.5, by - 0.055), (bx + tip, by - 0.03)], 6), 0.0050, 0.0008)
    dark = bird.cover()
    # Its image in the water, broken by the ripples.
    foot_row = round(0.865 * height)
    turned = np.zeros_like(dark)
    rows = np.arange(foot_row, height)
    source = np.clip(2 * foot_row - rows, 0, height - 1)
    shift = np.round(ripple * 0.055 * height * near**0.3).astype(int)
    columns = np.clip(np.arange(width)[None, :] + shift[rows], 0, width - 1)
    turned[rows] = dark[source[:, None], columns]
    frame = mix(frame, frame * 0.12, gaussian_filter(turned, 1.0) * 0.95)
    rings = np.hypot((x - 0.485) / 1.0, (y - 0.868) / 0.22)
    frame += ((0.5 + 0.5 * np.sin(rings * 190)) * np.exp(-rings / 0.045) * (y > shore))[..., None] * warm * 0.18
    edge = np.clip(dark - gaussian_filter(np.roll(dark, (2, -3), (0, 1)), 1.2), 0, 1) * dark
    frame = mix(frame, np.zeros_like(frame) + vector(0.022, 0.014, 0.020), dark)
    frame += (np.roll(edge, 0) * 1.6)[..., None] * warm * 0.18
    frame = mix(frame, np.zeros_like(frame) + vector(0.012, 0.008, 0.012), reeds.cover())
    return film(frame, size, size, 0.14)


def _heron(stencil: Stencil, x: float, foot: float, tall: float) -> None:
    """A heron that looks to the right; `foot` is where it stands in the water, `tall` its height."""

    def at(*places: Place) -> list[Place]:
        return [(x + px * tall, foot - py * tall) for px, py in places]

    body = spline(
        at(
            (-0.335, 0.30),
            (-0.22, 0.405),
            (-0.08, 0.485),
            (0.06, 0.535),
            (0.13, 0.52),
            (0.135, 0.455),
            (0.09, 0.40),
            (0.0, 0.355),
            (-0.12, 0.325),
            (-0.24, 0.300),
            (-0.335, 0.30),
        )
    )
    stencil.shape(body)
    for drop in (0.0, 0.03, 0.06):
        stencil.limb(
            spline(at((-0.16, 0.36 - drop * 0.3), (-0.28, 0.305 - drop * 0.5), (-0.37 + drop, 0.245 - drop * 0.2))),
            0.022 * tall,
            0.002,
        )
    stencil.limb(
        spline(
            at(
                (0.075, 0.49),
                (0.155, 0.545),
                (0.185, 0.625),
                (0.135, 0.69),
                (0.085, 0.75),
                (0.085, 0.83),
                (0.135, 0.885),
                (0.185, 0.895),
            )
        ),
        0.088 * tall,
        0.050 * tall,
    )
    stencil.limb(spline(at((0.12, 0.52), (0.165, 0.56), (0.185, 0.62))), 0.075 * tall, 0.05 * tall)
    stencil.shape(
        spline(
            at(
                (0.125, 0.90),
                (0.17, 0.928),
                (0.235, 0.915),
                (0.262, 0.897),
                (0.23, 0.876),
                (0.165, 0.868),
                (0.125, 0.90),
            )
        )
    )
    stencil.shape(at((0.235, 0.916), (0.445, 0.868), (0.235, 0.876)))
    stencil.limb(spline(at((0.19, 0.922), (0.10, 0.915), (0.005, 0.865))), 0.018 * tall, 0.002)
    for drop in range(4):
        stencil.limb(
            spline(at((0.125 - 0.012 * drop, 0.46), (0.150 - 0.02 * drop, 0.39), (0.135 - 0.02 * drop, 0.335))),
            0.012 * tall,
            0.002,
        )
    stencil.limb(at((-0.01, 0.375), (0.010, 0.285)), 0.060 * tall, 0.026 * tall)
    stencil.limb(at((0.010, 0.285), (-0.020, 0.185), (0.012, -0.005)), 0.021 * tall, 0.013 * tall)
    stencil.limb(at((0.05, 0.385), (0.075, 0.290)), 0.055 * tall, 0.024 * tall)
    stencil.limb(at((0.075, 0.290), (0.050, 0.180), (0.085, -0.005)), 0.021 * tall, 0.013 * tall)


def birch_wood(size: tuple[int, int] = SIZE) -> Image.Image:
    """Morning in a birch wood: mist between the trunks, and the sun that falls through it."""
    width, height = size
    y, x = np.mgrid[0:height, 0:width] / np.float32(height)
    chance = np.random.default_rng(81)
    fine, bark = tile(82, 0.9), tile(83, 1.1)
    sun_x, sun_y = 0.86, 0.14
    away = np.hypot(x - sun_x, y - sun_y)
    mist = (
        vector(0.40, 0.43, 0.38)[None, None] * (0.80 + 0.1 * (1 - y))[..., None]
        + np.exp(-away / 0.34)[..., None] * vector(1.0, 0.76, 0.36) * 1.5
    )
    frame = mist.astype(np.float32)
    bands = (
        (0.525, 70, 0.006, 0.85),
        (0.545, 44, 0.010, 0.68),
        (0.58, 26, 0.017, 0.48),
        (0.64, 13, 0.028, 0.26),
        (0.76, 6, 0.050, 0.06),
    )
    for number, (foot, count, thick, fog) in enumerate(bands):
        frame = _floor(frame, x, y, foot, fog, number, fine, mist)
        stencil, leaves, lit = Stencil(size), Stencil(size), Stencil(size)
        for place in np.linspace(-0.05, 1.40, count) + chance.normal(0, 0.45 * 1.45 / count, count):
            _birch(
                stencil,
                leaves,
                lit,
                float(place),
                foot + abs(chance.normal(0, thick * 0.9)),
                thick * chance.uniform(0.7, 1.25),
                chance,
            )
        trunk = stencil.cover()
        # Light from the side of the sun: the trunk's own rim, and its bark's black bars.
        gap = max(1, round(thick * height * 0.22))
        toward = np.clip(trunk - np.roll(trunk, -gap, 1), 0, 1)
        shade = np.clip(trunk - np.roll(trunk, gap, 1), 0, 1)
        bars = smooth(sample(bark, x * 0.9 / (thick * 40) + number * 0.3, y * 9 / (thick * 40)), 0.60, 0.72)
        knots = smooth(sample(fine, x * 0.7 + number * 0.37, y * 1.6), 0.70, 0.78)
        colour = vector(0.56, 0.54, 0.49) * (0.62 + 0.9 * toward - 0.42 * shade)[..., None] + toward[
            ..., None
        ] * vector(0.5, 0.34, 0.12)
        colour = mix(colour, np.zeros_like(colour) + vector(0.045, 0.040, 0.040), np.clip(0.9 * bars + knots, 0, 1))
        colour = mix(colour, colour * vector(0.34, 0.34, 0.20), smooth(y, foot - 0.10, foot + 0.05))
        frame = mix(frame, mix(colour, mist, np.full(x.shape, fog, np.float32)), trunk)
        green = mix(
            vector(0.16, 0.22, 0.035),
            vector(0.62, 0.50, 0.06),
            np.clip(sample(fine, x * 0.8, y * 0.8) + 0.5 * np.exp(-away / 0.4), 0, 1),
        )
        for cover, gain in ((leaves.cover(), 0.55), (lit.cover(), 1.25)):
            frame = mix(frame, mix(green * gain, mist, np.full(x.shape, fog * 0.9, np.float32)), cover * 0.92)
    for number, (count, low, tall) in enumerate(((1500, 0.70, 0.016), (1800, 0.80, 0.030), (1100, 0.97, 0.060))):
        blades, bright = Stencil(size), Stencil(size)
        for _ in range(count):
            px, py = chance.uniform(0, 1.36), low + chance.normal(0, 0.055)
            lean = chance.normal(0, 0.4) * tall
            pick = bright if chance.random() < 0.35 else blades
            pick.limb(
                [(px, py), (px + lean * 0.4, py - tall * 0.6), (px + lean, py - tall * chance.uniform(0.7, 1.1))],
                0.0018 + 0.0009 * number,
                0.0006,
            )
        for cover, tone in ((blades.cover(), vector(0.035, 0.045, 0.014)), (bright.cover(), vector(0.20, 0.20, 0.05))):
            frame = mix(frame, np.zeros_like(frame) + tone * (1.0 - 0.22 * number), cover)
    return film(0.72 * _shafts(frame, x, y, sun_x, sun_y) ** 1.25, size, size, 0.12)


def _floor(frame: Field, x: Field, y: Field, foot: float, fog: float, number: int, fine: Field, mist: Field) -> Field:
    """The ground of one band of trees: grass and fallen leaves, patches of light."""
    far = 1 / np.clip(y - 0.47, 0.02, 1)
    edge = foot + 0.012 * (sample(fine, x * 0.5 + number * 0.21, np.zeros_like(x) + 0.3) - 0.5) * 6 * (1 - fog)
    leaf = sample(fine, x * 0.30 * far**0.6, far**0.7 * 0.42)
    ground = mix(vector(0.045, 0.055, 0.018), vector(0.30, 0.17, 0.035), smooth(leaf, 0.40, 0.66))
    ground = mix(
        ground,
        np.zeros_like(ground) + vector(0.10, 0.15, 0.03),
        smooth(sample(fine, x * 0.10 * far**0.5, far**0.6 * 0.14), 0.5, 0.62),
    )
    patches = smooth(sample(fine, (x + 0.5 * y) * 0.16, (y - 0.3 * x) * 0.5), 0.52, 0.64)
    ground = ground * (0.55 + 2.1 * patches)[..., None] * vector(1.15, 1.0, 0.8)
    return mix(frame, mix(ground, mist, np.full(x.shape, fog, np.float32)), smooth(y, edge, edge + 0.012))


def _birch(
    stencil: Stencil, leaves: Stencil, lit: Stencil, x: float, foot: float, thick: float, chance: np.random.Generator
) -> None:
    lean = chance.normal(0, 0.035)
    way = spline(
        [
            (x, foot + 0.02),
            (x + lean * 0.3 + chance.normal(0, 0.004), foot * 0.66),
            (x + lean * 0.6, foot * 0.33),
            (x + lean, -0.05),
        ],
        10,
    )
    stencil.limb([(x, foot + 0.015), way[2]], thick * 1.25, thick)
    stencil.limb(way, thick, thick * 0.62)
    for _ in range(7):
        px, py = way[int(chance.integers(10, len(way)))]
        side = chance.choice([-1, 1])
        reach = chance.uniform(0.06, 0.20) * (0.5 + 14 * thick)
        end = (px + side * reach, py + reach * chance.uniform(-0.5, 0.35))
        limb = spline([(px, py), (px + side * reach * 0.5, py - reach * 0.35), end], 7)
        stencil.limb(limb, thick * 0.22, thick * 0.05)
        for _ in range(int(26 + 300 * thick)):
            lx, ly = limb[int(chance.integers(3, len(limb)))]
            lx, ly = lx + chance.normal(0, 0.020 + 0.3 * thick), ly + abs(chance.normal(0, 0.020 + 0.35 * thick)) - 0.01
            size = thick * chance.uniform(0.07, 0.14) + 0.0012
            pick = lit if chance.random() < 0.42 else leaves
            pick.limb([(lx, ly), (lx + size * 0.6, ly + size * 0.5)], size, size * 0.8)


def _shafts(frame: Field, x: Field, y: Field, sun_x: float, sun_y: float) -> Field:
    """Light that falls through gaps: what is bright near the sun is smeared away from it (after Mitchell 2007)."""
    height, width = x.shape
    bright = smooth(frame.mean(axis=2), 0.62, 1.3)
    total, weight = np.zeros_like(bright), 0.0
    for step in range(36):
        share = 1 - 0.020 * step
        columns = np.clip((sun_x + (x - sun_x) * share) * height, 0, width - 1).astype(int)
        rows = np.clip((sun_y + (y - sun_y) * share) * height, 0, height - 1).astype(int)
        total += bright[rows, columns] * 0.965**step
        weight += 0.965**step
    lit: Field = frame + (total / weight)[..., None] * vector(1.0, 0.78, 0.40) * 0.5
    return lit
