"""Manners that live from brushstrokes, laid by the game's own brushes: see `Easel`."""

import math

import numpy as np
from PIL import Image, ImageDraw

from assets.paintings.easel import Easel
from assets.paintings.tools import Sheet, finish, over, ramp, smooth


def night_sky(sheet: Sheet) -> Image.Image:
    """Stars and a moon that stir the air into rivers, above a sleeping village by the water."""
    x, y = sheet.x, sheet.y
    lights = [
        (0.80, 0.17, 0.085),
        (0.17, 0.20, 0.060),
        (0.44, 0.10, 0.036),
        (0.60, 0.40, 0.045),
        (0.33, 0.41, 0.034),
        (0.93, 0.46, 0.03),
        (0.06, 0.45, 0.03),
    ]
    # The stream function of a wind with whirls: its level lines are the rivers of the sky.
    stream = 0.9 * y + 0.10 * np.sin(x * 8 + 1) * np.sin(y * 9) + 0.05 * np.sin(x * 17 + y * 11)
    for number, (cx, cy, size) in enumerate(lights):
        away = np.hypot(x - cx, y - cy)
        stream = stream + (0.9 if number % 2 else -0.9) * size * np.exp(-((away / (2.3 * size)) ** 2)) * 2.2
    for cx, cy, size, sense in ((0.50, 0.25, 0.13, 1), (0.30, 0.29, 0.10, -1)):
        stream = stream + sense * 0.25 * np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * size**2 / 2.2))
    bands = (stream * 8.5) % 1
    blues = [
        (10, 22, 76),
        (22, 56, 138),
        (44, 104, 176),
        (120, 176, 196),
        (206, 220, 190),
        (60, 120, 180),
        (16, 36, 102),
        (10, 22, 76),
    ]
    base = ramp(bands, blues)
    base = over(base, (8, 16, 58), 0.55 * smooth(sheet.noise(1, 90), 0.45, 0.9))
    for cx, cy, size in lights:
        away = np.hypot(x - cx, y - cy) / size
        halo = np.exp(-((away / 1.45) ** 2)) * (0.62 + 0.38 * np.sin(away * 8))
        base = over(
            base,
            ramp(np.clip(away / 2.4, 0, 1), [(255, 236, 140), (250, 200, 70), (170, 196, 130)]),
            np.clip(halo, 0, 1),
        )
        base = over(base, (255, 250, 210), 1 - smooth(away, 0.36, 0.52))
    moon = np.hypot(x - 0.80, y - 0.17) / 0.085
    bite = np.hypot(x - 0.765, y - 0.155) / 0.066
    base = over(base, (250, 176, 50), (moon < 0.86) * 1.0)
    base = over(base, (255, 236, 140), (moon < 0.86) * (bite > 1) * 1.0)
    hills = 0.66 - 0.07 * np.sin(x * 5.2 + 0.6) - 0.025 * np.sin(x * 13)
    base = over(
        base, ramp(sheet.noise(2, 22), [(12, 30, 70), (26, 70, 104), (58, 116, 124)]), smooth(y - hills, 0, 0.006)
    )
    shore = 0.765 + 0.012 * np.sin(x * 11)
    base = over(base, ramp(sheet.noise(3, 15), [(10, 24, 40), (26, 58, 54), (64, 92, 58)]), smooth(y - shore, 0, 0.006))
    lamps = [0.14, 0.24, 0.33, 0.41, 0.52, 0.61, 0.72, 0.85]
    for index, lamp in enumerate(lamps):
        roof = 0.775 + 0.012 * math.sin(index * 2.1)
        wall = (np.abs(x - lamp) < 0.024) & (y > roof) & (y < 0.84)
        gable = (np.abs(x - lamp) < 0.030 - (roof - y) * 0.9) & (y <= roof) & (y > roof - 0.034)
        base = over(base, [(40, 62, 112), (74, 82, 122), (52, 50, 96)][index % 3], wall * 1.0)
        base = over(base, [(122, 48, 44), (30, 38, 84), (94, 66, 60)][index % 3], gable * 1.0)
        base = over(base, (255, 206, 80), ((np.abs(x - lamp) < 0.008) & (np.abs(y - roof - 0.03) < 0.012)) * 1.0)
    water = smooth(y, 0.838, 0.844)
    ripple = 0.5 + 0.5 * np.sin(y * 260 + 5 * np.sin(x * 21))
    base = over(base, ramp(ripple * sheet.noise(4, 18, stretch=3), [(8, 20, 66), (20, 54, 120), (60, 116, 170)]), water)
    for lamp in [*lamps, 0.80]:
        glitter = np.exp(-(((x - lamp) / 0.014) ** 2)) * (0.35 + 0.65 * ripple) * water
        base = over(base, (255, 204, 90), np.clip(glitter, 0, 1) * (1 - 0.9 * smooth(y, 0.88, 1.0)))
    down, across = np.gradient(stream)
    turn = np.arctan2(-across, down)
    land = y > np.minimum(hills, shore)

    def heading(px: float, py: float) -> float:
        if sheet.at(water, px, py) > 0.5:
            return 0.06 * math.sin(px * 30)
        if sheet.at(land, px, py) > 0.5:
            return -0.35 * math.cos(px * 5.2 + 0.6) + 0.5 * math.sin(px * 31 + py * 40)
        return sheet.at(turn, px, py)

    easel = Easel(sheet, base=base)
    easel.follow(base, heading, 11, [("impasto", 900, 36, 80), ("oil", 1900, 21, 52), ("impasto", 2200, 13, 34)], 9)
    easel.follow(
        base, heading, 12, [("impasto", 9000, 9, 14)], 5, where=smooth(y, 0.745, 0.75) * (1 - smooth(y, 0.86, 0.87))
    )
    for cx, cy, size in lights:
        for radius in np.arange(size * 0.55, size * 2.1, 0.0125):
            for angle in np.arange(0, 2 * math.pi, 0.036 / radius):
                arc = [
                    (cx + radius * math.cos(angle + t), cy + radius * math.sin(angle + t))
                    for t in (0, 0.012 / radius, 0.024 / radius)
                ]
                glow = np.array((255, 240, 160)) * (1.05 - 0.10 * radius / size) + 20 * math.sin(angle * 5)
                if math.sin(radius * 900 + angle * 3) > -0.2 - 0.4 * (radius < size):
                    easel.stroke("impasto", glow - (0, 0, 30), 10, arc)
    for angle in np.arange(0.55, 5.2, 0.10):
        arc = [(0.80 + 0.058 * math.cos(angle + t), 0.17 + 0.058 * math.sin(angle + t)) for t in (0, 0.2, 0.4)]
        easel.stroke(
            "impasto", (255, 200 + 30 * math.sin(angle * 7), 70), 24 * math.sin((angle - 0.3) / 5.3 * math.pi) + 6, arc
        )
    return finish(easel.picture())


def flow_field(sheet: Sheet) -> Image.Image:
    """Ribbons of colour that stream round each other."""
    a, b = sheet.noise(21, 118), sheet.noise(22, 78)
    colours = [(20, 30, 66), (28, 104, 128), (240, 228, 198), (246, 172, 56), (214, 62, 40), (96, 26, 62), (20, 30, 66)]
    base = ramp((a * 2.3 + b * 0.5 + sheet.x * 0.3) % 1.0, colours)

    def heading(px: float, py: float) -> float:
        return sheet.at(a, px, py) * 5.2 + sheet.at(b, px, py) * 2.2

    easel = Easel(sheet, base=base)
    easel.follow(base, heading, 23, [("oil", 500, 36, 130), ("oil", 1300, 21, 95), ("impasto", 1100, 11, 70)], 12)
    return finish(easel.picture())


def impasto_landscape(sheet: Sheet) -> Image.Image:
    """A field of poppies under a heavy summer sky, laid on with a loaded brush and a knife."""
    x, y = sheet.x, sheet.y
    clouds = smooth(sheet.noise(31, 70, stretch=2.2), 0.52, 0.78)
    base = ramp(np.clip(y / 0.42, 0, 1), [(40, 104, 184), (96, 160, 206), (240, 222, 176)])
    base = over(base, (255, 246, 226), clouds)
    base = over(base, (140, 140, 182), smooth(np.roll(clouds, -round(0.03 * sheet.side), 0) - clouds, 0.1, 0.6) * 0.8)
    far = 0.40 + 0.02 * np.sin(x * 8) + 0.03 * sheet.noise(32, 60)
    base = over(base, ramp(sheet.noise(33, 20), [(44, 84, 122), (92, 140, 120)]), smooth(y - far, 0, 0.01))
    near = 0.50 + 0.03 * np.sin(x * 4 + 1)
    meadow = ramp(sheet.noise(34, 26, stretch=3), [(40, 92, 44), (130, 160, 46), (232, 200, 80)])
    base = over(base, meadow, smooth(y - near, 0, 0.02))
    path = np.abs(x - 0.62 + 0.35 * (y - 0.5) - 0.08 * np.sin(y * 9)) - 0.10 * (y - 0.46)
    base = over(base, (232, 204, 160), (1 - smooth(path, -0.01, 0.012)) * smooth(y - near, 0.0, 0.02))
    for cx, cy, size in ((0.20, 0.37, 0.105), (0.33, 0.42, 0.06), (0.86, 0.36, 0.12)):
        crown = np.hypot((x - cx) / 0.8, y - cy) + 0.05 * (sheet.noise(37, 14) - 0.5)
        lit = np.clip(0.5 + (cy - y + 0.6 * (cx - x)) / size * 0.4 + 0.5 * (sheet.noise(38, 9) - 0.5), 0, 1)
        base = over(
            base, ramp(lit, [(14, 40, 52), (40, 92, 48), (150, 170, 60)]), 1 - smooth(crown, size - 0.008, size)
        )

    def heading(px: float, py: float) -> float:
        if py > 0.5:
            return -1.25 + 0.5 * math.sin(px * 20 + py * 30)
        return 0.35 * math.sin(px * 7 + py * 9) + (0.9 * math.sin(px * 60) if py > 0.30 else 0.0)

    easel = Easel(sheet, base=base)
    easel.follow(base, heading, 39, [("knife", 240, 70, 90), ("impasto", 1300, 38, 60), ("impasto", 1700, 22, 40)], 13)
    chance = np.random.default_rng(35)
    patches = sheet.noise(36, 60)
    for py in np.sort(chance.uniform(0.52, 1.0, 900)):
        px, size = chance.uniform(0, 1), 6 + 30 * (py - 0.48)
        if sheet.at(patches, px, py) < 0.48 or sheet.at(path, px, py) < 0.01:
            continue
        red = np.array([(226, 40, 26), (250, 84, 40), (180, 20, 40)][int(chance.integers(3))])
        for _ in range(2):
            dx, dy = chance.normal(0, size / 2600, 2)
            easel.stroke(
                "impasto",
                red + chance.normal(0, 12),
                size,
                [(px + dx, py + dy), (px + dx + size / 2200, py + dy - size / 4000)],
            )
    return finish(easel.picture())


def pointillism(sheet: Sheet) -> Image.Image:
    """A quiet harbour at noon in touches of pure colour."""
    x, y = sheet.x, sheet.y
    base = ramp(np.clip(y / 0.55, 0, 1), [(96, 164, 220), (190, 214, 218), (252, 226, 170)])
    depth = np.clip((y - 0.52) / 0.48 + 0.16 * (sheet.noise(41, 7, stretch=5) - 0.5), 0, 1)
    base = over(base, ramp(depth, [(226, 210, 160), (80, 160, 186), (24, 80, 146)]), smooth(y, 0.518, 0.524))
    shore = 0.45 + 0.03 * np.sin(x * 5 + 2.5) + 0.012 * np.sin(x * 19)
    base = over(
        base,
        ramp(sheet.noise(44, 14), [(70, 110, 96), (150, 150, 90)]),
        smooth(y - shore, 0, 0.01) * (1 - smooth(y, 0.518, 0.524)),
    )
    for bx, size in ((0.28, 0.20), (0.56, 0.13), (0.80, 0.26)):
        foot = 0.60 + size * 0.35
        sail = (x > bx - (y - foot + size * 1.5) * 0.05) & (x < bx + (y - foot + size * 1.5) * 0.42)
        sail &= (y < foot - 0.02) & (y > foot - size * 1.5)
        base = over(base, (250, 240, 216) if size < 0.25 else (230, 104, 54), sail * 1.0)
        hull = (
            (np.abs(x - bx - size * 0.1) < size * 0.42 - (y - foot) * 1.2)
            & (y > foot - 0.01)
            & (y < foot + size * 0.16)
        )
        base = over(base, (70, 40, 90), hull * 1.0)
        glint = (
            (np.abs(x - bx - size * 0.2) < size * 0.3)
            & (y > foot + size * 0.18)
            & (sheet.noise(42, 4, stretch=4) > 0.55)
        )
        base = over(base, (252, 230, 176), glint * smooth(y, 0.6, 0.62) * (1 - smooth(y, foot + 0.2, foot + 0.3)))
    chance = np.random.default_rng(43)
    large = 2 * sheet.side
    canvas = Image.new("RGB", (large, large), (238, 228, 206))
    pen = ImageDraw.Draw(canvas)
    for count, size in ((20000, 9.0), (32000, 6.2)):
        for px, py in chance.uniform(0, 1, (count, 2)):
            # Two touches of neighbouring hues in place of one mixed colour.
            shift = chance.choice([-1, 1]) * np.array([36, -8, -38]) + chance.normal(0, 13, 3)
            colour = base[int(py * sheet.side), int(px * sheet.side)] + shift
            fill = tuple(int(min(255, max(0, value))) for value in colour)
            radius, left, top = size * chance.uniform(0.75, 1.15) * large / 2000, px * large, py * large
            pen.ellipse((left - radius, top - radius * 0.85, left + radius, top + radius * 0.85), fill=fill)
    return canvas.resize((sheet.side, sheet.side), Image.Resampling.LANCZOS)
