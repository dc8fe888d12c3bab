"""How much one run may take: things, bytes, seconds, bandwidth. Beyond, it stops in good order and the next goes on."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

LARGEST = 50 * 1024 * 1024


class Spent(Exception):
    """The bounds of the run are reached; the message says which, in French."""


class Stopped(Exception):
    """A person pressed « Arrêter »."""


@dataclass
class Budget:
    """Bounds of a run. ``bandwidth`` in bytes a second, 0 for no limit; ``file_bytes``: a bigger file is a fault."""

    items: int = 20_000
    bytes: int = 4 * 1024**3
    seconds: float = 3600.0
    file_bytes: int = LARGEST
    bandwidth: int = 0
    stopped: Callable[[], bool] = lambda: False
    spent_items: int = 0
    spent_bytes: int = 0
    _began: float = field(default_factory=time.monotonic)

    def take(self, size: int) -> None:
        """Count ``size`` bytes received; waits when the bandwidth is bounded. Raises Spent, Stopped."""
        self.spent_bytes += size
        if self.bandwidth:
            due = self._began + self.spent_bytes / self.bandwidth
            while (left := due - time.monotonic()) > 0:
                self.pause(min(left, 0.5))
        self.check()

    def item(self) -> None:
        """Count one thing. Raises Spent, Stopped."""
        self.spent_items += 1
        self.check()

    def check(self) -> None:
        """Raises Spent when a bound is reached, Stopped when a person asked to stop."""
        if self.stopped():
            raise Stopped
        if self.spent_items > self.items:
            raise Spent("le nombre d'éléments par passage est atteint")
        if self.spent_bytes > self.bytes:
            raise Spent("le volume par passage est atteint")
        if time.monotonic() - self._began > self.seconds:
            raise Spent("la durée d'un passage est atteinte")

    def pause(self, seconds: float) -> None:
        """Wait politely, but not longer than a person's stop or the end of the run's time. Raises Spent, Stopped."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.check()
            time.sleep(min(left, 0.25))

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self._began
