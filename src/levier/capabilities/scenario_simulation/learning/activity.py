"""What a usual month to come looks like, and how far real months stray from it.

Sales of a month = level (mean of the last year) × season, the season being shrunk towards 1 when few years are known (one year: half
of it; n years: n / (n + 1), the weight of a mean of n draws beside a prior worth one). Costs that do not follow
activity stay at their level; payroll at that of the last quarter. Spread: residuals of the company's own months, drawn again
(bootstrap), and an error on the level itself.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from levier.capabilities.scenario_simulation.books.drivers import Drivers, Values
from levier.capabilities.scenario_simulation.rules import rules

_YEAR = 12
_PRIOR_YEARS = 3
_DECILE = 1.2816


@dataclass(frozen=True)
class Expected:
    """Central path of the months to come (arrays of T) and the residuals around it.

    ``noise``: log residuals of monthly sales, centred. ``level_error``: scale of the error on the log level, a Student's t with
    ``freedom`` degrees (None: normal); ``rate_error``: standard deviation of the variable cost rate of a year to come;
    ``service_noise``: residuals of services, centred, in money.
    """

    sales: Values
    rate: float
    payroll: float
    services: float
    other: float
    wear: float
    noise: Values
    level_error: float
    measured: bool
    freedom: float | None
    rate_error: float
    service_noise: Values


def expect(drivers: Drivers, months: tuple[date, ...], activity: float | None = None) -> Expected:
    """``activity``: half-width (0–1) of the 80 % range of the level, as the person gave it; None: measured or assumed by the caller."""
    recent = slice(max(0, drivers.count - _YEAR), None)
    level = float(drivers.sales[recent].mean())
    season, years = _season(drivers)
    weight = 0.0 if years == 0 else 0.5 if years == 1 else years / (years + 1)
    shape = np.array([1 + weight * (season[month.month - 1] - 1) for month in months])
    fitted = np.array([1 + weight * (season[month.month - 1] - 1) for month in drivers.months])
    noise = _residuals(drivers, fitted, weight)
    # What the mean of a year itself owes to the chance of its months.
    chance = float(noise.std() / np.sqrt(max(1, min(_YEAR, drivers.count))))
    years_known, between = _level_error(drivers, chance)
    # The season learned errs too: month by month, hardly over a year, where its indices balance.
    season_error = float(np.sqrt(1 + weight**2 / years)) if years else 1.0
    return Expected(
        sales=level * shape,
        rate=drivers.variable_rate,
        payroll=float(drivers.payroll[-3:].mean()),
        services=float(drivers.services[recent].mean()),
        other=float(drivers.other[recent].mean()),
        wear=float(drivers.wear[recent].mean()),
        noise=noise * season_error,
        level_error=activity / _DECILE if activity is not None else float(np.hypot(between, chance)),
        measured=years_known > 0 and activity is None,
        freedom=None if activity is not None else years_known + _PRIOR_YEARS,
        # The past year's rate errs as much as the next one's will: twice the variance.
        rate_error=_rate_error(drivers) * float(np.sqrt(2)),
        service_noise=drivers.services[recent] - drivers.services[recent].mean(),
    )


def _season(drivers: Drivers) -> tuple[Values, int]:
    """Index of each calendar month (1 = a usual month), and over how many whole years."""
    whole = drivers.count // _YEAR
    if whole == 0:
        return np.ones(_YEAR), 0
    index = np.zeros(_YEAR)
    for back in range(whole):
        end = drivers.count - back * _YEAR
        year = drivers.sales[end - _YEAR : end]
        mean = float(year.mean())
        for month, sold in zip(drivers.months[end - _YEAR : end], year, strict=True):
            index[month.month - 1] += (sold / mean if mean > 0 else 1.0) / whole
    return index, whole


def _residuals(drivers: Drivers, fitted: Values, weight: float) -> Values:
    """Centred log residuals of each month against the mean of the year around it and its season."""
    found = []
    for place in range(drivers.count):
        start = max(0, min(place - _YEAR // 2, drivers.count - _YEAR))
        around = drivers.sales[start : start + _YEAR]
        scale = float(around.mean()) * fitted[place]
        if scale > 0 and drivers.sales[place] > 0:
            found.append(np.log(drivers.sales[place] / scale))
    residuals = np.array(found) if len(found) > 1 else np.zeros(1)
    residuals = np.clip(residuals, -1.5, 1.5)
    # The mean and the season they are measured against were learned from the same months: n / (n − what was learned).
    learned = 1 + (_YEAR - 1) * weight
    grow = np.sqrt(residuals.size / max(residuals.size / 3, residuals.size - learned))
    return np.asarray((residuals - residuals.mean()) * grow)


def _level_error(drivers: Drivers, chance: float) -> tuple[int, float]:
    """How many changes from one year to the next are known, and the scale of the next one, the ``chance`` of both years' months
    taken off (it is drawn apart).

    Few are ever known: their mean square is mixed with the usual range (``data/rules.json``) counted as three years, as a scaled inverse
    χ² prior does, and the change to come follows a Student's t with that many degrees and the years known.
    """
    usual = float(rules()["ranges"]["activity"]) / _DECILE
    ends = range(drivers.count, 2 * _YEAR - 1, -_YEAR)
    sums = [(float(drivers.sales[end - _YEAR : end].sum()), float(drivers.sales[end - 2 * _YEAR : end - _YEAR].sum())) for end in ends]  # fmt: skip
    changes = [np.log(one / before) for one, before in sums if one > 0 < before]
    known = float(np.maximum(np.square(changes) - 2 * chance**2, 0.0).sum()) if changes else 0.0
    mixed = (known + _PRIOR_YEARS * usual**2) / (len(changes) + _PRIOR_YEARS)
    return len(changes), float(np.sqrt(mixed))


def _rate_error(drivers: Drivers) -> float:
    """Standard error of variable costs ÷ sales over the last year (jackknife over months)."""
    sold, spent = drivers.sales[-_YEAR:], drivers.variable[-_YEAR:]
    whole = float(sold.sum())
    rest = whole - sold
    if whole <= 0 or (rest <= 0).any() or not spent.any():
        return 0.0
    without = (spent.sum() - spent) / rest
    count = sold.size
    return float(np.sqrt((count - 1) / count * np.square(without - without.mean()).sum()))


__all__ = ["Expected", "expect"]
