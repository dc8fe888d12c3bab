"""Pictures drawn by the server: small histograms and a map of holes, which print and need no script."""

from dataclasses import dataclass
from datetime import date

from levier.core.result import Chart, Series
from levier.tables.profile.shape import ColumnProfile, Profile
from levier.web import formats
from levier.web.results import ShownChart, chart

WIDTH, HEIGHT = 240, 64
_GAP = 1.5


@dataclass(frozen=True)
class Bar:
    """A bar of a histogram, in units of the drawing, and what it says when it is pointed at."""

    x: float
    y: float
    width: float
    height: float
    says: str


@dataclass(frozen=True)
class Spread:
    """How a column spreads: bars for numbers and days, or the most frequent values with their share."""

    label: str
    summary: str
    bars: list[Bar]
    low: str
    high: str
    values: list[tuple[str, str, int]]


@dataclass(frozen=True)
class HoleRow:
    """A column of the map of holes: one (percent, depth 0–4) by slice."""

    label: str
    cells: list[tuple[str, int]]


def spreads(profile: Profile) -> list[Spread]:
    """One picture a column that has something to show."""
    return [_spread(column, profile.rows) for column in profile.columns if column.distribution]


def holes(profile: Profile) -> list[HoleRow]:
    """The map of the incomplete columns, the emptiest first."""
    labels = {column.name: column for column in profile.columns}
    rows = sorted(profile.missing.columns.items(), key=lambda item: labels[item[0]].filled)
    return [
        HoleRow(labels[name].label, [(formats.value(one, "%"), _depth(one)) for one in shares])
        for name, shares in rows
    ]


def history(profile: Profile) -> ShownChart | None:
    """Lines by week or month; the title says what there is to see."""
    found = profile.history
    if len(found.counts) < 2:
        return None
    words = {"week": "semaine", "month": "mois", "year": "année"}[found.grain]
    empty = sum(count == 0 for count in found.counts)
    title = f"Lignes par {words} : {formats.number(sum(found.counts))} au total"
    title += (
        f", {formats.number(empty)} {words}{'s' if empty > 1 and words != 'mois' else ''} sans aucune ligne"
        if empty
        else ""
    )
    series = Series(name="lignes", kind="bar", y=[float(count) for count in found.counts])
    return chart(
        Chart(title=title, x=[start.isoformat() for start in found.starts], series=[series], x_label=words)
    )


def _spread(column: ColumnProfile, rows: int) -> Spread:
    found = column.distribution
    assert found is not None
    if found.values:
        values = [
            (value, formats.value(count / rows if rows else 0.0, "%"), round(100 * count / max(found.counts)))
            for value, count in zip(found.values[:6], found.counts, strict=False)
        ]
        summary = f"{formats.number(column.distinct)} valeurs différentes"
        return Spread(column.label, summary, [], "", "", values)
    top = max(found.counts) or 1
    width = WIDTH / len(found.counts)
    bars = [
        Bar(
            round(i * width, 2),
            round(HEIGHT - HEIGHT * count / top, 2),
            round(width - _GAP, 2),
            round(HEIGHT * count / top, 2),
            f"de {_bound(found.edges[i], column)} à {_bound(found.edges[i + 1], column)} : {formats.number(count)} lignes",
        )
        for i, count in enumerate(found.counts)
    ]
    return Spread(column.label, "", bars, _bound(found.edges[0], column), _bound(found.edges[-1], column), [])


def _bound(text: str, column: ColumnProfile) -> str:
    if column.type in ("date", "datetime"):
        return formats.day(date.fromisoformat(text))
    number = float(text)
    return formats.number(number, 0 if column.type == "integer" or abs(number) >= 100 else 2)


def _depth(share: float) -> int:
    """0: full … 4: nearly empty."""
    return next((depth for depth, least in enumerate((0.98, 0.9, 0.7, 0.4)) if share >= least), 4)
