"""The picture of a forecast: the past, what comes with its band, the naive forecast; its title is the finding."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.sales_forecast import Grain, SalesForecastOutput
from levier.capabilities.sales_forecast.periods import Calendar
from levier.capabilities.sales_forecast.telling.proofs import FRAME
from levier.capabilities.sales_forecast.telling.words import WORDS, amount
from levier.core.french.numbers import format_percent
from levier.core.result import Chart, Series

Values = NDArray[np.float64]
_SHOWN_HISTORY: dict[Grain, int] = {"day": 56, "week": 26, "month": 24}
_STEADY = 0.02


def chart(output: SalesForecastOutput, history: Sequence[Values], periods: Calendar, proof: str) -> Chart:
    """``history``: the values of each item, aligned on the last period."""
    whole, shown = output.overall, _SHOWN_HISTORY[output.grain]
    past = np.zeros(shown)
    for values in history:
        kept = values[-shown:]
        past[shown - kept.size :] += kept
    past = past[-min(shown, periods.count) :]
    days = [periods.start(periods.count - past.size + place) for place in range(past.size)]
    none: list[float | None] = [None] * past.size
    points = whole.points
    return Chart(
        title=_finding(output),
        x=[day.isoformat() for day in days] + [point.start.isoformat() for point in points],
        series=[
            Series(
                name="Ventes passées",
                role="history",
                y=[float(round(value)) for value in past] + [None] * len(points),
            ),
            Series(name="Prévision", role="main", y=none + [point.mean for point in points]),
            Series(
                name=f"Fourchette à {output.level} %",
                kind="band",
                low=none + [point.low for point in points],
                high=none + [point.high for point in points],
            ),
            Series(name="Prévision naïve", role="baseline", y=none + [point.naive for point in points]),
        ],
        x_label=f"{WORDS[output.grain].one.capitalize()} (premier jour)",
        y_label="Chiffre d'affaires" if output.measure == "revenue" else "Quantité vendue",
        unit=output.unit,
        evidence=[proof, FRAME],
    )


def _finding(output: SalesForecastOutput) -> str:
    whole, word = output.overall, WORDS[output.grain]
    ahead = f"{output.horizon} {word.of(output.horizon)}"
    total = amount(output, whole.total)
    if whole.change is None:
        return f"{total} attendus sur {ahead}"
    if abs(whole.change) < _STEADY:
        return f"Ventes stables attendues sur {ahead} : {total}"
    way = "hausse" if whole.change > 0 else "baisse"
    return (
        f"Ventes attendues en {way} de {format_percent(abs(whole.change), 0)} sur {ahead} : {total}, contre "
        f"{amount(output, whole.previous_total)} juste avant"
    )


__all__ = ["chart"]
