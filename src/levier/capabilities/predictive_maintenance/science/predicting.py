"""What comes next for each machine: one survival curve, from which the risk, the remaining life and the best moment are read."""

from dataclasses import dataclass

import numpy as np

from levier.capabilities.predictive_maintenance.science.costs import by_age, by_condition, quantile, tilted
from levier.capabilities.predictive_maintenance.science.drivers import Driver, lifts, told, usual, weights
from levier.capabilities.predictive_maintenance.science.learning import Learned
from levier.capabilities.predictive_maintenance.science.lives import Life, Observed
from levier.capabilities.predictive_maintenance.science.risk import wilson
from levier.capabilities.predictive_maintenance.science.weibull import Values, Weibull

_STEPS = 480
_MOST_EXPLAINED = 400
_LOW, _HIGH = 0.1, 0.9


@dataclass(frozen=True)
class Costs:
    """Of stepping in before a failure, and of a failure, all included; in the currency of the tables."""

    preventive: float
    failure: float


@dataclass(frozen=True)
class Outlook:
    """One machine. Delays and lives are in the unit of the clock, from ``t``. ``last``: far from failing, the remaining life is
    only known to pass it. ``due``: the best delay (None: nothing to plan within ``span``), ``why``: "cost" or "risk";
    ``exposed``: what a failure within the horizon costs on average.
    """

    machine: str
    t: float
    age: float
    risk: float
    low: float
    high: float
    remaining: float | None
    remaining_low: float | None
    remaining_high: float | None
    beyond: bool
    due: float | None
    why: str
    exposed: float | None
    span: float
    drivers: list[Driver]
    alert: bool


@dataclass(frozen=True)
class Fleet:
    """All machines going on, the riskiest first; what weighs most over the fleet; pairs that the learning found."""

    outlooks: list[Outlook]
    weights: list[tuple[str, float]]
    pairs: list[str]


def foresee(observed: Observed, learned: Learned, costs: Costs | None, limit: float) -> Fleet:
    """The outlook of every life going on. ``limit``: risk at which one steps in when costs are unknown."""
    law = learned.law if learned.engine == "age" else None
    law = law or Weibull(1.0, max(learned.exposure, 1e-9) / max(learned.failures, 1))
    rows = {int(observed.life[row]): int(row) for row in np.flatnonzero(observed.current)}
    lives = [one for one in observed.lives if one.now]
    by_sensors = learned.engine == "condition" and learned.risk is not None and learned.features is not None
    known = [one for one in lives if one.number in rows] if by_sensors else []
    risks, low, high, drivers, scales = _by_sensors(observed, learned, [rows[one.number] for one in known])
    found = []
    for place, life in enumerate(known):
        matrix = learned.features.matrix[rows[life.number]] if learned.features else np.zeros(0)
        found.append(_outlook(life, observed.t[rows[life.number]], (risks[place], low[place], high[place]), learned, law, costs, limit, drivers[place], matrix, observed.instant))  # fmt: skip
    if not by_sensors:
        for life in lives:
            t = observed.t[rows[life.number]] if life.number in rows else life.end
            found.append(
                _outlook(
                    life,
                    t,
                    _by_law(learned, law, t - life.start),
                    learned,
                    law,
                    costs,
                    limit,
                    [],
                    None,
                    observed.instant,
                )
            )
    found.sort(key=lambda one: (-one.risk, one.machine))
    pairs = _pairs(learned)
    return Fleet(found, scales, pairs)


def _by_sensors(
    observed: Observed, learned: Learned, rows: list[int]
) -> tuple[Values, Values, Values, list[list[Driver]], list[tuple[str, float]]]:
    if learned.risk is None or learned.features is None or learned.engine != "condition":
        return np.zeros(0), np.zeros(0), np.zeros(0), [], []
    matrix = learned.features.matrix
    follows, known = observed.follows(learned.horizon), observed.known(learned.horizon)
    healthy = usual(matrix[known & ~follows])
    failing = np.flatnonzero(known & follows)
    sample = failing[np.linspace(0, failing.size - 1, min(_MOST_EXPLAINED, failing.size)).astype(int)]
    owners, raised = lifts(learned.risk, learned.features, matrix[sample], healthy)
    scales = weights(owners, raised)
    if not rows:
        return np.zeros(0), np.zeros(0), np.zeros(0), [], scales
    risks = learned.risk.within(matrix[rows])
    if observed.instant:
        # Snapshots of machines going on were learned from: their risk is that given by a model that never saw them.
        risks = _unseen(learned, rows, risks)
    low, high = learned.risk.interval(risks)
    drivers: list[list[Driver]] = [[] for _ in rows]
    worst = np.argsort(-risks, kind="stable")[:_MOST_EXPLAINED]
    owners, raised = lifts(learned.risk, learned.features, matrix[np.array(rows)[worst]], healthy)
    for place, which in enumerate(worst):
        drivers[which] = told(learned.features, owners, raised[place], matrix[rows[which]], healthy)
    return risks, low, high, drivers, scales


def _unseen(learned: Learned, rows: list[int], risks: Values) -> Values:
    place = np.full(learned.learned_rows.size, -1, dtype=np.int64)
    place[learned.learned_rows] = np.arange(int(learned.learned_rows.sum()))
    at = place[np.array(rows)]
    known = learned.risk.left_out if learned.risk is not None else np.zeros(0)
    return np.where(at >= 0, known[np.maximum(at, 0)], risks)


def _by_law(learned: Learned, law: Weibull, age: float) -> tuple[float, float, float]:
    risk = float(law.within(np.array([age]), learned.horizon)[0])
    if learned.engine == "age" and learned.laws:
        others = np.array([float(one.within(np.array([age]), learned.horizon)[0]) for one in learned.laws])
        low, high = np.quantile(others, (_LOW, _HIGH))
        return risk, float(min(low, risk)), float(max(high, risk))
    return risk, *wilson(risk, max(learned.failures, 1))


def _outlook(
    life: Life, t: float, risk: tuple[float, float, float], learned: Learned, law: Weibull, costs: Costs | None, limit: float,
    drivers: list[Driver], row: Values | None, instant: bool,
) -> Outlook:  # fmt: skip
    age, horizon = float(t - life.start), learned.horizon
    alert = (
        risk[0] >= learned.risk.threshold
        if learned.risk is not None and learned.engine == "condition"
        else False
    )
    exposed = risk[0] * costs.failure if costs is not None else None
    if instant:
        return Outlook(
            life.machine,
            float(t),
            age,
            *risk,
            None,
            None,
            None,
            False,
            None,
            "risk",
            exposed,
            0.0,
            drivers,
            bool(alert),
        )
    span = max(learned.cap, 3 * horizon) if learned.engine == "condition" else max(3 * horizon, 2 * law.scale)
    # The horizon is one of the times, so that the curve passes through the risk told.
    times = np.unique(np.concatenate([np.linspace(0, span, _STEPS + 1), [horizon]]))
    forecast = None
    if row is not None and learned.remaining is not None:
        forecast = float(learned.remaining.expected(row[None, :])[0])
        base = learned.remaining.survival(forecast, times)
    else:
        base = law.ahead(age, times)
    alive = tilted(base, float(base[np.searchsorted(times, horizon)]), risk[0])
    alive[0] = 1.0
    middle, low, high = (quantile(times, alive, share) for share in (0.5, _LOW, _HIGH))
    beyond = middle is None
    if forecast is not None and learned.remaining is not None:
        low, high = learned.remaining.interval(forecast)
        middle, beyond = forecast, forecast >= 0.9 * learned.cap
        high = None if high >= 0.999 * learned.cap else high
    due, why = None, "risk"
    if costs is not None:
        why = "cost"
        moment = by_condition(
            times, alive, costs.preventive, costs.failure, by_age(law, costs.preventive, costs.failure).rate
        )
        due = moment.delay
    else:
        due = quantile(times, alive, limit)
    return Outlook(
        life.machine, float(t), age, float(risk[0]), float(risk[1]), float(risk[2]), middle, low, high, beyond, due, why, exposed,
        float(span), drivers, bool(alert),
    )  # fmt: skip


def _pairs(learned: Learned) -> list[str]:
    if learned.risk is None or learned.features is None or learned.engine != "condition":
        return []
    names = [learned.features.owners[place] for place in learned.features.levels]
    return [pair.told(names) for pair in learned.risk.scorer.pairs[:3]]


__all__ = ["Costs", "Fleet", "Outlook", "foresee"]
