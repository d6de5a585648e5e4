"""The map of agreement as it is laid over a picture."""

import numpy as np
import pygame
from numpy.typing import NDArray

from game.ui import shapes

VEIL = 0.86
"""How dark the map makes what differs wholly."""


def veil(agreement: NDArray[np.float32], size: tuple[int, int]) -> pygame.Surface:
    """A dark veil over a picture that lifts where it agrees with the other; `agreement` is 0 to 1, (rows, columns)."""
    small = pygame.Surface(agreement.T.shape, depth=32)
    pygame.surfarray.pixels3d(small)[:] = (agreement.T * 255).astype(np.uint8)[:, :, None]
    seen = pygame.surfarray.array_red(pygame.transform.smoothscale(small, size)).astype(np.float32) / 255
    return shapes.from_alpha((VEIL * (1 - seen)).astype(np.float32), (12, 10, 14))
