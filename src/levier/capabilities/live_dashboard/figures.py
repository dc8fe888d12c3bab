"""Figures of a board: read together, a few questions to the tables for many figures."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

from levier.capabilities.live_dashboard.period_words import spoken
from levier.capabilities.live_dashboard.science.spans import (
    SILENT_DAYS,
    Spans,
    at_dates,
    spans,
    whole_periods,
)
from levier.capabilities.live_dashboard.seeking import add_breaks
from levier.capabilities.live_dashboard.shapes import Figure, Point, Problem, Wanted
from levier.core.capability import Answered, DatasetFacts
from levier.core.errors import LevierError
from levier.core.french.numbers import CURRENCY_SIGNS
from levier.core.measures import MeasureQuery
from levier.core.period import Period

_AT_ONCE = 6
_SHOWN = {"week": 53, "month": 25, "quarter": 13, "year": 8}
_LATE = {"week": 10, "month": 35, "quarter": 100, "year": 370}
STATES = {
    "invoices": {"outstanding", "overdue", "overdue_count", "overdue_share", "payable", "payable_overdue"},
    "messages": {"backlog"},
    "purchases": {"open_orders"},
    "sales": {"retention_rate", "churn_rate"},
}
"""Measures of a dated table that speak of today: a period would only hide a part of them."""


class Tables(Protocol):
    """What is read of the company's tables (``core.capability.TableAccess``)."""

    def facts(self, kind: str, dataset: int | None = None) -> DatasetFacts | None: ...

    def model(self, kind: str) -> Any: ...

    def query(self, query: MeasureQuery) -> Answered: ...


def figures(
    tables: Tables, today: date, wanted: Sequence[Wanted], *, seek_breaks: bool = True
) -> list[Figure | Problem]:
    """One figure (or the reason why there is none) for each thing wanted, in order."""
    found: dict[int, Figure | Problem] = {}
    groups: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(wanted):
        measure = tables.model(one.kind).measures.get(one.measure)
        if measure is None:
            found[place] = Problem(what="Cette mesure n'existe plus", mend="Choisissez-en une autre.")
            continue
        filters = tuple((part.dimension, tuple(part.values), part.exclude) for part in one.filters)
        state = is_state(tables, one)
        shape = (measure.cumulative, "" if state else one.grain, "" if state else one.which, one.until)
        groups[(one.kind, one.dataset, filters, *shape)].append(place)
    for places in groups.values():
        for first in range(0, len(places), _AT_ONCE):
            part = places[first : first + _AT_ONCE]
            found |= dict(
                zip(
                    part,
                    _together(tables, today, [wanted[place] for place in part], seek_breaks),
                    strict=True,
                )
            )
    return [found[place] for place in range(len(wanted))]


def is_state(tables: Tables, wanted: Wanted) -> bool:
    """Whether the measure speaks of the present rather than of a period."""
    model = tables.model(wanted.kind)
    return bool(not model.day or model.reference or wanted.measure in STATES.get(wanted.kind, set()))


def _together(tables: Tables, today: date, wanted: list[Wanted], seek: bool) -> list[Figure | Problem]:
    """Several measures of one kind, one period and one set of filters; alone each when one of them cannot be given."""
    try:
        return list(_read(tables, today, wanted, seek))
    except LevierError as error:
        if len(wanted) > 1:
            return [one for each in wanted for one in _together(tables, today, [each], seek)]
        return [Problem(what=error.what, mend=error.mend)]


def _read(tables: Tables, today: date, wanted: list[Wanted], seek: bool) -> Iterable[Figure]:
    first = wanted[0]
    model, facts = tables.model(first.kind), tables.facts(first.kind, first.dataset)
    base = MeasureQuery(
        kind=first.kind,
        measures=[one.measure for one in wanted],
        dataset=first.dataset,
        filters=list(first.filters),
        today=today,
    )
    last = facts.last_day if facts is not None else None
    if is_state(tables, first) or last is None:
        return [_made(tables, one, tables.query(base), state=True) for one in wanted]
    last = min(last, first.until or last)
    there = spans(first.grain, last, today, first.which)
    begun = facts.first_day or last if facts is not None else last
    snapshot = bool(model.snapshot)
    if snapshot or model.measure(first.measure).cumulative:
        there = at_dates(there)
    now = _over(tables, base, there.current, begun, snapshot)
    before, earlier = (
        _over(tables, base, period, begun, snapshot) if covered(period, begun, there.dates) else None
        for period in (there.previous, there.last_year)
    )
    series = _series(tables, base, first.grain, begun, last, today)
    made = [_dated(_made(tables, one, now), there, before, earlier, series, begun, today) for one in wanted]
    if seek:
        add_breaks(tables, base, made, begun, last, today, series)
    return made


def covered(period: Period, begun: date, snapshot: bool = False) -> bool:
    """Whether the data, which begin on that day, cover a period (a state is known as soon as it was once written)."""
    return period.end >= begun if snapshot else (begun - period.start).days <= SILENT_DAYS


def _over(tables: Tables, base: MeasureQuery, period: Period, begun: date, snapshot: bool) -> Answered:
    """The measures over a period; of a state, as it stood at its end."""
    start = min(begun, period.end) if snapshot else period.start
    return tables.query(base.model_copy(update={"period": Period(start=start, end=period.end)}))


def _series(
    tables: Tables, base: MeasureQuery, grain: str, begun: date, last: date, today: date
) -> Answered | None:
    """The measures by whole period."""
    whole = whole_periods(grain, begun, last, today)  # type: ignore[arg-type]
    if whole is None:
        return None
    return tables.query(base.model_copy(update={"dimensions": [grain], "order": "natural", "period": whole}))


def points(answered: Answered | None, measure: str) -> list[Point]:
    """The series of one measure."""
    if answered is None:
        return []
    place = answered.columns.index(measure)
    return [
        Point(day=row[0], value=None if row[place] is None else float(row[place])) for row in answered.rows
    ]


def _made(tables: Tables, wanted: Wanted, answered: Answered, *, state: bool = False) -> Figure:
    measure = tables.model(wanted.kind).measure(wanted.measure)
    unit = answered.units.get(wanted.measure) or _unit(tables, wanted, measure.unit)
    return Figure(
        kind=wanted.kind,
        measure=wanted.measure,
        label=measure.label,
        definition=measure.definition,
        unit=unit,
        better=measure.better,
        additive=bool(measure.additive and not measure.cumulative),
        dataset=answered.dataset,
        version=answered.version,
        table=answered.title,
        sources=list(answered.query.sources),
        grain=wanted.grain,
        state=state,
        value=answered.totals.get(wanted.measure, 0.0 if measure.zero else None),
    )


def _unit(tables: Tables, wanted: Wanted, unit: str) -> str:
    facts = tables.facts(wanted.kind, wanted.dataset)
    currency = facts.currency if facts is not None else "EUR"
    return CURRENCY_SIGNS.get(currency, currency) if unit == "money" else unit


def _dated(
    figure: Figure,
    there: Spans,
    before: Answered | None,
    earlier: Answered | None,
    series: Answered | None,
    begun: date,
    today: date,
) -> Figure:
    """The figure with its period, and the two it is compared with."""
    zero = 0.0 if figure.value is not None and figure.additive else None
    # Before the first line of a table nothing is known: nil would be a figure.
    figure = figure if begun <= there.current.end else figure.model_copy(update={"value": None})
    told = {
        "start": there.current.start, "end": there.current.end, "whole_end": there.whole.end, "complete": there.complete,
        "elapsed": there.elapsed, "days": there.whole.days, "period": spoken(there),
        "previous": before.totals.get(figure.measure, zero) if before is not None else None,
        "previous_period": spoken(there, there.previous),
        "last_year": earlier.totals.get(figure.measure, zero) if earlier is not None else None,
        "last_year_period": spoken(there, there.last_year),
        "series": points(series, figure.measure)[-_SHOWN[there.grain] :],
        "through": there.through,
        "begins": begun if not covered(there.current, begun, there.dates) else None,
        "late_days": (today - there.through).days if (today - there.through).days > _LATE[there.grain] else 0,
    }  # fmt: skip
    return figure.model_copy(update=told)
