"""A rule judged on the company's own past, beside the usual one: tuned on its first part, measured on the rest."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.stock_replenishment.science.demand import History, Places, Setting, Values
from levier.capabilities.stock_replenishment.science.learning import learn
from levier.capabilities.stock_replenishment.science.rules import FACTORS, RISKS, by_risk, usual
from levier.capabilities.stock_replenishment.science.simulating import Curve, Played, Shop, curve, play

_WEEK = 7
WINDOWS = (8, 13, 26)
"""Weeks of moving average that the usual rule may use: it gets the best of them."""
_ENOUGH_SALES = 30.0
_JUDGED_SHARE = 0.35
_MOST_JUDGED = 26


@dataclass(frozen=True)
class Past:
    """What is replayed. ``history``: by week; ``days``: the same demand by day, (references, weeks × 7);
    ``cover``, ``spread``: mean and variance of the weeks to cover, (references,); ``waits``: (references, weeks), days.
    ``value``: of a unit; ``every``: weeks between two orders.
    """

    history: History
    days: Values
    waits: Places
    cover: Values
    spread: Values
    pack: Values
    least: Values
    every: Places
    value: Values


@dataclass(frozen=True)
class Weeks:
    """Places of weeks in the history: the replay starts at ``start``, tuning ends and judgement starts at ``split``,
    ``end`` is the number of weeks.
    """

    start: int
    split: int
    end: int


@dataclass(frozen=True)
class Judged:
    """``risks``: the risk kept for each reference, (references,). ``served``, ``stock``: ours, on the judged weeks, and
    ``usual_stock``: that of the usual rule at the same share served (nan when it cannot reach it), ``usual_reach``
    its greatest share. Curves: over the judged weeks.
    """

    weeks: Weeks
    setting: Setting
    risks: Values
    served: float
    asked: float
    stock: float
    usual_stock: float
    usual_served: float
    window: int
    ours: Curve
    theirs: Curve
    missed: Values
    promised: float

    def for_all(self, risks: Values) -> "Judged":
        """The same, with the risks of a whole catalogue of which a sample was replayed."""
        return replace(self, risks=risks)


def weeks_of(periods: int) -> Weeks:
    """A first part to learn from, a second to tune on, a last one to judge: at most half a year."""
    judged = min(_MOST_JUDGED, max(6, round(periods * _JUDGED_SHARE)))
    split = periods - judged
    return Weeks(max(8, min(split - 6, split // 2)), split, periods)


def judge(past: Past, service: Values, groups: NDArray[np.str_]) -> Judged:
    """Tune the risk of each group on the first weeks for its ``service``, and measure on the last ones."""
    weeks = weeks_of(past.history.periods)
    horizon = max(1, round(float(np.median(past.cover))))
    setting = learn(past.history, weeks.split, horizon, value=past.value)
    shop = Shop(
        past.days[:, weeks.start * _WEEK :],
        past.waits[:, weeks.start :],
        past.pack,
        past.least,
        past.every,
        _WEEK,
    )
    reviews = np.arange(weeks.start, weeks.end)
    middle = (weeks.split - weeks.start) * _WEEK
    run_in = min(middle // 2, int(np.ceil(np.median(past.cover))) * _WEEK)
    levels = by_risk(past.history, reviews, setting, past.cover, past.spread)
    tuning = play(shop, levels, run_in, middle)
    risks = allowed(tuning, past.value, service, groups)
    chosen = _between(levels, risks)
    last = play(shop, chosen[:, :, None], middle)
    ours = curve(play(shop, levels, middle), RISKS, past.value)
    window, theirs = _best_usual(past, shop, reviews, tuning, run_in, middle)
    asked = float(last.asked @ past.value)
    served = float(past.value @ last.served[:, 0]) / asked if asked > 0 else float("nan")
    same = min(served, theirs.reach) if asked > 0 else float("nan")
    return Judged(
        weeks=weeks,
        setting=setting,
        risks=risks,
        served=served,
        asked=asked,
        stock=float(past.value @ last.stock[:, 0]),
        usual_stock=theirs.stock_at(max(same, float(theirs.served[0])))
        if theirs.served.size
        else float("nan"),
        usual_served=same,
        window=window,
        ours=ours,
        theirs=theirs,
        missed=last.asked - last.served[:, 0],
        promised=float(np.average(service, weights=past.value * (last.asked + 1e-9))),
    )


def allowed(played: Played, value: Values, service: Values, groups: NDArray[np.str_]) -> Values:
    """The risk of each reference: that at which its group was served as asked; a group too small follows the whole."""
    whole = curve(played, RISKS, value)
    risks = np.full(service.size, 0.05)
    for group in np.unique(groups):
        among = groups == group
        target = float(
            np.average(service[among], weights=value[among] * (played.asked[among] + 1e-9) + 1e-12)
        )
        own = curve(played, RISKS, value, among.astype(float))
        enough = (played.asked[among] > 0).sum() >= _ENOUGH_SALES and own.served.size
        found = own if enough else whole
        if found.served.size:
            # Between two risks of the grid, evenly in their logarithm.
            log = Curve(np.log(found.rule), found.served, found.stock)
            risks[among] = np.exp(log.rule_at(target))
    return risks


def _between(levels: Values, risks: Values) -> Values:
    """The levels at each reference's own risk, between the two nearest of the grid and rounded up, (references, reviews)."""
    grid = np.log(RISKS[::-1])
    place = np.clip(np.interp(np.log(risks), grid, np.arange(grid.size)[::-1]), 0, grid.size - 1)
    low = np.floor(place).astype(int)
    high = np.minimum(low + 1, grid.size - 1)
    rows = np.arange(risks.size)
    part = (place - low)[:, None]
    found: Values = np.ceil(levels[rows, :, low] * (1 - part) + levels[rows, :, high] * part - 1e-6)
    return found


def _best_usual(
    past: Past, shop: Shop, reviews: Places, tuning: Played, run_in: int, middle: int
) -> tuple[int, Curve]:
    """The usual rule with the window that held least stock while tuning, at the share most rules reach."""
    best: tuple[float, float, int, Curve] | None = None
    for window in WINDOWS:
        levels = usual(past.history, reviews, past.cover, past.spread, window)
        first = curve(play(shop, levels, run_in, middle), FACTORS, past.value)
        if not first.served.size:
            continue
        share = min(0.95, first.reach)
        kept = (-round(share, 3), first.stock_at(max(share, float(first.served[0]))))
        if best is None or kept < best[:2]:
            best = (*kept, window, curve(play(shop, levels, middle), FACTORS, past.value))
    return (best[2], best[3]) if best else (WINDOWS[0], Curve(np.empty(0), np.empty(0), np.empty(0)))


__all__ = ["WINDOWS", "Judged", "Past", "Weeks", "allowed", "judge", "weeks_of"]
