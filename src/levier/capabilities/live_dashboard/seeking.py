"""The breaks of the figures of a board: sought by week, or by month when there are too many or too few weeks."""

from datetime import date
from typing import Any, Literal

from levier.capabilities.live_dashboard.science.spans import whole_periods
from levier.capabilities.live_dashboard.shapes import BreakFound, Figure
from levier.core.capability import Answered
from levier.core.measures import MeasureQuery

MOST_WEEKS = 260
_HOLES = 0.05
_FEW = 12
"""Counts of a few units (customers, failures) are too far from what the limits were simulated on."""


def seek_grain(begun: date, last: date, today: date) -> Literal["week", "month"] | None:
    """The length of periods in which breaks are sought: weeks for two to five years of data, else months; None below two years."""
    weeks = whole_periods("week", begun, last, today)
    if weeks is not None and 104 <= (weeks.days // 7) <= MOST_WEEKS:
        return "week"
    months = whole_periods("month", begun, last, today)
    if (
        months is not None
        and (months.end.year - months.start.year) * 12 + months.end.month - months.start.month + 1 >= 24
    ):
        return "month"
    return None


def add_breaks(
    tables: Any,
    base: MeasureQuery,
    figures: list[Figure],
    begun: date,
    last: date,
    today: date,
    series: Answered | None,
) -> None:
    """Write in each figure the breaks of its series, or why none was sought."""
    from levier.capabilities.live_dashboard.science.breaks import find_breaks  # noqa: PLC0415 - loads numpy

    grain = seek_grain(begun, last, today)
    if grain is None:
        for one in figures:
            one.searched = "Moins de deux ans d'historique : une saison ne s'y distingue pas d'une rupture."
        return
    read = series
    if series is None or series.query.dimensions != [grain]:
        whole = whole_periods(grain, begun, last, today)
        asked = base.model_copy(update={"dimensions": [grain], "order": "natural", "period": whole})
        read = tables.query(asked)
    assert read is not None
    for figure in figures:
        place = read.columns.index(figure.measure)
        days = [row[0] for row in read.rows]
        values = _filled([row[place] for row in read.rows])
        if values is None:
            figure.searched = "Trop de périodes sans valeur pour y chercher une rupture."
            continue
        if _few_units(values):
            figure.searched = "Trop peu d'unités par période pour y chercher une rupture."
            continue
        found = find_breaks(values, grain, ratio=figure.unit == "%")
        figure.breaks = [
            BreakFound(
                day=days[one.at], grain=grain, kind=one.kind, size=round(one.size, 4), low=round(one.low, 4),
                high=round(one.high, 4), relative=one.relative,
            )
            for one in found
        ]  # fmt: skip


def _few_units(values: Any) -> bool:
    return bool((values == values.round()).all() and values.max() < _FEW)


def _filled(values: list[Any]) -> Any:
    """The values without their few holes, as an array; None when there are too many."""
    import numpy as np  # noqa: PLC0415 - heavy, and the web process starts without it

    series = np.array([np.nan if one is None else float(one) for one in values])
    holes = np.isnan(series)
    if not len(series) or holes.mean() > _HOLES:
        return None
    if holes.any():
        places = np.arange(len(series))
        series[holes] = np.interp(places[holes], places[~holes], series[~holes])
    return series
