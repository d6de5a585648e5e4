"""Draws the plate and the training curve of the card.

    python -m check1.figures

The plate shows scikit-image's photographs in the house collection's styles.
"""

import json
from pathlib import Path

import matplotlib
import numpy as np
import torch
from PIL import Image
from skimage import data

from check1.brushwork import paint
from check1.drawings import loose_strokes
from check1.known import make_grid, reduced
from check1.rebuilding import downscaled, load_autoencoder, rebuilt
from models.pictures import load_picture, resize_picture
from models.scorer import CHECK1
from models.train.autoencoder import Autoencoder

COLLECTION = CHECK1.parent / "assets" / "collection" / "style"

SHOWN = 160
"""Side of one picture on the plate in pixels."""


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
    """The terms of the loss, and the weights of the parts that are learnt with them, over the steps."""
    matplotlib.use("Agg")
    from matplotlib import pyplot

    rows = json.loads((CHECK1 / "training.json").read_text())
    names = [name for name in rows[0] if name not in ("step", "minutes")]
    weights = [name for name in names if name.startswith("weight of")]
    terms = [name for name in names if name not in weights]
    figure, axes = pyplot.subplots(1, 2, figsize=(12, 4.5), width_ratios=(2, 1))
    for axis, shown in zip(axes, (terms, weights), strict=True):
        for name in shown:
            axis.plot([row["step"] for row in rows], [row[name] for row in rows], label=name)
        axis.set_xlabel("step")
        axis.legend(ncols=2, frameon=False)
    axes[0].set_yscale("log")
    axes[0].set_ylabel("term of the loss, as weighed")
    figure.tight_layout()
    figure.savefig(path, dpi=80)


def main() -> None:
    """Draw both."""
    torch.set_num_threads(1)
    plate(load_autoencoder(), CHECK1 / "reconstructions.jpg")
    curve(CHECK1 / "training.png")


if __name__ == "__main__":
    main()
