"""Measures the paint engine: dabs, frames with five fingers, memory. Every figure beside its reference."""

import math
import random
import time

import pygame

from game.commands.figures import held_memory
from game.paint.brush import Brush
from game.paint.painter import Painter
from game.paint.stroke import Point, Stroke
from game.pointer import Pointer

DIAMETER = 128
SIZE = (1440, 1080)
FINGERS, FRAMES = 5, 180

Figures = dict[str, dict[str, float]]


def bench_paint(brushes: list[Brush]) -> Figures:
    """All figures for some brushes; half a minute for fourteen. Needs pygame's display initialised."""
    reference = plain_blit()
    figures: Figures = {"paint reference: a plain blit": {"us": round(reference * 1e6, 2)}}
    for brush in brushes:
        seconds, frames = one_dab(brush), five_fingers(brush)
        figures[f"paint {brush.name}"] = {
            "us_per_dab": round(seconds * 1e6, 1),
            "dabs_per_s": round(1 / seconds),
            "ratio": round(seconds / reference, 1),
            "p50_ms": round(frames[len(frames) // 2] * 1e3, 2),
            "p99_ms": round(frames[int(0.99 * (len(frames) - 1))] * 1e3, 2),
        }
    figures["paint memory"] = memory(brushes[0])
    return figures


def plain_blit() -> float:
    """Seconds for one premultiplied blit of the size of a dab."""
    canvas, dab = pygame.Surface(SIZE, depth=32), pygame.Surface((DIAMETER, DIAMETER), pygame.SRCALPHA)
    dab.fill((40, 20, 10, 60))
    began = time.perf_counter()
    for count in range(2000):
        canvas.blit(dab, (count % 1200, 300), special_flags=pygame.BLEND_PREMULTIPLIED)
    return (time.perf_counter() - began) / 2000


def _ready(brush: Brush) -> Painter:
    """A painter whose tips are made, as they are when a visitor has looked round for two seconds."""
    painter = Painter(SIZE, brush)
    painter.size = DIAMETER / painter.scale
    for _ in range(150):
        painter.update(1 / 60)
    return painter


def one_dab(brush: Brush) -> float:
    """Seconds for one dab of a fast stroke, its share of path, mixing and light included; the best of three."""
    painter = _ready(brush)
    best = math.inf
    for _ in range(3):
        began = time.perf_counter()
        painter.handle(Pointer("down", 0, *_place(0, 0), 0.0))
        for step in range(1, 60):
            painter.handle(Pointer("move", 0, *_place(0, 12 * step), step / 60))
        painter.surface.get_at((0, 0))
        best = min(best, time.perf_counter() - began)
        painter.finish()
    stroke = Stroke(brush, DIAMETER, 1, painter.scale, Point(*_place(0, 0), 0.0))
    dabs = sum(1 for step in range(1, 60) for _ in stroke.extend(Point(*_place(0, 12 * step), step / 60)))
    return best / dabs


def five_fingers(brush: Brush) -> list[float]:
    """Five fingers paint three seconds at 120 events each: sorted frame times in seconds.

    A frame is what the game does in one: events, `update`, and the canvas blitted to a screen.
    """
    painter = _ready(brush)
    screen = pygame.Surface((1920, 1080), depth=32)
    frames = []
    for frame in range(FRAMES):
        began = time.perf_counter()
        for part in (0, 1):
            step = 2 * frame + part
            for finger in range(FINGERS):
                painter.handle(Pointer("down" if step == 0 else "move", finger, *_place(finger, step), step / 120))
        painter.update(1 / 60)
        screen.blit(painter.surface, (240, 0))
        frames.append(time.perf_counter() - began)
    return sorted(frames)


def _place(finger: int, step: int) -> tuple[float, float]:
    turn = step / 24 + finger
    return 260 + 200 * finger + 150 * math.cos(turn) + 0.3 * step, 540 + 300 * math.sin(turn * 1.1)


def memory(brush: Brush) -> dict[str, float]:
    """What process and history hold after 50 strokes, and after 500 strokes and 200 undos; the tips are made before."""
    painter, chance = _ready(brush), random.Random(1)
    for _ in range(450):
        painter.update(1 / 60)

    def scribble(count: int) -> None:
        for _ in range(count):
            x, y, turn = chance.uniform(200, 1200), chance.uniform(200, 900), chance.uniform(0, 2 * math.pi)
            for step in range(12):
                kind = "down" if step == 0 else "up" if step == 11 else "move"
                place = (x + 20 * step * math.cos(turn), y + 20 * step * math.sin(turn))
                painter.handle(Pointer(kind, 1, *place, step / 60))  # type: ignore[arg-type]
            painter.update(1 / 60)

    def megabytes() -> tuple[float, float]:
        return round(held_memory() / 2**20, 1), round(painter.kept_bytes / 2**20, 1)

    scribble(50)
    after_50, kept_50 = megabytes()
    for _ in range(10):
        scribble(45)
        for _ in range(20):
            painter.undo()
    scribble(50)
    after_500, kept_500 = megabytes()
    return {
        "after_50_strokes_mb": after_50,
        "after_500_strokes_200_undos_mb": after_500,
        "kept_after_50_mb": kept_50,
        "kept_after_500_mb": kept_500,
    }
