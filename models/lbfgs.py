"""Limited-memory BFGS with a backtracking line search, as a generator that its caller stops.

Nocedal and Wright, "Numerical Optimization", 2nd edition: algorithm 7.4 (two-loop recursion) and section 3.1 (Armijo's
condition).
"""

from collections import deque
from collections.abc import Callable, Iterator

import torch
from torch import Tensor

MEMORY = 6
"""How many pairs of steps and changes of gradient are kept, in 16 bits, which is enough: each as large as the point."""

ENOUGH = 1e-4
"""The share of the decrease that the slope promises with which a step is accepted."""

SHORTEST = 1e-3
"""A step that was shortened to this share and still does not descend is given up."""

Evaluate = Callable[[Tensor], tuple[float, Tensor]]
"""Loss and gradient at a flat point."""


def minimise(evaluate: Evaluate, start: Tensor, first_move: float) -> Iterator[tuple[Tensor, float]]:
    """Yield the best point so far and its loss after each evaluation; ends when no direction descends any more.

    `start` is flat; `first_move` is the mean change of a coordinate in the first step. Where the loss is not a number,
    the search goes on from the best point with an empty memory.
    """
    point = start
    loss, gradient = evaluate(point)
    pairs: deque[tuple[Tensor, Tensor, float]] = deque(maxlen=MEMORY)
    while True:
        yield point, loss
        direction, length = _direction(gradient, pairs), 1.0
        slope = float(gradient @ direction)
        if not pairs or not slope < 0:
            pairs.clear()
            direction = -gradient * (first_move / float(gradient.abs().mean().clamp_min(1e-30)))
            slope = float(gradient @ direction)
        if not slope < 0:
            return
        while True:
            candidate = torch.add(point, direction, alpha=length)
            candidate_loss, candidate_gradient = evaluate(candidate)
            # Where rounding hides the promised decrease, an equal loss is no progress.
            if candidate_loss < loss and candidate_loss <= loss + ENOUGH * length * slope:
                break
            length *= _shorter(loss, candidate_loss, slope * length)
            if length < SHORTEST:
                if not pairs:
                    return
                pairs.clear()
                break
            yield point, loss
        if length < SHORTEST:
            continue
        step, change = candidate - point, candidate_gradient - gradient
        step, change = step.bfloat16(), change.bfloat16()
        curvature = _product(step, change)
        if curvature > 1e-8 * _product(change, change):
            pairs.append((step, change, curvature))
        point, loss, gradient = candidate, candidate_loss, candidate_gradient


def _direction(gradient: Tensor, pairs: deque[tuple[Tensor, Tensor, float]]) -> Tensor:
    """The two-loop recursion: minus the inverse Hessian, as far as the pairs tell it, times the gradient."""
    direction = -gradient
    shares = []
    for step, change, curvature in reversed(pairs):
        share = _product(step, direction) / curvature
        direction.sub_(change, alpha=share)
        shares.append(share)
    if pairs:
        _, change, curvature = pairs[-1]
        direction.mul_(curvature / _product(change, change))
    for (step, change, curvature), share in zip(pairs, reversed(shares), strict=True):
        direction.add_(step, alpha=share - _product(change, direction) / curvature)
    return direction


def _product(one: Tensor, other: Tensor) -> float:
    """The inner product, in 32 bits."""
    return float(one.float() @ other.float())


def _shorter(loss: float, candidate: float, slope: float) -> float:
    """By which factor to shorten a step: to the lowest point of the parabola through both, within 0.1 to 0.5."""
    rise = candidate - loss - slope
    # What is not a number or infinite compares as false here and takes the strongest cut.
    return min(0.5, max(0.1, -slope / (2 * rise))) if 0 < rise < float("inf") else 0.1
