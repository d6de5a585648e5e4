"""Manners that live from lines and washes: woodcut, wave print, ink wash."""

import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter

from assets.paintings.tools import SIDE, finish, grid, noise, over, ramp, smooth


def woodcut() -> Image.Image:
    """Mountains and a lake, cut across the grain: every tone is a swelling line."""
    x, y = grid()
    tone = 0.85 - 0.35 * y
    tone = np.where(np.hypot(x - 0.7, y - 0.2) < 0.09, 1.0, tone)
    direction = 0.25 * np.sin(x * 5) + y
    for number, (base, high, dark) in enumerate(((0.46, 0.16, 0.52), (0.56, 0.18, 0.34), (0.66, 0.10, 0.22))):
        ridge = (
            base
            - high * np.abs(np.sin(x * (4 + number) + 1.9 * number)) ** 1.3
            - 0.05 * noise(131 + number, 24)[0][None, :]
        )
        inside = y > ridge
        slope = np.gradient(gaussian_filter(ridge[0], 6))[None, :] * SIDE
        shade = dark + 0.30 * np.clip(slope, -1, 1) + 0.25 * np.clip((y - ridge) * 2, 0, 1)
        tone = np.where(inside, shade, tone)
        direction = np.where(inside, x * (0.6 + 0.2 * number) + (y - ridge) * (1.2 - number * 0.4), direction)
    lake = y > 0.74
    tone = np.where(
        lake, 0.62 + 0.3 * np.sin(y * 90 + 5 * np.sin(x * 9)) * (0.4 + 0.6 * (np.abs(x - 0.68) < 0.1)), tone
    )
    direction = np.where(lake, y + 0.008 * np.sin(x * 30), direction)
    trunk = np.abs(x - 0.16 - 0.015 * np.sin(y * 9)) < 0.018 + 0.02 * np.clip(y - 0.8, 0, 1)
    crown = sum(
        np.exp(-(((x - cx) / 0.10) ** 2 + ((y - cy) / 0.05) ** 2))
        for cx, cy in ((0.10, 0.36), (0.22, 0.30), (0.16, 0.22))
    )
    tree = (trunk & (y > 0.28)) | (crown + 0.5 * (noise(139, 8) - 0.5) > 0.5)
    tone = np.where(tree, 0.10 + 0.25 * noise(140, 6), tone)
    wobble = 0.010 * (noise(141, 18) - 0.5) + 0.004 * (noise(142, 5) - 0.5)
    wave = 0.5 + 0.5 * np.sin((direction + wobble) * 2 * np.pi * 62)
    paper = smooth(wave, 1.02 - np.clip(tone, 0.02, 0.98) - 0.06, 1.02 - np.clip(tone, 0.02, 0.98) + 0.06)
    grain = smooth(noise(143, 1.2, stretch=26), 0.04, 0.16)
    ink = (1 - paper) * (0.8 + 0.2 * grain)
    tint = ramp(np.clip(y * 1.1, 0, 1), [(236, 200, 140), (226, 168, 108), (120, 150, 148)])
    sheet = over(np.ones((SIDE, SIDE, 3)) * (240, 230, 208), tint, 0.75 * smooth(noise(144, 2, stretch=12), 0.02, 0.2))
    sheet = over(sheet, (246, 238, 214), (np.hypot(x - 0.7, y - 0.2) < 0.088) * 1.0)
    return finish(over(sheet, (28, 30, 40), ink))


def wave_print() -> Image.Image:
    """A breaking wave in flat colours with dark contours, as on a colour print."""
    x, y = grid()
    sky = ramp(np.clip(y * 1.3, 0, 1), [(206, 196, 168), (238, 226, 194), (244, 214, 170)])
    sheet = over(sky, (214, 84, 56), 1 - smooth(np.hypot(x - 0.74, y - 0.24), 0.098, 0.101))
    mount = 0.62 - 0.20 * np.clip(1 - np.abs(x - 0.66) / 0.20, 0, 1) ** 1.4
    sheet = over(sheet, (64, 84, 122), smooth(y - mount, 0, 0.004))
    sheet = over(
        sheet,
        (244, 240, 226),
        smooth(y - mount, 0, 0.004) * (1 - smooth(y - mount - 0.04 - 0.02 * np.sin(x * 130), 0, 0.008)),
    )
    blues = [(22, 44, 92), (40, 86, 140), (110, 158, 184), (206, 220, 214)]
    for number, (base, high, pace, phase) in enumerate(
        ((0.64, 0.05, 9, 0.0), (0.70, 0.16, 4.2, 0.5), (0.84, 0.12, 5.5, 2.2))
    ):
        lean = x + 0.10 * np.sin(y * 8 + number)
        crest = base - high * np.sin(lean * pace + phase) ** 3 - 0.012 * np.sin(x * 60 + number * 2)
        depth = y - crest
        stripes = 0.5 + 0.5 * np.sin(
            (depth + 0.05 * np.sin(x * pace * 2 + phase)) * 2 * np.pi * 17 + 2 * noise(150 + number, 40)
        )
        water = ramp(np.clip(0.15 + 0.6 * smooth(stripes, 0.45, 0.62) + depth * 0.5, 0, 1), blues)
        sheet = over(sheet, water, smooth(depth, 0, 0.003))
        claws = depth - 0.030 - 0.022 * np.sin(x * 95 + 6 * noise(155 + number, 12)) - 0.014 * np.sin(x * 210 + number)
        foam = smooth(depth, 0, 0.003) * (1 - smooth(claws, 0, 0.004))
        sheet = over(sheet, (248, 244, 230), foam)
        contour = np.exp(-((claws / 0.0028) ** 2)) * smooth(depth, 0, 0.003) + np.exp(-((depth / 0.0024) ** 2))
        sheet = over(sheet, (20, 34, 70), np.clip(contour, 0, 1))
    spray = smooth(noise(160, 2.3), 0.955, 0.975) * (y > 0.42) * (y < 0.74)
    sheet = over(sheet, (250, 248, 238), spray)
    grain = (noise(161, 0.9, stretch=14) - 0.5) * 22
    return finish(sheet + grain[..., None])


def ink_wash() -> Image.Image:
    """Hills in the mist: five washes from far to near, a red seal in the corner."""
    x, y = grid()
    paper = ramp(0.5 * noise(171, 40) + 0.5 * noise(172, 1.4), [(226, 216, 196), (244, 238, 224)])
    light = np.ones((SIDE, SIDE))
    for number in range(5):
        base = 0.30 + 0.14 * number
        rough = 0.10 * noise(173 + number, 60 - 8 * number)[3][None, :] + 0.03 * noise(180 + number, 9)[5][None, :]
        ridge = base - 0.9 * rough * (1.2 - 0.1 * number) + 0.03 * np.sin(x * (3 + number) + number * 2)
        bleed = ridge + 0.012 * (noise(190 + number, 7) - 0.5)
        depth = y - bleed
        wash = smooth(depth, 0, 0.006) * (0.22 + 0.10 * number) * np.exp(-np.clip(depth, 0, 1) / (0.10 + 0.02 * number))
        rim = np.exp(-(((depth - 0.003) / 0.0035) ** 2)) * (0.10 + 0.09 * number)
        clouds = 0.65 + 0.6 * noise(200 + number, 26, stretch=2)
        light *= 1 - np.clip(wash * clouds + rim * noise(205 + number, 20), 0, 0.92)
    streaks = smooth(noise(210, 1.1, stretch=16), 0.72, 0.9) * smooth(y, 0.80, 0.9)
    light *= 1 - 0.75 * streaks * smooth(noise(211, 30), 0.35, 0.6)
    for stem in range(9):
        sx = 0.10 + 0.020 * stem + 0.01 * np.sin(stem * 5)
        bend = sx + 0.05 * (1 - y) ** 2 * np.sin(stem)
        cane = (np.abs(x - bend) < 0.0022 + 0.0012 * np.sin(stem * 3)) & (y > 0.30 + 0.04 * (stem % 4))
        light = np.where(
            cane & (np.sin(y * 70 + stem) > -0.93), light * (0.22 + 0.25 * noise(212, 3, stretch=0.3)), light
        )
        for leaf in range(7):
            ly, side_ = 0.34 + 0.07 * leaf + 0.013 * stem, 1 if (leaf + stem) % 2 else -1
            lx = sx + 0.05 * (1 - ly) ** 2 * np.sin(stem)
            u = (x - lx) * side_ * 0.82 + (y - ly) * 0.57
            v = -(x - lx) * side_ * 0.57 + (y - ly) * 0.82
            blade = (u > 0) & (u < 0.075) & (np.abs(v) < 0.0075 * np.sin(np.pi * np.clip(u / 0.075, 0, 1)) ** 0.8)
            light = np.where(blade, light * 0.30, light)
    sheet = paper * (0.10 + 0.90 * light)[..., None] + (1 - light)[..., None] * np.array((10, 14, 26))
    seal = (np.abs(x - 0.90) < 0.032) & (np.abs(y - 0.90) < 0.032)
    cut = (np.abs(np.sin((x + y) * 130)) < 0.34) | (np.abs(np.sin((x - y) * 95)) < 0.22)
    return finish(over(sheet, (186, 40, 30), seal * ~cut * (0.7 + 0.3 * noise(213, 1.5))))
