"""Makes every sound of the exhibit: `python -m assets.sounds.make [FOLDER]`.

Each sound is a sum of a few struck or bowed tones and of filtered noise, mono, 16 bits at 22 050 Hz, so that all of
them together stay well under a megabyte. Tones come from one pentatonic scale: whatever sounds together is in tune.
"""

import sys
import wave
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt, sosfiltfilt

Wave = NDArray[np.float64]

RATE = 22_050
SCALE = tuple(261.63 * 2 ** (step / 12) for step in (0, 2, 4, 7, 9, 12, 14, 16, 19, 21, 24))
"""C major pentatonic from middle C, in Hz."""


def _time(seconds: float) -> Wave:
    return np.arange(round(seconds * RATE)) / RATE


def _fade(sound: Wave, rise: float, fall: float) -> Wave:
    """Let a sound begin and end without a click; `rise` and `fall` in seconds."""
    edge = np.ones(sound.size)
    up, down = max(2, round(rise * RATE)), max(2, round(fall * RATE))
    edge[:up] *= np.sin(np.linspace(0, np.pi / 2, up)) ** 2
    edge[-down:] *= np.cos(np.linspace(0, np.pi / 2, down)) ** 2
    return sound * edge


def struck(pitch: float, seconds: float, decay: float, bright: float = 0.35) -> Wave:
    """A wooden bar or a small bell: partials that die the sooner the higher they are."""
    t = _time(seconds)
    partials = ((1.0, 1.0), (2.0, bright), (3.01, bright**2), (4.2, bright**3))
    tone = sum(part * np.sin(2 * np.pi * pitch * ratio * t) * np.exp(-t * ratio / decay) for ratio, part in partials)
    return _fade(np.asarray(tone), 0.003, seconds * 0.3)


def warm(pitch: float, seconds: float, swell: float) -> Wave:
    """A soft held tone: two voices a little apart, few overtones, that swells and dies away."""
    t = _time(seconds)
    voices = sum(
        np.sin(2 * np.pi * pitch * detune * ratio * t) / ratio**2 for detune in (0.998, 1.002) for ratio in (1, 2, 3)
    )
    return _fade(np.asarray(voices), swell, seconds - swell)


def noise(seconds: float, low: float, high: float, seed: int) -> Wave:
    """Noise between two frequencies in Hz."""
    white = np.random.default_rng(seed).standard_normal(round(seconds * RATE))
    return np.asarray(sosfilt(butter(2, (low, high), "bandpass", fs=RATE, output="sos"), white))


def loop(seconds: float, low: float, high: float, seed: int, texture: float, slow: float) -> Wave:
    """Noise that can be repeated without a seam, roughened by `texture` (0 to 1) with `slow` bumps a second."""
    white = np.random.default_rng(seed).standard_normal(round(seconds * RATE))
    tripled = sosfiltfilt(butter(2, (low, high), "bandpass", fs=RATE, output="sos"), np.tile(white, 3))
    middle = np.asarray(tripled[white.size : 2 * white.size])
    bumps = np.abs(np.random.default_rng(seed + 1).standard_normal(max(4, round(seconds * slow))))
    places = np.arange(white.size) / white.size * bumps.size
    rough = np.interp(places, np.arange(bumps.size + 1), [*bumps, bumps[0]])
    return np.asarray(middle * (1 - texture + texture * rough))


def at(parts: Sequence[tuple[float, Wave]]) -> Wave:
    """Sounds laid over each other, each beginning at its second."""
    total = max(round(start * RATE) + sound.size for start, sound in parts)
    mixed = np.zeros(total)
    for start, sound in parts:
        first = round(start * RATE)
        mixed[first : first + sound.size] += sound
    return mixed


def _card() -> Wave:
    swish = _fade(noise(0.16, 900, 4200, 1), 0.05, 0.1)
    return at([(0.0, 0.7 * swish), (0.1, 0.5 * struck(150, 0.12, 0.03))])


def _tick() -> Wave:
    return at([(0.0, struck(760, 0.06, 0.012)), (0.0, 0.25 * _fade(noise(0.03, 1500, 5000, 2), 0.001, 0.025))])


def _settle() -> Wave:
    knock = struck(98, 0.34, 0.07, 0.5)
    return at([(0.0, knock), (0.0, 0.35 * _fade(noise(0.08, 300, 1800, 3), 0.002, 0.07)), (0.13, 0.35 * knock[:4000])])


def _press() -> Wave:
    return at([(0.0, struck(392, 0.09, 0.02)), (0.0, 0.12 * _fade(noise(0.02, 800, 3000, 4), 0.001, 0.018))])


def _begin() -> Wave:
    return at([(0.09 * step, struck(SCALE[note], 0.7, 0.16)) for step, note in enumerate((0, 3, 5))])


def _curtain() -> Wave:
    cloth = noise(1.3, 220, 1900, 5) * (0.6 + 0.4 * np.sin(2 * np.pi * 5.5 * _time(1.3)))
    return at([(0.0, _fade(cloth, 0.35, 0.7)), (0.0, 0.2 * _fade(noise(1.3, 90, 240, 6), 0.3, 0.8))])


def _light() -> Wave:
    return at([(0.0, 0.5 * struck(120, 0.1, 0.02)), *((0.05, warm(SCALE[note], 1.3, 0.3)) for note in (0, 2, 3))])


def _paint_over() -> Wave:
    sweep = [(0.18 * step, _fade(noise(0.34, 500, 2600, 10 + step), 0.1, 0.2)) for step in range(7)]
    return at([*sweep, *((0.2 * step, 0.25 * struck(SCALE[step], 0.5, 0.12)) for step in range(6))])


def _fanfare() -> Wave:
    run = [(0.13 * step, struck(SCALE[note], 1.2, 0.3, 0.45)) for step, note in enumerate((3, 5, 7, 8, 10))]
    chord = [(0.66, 0.45 * warm(SCALE[note], 1.9, 0.12)) for note in (0, 3, 5, 7)]
    sparkle = [(0.7 + 0.09 * step, 0.3 * struck(SCALE[note], 0.5, 0.1)) for step, note in enumerate((10, 8, 9, 10))]
    return at([*run, *chord, *sparkle])


def _chord() -> Wave:
    return at([(0.07 * step, warm(SCALE[note], 1.4, 0.1)) for step, note in enumerate((0, 2, 3))])


def _countdown() -> Wave:
    return at([(0.0, struck(330, 0.3, 0.08)), (0.0, 0.4 * struck(165, 0.3, 0.1))])


def _count(step: int) -> Callable[[], Wave]:
    return lambda: struck(SCALE[step], 0.26, 0.07)


LOUD: dict[str, tuple[float, Callable[[], Wave]]] = {
    "begin": (0.55, _begin),
    "card": (0.4, _card),
    "chord": (0.45, _chord),
    "countdown": (0.4, _countdown),
    "curtain": (0.4, _curtain),
    "fanfare": (0.7, _fanfare),
    "light": (0.45, _light),
    "paint_over": (0.4, _paint_over),
    "press": (0.3, _press),
    "settle": (0.6, _settle),
    "tick": (0.22, _tick),
    **{f"count_{step}": (0.35, _count(step)) for step in range(11)},
    # The brushes' strokes go round and round while a finger moves.
    "stroke_bristle": (0.3, lambda: loop(0.9, 350, 2400, 20, 0.45, 22)),
    "stroke_dab": (0.35, lambda: loop(0.8, 160, 1100, 30, 0.9, 11)),
    "stroke_dry": (0.28, lambda: loop(0.9, 1200, 5200, 40, 0.7, 60)),
    "stroke_rub": (0.28, lambda: loop(0.9, 250, 1300, 50, 0.3, 14)),
    "stroke_wet": (0.3, lambda: loop(0.9, 180, 900, 60, 0.55, 9)),
}
"""Each sound with its peak, 0 to 1."""


def save(sound: Wave, peak: float, path: Path) -> None:
    """Write a sound as a WAV file; its loudest sample is at `peak`."""
    samples = (sound / np.abs(sound).max() * peak * 32767).round().astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())


def main(folder: Path) -> None:
    """Make them all."""
    for name, (peak, make) in LOUD.items():
        save(make(), peak, folder / f"{name}.wav")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
