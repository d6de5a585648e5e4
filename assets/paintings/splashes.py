"""Manners in which paint flows: drip painting, marbling, graffiti, colour fields."""

import math

import numpy as np
from PIL import Image, ImageDraw
from scipy.ndimage import gaussian_filter

from assets.paintings.easel import Easel
from assets.paintings.tools import Colour, Field, Sheet, finish, over, ramp, relief, shadow, smooth


def drip_painting(sheet: Sheet) -> Image.Image:
    """Skeins of enamel flung and dripped on raw canvas, one colour over the other."""
    weave = 0.5 + 0.25 * np.sin(sheet.x * 1400) + 0.25 * np.sin(sheet.y * 1400)
    picture = ramp(0.5 * sheet.noise(201, 60) + 0.5 * weave, [(186, 160, 122), (214, 194, 158)])
    chance = np.random.default_rng(202)
    tins: list[tuple[Colour, int, float]] = [
        ((22, 64, 148), 20, 17.0),
        ((22, 20, 22), 22, 15.0),
        ((246, 178, 26), 18, 13.0),
        ((208, 44, 28), 18, 12.0),
        ((246, 242, 230), 20, 12.0),
        ((16, 132, 142), 12, 9.0),
        ((20, 18, 20), 18, 7.0),
        ((250, 246, 234), 12, 5.0),
    ]
    for colour, count, width in tins:
        mask = Image.new("L", (2 * sheet.side, 2 * sheet.side))
        pen = ImageDraw.Draw(mask)
        for _ in range(count):
            _fling(pen, chance, 2 * sheet.side, width)
        cover = np.asarray(mask.resize((sheet.side, sheet.side), Image.Resampling.BOX), dtype=np.float64) / 255
        picture = shadow(picture, cover, 3 * sheet.side / 1000, 0.4)
        picture = relief(over(picture, colour, cover), gaussian_filter(cover, 1.6 * sheet.side / 1000), 0.55)
    fine = 0.62 * sheet.side / 1000
    return finish(gaussian_filter(picture, (fine, fine, 0)))


def _fling(pen: ImageDraw.ImageDraw, chance: np.random.Generator, side: int, width: float) -> None:
    """One throw: the hand swings, the thread of paint swells and thins, drops fly off where it turns."""
    x, y = chance.uniform(-0.1, 1.1, 2)
    heading, turning = chance.uniform(0, 2 * math.pi), chance.normal(0, 1)
    steps = int(chance.uniform(260, 700))
    phase, speed = chance.uniform(0, 6), chance.uniform(0.0016, 0.0042)
    for step in range(steps):
        turning += chance.normal(0, 0.55) - 0.045 * turning
        heading += 0.02 * turning
        # Near the rim the hand comes back.
        if not -0.05 < x < 1.05 or not -0.05 < y < 1.05:
            heading += 0.25 * math.remainder(math.atan2(0.5 - y, 0.5 - x) - heading, 2 * math.pi)
        before = (x * side, y * side)
        x, y = x + speed * math.cos(heading), y + speed * math.sin(heading)
        swell = 0.35 + 0.65 * (0.5 + 0.5 * math.sin(step * 0.035 + phase)) * (0.6 + 0.4 * math.sin(step * 0.011))
        pen.line((*before, x * side, y * side), fill=255, width=max(1, round(width * swell / 1000 * side)))
        _drop(pen, x, y, width * swell * 0.5, side)
        if chance.random() < 0.02 + 0.012 * abs(turning):
            away, angle = abs(chance.normal(0, 0.028)), heading + chance.normal(0, 0.9)
            _drop(pen, x + away * math.cos(angle), y + away * math.sin(angle), chance.exponential(width * 0.3), side)
    _drop(pen, x, y, width * chance.uniform(0.6, 1.5), side)


def _drop(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float, side: int) -> None:
    reach = max(0.6, radius / 1000 * side)
    pen.ellipse((x * side - reach, y * side - reach, x * side + reach, y * side + reach), fill=255)


PONDS = (-0.12, 0.19, 0.5, 0.81, 1.12)
"""Where the drops fall on the marbler's water, across and down."""


def marbling(sheet: Sheet) -> Image.Image:
    """Inks dropped on water, then combed: each pixel is traced back to the drop it came from.

    The drops and the combs are those of Lu, Jaffer, Jin, Zhao and Mao 2012, "Mathematical marbling".
    """
    chance = np.random.default_rng(211)
    large = Sheet(2 * sheet.side)
    x, y = large.x.astype(np.float32), large.y.astype(np.float32)
    inks = np.array(
        [(20, 46, 92), (238, 226, 196), (196, 54, 44), (30, 122, 126), (240, 178, 64), (250, 244, 228), (80, 26, 56)]
    )
    for across, pace, strength in (
        (False, 0.115, 0.055),
        (True, 0.060, 0.030),
        (False, 0.060, -0.022),
        (True, 0.24, 0.05),
    ):
        # A comb pulled through the water takes along what lies near its teeth.
        line, moved = (y, x) if across else (x, y)
        pull = strength * (np.cos(2 * np.pi * line / pace) * 0.5 + 0.5) ** 2
        moved -= pull.astype(np.float32)
    turn = np.hypot(x - 0.62, y - 0.42)
    angle = 2.6 * np.exp(-turn / 0.10)
    u, v = x - 0.62, y - 0.42
    x, y = 0.62 + u * np.cos(angle) - v * np.sin(angle), 0.42 + u * np.sin(angle) + v * np.cos(angle)
    colour = np.full(x.shape, -1, dtype=np.int8)
    middles = [(cx + chance.normal(0, 0.03), cy + chance.normal(0, 0.03)) for cx in PONDS for cy in PONDS]
    drops = [
        (cx, cy, 0.052 * chance.uniform(0.7, 1.2), int((number + 3 * ring) % len(inks)))
        for ring in range(30)
        for number, (cx, cy) in enumerate(middles)
    ]
    # Backwards: the last drop lies open, each one before was pushed aside by those that came after.
    for cx, cy, radius, number in reversed(drops):
        u, v = x - np.float32(cx), y - np.float32(cy)
        square = u * u + v * v
        inside = (square < radius * radius) & (colour < 0)
        colour[inside] = number
        shrink = np.sqrt(np.maximum(0, 1 - radius * radius / np.maximum(square, 1e-9)))
        x, y = np.float32(cx) + u * shrink, np.float32(cy) + v * shrink
    picture = np.where((colour >= 0)[..., None], inks[colour], np.array((20, 40, 84)))
    image = Image.fromarray(picture.astype(np.uint8)).resize((sheet.side, sheet.side), Image.Resampling.LANCZOS)
    grain = 0.96 + 0.08 * sheet.noise(212, 1.0) * sheet.noise(213, 24)
    return finish(np.asarray(image, dtype=np.float64) * grain[..., None])


def graffiti(sheet: Sheet) -> Image.Image:
    """A name sprayed on a brick wall: cloud, block, fill, outline, sparkle, and the paint that ran."""
    x, y = sheet.x, sheet.y
    row = np.floor(y * 18)
    u, v = (x * 8 + 0.5 * (row % 2)) % 1, (y * 18) % 1
    joint = np.minimum(np.minimum(u, 1 - u) * 2.2, np.minimum(v, 1 - v))
    brick = smooth(joint + 0.05 * (sheet.noise(221, 4) - 0.5), 0.05, 0.11)
    shade = np.random.default_rng(222).uniform(0.75, 1.1, 4096)[
        (row * 37 + np.floor(x * 8 + 0.5 * (row % 2)) * 101).astype(int) % 4096
    ]
    wall = over(
        sheet.full((150, 144, 136)), ramp(sheet.noise(223, 5), [(116, 62, 52), (150, 84, 66)]) * shade[..., None], brick
    )
    wall = relief(wall, gaussian_filter(brick, 1.5) + 0.25 * sheet.noise(224, 2), 0.6)

    def spray(base: Field, colour: Colour, cover: Field, soft: float, seed: int) -> Field:
        """A can held some way off: a soft edge that breaks up into specks."""
        blurred = gaussian_filter(cover, soft * sheet.side / 1000)
        specks = sheet.noise(seed, 0.9)
        mist = smooth(blurred, specks * 0.85, specks * 0.85 + 0.25)
        return over(
            base, colour, np.clip(0.6 * smooth(blurred, 0.15, 0.8) + 0.5 * mist * smooth(blurred, 0.02, 0.3), 0, 1)
        )

    letters = [
        [[(0.12, 0.40), (0.13, 0.66)], [(0.12, 0.40), (0.22, 0.43), (0.26, 0.52), (0.22, 0.62), (0.13, 0.66)]],
        [[(0.36, 0.38), (0.36, 0.56), (0.40, 0.64), (0.47, 0.62), (0.50, 0.54), (0.49, 0.36)]],
        [[(0.61, 0.38), (0.60, 0.65), (0.74, 0.64)], [(0.61, 0.51), (0.71, 0.50)], [(0.61, 0.38), (0.73, 0.37)]],
        [[(0.83, 0.36), (0.84, 0.64), (0.94, 0.65)]],
    ]
    thick = [
        sum(
            (sheet.line([(px, 0.5 + 1.75 * (py - 0.52)) for px, py in part], 104) for part in letter), np.zeros(x.shape)
        )
        for letter in letters
    ]
    rounded = [smooth(gaussian_filter(np.clip(part, 0, 1), 0.013 * sheet.side), 0.38, 0.52) for part in thick]
    body = np.max(rounded, axis=0)
    halo = smooth(gaussian_filter(body, 0.055 * sheet.side), 0.04, 0.30)
    wall = spray(wall, (36, 170, 186), halo * 1.0, 26, 225)
    wall = spray(
        wall,
        (236, 240, 236),
        smooth(gaussian_filter(body, 0.05 * sheet.side), 0.1, 0.3) * smooth(sheet.noise(226, 45), 0.6, 0.66),
        9,
        227,
    )
    block = np.zeros(x.shape)
    for step in range(1, 24):
        away = round(step * 0.0021 * sheet.side)
        block = np.maximum(block, np.roll(body, (away, -away), (0, 1)))
    rim = smooth(gaussian_filter(np.maximum(body, block), 0.006 * sheet.side), 0.06, 0.14)
    wall = over(wall, (20, 18, 34), rim)
    wall = spray(wall, (86, 40, 150), block, 2, 228)
    for number, cover in enumerate(rounded):
        outline = smooth(gaussian_filter(cover, 0.007 * sheet.side), 0.04, 0.12)
        wall = over(wall, (18, 16, 30), outline)
        fade = np.clip((y - 0.22) / 0.56 + 0.10 * (sheet.noise(229 + number, 30) - 0.5), 0, 1)
        fill = ramp(fade, [(255, 236, 90), (255, 150, 40), (240, 50, 110), (180, 30, 140)])
        wall = over(wall, fill, cover * (0.90 + 0.10 * sheet.noise(234, 1)))
        gleam = cover * (1 - np.roll(cover, (round(0.011 * sheet.side),) * 2, (0, 1)))
        wall = spray(wall, (255, 252, 236), gleam * (y < 0.62), 2.5, 235)
    chance = np.random.default_rng(236)
    for _ in range(26):
        dx, top, long = chance.uniform(0.06, 0.96), chance.uniform(0.66, 0.80), chance.uniform(0.04, 0.18)
        drip = sheet.line([(dx, top), (dx, top + long)], chance.uniform(2.5, 5)) + (
            np.hypot(x - dx, y - top - long) < 0.0036
        )
        wall = over(wall, [(18, 16, 30), (36, 170, 186), (240, 50, 110)][int(chance.integers(3))], np.clip(drip, 0, 1))
    for sx, sy, size in ((0.27, 0.25, 0.06), (0.75, 0.20, 0.08), (0.50, 0.16, 0.04), (0.93, 0.72, 0.05)):
        ray = np.minimum(np.abs(x - sx), np.abs(y - sy)) * 7 + np.hypot(x - sx, y - sy)
        wall = spray(wall, (255, 255, 250), (ray < size) * 1.0, 1.5, 237)
    return finish(wall)


def colour_field(sheet: Sheet) -> Image.Image:
    """Three clouds of colour, scrubbed on in many thin coats, that seem to breathe before a dark red ground."""
    ground = ramp(sheet.noise(241, 120), [(92, 14, 26), (136, 28, 30)])
    x, y = sheet.x + 0.02 * (sheet.noise(242, 26) - 0.5), sheet.y + 0.02 * (sheet.noise(243, 26) - 0.5)
    clouds: list[tuple[float, float, list[Colour]]] = [
        (0.06, 0.40, [(246, 150, 30), (255, 196, 60)]),
        (0.44, 0.63, [(236, 60, 40), (250, 96, 50)]),
        (0.67, 0.94, [(44, 16, 60), (96, 28, 84)]),
    ]
    base = ground
    for number, (top, foot, colours) in enumerate(clouds):
        inside = np.minimum(np.minimum(x - 0.07, 0.93 - x), np.minimum(y - top, foot - y))
        base = over(base, ramp(sheet.noise(244 + number, 90), colours), smooth(inside, -0.012, 0.03))
    easel = Easel(sheet, base=base)

    def heading(px: float, py: float) -> float:
        return 0.5 * math.sin(px * 37 + py * 53) + (math.pi / 2 if math.sin(px * 91 + py * 17) > 0.75 else 0.0)

    easel.follow(base, heading, 248, [("gouache", 900, 90, 110), ("chalk", 1500, 46, 70), ("acrylic", 500, 34, 90)], 9)
    scrubbed = easel.picture()
    return finish(over(scrubbed, base, 0.25 + 0.35 * sheet.noise(249, 6)))
