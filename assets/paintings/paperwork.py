"""Manners on paper, laid by the game's own brushes: pastel, ink wash."""

import itertools
import math

import numpy as np
from PIL import Image

from assets.paintings.easel import Easel
from assets.paintings.tools import Sheet, finish, over, ramp, smooth
from game.paint.paper import PAPERS


def pastel(sheet: Sheet) -> Image.Image:
    """A vase of flowers in soft pastel on grey paper."""
    x, y = sheet.x, sheet.y
    base = ramp(sheet.noise(51, 110), [(60, 78, 116), (110, 116, 152), (176, 150, 160)])
    base = over(base, ramp(sheet.noise(52, 40), [(186, 120, 84), (232, 178, 122)]), smooth(y, 0.74, 0.77))
    vase = np.abs(x - 0.5) - (0.11 + 0.06 * np.sin((y - 0.55) * 9))
    body = (1 - smooth(vase, -0.006, 0.006)) * smooth(y, 0.56, 0.565) * (1 - smooth(y, 0.87, 0.875))
    fallen = (1 - smooth(np.hypot((x - 0.68) / 3, y - 0.87), 0.03, 0.07)) * (x > 0.45)
    base = over(base, (104, 70, 92), fallen * 0.8)
    base = over(base, ramp(np.clip((x - 0.36) / 0.28, 0, 1), [(232, 242, 236), (80, 156, 180), (24, 54, 104)]), body)

    def heading(px: float, py: float) -> float:
        if sheet.at(body, px, py) > 0.5:
            return math.pi / 2 + (px - 0.5) * -3
        return -0.9 + 0.35 * math.sin(px * 13) + 0.3 * math.cos(py * 11)

    easel = Easel(sheet, PAPERS[3])
    easel.follow(base, heading, 54, [("chalk", 1200, 46, 90), ("chalk", 1600, 24, 60)], 12)
    chance = np.random.default_rng(53)
    for _ in range(230):
        radius, turn = 0.34 * math.sqrt(chance.random()), chance.uniform(0, 2 * math.pi)
        cx, cy = 0.5 + 1.15 * radius * math.cos(turn), 0.36 + 0.95 * radius * math.sin(turn)
        leaf = turn + chance.normal(0, 0.5)
        way = [
            (cx, cy),
            (cx + 0.03 * math.cos(leaf), cy + 0.03 * math.sin(leaf)),
            (cx + 0.05 * math.cos(leaf + 0.3), cy + 0.05 * math.sin(leaf + 0.3)),
        ]
        easel.stroke("chalk", np.array((36, 96, 60)) * chance.uniform(0.6, 1.7), 18, way)
    colours = [(244, 96, 120), (255, 206, 100), (252, 246, 234), (196, 90, 190), (250, 140, 70), (110, 130, 230)]
    for index in range(34):
        radius, turn = 0.27 * math.sqrt((index + 0.5) / 34), index * 2.4
        cx, cy = 0.5 + 1.15 * radius * math.cos(turn), 0.35 + radius * math.sin(turn)
        colour, petals = np.array(colours[index % 6]), 6 + index % 3
        for petal in range(petals):
            angle = 2 * math.pi * petal / petals + index
            lit = colour * (1.0 - 0.30 * smooth(np.array(math.sin(angle)), -0.2, 1.0)) + chance.normal(0, 8)
            ends = [(cx + reach * math.cos(angle), cy + reach * math.sin(angle)) for reach in (0.012, 0.030, 0.047)]
            easel.stroke("chalk", lit, 21, ends)
            easel.stroke("chalk", lit + 26, 8, [(px + 0.003, py - 0.003) for px, py in ends])
        for _ in range(5):
            dx, dy = chance.normal(0, 0.006, 2)
            easel.stroke(
                "chalk",
                (110 + 90 * (index % 2), 70 + 60 * (index % 2), 30),
                9,
                [(cx + dx, cy + dy), (cx + dx + 0.005, cy + dy)],
            )
    return finish(easel.picture())


def ink_wash(sheet: Sheet) -> Image.Image:
    """Hills in the mist, bamboo by a lake, a boat: black ink, much water, a red seal."""
    x, y = sheet.x, sheet.y
    paper = ramp(0.5 * sheet.noise(171, 40) + 0.5 * sheet.noise(172, 1.4), [(230, 220, 200), (246, 240, 226)])
    light = np.ones(x.shape)
    for number in range(4):
        base = 0.34 + 0.11 * number
        rough = (
            0.22 * sheet.noise(173 + number, 70 - 10 * number)[3][None, :]
            + 0.04 * sheet.noise(180 + number, 9)[5][None, :]
        )
        depth = y - base + rough * (1.1 - 0.15 * number) + 0.012 * (sheet.noise(190 + number, 7) - 0.5)
        wash = (
            smooth(depth, 0, 0.006) * (0.26 + 0.13 * number) * np.exp(-np.clip(depth, 0, 1) / (0.075 + 0.012 * number))
        )
        rim = np.exp(-(((depth - 0.003) / 0.0035) ** 2)) * (0.12 + 0.10 * number)
        light *= 1 - np.clip(
            wash * (0.5 + 0.8 * sheet.noise(200 + number, 24, stretch=0.6)) + rim * sheet.noise(205 + number, 20),
            0,
            0.92,
        )
    moon = np.hypot(x - 0.36, y - 0.14)
    light *= 1 - 0.22 * smooth(moon, 0.055, 0.06) * np.exp(-((moon - 0.055) / 0.10)) * (
        0.5 + 0.5 * sheet.noise(214, 40)
    )
    streaks = (
        smooth(sheet.noise(210, 1.3, stretch=18), 0.74, 0.9)
        * smooth(y, 0.80, 0.9)
        * smooth(sheet.noise(211, 30), 0.4, 0.65)
    )
    light *= 1 - 0.55 * streaks
    base = paper * (0.10 + 0.90 * light)[..., None] + (1 - light)[..., None] * np.array((10, 14, 26))
    easel = Easel(sheet, base=base)
    chance = np.random.default_rng(215)
    for foot, lean, size, tone in ((0.95, -0.10, 17, 120), (0.90, -0.05, 24, 66), (0.82, -0.11, 21, 34)):
        way = [(foot + lean * max(0.0, 1 - t) ** 1.5, t) for t in np.arange(1.04, -0.06, -0.118)]
        for number, ((ax, ay), (bx, by)) in enumerate(itertools.pairwise(way)):
            easel.stroke(
                "gouache",
                (tone, tone + 2, tone + 8),
                size,
                [(ax, ay - 0.008), ((ax + bx) / 2, (ay + by) / 2), (bx, by + 0.008)],
            )
            easel.stroke(
                "ink",
                (16, 16, 22),
                7,
                [(bx - size / 1900, by + 0.001), (bx, by - 0.004), (bx + size / 1900, by + 0.001)],
            )
            side = 1 if number % 2 else -1
            ex, ey = bx + side * chance.uniform(0.05, 0.10), by - chance.uniform(0.02, 0.07)
            easel.stroke("ink", (40, 40, 46), 5, [(bx, by), ((bx + ex) / 2, (by + ey) / 2 - 0.01), (ex, ey)])
            for leaf in range(5):
                turn = math.pi / 2 - side * (0.25 + 0.34 * leaf) + chance.normal(0, 0.10)
                long = chance.uniform(0.07, 0.13)
                black = int(min(150, 14 + tone * 0.6 + chance.uniform(0, 40)))
                tip = [
                    (ex + long * t * math.cos(turn + 0.2 * t), ey + long * t * math.sin(turn + 0.2 * t))
                    for t in (0, 0.3, 0.6, 0.85, 1.0)
                ]
                easel.stroke("ink", (black, black, black + 8), 23, tip, 0.004)
    for drop in (0.0, 0.006, 0.012):
        hull = [(0.24 + drop, 0.848 + drop), (0.29, 0.862 + drop), (0.35, 0.863 + drop), (0.41 - drop, 0.846 + drop)]
        easel.stroke("ink", (24, 24, 30), 9, hull)
    easel.stroke("ink", (24, 24, 30), 16, [(0.325, 0.85), (0.33, 0.825)])
    easel.stroke("ink", (60, 56, 54), 22, [(0.317, 0.822), (0.335, 0.816), (0.345, 0.822)])
    easel.stroke("ink", (24, 24, 30), 4, [(0.345, 0.80), (0.375, 0.845), (0.392, 0.885)])
    for bx, by in ((0.52, 0.16), (0.57, 0.13), (0.60, 0.175), (0.545, 0.20)):
        easel.stroke(
            "ink",
            (40, 40, 48),
            6,
            [
                (bx - 0.018, by - 0.008),
                (bx - 0.006, by - 0.006),
                (bx, by),
                (bx + 0.008, by - 0.008),
                (bx + 0.02, by - 0.006),
            ],
        )
    seal = (np.abs(x - 0.08) < 0.030) & (np.abs(y - 0.91) < 0.034)
    cut = (np.abs(np.sin((x + y) * 130)) < 0.34) | (np.abs(np.sin((x - y) * 95)) < 0.22)
    return finish(over(easel.picture(), (186, 40, 30), seal * ~cut * (0.7 + 0.3 * sheet.noise(213, 1.5))))
