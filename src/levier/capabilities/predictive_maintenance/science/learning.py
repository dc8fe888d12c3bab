"""The recipe of learning: features → risk and remaining life → judged on machines left out and on the last failures → kept or not."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.predictive_maintenance.science import remaining as lasting
from levier.capabilities.predictive_maintenance.science import risk as risking
from levier.capabilities.predictive_maintenance.science.judging import (
    Verdict,
    by_age,
    by_age_then,
    decisions,
    judge,
)
from levier.capabilities.predictive_maintenance.science.lives import Observed, lengths
from levier.capabilities.predictive_maintenance.science.remaining import Remaining
from levier.capabilities.predictive_maintenance.science.risk import Risk, Rows
from levier.capabilities.predictive_maintenance.science.weibull import Flags, Values, Weibull, doubts, fit
from levier.capabilities.predictive_maintenance.science.windows import Features, describe

Progress = Callable[[], None]

LEAST_FAILURES = 10
"""Failures preceded by readings under which the condition is not learned."""
_LEAST_LIVES = 8
_LEAST_ROWS = 5
_MOST_ROWS = 15_000
_LAST = 0.7
_LEAST_JUDGED = 5
_MOST_CHECKED = 300
_FEW_MACHINES = 8
_ALWAYS = 0.95
_LIT = 5


@dataclass(frozen=True)
class LifeVerdict:
    """Errors (root mean square, in units of time) of the remaining life on machines left out: ours, the mean life less the
    age, the mean remaining life; ``covered``: true lives inside the 80 % interval.
    """

    rows: int
    lives: int
    error: float
    error_age: float
    error_mean: float
    covered: float


@dataclass(frozen=True)
class Learned:
    """``engine``: "condition" (sensors), "age" (Weibull), "rate" (mean rate), "none" (too few failures)."""

    engine: str
    horizon: float
    cap: float
    law: Weibull | None
    laws: list[Weibull]
    risk: Risk | None
    remaining: Remaining | None
    features: Features | None
    learned_rows: Flags
    verdicts: list[Verdict]
    life: LifeVerdict | None
    telltales: list[str]
    failures: int
    preceded: int
    exposure: float


def learn(observed: Observed, horizon: float, dated: bool, progress: Progress = lambda: None) -> Learned:
    """All that these lives allow. ``dated``: one clock for all machines, so that the past and what came after can be told apart."""
    lived, failed = lengths(observed.lives)
    failures = sum(one.failed for one in observed.lives)
    exposure = float(lived.sum()) if lived.size else 0.0
    law = fit(lived, failed) if lived.size else None
    laws = doubts(lived, failed) if law is not None else []
    follows, known = observed.follows(horizon), observed.known(horizon)
    preceded = int(np.unique(observed.life[follows]).size)
    middle = float(np.median(lived[failed])) if failed.any() else horizon
    cap = max(3 * horizon, 0.6 * middle)
    if preceded < LEAST_FAILURES or (known & ~follows).sum() < 2 * LEAST_FAILURES:
        engine, verdicts = _without_sensors(observed, horizon, law, failures)
        return Learned(engine, horizon, cap, law, laws, None, None, None, known, verdicts, None, [], failures, preceded, exposure)  # fmt: skip
    telltales = [name for name in observed.sensors if _telltale(observed, name)]
    sensors = [name for name in observed.sensors if name not in telltales and _moves(observed, name)]
    features = describe(observed.wide, sensors)
    thin = known & _thinned(known)
    rows = Rows(features.matrix, features.levels, follows, _groups(observed, follows), observed.life)
    risk = risking.learn(rows.at(thin), progress)
    verdicts = [_by_machine(observed, horizon, rows, thin, risk)]
    if dated and (later := _by_time(observed, horizon, rows, thin, progress)) is not None:
        verdicts.append(later)
    remaining, life = _remaining(observed, features, rows.group, cap, thin, progress)
    return Learned(
        verdicts[-1].best, horizon, cap, law, laws, risk, remaining, features, thin, verdicts, life, telltales, failures,
        preceded, exposure,
    )  # fmt: skip


def _without_sensors(
    observed: Observed, horizon: float, law: Weibull | None, failures: int
) -> tuple[str, list[Verdict]]:
    if law is None:
        return "none", []
    rows = observed.known(horizon)
    places = decisions(observed, horizon, rows)
    follows = observed.follows(horizon)
    if not places.size or follows[places].sum() < _LEAST_JUDGED:
        return ("age" if law.shape > 1 else "rate"), []
    held = risking.folds(_groups(observed, follows), follows)
    age, rate = by_age(observed, horizon, held)
    limit = risking.best_threshold(age[places], follows[places])
    verdict = judge("machines", follows[places], age[places], age[places], rate[places], limit)
    return ("rate" if verdict.best == "rate" else "age"), [verdict]


def _groups(observed: Observed, follows: Flags) -> NDArray[np.int64]:
    """Machines, or lives where too few machines ever failed to leave some out."""
    return observed.machine if np.unique(observed.machine[follows]).size >= _FEW_MACHINES else observed.life


def _thinned(known: Flags) -> Flags:
    """At most 15 000 rows to learn from, drawn evenly (fixed seed) so that probabilities stay those of the whole."""
    kept = np.ones(known.size, dtype=bool)
    if known.sum() > _MOST_ROWS:
        kept[:] = False
        kept[np.random.default_rng(3).permutation(np.flatnonzero(known))[:_MOST_ROWS]] = True
    return kept


def _moves(observed: Observed, name: str) -> bool:
    return observed.wide[name].drop_nulls().n_unique() > 1


def _telltale(observed: Observed, name: str) -> bool:
    """A two-valued sensor that lights up only on the last row before a failure: it notes the failure, it does not announce it."""
    values = observed.wide[name].to_numpy().astype(float)
    held = values[np.isfinite(values)]
    if np.unique(held).size != 2:
        return False
    lit = values == held.max()
    if lit.sum() < _LIT or lit.mean() > 0.5:
        return False
    at_end = observed.failed & (observed.remaining <= observed.width)
    return bool(at_end[lit].mean() >= _ALWAYS)


def _by_machine(observed: Observed, horizon: float, rows: Rows, thin: Flags, risk: Risk) -> Verdict:
    """Rows left out in turn, a fold of machines at a time (the very scores that calibrate)."""
    follows = rows.follows[thin]
    held = risking.folds(rows.group[thin], follows)
    whole = []
    for part in held:
        mask = np.zeros(thin.size, dtype=bool)
        mask[np.flatnonzero(thin)[part]] = True
        whole.append(mask)
    age, rate = by_age(observed, horizon, whole)
    places = decisions(observed, horizon, thin)
    ours = np.zeros(thin.size)
    ours[thin] = risk.left_out
    return judge("machines", rows.follows[places], ours[places], age[places], rate[places], risk.threshold)


def _by_time(
    observed: Observed, horizon: float, rows: Rows, thin: Flags, progress: Progress
) -> Verdict | None:
    """The last failures, by what was known before them; None where too few are left on either side."""
    ends = np.array(sorted(one.end for one in observed.lives if one.failed))
    cut = float(np.quantile(ends, _LAST))
    learned = thin & (observed.t + horizon <= cut)
    places = decisions(observed, horizon, thin & (observed.t > cut))
    follows = rows.follows
    before = np.unique(observed.life[learned & follows]).size
    if before < LEAST_FAILURES or follows[places].sum() < _LEAST_JUDGED or follows[learned].all():
        return None
    risk = risking.learn(rows.at(learned), progress)
    age, rate = by_age_then(observed, horizon, learned, cut)
    ours = risk.within(rows.matrix[places])
    return judge("time", follows[places], ours, age[places], rate[places], risk.threshold)


def _remaining(
    observed: Observed,
    features: Features,
    group: NDArray[np.int64],
    cap: float,
    thin: Flags,
    progress: Progress,
) -> tuple[Remaining | None, LifeVerdict | None]:
    """The remaining life, where enough lives with enough rows ended by a failure and it beats the age."""
    usable = thin & (observed.failed | (observed.remaining >= cap))
    ended, counts = np.unique(observed.life[usable & observed.failed], return_counts=True)
    if ended.size < _LEAST_LIVES or np.median(counts) < _LEAST_ROWS:
        return None, None
    left = observed.remaining[usable]
    model = lasting.learn(features.matrix[usable], left, group[usable], cap, progress)
    held = risking.folds(group[usable], np.ones(int(usable.sum()), dtype=bool))
    by_mean, by_lives = np.zeros(left.size), np.zeros(left.size)
    lived = {one.number: one.end - one.start for one in observed.lives if one.failed}
    for part in held:
        kept = [lived[number] for number in np.unique(observed.life[usable][~part]) if number in lived]
        by_mean[part] = model.true[~part].mean()
        mean = float(np.mean(kept)) if kept else cap
        by_lives[part] = np.clip(mean - observed.age[usable][part], 0, cap)
    verdict = LifeVerdict(
        rows=left.size, lives=int(ended.size), error=_rms(model.left_out - model.true), error_age=_rms(by_lives - model.true),
        error_mean=_rms(by_mean - model.true), covered=_covered(model, observed.life[usable]),
    )  # fmt: skip
    return (model if verdict.error < min(verdict.error_age, verdict.error_mean) else None), verdict


def _covered(model: Remaining, life: NDArray[np.int64]) -> float:
    """Share of true lives inside the interval of like rows, those of the same life left out; an answer « as long as we can
    see » has no interval to judge, unless there is no other.
    """
    rows = np.linspace(0, life.size - 1, min(_MOST_CHECKED, life.size)).astype(int)
    held: list[bool] = []
    told: list[bool] = []
    for row in rows:
        others = life != life[row]
        low, high = Remaining(None, model.cap, model.left_out[others], model.true[others]).interval(
            model.left_out[row], left_out=True
        )
        held.append(bool(low - 1e-9 <= model.true[row] <= high + 1e-9))
        told.append(low < model.cap)
    judged = [one for one, kept in zip(held, told, strict=True) if kept] or held
    return sum(judged) / len(judged)


def _rms(errors: Values) -> float:
    return float(np.sqrt(np.mean(errors**2)))


__all__ = ["LEAST_FAILURES", "Learned", "LifeVerdict", "learn"]
