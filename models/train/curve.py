"""Plots curves of a training of our networks: `python -m models.train.curve OUT.png CURVE.csv ...`."""

import csv
import sys
from pathlib import Path

from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullFormatter

ERROR, LOSS = "relative error on held-out pictures, %", "loss on held-out pictures"

PANELS = {
    "tap": ("Features", ERROR),
    "gram": ("Gram matrices", ERROR),
    "style": ("Balanced style", LOSS),
    "distribution": ("Distributions", LOSS),
    "content": ("Content", LOSS),
    "unrest": ("Unrest of even grounds", LOSS),
    "confusion": ("Confusion of the critic", LOSS),
}
"""A panel for the columns whose names begin so: its title, and what the axis says."""


def plot(out: Path, curves: list[Path]) -> None:
    """Draw the losses or errors on held-out pictures over the processor's time."""
    lines: dict[str, list[tuple[str, list[float], list[float]]]] = {kind: [] for kind in PANELS}
    for curve in curves:
        with curve.open(newline="") as stream:
            rows = list(csv.DictReader(stream))
        minutes = [float(row["seconds"]) / 60 for row in rows]
        for column in rows[0]:
            kind = column.rstrip("12345")
            if kind in PANELS:
                factor = 100 if PANELS[kind][1] == ERROR else 1
                lines[kind].append((column, minutes, [factor * float(row[column]) for row in rows]))
    shown = [kind for kind in PANELS if lines[kind]]
    figure = Figure(figsize=(max(11, 3 * len(shown)), 4.2), layout="constrained")
    for axes, kind in zip(figure.subplots(1, len(shown)), shown, strict=True):
        title, label = PANELS[kind]
        for column, minutes, values in lines[kind]:
            axes.plot(minutes, values, label=column.replace(kind, "conv") + "_1")
        axes.set(title=title, xlabel="minutes of one processor core", yscale="log", ylabel=label)
        axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.yaxis.set_major_formatter("{x:g}")
        axes.yaxis.set_minor_formatter(NullFormatter())
        axes.grid(alpha=0.3)
        if len(lines[kind]) > 1:
            axes.legend()
    figure.savefig(out, dpi=110)


if __name__ == "__main__":
    plot(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
