"""What the model sees of a transaction: its amount and hour, its customer's habits, its terminal's recent past."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from levier.capabilities.fraud_detection.transactions.windows import Past, Values

LABELS: dict[str, str] = {
    "amount": "montant", "weekend": "week-end", "night": "nuit", "hour": "heure",
    "customer_ratio": "montant par rapport à l'habitude du payeur", "customer_distance": "écart à l'habitude du payeur",
}  # fmt: skip
_SPANS = (1, 7, 30)
_BIG = 2.5


@dataclass(frozen=True)
class Transactions:
    """Transactions in order of time. ``customer``/``terminal``: whole numbers, −1 unknown; ``fraud``: 1, 0, NaN unknown."""

    row: NDArray[np.int64]
    seconds: NDArray[np.int64]
    amount: Values
    customer: NDArray[np.int64]
    terminal: NDArray[np.int64]
    fraud: Values
    timed: bool

    def __len__(self) -> int:
        return len(self.row)

    @property
    def days(self) -> NDArray[np.int64]:
        """The day of each, counted from 1970."""
        return self.seconds // 86_400


def transactions_of(frame: pl.DataFrame) -> Transactions:
    """From the columns of the kind « payments »: those without an amount or a day are left out."""
    timed = "paid_at" in frame.columns and frame["paid_at"].null_count() < 0.5 * frame.height
    moment = (
        pl.coalesce(pl.col("paid_at").cast(pl.Datetime("us")), pl.col("date").cast(pl.Datetime("us")))
        if timed
        else pl.col("date").cast(pl.Datetime("us"))
    )
    amount = (
        pl.col("amount") if "amount" in frame.columns
        else pl.col("credit").fill_null(0.0) + pl.col("debit").fill_null(0.0) if {"debit", "credit"} <= set(frame.columns)
        else pl.col("debit" if "debit" in frame.columns else "credit")
    )  # fmt: skip
    fraud = pl.col("fraud").cast(pl.Float64) if "fraud" in frame.columns else pl.lit(None, pl.Float64)
    found = (
        frame.with_row_index("row")
        .select(
            pl.col("row").cast(pl.Int64),
            moment.alias("moment"),
            amount.abs().alias("amount"),
            _member(frame, "party"),
            _member(frame, "terminal"),
            fraud.alias("fraud"),
        )
        .drop_nulls(["moment", "amount"])
        .sort("moment", "row")
    )
    return Transactions(
        found["row"].to_numpy(), found["moment"].dt.epoch("s").to_numpy().astype(np.int64), found["amount"].to_numpy().astype(np.float64),
        _coded(found["party"]), _coded(found["terminal"]), found["fraud"].to_numpy().astype(np.float64), timed,
    )  # fmt: skip


def _member(frame: pl.DataFrame, name: str) -> pl.Expr:
    text = pl.col(name).cast(pl.String) if name in frame.columns else pl.lit(None, pl.String)
    return pl.when(text != "").then(text).alias(name)


def _coded(column: pl.Series) -> NDArray[np.int64]:
    """Whole numbers for names; each unknown is a member by itself, so that unknowns have no common past."""
    known = column.rank("dense").cast(pl.Int64)
    top = int(known.max() or 0)  # type: ignore[arg-type]
    alone = pl.Series(range(top + 1, top + 1 + len(column)), dtype=pl.Int64)
    return known.zip_with(known.is_not_null(), alone).to_numpy().astype(np.int64)


def features(given: Transactions, delay: float = 7.0) -> tuple[Values, list[str]]:
    """(rows, columns) of numbers known at the moment of each transaction, and their names. ``delay``: days until a
    fraud is known as one; labels of younger transactions are not looked at."""
    amount, fraud = given.amount, np.nan_to_num(given.fraud, nan=0.0)
    customer, terminal = Past(given.customer, given.seconds), Past(given.terminal, given.seconds)
    hour = (given.seconds // 3600) % 24
    week = (given.days + 3) % 7
    table: dict[str, Values] = {"amount": amount, "weekend": (week >= 5).astype(np.float64)}
    if given.timed:
        table |= {"night": (hour <= 6).astype(np.float64), "hour": hour.astype(np.float64)}
    count, total, squares = customer.sums([amount, amount**2], 60)
    mean = total / np.maximum(count, 1)
    spread = np.sqrt(np.maximum(squares / np.maximum(count, 1) - mean**2, 1.0))
    known = count > 3
    ratio = np.where(known, amount / np.maximum(mean, 1.0), 1.0)
    table |= {
        "customer_ratio": ratio,
        "customer_distance": np.where(known, (amount - mean) / np.maximum(spread, 3.0), 0.0),
    }
    big: Values = (ratio > _BIG).astype(np.float64)
    for days in _SPANS:
        count, total = customer.sums([amount], days)
        table |= {f"customer_count_{days}": count, f"customer_mean_{days}": total / np.maximum(count, 1)}
    for days in (1, 3, 7):
        count, total, bigs = customer.sums([amount, big], days)
        table |= {f"customer_big_{days}": bigs, f"customer_sum_{days}": total}
        count, total, bigs = terminal.sums([amount, big], days)
        table |= {
            f"terminal_big_{days}": bigs,
            f"terminal_mean_{days}": total / np.maximum(count, 1),
            f"terminal_count_{days}": count,
        }
    for days in (*_SPANS, 14):
        count, frauds = terminal.sums([fraud], days, delay)
        table |= {f"terminal_known_{days}": count, f"terminal_risk_{days}": frauds / np.maximum(count, 1)}
        table[f"terminal_frauds_{days}"] = frauds
    for days in (14, 30):
        table[f"customer_frauds_{days}"] = customer.sums([fraud], days, delay)[1]
    return np.column_stack(list(table.values())).astype(np.float32).astype(np.float64), list(table)


def label_of(name: str) -> str:
    """A feature in French."""
    if name in LABELS:
        return LABELS[name]
    who, what, days = name.split("_", 2)
    owner = "du payeur" if who == "customer" else "du terminal"
    words = {
        "count": "nombre de paiements", "mean": "montant moyen", "big": "montants anormaux", "sum": "dépenses", "known": "paiements jugés",
        "risk": "part de fraudes", "frauds": "fraudes connues",
    }[what]  # fmt: skip
    return f"{words} {owner} sur {days}\u00a0jour{'s' if days != '1' else ''}"
