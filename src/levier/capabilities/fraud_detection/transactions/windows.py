"""Sums over the past of a customer or a terminal, without any look at the future.

The windows of the fraud detection handbook (Le Borgne, Siblini, Lebichot & Bontempi, *Reproducible Machine Learning for
Credit Card Fraud Detection*, 2022, chapter 3): counts and means over 1, 7 and 30 days, and the share of frauds at a
terminal, seen with the delay it takes to learn that a payment was a fraud.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Seconds = NDArray[np.int64]
DAY = 86_400


class Past:
    """The transactions of each member of ``groups`` (whole numbers ≥ 0) in order of time."""

    def __init__(self, groups: NDArray[np.int64], times: Seconds) -> None:
        self.order = np.lexsort((times, groups))
        self.groups, self.times = groups[self.order], times[self.order]
        self.starts = np.searchsorted(self.groups, self.groups, "left")
        self.back = np.empty(len(times), np.int64)
        self.back[self.order] = np.arange(len(times))
        origin = int(times.min()) if len(times) else 0
        self._scale = (int(times.max()) - origin + 2) if len(times) else 1
        self._origin = origin
        self._keys = self.groups * self._scale + (self.times - origin)

    def sums(self, values: Sequence[Values], days: float, delay: float = 0.0) -> tuple[Values, ...]:
        """How many came in [t − delay − days, t − delay), and the sum of each of ``values`` over them. The transaction
        itself, and those of the same second, are not of its past."""
        high = self._before(delay * DAY)
        low = self._before((delay + days) * DAY)
        counted = [(high - low).astype(np.float64)[self.back]]
        for value in values:
            running = np.concatenate([[0.0], np.cumsum(value[self.order])])
            counted.append((running[high] - running[low])[self.back])
        return tuple(counted)

    def _before(self, seconds: float) -> NDArray[np.int64]:
        when = np.maximum(self.times - self._origin - int(seconds), 0)
        found = np.searchsorted(self._keys, self.groups * self._scale + when, "left")
        return np.maximum(found, self.starts)
