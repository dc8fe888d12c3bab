"""What the anomaly model sees of an operation: numbers that need no knowledge of the company."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from levier.capabilities.fraud_detection.anomaly.ensemble import anomaly_scores, rarity
from levier.core.french.numbers import format_percent

FEATURES: dict[str, str] = {
    "amount": "montant",
    "amount_in_group": "montant par rapport à son journal",
    "amount_in_party": "montant par rapport à son tiers",
    "group_rarity": "journal peu utilisé",
    "party_rarity": "tiers rare",
    "shape_rarity": "comptes rarement réunis",
    "weekday": "jour de la semaine",
    "month_day": "jour du mois",
    "same_day": "nombre d'opérations le même jour",
    "since_party": "temps depuis la dernière opération du tiers",
    "round": "montant rond",
    "label_length": "longueur du libellé",
}
_LEAST = 40


def entry_features(operations: pl.DataFrame) -> pl.DataFrame:
    """One column a feature of :data:`FEATURES`, in the order of the rows."""
    log = pl.col("amount").clip(0.01).log()
    cents = (pl.col("amount") * 100).round().cast(pl.Int64)
    named = pl.when(pl.col("party") == "").then("~" + pl.col("shape")).otherwise(pl.col("party"))
    base = operations.with_columns(log.alias("log"), named.alias("who"))
    ordered = base.with_row_index("at").sort("day", "place").with_columns(
        (pl.col("day") - pl.col("day").shift(1).over("source", "who")).dt.total_days().fill_null(120).clip(0, 120).alias("since")
    ).sort("at")  # fmt: skip
    many = operations.height

    def rare(*columns: str) -> pl.Expr:
        return -(pl.len().over(*columns).cast(pl.Float64) / many).log()

    roundness = (
        pl.when(cents % 100_000 == 0)
        .then(3)
        .when(cents % 10_000 == 0)
        .then(2)
        .when(cents % 1000 == 0)
        .then(1)
        .otherwise(0)
    )
    return ordered.select(
        pl.col("log").alias("amount"), (pl.col("log") - pl.col("log").median().over("source", "group")).alias("amount_in_group"),
        (pl.col("log") - pl.col("log").median().over("source", "who")).alias("amount_in_party"),
        rare("source", "group").alias("group_rarity"), rare("source", "who").alias("party_rarity"),
        rare("source", "group", "shape").alias("shape_rarity"), (pl.col("day").dt.weekday() >= 6).cast(pl.Float64).alias("weekday"),
        (pl.col("day").dt.day() / 31).alias("month_day"), pl.len().over("source", "day").cast(pl.Float64).log1p().alias("same_day"),
        pl.col("since").cast(pl.Float64).log1p().alias("since_party"), roundness.cast(pl.Float64).alias("round"),
        pl.col("label").str.len_chars().cast(pl.Float64).log1p().alias("label_length"),
    )  # fmt: skip


def rarities(operations: pl.DataFrame, seed: int = 0) -> dict[int, float]:
    """Row → surprise of its rank for the anomaly model; empty where there are too few operations to compare."""
    if operations.height < _LEAST:
        return {}
    table = entry_features(operations).to_numpy().astype(np.float64)
    found = rarity(anomaly_scores(table, seed))
    return dict(zip(operations["row"].to_list(), found.tolist(), strict=True))


def told(operations: pl.DataFrame, row: int) -> str:
    """Which two features of an operation stand furthest from the middle, and how rare it is."""
    table = entry_features(operations)
    place = operations["row"].to_list().index(row)
    values: NDArray[np.float64] = table.to_numpy().astype(np.float64)
    below = (values < values[place]).mean(axis=0)
    above = (values > values[place]).mean(axis=0)
    ends = np.minimum(below, above)
    ends = np.where(np.maximum(below, above) > 0.5, np.minimum(1 - below, 1 - above), 1.0)
    order = np.argsort(ends)[:2]
    names = [list(FEATURES.values())[index] for index in order]
    return f"Ensemble inhabituel ({' et '.join(names)}) : plus atypique que {format_percent(1 - max(float(ends[order[0]]), 0.001), 0)} des opérations"
