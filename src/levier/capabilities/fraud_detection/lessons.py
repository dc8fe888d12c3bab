"""What people said of past alerts, turned into two things: look-alikes that are silent, detectors that weigh more or less."""

import hashlib
from base64 import b32encode
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from levier.capabilities.fraud_detection.clues import Clue
from levier.capabilities.fraud_detection.ranking import Alert
from levier.core.capability import JudgedAlert

_PRIOR = 2.0
"""A detector starts as if two alerts of each sort had been judged: a single verdict moves it little."""
_AMOUNT = 2.0
_VAGUE = ("group", "journal")
_VAGUE_TIMES = 2


@dataclass(frozen=True)
class Lessons:
    """``normal``: (detector, shape) → the largest amount found normal; ``vague``: those whose shape names only a journal,
    which takes two verdicts; ``weights``: by detector; ``verdicts``: by reference."""

    normal: dict[tuple[str, tuple[tuple[str, str], ...]], float]
    weights: dict[str, float]
    verdicts: dict[str, str]

    def silences(self, clue: Clue, amount: float) -> bool:
        """Whether a person found the same thing normal: same detector, same party or accounts, no more than twice the
        amount."""
        limit = self.normal.get((clue.detector, _key(clue.shape)))
        return limit is not None and amount <= _AMOUNT * limit + 0.01


def lessons_of(judged: Sequence[JudgedAlert]) -> Lessons:
    """Every verdict on this company's alerts."""
    good, bad = Counter[str](), Counter[str]()
    normal: dict[tuple[str, tuple[tuple[str, str], ...]], float] = {}
    vague = Counter[tuple[str, tuple[tuple[str, str], ...]]]()
    for one in judged:
        clues: dict[str, Any] = one.shape.get("clues", {})
        for detector, shape in clues.items():
            (bad if one.verdict == "normal" else good)[detector] += 1
            if one.verdict != "normal":
                continue
            key = (detector, _key(shape))
            vague[key] += 1
            if any(name not in _VAGUE for name, _ in key[1]) or vague[key] >= _VAGUE_TIMES:
                normal[key] = max(normal.get(key, 0.0), one.amount)
    weights = {
        name: min(1.6, max(0.4, 2 * (good[name] + _PRIOR) / (good[name] + bad[name] + 2 * _PRIOR)))
        for name in {*good, *bad}
    }
    return Lessons(normal, weights, {one.reference: one.verdict for one in judged})


def _key(shape: Any) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((str(name), str(value)) for name, value in dict(shape).items() if value))


def reference_of(alert: Alert, operations: pl.DataFrame) -> str:
    """« A3KD92QX »: drawn from the facts of the operations, not from their place in a file, so that importing it again
    gives the same."""
    rows = operations.filter(pl.col("row").is_in(list(alert.rows)))
    facts = sorted(
        f"{day}|{amount:.2f}|{party}|{reference}|{label}"
        for day, amount, party, reference, label in rows.select(
            "day", "amount", "party", "reference", "label"
        ).iter_rows()
    )
    detector = alert.clues[0].detector if alert.clues else "anomaly"
    text = "\n".join([alert.source, detector, *facts])
    return "A" + b32encode(hashlib.sha256(text.encode()).digest()).decode()[:9]
