"""The rule judged on the past it did not see: what it would have announced, beside the age alone and the mean rate.

A decision is one machine at one moment, moments a horizon apart: each failure counts once. Machines (or lives) judged were
left out of the learning; where failures are dated, the last of them are judged by what was known before.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.predictive_maintenance.science.lives import Observed
from levier.capabilities.predictive_maintenance.science.weibull import Flags, Values, fit

_PARTS = 5


@dataclass(frozen=True)
class Rival:
    """What one way of announcing did: failures ``caught`` among as many ``alerts``, Brier's score, area under the ROC curve."""

    caught: float
    false: float
    brier: float
    auc: float


@dataclass(frozen=True)
class Verdict:
    """``decisions`` judged, of which ``failures`` were followed by one. ``bins``: (announced, observed, decisions) by fifths."""

    way: str
    decisions: int
    failures: int
    ours: Rival
    age: Rival
    rate: Rival
    bins: list[tuple[float, float, int]]

    @property
    def best(self) -> str:
        """ "condition", "age" or "rate": the least Brier's score; the simpler one within 1 %."""
        if self.rate.brier <= min(self.age.brier, self.ours.brier) * 1.01:
            return "rate"
        return "age" if self.age.brier <= self.ours.brier * 1.01 else "condition"


def decisions(observed: Observed, horizon: float, rows: Flags) -> NDArray[np.int64]:
    """Places of the rows at which one decides: in each life, the first row of each horizon counted from its start, so that
    the moments are chosen without knowing the end, and each failure falls after one of them only.
    """
    part = np.floor(observed.age / max(horizon, 1e-9)).astype(np.int64)
    places = np.flatnonzero(rows)
    keys = np.stack([observed.life[places], part[places]], axis=1)
    _, first = np.unique(keys, axis=0, return_index=True)
    return np.sort(places[first])


def judge(way: str, follows: Flags, ours: Values, age: Values, rate: Values, threshold: float) -> Verdict:
    """The three ways side by side on the same decisions; the age and the rate get as many alerts as ours gave."""
    alerts = int((ours >= threshold).sum())
    return Verdict(
        way, follows.size, int(follows.sum()), _rival(ours, follows, alerts), _rival(age, follows, alerts),
        _rival(rate, follows, alerts), bins(ours, follows),
    )  # fmt: skip


def by_age(observed: Observed, horizon: float, held: list[Flags]) -> tuple[Values, Values]:
    """Probability of each row by the age alone (Weibull) and by the mean rate, from the lives of other groups."""
    age, rate = np.zeros(observed.t.size), np.zeros(observed.t.size)
    for part in held:
        out = set(np.unique(observed.life[part]).tolist()) if part.any() else set()
        kept = [one for one in observed.lives if one.number not in out and one.end > one.start]
        lived = np.array([one.end - one.start for one in kept])
        failed = np.array([one.failed for one in kept], dtype=bool)
        known = ~part & observed.known(horizon)
        share = float(observed.follows(horizon)[known].mean()) if known.any() else 0.0
        rate[part] = share
        law = fit(lived, failed) if lived.size else None
        age[part] = law.within(observed.age[part], horizon) if law is not None else share
    return age, rate


def by_age_then(observed: Observed, horizon: float, learned: Flags, cut: float) -> tuple[Values, Values]:
    """The same for all rows, from what was known at the moment ``cut`` (lives going on then are cut there)."""
    before = [one for one in observed.lives if one.start < cut]
    lived = np.array([min(one.end, cut) - one.start for one in before])
    failed = np.array([one.failed and one.end <= cut for one in before], dtype=bool)
    share = float(observed.follows(horizon)[learned].mean())
    law = fit(lived, failed) if lived.size else None
    age = law.within(observed.age, horizon) if law is not None else np.full(observed.t.size, share)
    return age, np.full(observed.t.size, share)


def bins(probabilities: Values, follows: Flags) -> list[tuple[float, float, int]]:
    """Announced and observed shares, by fifths of the decisions ordered by what was announced."""
    order = np.argsort(probabilities, kind="stable")
    return [
        (float(probabilities[part].mean()), float(follows[part].mean()), int(part.size))
        for part in np.array_split(order, _PARTS)
        if part.size
    ]


def auc(probabilities: Values, follows: Flags) -> float:
    """Area under the ROC curve by ranks (Mann and Whitney); 0.5 where it has no sense."""
    if not follows.any() or follows.all():
        return 0.5
    order = np.argsort(probabilities, kind="stable")
    ranked = probabilities[order]
    _, inverse, counts = np.unique(ranked, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    rank = np.empty(follows.size)
    rank[order] = (ends - (counts - 1) / 2)[inverse]
    positive = int(follows.sum())
    return float(
        (rank[follows].sum() - positive * (positive + 1) / 2) / (positive * (follows.size - positive))
    )


def _rival(probabilities: Values, follows: Flags, alerts: int) -> Rival:
    """Equal probabilities share the alerts among them."""
    caught = 0.0
    if alerts:
        limit = np.sort(probabilities)[::-1][alerts - 1]
        above, at = probabilities > limit, probabilities == limit
        caught = float(follows[above].sum() + follows[at].mean() * (alerts - above.sum()))
    brier = float(np.mean((probabilities - follows) ** 2)) if follows.size else 0.0
    return Rival(caught, alerts - caught, brier, auc(probabilities, follows))


__all__ = ["Rival", "Verdict", "auc", "bins", "by_age", "by_age_then", "decisions", "judge"]
