"""Compares our fast network with Magenta's and with the classic method on pairs that no training saw.

    python -m models.train.fast_table --teacher FILE --pictures DIR --out TABLE.csv --ours fast_network.safetensors

A line for each pair and method goes to the file; the medians, as the card has them, to standard output.
"""

import argparse
import csv
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import torch
from rich.progress import track

from models.classic import Classic
from models.magenta import Magenta
from models.messages import Picture
from models.ours import Ours
from models.pictures import load_picture, save_picture
from models.train.fast_measures import colour, droplets, edges, patches, style_and_content
from models.train.judge import PAIRS, held_out_pairs
from models.train.teacher import load_teacher
from models.vgg import FeatureNetwork, compact_network

MEASURES = ("style", "content", "edges", "patches", "colour", "droplets", "seconds")

Row = dict[str, float]
Method = Callable[[Picture, Picture], Picture]


def make_methods(size: int, weights: Path | None) -> dict[str, Method]:
    """The methods by name; each makes a picture of `size` pixels of a content and a style."""
    threads = os.cpu_count() or 1
    torch.set_num_threads(threads)
    magenta, classic = Magenta(threads), Classic(compact_network())

    def by_classic(content: Picture, style: Picture) -> Picture:
        start = magenta.stylise(content, style, size=size)
        return classic.stylise(content, style, size=size, start=start).picture

    methods: dict[str, Method] = {
        "magenta": lambda content, style: magenta.stylise(content, style, size=size),
        "classic": by_classic,
    }
    if weights is not None:
        ours = Ours(weights)
        methods["ours"] = lambda content, style: ours.stylise(content, style, size=size)
    return methods


def measure(teacher: FeatureNetwork, made: Picture, content: Picture, style: Picture) -> Row:
    """All measures but the seconds."""
    style_loss, content_loss = style_and_content(teacher, made, content, style)
    return {
        "style": style_loss,
        "content": content_loss,
        "edges": edges(made, content),
        "patches": patches(made, style),
        "colour": colour(made, style),
        "droplets": droplets(made, content, style),
    }


def compare(options: argparse.Namespace) -> dict[str, list[Row]]:
    """Write the table; returns all rows by method, in the order of the pairs."""
    teacher, methods = load_teacher(options.teacher), make_methods(options.size, options.ours)
    rows: dict[str, list[Row]] = {name: [] for name in methods}
    with options.out.open("w", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(["content", "style_picture", "method", *MEASURES])
        for number, files in enumerate(track(held_out_pairs(options.pictures, options.pairs), "Comparing")):
            content, style = (load_picture(file) for file in files)
            for name, method in methods.items():
                began = time.perf_counter()
                made = method(content, style)
                seconds = time.perf_counter() - began
                row = {**measure(teacher, made, content, style), "seconds": seconds}
                rows[name].append(row)
                table.writerow([files[0].stem, files[1].stem, name, *[f"{row[key]:.5f}" for key in MEASURES]])
                if options.keep:
                    save_picture(made, options.keep / f"{number:02}_{name}.jpg")
            stream.flush()
    return rows


def summary(rows: dict[str, list[Row]]) -> str:
    """The medians as a Markdown table, then our figures over Magenta's and in how many pairs their sum is lower."""
    lines = ["| method | " + " | ".join(MEASURES) + " |", "|---" * (len(MEASURES) + 1) + "|"]
    medians = {
        name: {key: statistics.median(row[key] for row in made) for key in MEASURES} for name, made in rows.items()
    }
    for name, figures in medians.items():
        lines.append(f"| {name} | " + " | ".join(f"{figures[key]:.4f}" for key in MEASURES) + " |")
    if {"ours", "magenta"} <= set(rows):
        pairs = list(zip(rows["ours"], rows["magenta"], strict=True))
        ratios = [
            statistics.median(ours[key] / theirs[key] for ours, theirs in pairs) if key != "droplets" else float("nan")
            for key in MEASURES
        ]
        lines.append("| ours / magenta, median of pairs | " + " | ".join(f"{ratio:.3f}" for ratio in ratios) + " |")
        # Each loss counts by its share of Magenta's, so that neither outweighs the other by its unit.
        better = sum(o["style"] / t["style"] + o["content"] / t["content"] < 2 for o, t in pairs)
        lines.append(f"\nLower in the sum of style and content: {better} of {len(pairs)} pairs.")
    return "\n".join(lines)


def main() -> None:
    """Read the command line and print the summary."""
    parser = argparse.ArgumentParser(description="Compare our fast network with Magenta's.")
    parser.add_argument("--teacher", type=Path, required=True, help="the teacher's file")
    parser.add_argument("--pictures", type=Path, required=True, help="folder with content/ and style/")
    parser.add_argument("--out", type=Path, required=True, help="the table to write, .csv")
    parser.add_argument("--size", type=int, default=512, help="long side in pixels")
    parser.add_argument("--pairs", type=int, default=PAIRS, help="how many pairs")
    parser.add_argument("--ours", type=Path, help="weights that models.train.fast_network wrote")
    parser.add_argument("--keep", type=Path, help="folder for the pictures, to look at")
    options = parser.parse_args()
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    print(summary(compare(options)))


if __name__ == "__main__":
    main()
