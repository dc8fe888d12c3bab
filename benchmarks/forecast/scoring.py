"""What one method did over many series and origins."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
LEVELS = (0.8, 0.95)


@dataclass
class Score:
    """Errors of one method, pooled over all the series and origins."""

    error: float = 0.0
    bias: float = 0.0
    sold: float = 0.0
    total_error: float = 0.0
    scaled: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, told: Values, actual: Values, scale: float, seconds: float) -> None:
        self.error += float(np.abs(told - actual).sum())
        self.bias += float((told - actual).sum())
        self.sold += float(actual.sum())
        self.total_error += float(abs(told.sum() - actual.sum()))
        if scale > 0:
            self.scaled.append(float(np.abs(told - actual).mean()) / scale)
        self.seconds += seconds

    def line(self, name: str) -> str:
        return (
            f"| {name} | {self.error / self.sold:.3f} | {self.total_error / self.sold:.3f} "
            f"| {np.mean(self.scaled):.3f} | {self.bias / self.sold:+.3f} | {self.seconds / len(self.scaled) * 1000:.1f} |"
        )


@dataclass
class Inside:
    """How often the truth fell inside the intervals: by period, and for the sum over the horizon."""

    periods: dict[float, list[int]] = field(default_factory=lambda: {level: [0, 0] for level in LEVELS})
    totals: dict[float, list[int]] = field(default_factory=lambda: {level: [0, 0] for level in LEVELS})

    def add(
        self, level: float, actual: Values, bounds: tuple[Values, Values], total: tuple[float, float]
    ) -> None:
        held = (actual >= np.maximum(bounds[0], 0) - 1e-9) & (actual <= bounds[1] + 1e-9)
        self.periods[level][0] += int(held.sum())
        self.periods[level][1] += actual.size
        self.totals[level][0] += int(max(total[0], 0) - 1e-9 <= actual.sum() <= total[1] + 1e-9)
        self.totals[level][1] += 1

    def lines(self) -> list[str]:
        return [
            f"| {level:.0%} | {self.periods[level][0] / self.periods[level][1]:.1%} "
            f"| {self.totals[level][0] / self.totals[level][1]:.1%} |"
            for level in LEVELS
        ]
