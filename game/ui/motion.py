"""Motion that explains: values that move over time and can be skipped by a touch."""

from collections.abc import Callable

import pytweening

Ease = Callable[[float], float]


class Tween:
    """A value from 0 to 1 over `duration` seconds, after a `delay`, shaped by an ease of pytweening."""

    def __init__(self, duration: float, ease: Ease = pytweening.easeInOutCubic, delay: float = 0.0) -> None:
        """Begin at 0; nothing moves before `advance`."""
        self.duration, self.ease, self.delay = duration, ease, delay
        self.elapsed = 0.0

    def advance(self, dt: float) -> None:
        """Let `dt` seconds pass."""
        self.elapsed = min(self.elapsed + dt, self.delay + self.duration)

    def finish(self) -> None:
        """Jump to the end: the visitor touched the screen and wants to go on."""
        self.elapsed = self.delay + self.duration

    @property
    def done(self) -> bool:
        """Whether the end is reached."""
        return self.elapsed >= self.delay + self.duration

    @property
    def value(self) -> float:
        """The eased value: 0 before the delay is over, 1 at the end; some eases overshoot in between."""
        if self.done:
            return 1.0
        passed = self.elapsed - self.delay
        return float(self.ease(passed / self.duration)) if passed > 0 else 0.0


def approach(value: float, goal: float, dt: float, half_life: float = 0.06) -> float:
    """`value` after `dt` seconds of running towards `goal`, half of the way every `half_life` seconds."""
    rest: float = 0.5 ** (dt / half_life)
    return goal + (value - goal) * rest
