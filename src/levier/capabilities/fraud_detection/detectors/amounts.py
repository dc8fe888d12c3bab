"""Amounts out of the ordinary for a third party, shifted by a factor of ten, or suspiciously round."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import polars as pl

from levier.capabilities.fraud_detection.clues import Clue, bounded, surprise
from levier.capabilities.fraud_detection.detectors.moments import called
from levier.core.french.numbers import format_money

UNUSUAL, ROUND = "unusual_amount", "round_amount"
_ENOUGH = 4
_FLOOR = 0.2
_LEAN = 0.5
_BANK = re.compile(r"(^|\+)5[13]|sortie|entrée")
_FAR = 2.0
_ROUND_LEVELS = (100, 500, 1000, 5000)
_USUAL_ROUND = {100: 0.03, 500: 0.012, 1000: 0.008, 5000: 0.004}
_ESTIMATES = r"(^|\+)(408|418|42[0-8]|438|448|455|468|486|487|15|16|2[89]|6[89]|58|164)"
"""Accounts whose amounts are estimated or agreed, round by nature: accruals, provisions, loans, transfers."""
_SMALLEST_ROUND = 300.0
_BIG_ROUND = 500.0


def find_unusual(operations: pl.DataFrame, currency: str = "EUR") -> list[Clue]:
    """Amounts far from the others of the same party.

    The distance is (ln amount − centre) / scale over the *other* operations of the party. The centre leans on that of the
    sort of operation where the party is little known (as if it were half an operation), and the scale is the spread
    of the parties of this sort around their own centres, widened for parties met once or twice. The surprise is that of
    the rank of the distance among all of the company's: no law of amounts is assumed.
    """
    data = operations.filter(pl.col("amount") > 0).with_columns(pl.col("amount").log().alias("log"))
    paid = {
        (str(part["source"][0]), str(part["who"][0])): part["amount"].to_numpy()
        for part in data.with_columns(_who()).partition_by("source", "who")
    }
    seen = [
        one for part in data.partition_by("source", "group", maintain_order=True) for one in _distances(part)
    ]
    far = np.sort([one.distance for one in seen])
    clues: list[Clue] = []
    for one in seen:
        odd = 0.0
        if abs(one.distance) >= _FAR:
            further = (
                len(far) - int(np.searchsorted(far, one.distance)) - 1
                if one.distance > 0
                else int(np.searchsorted(far, one.distance, "right")) - 1
            )
            odd = (
                0.8
                * surprise(further, len(far), 0.004)
                * (1.0 if one.distance > 0 else 0.5)
                * (0.6 if one.bank else 1.0)
            )
        # The same party's invoice or payment, ten times smaller, to the cent: one chance in some thousands.
        others = (
            paid.get((one.source, one.party or f"~{one.name}"))
            if (one.party or one.name) and one.amount >= 100 and abs(one.distance) > 1
            else None
        )
        shifted = _shifted(one.amount, others) if others is not None else 0
        odd += 5.0 if shifted else 0.0
        if odd >= 1.5:
            clues.append(
                Clue(UNUSUAL, (one.row,), bounded(odd), _unusual(one.amount, one.usual, one.name, shifted, currency, alone=not one.known),
                     shape={"party": one.party, "group": one.group}, stake=one.amount - one.usual if one.distance > 0 else None)
            )  # fmt: skip
    return clues


def _who() -> pl.Expr:
    """The party; where many small ones are booked under one account, that account."""
    return pl.when(pl.col("party") != "").then("party").otherwise("~" + pl.col("name")).alias("who")


class _Seen(NamedTuple):
    """An operation and how far its amount stands from the usual one, in scales. ``known``: other operations of its party."""

    row: int
    amount: float
    usual: float
    distance: float
    known: int
    name: str
    party: str
    group: str
    source: str
    bank: bool


def _distances(part: pl.DataFrame) -> Iterator[_Seen]:
    everyone = part["log"].to_numpy()
    if len(everyone) < 2 * _ENOUGH:
        return
    centre, wide = float(np.median(everyone)), max(0.5, _spread(everyone))
    groups = part.partition_by("party", maintain_order=True)
    inside = [
        group["log"].to_numpy() - float(np.median(group["log"].to_numpy()))
        for group in groups
        if group["party"][0] and group.height > 2
    ]
    within = min(wide, max(_FLOOR, _spread(np.concatenate(inside)))) if inside else wide
    source, sort = str(part["source"][0]), str(part["group"][0])
    for group in groups:
        party = str(group["party"][0])
        known = group.height - 1 if party else 0
        logs = group["log"].to_numpy()
        own = _spread(logs) if known >= 2 * _ENOUGH else within
        for place, (row, amount, name, shape) in enumerate(
            group.select("row", "amount", "name", "shape").iter_rows()
        ):
            if known:
                others = np.delete(logs, place)
                middle = (float(np.median(others)) * known + _LEAN * centre) / (known + _LEAN)
                scale = max(_FLOOR, own, 0.7 * within) * math.sqrt(1 + 1 / known)
            else:
                middle, scale = centre, math.hypot(wide, within)
            yield _Seen(
                row,
                float(amount),
                math.exp(middle),
                float((logs[place] - middle) / scale),
                known,
                str(name),
                party,
                sort,
                source,
                bool(_BANK.search(shape)),
            )


def _spread(values: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float:
    """A standard deviation that outliers do not move: 1.4826 × median absolute deviation, or 0.74 × the interquartile range."""
    middle = float(np.median(values))
    quartiles = float(np.subtract(*np.percentile(values, [75, 25])))
    return max(1.4826 * float(np.median(np.abs(values - middle))), 0.74 * quartiles)


def _shifted(amount: float, others: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> int:
    """10, 100 or 1 000 when another amount of the party (at least 5, to the cent) is that many times smaller."""
    for factor in (10, 100, 1000):
        moved = amount / factor
        if moved >= 5 and np.any(np.abs(others - moved) < 0.0051):
            return factor
    return 0


def _unusual(amount: float, usual: float, name: str, shifted: int, currency: str, *, alone: bool) -> str:
    who = f"chez « {name} »" if name and not alone else "dans les opérations de même nature"
    more = "au-dessus" if amount > usual else "au-dessous"
    text = f"{format_money(amount, currency)} est très {more} de l'habitude {who} (autour de {format_money(usual, currency)})"
    if shifted:
        text += f", et c'est exactement un facteur {shifted} d'un autre montant : virgule mal placée ?"
    return text


def find_round(operations: pl.DataFrame, currency: str = "EUR") -> list[Clue]:
    """Round amounts where the company's operations of the same sort seldom are."""
    clues: list[Clue] = []
    for part in operations.filter(
        (pl.col("amount") > 0) & ~pl.col("shape").str.contains(_ESTIMATES)
    ).partition_by("source", "group", maintain_order=True):
        cents = (part["amount"] * 100).round().cast(pl.Int64)
        net = (part["net"].fill_null(0.0) * 100).round().cast(pl.Int64)
        times = Counter(part["party"].to_list())
        counts = {level: int(((cents % (level * 100)) == 0).sum()) for level in _ROUND_LEVELS}
        for row, cent, bare, amount, name, party, shape in zip(
            part["row"], cents, net, part["amount"], part["name"], part["party"], part["shape"], strict=True
        ):
            level = max(
                (
                    one
                    for one in _ROUND_LEVELS
                    if cent % (one * 100) == 0 or (bare > 0 and bare % (one * 100) == 0)
                ),
                default=0,
            )
            if not level or amount < _SMALLEST_ROUND:
                continue
            odd = surprise(counts[level] - 1, part.height, _USUAL_ROUND[level])
            if party and times[party] == 1:
                odd += 1.5 if amount >= _BIG_ROUND else 0.5
            if _BANK.search(shape):  # a payment follows what was billed, instalments included
                odd *= 0.5
            who = f" pour « {name} »" if name else ""
            if party and times[party] == 1:
                who += f", seule opération de ce tiers dans {called(str(part['group'][0]))}"
            clues.append(
                Clue(ROUND, (row,), odd, f"Montant rond de {format_money(amount, currency)}{who}, ce qui est rare dans ces opérations",
                     shape={"party": party, "group": str(part["group"][0])})
            )  # fmt: skip
    return clues
