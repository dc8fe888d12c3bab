"""What an estimator gives: a figure, its interval, and how it was found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Effect:
    """The change that came with the pilot, in the unit of the series (a ratio for proportions).

    ``low``, ``high``: the interval at ``level``; ``without``: what would have been without it (counterfactual mean);
    ``before``, ``during``: numbers of points; ``surprise``: two-sided probability of a change at least so strong were there
    none; ``memory``: mean ρ of the errors from one period to the next, None where there is none; ``method`` and
    ``cautions``: French.
    """

    estimate: float
    low: float
    high: float
    without: float
    before: int
    during: int
    surprise: float
    method: str
    level: float = 0.95
    memory: float | None = None
    cautions: tuple[str, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0

    @property
    def relative(self) -> float | None:
        """The change as a share of what would have been; None when that is nothing."""
        return self.estimate / abs(self.without) if self.without else None

    def favours(self, direction: str) -> bool:
        """Whether the whole interval lies on the good side (``direction``: "up" or "down")."""
        return self.low > 0 if direction == "up" else self.high < 0

    def harms(self, direction: str) -> bool:
        """Whether the whole interval lies on the bad side."""
        return self.high < 0 if direction == "up" else self.low > 0
