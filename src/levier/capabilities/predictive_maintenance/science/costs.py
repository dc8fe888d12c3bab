"""When to step in at least cost: what a failure costs, against what stepping in costs, along the life still to come.

Age replacement: R. E. Barlow and L. C. Hunter (Operations Research, 1960). For one machine whose condition is known, the
cost still to come is weighed against the mean cost of the policy per unit of time (V. Makis and A. K. S. Jardine, INFOR,
1992): minimise Cf·F(τ) + Cp·S(τ) − g·∫S over τ.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.predictive_maintenance.science.weibull import Weibull

Values = NDArray[np.float64]

_STEPS = 600
_MOST_TILT = 8.0


@dataclass(frozen=True)
class AgeRule:
    """The best age to step in (None: never, failures do not come with age), and costs per unit of time."""

    age: float | None
    rate: float
    rate_failing: float


@dataclass(frozen=True)
class Moment:
    """The best delay from now (``None``: nothing to plan before the end of the curve), and what it costs on average, net of
    what the time gained is worth.
    """

    delay: float | None
    cost: float


def by_age(law: Weibull, preventive: float, failure: float) -> AgeRule:
    """The age of the least mean cost per unit of time for lives of this law."""
    times = np.linspace(0, 4 * law.scale, 4 * _STEPS + 1)[1:]
    alive = law.survival(times)
    lived = _integral(np.concatenate([[0.0], times]), np.concatenate([[1.0], alive]))[1:]
    rates = (preventive * alive + failure * (1 - alive)) / lived
    end = float(failure / lived[-1])
    best = int(np.argmin(rates))
    if law.shape <= 1.0 or rates[best] >= end * 0.999:
        return AgeRule(None, end, end)
    return AgeRule(float(times[best]), float(rates[best]), end)


def by_condition(times: Values, alive: Values, preventive: float, failure: float, rate: float) -> Moment:
    """The best delay along one machine's survival curve; ``times`` starts at 0 where ``alive`` is 1, ``rate``: mean cost of the
    policy per unit of time.
    """
    lived = _integral(times, alive)
    costs = failure * (1 - alive) + preventive * alive - rate * lived
    best = int(np.argmin(costs))
    return Moment(None if best == times.size - 1 else float(times[best]), float(costs[best]))


def tilted(alive: Values, at_horizon: float, risk: float) -> Values:
    """A survival curve made to agree with a risk at the horizon: hazards in one proportion (Cox, 1972), at most 8.

    ``at_horizon``: the curve's own survival there.
    """
    own = -np.log(np.clip(at_horizon, 1e-4, 1 - 1e-6))
    wanted = -np.log(np.clip(1 - risk, 1e-4, 1 - 1e-6))
    return np.asarray(np.clip(alive, 1e-12, 1.0) ** np.clip(wanted / own, 1 / _MOST_TILT, _MOST_TILT))


def quantile(times: Values, alive: Values, share: float) -> float | None:
    """The time by which ``share`` of the lives have ended; None when the curve stops before."""
    ended = np.flatnonzero(1 - alive >= share)
    return float(times[ended[0]]) if ended.size else None


def _integral(times: Values, values: Values) -> Values:
    steps = np.diff(times) * (values[1:] + values[:-1]) / 2
    return np.concatenate([[0.0], np.cumsum(steps)])


__all__ = ["AgeRule", "Moment", "by_age", "by_condition", "quantile", "tilted"]
