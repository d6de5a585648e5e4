"""How the demo paints: as a visitor would who blocks in the large shapes first and then the smaller ones."""

from collections.abc import Iterator

import numpy as np
import pygame
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import gaussian_filter
from skimage.color import rgb2lab

from game.scenes.draw import Draw
from models.messages import Picture
from models.pictures import resize_picture

FINGER = 7

Events = list[pygame.event.Event]

# Brush and size (by their places), distance of strokes and their length in canvas heights, share of the canvas that is
# painted: acrylic to block in, gouache for the shapes, oil and a little gouache for what is fine.
LAYERS = (
    (3, 2, 0.085, 0.16, 1.0),
    (5, 1, 0.050, 0.10, 0.7),
    (0, 1, 0.050, 0.12, 0.5),
    (5, 0, 0.026, 0.040, 0.34),
)


class Sketch:
    """Strokes that follow the shapes of the content in the colours of the style, as events to post."""

    def __init__(self, content: Picture, scene: Draw) -> None:
        """Look at the content; `scene` is the draw scene as it stands."""
        self._scene = scene
        self._canvas = scene.easel.rect
        height = 240
        width = round(height * self._canvas.width / self._canvas.height)
        small = np.asarray(Image.fromarray(resize_picture(content, width, height)))
        self._lab = gaussian_filter(rgb2lab(small / 255), (1.6, 1.6, 0))
        self._chance = np.random.default_rng(5)
        tiles = np.array([scene.toolbox.palette], dtype=np.float64) / 255
        self._palette = rgb2lab(tiles)[0]

    def paths(self) -> Iterator[Events]:
        """One list of events for each thing the painter does: take a brush, a colour, make a stroke."""
        for brush, size, apart, length, share in LAYERS:
            yield self._press(self._scene.toolbox.brushes[brush].rect)
            yield self._press(self._scene.toolbox.sizes[size].rect)
            yield from self._layer(apart, length, share)

    def _layer(self, apart: float, length: float, share: float) -> Iterator[Events]:
        """All strokes of a layer, colour by colour; finer layers only where there is something fine."""
        places = self._places(apart, share)
        wanted = self._lab[places[:, 0], places[:, 1]]
        # The palette's own spread of light and dark is used in full, as the machines use it.
        stretched = wanted.copy()
        stretched[:, 0] = np.interp(wanted[:, 0], _range(self._lab[..., 0]), _range(self._palette[:, 0]))
        nearest = np.linalg.norm((stretched[:, None] - self._palette[None]) * (1.0, 0.8, 0.8), axis=2).argmin(axis=1)
        for colour in self._chance.permutation(len(self._palette)):
            mine = places[nearest == colour]
            if len(mine):
                yield self._press(self._scene.toolbox.colours[colour].rect)
                for place in mine:
                    yield self._stroke(place, length)

    def _places(self, apart: float, share: float) -> NDArray[np.int64]:
        """Where strokes go: everywhere, or on that share of the canvas where most is to be seen."""
        height, width = self._lab.shape[:2]
        step = apart * height
        rows, columns = np.meshgrid(np.arange(step / 2, height, step), np.arange(step / 2, width, step), indexing="ij")
        places = np.stack([rows.ravel(), columns.ravel()], axis=1)
        places += self._chance.uniform(-0.3, 0.3, places.shape) * step
        kept: NDArray[np.int64] = places.round().astype(np.int64).clip(0, (height - 1, width - 1))
        fine = gaussian_filter(np.hypot(*np.gradient(self._lab[..., 0])), 3)
        chosen: NDArray[np.int64] = kept[fine[kept[:, 0], kept[:, 1]] >= np.quantile(fine, 1 - share)]
        return chosen

    def _stroke(self, place: NDArray[np.int64], length: float) -> Events:
        """A stroke along the edge that runs through a place, bending with it."""
        height, width = self._lab.shape[:2]
        down, across = np.gradient(gaussian_filter(self._lab[..., 0], 2))
        points, at = [], place.astype(float)
        way = np.zeros(2)
        for _ in range(7):
            row, column = at.round().astype(int).clip(0, (height - 1, width - 1))
            tangent = np.array([-across[row, column], down[row, column]])
            if np.hypot(*tangent) < 0.15:
                tangent = np.array([0.25, 1.0])
            tangent /= np.hypot(*tangent)
            if tangent @ way < 0:
                tangent = -tangent
            way = tangent if not way.any() else 0.6 * way + 0.4 * tangent
            points.append(at)
            at = at + way * length * height / 6
        scale = self._canvas.height / height
        middle = np.mean(points, axis=0) - place
        spots = [(point - middle)[::-1] * scale for point in points]
        return [self._finger(index, len(spots), *spot) for index, spot in enumerate(spots)]

    def _finger(self, index: int, count: int, x: float, y: float) -> pygame.event.Event:
        kind = pygame.FINGERDOWN if index == 0 else pygame.FINGERUP if index == count - 1 else pygame.FINGERMOTION
        window = self._scene.stage.size
        canvas = self._canvas
        left = min(max(x, 2), canvas.width - 3) + canvas.left
        top = min(max(y, 2), canvas.height - 3) + canvas.top
        return pygame.event.Event(
            kind, touch_id=1, finger_id=FINGER, x=left / window[0], y=top / window[1], dx=0.0, dy=0.0, pressure=0.0
        )

    def _press(self, rect: pygame.Rect) -> Events:
        x, y = rect.center[0] / self._scene.stage.size[0], rect.center[1] / self._scene.stage.size[1]
        return [
            pygame.event.Event(kind, touch_id=1, finger_id=FINGER, x=x, y=y, dx=0.0, dy=0.0, pressure=0.0)
            for kind in (pygame.FINGERDOWN, pygame.FINGERUP)
        ]


def _range(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Darkest and lightest without outliers."""
    ends: NDArray[np.float64] = np.quantile(values, (0.02, 0.98))
    return ends
