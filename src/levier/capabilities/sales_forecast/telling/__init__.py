"""What a forecast says: French sentences bound to computed evidence, tables, and a chart whose title is the finding."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.sales_forecast import SalesForecastOutput
from levier.capabilities.sales_forecast.periods import Calendar
from levier.capabilities.sales_forecast.telling import proofs, sentences
from levier.capabilities.sales_forecast.telling.charts import chart
from levier.capabilities.sales_forecast.telling.tables import tables
from levier.capabilities.sales_forecast.telling.words import WORDS, Word, amount

Values = NDArray[np.float64]


def tell(
    output: SalesForecastOutput, history: Sequence[Values], periods: Calendar, today: date
) -> SalesForecastOutput:
    """``output`` with its sentences, evidence, tables and chart. ``history``: the values of each item."""
    several = len(output.items) > 1
    output.evidence = [proofs.settings(output, periods)]
    for place, item in enumerate(output.items):
        output.evidence.append(proofs.proof(output, item, f"items.{place}", f"f{place + 1}"))
    for place, item in enumerate(output.groups):
        output.evidence.append(proofs.proof(output, item, f"groups.{place}", f"g{place + 1}"))
    if several:
        # Item by item is the table's work: the text gives the whole.
        output.evidence.append(proofs.proof(output, output.overall, "overall", proofs.WHOLE))
        output.sentences.append(sentences.together(output))
    else:
        output.sentences.append(sentences.expected(output, output.items[0], "f1"))
        if beside := sentences.against_last(output, output.items[0], periods, "f1"):
            output.evidence.append(proofs.since_last(output, output.items[0]))
            output.sentences += beside
    output.evidence.append(proofs.measured(output))
    if output.cleaning.orders or output.cleaning.stock_outs:
        output.evidence.append(proofs.cleaned(output))
    if output.influences:
        output.evidence.append(proofs.influences(output))
    output.sentences += [
        *sentences.reliability(output),
        *sentences.learned(output),
        *sentences.caveats(output, periods, today),
    ]
    output.tables = tables(output)
    output.charts = [chart(output, history, periods, proofs.WHOLE if several else "f1")]
    return output


__all__ = ["WORDS", "Word", "amount", "tell"]
