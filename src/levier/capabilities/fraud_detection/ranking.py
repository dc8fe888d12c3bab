"""From clues to one ranked list of alerts: an operation is as suspicious as its clues together are surprising."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from levier.capabilities.fraud_detection.clues import Clue

FADING = 0.4
"""Clues of one operation are not independent: the second counts for four tenths, the third for sixteen hundredths …"""
ANOMALY, TIE = 0.25, 0.05
"""The anomaly model alone lists what no detector explains; among what they explain it only breaks ties: added in full, it
put what is unusual for a small company before what is wrong."""
WEIGHTS: dict[str, float] = {
    "weekend": 1.05,
    "arithmetic": 1.1,
    "sequence_gap": 1.1,
    "unbilled_payment": 1.1,
    "account_pair": 0.87,
}
"""Set on development seeds, judged on others and by another hand: see `benchmarks/fraud`."""
CROWD = 0.97
"""Each further alert led by the same detector counts this much less: what it says often, it says of ordinary things."""
LEAST = 1.0
_MISSING = "sequence_gap"


@dataclass(frozen=True)
class Alert:
    """``rows``: the operations to look at; ``clues``: why, strongest first; ``score``: nats."""

    source: str
    rows: tuple[int, ...]
    beside: tuple[int, ...]
    clues: tuple[Clue, ...]
    score: float
    amount: float
    stake: float


def rank(
    clues: Sequence[Clue],
    source: str,
    amounts: Mapping[int, float],
    rarity: Mapping[int, float],
    weights: Mapping[str, float] | None = None,
) -> list[Alert]:
    """Alerts, most suspicious first. ``rarity``: the surprise of each operation for the anomaly model; ``weights``: what
    feedback made of each detector (1 by default)."""
    learnt = weights or {}

    def weight(clue: Clue) -> float:
        return clue.surprise * WEIGHTS.get(clue.detector, 1.0) * learnt.get(clue.detector, 1.0)

    by_row: dict[int, list[Clue]] = defaultdict(list)
    for clue in clues:
        for row in clue.rows:
            by_row[row].append(clue)
    for row in rarity:
        by_row.setdefault(row, [])
    scores: dict[int, float] = {}
    material = materiality(amounts)
    for row, found in by_row.items():
        strongest: dict[str, float] = {}
        for clue in found:
            strongest[clue.detector] = max(strongest.get(clue.detector, 0.0), weight(clue))
        told = sorted(strongest.values(), reverse=True)
        whole = sum(value * FADING**place for place, value in enumerate(told))
        # The amount of the entry after a hole says nothing of the one that is missing.
        worth = 1.0 if told and told[0] == strongest.get(_MISSING) else material(row)
        odd = rarity.get(row, 0.0) * learnt.get("anomaly", 1.0)
        scores[row] = (whole + (TIE if told else ANOMALY) * odd) * worth
    alerts: list[Alert] = []
    used: set[int] = set()
    for row in sorted(scores, key=lambda one: (-scores[one], -amounts.get(one, 0.0), one)):
        if row in used or scores[row] < LEAST:
            continue
        found = sorted(by_row[row], key=weight, reverse=True)
        group = next((clue.rows for clue in found[:1] if len(clue.rows) > 1), (row,))
        rows = (row, *(one for one in group if one != row and one not in used))
        used |= set(rows)
        beside = tuple(dict.fromkeys(one for clue in found for one in clue.beside if one not in rows))
        amount = sum(amounts.get(one, 0.0) for one in rows)
        stake = found[0].stake if found and found[0].stake is not None else amount
        alerts.append(Alert(source, rows, beside, tuple(found), scores[row], amount, stake))
    return _uncrowded(alerts)


def _uncrowded(alerts: Sequence[Alert]) -> list[Alert]:
    led: Counter[str] = Counter()
    found = []
    for alert in alerts:
        leader = alert.clues[0].detector if alert.clues else "anomaly"
        found.append(replace(alert, score=alert.score * CROWD ** led[leader]))
        led[leader] += 1
    return sorted(found, key=lambda alert: -alert.score)


def materiality(amounts: Mapping[int, float]) -> Callable[[int], float]:
    """A factor from 0.4 (a few cents) through 0.7 (a tenth of the median amount) to 1 (the median and above): a cent astray
    is not worth an hour."""
    known = sorted(amount for amount in amounts.values() if amount > 0)
    middle = known[len(known) // 2] if known else 1.0

    def factor(row: int) -> float:
        share = max(0.0, amounts.get(row, 0.0)) / middle
        return 0.4 + 0.6 * min(1.0, math.log1p(99 * share) / math.log(100))

    return factor


def rarity_of(rank_from_top: int, many: int) -> float:
    """The surprise of standing at this rank (1 = the most anomalous) among ``many``."""
    return math.log(max(1, many) / max(1, rank_from_top))
