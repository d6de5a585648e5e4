"""Manners made of flat shapes: cut paper, cubist facets, geometric abstraction, op art, the golden garden."""

import math

import numpy as np
from PIL import Image, ImageDraw
from scipy.ndimage import gaussian_filter, map_coordinates

from assets.paintings.tools import Colour, Field, Shape, Sheet, finish, over, ramp, relief, shadow, smooth, to_edge


def cut_paper(sheet: Sheet) -> Image.Image:
    """Sea plants, birds and fruit cut from painted paper, pasted on coloured sheets."""
    chance = np.random.default_rng(81)
    blue, orange, yellow, green, white, pink, black = (
        (22, 62, 158), (240, 92, 44), (252, 200, 44), (20, 130, 92), (244, 240, 228), (214, 50, 112), (24, 24, 34),
    )  # fmt: skip
    picture = sheet.full(white)
    panels: list[tuple[float, float, float, float, Colour]] = [
        (0.00, 0.00, 0.36, 0.52, blue), (0.36, 0.00, 0.68, 0.30, yellow), (0.68, 0.00, 1.00, 0.44, pink),
        (0.36, 0.30, 0.68, 0.70, white), (0.00, 0.52, 0.36, 1.00, orange), (0.68, 0.44, 1.00, 0.74, green),
        (0.36, 0.70, 0.62, 1.00, black), (0.62, 0.74, 1.00, 1.00, blue),
    ]  # fmt: skip
    for number, (left, top, right, foot, colour) in enumerate(panels):
        wave = [chance.normal(0, 0.004) for _ in range(8)]
        corners = [(left + wave[0], top + wave[1]), (right + wave[2], top + wave[3])]
        corners += [(right + wave[4], foot + wave[5]), (left + wave[6], foot + wave[7])]
        picture = _paste(sheet, picture, [corners], colour, 80 + number)
    pieces: list[tuple[float, float, float, float, int, Colour]] = [
        (0.18, 0.26, 0.21, -1.2, 4, white), (0.52, 0.15, 0.14, 0.4, 3, orange), (0.84, 0.22, 0.20, -1.9, 4, yellow),
        (0.52, 0.50, 0.19, -1.57, 5, blue), (0.17, 0.77, 0.22, -1.0, 4, yellow), (0.84, 0.59, 0.16, 0.3, 3, white),
        (0.49, 0.85, 0.15, -1.4, 4, pink), (0.81, 0.87, 0.17, 0.0, 4, orange), (0.33, 0.53, 0.11, 0.7, 3, green),
        (0.66, 0.31, 0.10, 2.4, 3, black), (0.64, 0.72, 0.11, -0.6, 3, yellow), (0.06, 0.52, 0.10, -2.2, 3, pink),
    ]  # fmt: skip
    for number, (cx, cy, size, turn, lobes, colour) in enumerate(pieces):
        picture = _paste(sheet, picture, [_frond(cx, cy, size, turn, lobes)], colour, 100 + number)
    for number, (cx, cy, size) in enumerate(
        ((0.30, 0.09, 0.05), (0.93, 0.40, 0.04), (0.40, 0.66, 0.035), (0.07, 0.93, 0.045))
    ):
        rim = [
            (cx + size * (1 + 0.1 * math.sin(3 * t)) * math.cos(t), cy + size * math.sin(t))
            for t in np.linspace(0, 6.28, 40)
        ]
        picture = _paste(sheet, picture, [rim], (orange, blue, pink, white)[number], 130 + number)
    return finish(picture + 9 * (sheet.noise(82, 1) - 0.5)[..., None])


def _paste(sheet: Sheet, picture: Field, shapes: list[Shape], colour: Colour, seed: int) -> Field:
    """A piece of paper, painted with a broad brush, throws a small shadow."""
    cover = sheet.cut(shapes)
    picture = shadow(picture, cover, 5 * sheet.side / 1000, 0.38)
    brushed = sheet.noise(seed, 3, stretch=9) - 0.5 + 0.5 * (sheet.noise(seed + 60, 30) - 0.5)
    return over(picture, np.array(colour) + 30 * brushed[..., None], cover)


def _frond(cx: float, cy: float, size: float, turn: float, lobes: int) -> Shape:
    """A sea plant: round fingers along both sides of a stem, the longest in the middle, one at the tip."""
    fingers = [(along, side) for along in np.linspace(-0.62, 0.5, lobes) for side in (-1, 1)]
    outline = []
    for t in np.linspace(0, 2 * math.pi, 420, endpoint=False):
        # Seen from the middle: a far reach wherever a finger points that way, a near one between.
        reach = 0.16
        for along, side in [*fingers, (0.9, 0)]:
            angle = math.atan2(side * 0.62, along + 0.12)
            long = 0.62 + 0.38 * math.cos(angle / 2)
            off = math.remainder(t - angle, 2 * math.pi)
            width = 1.5 / (lobes + 2)
            reach = max(reach, long * max(0.0, 1 - (off / width) ** 2) ** 0.38)
        outline.append((cx + size * reach * math.cos(t + turn), cy + size * reach * math.sin(t + turn)))
    return outline


def cubist_facets(sheet: Sheet) -> Image.Image:
    """A guitar, a bottle and a glass on a table, broken into planes that each see them from another side."""
    side = sheet.side
    base = _still_life(sheet)
    chance = np.random.default_rng(92)
    labels = np.zeros(sheet.x.shape, dtype=np.int64)
    slopes = [0.32, 1.16, 1.9, 2.75]
    for _ in range(30):
        # A cut through the whole sheet, but felt only in the planes near its middle.
        cx, cy = 0.5 + 0.24 * chance.standard_normal(2)
        turn = slopes[int(chance.integers(4))] + chance.normal(0, 0.10)
        across = (sheet.x - cx) * math.cos(turn) + (sheet.y - cy) * math.sin(turn)
        along = -(sheet.x - cx) * math.sin(turn) + (sheet.y - cy) * math.cos(turn)
        near = np.abs(along) < chance.uniform(0.12, 0.5)
        touched = np.unique(labels[near & (np.abs(across) < 0.02)])
        split = np.isin(labels, touched) & (across > 0)
        labels = np.unique(labels * 2 + split, return_inverse=True)[1].reshape(labels.shape)
    count = int(labels.max()) + 1
    sizes = np.bincount(labels.ravel(), minlength=count)[:, None]
    middles = (
        np.stack([np.bincount(labels.ravel(), part.ravel(), count) for part in (sheet.x, sheet.y)], axis=1) / sizes
    )
    moved = chance.normal(0, 0.034, (count, 2))
    turned, grown = chance.normal(0, 0.22, count)[labels], chance.uniform(0.8, 1.15, count)[labels]
    u, v = sheet.x - middles[labels, 0], sheet.y - middles[labels, 1]
    at_x = middles[labels, 0] + moved[labels, 0] + grown * (u * np.cos(turned) - v * np.sin(turned))
    at_y = middles[labels, 1] + moved[labels, 1] + grown * (u * np.sin(turned) + v * np.cos(turned))
    places = [np.clip(at_y, 0, 0.999) * side, np.clip(at_x, 0, 0.999) * side]
    picture = np.stack(
        [map_coordinates(base[..., part], places, order=1, mode="nearest") for part in range(3)], axis=-1
    )
    light = chance.choice(slopes, count)[labels] + np.pi * chance.integers(0, 2, count)[labels]
    reach = np.sqrt(sizes[labels, 0]) / side
    slope = np.clip(0.5 + (u * np.cos(light) + v * np.sin(light)) / reach * 0.75, 0, 1)
    glaze = np.array([(232, 206, 150), (206, 160, 92), (122, 140, 146), (70, 92, 112), (196, 110, 66), (224, 216, 196)])
    tint = glaze[chance.integers(0, len(glaze), count)][labels]
    picture = picture * 0.62 + tint * 0.38
    picture = picture * (0.42 + 1.02 * slope)[..., None]
    # Short touches side by side, in each plane along its own light.
    wave = np.sin((u * np.sin(light) - v * np.cos(light)) * 420 + 4 * sheet.noise(94, 9)) * sheet.noise(95, 4)
    picture = picture + 17 * (wave * (0.3 + 0.7 * sheet.noise(96, 50)))[..., None]
    edge = to_edge(sheet, labels)
    open_ = smooth(sheet.noise(97, 45), 0.18, 0.42)
    picture = over(picture, (30, 24, 26), (1 - smooth(edge, 0.9, 2.4)) * open_ * 0.85)
    picture = over(picture, (246, 236, 206), (1 - smooth(np.abs(edge - 4), 0.4, 1.6)) * open_ * (slope > 0.62) * 0.35)
    return finish(relief(picture, sheet.noise(93, 1.6), 0.4))


def _still_life(sheet: Sheet) -> Field:
    """The things themselves, before they are broken."""
    x, y = sheet.x, sheet.y
    base = ramp(np.clip(y + 0.2 * (x - 0.5), 0, 1), [(92, 108, 112), (140, 144, 128), (176, 150, 104)])
    base = over(
        base,
        ramp(sheet.noise(98, 30, stretch=6), [(108, 66, 38), (150, 94, 52)]),
        smooth(y - 0.74 - 0.15 * x, 0, 0.004),
    )
    u, v = (x - 0.46) * 0.86 - (y - 0.56) * 0.5, (x - 0.46) * 0.5 + (y - 0.56) * 0.86
    waist = 0.20 - 0.050 * np.cos((v + 0.02) * 17) + 0.05 * v
    guitar = (np.abs(u) < waist) & (v > -0.24) & (v < 0.29) & (np.hypot(u, (v - 0.06) * 0.62) < 0.21)
    base = over(base, (30, 20, 18), smooth(gaussian_filter(guitar * 1.0, 0.007 * sheet.side), 0.02, 0.2))
    base = over(base, ramp(np.clip(0.5 + u * 2.2, 0, 1), [(236, 176, 84), (200, 118, 50)]), guitar * 1.0)
    hole = np.hypot(u, v + 0.02)
    base = over(base, (244, 224, 180), (hole < 0.078) * 1.0)
    base = over(base, (24, 18, 20), (hole < 0.066) * 1.0)
    neck = (np.abs(u) < 0.026) & (v < -0.06) & (v > -0.62)
    base = over(base, (58, 32, 26), neck * 1.0)
    base = over(base, (230, 214, 176), neck * (np.abs(np.sin((v + 0.1) * 70)) > 0.985))
    base = over(base, (70, 36, 26), ((np.abs(u) < 0.085) & (np.abs(v - 0.19) < 0.014)) * 1.0)
    strings = (np.abs(np.sin(u * 380)) > 0.96) & (np.abs(u) < 0.025) & (v < 0.19) & (v > -0.60)
    base = over(base, (240, 230, 206), strings * 1.0)
    body = np.abs(x - 0.79) - np.where(y > 0.34, 0.075, 0.026 + 0.049 * smooth(y, 0.24, 0.34))
    bottle = (body < 0) & (y > 0.10) & (y < 0.80)
    base = over(
        base, ramp(np.clip((x - 0.70) / 0.17, 0, 1), [(24, 58, 52), (90, 142, 110), (18, 44, 44)]), bottle * 1.0
    )
    base = over(base, (238, 226, 190), ((np.abs(x - 0.79) < 0.075) & (y > 0.46) & (y < 0.62)) * 1.0)
    letters = sheet.cut(
        [
            [(0.735, 0.50), (0.752, 0.50), (0.752, 0.58), (0.735, 0.58)],
            [(0.765, 0.50), (0.80, 0.50), (0.782, 0.58)],
            [(0.812, 0.50), (0.845, 0.50), (0.845, 0.58), (0.812, 0.58)],
        ]
    )
    base = over(base, (40, 30, 30), letters)
    glass = (np.abs(x - 0.16) < 0.085 - 0.10 * (y - 0.55)) & (y > 0.52) & (y < 0.76)
    base = over(base, (206, 222, 220), 0.75 * glass)
    base = over(base, (146, 40, 44), (glass & (y > 0.62)) * 0.85)
    paper = sheet.cut([[(0.05, 0.12), (0.36, 0.05), (0.42, 0.40), (0.11, 0.46)]])
    base = over(base, (232, 224, 202), paper)
    lines = (np.sin((y + 0.22 * x) * 330) > 0.55) & (sheet.noise(99, 5, stretch=3) > 0.25)
    return over(base, (70, 64, 62), paper * lines * 0.8)


def geometric_abstraction(sheet: Sheet) -> Image.Image:
    """Circles, wedges, grids and lines that balance each other on pale ground."""
    x, y = sheet.x, sheet.y
    picture = ramp(0.7 * sheet.noise(261, 150) + 0.3 * (x + y) / 2, [(238, 226, 200), (246, 238, 220), (216, 214, 206)])

    def glow(cx: float, cy: float, radius: float, colours: list[Colour], strength: float = 1.0) -> None:
        nonlocal picture
        away = np.hypot(x - cx, y - cy) / radius
        picture = over(picture, ramp(np.clip(away, 0, 1), colours), (1 - smooth(away, 0.985, 1.005)) * strength)

    def plane(shape: Shape, first: Colour, last: Colour, turn: float, strength: float = 0.9) -> None:
        nonlocal picture
        middle = np.mean(shape, axis=0)
        along = np.clip(0.5 + 1.8 * ((x - middle[0]) * math.cos(turn) + (y - middle[1]) * math.sin(turn)), 0, 1)
        picture = over(picture, ramp(along, [first, last]), sheet.cut([shape]) * strength)

    def line(ax: float, ay: float, bx: float, by: float, width: float, colour: Colour = (24, 22, 28)) -> None:
        nonlocal picture
        picture = over(picture, colour, sheet.line([(ax, ay), (bx, by)], width))

    def ring(cx: float, cy: float, radius: float, width: float, colour: Colour = (24, 22, 28)) -> None:
        nonlocal picture
        off = np.abs(np.hypot(x - cx, y - cy) - radius) * 1000
        picture = over(picture, colour, 1 - smooth(off, width / 2 - 0.6, width / 2 + 0.6))

    plane([(0.05, 0.95), (0.52, 0.10), (0.66, 0.95)], (250, 208, 70), (240, 146, 50), 1.2)
    plane([(0.55, 0.55), (0.98, 0.30), (0.90, 0.92)], (60, 130, 170), (150, 200, 206), 0.3)
    glow(0.27, 0.27, 0.19, [(30, 26, 66), (58, 40, 120), (110, 60, 150)])
    glow(0.27, 0.27, 0.115, [(240, 90, 50), (214, 40, 60)])
    glow(0.27, 0.27, 0.045, [(255, 232, 130), (250, 200, 60)])
    for radius, width in ((0.205, 5), (0.225, 2), (0.155, 2)):
        ring(0.27, 0.27, radius, width)
    plane([(0.62, 0.06), (0.94, 0.10), (0.90, 0.34), (0.60, 0.30)], (30, 60, 120), (80, 150, 190), 0.8)
    squares = (np.floor((x - 0.60) * 22) + np.floor((y - 0.06) * 22)) % 2
    board = sheet.cut([[(0.70, 0.60), (0.94, 0.52), (0.98, 0.76), (0.74, 0.84)]])
    turned = (np.floor((x * 0.95 - y * 0.31) * 24) + np.floor((x * 0.31 + y * 0.95) * 24)) % 2
    picture = over(picture, np.where((turned > 0.5)[..., None], (28, 26, 34), (244, 236, 216)), board)
    picture = over(
        picture, (236, 186, 60), sheet.cut([[(0.62, 0.08), (0.92, 0.12), (0.89, 0.32), (0.61, 0.28)]]) * squares * 0.85
    )
    glow(0.73, 0.44, 0.10, [(250, 240, 220), (240, 130, 110), (206, 40, 56)])
    glow(0.40, 0.66, 0.135, [(20, 110, 120), (30, 150, 140), (150, 206, 180)], 0.88)
    glow(0.47, 0.60, 0.07, [(24, 24, 34), (40, 34, 60)])
    glow(0.13, 0.72, 0.055, [(214, 40, 60), (240, 90, 70)])
    glow(0.90, 0.90, 0.075, [(250, 210, 90), (240, 150, 40)])
    ring(0.90, 0.90, 0.090, 4)
    ring(0.40, 0.66, 0.150, 3)
    for step in range(7):
        ring(0.60, 1.0, 0.09 + 0.030 * step, 5 if step % 2 else 2, (214, 40, 60) if step == 4 else (24, 22, 28))
    for step in range(9):
        line(0.04 + 0.012 * step, 0.46 + 0.012 * step, 0.40 + 0.012 * step, 0.40 + 0.030 * step, 1.6 + step % 3)
    line(0.02, 0.88, 0.98, 0.16, 8)
    line(0.06, 0.10, 0.86, 0.98, 3.5)
    line(0.52, 0.02, 0.47, 0.98, 3)
    line(0.02, 0.58, 0.60, 0.03, 2, (214, 40, 60))
    for step in range(5):
        plane(
            [(0.08 + 0.06 * step, 0.90), (0.12 + 0.06 * step, 0.90), (0.10 + 0.06 * step, 0.83)],
            (24, 22, 28),
            (90, 40, 120),
            0,
        )
    arc = smooth(np.abs(np.hypot(x - 0.86, y - 0.50) - 0.16), 0.010, 0.011)
    picture = over(picture, (110, 60, 150), (1 - arc) * (x > 0.86) * 0.9)
    canvas = sheet.noise(262, 1.1) - 0.5 + 0.6 * (sheet.noise(263, 5, stretch=3) - 0.5)
    return finish(picture + 13 * canvas[..., None])


def op_art(sheet: Sheet) -> Image.Image:
    """A chequered net that swells and turns."""
    large = Sheet(2 * sheet.side)
    u, v = large.x - 0.5, large.y - 0.5
    swell = np.exp(-((u + 0.14) ** 2 + (v + 0.10) ** 2) / 0.035)
    dent = np.exp(-((u - 0.24) ** 2 + (v - 0.22) ** 2) / 0.016)
    a = u * (1 - 0.62 * swell + 0.55 * dent) + 0.02 * np.sin(v * 12)
    b = v * (1 - 0.62 * swell + 0.55 * dent) + 0.02 * np.sin(u * 12)
    checks = np.sin(a * 2 * np.pi * 13) * np.sin(b * 2 * np.pi * 13) > 0
    light = 0.85 + 0.5 * swell * (0.5 - u - v) - 0.35 * dent
    dark = ramp(np.clip(0.5 + v, 0, 1), [(18, 26, 62), (70, 18, 66)])
    pale = ramp(np.clip(0.5 + u, 0, 1), [(250, 240, 214), (248, 176, 96)])
    picture = np.where(checks[..., None], dark, pale) * light[..., None]
    image = finish(picture).resize((sheet.side, sheet.side), Image.Resampling.LANCZOS)
    return finish(np.asarray(image, dtype=np.float64) + 9 * (sheet.noise(121, 1.1) - 0.5)[..., None])


Dot = tuple[float, float, float]

BOUGHS = (
    (0.50, -0.9, 0.36, 1), (0.49, -2.2, 0.36, -1), (0.47, -1.5, 0.26, 1), (0.62, -0.45, 0.34, 1),
    (0.61, -2.7, 0.34, -1), (0.72, -0.15, 0.26, -1), (0.72, -3.0, 0.26, 1), (0.55, -1.9, 0.22, 1),
)  # fmt: skip
"""Where the golden tree's boughs leave the trunk (height), their heading, length, and to which side they roll."""


def golden_garden(sheet: Sheet) -> Image.Image:
    """A tree whose branches roll up into spirals, on gold leaf, above a meadow of eyes, tesserae and petals."""
    x, y = sheet.x, sheet.y
    leaf_edge = np.minimum((x * 6.5) % 1, (y * 6.5 + 0.3) % 1)
    gold = ramp(
        0.55 * sheet.noise(271, 40) + 0.45 * sheet.noise(272, 5), [(150, 104, 34), (212, 164, 62), (248, 212, 116)]
    )
    picture = gold * (0.94 + 0.06 * smooth(leaf_edge, 0.0, 0.02))[..., None]
    swirl = np.sin(np.hypot((x * 9) % 1 - 0.5, (y * 9) % 1 - 0.5) * 46) * (sheet.noise(273, 60) > 0.5)
    picture = over(picture, (122, 82, 26), 0.28 * smooth(swirl, 0.55, 0.9))
    chance = np.random.default_rng(274)
    dots: list[Dot] = []
    for height, heading, length, turn in BOUGHS:
        _grow(chance, dots, 0.5, height, heading, length, 0.020, turn)
    mask = Image.new("L", (2 * sheet.side, 2 * sheet.side))
    pen = ImageDraw.Draw(mask)
    for cx, cy, radius in dots:
        box = [part * 2 * sheet.side for part in (cx - radius, cy - radius, cx + radius, cy + radius)]
        pen.ellipse(box, fill=255)
    branches = np.asarray(mask.resize((sheet.side, sheet.side), Image.Resampling.BOX), dtype=np.float64) / 255
    branches = np.maximum(
        branches, sheet.cut([[(0.43, 1.0), (0.468, 0.82), (0.484, 0.46), (0.516, 0.46), (0.532, 0.82), (0.58, 1.0)]])
    )
    picture = shadow(picture, branches, 3 * sheet.side / 1000, 0.35)
    bark = ramp(sheet.noise(275, 6), [(56, 30, 18), (104, 62, 30), (170, 120, 50)])
    picture = over(picture, (38, 22, 18), smooth(gaussian_filter(branches, 0.003 * sheet.side), 0.05, 0.25))
    picture = over(picture, bark, branches)
    meadow = 0.80 + 0.03 * np.sin(x * 8 + 1)
    field = smooth(y - meadow, 0, 0.006)
    labels = np.floor(x * 22).astype(int) * 97 + np.floor((y + 0.02 * np.sin(x * 20)) * 22).astype(int)
    inks = np.array(
        [(24, 70, 90), (206, 158, 50), (150, 34, 44), (34, 110, 84), (60, 36, 96), (238, 210, 150), (20, 24, 40)]
    )
    tone = np.random.default_rng(276).integers(0, len(inks), 4096)[labels * 31 % 4096]
    stones = inks[tone] * (0.85 + 0.3 * sheet.noise(277, 3))[..., None]
    u, v = (x * 22) % 1 - 0.5, ((y + 0.02 * np.sin(x * 20)) * 22) % 1 - 0.5
    stones = over(stones, (244, 214, 120), (np.abs(np.hypot(u, v) - 0.24) < 0.07) * (labels % 3 == 0))
    stones = over(stones, (18, 18, 30), (np.hypot(u, v) < 0.12) * (labels % 3 == 0))
    stones = over(stones, (196, 148, 56), (np.maximum(np.abs(u), np.abs(v)) > 0.44) * 1.0)
    picture = over(picture, stones, field)
    eyes: list[tuple[float, float, float]] = [
        (*chance.uniform((0.04, 0.05), (0.96, 0.70)), chance.uniform(0.012, 0.026)) for _ in range(60)
    ]
    for number, (cx, cy, size) in enumerate(eyes):
        if branches[int(cy * sheet.side), int(cx * sheet.side)] > 0.1:
            continue
        u, v = (x - cx) / size, (y - cy) / size
        rim, tint = np.hypot(u, v * (1 if number % 3 else 1.9)), inks[number % 5]
        picture = over(picture, (44, 26, 20), 1 - smooth(rim, 1.0, 1.12))
        picture = over(picture, tint, 1 - smooth(rim, 0.84, 0.94))
        picture = over(picture, (246, 226, 160), 1 - smooth(rim, 0.50, 0.58))
        picture = over(picture, (20, 18, 30), 1 - smooth(rim, 0.24, 0.32))
    return finish(relief(picture, 0.5 * branches + 0.35 * sheet.noise(278, 2.2), 0.5))


def _grow(
    chance: np.random.Generator,
    dots: list[Dot],
    x: float,
    y: float,
    heading: float,
    length: float,
    width: float,
    turn: int,
) -> None:
    """A branch as a row of dots (x, y, radius): it sweeps out, throws off smaller ones and rolls up into a spiral."""
    pace, steps = 0.003, int(length / 0.003)
    for step in range(steps):
        heading += turn * 0.35 * pace / length + chance.normal(0, 0.006)
        x, y = x + pace * math.cos(heading), y + pace * math.sin(heading)
        dots.append((x, y, width * (1 - 0.4 * step / steps) / 2))
        if length > 0.2 and step % 34 == 26:
            side = turn if (step // 34) % 2 else -turn
            _grow(chance, dots, x, y, heading + 0.8 * side, length * chance.uniform(0.36, 0.5), width * 0.62, side)
    radius = 0.012 + 0.24 * length
    while radius > 0.005:
        heading += turn * pace / radius
        x, y = x + pace * math.cos(heading), y + pace * math.sin(heading)
        radius *= 0.9925
        dots.append((x, y, width * (0.22 + 0.38 * radius / (0.012 + 0.24 * length)) / 2))
