"""A value, a ranking, a trend: the measures by the axes asked, with shares and missing periods."""

from datetime import date
from typing import Any

from levier.core.capability import Answered
from levier.core.measures import Filter, MeasureQuery
from levier.core.period import Period
from levier.tables.measures import compiling
from levier.tables.measures.answering import Row, answered
from levier.tables.measures.calendar import periods_between
from levier.tables.measures.classing import CLASS, classed
from levier.tables.measures.connection import fetch
from levier.tables.measures.model import Measure, Model
from levier.tables.measures.ordering import calendar_of, ordered_rows
from levier.tables.measures.scope import scope_of
from levier.tables.measures.source import Source

_BEGINNING = date(1, 1, 1)


def plain_answer(model: Model, source: Source, query: MeasureQuery, filters: list[Filter]) -> Answered:
    """One line by member of the axes, in the order and number asked."""
    periods = [period for period in (query.period, query.compare) if period]
    scope = scope_of(model, query, filters, source, since_beginning(model, query, periods))
    compiled = compiling.grouped(model, query, scope)
    _, found = fetch(compiled.sql, compiled.parameters)
    measures = [model.measure(name) for name in query.measures]
    size = len(query.dimensions)
    rows = [row[:-1] for row in found if row[-1] and (size == 0 or row[size] is not None)]
    whole = totals_of(model, query, source, _base(query, filters), periods)
    columns = [*query.dimensions, *query.measures]
    classes = classed(rows, size) if query.classes else {}
    rows = [row for row in rows if beyond(query, row)]
    if query.share:
        rows = [row + tuple(_shares(row[size:], measures, whole)) for row in rows]
        columns += [f"{measure.name}_share" for measure in measures if measure.additive]
    if query.classes:
        rows = [(*row, classes[row[:size]]) for row in rows]
        columns.append(CLASS)
    if is_balance(model, query) and calendar_of(model, query):
        rows = _running(model, source, query, rows, periods)
    rows, total = ordered_rows(model, query, rows)
    if not query.having:
        rows = _filled(model, source, query, rows, periods)
    return answered(model, source, query, columns, rows, total, whole, scope)


def beyond(query: MeasureQuery, row: Row) -> bool:
    """Whether a line (axes, then measures) passes every threshold of the question."""
    size = len(query.dimensions)
    return all(one.keeps(row[size + query.measures.index(one.measure)]) for one in query.having)


def is_balance(model: Model, query: MeasureQuery) -> bool:
    """Whether the question is of balances, which add every line up to a day."""
    return any(model.measure(name).cumulative for name in query.measures)


def since_beginning(model: Model, query: MeasureQuery, periods: list[Period]) -> list[Period]:
    """For a balance, the periods start with the first line there is."""
    if not is_balance(model, query):
        return periods
    return [period.model_copy(update={"start": _BEGINNING}) for period in periods]


def totals_of(
    model: Model, query: MeasureQuery, source: Source, filters: list[Filter], periods: list[Period]
) -> dict[str, float]:
    """Each measure over all the lines of the question, those without a member included."""
    scope = scope_of(model, query, filters, source, since_beginning(model, query, periods))
    compiled = compiling.totals(model, query, scope)
    _, found = fetch(compiled.sql, compiled.parameters)
    return {
        name: float(value) for name, value in zip(query.measures, found[0], strict=False) if value is not None
    }


def _base(query: MeasureQuery, filters: list[Filter]) -> list[Filter]:
    """The filters of the total. A share is a part of a greater whole: « la part de l'Allemagne » is not of Germany's
    own sales; so the member asked about does not narrow the whole.
    """
    if not query.share:
        return filters
    kept = [part for part in filters if part.exclude]
    if not query.dimensions:
        return kept
    return [part for part in filters if part.exclude or part.dimension not in query.dimensions]


def _shares(values: Row, measures: list[Measure], whole: dict[str, float]) -> list[float | None]:
    shares: list[float | None] = []
    for value, measure in zip(values, measures, strict=False):
        if measure.additive:
            total = whole.get(measure.name) or 0.0
            shares.append(round(value / total, 8) if total and value is not None else None)
    return shares


def _running(
    model: Model, source: Source, query: MeasureQuery, rows: list[Row], periods: list[Period]
) -> list[Row]:
    """Balances at the end of each period: what moved in it, added to what was there before."""
    name, size = calendar_of(model, query), len(query.dimensions)
    place = query.dimensions.index(name)
    if not rows or not source.last_day:
        return rows
    first = min(row[place] for row in rows)
    moments = periods_between(name, first, source.last_day)
    there = {row[:size]: row[size:] for row in rows}
    members = dict.fromkeys(row[:place] + row[place + 1 : size] for row in rows)
    found: list[Row] = []
    for member in members:
        balances = [0.0] * len(query.measures)
        for moment in moments:
            key = (*member[:place], moment, *member[place:])
            moved: Any = there.get(key, ())
            balances = [
                round(kept + float(moved[i] or 0), 4) if i < len(moved) else kept
                for i, kept in enumerate(balances)
            ]
            if not periods or any(_touches(name, moment, period) for period in periods):
                found.append((*key, *balances))
    return found


def _touches(grain: str, moment: date, period: Period) -> bool:
    return moment <= period.end and moment in periods_between(grain, period.start, period.end)


def _filled(
    model: Model, source: Source, query: MeasureQuery, rows: list[Row], periods: list[Period]
) -> list[Row]:
    """Missing periods as zeros: a month without a sale is a fact, not a hole. Only between the data's first and last day.

    A state (stock) or a balance that nobody wrote down is not zero: it is left out. Nor is a due date to come, beyond the
    days of the data.
    """
    name, alone = calendar_of(model, query), len(query.dimensions) == 1
    if not name or not rows or not (source.first_day and source.last_day):
        return rows
    if any(model.measure(one).day for one in query.measures):
        return rows
    if model.snapshot or is_balance(model, query) or (alone and (query.limit or query.order != "natural")):
        return rows
    place, size = query.dimensions.index(name), len(query.dimensions)
    spans = periods or [Period(start=source.first_day, end=source.last_day)]
    calendar: list[date] = []
    for span in sorted(spans, key=lambda period: period.start):
        first, last = max(span.start, source.first_day), min(span.end, source.last_day)
        if first <= last:
            calendar += [d for d in periods_between(name, first, last) if d not in calendar]
    empty = tuple(0.0 if model.measure(m).zero else None for m in query.measures)
    empty += (0.0,) * (len(rows[0]) - size - len(empty))
    there = {row[:size]: row for row in rows}
    members = dict.fromkeys(row[:place] + row[place + 1 : size] for row in rows)
    keys = [(*member[:place], day, *member[place:]) for member in members for day in calendar]
    return [there.get(key, key + empty) for key in keys]
