"""The forecast as a file for a French spreadsheet."""

from collections.abc import Iterable

from levier.capabilities.sales_forecast import ItemForecast, SalesForecastOutput
from levier.core.spreadsheets import as_csv

CSV = "prevision.csv"
_HEAD = ("Niveau", "Élément", "Du", "Au", "Prévision", "Au moins", "Au plus", "Prévision naïve", "Unité", "Méthode")  # fmt: skip


def forecast_csv(output: SalesForecastOutput) -> bytes:
    """One line an item and period: families and customers first when there are some, the whole last."""
    return as_csv(_HEAD, (
        [level, item.item, point.start, point.end, point.mean, point.low, point.high, point.naive, output.unit, item.method]
        for level, items in _levels(output) for item in items for point in item.points
    ), decimals=2)  # fmt: skip


def _levels(output: SalesForecastOutput) -> Iterable[tuple[str, list[ItemForecast]]]:
    if output.groups:
        yield "groupe", output.groups
    yield "détail", output.items
    if len(output.items) > 1:
        yield "ensemble", [output.overall]
