"""How a result's tables and charts (``core.result``) are handed to the templates: cells already written in French."""

from dataclasses import dataclass
from typing import Any

from levier.core.result import Chart, Table
from levier.web import formats


@dataclass(frozen=True)
class Cell:
    """A cell as it is read; figures stand on the right."""

    text: str
    numeric: bool


@dataclass(frozen=True)
class Heading:
    """A column's heading."""

    label: str
    numeric: bool


@dataclass(frozen=True)
class ShownTable:
    """A table ready for ``<c-data-table>``."""

    title: str
    columns: list[Heading]
    cells: list[list[Cell]]


@dataclass(frozen=True)
class ChartLine:
    """A line of the table behind a chart."""

    x: str
    cells: list[str]


@dataclass(frozen=True)
class ShownChart:
    """A chart ready for ``<c-chart>``: ``data`` for the drawing, heads and lines for the table one click away."""

    title: str
    x_label: str
    data: dict[str, Any]
    heads: list[str]
    lines: list[ChartLine]

    @property
    def is_map(self) -> bool:
        """Whether routes and places are drawn on a ground instead of values on axes."""
        return bool(self.data.get("layout") == "map")


def cell(value: Any, unit: str = "") -> Cell:
    """One value in its unit."""
    return Cell(formats.value(value, unit), formats.is_number(value))


def table(given: Table) -> ShownTable:
    """A result's table; a column is one of figures when its first filled cell is."""
    columns = []
    for column in given.columns:
        filled = next((row[column.key] for row in given.rows if row.get(column.key) is not None), None)
        columns.append(Heading(column.label, formats.is_number(filled)))
    cells = [[cell(row.get(column.key), column.unit) for column in given.columns] for row in given.rows]
    return ShownTable(given.title, columns, cells)


def grid(title: str, headings: list[tuple[str, str]], rows: list[list[Any]]) -> ShownTable:
    """A table from plain rows; ``headings`` are (label, unit)."""
    first = rows[0] if rows else []
    columns = [
        Heading(label, index < len(first) and formats.is_number(first[index]))
        for index, (label, _) in enumerate(headings)
    ]
    cells = [[cell(value, unit) for value, (_, unit) in zip(row, headings, strict=False)] for row in rows]
    return ShownTable(title, columns, cells)


def chart(given: Chart) -> ShownChart:
    """A result's chart with the table of its values."""
    if given.layout == "map":
        return _map(given)
    columns: list[tuple[str, list[float | None]]] = []
    for series in given.series:
        if series.kind == "band":
            columns += [(f"{series.name} (bas)", series.low), (f"{series.name} (haut)", series.high)]
        else:
            columns.append((series.name, series.y))
    lines = [
        ChartLine(
            formats.day(x) if _is_day(x) else x,
            [formats.value(_at(values, index), given.unit) for _, values in columns],
        )
        for index, x in enumerate(given.x)
    ]
    data = given.model_dump(mode="json", exclude={"evidence"})
    return ShownChart(given.title, given.x_label, data, [name for name, _ in columns], lines)


def _map(given: Chart) -> ShownChart:
    """A map with the list of its places."""
    lines = [
        ChartLine(one.name, [label, formats.value(latitude, "°"), formats.value(longitude, "°")])
        for one in given.series
        for label, latitude, longitude in zip(one.labels, one.latitude, one.longitude, strict=False)
    ]
    data = given.model_dump(mode="json", include={"title", "series", "layout"})
    return ShownChart(given.title, "Tournée", data, ["Étape", "Latitude", "Longitude"], lines)


def _at(values: list[float | None], index: int) -> float | None:
    return values[index] if index < len(values) else None


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-"
