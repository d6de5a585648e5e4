"""Manners made of pieces: stained glass, mosaic, glazed tiles, weaving, batik."""

import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter

from assets.paintings.tools import Field, Sheet, cells, finish, over, ramp, relief, smooth, spread, to_edge


def stained_glass(sheet: Sheet) -> Image.Image:
    """A rose window: petals in rings round a flower, leaded, with the morning behind it."""
    u, v = sheet.x - 0.5, sheet.y - 0.5
    away, turn = np.hypot(u, v), np.arctan2(v, u)
    labels = np.zeros(away.shape, dtype=np.int64)
    rings = [(0.06, 1), (0.17, 12), (0.235, 24), (0.375, 12), (0.44, 36), (0.475, 72)]
    inner = 0.0
    for ring, (outer, count) in enumerate(rings):
        sector = np.floor((turn / (2 * np.pi) + 0.5 + 0.5 * (ring % 2) / count) * count)
        inside = (away >= inner) & (away < outer)
        labels = np.where(inside, 1000 * (ring + 1) + sector.astype(np.int64) % count, labels)
        # In the broad rings a pointed petal stands in each sector, with a round pane at its foot.
        if outer - inner > 0.1:
            middle = ((turn / (2 * np.pi) + 0.5 + 0.5 * (ring % 2) / count) * count) % 1 - 0.5
            rise = (away - inner) / (outer - inner)
            petal = inside & (np.abs(middle) < 0.42 * np.sin(np.pi * np.clip(rise, 0, 1) ** 0.75))
            labels = np.where(petal, labels + 200 + 100 * (rise > 0.62), labels)
            gem = np.hypot((rise - 0.30) * (outer - inner), middle * 2 * np.pi / count * away) < 0.021
            labels = np.where(petal & gem, labels + 400, labels)
        inner = outer
    corners = away >= inner
    labels = np.where(corners, 9000 + cells(sheet, spread(62, 190)), labels)
    chance = np.random.default_rng(63)
    palette = {
        1: [(250, 206, 70)],
        2: [(196, 22, 42), (214, 40, 30)],
        3: [(250, 170, 30), (240, 206, 80)],
        4: [(20, 54, 160), (26, 84, 190)],
        5: [(24, 140, 96), (196, 30, 60), (60, 40, 140)],
        6: [(250, 200, 80), (20, 110, 170)],
        9: [(18, 40, 110), (30, 66, 146), (52, 40, 120), (16, 90, 130)],
    }
    extras = {2: (244, 196, 60), 3: (240, 110, 40), 4: (230, 70, 60), 6: (250, 230, 150), 7: (250, 230, 150)}
    numbers, where = np.unique(labels, return_inverse=True)
    colours = np.zeros((len(numbers), 3))
    for index, number in enumerate(numbers):
        tints = palette[int(number) // 1000]
        rest = int(number) % 1000 // 100
        tint = extras[rest] if rest in extras and number < 9000 else tints[int(number) % 1000 % len(tints)]
        colours[index] = np.array(tint) * chance.uniform(0.78, 1.12)
    glass = colours[where.reshape(labels.shape)]
    streaks = 0.70 + 0.30 * sheet.noise(64, 9, stretch=4) + 0.28 * sheet.noise(65, 60)
    sun = 1.0 + 0.55 * np.exp(-((u - 0.12) ** 2 + (v + 0.16) ** 2) / 0.09)
    picture = over(glass * (streaks * sun)[..., None], (255, 246, 220), smooth(sheet.noise(66, 2.4), 0.965, 0.99) * 0.3)
    edge = to_edge(sheet, labels)
    picture = picture * (0.72 + 0.28 * smooth(edge, 2, 10))[..., None]
    rims = np.min([np.abs(away - outer) for outer, _ in rings], axis=0) * 1000
    lead = np.maximum(1 - smooth(edge, 2.2, 3.6), 1 - smooth(rims, 4.0, 5.6))
    leaded = relief(over(picture, (30, 28, 32), lead), gaussian_filter(lead, 2.0), 2.2)
    glow = np.stack([gaussian_filter(leaded[..., channel], 14) for channel in range(3)], axis=-1)
    return finish(leaded + 0.22 * glow)


def mosaic(sheet: Sheet) -> Image.Image:
    """A fish in small stones, set along its outline."""
    x, y = sheet.x, sheet.y
    body = ((x - 0.47) / 0.30) ** 2 + ((y - 0.5) / 0.17) ** 2
    tail = np.maximum(np.abs(y - 0.5) - (x - 0.70) * 0.9, np.maximum(0.70 - x, x - 0.90))
    fish = gaussian_filter(np.minimum(np.sqrt(body) - 1, tail * 4), 0.006 * sheet.side)
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
    inside = [(214, 130, 40), (244, 196, 76), (200, 66, 40), (250, 226, 150), (226, 96, 60)]
    outside = [(16, 58, 98), (30, 104, 140), (14, 40, 84), (96, 168, 176), (24, 80, 120)]
    colour = np.where((row < 0)[..., None], ramp(tone, inside), ramp(tone, outside))
    colour = np.where((row == 0)[..., None], ramp(tone, [(40, 26, 30), (86, 40, 40)]), colour)
    fin = (row < 0) & (np.abs(np.sin((x * 7 - np.abs(y - 0.5) * 6) * np.pi)) < 0.35) & (x > 0.42) & (x < 0.68)
    colour = np.where(fin[..., None], ramp(tone, [(176, 44, 40), (214, 76, 48)]), colour)
    eye = np.hypot(x - 0.29, y - 0.46)
    colour = over(colour, (240, 236, 220), 1 - smooth(eye, 0.030, 0.032))
    colour = over(colour, (20, 20, 30), 1 - smooth(eye, 0.014, 0.016))
    across, length = rings - row, along - stone
    gap = np.minimum(np.minimum(across, 1 - across) * 0.7, np.minimum(length, 1 - length))
    face = smooth(gap + 0.03 * (sheet.noise(72, 3) - 0.5), 0.05, 0.10)
    tilt = chance[np.abs(key * 40503 % 4096)] - 0.5
    picture = colour * (0.84 + 0.22 * sheet.noise(73, 2) + 0.26 * tilt)[..., None]
    picture = over(sheet.full((196, 186, 168)), picture, face)
    return finish(relief(picture, gaussian_filter(face, 1.6), 0.9))


def tile(sheet: Sheet) -> Image.Image:
    """Glazed tiles cut by hand: eight-pointed stars and crosses, after the walls of Andalusia and Morocco."""
    count = 4
    column, row = np.floor(sheet.x * count), np.floor(sheet.y * count)
    u, v = (sheet.x * count) % 1 - 0.5, (sheet.y * count) % 1 - 0.5
    square, diamond = np.maximum(np.abs(u), np.abs(v)), (np.abs(u) + np.abs(v)) / np.sqrt(2)
    star = np.minimum(square, diamond)
    both = np.maximum(square, diamond)
    labels = np.zeros(u.shape, dtype=np.int64)
    sector = np.floor((np.arctan2(v, u) / (2 * np.pi) + 0.5) * 8 + 0.5).astype(np.int64) % 8
    petal = np.floor((np.arctan2(v, u) / (2 * np.pi) + 0.5) * 8).astype(np.int64) % 8
    labels = np.where(star < 0.354, 100 + sector, labels)
    labels = np.where(both < 0.354, 200 + petal, labels)
    labels = np.where(star < 0.215, 300 + sector, labels)
    labels = np.where(both < 0.215, 400, labels)
    labels = np.where(star < 0.11, 500, labels)
    # Outside the star stand the arms of a cross that the neighbours share.
    arms = np.where(np.abs(u) > np.abs(v), 600, 610) + (np.abs(u) + np.abs(v) > 0.78)
    labels = np.where((star >= 0.354) & (star < 0.405), 700 + sector, labels)
    labels = np.where(star >= 0.405, arms, labels)
    which = (column + row).astype(np.int64) % 2
    scheme = [
        {1: (14, 110, 172), 2: (250, 244, 228), 3: (20, 58, 168), 4: (244, 170, 30), 5: (20, 34, 80)},
        {1: (12, 138, 110), 2: (246, 182, 48), 3: (196, 46, 30), 4: (20, 92, 188), 5: (250, 236, 190)},
    ]
    colour = np.zeros((*u.shape, 3))
    for parity in (0, 1):
        for kind, tint in {**scheme[parity], 7: (18, 58, 156), 6: (250, 242, 222)}.items():
            colour[(labels // 100 == kind) & (which == parity)] = tint
    colour[labels % 100 == 11] = (214, 60, 34)
    colour[(labels == 601)] = (226, 160, 40)
    unique = labels + 1000 * (column + count * row).astype(np.int64)
    numbers, where = np.unique(unique, return_inverse=True)
    chance = np.random.default_rng(111)
    lean = chance.normal(0, 1, (len(numbers), 3))[where.reshape(u.shape)]
    edge = to_edge(sheet, unique)
    shine = 0.94 + 0.08 * lean[..., 0] + 0.22 * (lean[..., 1] * u + lean[..., 2] * v)
    pooled = (sheet.noise(112, 6) - 0.5) * 0.22 + (sheet.noise(113, 40) - 0.5) * 0.14
    picture = colour * (shine + pooled)[..., None] * (0.84 + 0.16 * smooth(edge, 2, 9))[..., None]
    glint = smooth(sheet.noise(114, 11) + 0.18 * lean[..., 1], 0.90, 1.0) * smooth(edge, 3, 6)
    picture = over(picture, (255, 255, 250), 0.42 * glint)
    face = smooth(edge + 1.6 * (sheet.noise(115, 3) - 0.5), 1.6, 3.0)
    grout = over(sheet.full((186, 174, 152)), (150, 138, 118), sheet.noise(116, 1.5))
    return finish(relief(over(grout, picture, face), gaussian_filter(face, 1.6), 1.3))


def weaving(sheet: Sheet) -> Image.Image:
    """A woven rug: stepped diamonds and hooked borders in wool, thread over thread."""
    count = 128
    column, row = np.floor(sheet.x * count).astype(int), np.floor(sheet.y * count).astype(int)
    i, j = np.meshgrid(np.arange(count), np.arange(count))
    a, b = np.abs(i - 63.5), np.abs(j % 64 - 31.5)
    steps = np.floor(a / 3) * 3 + np.floor(b / 2) * 2
    pattern = np.select(
        [steps < 8, steps < 14, steps < 20, steps < 28, steps < 34, steps < 46, steps < 50],
        [1, 4, 2, 0, 3, 1, 4],
        5,
    )
    hook = ((np.floor(a / 2) + np.floor(b / 2)) % 7 < 2) & (steps >= 54)
    pattern = np.where(hook, 3, pattern)
    hook_in = ((np.floor(a / 2) - np.floor(b / 2)) % 6 < 2) & (steps >= 36) & (steps < 44)
    pattern = np.where(hook_in, 2, pattern)
    edge = np.minimum(i, count - 1 - i)
    zigzag = np.abs((j + 0) % 16 - 7.5)
    pattern = np.where(edge < 17, np.where(edge * 1.0 < zigzag + 4, 2, 0), pattern)
    pattern = np.where((edge < 17) & (np.abs(edge - zigzag - 5) < 1.6), 4, pattern)
    tooth = (j % 8 < 4) ^ (edge > 18)
    pattern = np.where((edge >= 17) & (edge < 21), np.where(tooth, 5, 4), pattern)
    wool = np.array([(28, 52, 92), (176, 40, 36), (222, 152, 52), (34, 104, 100), (236, 222, 190), (88, 28, 44)])
    chance = np.random.default_rng(121)
    # No two skeins take the dye alike: a little for each row, a little for each knot.
    dyed = wool[pattern] * (
        1 + 0.09 * chance.standard_normal((count, 1, 1)) + 0.05 * chance.standard_normal((count, count, 1))
    )
    colour = dyed[row, column]
    u, v = (sheet.x * count) % 1, (sheet.y * count + 0.10 * np.sin(sheet.x * 40)) % 1
    raised = (column + row) % 2
    round_ = np.sin(np.pi * v) ** 0.6 * np.where(
        raised == 1, np.sin(np.pi * u) ** 0.5, 0.62 + 0.2 * np.cos(2 * np.pi * u)
    )
    fibres = sheet.noise(122, 0.8, stretch=5) - 0.5
    picture = colour * (0.42 + 0.68 * round_ + 0.22 * fibres)[..., None]
    folds = 1 + 0.10 * (sheet.noise(123, 130) - 0.5)
    return finish(picture * folds[..., None])


def batik(sheet: Sheet) -> Image.Image:
    """Cloth dyed three times over wax: four-petalled flowers, a diagonal of blades, and the cracks of the wax."""
    x, y = sheet.x + 0.004 * (sheet.noise(131, 30) - 0.5), sheet.y + 0.004 * (sheet.noise(132, 30) - 0.5)
    count = 7
    u, v = (x * count) % 1 - 0.5, (y * count) % 1 - 0.5
    p, q = (np.abs(u) + np.abs(v)) / np.sqrt(2), (np.abs(u) - np.abs(v)) / np.sqrt(2)
    petal = np.hypot((p - 0.35) / 0.30, q / 0.165)
    cream = smooth(1 - petal, 0.0, 0.06)
    vein = 1 - smooth(np.abs(petal - 0.62), 0.05, 0.10)
    seed = 1 - smooth(np.hypot((p - 0.35) / 0.09, q / 0.035), 0.9, 1.1)
    dots = 1 - smooth(np.hypot(np.abs(u) - 0.0, np.abs(v) - 0.0), 0.045, 0.06)
    cross = (np.abs(np.abs(u) - 0.5) < 0.06) & (np.abs(v) < 0.06) | (np.abs(np.abs(v) - 0.5) < 0.06) & (
        np.abs(u) < 0.06
    )
    brown = np.clip(vein * cream + seed, 0, 1)
    gold = np.clip(dots + cross, 0, 1)
    band = x + y
    for low, high in ((0.30, 0.62), (1.34, 1.66)):
        inside = smooth(band, low, low + 0.004) * (1 - smooth(band, high - 0.004, high))
        across, along = (band - low) / (high - low), (x - y) * 5.5
        blade = (along + 0.55 * np.sin(np.pi * across) * np.cos(np.pi * across) * 1.6) % 1 - 0.5
        width = 0.36 * np.sin(np.pi * np.clip(across, 0, 1)) ** 0.7
        body = 1 - smooth(np.abs(blade), width - 0.03, width + 0.03)
        core = 1 - smooth(np.abs(blade), width * 0.42 - 0.03, width * 0.42 + 0.03)
        pearls = 1 - smooth(np.hypot((np.abs(across - 0.5) - 0.40) * 1.2, ((along * 4) % 1 - 0.5) * 0.25), 0.035, 0.055)
        cream = cream * (1 - inside) + inside * np.clip(body - core + pearls, 0, 1)
        brown = brown * (1 - inside) + inside * core
        gold = gold * (1 - inside) + inside * (1 - smooth(np.abs(blade), 0.03, 0.05)) * (width > 0.15)
        rails = np.exp(-(((band - low) / 0.007) ** 2)) + np.exp(-(((band - high) / 0.007) ** 2))
        cream = np.clip(cream + rails, 0, 1)
    cloth = sheet.full((34, 40, 84)) * (0.85 + 0.3 * sheet.noise(133, 50))[..., None]
    cloth = over(cloth, (240, 224, 184), cream)
    cloth = over(cloth, ramp(sheet.noise(134, 26), [(132, 58, 22), (176, 86, 34)]), brown)
    cloth = over(cloth, (222, 158, 60), gold)
    warped = Sheet(sheet.side)
    warped.x = sheet.x + 0.05 * (sheet.noise(135, 18) - 0.5)
    warped.y = sheet.y + 0.05 * (sheet.noise(136, 18) - 0.5)
    cracks: Field = np.zeros(x.shape)
    for number, (amount, broad) in enumerate(((90, 1.2), (420, 0.7))):
        edge = to_edge(sheet, cells(warped, np.random.default_rng(137 + number).uniform(-0.05, 1.05, (amount, 2))))
        open_ = smooth(sheet.noise(139 + number, 40), 0.35, 0.7)
        cracks = np.maximum(cracks, (1 - smooth(edge, broad * 0.5, broad * 1.8)) * open_)
    cloth = over(cloth, (44, 44, 80), 0.72 * cracks * np.clip(cream + brown + gold, 0, 1))
    threads = 0.94 + 0.06 * np.sin(sheet.x * sheet.side * 1.9) * np.sin(sheet.y * sheet.side * 1.9)
    return finish(cloth * (threads + 0.06 * (sheet.noise(140, 1) - 0.5))[..., None])
