"""`python main.py models fetch`: the full VGG-19, for machines that are online."""

import argparse

from rich.console import Console
from rich.progress import Progress

from models.fetch import fetch_full


def fetch(options: argparse.Namespace) -> int:
    """Download and verify torchvision's VGG-19; used by the classic method from then on. Raises `InputError`."""
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("VGG-19", total=1.0)
        path = fetch_full(lambda fraction: bar.update(task, completed=fraction))
    print(f"VGG-19 lies in {path}; the classic method uses it from now on.")
    return 0
