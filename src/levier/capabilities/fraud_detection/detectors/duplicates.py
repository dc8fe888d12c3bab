"""Exact and near duplicates: the same third party, the same amount, too close in time or under the same reference.

A pair is as odd as it is unlikely by coincidence: with n other operations of the same sort, the number of accidental
twins expected is n × share of the party × share of this amount at this party × share of days this close × share of the
reference. Its −ln is the surprise, so a subscription billed every month raises nothing and the same invoice number
booked twice raises much.
"""

import math
import re
from collections.abc import Iterator

import polars as pl

from levier.capabilities.fraud_detection.clues import Clue, bounded
from levier.capabilities.fraud_detection.operations import span_days
from levier.core.french.numbers import format_money
from levier.core.french.text import fold
from levier.core.french.writing_dates import format_date

NAME = "duplicate"
WINDOW = 45
_RECURRING = 3
_NOTE = re.compile(r"\b(?:avoir|annul|extourne|contrepass|rejet|impay)")


def find(operations: pl.DataFrame, currency: str = "EUR") -> list[Clue]:
    """Pairs of operations that look like one booked twice, the later one first."""
    days = max(1, span_days(operations))
    clues: list[Clue] = []
    keyed = operations.filter(pl.col("amount") > 0).with_columns(
        (pl.col("flow") * 100).round().cast(pl.Int64).alias("cents"),
        pl.when(pl.col("party") != "").then(pl.col("party")).otherwise("~" + pl.col("label")).alias("who"),
    )
    for part in keyed.partition_by("source", "group", "shape", maintain_order=True):
        clues += _within(part, days, currency)
    return clues


def _within(part: pl.DataFrame, days: int, currency: str) -> Iterator[Clue]:
    many = part.height
    references = dict(part.group_by("reference").len().iter_rows())
    parties = dict(part.group_by("who").len().iter_rows())
    twins = part.filter(pl.len().over("who", "cents") > 1).sort("who", "cents", "day", "place")
    for _, group in twins.group_by("who", "cents", maintain_order=True):
        rows = group.to_dicts()
        regular = len(rows) >= _RECURRING and _regular(rows)
        for index in range(1, len(rows)):
            first, second = rows[index - 1], rows[index]
            gap = (second["day"] - first["day"]).days
            if gap > WINDOW or _NOTE.search(fold(second["label"])):
                continue
            again = len(rows)
            same = _alike(first["reference"], second["reference"])
            if same == 0 and (regular or gap > WINDOW // 3):
                continue
            here = parties[first["who"]]
            expected = max(1, many - 1) * (here / many) * ((again - 1.5) / (here + 1)) * ((2 * gap + 1) / max(days, 2 * gap + 1))
            if same:
                expected *= references[second["reference"]] / many * (1 if same == 2 else 4)
            expected = max(expected, 1e-9)
            yield Clue(
                NAME, (second["row"],), bounded(-math.log(expected) * (0.5 if regular else 1.0)),
                _reason(first, second, gap, same, currency), beside=(first["row"],),
                shape={"party": first["who"], "group": first["group"]}, stake=float(second["amount"]),
            )  # fmt: skip


def _regular(rows: list[dict[str, object]]) -> bool:
    gaps = [(b["day"] - a["day"]).days for a, b in zip(rows, rows[1:], strict=False)]  # type: ignore[operator]
    middle = sorted(gaps)[len(gaps) // 2]
    return middle > 5 and all(abs(gap - middle) <= max(3, 0.25 * middle) for gap in gaps)


def _alike(one: str, other: str) -> int:
    """2: the same reference; 1: one written differently, or with two figures swapped; 0: two references."""
    if not one or not other:
        return 0
    if one == other:
        return 2
    a, b = (re.sub(r"[^0-9a-z]", "", fold(text)).replace("o", "0").lstrip("0") for text in (one, other))
    if len(a) < 3 or len(b) < 3:
        return 0
    if a == b:
        return 1
    if (a.startswith(b) or b.startswith(a)) and abs(len(a) - len(b)) <= 3 and not _counted(a, b):
        return 1
    if len(a) == len(b) >= 4:
        different = [index for index in range(len(a)) if a[index] != b[index]]
        swapped = len(different) == 2 and different[1] == different[0] + 1 and sorted(a) == sorted(b)
        return 1 if swapped and not _next(a, b) else 0
    return 0


def _counted(a: str, b: str) -> bool:
    """« F1 » and « F12 »: two numbers of one sequence, not the same one with a suffix."""
    rest = max(a, b, key=len)[min(len(a), len(b)) :]
    return rest.isdigit() and min(a, b, key=len)[-1].isdigit()


def _next(a: str, b: str) -> bool:
    return a.isdigit() and b.isdigit() and abs(int(a) - int(b)) <= 1


def _reason(first: dict[str, object], second: dict[str, object], gap: int, same: int, currency: str) -> str:
    who = f" pour « {second['name']} »" if second["name"] else ""
    when = "le même jour" if gap == 0 else f"à {gap} jour{'s' if gap > 1 else ''} d'écart"
    amount = format_money(float(second["amount"]), currency)  # type: ignore[arg-type]
    text = f"Le même montant ({amount}){who} figure déjà le {format_date(first['day'])}, {when}"  # type: ignore[arg-type]
    if same == 2:
        return f"{text}, sous la même référence « {second['reference']} »"
    if same == 1:
        return f"{text}, sous une référence presque identique (« {first['reference']} » et « {second['reference']} »)"
    return f"{text}, sous une autre référence" if second["reference"] else text
