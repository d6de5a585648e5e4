"""Seconds left that can be believed: they run down evenly, faster or slower as need be, and never up."""

HEARD_FOR = 1.0
"""Seconds for which estimates are listened to before one is shown: the first ones are wild."""

SLOWEST, FASTEST = 0.25, 3.0
"""How fast shown seconds may pass, beside real ones."""

CAUTION = 1.1
"""The first figure is by so much longer than the estimate: to be done early is no disappointment."""


class Countdown:
    """What is shown of somebody's estimates."""

    def __init__(self) -> None:
        """Nothing is shown yet."""
        self.seconds: float | None = None
        self._heard = 0.0

    def update(self, estimate: float | None, dt: float) -> None:
        """Let `dt` seconds pass; `estimate` is how many seconds are left as far as is known, None if it is not."""
        if estimate is None:
            return
        self._heard += dt
        if self.seconds is None:
            if self._heard >= HEARD_FOR:
                self.seconds = CAUTION * estimate
            return
        pace = FASTEST if estimate <= 0 else min(FASTEST, max(SLOWEST, self.seconds / estimate))
        self.seconds = max(0.0, self.seconds - pace * dt)
