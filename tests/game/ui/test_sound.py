"""Sound: heard where there is a device, silent where there is none or it is lost, panned and as loud as wanted."""

import math
import wave
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
import pygame
import pytest

from assets.sounds import make
from game.settings import Settings
from game.ui.sound import PATIENCE, Sounds

FOLDER = Path(str(files("assets") / "sounds"))


class Room:
    """Sounds with settings and a clock that the test changes."""

    def __init__(self) -> None:
        self.settings, self.now = Settings(), 0.0
        self.sounds = Sounds(lambda: self.settings, lambda: self.now)

    def busy(self) -> int:
        return sum(pygame.mixer.Channel(number).get_busy() for number in range(16))


@pytest.fixture
def room() -> Iterator[Room]:
    room = Room()
    room.sounds.open()
    yield room
    room.sounds.close()


def test_what_happens_is_heard(room: Room) -> None:
    assert room.sounds.audible and room.busy() == 0
    room.sounds.play("card")
    room.sounds.count(7.4)
    assert room.busy() == 2


@pytest.mark.parametrize("settings", [Settings(mute=True), Settings(volume=0)])
def test_muted_nothing_is_heard_and_unmuted_it_is_heard_again(room: Room, settings: Settings) -> None:
    room.settings = settings
    room.sounds.play("card")
    room.sounds.stroke("dry", 1.0, 0.5, 0.1)
    assert room.busy() == 0 and not room.sounds.audible
    room.settings = Settings()
    room.sounds.play("card")
    assert room.busy() == 1


def test_a_sound_comes_from_where_it_happens_and_in_mono_from_both_sides(room: Room) -> None:
    left, right = room.sounds._sides(0.0, 1.0)
    assert left == pytest.approx(room.settings.volume) and 0 < right < left
    assert room.sounds._sides(1.0, 1.0) == (right, left)
    room.settings = Settings(mono=True, volume=0.3)
    assert room.sounds._sides(0.0, 1.0) == pytest.approx((0.3, 0.3))


def test_a_stroke_is_heard_as_long_as_the_brush_is_down_and_the_louder_the_faster(room: Room) -> None:
    loudness = []
    for speed in (0.05, 0.4, 1.2):
        for _ in range(20):
            room.sounds.stroke("bristle", speed, 0.5, 0.05)
        loudness.append(room.sounds._stroke_loudness)
    assert loudness == sorted(set(loudness)) and room.busy() == 1
    for _ in range(20):
        room.sounds.stroke(None, 0.0, 0.5, 0.05)
    assert room.busy() == 0


def test_without_a_device_the_exhibit_is_silent(monkeypatch: pytest.MonkeyPatch, room: Room) -> None:
    room.sounds.close()

    def refuse(*arguments: int) -> None:
        raise pygame.error("no device")

    with monkeypatch.context() as patch:
        patch.setattr(pygame.mixer, "init", refuse)
        room.sounds.open()
        room.sounds.play("fanfare")
        room.sounds.stroke("wet", 1.0, 0.5, 0.1)
        assert not room.sounds.audible
    room.sounds.device_changed(removed=False)
    assert not room.sounds.audible
    room.now += PATIENCE
    room.sounds.device_changed(removed=False)
    assert room.sounds.audible


def test_a_device_that_is_lost_later_never_ends_the_game(room: Room) -> None:
    room.sounds.play("fanfare")
    room.sounds.stroke("wet", 1.0, 0.5, 0.1)
    pygame.mixer.quit()
    for _ in range(3):
        room.sounds.play("card")
        room.sounds.stroke("wet", 1.0, 0.5, 0.1)
        room.sounds.count(3)
    assert not room.sounds.audible
    room.now += PATIENCE
    room.sounds.device_changed(removed=True)
    room.sounds.play("card")
    assert room.busy() == 1


def test_every_sound_is_what_the_script_makes_and_none_clips(tmp_path: Path) -> None:
    make.main(tmp_path)
    kept = sorted(file.name for file in FOLDER.glob("*.wav"))
    assert kept == sorted(file.name for file in tmp_path.glob("*.wav"))
    assert sum(file.stat().st_size for file in FOLDER.glob("*.wav")) < 1_000_000
    for name in kept:
        ours, fresh = samples(FOLDER / name), samples(tmp_path / name)
        assert np.abs(ours - fresh).max() < 1e-3, name
        assert 0.1 < np.abs(ours).max() < 0.9 and abs(ours.mean()) < 0.01, name


def test_a_stroke_goes_round_without_a_click() -> None:
    for file in FOLDER.glob("stroke_*.wav"):
        sound = samples(file)
        seam = abs(sound[0] - sound[-1])
        assert seam <= np.abs(np.diff(sound)).max(), file.name


def test_a_grade_counts_up_in_rising_tones() -> None:
    pitches = [np.abs(np.fft.rfft(samples(FOLDER / f"count_{step}.wav"))).argmax() for step in range(11)]
    assert pitches == sorted(set(pitches)) and all(math.isfinite(pitch) for pitch in pitches)


def samples(file: Path) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """A sound's samples from -1 to 1."""
    with wave.open(str(file)) as opened:
        return np.frombuffer(opened.readframes(opened.getnframes()), "<i2").astype(np.float64) / 32768
