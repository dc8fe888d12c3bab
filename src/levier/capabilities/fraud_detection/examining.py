"""One table looked at by every detector that can say something of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from levier.capabilities.fraud_detection.anomaly.entries import rarities
from levier.capabilities.fraud_detection.clues import Clue
from levier.capabilities.fraud_detection.detectors import (
    accounts,
    amounts,
    arithmetic,
    benford,
    deductions,
    disagreeing,
    duplicates,
    ibans,
    inverted,
    lettering,
    moments,
    parties,
    sequences,
    settlements,
    splitting,
)
from levier.capabilities.fraud_detection.lessons import Lessons
from levier.capabilities.fraud_detection.ranking import Alert, rank
from levier.tables.accounting.ledger import Ledger


@dataclass(frozen=True)
class Known:
    """What else is known when a table is examined. ``people``: names of people of the company; ``on_file``: party → IBAN
    of the suppliers' table; ``threshold``: the company's approval threshold."""

    people: Sequence[str] = ()
    on_file: Mapping[str, str] = field(default_factory=dict)
    threshold: float | None = None
    currency: str = "EUR"


@dataclass(frozen=True)
class Examined:
    """``alerts``: most suspicious first; ``silenced``: clues left out because a person found their like normal."""

    alerts: list[Alert]
    silenced: int


def detectors(
    operations: pl.DataFrame, ledger: Ledger | None, known: Known
) -> Iterator[Callable[[], list[Clue]]]:
    """The detectors, each run when called: those of any operation, then those of accounting entries."""
    money = known.currency
    yield lambda: duplicates.find(operations, money)
    yield lambda: amounts.find_unusual(operations, money)
    yield lambda: amounts.find_round(operations, money)
    yield lambda: moments.find_weekends(operations)
    yield lambda: moments.find_nights(operations)
    yield lambda: splitting.find(operations, known.threshold, money)
    yield lambda: parties.find_alike(operations)
    yield lambda: parties.find_staff(operations, known.people)
    yield lambda: parties.find_new(operations)
    yield lambda: ibans.find(operations, known.on_file)
    yield lambda: arithmetic.find_in_invoices(operations, money)
    yield lambda: sequences.find_gaps(operations, unnumbered=ledger.scheme.unnumbered if ledger else ())
    if ledger is not None:
        yield lambda: arithmetic.find_in_ledger(ledger, money)
        yield lambda: accounts.find_pairs(ledger)
        yield lambda: deductions.find(ledger)
        yield lambda: inverted.find(ledger)
        yield lambda: benford.find(ledger)
        yield lambda: sequences.find_backdated(operations, ledger)
        yield lambda: settlements.find(ledger, money)
        yield lambda: lettering.find(ledger, money)
        yield lambda: disagreeing.find(ledger, money)


DETECTORS = 21


def examine(
    operations: pl.DataFrame,
    ledger: Ledger | None,
    known: Known,
    lessons: Lessons | None = None,
    step: Callable[[], None] = lambda: None,
    *,
    seed: int = 0,
) -> Examined:
    """Every clue, the anomaly model, and the ranked list. ``step`` is called after each detector (it may raise to stop)."""
    if not operations.height:
        return Examined([], 0)
    clues: list[Clue] = []
    for find in detectors(operations, ledger, known):
        clues += find()
        step()
    held = dict(operations.select("row", "amount").iter_rows())
    present = [clue for clue in clues if all(row in held for row in clue.rows)]
    kept = [
        clue
        for clue in present
        if not (lessons and lessons.silences(clue, sum(held[row] for row in clue.rows)))
    ]
    alerts = rank(
        kept,
        str(operations["source"][0]),
        held,
        rarities(operations, seed),
        lessons.weights if lessons else None,
    )
    return Examined(alerts, len(present) - len(kept))
