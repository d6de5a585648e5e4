"""Plots the training curve of the compact VGG-19: `python -m models.train.curve CURVE.csv OUT.png`."""

import csv
import sys
from pathlib import Path

from matplotlib.figure import Figure


def plot(curve: Path, out: Path) -> None:
    """Draw the held-out errors of the five taps and of their Gram matrices over the steps."""
    with curve.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    steps = [int(row["step"]) for row in rows]
    figure = Figure(figsize=(11, 4.2), layout="constrained")
    for axes, kind, title in zip(
        figure.subplots(1, 2, sharey=True), ("relu", "gram"), ("Features", "Gram matrices"), strict=True
    ):
        for block in range(1, 6):
            name = f"{kind}{block}_1"
            axes.plot(steps, [100 * float(row[name]) for row in rows], label=f"conv{block}_1")
        axes.set(title=title, xlabel="steps", yscale="log")
        axes.grid(alpha=0.3, which="both")
        axes.legend()
    figure.axes[0].set_ylabel("relative error on held-out pictures, %")
    figure.savefig(out, dpi=110)


if __name__ == "__main__":
    plot(Path(sys.argv[1]), Path(sys.argv[2]))
