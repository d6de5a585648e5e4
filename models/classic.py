"""The classic method: a picture is changed until its features are the content's and its Gram matrices the style's.

Gatys, Ecker and Bethge 2015, "A Neural Algorithm of Artistic Style" (arXiv 1508.06576). Four things make it quick: it
starts from the fast method's picture, goes from coarse to fine, uses L-BFGS on a loss that is normalised so that one
set of weights serves all pairs, and computes in bfloat16 where the processor is faster with it.
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from models.lbfgs import minimise
from models.messages import Picture
from models.objective import LARGEST_TILE, Losses, Objective, Reader
from models.pictures import resize_picture, size_within
from models.vgg import FeatureNetwork

LARGEST_FIRST = 384
"""What is larger is first made at half the size, and so on down."""

EVALUATIONS_FIRST, EVALUATIONS_NEXT, EVALUATIONS_TILED = 60, 30, 20
"""How often the loss is evaluated at most: at the coarsest size, at finer ones, and where tiles make it dear."""

PATIENCE, IMPROVEMENT = 10, 0.01
"""A size is done when the loss has fallen by less than this share over so many evaluations."""

FIRST_MOVE = 0.01
"""The mean change of a value, in [0, 1], in the first step at each size."""

LARGEST_START = 512
"""The long side, in pixels, that a picture to begin from need not exceed: what is finer comes from the content."""

NOISE = 0.02
"""Noise on the start, so that even areas have something to grow from."""

SMALLEST_SIDE = 32
"""The shortest side, in pixels, that the network can read."""

PREVIEW_EVERY = 3
"""Evaluations between two previews."""

REMEMBERED = 24
"""How many sets of target Gram matrices are kept."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a picture is: `fraction` from 0 to 1, never falling; a preview now and then."""

    fraction: float
    seconds_left: float | None
    preview: Picture | None


@dataclass(frozen=True, slots=True)
class ClassicResult:
    """A finished picture; `start` and `end` are the losses of the first and the last picture at its size."""

    picture: Picture
    seconds: float
    iterations: int
    start: Losses
    end: Losses
    weights: str

    def details(self) -> dict[str, float]:
        """The figures by name."""
        return {
            "iterations": self.iterations,
            "loss_start": self.start.total,
            "loss_end": self.end.total,
            "content_start": self.start.content,
            "content_end": self.end.content,
            "style_start": self.start.style,
            "style_end": self.end.style,
        }


class Classic:
    """The method on one feature network, with a memory for the styles seen last."""

    def __init__(self, network: FeatureNetwork) -> None:
        """Measures for a moment which number format is faster on this machine."""
        self._weights = network.name
        self._reader = Reader(network, half=faster_in_half(network))
        self._grams: OrderedDict[tuple[str, int], list[Tensor]] = OrderedDict()

    def stylise(
        self,
        content: Picture,
        style: Picture,
        *,
        size: int = 512,
        strength: float = 1.0,
        seed: int = 0,
        start: Picture | None = None,
        on_progress: Callable[[Step], None] | None = None,
    ) -> ClassicResult:
        """Paint `content` in the manner of `style`; the long side of the result has `size` pixels.

        `strength` from 0 to 1 moves the Gram matrices aimed at from the content's own to the style's. `start` is the
        picture to begin from, of any size; left out, the content. The same seed gives the same result.
        `on_progress` is called several times in each evaluation of the loss and may raise `Cancelled`.
        """
        began = time.perf_counter()
        width, height = size_within(content, size)
        sizes = _sizes(size)
        finer = [EVALUATIONS_NEXT if s <= LARGEST_TILE else EVALUATIONS_TILED for s in sizes[1:]]
        budgets = [EVALUATIONS_FIRST, *finer]
        clock = _Clock([budget * s * s for budget, s in zip(budgets, sizes, strict=True)], on_progress)
        objectives = [
            Objective(
                self._reader, _to_tensor(content, s), self._aims(content, style, s, size, strength, clock), clock.tick
            )
            for s in sizes
        ]
        first = _to_tensor(content, size)
        if start is not None:
            first = first.lerp(_enlarged(start, first, (height, width), clock.tick), strength)
        losses_before = objectives[-1].measure(first)
        picture = _resized(first, objectives[0].shape, clock.tick)
        picture += NOISE * torch.randn(picture.shape, generator=torch.Generator().manual_seed(seed))
        iterations = 0
        for objective, budget in zip(objectives, budgets, strict=True):
            picture = _finer(picture, first, objective.shape, clock.tick)
            picture, used = _descend(objective, picture, budget, clock)
            iterations += used
        losses_after = objectives[-1].measure(picture.clamp_(0, 1))
        result = _to_picture(picture)[:height, :width]
        clock.finish(result)
        seconds = time.perf_counter() - began
        return ClassicResult(result, seconds, iterations, losses_before, losses_after, self._weights)

    def _aims(
        self, content: Picture, style: Picture, size: int, full: int, strength: float, clock: "_Clock"
    ) -> list[Tensor]:
        """The Gram matrices to reach at one of the sizes on the way to the full one."""
        # A style picture is never enlarged: its brush strokes would blur.
        style_size = max(1, round(min(full, max(style.shape[:2])) * size / full))
        aims = self._remembered(style, style_size, clock)
        if strength == 1:
            return aims
        return [own.lerp(aim, strength) for own, aim in zip(self._remembered(content, size, clock), aims, strict=True)]

    def _remembered(self, picture: Picture, size: int, clock: "_Clock") -> list[Tensor]:
        """The Gram matrices of a picture at a size, computed once."""
        key = hashlib.sha256(picture.tobytes() + repr(picture.shape).encode()).hexdigest(), size
        if key not in self._grams:
            self._grams[key] = self._reader.grams(_to_tensor(picture, size), clock.tick)
        self._grams.move_to_end(key)
        if len(self._grams) > REMEMBERED:
            self._grams.popitem(last=False)
        return self._grams[key]


class _Clock:
    """Knows how much of the planned work is done and tells who asked for the picture."""

    def __init__(self, plan: list[int], on_progress: Callable[[Step], None] | None) -> None:
        """`plan` is the work of each size in any unit."""
        self._plan = plan
        self._tell = on_progress
        self._began = time.perf_counter()
        self._stage = 0
        self._share = 0.0
        self._told = 0.0

    def tick(self, preview: Picture | None = None) -> None:
        """Report where the work stands; whoever listens may raise."""
        if self._tell is None:
            return
        done = (sum(self._plan[: self._stage]) + self._share * sum(self._plan[self._stage : self._stage + 1])) / sum(
            self._plan
        )
        self._told = max(self._told, done)
        left = (time.perf_counter() - self._began) * (1 - self._told) / self._told if self._told > 0 else None
        self._tell(Step(self._told, left, preview))

    def within(self, share: float) -> None:
        """So much of the present size's work is done."""
        self._share = share

    def next_stage(self) -> None:
        """The present size is done."""
        self._stage, self._share = self._stage + 1, 0.0

    def finish(self, picture: Picture) -> None:
        """All is done."""
        if self._tell is not None:
            self._tell(Step(1.0, 0.0, picture))


def _descend(objective: Objective, start: Tensor, budget: int, clock: _Clock) -> tuple[Tensor, int]:
    """Minimise one objective; returns the best picture and the number of evaluations."""
    history: list[float] = []
    best = start
    for flat, loss in minimise(objective.evaluate, start.flatten(), FIRST_MOVE):
        best = flat.view(objective.shape)
        history.append(loss)
        clock.within(len(history) / budget)
        clock.tick(_to_picture(best) if len(history) % PREVIEW_EVERY == 0 else None)
        settled = len(history) > PATIENCE and history[-PATIENCE - 1] - loss < IMPROVEMENT * history[-PATIENCE - 1]
        if settled or len(history) >= budget:
            break
    clock.next_stage()
    return best, len(history)


def _sizes(size: int) -> list[int]:
    """From coarse to fine: each half as large as the next, none above the first larger than 384."""
    sizes = [size]
    while sizes[0] > LARGEST_FIRST:
        sizes.insert(0, -(-sizes[0] // 2))
    return sizes


def _to_tensor(picture: Picture, size: int) -> Tensor:
    """A picture with its long side at `size`, in [0, 1], shape (1, 3, H, W)."""
    return _padded(resize_picture(picture, *size_within(picture, size)))


def _padded(picture: Picture) -> Tensor:
    """A picture as a tensor; what is narrower than the network can read is mirrored below and to the right."""
    missing = [max(0, SMALLEST_SIDE - side) for side in picture.shape[:2]]
    whole = np.pad(picture, ((0, missing[0]), (0, missing[1]), (0, 0)), mode="symmetric")
    return torch.from_numpy(whole).permute(2, 0, 1)[None].float().div_(255)


def _to_picture(picture: Tensor) -> Picture:
    values = picture[0].clamp(0, 1).mul(255).round().to(torch.uint8)
    return np.ascontiguousarray(values.permute(1, 2, 0).numpy())


def _resized(picture: Tensor, shape: torch.Size, tick: Callable[[], None]) -> Tensor:
    """A picture at another size; `tick` is called for each colour, since a large picture takes long."""
    if picture.shape == shape:
        return picture.clone()
    planes = []
    for plane in picture.split(1, 1):
        planes.append(F.interpolate(plane, shape[2:], mode="bicubic", antialias=True, align_corners=False))
        tick()
    return torch.cat(planes, 1)


def _detail(picture: Tensor, coarse: torch.Size, tick: Callable[[], None]) -> Tensor:
    """What a picture has that it would lose at a coarser size."""
    return picture - _resized(_resized(picture, coarse, tick), picture.shape, tick)


def _enlarged(start: Picture, content: Tensor, size: tuple[int, int], tick: Callable[[], None]) -> Tensor:
    """A start at the content's size, height and width before padding; the detail that it lacks is the content's."""
    height, width = size
    whole = _padded(resize_picture(start, width, height))
    if start.shape[0] >= height:
        return whole
    coarse = torch.Size([1, 3, *(max(1, round(side * start.shape[0] / height)) for side in content.shape[2:])])
    return whole + _detail(content, coarse, tick)


def _finer(picture: Tensor, first: Tensor, shape: torch.Size, tick: Callable[[], None]) -> Tensor:
    """Enlarge a picture to the next size, with the fine detail that only the first one has."""
    if picture.shape == shape:
        return picture
    detail = _detail(_resized(first, shape, tick), picture.shape, tick)
    return _resized(picture, shape, tick) + detail


def faster_in_half(network: FeatureNetwork) -> bool:
    """Whether bfloat16 is clearly faster here: a gain where the processor has it, a disaster where it has not."""
    return 1.2 * _seconds(Reader(network, half=True)) < _seconds(Reader(network, half=False))


def _seconds(reader: Reader) -> float:
    """The shortest of a few evaluations, so that a busy moment does not decide."""
    picture = torch.linspace(0, 1, 3 * 192 * 192).view(1, 3, 192, 192)
    objective = Objective(reader, picture, reader.grams(picture), tick=lambda: None)
    times = []
    for _ in range(3):
        began = time.perf_counter()
        objective.evaluate(picture.flatten())
        times.append(time.perf_counter() - began)
    return min(times)
