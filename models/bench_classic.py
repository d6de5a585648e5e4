"""How long the classic method takes on this machine, beside two well-known recipes measured in the same run.

The recipes run on VGG-19 with random weights, since time does not depend on weights, over a slice of their iterations,
scaled to all of them: Adam at a rate of 0.007, 4,000 iterations at 300 pixels (github.com/AyushExel/Neural-Style-
Transfer); and L-BFGS, 500 evaluations at 512 pixels (Gatys' own, github.com/leongatys/PytorchNeuralStyleTransfer).
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable

import skimage.data
import torch
from torch import Tensor, nn

from models.classic import LARGEST_START, Classic
from models.commands.measure import peak_mb
from models.magenta import Magenta
from models.vgg import WIDTHS_FULL, compact_network

SIZES = (512, 1024, 2048)
"""The sizes that are measured: a visit's, a large one, and for print."""

SLICE = 4
"""Evaluations of a recipe that are timed, after one that is not."""

Figures = dict[str, dict[str, float]]


def measure(threads: int) -> Figures:
    """Seconds, peak of memory and ratios, by what was measured."""
    torch.set_num_threads(threads)
    figures = {f"classic {size}": _in_a_process(size, threads) for size in SIZES}
    adam, lbfgs = _adam_recipe(), _lbfgs_recipe()
    ours = figures["classic 512"]["seconds"]
    figures["classic reference: Adam, 4000 at 300"] = {"seconds": round(adam, 1), "ratio": round(adam / ours, 1)}
    figures["classic reference: L-BFGS, 500 at 512"] = {"seconds": round(lbfgs, 1), "ratio": round(lbfgs / ours, 1)}
    return figures


def _in_a_process(size: int, threads: int) -> dict[str, float]:
    """One size in a process of its own, so that the peak of memory is its own. Raises if that fails."""
    command = [sys.executable, "-m", "models.bench_classic", str(size), str(threads)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def one_picture(size: int, threads: int) -> dict[str, float]:
    """One square picture, the fast method's part included.

    `peak_mb` is the largest memory of the whole process so far, Python, torch and all, in millions of bytes.
    """
    torch.set_num_threads(threads)
    classic, fast = Classic(compact_network()), Magenta(threads)
    content, style = skimage.data.astronaut(), skimage.data.coffee()
    began = time.perf_counter()
    start = fast.stylise(content, style, size=min(size, LARGEST_START))
    result = classic.stylise(content, style, size=size, start=start)
    seconds = time.perf_counter() - began
    return {"seconds": round(seconds, 2), "evaluations": result.iterations, "peak_mb": peak_mb()}


class _PlainVgg(nn.Module):
    """VGG-19 up to conv5_1 as the recipes use it: zero padding, max pooling, 32-bit numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = nn.ModuleList()
        inputs, deep = 3, (1, 2, 2, 4, 4)
        widths = [WIDTHS_FULL[:1], (64, 128), (128, 256), (256, 256, 256, 512), (512, 512, 512, 512)]
        for block, (count, outputs) in enumerate(zip(deep, widths, strict=True)):
            layers: list[nn.Module] = []
            for number in range(count):
                # The pooling stands before the last convolution of a block, the one whose answer is read.
                if block and number == count - 1:
                    layers.append(nn.MaxPool2d(2))
                layers += [nn.Conv2d(inputs, outputs[number], 3, padding=1), nn.ReLU()]
                inputs = outputs[number]
            self.blocks.append(nn.Sequential(*layers))
        self.requires_grad_(False)

    def loss(self, picture: Tensor) -> Tensor:
        """Gram matrices at five layers and features at one, against nothing: the work is the same."""
        total, features = torch.zeros(()), picture
        for block in self.blocks:
            features = block(features)
            flat = features.flatten(2)[0]
            total = total + (flat @ flat.T).square().mean()
        return total + features.square().mean()


def _adam_recipe() -> float:
    picture = torch.rand(1, 3, 300, 300, requires_grad=True)
    optimiser = torch.optim.Adam([picture], lr=0.007)
    network = _PlainVgg()

    def iterate() -> None:
        optimiser.zero_grad()
        network.loss(picture).backward()
        optimiser.step()

    return 4000 * _seconds_each(iterate)


def _lbfgs_recipe() -> float:
    picture = torch.rand(1, 3, 512, 512, requires_grad=True)
    network = _PlainVgg()
    optimiser = torch.optim.LBFGS([picture], max_iter=1)

    def closure() -> float:
        optimiser.zero_grad()
        loss = network.loss(picture)
        loss.backward()
        return loss.item()

    return 500 * _seconds_each(lambda: optimiser.step(closure))


def _seconds_each(iterate: Callable[[], object]) -> float:
    iterate()
    began = time.perf_counter()
    for _ in range(SLICE):
        iterate()
    return (time.perf_counter() - began) / SLICE


if __name__ == "__main__":
    print(json.dumps(one_picture(int(sys.argv[1]), int(sys.argv[2]))))
