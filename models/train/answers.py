"""Pictures that a recipe keeps with what networks answered to them, so that they are asked only once."""

from collections.abc import Callable

import torch
from torch import Tensor


class Answers:
    """A store of answers in half precision; the oldest make room for new ones."""

    def __init__(self, ask: Callable[[Tensor], list[Tensor]], capacity: int) -> None:
        """`ask` gives what is to be kept, each of shape (N, ...), for pictures (N, 3, H, W)."""
        self._ask = ask
        self._capacity = capacity
        self._kept: list[Tensor] = []
        self._added = 0

    def __len__(self) -> int:
        return min(self._added, self._capacity)

    @torch.no_grad()
    def add(self, pictures: Tensor) -> None:
        """Ask about some more pictures."""
        parts = self._ask(pictures)
        if not self._kept:
            self._kept = [torch.empty((self._capacity, *part.shape[1:]), dtype=torch.half) for part in parts]
        for number in range(len(pictures)):
            for whole, part in zip(self._kept, parts, strict=True):
                whole[self._added % self._capacity] = part[number]
            self._added += 1

    def sample(self, count: int, generator: torch.Generator) -> list[Tensor]:
        """The answers to `count` random ones of the pictures."""
        chosen = torch.randint(0, len(self), (count,), generator=generator)
        return [part[chosen].float().contiguous(memory_format=torch.channels_last) for part in self._kept]
