"""How well pictures are built back from their reductions alone, beside a plain downscale to as many values."""

from collections.abc import Iterator

import numpy as np
import torch

from check1.drawings import loose_strokes
from check1.known import reduced
from models.autoencoder import SIDE
from models.messages import Picture
from models.pictures import resize_picture
from models.scorer import CHECK1, CHECKPOINT
from models.train.autoencoder import Autoencoder
from models.weights import load_weights

DOWNSCALED = 28
"""A picture of 28 x 28 in three colours holds 2352 values, a reduction of 12 x 12 x 16 holds 2304."""


def load_autoencoder() -> Autoencoder:
    """The checkpoint with its decoder."""
    model = Autoencoder()
    model.load_state_dict({name: torch.from_numpy(array) for name, array in load_weights(CHECK1 / CHECKPOINT).items()})
    return model


@torch.inference_mode()
def rebuilt(model: Autoencoder, picture: Picture) -> Picture:
    """A picture built back from its reduction alone: shape (96, 96, 3)."""
    pixels = torch.from_numpy(resize_picture(picture, SIDE, SIDE)).permute(2, 0, 1)[None].float() / 255
    built = model.decoder(model.encoder(pixels))[0].clamp(0, 1).permute(1, 2, 0)
    result: Picture = (built * 255).round().to(torch.uint8).numpy()
    return result


def downscaled(picture: Picture) -> Picture:
    """The plain baseline: reduced to about the same number of values, and enlarged again."""
    small = resize_picture(resize_picture(picture, SIDE, SIDE), DOWNSCALED, DOWNSCALED)
    return resize_picture(small, SIDE, SIDE)


def errors(model: Autoencoder, pictures: list[Picture]) -> Iterator[str]:
    """Root mean squared errors, out of 255, of the clean picture from itself and from a drawing of it."""
    sums = np.zeros((2, 2))
    for seed, picture in enumerate(pictures):
        clean = resize_picture(picture, SIDE, SIDE).astype(np.float64)
        for row, source in enumerate((picture, loose_strokes(reduced(picture), 150, seed))):
            for column, built in enumerate((rebuilt(model, source), downscaled(source))):
                sums[row, column] += np.square(built - clean).mean() / len(pictures)
    yield f"| root mean squared error of {len(pictures)} pictures built back, of 255 | autoencoder | plain downscale |"
    yield "|---|---|---|"
    for name, row in zip(("from the picture itself", "from 150 loose strokes"), np.sqrt(sums), strict=True):
        yield f"| {name} | {row[0]:.1f} | {row[1]:.1f} |"
