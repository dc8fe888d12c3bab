"""Answer a question of the semantic layer over one dataset version: value, ranking, trend, comparison, share, silence."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from levier.core.capability import Answered
from levier.core.errors import BadInput, NotEnoughData
from levier.core.french.numbers import CURRENCY_SIGNS
from levier.core.measures import Filter, MeasureQuery
from levier.core.period import Period
from levier.tables.measures import compiling
from levier.tables.measures.calendar import periods_between
from levier.tables.measures.connection import fetch
from levier.tables.measures.model import Measure, Model
from levier.tables.measures.models import model_of
from levier.tables.measures.scope import scope_of

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Source:
    """The dataset version a question is asked of. ``filled``: share of filled cells by column of the file."""

    dataset: int
    version: int
    title: str
    parquet: Path
    currency: str
    first_day: date | None
    last_day: date | None
    filled: dict[str, float]


def ask(source: Source, query: MeasureQuery, resolve: Callable[[Filter], Filter]) -> Answered:
    """The rows that answer ``query``. ``resolve`` turns the words of a filter into exact members.

    Raises BadInput (unknown measure, axis or member), NotEnoughData (the table lacks a column).
    """
    model = model_of(query.kind)
    _check(model, query, source)
    filters = [resolve(part) for part in query.filters]
    if query.inactive:
        return _silent(model, source, query, filters)
    if query.compare and query.period and not _calendar(model, query):
        return _compared(model, source, query, filters)
    return _plain(model, source, query, filters)


def _check(model: Model, query: MeasureQuery, source: Source) -> None:
    asked: list[Any] = [model.measure(name) for name in query.measures]
    asked += [
        model.dimension(name) for name in (*query.dimensions, *(part.dimension for part in query.filters))
    ]
    for thing in asked:
        if not all(_holds(source, column) for column in thing.columns):
            raise NotEnoughData(
                f"« {source.title} » ne permet pas de répondre par {thing.label} : cette colonne y est vide",
                mend="Importez un fichier qui contient cette colonne.",
            )
    if len(set(query.dimensions)) < len(query.dimensions) or len(set(query.measures)) < len(query.measures):
        raise BadInput("Un même axe ou une même mesure est demandé deux fois", mend="Retirez la répétition.")
    if sum(model.dimension(name).is_calendar for name in query.dimensions) > 1:
        raise BadInput(
            "Deux axes de calendrier ne se croisent pas", mend="Gardez le plus fin, par exemple le mois seul."
        )
    if query.inactive and (len(query.dimensions) != 1 or model.dimension(query.dimensions[0]).grain):
        raise BadInput(
            "L'inactivité se demande pour un seul axe, comme les clients ou les produits",
            mend="Précisez lequel.",
        )


def _holds(source: Source, column: str) -> bool:
    """Whether a column of the kind, or one computed from it, holds something."""
    origin = {"customer_member": ("customer", "customer_name"), "product_name": ("product", "product_code")}
    return any(source.filled.get(name, 0) > 0 for name in origin.get(column, (column,)))


def _calendar(model: Model, query: MeasureQuery) -> str:
    """The calendar dimension of the question, if any."""
    return next((name for name in query.dimensions if model.dimension(name).is_calendar), "")


def _plain(model: Model, source: Source, query: MeasureQuery, filters: list[Filter]) -> Answered:
    periods = [period for period in (query.period, query.compare) if period]
    scope = scope_of(model, query, filters, source.parquet, periods)
    compiled = compiling.grouped(model, query, scope)
    _, found = fetch(compiled.sql, compiled.parameters)
    measures = [model.measure(name) for name in query.measures]
    size = len(query.dimensions)
    rows = [row[:-1] for row in found if row[-1] and (size == 0 or row[size] is not None)]
    whole = _totals(model, query, source, _base(query, filters), periods)
    columns = [*query.dimensions, *query.measures]
    if query.share:
        rows = [row + tuple(_shares(row[size:], measures, whole)) for row in rows]
        columns += [f"{measure.name}_share" for measure in measures if measure.additive]
    rows, total = _ordered(model, query, rows)
    rows = _filled(model, source, query, rows, periods)
    return _answered(model, source, query, columns, rows, total, whole)


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


def _totals(
    model: Model, query: MeasureQuery, source: Source, filters: list[Filter], periods: list[Period]
) -> dict[str, float]:
    scope = scope_of(model, query, filters, source.parquet, periods)
    compiled = compiling.totals(model, query, scope)
    _, found = fetch(compiled.sql, compiled.parameters)
    return {
        name: float(value) for name, value in zip(query.measures, found[0], strict=False) if value is not None
    }


def _shares(values: Row, measures: list[Measure], whole: dict[str, float]) -> list[float | None]:
    shares: list[float | None] = []
    for value, measure in zip(values, measures, strict=False):
        if measure.additive:
            total = whole.get(measure.name) or 0.0
            shares.append(round(value / total, 8) if total and value is not None else None)
    return shares


def _filled(
    model: Model, source: Source, query: MeasureQuery, rows: list[Row], periods: list[Period]
) -> list[Row]:
    """Missing periods as zeros: a month without a sale is a fact, not a hole. Only between the data's first and last day."""
    name, alone = _calendar(model, query), len(query.dimensions) == 1
    if not name or not rows or not (source.first_day and source.last_day):
        return rows
    if alone and (query.limit or query.order != "natural"):
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


def _ordered(model: Model, query: MeasureQuery, rows: list[Row]) -> tuple[list[Row], int]:
    """Sorted and limited rows, and how many there were.

    With a calendar axis beside a member axis, lines go member by member (the greatest total first, unless the natural
    order is asked), each with all its periods; the limit counts members.
    """
    size = len(query.dimensions)
    name = _calendar(model, query)
    if name and size > 1:
        place = query.dimensions.index(name)
        weight: dict[Row, float] = {}
        for row in rows:
            member = row[:place] + row[place + 1 : size]
            weight[member] = weight.get(member, 0.0) + float(row[size] or 0)
        best = sorted(weight, key=lambda member: (weight[member], str(member)), reverse=query.order != "asc")
        if query.order == "natural" and not query.limit:
            best.sort(key=lambda member: tuple(map(_sortable, member)))
        kept = {member: rank for rank, member in enumerate(best[: query.limit])}
        chosen = [row for row in rows if row[:place] + row[place + 1 : size] in kept]
        chosen.sort(key=lambda row: (kept[row[:place] + row[place + 1 : size]], row[place]))
        return chosen, len(weight)
    ordered = _sorted(query, rows, size)
    return ordered[: query.limit] if query.limit else ordered, len(rows)


def _sorted(query: MeasureQuery, rows: list[Row], size: int) -> list[Row]:
    if query.order == "natural" or not size:
        return sorted(rows, key=lambda row: tuple(map(_sortable, row[:size])))
    by_name = sorted(rows, key=lambda row: tuple(map(_sortable, row[:size])))
    if query.order in ("rise", "fall"):
        place = size + _DIFFERENCE if query.compare and query.period else size
        return sorted(by_name, key=lambda row: row[place] or 0, reverse=query.order == "rise")
    return sorted(by_name, key=lambda row: row[size] or 0, reverse=query.order == "desc")


_DIFFERENCE = 2
"""Place of the difference after the value and the value compared."""


def _sortable(value: Any) -> tuple[int, Any]:
    return (0, value) if isinstance(value, int | float) else (1, str(value))


def _compared(model: Model, source: Source, query: MeasureQuery, filters: list[Filter]) -> Answered:
    """Two periods side by side. ``difference`` and ``change`` go from the earlier period to the later one."""
    assert query.period
    assert query.compare
    sides, wholes = [], []
    size, width = len(query.dimensions), len(query.measures)
    for period in (query.period, query.compare):
        scope = scope_of(model, query, filters, source.parquet, [period])
        compiled = compiling.grouped(model, query, scope)
        _, found = fetch(compiled.sql, compiled.parameters)
        sides.append({row[:size]: row[size : size + width] for row in found if row[-1]})
        wholes.append(_totals(model, query, source, filters, [period]))
    forward = (query.period.start, query.period.end) >= (query.compare.start, query.compare.end)
    empty = tuple(0.0 if model.measure(name).zero else None for name in query.measures)
    rows = []
    for key in {**sides[0], **sides[1]}:
        here, there = sides[0].get(key, empty), sides[1].get(key, empty)
        cells: list[Any] = []
        for value, other in zip(here, there, strict=True):
            now, before = (value, other) if forward else (other, value)
            cells += [value, other, *_moved(now, before)]
        rows.append((*key, *cells))
    columns = list(query.dimensions)
    for name in query.measures:
        columns += [name, f"{name}_compare", f"{name}_difference", f"{name}_change"]
    whole: dict[str, float] = {}
    for name in query.measures:
        if name in wholes[0]:
            whole[name] = wholes[0][name]
        if name in wholes[1]:
            whole[f"{name}_compare"] = wholes[1][name]
        later, earlier = (wholes[0], wholes[1]) if forward else (wholes[1], wholes[0])
        difference, change = _moved(later.get(name), earlier.get(name))
        whole |= {f"{name}_difference": difference} if difference is not None else {}
        whole |= {f"{name}_change": change} if change is not None else {}
    ordered = _sorted(query, rows, size)
    return _answered(
        model, source, query, columns, ordered[: query.limit] if query.limit else ordered, len(rows), whole
    )


def _moved(now: Any, before: Any) -> tuple[float | None, float | None]:
    """Difference and relative change; no change is given from nothing or from a negative amount."""
    if now is None or before is None:
        return None, None
    difference = round(float(now) - float(before), 6)
    return difference, round(difference / float(before), 8) if before > 0 else None


def _silent(model: Model, source: Source, query: MeasureQuery, filters: list[Filter]) -> Answered:
    scope = scope_of(model, query, filters, source.parquet, [query.period] if query.period else [])
    compiled = compiling.silent(model, query, scope)
    _, rows = fetch(compiled.sql, compiled.parameters)
    rows.sort(
        key=lambda row: (row[6] if query.order != "asc" else -row[6], str(row[0])),
        reverse=query.order != "natural",
    )
    if query.order == "natural":
        rows.sort(key=lambda row: str(row[0]))
    columns = [
        query.dimensions[0],
        "last_order",
        "days_silent",
        "orders",
        "active_periods",
        "periods",
        "revenue",
    ]
    whole = {"revenue": round(sum(row[6] or 0 for row in rows), 4), "members": float(len(rows))}
    return _answered(
        model, source, query, columns, rows[: query.limit] if query.limit else rows, len(rows), whole
    )


_EXTRA_LABELS = {
    "last_order": ("Dernière commande", "date"),
    "days_silent": ("Jours sans commande", "jours"),
    "active_periods": ("Périodes avec commande", ""),
    "periods": ("Périodes entre la première et la dernière commande", ""),
    "orders": ("Commandes", "commandes"),
}


def _answered(
    model: Model,
    source: Source,
    query: MeasureQuery,
    columns: list[str],
    rows: list[Row],
    total: int,
    whole: dict[str, float],
) -> Answered:
    labels, units = {}, {}
    for column in columns:
        labels[column], units[column] = _label(model, source, query, column)
    return Answered(
        dataset=source.dataset,
        version=source.version,
        title=source.title,
        query=query,
        columns=columns,
        labels=labels,
        units=units,
        rows=rows,
        total_rows=total,
        totals=whole,
    )


def _label(model: Model, source: Source, query: MeasureQuery, column: str) -> tuple[str, str]:
    """The French heading of a column and its unit ("€", "£" … for money)."""
    if column in model.dimensions:
        dimension = model.dimensions[column]
        return dimension.label.capitalize(), "date" if dimension.is_calendar else ""
    if query.inactive and column in _EXTRA_LABELS:
        return _EXTRA_LABELS[column]
    name, _, part = column, "", ""
    for suffix in ("_share", "_compare", "_difference", "_change"):
        if column.endswith(suffix) and column.removesuffix(suffix) in model.measures:
            name, part = column.removesuffix(suffix), suffix
    measure = model.measure(name)
    label = measure.label[0].upper() + measure.label[1:]
    unit = CURRENCY_SIGNS.get(source.currency, source.currency) if measure.unit == "money" else measure.unit
    other = query.compare.label if query.compare and query.compare.label else "autre période"
    heading = {
        "_share": f"Part ({measure.label})",
        "_compare": f"{label} ({other})",
        "_difference": f"Écart ({measure.label})",
        "_change": f"Évolution ({measure.label})",
    }.get(part, label)
    return heading, "%" if part in ("_share", "_change") else unit
