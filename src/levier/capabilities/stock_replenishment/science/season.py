"""What the season adds to the pace: how far sales left their recent mean at the same time of past years, as much as it came again.

The change is additive, so that an article that sells at Christmas alone has a season too. How much of it to believe is a
slope learned on the reference's own past days (what came against what the change of the years before announced), drawn
towards that of all references and first of all towards none: a year that was only noise moves nothing.
"""

import numpy as np

from levier.capabilities.stock_replenishment.science.demand import History, Places, Values

_AROUND = 2
"""Periods before and after the days to cover that are looked at in past years: seasons do not come to the week."""
_LIVED = 4
"""Periods lived before a recent mean is one."""
_YEARS = 3
_DOUBT = 10.0
"""Worth of the belief that nothing comes again: the inverse variance of a slope of a third. Set on made catalogues, with
a season and without: without any, it costs half a percent of stock at most.
"""


def shifts(history: History, reviews: Places, cover: Values, smoothing: float) -> Values:
    """What is to be added to the recent mean of a period for the ``cover`` periods (references,) after each review.

    (references, reviews); nil where less than a quarter of a year was seen again. Only what came before a review is looked at.
    """
    count, periods = history.demand.shape
    found = np.zeros((count, len(reviews)))
    year = history.year
    if not year or periods < year + _LIVED:
        return found
    ahead = np.clip(np.round(cover), 1, year // 2).astype(np.int64)
    recent, lived = _recent(history, smoothing)
    change = _mean(history, ahead, _AROUND) - recent
    announced = _announced(change, lived, year)
    came = _mean(history, ahead, 0) - recent
    product, square = (
        np.pad(np.cumsum(one, axis=1), ((0, 0), (1, 0)))
        for one in (announced[:, :-1] * came[:, :-1], announced[:, :-1] ** 2)
    )
    rows = np.arange(count)
    for place, at in enumerate(reviews):
        # A past day teaches once all that it announced has come.
        known = np.maximum(int(at) - ahead + 1, 0)
        crossed, own = product[rows, known], square[rows, known]
        doubt = _DOUBT * np.maximum(history.variance(int(at)), 1e-9)
        alone = np.clip(crossed / (own + doubt), 0.0, 1.0)
        seen = known - history.first > year + year // 4
        all_of_them = float(alone[seen].mean()) if seen.any() else 0.0
        slope = np.clip((crossed + doubt * all_of_them) / (own + doubt), 0.0, 1.0)
        found[:, place] = np.where(seen, slope, 0.0) * announced[:, int(at)]
    return found


def _recent(history: History, smoothing: float) -> tuple[Values, Values]:
    """The exponentially weighted mean before each period, and the periods known then, (references, periods + 1)."""
    count, periods = history.demand.shape
    mean, weight, total = np.zeros((count, periods + 1)), np.zeros(count), np.zeros(count)
    for at in range(periods):
        weight = (1 - smoothing) * weight + history.known[:, at]
        total = (1 - smoothing) * total + history.demand[:, at]
        mean[:, at + 1] = total / np.maximum(weight, 1e-12)
    return mean, np.stack([history.lived(at) for at in range(periods + 1)], axis=1)


def _mean(history: History, ahead: Places, around: int) -> Values:
    """Mean demand from ``around`` periods before each period to as many after the ``ahead`` that follow."""
    count, periods = history.demand.shape
    sums = np.pad(np.cumsum(history.demand, axis=1), ((0, 0), (1, 0)))
    first = np.maximum(np.arange(periods + 1) - around, 0)[None, :]
    last = np.minimum(np.arange(periods + 1)[None, :] + ahead[:, None] + around, periods)
    rows = np.arange(count)[:, None]
    found: Values = (sums[rows, last] - sums[rows, first]) / np.maximum(last - first, 1)
    return found


def _announced(change: Values, lived: Values, year: int) -> Values:
    """The mean change of the same time of the years before, those in which the reference was known."""
    total, years = np.zeros_like(change), np.zeros_like(change)
    for ago in range(year, _YEARS * year + 1, year):
        if ago >= change.shape[1]:
            break
        known = lived[:, :-ago] >= _LIVED
        total[:, ago:] += np.where(known, change[:, :-ago], 0.0)
        years[:, ago:] += known
    announced: Values = total / np.maximum(years, 1.0)
    return announced


__all__ = ["shifts"]
