"""A velvet curtain before a picture."""

import colorsys

import numpy as np
import pygame

from game.ui.colour import Colour


def curtain(size: tuple[int, int], accent: Colour) -> pygame.Surface:
    """A curtain that covers `size` pixels, in the round's accent, with its folds."""
    width, height = size
    x = np.linspace(0, 1, width, dtype=np.float32)
    folds = 0.5 + 0.3 * np.sin(x * 46 + 1.5 * np.sin(x * 9)) + 0.2 * np.sin(x * 91 + 2)
    fall = np.linspace(1.0, 0.72, height, dtype=np.float32)
    hue, _, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in accent))
    # Velvet is deep: the accent's hue, dark and full. A grey accent gets the theatre's red.
    velvet = np.array(colorsys.hls_to_rgb(hue if saturation > 0.2 else 0.98, 0.36, 0.62), dtype=np.float32) * 255
    tone = (0.26 + 0.74 * np.clip(folds, 0, 1))[:, None] * fall[None, :]
    surface = pygame.Surface(size, depth=32)
    pygame.surfarray.pixels3d(surface)[:] = (tone[:, :, None] * velvet).astype(np.uint8)
    return surface


def draw_curtain(surface: pygame.Surface, cloth: pygame.Surface, window: pygame.Rect, opened: float) -> None:
    """Draw the two halves of a curtain, `opened` (0 to 1) of the way drawn to the sides of its window."""
    half = window.width // 2
    left_shown = round(half * (1 - opened))
    right_shown = round((window.width - half) * (1 - opened))
    surface.blit(cloth, window.topleft, (half - left_shown, 0, left_shown, window.height))
    surface.blit(cloth, (window.right - right_shown, window.top), (half, 0, right_shown, window.height))
