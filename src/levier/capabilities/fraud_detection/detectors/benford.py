"""Benford's law by account: first digits that natural amounts would not have.

Sources: M. Nigrini, *Benford's Law* (2012), for the mean absolute deviation and its limits on first digits (0.006 close,
0.012 acceptable, 0.015 marginal, nonconformity above); the chi-square with 8 degrees of freedom guards small accounts.
"""

import math

import numpy as np
import polars as pl
from numpy.typing import NDArray

from levier.capabilities.fraud_detection.clues import Clue, bounded
from levier.core.french.numbers import format_percent
from levier.tables.accounting.amounts import EURO
from levier.tables.accounting.ledger import Ledger

NAME = "benford"
LAW: NDArray[np.float64] = np.log10(1 + 1 / np.arange(1, 10))
NONCONFORMITY = 0.015
_ENOUGH = 100
_DECADES = 1.5


def first_digits(amounts: NDArray[np.float64]) -> NDArray[np.int64]:
    """The first significant digit of each amount > 0."""
    positive = np.abs(amounts[amounts != 0])
    scale = np.floor(np.log10(positive) + 1e-12)
    return np.clip((positive / 10.0**scale + 1e-9).astype(np.int64), 1, 9)


def deviation(amounts: NDArray[np.float64]) -> tuple[float, float, NDArray[np.float64]]:
    """(mean absolute deviation, chi-square, share of each digit 1–9)."""
    digits = first_digits(amounts)
    counts = np.bincount(digits, minlength=10)[1:].astype(np.float64)
    shares = counts / max(1.0, counts.sum())
    expected = LAW * counts.sum()
    return (
        float(np.abs(shares - LAW).mean()),
        float(((counts - expected) ** 2 / np.maximum(expected, 1e-9)).sum()),
        shares,
    )


def find(ledger: Ledger) -> list[Clue]:
    """Accounts of costs, income and third parties with enough amounts over enough decades, that depart from the law.

    The designated entries are those of the digit that is too frequent whose amounts come back the most.
    """
    lines = ledger.frame.filter(
        ~pl.col("opening")
        & ~pl.col("closing")
        & pl.col("account").str.contains("^(40|41|6|7)")
        & (pl.col("balance") != 0)
    )
    clues: list[Clue] = []
    for part in lines.with_columns(pl.col("account").str.slice(0, 3).alias("root")).partition_by(
        "root", maintain_order=True
    ):
        amounts = part["balance"].abs().to_numpy().astype(np.float64) / EURO
        if len(amounts) < _ENOUGH or np.subtract(*np.log10(np.percentile(amounts, [95, 5]))) < _DECADES:
            continue
        mad, chi2, shares = deviation(amounts)
        if mad <= NONCONFORMITY or chi2 < 26.1:  # chi-square, 8 degrees of freedom, 0.1 %
            continue
        digit = int(np.argmax(shares - LAW)) + 1
        chosen = part.filter(pl.Series(first_digits(amounts) == digit)).with_columns(
            pl.len().over("balance").alias("times")
        )
        rows = (
            chosen.sort("times", "balance", descending=True)["key"]
            .unique(maintain_order=True)
            .head(5)
            .to_list()
        )
        root = str(part["root"][0])
        clues.append(
            Clue(NAME, tuple(rows), bounded(1.5 + math.log(chi2 / 26.1)),
                 f"Compte {root} : {format_percent(float(shares[digit - 1]), 0)} des montants commencent par {digit}, la loi de Benford en attend {format_percent(float(LAW[digit - 1]), 0)}",
                 shape={"account": root})
        )  # fmt: skip
    return clues
