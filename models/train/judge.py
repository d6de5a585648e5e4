"""Judges the classic method on the compact network by its teacher, which the method never sees when it runs.

    python -m models.train.judge --teacher FILE --pictures DIR --out FILE

The same optimiser runs on both networks, on pairs that no training saw; the teacher then measures both pictures. A
table of all pairs goes to the file, the medians of the two ratios to standard output.
"""

import argparse
import csv
import statistics
from pathlib import Path

import torch
from rich.progress import track
from torch import Tensor

from models.classic import Classic
from models.magenta import Magenta
from models.messages import Picture
from models.objective import Losses, Objective, Reader
from models.pictures import load_picture, resize_picture, size_within
from models.train.pictures import picture_files
from models.train.teacher import load_teacher
from models.vgg import FeatureNetwork, compact_network

PAIRS = 40


def held_out_pairs(folder: Path, count: int) -> list[tuple[Path, Path]]:
    """Photographs and paintings set aside, each used once, in the order of their names."""
    contents = picture_files(folder / "content", held_out=True)
    styles = picture_files(folder / "style", held_out=True)
    return list(zip(contents[:count], styles[:count], strict=True))


def losses_seen_by(network: FeatureNetwork, picture: Picture, content: Picture, style: Picture) -> Losses:
    """A finished picture's losses in the eyes of a network, with the style at the size it was aimed at."""
    height, width = picture.shape[:2]
    reader = Reader(network, half=False)
    longest = min(max(height, width), max(style.shape[:2]))
    grams = reader.grams(_tensor(resize_picture(style, *size_within(style, longest))))
    objective = Objective(reader, _tensor(resize_picture(content, width, height)), grams, lambda: None)
    return objective.measure(_tensor(picture))


def _tensor(picture: Picture) -> Tensor:
    return torch.from_numpy(picture).permute(2, 0, 1)[None].float() / 255


def judge(teacher_file: Path, folder: Path, out: Path, size: int, count: int) -> tuple[float, float]:
    """Write the table; returns the medians of the ratios of style loss and of content loss."""
    teacher = load_teacher(teacher_file)
    ours, theirs, fast = Classic(compact_network()), Classic(teacher), Magenta()
    ratios = []
    with out.open("w", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(["content", "style", "style_ours", "style_teacher", "content_ours", "content_teacher"])
        for content_file, style_file in track(held_out_pairs(folder, count), "Judging"):
            content, style = load_picture(content_file), load_picture(style_file)
            start = fast.stylise(content, style, size=size)
            seen = [
                losses_seen_by(teacher, method.stylise(content, style, size=size, start=start).picture, content, style)
                for method in (ours, theirs)
            ]
            figures = [seen[0].style, seen[1].style, seen[0].content, seen[1].content]
            table.writerow([content_file.stem, style_file.stem, *[f"{figure:.5f}" for figure in figures]])
            stream.flush()
            ratios.append((seen[0].style / seen[1].style, seen[0].content / seen[1].content))
    return statistics.median(style for style, _ in ratios), statistics.median(content for _, content in ratios)


def main() -> None:
    """Read the command line and print the medians."""
    parser = argparse.ArgumentParser(description="Judge the classic method by the compact network's teacher.")
    parser.add_argument("--teacher", type=Path, required=True, help="the teacher's file")
    parser.add_argument("--pictures", type=Path, required=True, help="folder with content/ and style/")
    parser.add_argument("--out", type=Path, required=True, help="the table to write, .csv")
    parser.add_argument("--size", type=int, default=512, help="long side in pixels")
    parser.add_argument("--pairs", type=int, default=PAIRS, help="how many pairs")
    options = parser.parse_args()
    style, content = judge(options.teacher, options.pictures, options.out, options.size, options.pairs)
    print(f"medians over {options.pairs} pairs: style loss {style:.3f} x, content loss {content:.3f} x the teacher's")


if __name__ == "__main__":
    main()
