"""Brushes sound by their kind, and only while a finger moves on the canvas."""

import pygame

from game.paint.brush import shipped_brushes
from game.pointer import Pointer
from game.scenes.brush_sound import BrushSound, family_of
from game.ui.sound import Name, Sounds, Stroke, silent

CANVAS = pygame.Rect(100, 0, 200, 100)


class Heard(Sounds):
    """Writes down what would be heard."""

    def __init__(self) -> None:
        super().__init__(silent()._settings)
        self.played: list[str] = []
        self.strokes: list[tuple[Stroke | None, float]] = []

    def play(self, name: Name, pan: float = 0.5, loudness: float = 1.0) -> None:
        self.played.append(name)

    def count(self, grade: float, pan: float = 0.5) -> None:
        self.played.append(f"count {int(grade)}")

    def stroke(self, family: Stroke | None, speed: float, pan: float, dt: float) -> None:
        self.strokes.append((family, speed))


def test_the_shipped_brushes_sound_as_what_they_are() -> None:
    families = {brush.name: family_of(brush) for brush in shipped_brushes()[0]}
    assert families["oil"] == families["acrylic"] == "bristle"
    assert families["watercolour"] == families["ink"] == "wet"
    assert families["chalk"] == families["charcoal"] == "dry"
    assert families["pointillist"] == "dab" and families["smudge"] == "rub"


def test_a_finger_on_the_canvas_is_heard_by_its_speed_and_one_beside_it_as_a_press() -> None:
    heard, brush = Heard(), shipped_brushes()[0][0]
    sound = BrushSound(heard, CANVAS, 400)
    sound.hear(Pointer("down", 1, 20, 20, 0.0))
    sound.hear(Pointer("move", 1, 90, 20, 0.0))
    sound.update(brush, 0.1)
    assert heard.played == ["press"] and heard.strokes == [(None, 0.0)]
    sound.hear(Pointer("down", 2, 150, 20, 0.0))
    sound.hear(Pointer("move", 2, 150, 70, 0.1))
    sound.update(brush, 0.1)
    sound.update(brush, 0.1)
    family = family_of(brush)
    assert heard.strokes[1:] == [(family, 5.0), (family, 0.0)]
    sound.hear(Pointer("up", 2, 150, 70, 0.2))
    sound.update(brush, 0.1)
    assert heard.strokes[-1][0] is None
