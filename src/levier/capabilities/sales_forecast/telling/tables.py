"""The tables of a forecast: item by item, family by family, and period by period."""

from collections.abc import Sequence

from levier.capabilities.sales_forecast import ItemForecast, SalesForecastOutput
from levier.capabilities.sales_forecast.telling.proofs import CLEANED, FRAME, INFLUENCES, RELIABLE
from levier.capabilities.sales_forecast.telling.words import WORDS, before, kind_of, when
from levier.core.evidence import Scalar
from levier.core.result import Column, Table

_OTHERS = (FRAME, RELIABLE, CLEANED, INFLUENCES)


def tables(output: SalesForecastOutput) -> list[Table]:
    """The tables worth showing."""
    several = len(output.items) > 1
    shown = []
    if output.groups:
        shown.append(_summary(output, "Familles et clients", "Niveau", [*output.groups, output.overall], "g"))
    if several:
        shown.append(
            _summary(
                output,
                f"Prévision {when(output)}",
                kind_of(output, one=True).capitalize(),
                [*output.items, output.overall],
                "f",
            )
        )
    if any(len({point.mean for point in item.points}) > 1 for item in output.items):
        # A table of equal lines says nothing.
        shown.append(_detail(output))
    return shown


def _summary(
    output: SalesForecastOutput, title: str, label: str, rows: Sequence[ItemForecast], prefix: str
) -> Table:
    unit = output.unit
    return Table(
        title=title,
        columns=[
            Column(key="item", label=label),
            Column(key="total", label="Prévision", unit=unit),
            Column(key="low", label="Au moins", unit=unit),
            Column(key="high", label="Au plus", unit=unit),
            Column(key="naive_total", label="Prévision naïve", unit=unit),
            Column(key="previous_total", label=before(output), unit=unit),
        ],
        rows=[_row(item) for item in rows],
        evidence=[one.id for one in output.evidence if one.id not in _OTHERS and one.id[0] in (prefix, "a")],
    )


def _row(item: ItemForecast) -> dict[str, Scalar]:
    return {
        "item": item.item,
        "total": item.total,
        "low": item.low,
        "high": item.high,
        "naive_total": item.naive_total,
        "previous_total": item.previous_total,
    }


def _detail(output: SalesForecastOutput) -> Table:
    unit = output.unit
    several = len(output.items) > 1
    return Table(
        title=f"Détail par {WORDS[output.grain].one}",
        columns=[
            *([Column(key="item", label=kind_of(output, one=True).capitalize())] if several else []),
            Column(key="start", label="Du", unit="date"),
            Column(key="end", label="Au", unit="date"),
            Column(key="mean", label="Prévision", unit=unit),
            Column(key="low", label="Au moins", unit=unit),
            Column(key="high", label="Au plus", unit=unit),
            Column(key="naive", label="Prévision naïve", unit=unit),
        ],
        rows=[{"item": item.item, **point.model_dump()} for item in output.items for point in item.points],
        evidence=[one.id for one in output.evidence if one.id not in _OTHERS and one.id.startswith("f")],
    )


__all__ = ["tables"]
