"""What the renderers share: rays of a camera, periodic noise, sky, haze, and the film that turns light into pixels.

Light is linear, about 0 to 1 where it is not glaring; y points up. Rays and places are of shape (count, 3).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import gaussian_filter, map_coordinates

from assets.paintings.tools import smooth

SIZE = (1024, 768)
"""The house's own content pictures: width and height in pixels."""

Field = NDArray[Any]


def vector(*parts: float) -> Field:
    """A vector, or a colour of light."""
    return np.array(parts, dtype=np.float32)


def unit(vectors: Field) -> Field:
    """Vectors of length 1."""
    result: Field = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return result


def dot(first: Field, second: Field) -> Field:
    """Scalar products, shape (count,)."""
    result: Field = np.einsum("...i,...i->...", first, second)
    return result


def length(vectors: Field) -> Field:
    """Lengths, shape (count,)."""
    return np.sqrt(dot(vectors, vectors))


def mix(first: Field, second: Field, share: Field) -> Field:
    """From the first colour (share 0) to the second (1); `share` is of shape (count,)."""
    result: Field = first + (second - first) * share[..., None]
    return result


def look(size: tuple[int, int], eye: Field, target: Field, angle: float) -> Field:
    """The rays of a camera that sees `angle` degrees from top to bottom, one a pixel, row by row."""
    width, height = size
    ahead = unit(target - eye)
    right = unit(np.cross(vector(0, 1, 0), ahead))
    up = np.cross(ahead, right)
    reach = np.tan(np.radians(angle) / 2)
    x = (np.arange(width, dtype=np.float32) + 0.5 - width / 2) / (height / 2) * reach
    y = -(np.arange(height, dtype=np.float32) + 0.5 - height / 2) / (height / 2) * reach
    rays = ahead + x[None, :, None] * right + y[:, None, None] * up
    return unit(rays).reshape(-1, 3).astype(np.float32)


def tile(seed: int, roughness: float, side: int = 1024) -> Field:
    """Noise that repeats, 0 to 1 (mean 0.5, spread 0.16), from a spectrum that falls with frequency ** roughness."""
    chance = np.random.default_rng(seed)
    across, down = np.fft.rfftfreq(side)[None, :] * side, np.fft.fftfreq(side)[:, None] * side
    frequency = np.hypot(across, down)
    frequency[0, 0] = 1
    spectrum = chance.standard_normal(frequency.shape) + 1j * chance.standard_normal(frequency.shape)
    spectrum *= frequency**-roughness * np.exp(-((frequency / (0.35 * side)) ** 2))
    spectrum[0, 0] = 0
    field = np.fft.irfft2(spectrum, (side, side))
    result: Field = (0.5 + 0.16 * field / field.std()).astype(np.float32)
    return result


def sample(texture: Field, x: Field, y: Field) -> Field:
    """A repeating texture at places where it repeats every 1."""
    side = texture.shape[0]
    values: Field = map_coordinates(texture, [y * side % side, x * side % side], order=1, mode="grid-wrap")
    return values.astype(np.float32)


def sky(
    rays: Field, sun: Field, zenith: Field, horizon: Field, glow: Field, clouds: Field | None = None, cover: float = 0.5
) -> Field:
    """The light that comes from each direction: a gradient, the glow round the sun, clouds lit from its side."""
    height = np.clip(rays[:, 1], 0, 1)
    light = mix(horizon, zenith, height**0.45)
    near = np.clip(dot(rays, sun), 0, 1)
    light = light + glow * (0.35 * near[:, None] ** 6 + 0.9 * near[:, None] ** 90)
    light = light + glow * (30 * (near > 0.99955) + 3.0 * near**1600)[:, None]
    if clouds is not None:
        away = 1 / (height + 0.06)
        x, y = rays[:, 0] * away * 0.11, rays[:, 2] * away * 0.11
        thick = sample(clouds, x, y)
        towards = sample(clouds, x + 0.012 * float(sun[0]), y + 0.012 * float(sun[2]))
        cloudy = smooth(thick, 1 - cover - 0.10, 1 - cover + 0.16) * smooth(rays[:, 1], 0.0, 0.10)
        lit = np.clip(0.62 + 4.5 * (thick - towards) - 0.9 * (thick - 0.5), 0.12, 1.3)
        white = 0.75 * horizon + 0.55 * glow * (0.45 + 0.55 * near[:, None] ** 2) + 0.12
        light = mix(light, white * lit[:, None], 0.93 * cloudy)
    return light.astype(np.float32)


def haze(light: Field, air: Field, distance: Field, density: float) -> Field:
    """What lies far away takes the colour of the air."""
    return mix(light, air, 1 - np.exp(-np.clip(distance, 0, 1e6) * density))


def film(light: Field, size: tuple[int, int], out: tuple[int, int], glare: float = 0.06, seed: int = 1) -> Image.Image:
    """Develop a picture: glare round bright places, highlights rolled off, gamma, a little grain."""
    width, height = size
    frame = np.maximum(light.reshape(height, width, 3), 0).astype(np.float64)
    bright = np.minimum(frame, 6)
    halo = sum(gaussian_filter(bright, (part * height, part * height, 0)) for part in (0.006, 0.025, 0.07)) / 3
    frame = 0.62 * (frame * (1 - glare) + halo * glare)
    # Hable's filmic curve in the fit of Narkowicz 2015, "ACES filmic tone mapping curve".
    frame = frame * (2.51 * frame + 0.03) / (frame * (2.43 * frame + 0.59) + 0.14)
    pixels = np.clip(frame, 0, 1) ** (1 / 2.2) * 255
    image = Image.fromarray((pixels + 0.5).astype(np.uint8)).resize(out, Image.Resampling.LANCZOS)
    grain = np.random.default_rng(seed).normal(0, 2.2, (out[1], out[0], 1))
    return Image.fromarray(np.clip(np.asarray(image, dtype=np.float64) + grain, 0, 255).astype(np.uint8))
