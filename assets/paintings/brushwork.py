"""Manners that live from brushstrokes: night sky, flow field, impasto landscape, pointillism, pastel."""

import numpy as np
from PIL import Image, ImageDraw

from assets.paintings.tools import SIDE, Field, finish, grid, lay_strokes, noise, over, ramp, relief, smooth


def night_sky() -> Image.Image:
    """A sky that turns round its lights, above a sleeping valley."""
    x, y = grid()
    lights = [(0.78, 0.17, 0.085), (0.18, 0.22, 0.05), (0.42, 0.12, 0.035), (0.55, 0.33, 0.055), (0.30, 0.40, 0.03)]
    base = ramp(np.clip(y * 1.15 + 0.12 * (noise(1, 60) - 0.5), 0, 1), [(14, 24, 78), (26, 62, 140), (66, 124, 176)])
    for cx, cy, size in lights:
        away = np.hypot(x - cx, y - cy)
        rings = 0.5 + 0.5 * np.sin(away / size * 7)
        base = over(base, (236, 214, 120), np.exp(-((away / size / 1.5) ** 2)) * (0.35 + 0.4 * rings))
        base = over(base, (255, 246, 196), 1 - smooth(away, size * 0.45, size * 0.7))
    hills = 0.70 + 0.05 * np.sin(x * 7 + 1) + 0.03 * np.sin(x * 17)
    base = over(base, ramp(noise(2, 30), [(18, 44, 84), (42, 86, 96), (96, 120, 84)]), smooth(y - hills, 0, 0.012))
    field = 0.84 + 0.03 * np.sin(x * 9 + 2)
    base = over(base, ramp(noise(3, 22), [(16, 36, 40), (44, 72, 46), (122, 116, 52)]), smooth(y - field, 0, 0.01))
    tree = np.abs(x - 0.12 - 0.02 * np.sin(y * 22)) - 0.075 * (y - 0.25) * (1.35 - y) * 1.6
    base = over(base, (14, 26, 24), (1 - smooth(tree, -0.006, 0.01)) * smooth(y, 0.24, 0.27))
    for index, (hx, hy) in enumerate([(0.5, 0.8), (0.58, 0.79), (0.65, 0.81), (0.74, 0.8), (0.83, 0.82)]):
        house = (np.abs(x - hx) < 0.026) & (np.abs(y - hy) < 0.02)
        base = over(base, (70 + 14 * index, 70, 88), house * 1.0)
        base = over(base, (250, 200, 96), ((np.abs(x - hx) < 0.006) & (np.abs(y - hy) < 0.007)) * 1.0)

    def angle(px: Field, py: Field) -> Field:
        flow = 0.35 * np.sin(px * 9 + 3 * py) + 0.25 * np.sin(py * 14)
        for turn, (cx, cy, size) in enumerate(lights):
            pull = np.exp(-((np.hypot(px - cx, py - cy) / (2.6 * size)) ** 2))
            round_it = np.arctan2(py - cy, px - cx) + np.pi / 2 * (1 if turn % 2 else -1)
            flow = flow * (1 - pull) + round_it * pull
        standing = 1.0 * ((np.abs(px - 0.12) < 0.07) & (py > 0.24))
        turned: Field = flow * (1 - standing) - (np.pi / 2 + 0.3 * np.sin(py * 30)) * standing
        return turned

    layers = [(2600, 22, 70), (5200, 13, 46), (5200, 8, 30)]
    return lay_strokes(base, angle, 11, layers, 11)


def flow_field() -> Image.Image:
    """Ribbons of colour that stream round each other."""
    x = grid()[0]
    a, b = noise(21, 120), noise(22, 80)
    colours = [(20, 30, 66), (28, 104, 128), (236, 226, 198), (242, 170, 60), (206, 62, 44), (96, 26, 62)]
    base = ramp((a * 2.3 + b * 0.5 + x * 0.3) % 1.0, colours)

    def angle(px: Field, py: Field) -> Field:
        column, row = (min(SIDE - 1, max(0, int(v * SIDE))) for v in (float(px), float(py)))
        return np.array(a[row, column] * 5.2 + b[row, column] * 2.2)

    return lay_strokes(base, angle, 23, [(2400, 20, 120), (4200, 12, 90), (3600, 6, 60)], 12)


def impasto_landscape() -> Image.Image:
    """A field of poppies under a heavy summer sky, laid on with a loaded brush."""
    x, y = grid()
    sky = ramp(np.clip(y / 0.42, 0, 1), [(76, 132, 188), (150, 190, 206), (244, 222, 178)])
    clouds = smooth(noise(31, 70, stretch=2.2), 0.55, 0.8)
    base = over(sky, (250, 240, 224), clouds)
    base = over(base, (150, 150, 176), smooth(noise(31, 70, stretch=2.2), 0.5, 0.6) * (1 - clouds) * 0.5)
    far = 0.40 + 0.02 * np.sin(x * 8) + 0.03 * noise(32, 60)
    base = over(base, ramp(noise(33, 20), [(58, 92, 104), (92, 128, 98)]), smooth(y - far, 0, 0.01))
    near = 0.50 + 0.03 * np.sin(x * 4 + 1)
    meadow = ramp(noise(34, 26, stretch=3), [(62, 104, 44), (134, 156, 58), (214, 196, 88)])
    base = over(base, meadow, smooth(y - near, 0, 0.02))
    poppies = smooth(noise(35, 5) * (0.35 + 0.65 * noise(36, 60)), 0.52, 0.6) * smooth(y - near, 0.03, 0.12)
    base = over(base, (214, 44, 30), poppies)
    for cx, cy, size in ((0.20, 0.38, 0.075), (0.30, 0.41, 0.05), (0.82, 0.37, 0.09)):
        crown = np.hypot((x - cx) / 0.75, y - cy) + 0.035 * (noise(37, 14) - 0.5)
        base = over(base, ramp(noise(38, 9), [(22, 56, 40), (70, 108, 48)]), 1 - smooth(crown, size - 0.008, size))

    def angle(px: Field, py: Field) -> Field:
        up = py > 0.5
        return np.where(up, -1.2 + 0.5 * np.sin(px * 20 + py * 30), 0.25 * np.sin(px * 7 + py * 9))

    picture = lay_strokes(base, angle, 39, [(2200, 30, 70), (4600, 18, 44), (4200, 11, 26)], 13)
    pixels = np.asarray(picture, dtype=np.float64)
    return finish(relief(pixels, pixels.mean(axis=2) / 255 + 0.15 * noise(40, 2), 0.55))


def pointillism() -> Image.Image:
    """A quiet harbour at noon in touches of pure colour."""
    x, y = grid()
    base = ramp(np.clip(y / 0.55, 0, 1), [(120, 176, 216), (196, 214, 214), (250, 226, 180)])
    water = ramp(
        np.clip((y - 0.52) / 0.48 + 0.16 * (noise(41, 7, stretch=5) - 0.5), 0, 1),
        [(222, 208, 168), (92, 160, 178), (36, 92, 140)],
    )
    base = over(base, water, smooth(y, 0.518, 0.524))
    shore = 0.47 + 0.03 * np.sin(x * 5 + 2.5)
    base = over(base, (112, 132, 92), smooth(y - shore, 0, 0.01) * (1 - smooth(y, 0.518, 0.524)))
    for bx, size in ((0.28, 0.20), (0.56, 0.13), (0.80, 0.26)):
        foot = 0.60 + size * 0.35
        sail = (x > bx - (y - foot + size * 1.5) * 0.05) & (x < bx + (y - foot + size * 1.5) * 0.42)
        sail &= (y < foot - 0.02) & (y > foot - size * 1.5)
        base = over(base, (250, 240, 216) if size < 0.25 else (226, 110, 60), sail * 1.0)
        hull = (
            (np.abs(x - bx - size * 0.1) < size * 0.42 - (y - foot) * 1.2)
            & (y > foot - 0.01)
            & (y < foot + size * 0.16)
        )
        base = over(base, (70, 48, 84), hull * 1.0)
        glint = (np.abs(x - bx - size * 0.2) < size * 0.3) & (y > foot + size * 0.18) & (noise(42, 4, stretch=4) > 0.55)
        base = over(base, (250, 232, 190), glint * smooth(y, 0.6, 0.62) * (1 - smooth(y, foot + 0.2, foot + 0.3)))
    chance = np.random.default_rng(43)
    sheet = Image.new("RGB", (2 * SIDE, 2 * SIDE), (238, 228, 206))
    pen = ImageDraw.Draw(sheet)
    for count, size in ((26000, 9.5), (34000, 6.5)):
        for px, py in chance.uniform(0, 1, (count, 2)):
            colour = base[int(py * SIDE), int(px * SIDE)]
            # Two touches of neighbouring hues in place of one mixed colour.
            shift = chance.choice([-1, 1]) * np.array([30, -6, -32]) + chance.normal(0, 12, 3)
            fill = tuple(int(min(255, max(0, value))) for value in colour + shift)
            radius = size * chance.uniform(0.75, 1.15)
            left, top = px * 2 * SIDE, py * 2 * SIDE
            pen.ellipse((left - radius, top - radius * 0.85, left + radius, top + radius * 0.85), fill=fill)
    return sheet.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def pastel() -> Image.Image:
    """A vase of flowers in soft pastel on grey paper."""
    x, y = grid()
    base = ramp(noise(51, 90), [(70, 78, 104), (116, 108, 132), (170, 150, 146)])
    base = over(base, ramp(noise(52, 40), [(176, 124, 92), (216, 170, 122)]), smooth(y, 0.74, 0.78))
    vase = np.abs(x - 0.5) - (0.11 + 0.06 * np.sin((y - 0.55) * 9))
    body = (1 - smooth(vase, -0.006, 0.006)) * smooth(y, 0.56, 0.565) * (1 - smooth(y, 0.87, 0.875))
    base = over(base, ramp(np.clip((x - 0.36) / 0.28, 0, 1), [(222, 232, 226), (96, 150, 168), (36, 66, 102)]), body)
    chance = np.random.default_rng(53)
    colours = [(236, 110, 120), (250, 206, 110), (244, 240, 226), (190, 96, 170), (246, 150, 80)]
    for _ in range(90):
        r, a = 0.27 * np.sqrt(chance.random()), chance.uniform(0, 2 * np.pi)
        leaf = np.hypot((x - 0.5 - r * 1.15 * np.cos(a)) / 1.8, y - 0.36 - r * np.sin(a))
        base = over(base, (52, 92 + int(50 * chance.random()), 62), 1 - smooth(leaf, 0.018, 0.028))
    for index in range(26):
        r, a = 0.25 * np.sqrt((index + 0.5) / 26), index * 2.4
        cx, cy = 0.5 + r * 1.15 * np.cos(a), 0.36 + r * np.sin(a)
        away, turn = np.hypot(x - cx, y - cy), np.arctan2(y - cy, x - cx)
        petals = 0.048 + 0.013 * np.cos(turn * (5 + index % 3) + index)
        base = over(base, colours[index % 5], 1 - smooth(away, petals - 0.006, petals))
        base = over(base, (120, 60, 50), (1 - smooth(away, 0.010, 0.016)))

    def angle(px: Field, py: Field) -> Field:
        return np.array(-0.9 + 0.35 * np.sin(px * 13) + 0.3 * np.cos(py * 11))

    picture = np.asarray(lay_strokes(base, angle, 54, [(3000, 24, 60), (6500, 12, 34), (5000, 7, 20)], 14), np.float64)
    tooth = smooth(0.6 * noise(55, 1.4) + 0.4 * noise(56, 0.8), 0.28, 0.46)
    return finish(over(np.full_like(picture, 1.0) * (134, 128, 132), picture, 0.25 + 0.75 * tooth))
