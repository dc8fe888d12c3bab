"""Card payments of the fraud detection handbook: learnt on the past, measured on later days."""

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from levier.capabilities.fraud_detection.transactions.features import Transactions, features, transactions_of
from levier.capabilities.fraud_detection.transactions.learning import (
    Split,
    average_precision,
    daily_alerts,
    fitted,
)
from levier.capabilities.fraud_detection.transactions.windows import Past, Values

FILE = Path(__file__).resolve().parents[3] / "shared/data/fraud/fraud_handbook_2018-06-11_2018-08-16.parquet"
TUNED = (14, 38, 45, 52)
JUDGED = (24, 52, 59, 66)
"""Days from the first: trained on [a, b), measured on [c, d), seven days of delay between."""


def read() -> Transactions:
    frame = pl.read_parquet(FILE).select(
        pl.col("TX_DATETIME").alias("paid_at"), pl.col("TX_DATETIME").dt.date().alias("date"), pl.col("TX_AMOUNT").alias("amount"),
        pl.col("CUSTOMER_ID").alias("party"), pl.col("TERMINAL_ID").alias("terminal"), pl.col("TX_FRAUD").alias("fraud"),
    )  # fmt: skip
    return transactions_of(frame)


def handbook(given: Transactions) -> Values:
    """The fifteen features of the handbook."""
    customer, terminal = Past(given.customer, given.seconds), Past(given.terminal, given.seconds)
    columns = [given.amount, ((given.days + 3) % 7 >= 5) * 1.0, ((given.seconds // 3600) % 24 <= 6) * 1.0]
    for days in (1, 7, 30):
        count, total = customer.sums([given.amount], days)
        columns += [count, total / np.maximum(count, 1)]
        count, frauds = terminal.sums([given.fraud], days, 7)
        columns += [count, frauds / np.maximum(count, 1)]
    return np.column_stack(columns)


def measured(span: tuple[int, int, int, int]) -> dict[str, tuple[float, float]]:
    """Method → (average precision, share of frauds caught with 100 alerts a day)."""
    from sklearn.ensemble import RandomForestClassifier  # noqa: PLC0415

    given = read()
    first = int(given.days.min())
    split = Split(*(first + day for day in span))
    learning = (given.days >= split.first) & (given.days < split.until)
    unseen = (given.days >= split.start) & (given.days < split.end)
    table, _ = features(given)
    simple = handbook(given)
    forest = RandomForestClassifier(100, n_jobs=1, random_state=0).fit(
        simple[learning], given.fraud[learning]
    )
    scores: dict[str, NDArray[np.float64]] = {
        "Levier": fitted(table[learning], given.fraud[learning]).score(table[unseen]),
        "random forest, the handbook's features": forest.predict_proba(simple[unseen])[:, 1],
        "amount alone": given.amount[unseen],
    }
    said, days = given.fraud[unseen], given.days[unseen]
    return {
        name: (average_precision(said, one), float(said[daily_alerts(days, one, 100)].sum() / said.sum()))
        for name, one in scores.items()
    }
