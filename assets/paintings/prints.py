"""Manners of the printing press: woodcut, linocut, the wave in flat colours, the constructivist poster."""

import math

import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter
from scipy.spatial import cKDTree

from assets.paintings.tools import Field, Shape, Sheet, finish, ink, noise, over, ramp, smooth, spline


def woodcut(sheet: Sheet) -> Image.Image:
    """Mountains and a lake, cut across the grain: every tone is a swelling line."""
    x, y = sheet.x, sheet.y
    tone: Field = 0.85 - 0.35 * y
    sun = np.hypot(x - 0.7, y - 0.2)
    tone = np.where(sun < 0.09, 1.0, tone + 0.5 * np.exp(-sun / 0.12))
    direction = np.where(y < 0.8, 0.9 * sun, y)
    for number, (base, high, dark) in enumerate(((0.46, 0.16, 0.52), (0.56, 0.18, 0.34), (0.66, 0.10, 0.22))):
        rough = sheet.noise(131 + number, 24)[0][None, :] * 0.05 + sheet.noise(151 + number, 7)[0][None, :] * 0.012
        ridge = base - high * np.abs(np.sin(x * (4 + number) + 1.9 * number)) ** 1.3 - rough
        slope = np.gradient(gaussian_filter(ridge[0], 0.006 * sheet.side))[None, :] * sheet.side
        shade = dark + 0.34 * np.clip(slope, -1, 1) + 0.25 * np.clip((y - ridge) * 2, 0, 1)
        tone = np.where(y > ridge, shade, tone)
        fall = x * (0.6 + 0.2 * number) + (y - ridge) * (1.2 - number * 0.4)
        direction = np.where(y > ridge, fall, direction)
    lake = y > 0.74
    glitter = 0.4 + 0.6 * (np.abs(x - 0.70) < 0.10)
    tone = np.where(lake, 0.62 + 0.3 * np.sin(y * 90 + 5 * np.sin(x * 9)) * glitter, tone)
    direction = np.where(lake, y + 0.008 * np.sin(x * 30), direction)
    wobble = 0.010 * (sheet.noise(141, 18) - 0.5) + 0.004 * (sheet.noise(142, 5) - 0.5)
    wave = 0.5 + 0.5 * np.sin((direction + wobble) * 2 * np.pi * 32)
    level = 0.94 - np.clip(tone, 0.02, 0.98)
    grain = smooth(sheet.noise(143, 1.2, stretch=26), 0.04, 0.16)
    black = (1 - smooth(wave, level - 0.08, level + 0.08)) * (0.82 + 0.18 * grain)
    tint = ramp(np.clip(y * 1.1, 0, 1), [(244, 186, 92), (232, 132, 84), (92, 140, 150)])
    paper = over(sheet.full((240, 230, 208)), tint, 0.85 * smooth(sheet.noise(144, 2, stretch=12), 0.02, 0.2))
    return finish(over(over(paper, (250, 240, 210), (sun < 0.088) * 1.0), (24, 28, 42), black))


def _lens(x: float, y: float, turn: float, length: float, width: float) -> Shape:
    """A pointed leaf that begins at a place."""
    along = np.linspace(0, 1, 14)
    side = width * np.sin(np.pi * along**0.8)
    right = [(a * length, b) for a, b in zip(along, side, strict=True)]
    left = [(a * length, -b) for a, b in zip(along[::-1], side[::-1], strict=True)]
    c, s = math.cos(turn), math.sin(turn)
    return [(x + a * c - b * s, y + a * s + b * c) for a, b in right + left]


def linocut(sheet: Sheet) -> Image.Image:
    """A sunflower cut into lino with a gouge: what was cut away is paper, what was left is black."""
    chance = np.random.default_rng(251)
    cx, cy = 0.5, 0.40
    gouges: list[Shape] = []
    for radius in np.arange(0.37, 1.0, 0.024):
        for turn in np.arange(0, 2 * math.pi, 0.075 / radius):
            angle = turn + radius * 7 + chance.normal(0, 0.02)
            px, py = cx + radius * math.cos(angle), cy + radius * math.sin(angle)
            heading = angle + 1.15 + chance.normal(0, 0.08)
            gouges.append(_lens(px, py, heading, chance.uniform(0.03, 0.062), chance.uniform(0.0024, 0.0050)))
    stem: Shape = [(0.485, 0.55), (0.515, 0.55), (0.535, 1.02), (0.485, 1.02)]
    leaves = [((0.51, 0.86), -0.62, 0.34), ((0.505, 0.92), math.pi + 0.55, 0.36)]
    ground = [_lens(*foot, turn, length * 1.06, length * 0.36) for foot, turn, length in leaves]
    ground.append([(px + 0.016 * (1 if px > 0.5 else -1), py) for px, py in stem])
    cuts, petals, veins = sheet.cut(gouges), [], []
    for ring, (count, inner, outer) in enumerate(((22, 0.14, 0.36), (20, 0.13, 0.29))):
        for index in range(count):
            turn = (index + 0.5 * ring) * 2 * math.pi / count + chance.normal(0, 0.04)
            long = (outer - inner) * chance.uniform(0.88, 1.08)
            foot = (cx + inner * math.cos(turn), cy + inner * math.sin(turn))
            petals.append((foot, turn, long, 0.040 - 0.004 * ring))
            for off in (-0.5, 0.0, 0.5):
                start = (foot[0] + 0.25 * long * math.cos(turn), foot[1] + 0.25 * long * math.sin(turn))
                veins.append(_lens(*start, turn + 0.16 * off, long * chance.uniform(0.35, 0.55), 0.0022))
    plate = 1 - cuts
    plate = np.maximum(plate, sheet.cut(ground))
    plate = np.minimum(
        plate, 1 - sheet.cut([_lens(*foot, turn, length, length * 0.30) for foot, turn, length in leaves])
    )
    plate = np.minimum(plate, 1 - sheet.cut([stem]))
    ribs = []
    for (lx, ly), turn, length in leaves:
        ribs.append(_lens(lx, ly, turn, length * 0.95, 0.005))
        for step in np.arange(0.12, 0.88, 0.085):
            foot = (lx + step * length * math.cos(turn), ly + step * length * math.sin(turn))
            long = length * 0.34 * math.sin(math.pi * step**0.8)
            ribs += [_lens(*foot, turn + 0.75 * side, long, 0.0045) for side in (-1, 1)]
    ribs += [_lens(0.494 + 0.010 * (step % 2), 0.60 + step * 0.022, 1.5, 0.05, 0.0032) for step in range(18)]
    plate = np.maximum(plate, sheet.cut(ribs))
    colour = np.zeros(plate.shape)
    for foot, turn, long, width in petals:
        # Each petal stands before the last with a black edge round it.
        plate = np.maximum(plate, sheet.cut([_lens(foot[0], foot[1], turn, long * 1.05, width * 1.18)]))
        petal = sheet.cut([_lens(foot[0], foot[1], turn, long, width * 0.92)])
        plate, colour = np.minimum(plate, 1 - petal), np.maximum(colour, petal)
    plate = np.maximum(plate, sheet.cut(veins) * colour)
    away = np.hypot(sheet.x - cx, sheet.y - cy)
    plate = np.maximum(plate, away < 0.155)
    seeds = []
    for index in range(330):
        radius, turn = 0.147 * math.sqrt((index + 0.5) / 330), index * 2.39996
        seeds.append(
            _lens(cx + radius * math.cos(turn), cy + radius * math.sin(turn), turn, 0.0115, 0.0017 + 0.018 * radius)
        )
    plate = np.minimum(plate, 1 - sheet.cut(seeds))
    rough = smooth(plate + 0.18 * (sheet.noise(252, 2) - 0.5), 0.42, 0.58)
    worn = 0.90 + 0.10 * smooth(0.7 * sheet.noise(253, 1.1) + 0.3 * sheet.noise(254, 30), 0.08, 0.25)
    paper = ramp(0.5 * sheet.noise(255, 40) + 0.5 * sheet.noise(256, 1.2), [(232, 222, 200), (246, 240, 224)])
    under = ink(
        paper, (250, 186, 30), np.roll(smooth(colour, 0.3, 0.7), (3, 2), (0, 1)) * (0.85 + 0.15 * sheet.noise(257, 1.5))
    )
    leafy = sheet.cut([_lens(*foot, turn, length, length * 0.30) for foot, turn, length in leaves] + [stem])
    under = ink(under, (108, 160, 92), np.roll(leafy, (3, 2), (0, 1)) * (0.85 + 0.15 * sheet.noise(258, 1.5)))
    return finish(ink(under, (26, 26, 34), rough * worn))


def wave_print(sheet: Sheet) -> Image.Image:
    """A breaking wave over a far mountain, in four blocks: two blues, ochre and the dark line."""
    x, y = sheet.x, sheet.y
    paper = ramp(np.clip(y * 1.2, 0, 1), [(196, 184, 160), (232, 218, 184), (246, 226, 184)])
    picture = over(paper, (216, 92, 60), 1 - smooth(np.hypot(x - 0.80, y - 0.17), 0.068, 0.070))
    cloud = smooth(sheet.noise(151, 26, stretch=4), 0.62, 0.64) * smooth(0.34 - y, 0, 0.1)
    picture = over(picture, (250, 242, 220), 0.7 * cloud)
    mount = 0.70 - 0.22 * np.clip(1 - np.abs(x - 0.66) / 0.24, 0, 1) ** 1.3
    snow = 0.055 + 0.018 * np.sin(x * 150) + 0.012 * np.sin(x * 67)
    picture = over(picture, (66, 90, 128), smooth(y - mount, 0, 0.003))
    picture = over(picture, (246, 240, 226), smooth(y - mount, 0, 0.003) * (1 - smooth(y - mount - snow, 0, 0.004)))
    far = [
        (0.30, 0.74),
        (0.45, 0.70),
        (0.58, 0.74),
        (0.72, 0.72),
        (0.86, 0.66),
        (1.02, 0.70),
        (1.02, 1.02),
        (0.3, 1.02),
    ]
    picture = _water(sheet, picture, spline(far[:6], 24) + far[6:], far[:6], 152, 0.6)
    back = [
        (-0.02, 0.58),
        (0.04, 0.42),
        (0.12, 0.28),
        (0.24, 0.17),
        (0.38, 0.13),
        (0.50, 0.16),
        (0.58, 0.23),
        (0.615, 0.325),
    ]
    face = [
        (0.615, 0.325),
        (0.56, 0.30),
        (0.48, 0.30),
        (0.40, 0.36),
        (0.35, 0.46),
        (0.35, 0.58),
        (0.42, 0.70),
        (0.55, 0.79),
        (0.72, 0.84),
        (0.88, 0.82),
        (1.02, 0.76),
    ]
    body = spline(back, 24) + spline(face, 24) + [(1.02, 1.02), (-0.02, 1.02)]
    picture = _water(sheet, picture, body, face, 153, 1.0)
    picture = _foam(sheet, picture, spline(back[2:] + face[1:4], 24), 154)
    near = [
        (-0.02, 0.72),
        (0.07, 0.76),
        (0.16, 0.84),
        (0.28, 0.90),
        (0.44, 0.915),
        (0.60, 0.95),
        (0.78, 0.90),
        (0.90, 0.89),
        (1.02, 0.93),
    ]
    picture = _water(sheet, picture, [*spline(near, 24), (1.02, 1.02), (-0.02, 1.02)], near, 155, 0.8)
    picture = _foam(sheet, picture, spline(near[:6], 24), 156)
    chance = np.random.default_rng(157)
    drops = np.zeros(x.shape)
    for _ in range(150):
        turn, away = chance.uniform(-1.9, 0.9), abs(chance.normal(0, 0.10)) + 0.03
        px, py = 0.52 + away * 1.5 * math.cos(turn), 0.24 + away * math.sin(turn)
        drops = np.maximum(drops, (np.hypot(x - px, y - py) < chance.uniform(0.0015, 0.0048)) * 1.0)
    picture = over(picture, (250, 246, 232), drops)
    wood = (sheet.noise(158, 0.9, stretch=18) - 0.5) * 18 + (sheet.noise(159, 30) - 0.5) * 8
    return finish(picture + wood[..., None])


def _water(sheet: Sheet, picture: Field, body: Shape, crest: Shape, seed: int, scale: float) -> Field:
    """A body of water: stripes of three blues that follow its crest, and a dark contour."""
    cover = sheet.cut([body])
    line = np.array(spline(crest, 24))
    places = np.stack([sheet.x.ravel(), sheet.y.ravel()], axis=1)
    away, where = cKDTree(line).query(places)
    away, along = away.reshape(sheet.x.shape), where.reshape(sheet.x.shape) / len(line)
    bend = 0.018 * np.sin(along * 26) + 0.02 * (noise(sheet.x.shape, seed, 0.05 * sheet.side) - 0.5)
    stripes = 0.5 + 0.5 * np.sin((away + bend) * 2 * np.pi * 15 / scale)
    shade = 0.30 + 0.55 * smooth(stripes, 0.46, 0.54) + 0.25 * smooth(stripes, 0.86, 0.9) - 0.5 * away
    blues = [(20, 44, 96), (34, 78, 140), (104, 156, 188), (210, 224, 214)]
    picture = over(picture, ramp(np.clip(shade, 0, 1), blues), cover)
    contour = sheet.line([*body, body[0]], 4)
    return over(picture, (18, 30, 66), contour)


def _foam(sheet: Sheet, picture: Field, crest: Shape, seed: int) -> Field:
    """Foam along a crest: rows of claws that curl forward, each with smaller ones on its back."""
    chance = np.random.default_rng(seed)
    fingers: list[Shape] = []
    lumps: list[tuple[float, float, float]] = []
    for index in range(2, len(crest) - 2, 2):
        (ax, ay), (bx, by) = crest[index - 2], crest[index + 2]
        px, py = crest[index]
        heading = math.atan2(by - ay, bx - ax)
        size = 0.020 * chance.uniform(0.7, 1.25)
        lumps.append((px, py, size * 0.85))
        for side, long in ((1.15, 2.3), (0.75, 1.5)):
            angle = heading + side + chance.normal(0, 0.2)
            fingers.append(_claw(px, py, angle, size * long, size * 0.42, 1.0))
            tip = (px + size * long * 0.5 * math.cos(angle), py + size * long * 0.5 * math.sin(angle))
            fingers.append(_claw(*tip, angle - 0.7, size * long * 0.55, size * 0.22, 1.0))
    cover = np.zeros(sheet.x.shape)
    for lx, ly, size in lumps:
        box = np.hypot(sheet.x - lx, sheet.y - ly)
        cover = np.maximum(cover, 1 - smooth(box, size - 0.001, size + 0.001))
    cover = np.maximum(cover, sheet.cut(fingers))
    rim = smooth(gaussian_filter(cover, 0.0022 * sheet.side), 0.08, 0.22)
    picture = over(picture, (18, 30, 66), rim)
    picture = over(picture, (250, 246, 232), cover)
    inner = smooth(gaussian_filter(cover, 0.005 * sheet.side), 0.72, 0.9)
    return over(picture, (176, 204, 210), 0.7 * inner * smooth(sheet.noise(seed + 50, 6), 0.55, 0.62))


def _claw(x: float, y: float, turn: float, length: float, width: float, curl: float) -> Shape:
    """A hooked finger of foam."""
    left, right = [], []
    for step in range(11):
        t = step / 10
        heading = turn + curl * t
        thick = width * (1 - t) ** 0.7
        left.append((x - math.sin(heading) * thick, y + math.cos(heading) * thick))
        right.append((x + math.sin(heading) * thick, y - math.cos(heading) * thick))
        x, y = x + math.cos(heading) * length / 10, y + math.sin(heading) * length / 10
    return [*left, *right[::-1]]


def constructivist_poster(sheet: Sheet) -> Image.Image:
    """A poster of beams, discs and wedges in red, black and cream, printed a little out of register."""
    x, y = sheet.x, sheet.y

    def disc(cx: float, cy: float, radius: float) -> Field:
        return 1 - smooth(np.hypot(x - cx, y - cy), radius - 0.0007, radius + 0.0007)

    beams: list[Shape] = [[(0.0, 0.30), (0.98, 0.06), (1.0, 0.115), (0.0, 0.36)]]
    beams += [
        [(0.44, low), (1.0, low - 0.14), (1.0, low - 0.126), (0.44, low + 0.014)]
        for low in np.arange(0.66, 0.96, 0.034)
    ]
    beams += [[(0.10, 0.50), (0.30, 0.44), (0.33, 0.62), (0.13, 0.68)]]
    beams += [
        [
            (0.02 + 0.045 * step, 0.985),
            (0.02 + 0.045 * step, 0.93),
            (0.045 + 0.045 * step, 0.93),
            (0.045 + 0.045 * step, 0.985),
        ]
        for step in range(8)
    ]
    black = np.maximum(disc(0.62, 0.42, 0.27) - disc(0.62, 0.42, 0.215), sheet.cut(beams))
    black = np.maximum(black, disc(0.20, 0.84, 0.075) - disc(0.20, 0.84, 0.035))
    wedge: list[Shape] = [[(0.02, 0.90), (0.02, 0.74), (0.60, 0.38), (0.66, 0.45)]]
    wedge += [
        [(left, 0.08), (left + 0.026, 0.08), (left + 0.026, 0.10 + left * 0.25), (left, 0.10 + left * 0.25)]
        for left in np.arange(0.05, 0.42, 0.05)
    ]
    wedge += [[(0.70, 1.0), (1.0, 0.70), (1.0, 1.0)]]
    red = np.maximum(disc(0.62, 0.42, 0.175) - disc(0.62, 0.42, 0.07), sheet.cut(wedge))
    grey = np.maximum(disc(0.86, 0.20, 0.20), sheet.cut([[(0.0, 0.40), (0.36, 0.32), (0.50, 1.0), (0.12, 1.0)]]))
    picture = ramp(0.6 * sheet.noise(101, 60) + 0.4 * sheet.noise(102, 1.2), [(222, 206, 172), (240, 228, 200)])
    dots = 0.5 + 0.25 * np.sin((x + y) * 700) + 0.25 * np.sin((x - y) * 700)
    picture = ink(picture, (128, 122, 112), grey * smooth(dots, 0.42, 0.55) * 0.7)
    for number, (cover, colour, shift) in enumerate(((red, (204, 40, 28), (3, -3)), (black, (28, 25, 26), (0, 0)))):
        worn = smooth(0.75 * sheet.noise(103 + number, 1.3) + 0.25 * sheet.noise(110, 24), 0.08, 0.26)
        picture = ink(picture, colour, np.clip(np.roll(cover, shift, (0, 1)), 0, 1) * (0.40 + 0.60 * worn))
    return finish(picture)
