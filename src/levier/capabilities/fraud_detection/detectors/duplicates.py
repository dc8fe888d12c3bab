"""Exact and near duplicates: the same third party, the same amount, too close in time or under the same reference.

A pair is as odd as it is unlikely by coincidence. An operation has, within the days of the pair, about
``operations of its party × days`` neighbours; each bears the same amount by accident with the probability measured on the
company's own pairs (of that party, leaning on those of the same sort). The −ln of the twins so expected is the surprise: a
subscription billed every month raises nothing, the same invoice number booked twice raises much. A bank movement that as
many invoices ask for is no duplicate.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import polars as pl

from levier.capabilities.fraud_detection.clues import Clue, bounded
from levier.capabilities.fraud_detection.operations import span_days
from levier.core.french.numbers import format_money
from levier.core.french.text import fold
from levier.core.french.writing_dates import format_date

NAME = "duplicate"
WINDOW = 45
_RECURRING = 3
_MONTHLY = 20
"""Days from which the same amount under the same wording is a subscription rather than a mistake."""
_EQUAL, _PAIRS, _OWN = 0.01, 100.0, 10.0
"""Pairs of a party that bear the same amount by accident, worth as many pairs of the company; pairs the rest is worth to a party."""
_WHOLE = 4
"""Letters and figures of a reference, leading zeros counted, from which it is the same with letters around it."""
_COPY = re.compile(r"\b(?:duplicata|copie|bis|rappel|relance|double)\b")
"""What a reminder or a copy adds to the number of the bill it repeats."""
_ROUND = 3.0
"""A sum in whole tens is taken to come back by accident so many times as often as any sum of the party."""
_WORDED = -1
"""Two references, one wording."""
_COMMON = 0.05
"""A reference borne by more operations than that (a statement, a month) tells nothing."""
_BOUGHT, _SOLD = 0.9, 0.7
"""Without a reference, the same sale made twice to a customer is common; the same purchase is not."""
_BANK = re.compile(r"(^|\+)5[13]")
_NOTE = re.compile(r"\b(?:avoir|annul|extourne|contrepass|rejet|impay)")


def find(operations: pl.DataFrame, currency: str = "EUR") -> list[Clue]:
    """Pairs of operations that look like one booked twice, the later one designated."""
    days = max(1, span_days(operations))
    clues: list[Clue] = []
    keyed = operations.filter(pl.col("amount") > 0).with_columns(
        _telling().alias("reference"),
        (_telling() == pl.col("reference")).alias("numbered"),
        pl.when(_rare("label")).then("label").otherwise(pl.lit("")).alias("words"),
        (pl.col("flow") * 100).round().cast(pl.Int64).alias("cents"),
        pl.when(pl.col("party") != "").then(pl.col("party")).otherwise("~" + pl.col("label")).alias("who"),
    )
    asked = Counter(
        (who, abs(cents))
        for who, cents, shape in keyed.select("who", "cents", "shape").iter_rows()
        if not _BANK.search(shape)
    )
    for part in keyed.partition_by("source", "group", "shape", maintain_order=True):
        clues += _within(part, days, currency, asked)
    return clues


def _rare(column: str) -> pl.Expr:
    """Whether what ``column`` says tells operations apart."""
    times = pl.len().over("source", "group", column)
    return (pl.col(column) != "") & (
        times <= pl.max_horizontal(pl.lit(3), _COMMON * pl.len().over("source", "group"))
    )


def _telling() -> pl.Expr:
    """The reference where it tells operations apart, else the label where it does (« F.374 »), else nothing."""
    return (
        pl.when(_rare("reference")).then("reference").when(_rare("label")).then("label").otherwise(pl.lit(""))
    )


def _within(
    part: pl.DataFrame, days: int, currency: str, asked: "Counter[tuple[str, int]]"
) -> Iterator[Clue]:
    many = part.height
    bank = bool(_BANK.search(str(part["shape"][0]))) and part["source"][0] == "journal_entries"
    bought = _BOUGHT if re.search("40[0-8]c|reçue|commande", str(part["shape"][0])) else _SOLD
    references = dict(part.group_by("reference").len().iter_rows())
    parties = dict(part.group_by("who").len().iter_rows())
    twins = part.filter(pl.len().over("who", "cents") > 1).sort("who", "cents", "day", "place")
    equal = Counter[str]()
    for who, times in twins.group_by("who", "cents").len().select("who", "len").iter_rows():
        equal[who] += times * (times - 1) // 2
    pairs = sum(n * (n - 1) // 2 for n in parties.values())
    for _, group in twins.group_by("who", "cents", maintain_order=True):
        rows = group.to_dicts()
        regular = len(rows) >= _RECURRING and _regular(rows)
        who = rows[0]["who"]
        here = parties[who]
        everywhere = (equal.total() - 1 + _PAIRS * _EQUAL) / (pairs - 1 + _PAIRS)
        mine = (equal[who] - 1 + _OWN * everywhere) / (here * (here - 1) // 2 - 1 + _OWN)
        for first, second in pairwise(rows):
            gap = (second["day"] - first["day"]).days
            named = _alike(first["reference"], second["reference"])
            same = named or int(bool(first["words"]) and first["words"] == second["words"])
            if gap >= _MONTHLY and (regular or not first["numbered"]):
                continue
            if (
                gap > WINDOW
                or _NOTE.search(fold(second["label"]))
                or (same == 0 and (regular or gap > WINDOW // 3))
            ):
                continue
            if bank and asked[who, abs(second["cents"])] >= len(rows):
                continue
            expected = (here - 1) * min(1.0, (2 * gap + 1) / days) * max(mine, 1e-6)
            expected *= _ROUND if second["cents"] % 1000 == 0 else 1.0
            if same:
                alone = references[second["reference"]] - (2 if same == 2 else 1)
                expected *= min(1.0, (alone + 0.5) / (many + 1) * (1 if same == 2 else 4))
            yield Clue(
                NAME, (second["row"],), bounded(-math.log(max(expected, 1e-9)) * (0.5 if regular else 1.0 if same else bought)),
                _reason(first, second, gap, named or (_WORDED if same else 0), currency), beside=(first["row"],),
                shape={"party": who, "group": first["group"]}, stake=float(second["amount"]),
            )  # fmt: skip


def _regular(rows: list[dict[str, object]]) -> bool:
    gaps = [(b["day"] - a["day"]).days for a, b in pairwise(rows)]  # type: ignore[operator]
    middle = sorted(gaps)[len(gaps) // 2]
    return middle > 5 and all(abs(gap - middle) <= max(3, 0.25 * middle) for gap in gaps)


def _alike(one: str, other: str) -> int:
    """2: the same reference; 1: one written differently, or with two figures swapped; 0: two references."""
    if not one or not other:
        return 0
    if one == other:
        return 2
    whole = [re.sub(r"[^0-9a-z]", "", _COPY.sub("", fold(text))).replace("o", "0") for text in (one, other)]
    a, b = (text.lstrip("0") for text in whole)
    if len(a) < 3 or len(b) < 3:
        return 0
    if a == b:
        return 1
    if (a.startswith(b) or b.startswith(a)) and abs(len(a) - len(b)) <= 3 and not _counted(a, b):
        return 1
    if min(map(len, whole)) >= _WHOLE and _within_other(*whole):
        return 1
    if len(a) == len(b) >= 4:
        different = [index for index in range(len(a)) if a[index] != b[index]]
        swapped = len(different) == 2 and different[1] == different[0] + 1 and sorted(a) == sorted(b)
        return 1 if swapped and not _next(a, b) else 0
    return 0


def _within_other(a: str, b: str) -> bool:
    """« 230114 » and « FA230114 », « 230114 DUPLICATA »: letters added around a number."""
    short, long = sorted((a, b), key=len)
    before, found, after = long.partition(short)
    return bool(found) and not re.search(r"\d", before + after)


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
    if same == _WORDED:
        return f"{text}, sous le même libellé « {second['label']} »"
    if same == 1:
        return f"{text}, sous une référence presque identique (« {first['reference']} » et « {second['reference']} »)"
    return f"{text}, sous une autre référence" if second["reference"] else text
