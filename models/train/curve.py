"""Plots the curve of a training of our networks: `python -m models.train.curve CURVE.csv OUT.png`."""

import csv
import sys
from pathlib import Path

from matplotlib.figure import Figure

Row = dict[str, str]

ERROR, LOSS = "relative error on held-out pictures, %", "loss on held-out pictures"

PANELS: dict[str, tuple[str, dict[str, str], float]] = {
    "relu1_1": ("Features", {f"relu{block}_1": f"conv{block}_1" for block in range(1, 6)}, 100),
    "gram1_1": ("Gram matrices", {f"gram{block}_1": f"conv{block}_1" for block in range(1, 6)}, 100),
    "style": ("Balanced style", {"style": "style"}, 1),
    "content": ("Content", {"content": "content"}, 1),
}
"""A panel for each of these columns that a curve has: title, the columns it shows and their names, and the factor."""


def plot(curve: Path, out: Path) -> None:
    """Draw the losses or errors on held-out pictures over the steps."""
    with curve.open(newline="") as stream:
        rows: list[Row] = list(csv.DictReader(stream))
    steps = [int(row["step"]) for row in rows]
    panels = [panel for column, panel in PANELS.items() if column in rows[0]]
    figure = Figure(figsize=(11, 4.2), layout="constrained")
    for axes, (title, columns, factor) in zip(figure.subplots(1, len(panels)), panels, strict=True):
        for column, name in columns.items():
            axes.plot(steps, [factor * float(row[column]) for row in rows], label=name)
        axes.set(title=title, xlabel="steps", yscale="log", ylabel=ERROR if factor == 100 else LOSS)
        axes.grid(alpha=0.3, which="both")
        if len(columns) > 1:
            axes.legend()
    figure.savefig(out, dpi=110)


if __name__ == "__main__":
    plot(Path(sys.argv[1]), Path(sys.argv[2]))
