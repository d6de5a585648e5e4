"""Manners that live from shapes: stained glass, cut paper, mosaic, cubist facets, constructivist poster, op art."""

import math

import numpy as np
from PIL import Image, ImageDraw
from scipy.ndimage import gaussian_filter
from scipy.spatial import cKDTree

from assets.paintings.tools import SIDE, Colour, Field, finish, grid, noise, over, ramp, relief, smooth


def _cells(points: Field) -> tuple[Field, Field, Field]:
    """For each pixel the number of its nearest point, the distance to it, and the distance to the cell's edge."""
    x, y = grid()
    distance, index = cKDTree(points).query(np.stack([x.ravel(), y.ravel()], axis=1), k=2)
    edge = (distance[:, 1] - distance[:, 0]) / 2
    shape = (SIDE, SIDE)
    return index[:, 0].reshape(shape), distance[:, 0].reshape(shape), edge.reshape(shape)


def _spread(seed: int, count: int, turns: int = 12) -> Field:
    """Points spread evenly but not regularly (Lloyd's relaxation)."""
    chance = np.random.default_rng(seed)
    points = chance.uniform(0, 1, (count, 2))
    samples = chance.uniform(0, 1, (40000, 2))
    for _ in range(turns):
        nearest = cKDTree(points).query(samples)[1]
        for axis in range(2):
            sums = np.bincount(nearest, samples[:, axis], count)
            points[:, axis] = sums / np.maximum(1, np.bincount(nearest, minlength=count))
    return points


def stained_glass() -> Image.Image:
    """A rising sun over water in leaded glass."""
    points = _spread(61, 420)
    cell, _, edge = _cells(points)
    away = np.hypot(points[:, 0] - 0.5, points[:, 1] - 0.52)
    turn = np.arctan2(points[:, 1] - 0.52, points[:, 0] - 0.5)
    chance = np.random.default_rng(62)
    colours = np.zeros((len(points), 3))
    for index, py in enumerate(points[:, 1]):
        if away[index] < 0.16:
            colour = (250, 190 + int(chance.integers(0, 40)), 50)
        elif py > 0.62:
            colour = [(16, 70, 140), (20, 110, 160), (30, 150, 150), (12, 44, 100)][chance.integers(4)]
        elif int((turn[index] + math.pi) / (2 * math.pi) * 18) % 2:
            colour = [(214, 60, 40), (232, 110, 40), (190, 34, 52)][chance.integers(3)]
        else:
            colour = [(86, 40, 120), (130, 50, 130), (60, 50, 140)][chance.integers(3)]
        colours[index] = colour
    glass = colours[cell.astype(int)]
    streaks = 0.72 + 0.5 * noise(63, 9, stretch=4) * noise(64, 40)
    light = 0.8 + 0.45 * np.exp(-(np.hypot(*(g - 0.5 for g in grid())) ** 2) / 0.12)
    picture = glass * (streaks * light)[..., None]
    bubbles = smooth(noise(65, 2.2), 0.96, 0.99)
    picture = over(picture, (255, 250, 230), bubbles * 0.35)
    lead = 1 - smooth(edge, 0.0026, 0.0046)
    solder = gaussian_filter(lead, 2.5)
    return finish(relief(over(picture, (26, 24, 28), lead), solder, 3.0))


def mosaic() -> Image.Image:
    """A fish in small stones, set along its outline."""
    x, y = grid()
    body = ((x - 0.47) / 0.30) ** 2 + ((y - 0.5) / 0.17) ** 2
    tail = np.maximum(np.abs(y - 0.5) - (x - 0.70) * 0.9, np.maximum(0.70 - x, x - 0.90))
    fish = np.minimum(np.sqrt(body) - 1, tail * 4)
    fish = gaussian_filter(fish, 6)
    rings = fish * 9.5
    row = np.floor(rings)
    angle = np.arctan2(y - 0.5, (x - 0.5) * 0.8)
    reach = np.hypot(x - 0.5, y - 0.5) + 0.05
    count = np.maximum(6, np.round(reach.mean() * 150 + row * 7))
    along = angle / (2 * np.pi) * count + 0.37 * row
    stone = np.floor(along)
    key = (row * 131 + stone * 17).astype(np.int64)
    chance = np.random.default_rng(71).random(4096)
    tone = chance[np.abs(key * 2654435761 % 4096)]
    inside = [(214, 150, 60), (236, 196, 96), (190, 84, 48), (246, 226, 170)]
    outside = [(22, 62, 92), (36, 96, 120), (20, 44, 74), (84, 140, 148)]
    colour = np.where((row < 0)[..., None], ramp(tone, inside), ramp(tone, outside))
    colour = np.where((row == 0)[..., None], ramp(tone, [(40, 26, 30), (86, 40, 40)]), colour)
    eye = np.hypot(x - 0.29, y - 0.46)
    colour = over(colour, (240, 236, 220), 1 - smooth(eye, 0.030, 0.032))
    colour = over(colour, (20, 20, 30), 1 - smooth(eye, 0.014, 0.016))
    across, length = rings - row, along - stone
    gap = np.minimum(np.minimum(across, 1 - across) * 0.7, np.minimum(length, 1 - length))
    face = smooth(gap + 0.03 * (noise(72, 3) - 0.5), 0.05, 0.10)
    picture = colour * (0.86 + 0.22 * noise(73, 2) + 0.10 * (chance[np.abs(key * 40503 % 4096)] - 0.5))[..., None]
    picture = over(np.full_like(picture, 1.0) * (196, 186, 168), picture, face)
    return finish(relief(picture, gaussian_filter(face, 1.6), 0.9))


def cut_paper() -> Image.Image:
    """Leaves and fruit cut from painted paper, pasted one over the other."""
    chance = np.random.default_rng(81)
    colours: list[Colour] = [
        (24, 70, 160),
        (236, 84, 52),
        (250, 196, 40),
        (28, 134, 88),
        (240, 236, 224),
        (206, 50, 110),
    ]
    sheet: Field = np.zeros((SIDE, SIDE, 3))
    for row in range(4):
        for column in range(4):
            tone = np.array(colours[(row * 3 + column * 2 + row // 2) % 6], dtype=float)
            sheet[row * 256 : row * 256 + 256, column * 256 : column * 256 + 256] = tone
    for number in range(26):
        cx, cy = chance.uniform(0.05, 0.95, 2)
        size, turn = chance.uniform(0.09, 0.19), chance.uniform(0, 2 * math.pi)
        shape = _leaf(size, turn, 5 + number % 5) if number % 4 else _blob(size * 0.55, chance)
        mask = Image.new("L", (2 * SIDE, 2 * SIDE))
        ImageDraw.Draw(mask).polygon([((cx + a) * 2 * SIDE, (cy + b) * 2 * SIDE) for a, b in shape], fill=255)
        cover = np.asarray(mask.resize((SIDE, SIDE), Image.Resampling.LANCZOS), dtype=np.float64) / 255
        shade = gaussian_filter(np.roll(cover, (7, 6), (0, 1)), 5)
        sheet = sheet * (1 - 0.42 * shade * (1 - cover))[..., None]
        colour = np.array(colours[(number * 5 + 1) % 6], dtype=float)
        brushed = noise(200 + number, 3, stretch=9) - 0.5 + 0.4 * (noise(300 + number, 30) - 0.5)
        sheet = over(sheet, colour + 34 * brushed[..., None], cover)
    return finish(sheet + 10 * (noise(82, 1) - 0.5)[..., None])


def _leaf(size: float, turn: float, lobes: int) -> list[tuple[float, float]]:
    """An alga-like leaf: a stem with round fingers on both sides."""
    points = []
    for step in range(240):
        t = step / 240
        along = 2 * t if t < 0.5 else 2 - 2 * t
        finger = 0.5 + 0.5 * math.cos(along * lobes * 2 * math.pi + math.pi)
        width = (0.10 + 0.42 * finger**0.6 * math.sin(math.pi * (0.12 + 0.8 * along))) * size
        a, b = (along - 0.5) * 2.2 * size, width * (1 if t < 0.5 else -1) + 0.12 * size * math.sin(along * 4)
        points.append((a * math.cos(turn) - b * math.sin(turn), a * math.sin(turn) + b * math.cos(turn)))
    return points


def _blob(size: float, chance: np.random.Generator) -> list[tuple[float, float]]:
    phases = chance.uniform(0, 6, 3)
    radii = [
        1 + 0.16 * math.sin(2 * t + phases[0]) + 0.1 * math.sin(3 * t + phases[1]) for t in np.linspace(0, 6.283, 90)
    ]
    return [
        (r * size * math.cos(t), r * size * math.sin(t)) for r, t in zip(radii, np.linspace(0, 6.283, 90), strict=True)
    ]


def facets() -> Image.Image:
    """A still life broken into planes: ochre, grey and blue, each facet shaded from edge to edge."""
    x, y = grid()
    sheet = ramp(noise(91, 120), [(120, 108, 90), (164, 146, 112), (92, 100, 110)])
    chance = np.random.default_rng(92)
    colours = [
        (196, 166, 110),
        (120, 96, 66),
        (84, 98, 116),
        (160, 150, 136),
        (58, 60, 72),
        (208, 190, 150),
        (132, 70, 48),
    ]
    for number in range(150):
        cx, cy = 0.5 + 0.26 * chance.standard_normal(2)
        base_turn = chance.choice([0.3, 1.1, 1.9, 2.6]) + chance.normal(0, 0.12)
        size = chance.uniform(0.05, 0.19) * (1.25 - number / 300)
        sides = 3 + number % 3
        angles = np.sort(base_turn + np.arange(sides) * 2 * math.pi / sides + chance.normal(0, 0.3, sides))
        inside = np.full((SIDE, SIDE), np.inf)
        for turn in angles:
            inside = np.minimum(inside, size * 0.62 - ((x - cx) * math.cos(turn) + (y - cy) * math.sin(turn)))
        cover = smooth(inside, -0.0008, 0.0012)
        lit = angles[0] + math.pi / 2
        slope = np.clip(0.5 + ((x - cx) * math.cos(lit) + (y - cy) * math.sin(lit)) / size * 0.5, 0, 1)
        tone = np.array(colours[chance.integers(len(colours))]) * (0.55 + 0.75 * slope)[..., None]
        touches = (noise(400 + number % 8, 2.2, stretch=4) - 0.5) * 26
        sheet = over(sheet, tone + touches[..., None], cover * 0.93)
        sheet = over(sheet, (34, 28, 26), cover * (1 - smooth(inside, 0.0012, 0.0042)) * 0.75)
    return finish(relief(sheet, noise(93, 1.6), 0.35))


def constructivist() -> Image.Image:
    """A poster of beams, discs and wedges in red, black and cream, printed a little out of register."""
    layer = {"red": Image.new("L", (2 * SIDE, 2 * SIDE)), "black": Image.new("L", (2 * SIDE, 2 * SIDE))}
    red, black = (ImageDraw.Draw(layer[name]) for name in ("red", "black"))
    side = 2 * SIDE

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(px * side, py * side) for px, py in points]

    def disc(pen: ImageDraw.ImageDraw, cx: float, cy: float, r: float, fill: int) -> None:
        pen.ellipse(((cx - r) * side, (cy - r) * side, (cx + r) * side, (cy + r) * side), fill=fill)

    disc(black, 0.62, 0.42, 0.27, 255)
    disc(black, 0.62, 0.42, 0.215, 0)
    disc(red, 0.62, 0.42, 0.175, 255)
    red.polygon(at((0.02, 0.98), (0.02, 0.80), (0.60, 0.40), (0.66, 0.47)), fill=255)
    black.polygon(at((0.0, 0.30), (0.98, 0.06), (1.0, 0.115), (0.0, 0.36)), fill=255)
    for index in range(9):
        low = 0.66 + index * 0.034
        black.polygon(at((0.44, low), (1.0, low - 0.14), (1.0, low - 0.126), (0.44, low + 0.014)), fill=255)
    for index in range(6):
        left = 0.06 + index * 0.05
        red.rectangle((left * side, 0.08 * side, (left + 0.026) * side, (0.22 - index * 0.018) * side), fill=255)
    black.polygon(at((0.10, 0.50), (0.30, 0.44), (0.33, 0.62), (0.13, 0.68)), fill=255)
    disc(black, 0.20, 0.86, 0.075, 255)
    disc(red, 0.80, 0.86, 0.05, 255)
    sheet = ramp(0.6 * noise(101, 60) + 0.4 * noise(102, 1.2), [(222, 206, 172), (240, 228, 200)])
    for name, colour, shift in (("red", (200, 44, 32), (3, -3)), ("black", (30, 27, 28), (0, 0))):
        cover = np.asarray(layer[name].resize((SIDE, SIDE), Image.Resampling.LANCZOS), dtype=np.float64) / 255
        cover = np.roll(cover, shift, (0, 1))
        worn = smooth(0.75 * noise(103 + len(name), 1.3) + 0.25 * noise(110, 24), 0.10, 0.30)
        sheet = sheet * (1 - (cover * (0.35 + 0.65 * worn))[..., None] * (1 - np.array(colour) / 255))
    return finish(sheet)


def op_art() -> Image.Image:
    """A chequered net that swells and turns."""
    x, y = grid(2 * SIDE)
    u, v = x - 0.5, y - 0.5
    swell = np.exp(-((u + 0.14) ** 2 + (v + 0.10) ** 2) / 0.035)
    dent = np.exp(-((u - 0.24) ** 2 + (v - 0.22) ** 2) / 0.016)
    a = u * (1 - 0.62 * swell + 0.55 * dent) + 0.02 * np.sin(v * 12)
    b = v * (1 - 0.62 * swell + 0.55 * dent) + 0.02 * np.sin(u * 12)
    checks = np.sin(a * 2 * np.pi * 13) * np.sin(b * 2 * np.pi * 13) > 0
    light = 0.75 + 0.5 * swell * (0.5 - u - v) - 0.35 * dent
    dark = ramp(np.clip(0.5 + v, 0, 1), [(18, 26, 62), (70, 18, 66)])
    pale = ramp(np.clip(0.5 + u, 0, 1), [(250, 240, 214), (248, 176, 96)])
    picture = np.where(checks[..., None], dark, pale) * light[..., None]
    image = finish(picture).resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    return finish(np.asarray(image, dtype=np.float64) + 9 * (noise(121, 1.1) - 0.5)[..., None])
