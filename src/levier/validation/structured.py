"""What rows and computed results say, as labelled lines of numbers: the only place that knows their shapes."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from levier.core.evidence import Computed, Rows
from levier.core.french.text import fold
from levier.core.period import Period
from levier.validation.quantities import normal

_UNITS = {
    "eur": "€", "euro": "€", "euros": "€", "gbp": "£", "usd": "$", "ratio": "%", "pourcent": "%", "percent": "%",
    "jours": "jour", "semaines": "semaine", "mois": "mois", "ans": "an", "heures": "heure", "h": "heure", "pieces": "pièce",
    "pcs": "pièce", "unites": "unité", "commandes": "commande", "clients": "client", "lignes": "ligne",
}  # fmt: skip
_GROWTH = re.compile(r"growth|change|delta|evolution|variation|diff|ecart|gain", re.IGNORECASE)
_OTHER_UNIT = re.compile(
    r"ratio|share|part|pct|percent|count|nombre|jours|days|week|semaine|lines|rows|points?$|^n$",
    re.IGNORECASE,
)
_ISO = re.compile(r"^\d{4}-\d{2}(?:-\d{2})?(?:T.*)?$")


@dataclass(frozen=True)
class Cell:
    """One number: its column, its unit ("" when unknown), and whether its sign means a rise or a fall."""

    value: Decimal
    unit: str
    column: str
    growth: bool

    def values(self) -> tuple[Decimal, ...]:
        """The values it may be written from: a share is stored as a ratio (0.123) or as points (12.3)."""
        if self.unit != "%":
            return (self.value,)
        return (self.value * 100,) if abs(self.value) <= 1.5 else (self.value * 100, self.value)


@dataclass(frozen=True)
class Line:
    """A row: what it is about (names, days) and its numbers."""

    labels: tuple[str, ...]
    days: tuple[date, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Structured:
    """Everything a table answer or a computed result supports. ``text``: its words; ``counts``: numbers of its making;
    ``kept``: the members that its filters kept or left out.
    """

    id: str
    text: str
    lines: tuple[Line, ...]
    periods: tuple[Period, ...] = ()
    counts: tuple[tuple[Decimal, str], ...] = ()
    complete: bool = True
    today: date | None = None
    columns: dict[str, list[Cell]] = field(default_factory=dict)
    kept: tuple[str, ...] = ()


def read_rows(rows: Rows) -> Structured:
    """The lines of a table answer, with the periods and whole numbers of its query."""
    units = {key: unit_of(unit) for key, unit in rows.units.items()}
    lines = tuple(_line(list(zip(rows.columns, values, strict=False)), units, "") for values in rows.values)
    periods = tuple(_periods(rows.query))
    counts = [(Decimal(len(lines)), ""), (Decimal(rows.total_rows), "")]
    counts += [
        (Decimal(number), "days" if key == "days" else "") for key, number in _whole_numbers(rows.query)
    ]
    counts += [count for period in periods for count in _lengths(period)]
    words = [
        rows.title,
        *rows.columns,
        *(label for line in lines for label in line.labels),
        _words(rows.query),
    ]
    today = rows.query.get("today")
    return Structured(
        rows.id, "\n".join(words), lines, periods, tuple(counts), rows.total_rows <= len(lines),
        _day(today), _by_column(lines), tuple(_members(rows.query.get("filters"))),
    )  # fmt: skip


def read_computed(computed: Computed) -> Structured:
    """The lines inside a computed value, however it is nested."""
    unit = unit_of(computed.unit)
    lines = tuple(_lines(computed.value, unit, computed.path.rsplit(".", 1)[-1]))
    words = [
        computed.title,
        computed.method,
        computed.unit,
        computed.path,
        *(label for line in lines for label in line.labels),
    ]
    counts = [(Decimal(len(computed.value)), "")] if isinstance(computed.value, list | dict) else []
    return Structured(computed.id, "\n".join(words), lines, (), tuple(counts), columns=_by_column(lines))


def unit_of(unit: str) -> str:
    """The unit as :func:`find_numbers` names it."""
    known = _UNITS.get(fold(unit).strip(), unit.strip())
    return "" if known in {"date", "texte", "text"} else known


def _lines(value: Any, unit: str, key: str) -> Iterator[Line]:
    if isinstance(value, dict):
        yield from _lines_of_dict(value, unit, key)
    elif isinstance(value, list) and any(isinstance(inner, dict | list) for inner in value):
        for inner in value:
            yield from _lines(inner, unit, key)
    elif isinstance(value, list):
        yield _line([(key, inner) for inner in value], {}, unit)
    else:
        yield _line([(key, value)], {key: unit} if unit else {}, unit)


def _lines_of_dict(value: dict[str, Any], unit: str, key: str) -> Iterator[Line]:
    """Keys that are names (« France ») are each a line; keys that are fields (« total ») are columns of one line."""
    flat = [(name, inner) for name, inner in value.items() if not isinstance(inner, dict | list)]
    if fields := [pair for pair in flat if not _is_name(pair[0])]:
        yield _line(fields, {}, unit)
    for name, inner in flat:
        if _is_name(name):
            yield _line([("name", name), (key, inner)], {}, unit)
    for name, inner in value.items():
        if isinstance(inner, dict):
            for line in _lines(inner, unit, name):
                yield Line((name, *line.labels), line.days, line.cells)
        elif isinstance(inner, list):
            yield from _lines(inner, unit, name)


def _is_name(key: str) -> bool:
    return not (key.isidentifier() and key.islower() and key.isascii())


def _line(pairs: list[tuple[str, Any]], units: dict[str, str], default: str) -> Line:
    labels: list[str] = []
    days: list[date] = []
    cells: list[Cell] = []
    for key, value in pairs:
        number, day = _number(value), _day(value)
        if day is not None:
            days.append(day)
        elif number is not None:
            unit = units.get(key, "" if _OTHER_UNIT.search(key) else default)
            worth, unit = normal(number, unit)
            cells.append(Cell(worth, unit, key, bool(_GROWTH.search(key))))
        elif isinstance(value, str) and value.strip():
            labels.append(value.strip())
    return Line(tuple(labels), tuple(days), tuple(cells))


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(repr(value)) if math.isfinite(value) else None
    return None


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _ISO.match(value):
        try:
            return date.fromisoformat(value[:10] if len(value) >= 10 else f"{value}-01")
        except ValueError:
            return None
    return None


def _periods(query: Any) -> Iterator[Period]:
    if isinstance(query, dict):
        start, end = _day(query.get("start")), _day(query.get("end"))
        if start and end and start <= end:
            yield Period(start=start, end=end)
        for inner in query.values():
            yield from _periods(inner)
    elif isinstance(query, list):
        for inner in query:
            yield from _periods(inner)


def _whole_numbers(query: Any) -> Iterator[tuple[str, int]]:
    if isinstance(query, dict):
        for key, inner in query.items():
            if isinstance(inner, int) and not isinstance(inner, bool):
                yield key, inner
            else:
                yield from _whole_numbers(inner)
    elif isinstance(query, list):
        for inner in query:
            yield from _whole_numbers(inner)


def _lengths(period: Period) -> list[tuple[Decimal, str]]:
    return [(Decimal(period.days), "days")]


def _members(filters: Any) -> Iterator[str]:
    for part in filters if isinstance(filters, list) else []:
        values = part.get("values") if isinstance(part, dict) else None
        yield from (str(value) for value in (values if isinstance(values, list) else []))


def _words(query: Any) -> str:
    return json.dumps(query, ensure_ascii=False, default=str)


def _by_column(lines: tuple[Line, ...]) -> dict[str, list[Cell]]:
    columns: dict[str, list[Cell]] = {}
    for line in lines:
        for cell in line.cells:
            columns.setdefault(cell.column, []).append(cell)
    return columns
