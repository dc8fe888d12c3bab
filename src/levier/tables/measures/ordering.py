"""The order of an answer's lines, and how many are kept."""

from typing import Any

from levier.core.measures import MeasureQuery
from levier.tables.measures.model import Model

Row = tuple[Any, ...]


def calendar_of(model: Model, query: MeasureQuery) -> str:
    """The calendar dimension of the question, if any."""
    return next((name for name in query.dimensions if model.dimension(name).is_calendar), "")


def ordered_rows(model: Model, query: MeasureQuery, rows: list[Row]) -> tuple[list[Row], int]:
    """Sorted and limited rows, and how many there were.

    With a calendar axis beside a member axis, lines go member by member (the greatest total first, unless the natural
    order is asked), each with all its periods; the limit counts members.
    """
    size = len(query.dimensions)
    name = calendar_of(model, query)
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
    ordered = sorted_rows(query, rows, size, _ranks(model, query))
    if query.each in query.dimensions and query.limit:
        return _first_of_each(query, ordered, size), len(rows)
    return ordered[: query.limit] if query.limit else ordered, len(rows)


def _first_of_each(query: MeasureQuery, ordered: list[Row], size: int) -> list[Row]:
    """The first lines of each member of an axis, the members with the greatest sum first."""
    place = query.dimensions.index(query.each)
    groups: dict[Any, list[Row]] = {}
    for row in ordered:
        groups.setdefault(row[place], []).append(row)
    weight = {name: sum(float(row[size] or 0) for row in mine) for name, mine in groups.items()}
    ranked = sorted(groups, key=lambda name: (-weight[name], str(name)))
    return [row for name in ranked for row in groups[name][: query.limit]]


def sorted_rows(
    query: MeasureQuery, rows: list[Row], size: int, ranks: tuple[tuple[str, ...], ...] = ()
) -> list[Row]:
    """By the first measure, by its change, or by the members (those with an order of their own in it)."""
    by_name = sorted(
        rows, key=lambda row: tuple(_sortable(value, rank) for value, rank in _with(row[:size], ranks))
    )
    if query.order == "natural" or not size:
        return by_name
    if query.order in ("rise", "fall"):
        place = size + _DIFFERENCE if query.compare and query.period else size
        return sorted(by_name, key=lambda row: row[place] or 0, reverse=query.order == "rise")
    return sorted(by_name, key=lambda row: row[size] or 0, reverse=query.order == "desc")


_DIFFERENCE = 2
"""Place of the difference after the value and the value compared."""


def _ranks(model: Model, query: MeasureQuery) -> tuple[tuple[str, ...], ...]:
    return tuple(model.dimension(name).ordered for name in query.dimensions)


def _with(values: Row, ranks: tuple[tuple[str, ...], ...]) -> list[tuple[Any, tuple[str, ...]]]:
    return [(value, ranks[place] if place < len(ranks) else ()) for place, value in enumerate(values)]


def _sortable(value: Any, rank: tuple[str, ...] = ()) -> tuple[int, Any]:
    if value in rank:
        return (0, rank.index(value))
    return (0, value) if isinstance(value, int | float) and not isinstance(value, bool) else (1, str(value))
