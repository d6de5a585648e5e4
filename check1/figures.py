"""Draws the figures of the card, and measures how well pictures are built back from their reductions.

    python -m check1.figures PICTURES        (the folder with content/, style/, style_small/)

The plate shows pictures of the house collection only; the errors are measured on pictures that training never saw.
"""

import argparse
import json
from pathlib import Path

import matplotlib
import numpy as np
import torch
from PIL import Image
from skimage import data

from check1.brushwork import paint
from check1.drawings import loose_strokes
from check1.known import grid_of, make_grid, reduced
from models.autoencoder import SIDE
from models.messages import Picture
from models.pictures import load_picture, resize_picture
from models.scorer import CHECK1, CHECKPOINT
from models.train.autoencoder import Autoencoder
from models.weights import load_weights

COLLECTION = CHECK1.parent / "assets" / "collection" / "style"

DOWNSCALED = 28
"""A picture of 28 x 28 in three colours holds 2352 values, a reduction of 12 x 12 x 16 holds 2304."""

SHOWN = 160
"""Side of one picture on the plate in pixels."""


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


def errors(model: Autoencoder, folder: Path) -> None:
    """Print the root mean squared errors, out of 255, of the clean picture from itself and from a drawing of it."""
    grid = grid_of(folder, "test", 10, 10)
    sums = np.zeros((2, 2))
    for seed, picture in enumerate(grid.pictures.values()):
        clean = resize_picture(picture, SIDE, SIDE).astype(np.float64)
        for row, source in enumerate((picture, loose_strokes(reduced(picture), 150, seed))):
            for column, built in enumerate((rebuilt(model, source), downscaled(source))):
                sums[row, column] += np.square(built - clean).mean() / len(grid.pictures)
    for name, row in zip(("the picture itself", "150 loose strokes"), np.sqrt(sums), strict=True):
        print(f"clean picture from {name}: autoencoder {row[0]:.1f}, downscale {row[1]:.1f} (of 255)")


def plate(model: Autoencoder, path: Path) -> None:
    """Pictures, what the autoencoder makes of them, drawings of them, and what it makes of those."""
    contents = [getattr(data, name)() for name in ("astronaut", "cat", "coffee", "rocket")]
    styles = [load_picture(file) for file in sorted(COLLECTION.glob("*.jpg"))[::4][:2]]
    grid = make_grid([reduced(content) for content in contents], styles)
    rows = []
    for seed, (content, style) in enumerate([(0, 0), (1, 1), (2, 0), (3, 1)]):
        picture = grid.pictures[content, style]
        drawing, loose = paint(reduced(picture, 384), 400, seed), loose_strokes(reduced(picture), 150, seed)
        shown = [picture, rebuilt(model, picture), downscaled(picture)]
        shown += [drawing, rebuilt(model, drawing), loose, rebuilt(model, loose)]
        rows.append(np.hstack([np.pad(resize_picture(p, SHOWN, SHOWN), _EDGE, constant_values=255) for p in shown]))
    Image.fromarray(np.vstack(rows)).save(path, quality=88)


_EDGE = ((3, 3), (3, 3), (0, 0))


def curve(path: Path) -> None:
    """The terms of the loss over the steps."""
    matplotlib.use("Agg")
    from matplotlib import pyplot

    rows = json.loads((CHECK1 / "training.json").read_text())
    figure, axis = pyplot.subplots(figsize=(9, 4.5))
    for name in [name for name in rows[0] if name != "step"]:
        axis.plot([row["step"] for row in rows], [row[name] for row in rows], label=name)
    axis.set_yscale("log")
    axis.set_xlabel("step")
    axis.set_ylabel("term of the loss, as weighed")
    axis.legend(ncols=3, frameon=False)
    figure.tight_layout()
    figure.savefig(path, dpi=100)


def main() -> None:
    """Draw and measure."""
    parser = argparse.ArgumentParser(description="Draw the figures of the card.")
    parser.add_argument("pictures", type=Path)
    torch.set_num_threads(1)
    model = load_autoencoder()
    plate(model, CHECK1 / "reconstructions.jpg")
    curve(CHECK1 / "training.png")
    errors(model, parser.parse_args().pictures)


if __name__ == "__main__":
    main()
