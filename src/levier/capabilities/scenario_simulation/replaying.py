"""The model judged on the company's own past: fitted on the first months, replayed on those that followed.

Rolling origins: each replay reads only what was known at its date. Beside it, the trivial forecast: same month of last year when a year is known,
else the mean of the months known; for cash, the last balance with the mean monthly change (or that of the same months last year).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from levier.capabilities.scenario_simulation.books.drivers import Drivers, Values, next_months
from levier.capabilities.scenario_simulation.learning.activity import expect
from levier.capabilities.scenario_simulation.model import Effects, central, simulate
from levier.core.errors import NotEnoughData

_MOST_ORIGINS, _LONGEST = 8, 6
_LEAST_KNOWN = 4


@dataclass(frozen=True)
class Replay:
    """Mean absolute errors a month, ours and the trivial one's. ``months``: months forecast in all, over ``origins`` dates;
    cash errors are None when no balance is known. ``shown``: the last replay, month by month.
    """

    origins: int
    months: int
    horizon: int
    start: date
    end: date
    profit_error: float
    profit_usual: float
    turnover_error: float
    turnover_usual: float
    cash_error: float | None
    cash_usual: float | None
    shown_months: tuple[date, ...]
    shown_profit: Values
    shown_forecast: Values
    shown_usual: Values


def replay(drivers: Drivers, at: Callable[[date], Drivers]) -> Replay | None:
    """``at(month)``: the drivers as they were known at the end of that month. None when no month can be replayed."""
    count = drivers.count
    longest = min(_LONGEST, max(1, count // 3))
    first = max(_LEAST_KNOWN, count - _MOST_ORIGINS - longest + 1, count // 2)
    errors: dict[str, list[Values]] = {key: [] for key in ("profit", "usual", "sales", "sales_usual", "cash", "cash_usual")}  # fmt: skip
    last = None
    origins = 0
    for known in range(first, count):
        try:
            before = at(drivers.months[known - 1])
        except NotEnoughData:
            continue
        if before.count != known:
            continue
        ahead = min(longest, count - known)
        months = next_months(before.months[-1], ahead)
        forecast = _forecast(before, months)
        truth = drivers.profit[known : known + ahead]
        usual = _usual(before.profit, ahead)
        errors["profit"].append(np.abs(forecast[0] - truth))
        errors["usual"].append(np.abs(usual - truth))
        errors["sales"].append(np.abs(forecast[2] - drivers.sales[known : known + ahead]))
        errors["sales_usual"].append(np.abs(_usual(before.sales, ahead) - drivers.sales[known : known + ahead]))  # fmt: skip
        if drivers.balances.size == count and before.balances.size > 1:
            kept = drivers.balances[known : known + ahead]
            errors["cash"].append(np.abs(forecast[1] - kept))
            changes = _usual(np.diff(before.balances), ahead)
            errors["cash_usual"].append(np.abs(before.balances[-1] + np.cumsum(changes) - kept))
        origins += 1
        if ahead == longest:
            last = (months, truth, forecast[0], usual)
    if not origins:
        return None
    mean = {key: float(np.concatenate(found).mean()) for key, found in errors.items() if found}
    shown = last or (months, truth, forecast[0], usual)
    return Replay(
        origins=origins,
        months=int(sum(one.size for one in errors["profit"])),
        horizon=longest,
        start=drivers.months[first],
        end=drivers.months[-1],
        profit_error=mean["profit"],
        profit_usual=mean["usual"],
        turnover_error=mean["sales"],
        turnover_usual=mean["sales_usual"],
        cash_error=mean.get("cash"),
        cash_usual=mean.get("cash_usual"),
        shown_months=shown[0],
        shown_profit=shown[1],
        shown_forecast=shown[2],
        shown_usual=shown[3],
    )


def _forecast(drivers: Drivers, months: tuple[date, ...]) -> tuple[Values, Values, Values]:
    expected = expect(drivers, months)
    standing = drivers.standing
    draws = central(expected, len(months), 0.0, standing.customer_days or 0.0, standing.supplier_days or 0.0)
    made = simulate(drivers, expected, draws, Effects.none(len(months)))
    return made.profit[0], made.cash[0], made.sales[0]


def _usual(past: Values, ahead: int) -> Values:
    """Same month of last year, else the mean of what is known."""
    if past.size >= 12:
        return np.array([past[past.size - 12 + step % 12] for step in range(ahead)])
    return np.full(ahead, float(past.mean()))


__all__ = ["Replay", "replay"]
