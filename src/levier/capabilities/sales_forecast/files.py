"""The forecast as a file for a French spreadsheet: UTF-8 with its mark, semicolons, decimal commas, no formula."""

import csv
import io
from collections.abc import Iterable

from levier.capabilities.sales_forecast import ItemForecast, SalesForecastOutput
from levier.core.spreadsheets import as_text

CSV = "prevision.csv"
_HEADER = (
    "Niveau",
    "Élément",
    "Du",
    "Au",
    "Prévision",
    "Au moins",
    "Au plus",
    "Prévision naïve",
    "Unité",
    "Méthode",
)


def as_csv(output: SalesForecastOutput) -> bytes:
    """One line an item and period: families and customers first when there are some, the whole last."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADER)
    for level, items in _levels(output):
        for item in items:
            for point in item.points:
                figures = (point.mean, point.low, point.high, point.naive)
                writer.writerow(
                    [
                        level,
                        as_text(item.item),
                        f"{point.start:%d/%m/%Y}",
                        f"{point.end:%d/%m/%Y}",
                        *(
                            f"{figure:g}".replace(".", ",") if abs(figure) < 1e6 else f"{figure:.0f}"
                            for figure in figures
                        ),
                        output.unit,
                        as_text(item.method),
                    ]
                )
    return written.getvalue().encode("utf-8-sig")


def _levels(output: SalesForecastOutput) -> Iterable[tuple[str, list[ItemForecast]]]:
    if output.groups:
        yield "groupe", output.groups
    yield "détail", output.items
    if len(output.items) > 1:
        yield "ensemble", [output.overall]
