"""Orders split so that each stays under an approval threshold."""

import math
import re
from itertools import pairwise
from typing import Any

import polars as pl

from levier.capabilities.fraud_detection.clues import Clue, bounded
from levier.capabilities.fraud_detection.operations import span_days
from levier.core.french.numbers import format_money, format_percent
from levier.core.french.writing_dates import format_date

NAME = "split"
WINDOW = 7
_USUAL = (
    500.0,
    800.0,
    1000.0,
    1500.0,
    2000.0,
    3000.0,
    4000.0,
    5000.0,
    10_000.0,
    15_000.0,
    20_000.0,
    25_000.0,
    40_000.0,
    50_000.0,
)
_UNDER = 0.85
_ONE_PURCHASE = 2.0
_FOLLOWING = 2.0
"""Bills of one supplier numbered one after another were written together: it had nothing else to bill in between."""


def find(operations: pl.DataFrame, threshold: float | None = None, currency: str = "EUR") -> list[Clue]:
    """Groups of operations of one party, within a week, each just under a threshold and together above it.

    ``threshold``: the company's own; otherwise the round sums that companies use. With a share p of the company's
    operations that fall just under the threshold by themselves, and n others of the party over the days known, each one more
    within a week is met by chance with probability n × 15 / days × p; what the choice of a threshold among many gives away
    is taken off.
    """
    given = (threshold,) if threshold else _USUAL
    days = max(WINDOW + 1, span_days(operations))
    clues: list[Clue] = []
    chosen: set[int] = set()
    # Where many small suppliers are booked under one account, the wording tells them apart.
    named = (
        pl.when(pl.col("party") != "")
        .then("party")
        .when(pl.col("label") != "")
        .then("~" + pl.col("label"))
        .otherwise(pl.lit(""))
    )
    spending = operations.with_columns(named.alias("party")).filter(
        (pl.col("party") != "") & (pl.col("amount") > 0) & _spent()
    )
    for part in spending.partition_by("source", "group", maintain_order=True):
        parties = dict(part.group_by("party").len().iter_rows())
        for limit in sorted(given, reverse=True):
            under = part.filter((pl.col("amount") < limit) & (pl.col("amount") >= _UNDER * limit)).sort(
                "party", "day", "place"
            )
            if under.height < 2:
                continue
            for run in _runs(under):
                if any(one["row"] in chosen for one in run):
                    continue
                party = run[0]["party"]
                more = len(run) - 1
                others = parties[party] - len(run) + 0.5
                share = (under.height - len(run) + 0.5) / (part.height + 1)
                near = min(1.0, (2 * WINDOW + 1) / days)
                habit = under.filter(pl.col("party") == party).height - len(run)
                odd = (
                    -more * math.log(min(1.0, (others + 0.5) * near * share))
                    - (0.0 if threshold else math.log(3.0))
                    - math.log1p(habit)
                    + (_ONE_PURCHASE if _one_purchase(run, part) else _FOLLOWING if _following(run) else 0.0)
                )
                if odd < 2:
                    continue
                chosen |= {one["row"] for one in run}
                total = sum(one["amount"] for one in run)
                clues.append(
                    Clue(NAME, tuple(one["row"] for one in run), bounded(odd), _reason(run, limit, total, currency, given=bool(threshold)),
                         shape={"party": party}, stake=total)
                )  # fmt: skip
    return clues


def _spent() -> pl.Expr:
    """Operations that cost money: orders, invoices received, money out, entries that credit a supplier."""
    ledger = pl.col("shape").str.contains("40[0-8]c") & ~pl.col("shape").str.contains(r"(^|\+)5")
    return (
        (pl.col("source") == "purchases")
        | pl.col("group").is_in(["reçue", "sortie"])
        | ((pl.col("source") == "journal_entries") & ledger)
    )


def _runs(under: pl.DataFrame) -> list[list[dict[str, Any]]]:
    """The largest groups of one party within a week, each operation in one group only."""
    runs: list[list[dict[str, Any]]] = []
    for group in under.partition_by("party", maintain_order=True):
        left = group.to_dicts()
        while len(left) > 1:
            windows = (
                [one for one in left[place:] if (one["day"] - first["day"]).days <= WINDOW]
                for place, first in enumerate(left)
            )
            best = max(windows, key=lambda run: (len(run), -(run[-1]["day"] - run[0]["day"]).days))
            if len(best) < 2:
                break
            runs.append(best)
            taken = {one["row"] for one in best}
            left = [one for one in left if one["row"] not in taken]
    return runs


def _one_purchase(run: list[dict[str, Any]], part: pl.DataFrame) -> bool:
    """Whether the parts bear the number of one order or the words of one purchase, which nothing else bears."""
    same = {(one["label"], _stem(one["reference"])) for one in run}
    if len(same) > 1:
        return False
    label, stem = same.pop()
    elsewhere = part.filter(~pl.col("row").is_in([one["row"] for one in run]))
    alone = bool(label) and label not in elsewhere["label"]
    return alone or (bool(stem) and stem not in {_stem(one) for one in elsewhere["reference"].to_list()})


def _following(run: list[dict[str, Any]]) -> bool:
    """Whether their references are numbers that follow one another, after the same letters."""
    cut = [re.fullmatch(r"(.*?)(\d{1,12})", one["reference"].strip()) for one in run]
    if not all(cut) or len({found[1] for found in cut if found}) > 1:
        return False
    numbers = sorted(int(found[2]) for found in cut if found)
    return all(after - before == 1 for before, after in pairwise(numbers))


def _stem(reference: str) -> str:
    """« F 1204/2 », « F 1204-B » → « F 1204 »."""
    return re.sub(r"[\s/_.-]+(?:\d{1,2}|[A-Za-z])$", "", reference.strip())


def _reason(run: list[dict[str, Any]], limit: float, total: float, currency: str, *, given: bool) -> str:
    first, last = run[0]["day"], run[-1]["day"]
    when = f"le {format_date(first)}" if first == last else f"du {format_date(first)} au {format_date(last)}"
    which = "votre seuil de" if given else "un seuil courant,"
    return (
        f"{len(run)} opérations pour « {run[0]['name'] or run[0]['party'].removeprefix('~')} » {when}, chacune juste sous {which} {format_money(limit, currency, 0)} "
        f"(à moins de {format_percent(1 - _UNDER, 0)}), {format_money(total, currency)} en tout"
    )
