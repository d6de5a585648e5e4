"""What the recipes that learn from a teacher share: their command line, and how weights are written."""

import argparse
from pathlib import Path

from safetensors.torch import save_file
from torch.optim.swa_utils import AveragedModel

from models.weights import write_sums


def recipe_parser(description: str) -> argparse.ArgumentParser:
    """The command line of a recipe."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--teacher", type=Path, required=True, help="the teacher's file")
    parser.add_argument("--pictures", type=Path, required=True, help="folder with content/, style/ and style_small/")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoint, curve and weights")
    parser.add_argument("--minutes", type=float, required=True, help="how long to train")
    return parser


def save_weights(average: AveragedModel, file: Path) -> None:
    """Write the averaged weights as they ship, in half precision, and what they hash to beside them."""
    weights = {name: tensor.half().contiguous() for name, tensor in average.module.state_dict().items()}
    save_file(weights, file)
    write_sums(file.parent, (file.name,))
