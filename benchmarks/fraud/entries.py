"""The FEC: frauds and errors put in, what each method shows within the first 1 % of entries."""

import gzip
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.fraud.injecting import Injected, Kinds, relit, trials
from levier.capabilities.fraud_detection.anomaly.entries import entry_features
from levier.capabilities.fraud_detection.detectors.benford import LAW, first_digits
from levier.capabilities.fraud_detection.examining import Known, examine
from levier.capabilities.fraud_detection.operations import of_ledger
from levier.capabilities.fraud_detection.ranking import Alert
from levier.tables.accounting.ledger import Ledger, ledger_of
from levier.tables.accounting.reading import read_fec

FOLDER = Path(__file__).resolve().parents[3] / "shared/data/accounting_fr"
FILES = {"tuned": "111111111FEC20221231.txt", "judged": "000000000FEC20231231.txt"}
Order = Callable[[Ledger, pl.DataFrame], list[int]]


def real(which: str) -> Ledger:
    """A real FEC, pseudonymised. Raises FileNotFoundError where the data is absent."""
    name = FILES[which]
    return ledger_of(read_fec(gzip.open(FOLDER / f"{name}.gz").read(), name).frame, exact=True)


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


OURS = "Levier"
RIVALS: dict[str, Order] = {
    "Isolation Forest": isolation_forest,
    "Benford alone": benford,
    "largest amounts first": largest,
}
METHODS = (OURS, *RIVALS)


@dataclass
class Measured:
    """``found``: by method and kind; ``put``: by kind; ``alone``: what Levier
    raised by itself in the first 1 %, by detector."""

    found: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in METHODS})
    put: Counter[str] = field(default_factory=Counter)
    alone: Counter[str] = field(default_factory=Counter)
    trials: int = 0
    looked: int = 0
    entries: int = 0


def measured(ledger: Ledger, kinds: Kinds, seeds: range) -> Measured:
    """Every method on the same injections."""
    said = Measured()
    for injected in trials(ledger, seeds, kinds):
        changed = relit(injected)
        operations = of_ledger(changed)
        said.trials += 1
        said.entries = changed.frame["key"].n_unique()
        said.looked = math.ceil(0.01 * said.entries)
        wanted = _keys(injected, changed)
        said.put.update(kind for kind, _ in wanted)
        alerts = examine(operations, changed, Known()).alerts
        orders = {OURS: [row for alert in alerts for row in alert.rows]}
        orders |= {name: order(changed, operations) for name, order in RIVALS.items()}
        for name, order in orders.items():
            first = set(order[: said.looked])
            said.found[name].update(kind for kind, keys in wanted if keys & first)
        said.alone.update(_alone(alerts, set().union(*(keys for _, keys in wanted)), said.looked))
    return said


def _alone(alerts: Sequence[Alert], wanted: set[int], looked: int) -> list[str]:
    """The detectors that lead the alerts of the first places which are none of the injected entries."""
    led, places = [], 0
    for alert in alerts:
        if places >= looked:
            break
        places += len(alert.rows)
        if not set(alert.rows) & wanted:
            led.append(alert.clues[0].detector if alert.clues else "anomaly")
    return led


def raised(ledger: Ledger, most: int = 7) -> list[tuple[str, str]]:
    """What the file raises with nothing put in: detector and reason of its first alerts."""
    alerts = examine(of_ledger(ledger), ledger, Known()).alerts[:most]
    return [(alert.clues[0].detector, alert.clues[0].reason) for alert in alerts if alert.clues]


def _keys(injected: Injected, ledger: Ledger) -> list[tuple[str, set[int]]]:
    key = dict(ledger.frame.select("line", "key").iter_rows())
    return [(kind, {key[line] for line in lines if line in key}) for kind, lines in injected.truth]
