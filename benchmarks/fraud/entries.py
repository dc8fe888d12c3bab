"""The FEC: frauds and errors put in, what each method shows within the first 1 % of entries."""

import gzip
import math
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.fraud.injecting import Injected, relit, trials
from levier.capabilities.fraud_detection.anomaly.entries import entry_features
from levier.capabilities.fraud_detection.detectors.benford import LAW, first_digits
from levier.capabilities.fraud_detection.examining import Known, examine
from levier.capabilities.fraud_detection.operations import of_ledger
from levier.tables.accounting.ledger import Ledger, ledger_of
from levier.tables.accounting.reading import read_fec

FOLDER = Path(__file__).resolve().parents[3] / "shared/data/accounting_fr"
FILES = {"tuned": "111111111FEC20221231.txt", "judged": "000000000FEC20231231.txt"}
Order = Callable[[Ledger, pl.DataFrame], list[int]]


def real(which: str) -> Ledger:
    """A real FEC, pseudonymised. Raises FileNotFoundError where the data is absent."""
    name = FILES[which]
    return ledger_of(read_fec(gzip.open(FOLDER / f"{name}.gz").read(), name).frame, exact=True)


def ours(ledger: Ledger, operations: pl.DataFrame) -> list[int]:
    return [row for alert in examine(operations, ledger, Known()).alerts for row in alert.rows]


def isolation_forest(ledger: Ledger, operations: pl.DataFrame) -> list[int]:
    """The same features as our anomaly model, scikit-learn's forest with 300 trees."""
    from sklearn.ensemble import IsolationForest  # noqa: PLC0415

    table = entry_features(operations).to_numpy().astype(np.float64)
    scores = IsolationForest(n_estimators=300, random_state=0).fit(table).score_samples(table)
    return [int(row) for row in operations["row"].to_numpy()[np.argsort(scores, kind="stable")]]


def benford(ledger: Ledger, operations: pl.DataFrame) -> list[int]:
    """Benford alone: entries whose first digit is the most in excess of the law, in their journal; larger amounts first."""
    scored: list[tuple[float, float, int]] = []
    for part in operations.filter(pl.col("amount") > 0).partition_by("group"):
        digits = first_digits(part["amount"].to_numpy())
        excess = np.bincount(digits, minlength=10)[1:] / len(digits) - LAW
        scored += [
            (-float(excess[digit - 1]), -amount, row)
            for digit, amount, row in zip(digits, part["amount"], part["row"], strict=True)
        ]
    return [row for _, _, row in sorted(scored)]


def largest(ledger: Ledger, operations: pl.DataFrame) -> list[int]:
    """The trivial way: the largest amounts first."""
    return [int(row) for row in operations.sort("amount", descending=True)["row"]]


METHODS: dict[str, Order] = {
    "Levier": ours,
    "Isolation Forest": isolation_forest,
    "Benford alone": benford,
    "largest amounts first": largest,
}


def measured(which: str, seeds: range) -> "tuple[dict[str, Counter[str]], Counter[str], int, int]":
    """(found by method and kind, injected by kind, entries looked at, entries)."""
    found: dict[str, Counter[str]] = {name: Counter() for name in METHODS}
    put: Counter[str] = Counter()
    looked = entries = 0
    for injected in trials(real(which), seeds):
        ledger = relit(injected)
        operations = of_ledger(ledger)
        entries = ledger.frame["key"].n_unique()
        looked = math.ceil(0.01 * entries)
        wanted = _keys(injected, ledger)
        put.update(kind for kind, _ in wanted)
        for name, order in METHODS.items():
            first = set(order(ledger, operations)[:looked])
            found[name].update(kind for kind, keys in wanted if keys & first)
    return found, put, looked, entries


def _keys(injected: Injected, ledger: Ledger) -> list[tuple[str, set[int]]]:
    key = dict(ledger.frame.select("line", "key").iter_rows())
    return [(kind, {key[line] for line in lines if line in key}) for kind, lines in injected.truth]
