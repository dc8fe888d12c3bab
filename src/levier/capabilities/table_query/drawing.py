"""The table and the chart of an answer; the chart's title states the finding."""

from datetime import date
from typing import Any

from levier.capabilities.table_query.asked import Asked, capital, member_name, since
from levier.capabilities.table_query.telling.silence import BUYERS
from levier.core.evidence import Scalar
from levier.core.french.dates import format_period, in_period
from levier.core.french.numbers import format_number
from levier.core.result import Chart, Column, Series, Table

_BARS = 12
_CURVES = 5


def table_of(asked: Asked) -> Table:
    """Every line shown, members in French."""
    columns = [
        Column(
            key=name,
            label=_label(asked, name),
            unit="" if name in asked.model.dimensions else asked.main.units[name],
        )
        for name in _shown(asked)
    ]
    rows = [{name: _cell(asked, name, line[name]) for name in asked.main.columns} for line in _told(asked)]
    what = ", ".join(asked.model.measure(name).label for name in asked.query.measures)
    if asked.silent:
        without = "commande" if asked.dimensions[0].name in BUYERS else "vente"
        what = f"{asked.dimensions[0].plural} sans {without} {since(asked.silent)}"
    by = (
        " par " + " et ".join(d.label for d in asked.dimensions)
        if asked.dimensions and not asked.silent
        else ""
    )
    moment = f", {asked.moment}" if asked.moment else ""
    if asked.compared:
        moment = f", {' puis '.join(in_period(period) for period in asked.periods)}"
    return Table(
        title=f"{capital(what)}{by}{moment}{asked.about}", columns=columns, rows=rows, evidence=["e1"]
    )


def _told(asked: Asked) -> list[dict[str, Any]]:
    """The lines of the table; those that moved the way asked when the question is of rises or falls."""
    if asked.query.order not in ("rise", "fall"):
        return asked.lines
    name, sign = f"{asked.measure.name}_difference", 1 if asked.query.order == "rise" else -1
    return [line for line in asked.lines if (line[name] or 0) * sign > 0]


_PASSING = ("active_periods", "periods")
"""How regular a member was decides who is listed; the list itself need not show it."""


def _shown(asked: Asked) -> list[str]:
    """The columns in reading order: the earlier period before the later one."""
    columns = [name for name in asked.main.columns if not (asked.silent and name in _PASSING)]
    if asked.compared and asked.query.period == asked.periods[1]:
        for name in asked.query.measures:
            here, there = columns.index(name), columns.index(f"{name}_compare")
            columns[here], columns[there] = columns[there], columns[here]
    return columns


def _label(asked: Asked, name: str) -> str:
    label = asked.main.labels[name]
    alone = len(asked.query.measures) == 1
    measure = name.removesuffix("_compare")
    if asked.compared and asked.query.period and asked.query.compare and measure in asked.query.measures:
        period = format_period(asked.query.period if name == measure else asked.query.compare)
        return capital(period) if alone else f"{capital(asked.model.measure(measure).label)} ({period})"
    if alone and name.endswith(("_difference", "_change", "_share")):
        return label.split(" (")[0]
    return "Jours écoulés" if asked.silent and name == "days_silent" else label


def _cell(asked: Asked, name: str, value: Any) -> Scalar:
    dimension = asked.model.dimensions.get(name)
    if dimension and value is not None:
        return (
            value if dimension.grain == "day" and isinstance(value, date) else member_name(dimension, value)
        )
    cell: Scalar = value
    return cell


def chart_of(asked: Asked) -> Chart | None:
    """None when there is nothing to compare at a glance."""
    if len(asked.main.rows) < 2 or asked.silent:
        return None
    if asked.compared:
        return _pairs(asked)
    if asked.calendar and len(asked.dimensions) == 2:
        return _curves(asked)
    if len(asked.dimensions) > 1:
        return None
    return _curve(asked) if asked.dimensions[0].grain and asked.query.limit is None else _bars(asked)


def _axes(asked: Asked) -> dict[str, Any]:
    unit = asked.main.units[asked.measure.name]
    return {
        "x_label": capital(asked.dimensions[0].label),
        "y_label": capital(asked.measure.label)
        + (f" ({unit})" if unit and unit != asked.measure.label else ""),
        "unit": unit,
        "evidence": ["e1"],
    }


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _x(asked: Asked, line: dict[str, Any]) -> str:
    dimension = asked.dimensions[0]
    value = line[dimension.name]
    return value.isoformat() if dimension.grain in ("day", "week") else member_name(dimension, value)


def _bars(asked: Asked) -> Chart:
    name, lines = asked.measure.name, asked.lines[:_BARS]
    first = lines[0]
    share = first.get(f"{name}_share")
    part = f", {asked.value(share, f'{name}_share')} du total" if share is not None else ""
    place = "en dernier" if asked.query.order == "asc" else "en tête"
    return Chart(
        title=f"{capital(asked.member(first))} {place} : {asked.value(first[name], name)}{part}",
        x=[_x(asked, line) for line in lines],
        series=[
            Series(name=capital(asked.measure.label), kind="bar", y=[_number(line[name]) for line in lines])
        ],
        **_axes(asked),
    )


def _curve(asked: Asked) -> Chart:
    name = asked.measure.name
    known = [line for line in asked.lines if line[name] is not None]
    high = max(known, key=lambda line: line[name]) if known else None
    peak = (
        f"{capital(asked.measure.label)} : plus haut {_at(asked, high)} ({asked.value(high[name], name)})"
        if high
        else ""
    )
    cyclic = asked.dimensions[0].grain in ("weekday", "hour")
    return Chart(
        title=peak or capital(asked.measure.label),
        x=[_x(asked, line) for line in asked.lines],
        series=[
            Series(
                name=capital(asked.measure.label),
                kind="bar" if cyclic or len(asked.lines) < 4 else "line",
                y=[_number(line[name]) for line in asked.lines],
            )
        ],
        **_axes(asked),
    )


def _at(asked: Asked, line: dict[str, Any] | None) -> str:
    if line is None:
        return ""
    dimension = asked.dimensions[0]
    name = member_name(dimension, line[dimension.name])
    words = {
        "day": f"le {name}",
        "week": f"la {name}",
        "quarter": f"au {name}",
        "weekday": f"le {name}",
        "hour": f"à {name}",
    }
    return words.get(dimension.grain, f"en {name}")


def _pairs(asked: Asked) -> Chart | None:
    if not asked.dimensions:
        return None
    name, lines = asked.measure.name, asked.lines[:_BARS]
    earlier, later = asked.periods
    sides = [asked.sides(line, name) for line in lines]
    known = [line for line in asked.lines if line.get(f"{name}_difference") is not None]
    up = sum(line[f"{name}_difference"] > 0 for line in known)
    word = asked.dimensions[0].plural
    title = f"{format_number(up)} {word} sur {format_number(len(known))} en hausse entre {format_period(earlier)} et {format_period(later)}"
    return Chart(
        title=title,
        x=[asked.member(line) for line in lines],
        series=[
            Series(
                name=format_period(earlier),
                kind="bar",
                y=[_number(side[0]) for side in sides],
                role="baseline",
            ),
            Series(name=format_period(later), kind="bar", y=[_number(side[1]) for side in sides]),
        ],
        **_axes(asked),
    )


def _curves(asked: Asked) -> Chart:
    calendar = asked.calendar
    assert calendar
    other = next(dimension for dimension in asked.dimensions if dimension is not calendar)
    name = asked.measure.name
    moments = sorted({line[calendar.name] for line in asked.lines})
    values = {(line[other.name], line[calendar.name]): line[name] for line in asked.lines}
    weight: dict[Any, float] = {}
    for line in asked.lines:
        weight[line[other.name]] = weight.get(line[other.name], 0.0) + float(line[name] or 0)
    best = sorted(weight, key=lambda member: (-weight[member], str(member)))[:_CURVES]
    return Chart(
        title=f"{capital(member_name(other, best[0]))} en tête sur l'ensemble de la période",
        x=[m.isoformat() if calendar.grain in ("day", "week") else member_name(calendar, m) for m in moments],
        series=[
            Series(
                name=member_name(other, member),
                y=[_number(values.get((member, moment))) for moment in moments],
            )
            for member in best
        ],
        **(_axes(asked) | {"x_label": capital(calendar.label)}),
    )
