"""Holes in the numbering, and entries slipped in out of their time.

The numbering of a FEC is the business of :mod:`levier.tables.accounting.conformity`: its findings are reused. What is
done here is the numbering of invoices and pieces, and the choice of the entry to look at.
"""

from collections.abc import Iterable

import polars as pl

from levier.capabilities.fraud_detection.clues import Clue, bounded, surprise
from levier.core.french.writing_dates import format_date
from levier.tables.accounting.ledger import Ledger

GAP, BACKDATED = "sequence_gap", "backdated"
_DENSE = 0.85
_LONGEST = 1000
_ENOUGH = 8


def find_gaps(operations: pl.DataFrame, *, unnumbered: Iterable[str] = ()) -> list[Clue]:
    """The first operation after each hole of a series that is otherwise nearly full.

    Invoices received bear the suppliers' numbers, whose holes mean nothing: only those sent are looked at.
    """
    bare = set(unnumbered)
    clues: list[Clue] = []
    ledger = operations.filter((pl.col("source") == "journal_entries") & ~pl.col("group").is_in(list(bare)))
    shared = (
        ledger.group_by("number").agg(pl.col("group").n_unique().alias("n")).filter(pl.col("n") > 1).height
    )
    by_journal = shared > 0.05 * max(1, ledger.height)
    clues += _series(ledger, "number", ["group"] if by_journal else [], "n° d'écriture")
    pieces = operations.filter(pl.col("source") == "journal_entries")
    clues += _series(pieces, "reference", ["group"], "n° de pièce")
    sent = operations.filter((pl.col("source") == "invoices") & pl.col("group").is_in(["émise", "avoir"]))
    clues += _series(sent, "number", [], "n° de facture")
    return clues


def _series(operations: pl.DataFrame, column: str, by: list[str], what: str) -> list[Clue]:
    if not operations.height:
        return []
    numbered = operations.with_columns(
        pl.col(column).str.extract(r"(\d{1,12})\D*$").cast(pl.Int64, strict=False).alias("n"),
        pl.col(column).str.replace(r"\d{1,12}\D*$", "").alias("prefix"),
    ).drop_nulls("n")  # fmt: skip
    clues: list[Clue] = []
    for part in numbered.partition_by([*by, "prefix"], maintain_order=True):
        series = part.unique("n", keep="first", maintain_order=True).sort("n")
        if series.height < _ENOUGH or part.height > 1.6 * series.height:
            continue
        steps = series.with_columns(
            (pl.col("n") - pl.col("n").shift(1)).alias("step"),
            pl.col("n").shift(1).alias("before"),
            pl.col("row").shift(1).alias("previous"),
        )
        holes = steps.filter((pl.col("step") > 1) & (pl.col("step") <= _LONGEST))
        low, high = int(series["n"].min()), int(series["n"].max())  # type: ignore[arg-type]
        if series.height / (high - low + 1) < _DENSE and holes.height > 2:
            continue
        odd = surprise(holes.height - 1, series.height, 0.003)
        for row, previous, before, number, prefix in holes.select(
            "row", "previous", "before", "n", "prefix"
        ).iter_rows():
            missing = number - before - 1
            said = f"{prefix}{before + 1}" if missing == 1 else f"{prefix}{before + 1} à {prefix}{number - 1}"
            clues.append(
                Clue(GAP, (row,), bounded(odd), f"Numérotation interrompue : {what} {said} absent{'s' if missing > 1 else ''}",
                     beside=(previous,), shape={"series": str(prefix)}, stake=0.0)
            )  # fmt: skip
    return clues


def find_backdated(operations: pl.DataFrame, ledger: Ledger) -> list[Clue]:
    """Entries dated well before those numbered (or written) just before them, in journals kept in order of date."""
    clues: list[Clue] = []
    entries = operations.filter(pl.col("source") == "journal_entries")
    numbered = set(entries["group"].unique().to_list()) - set(ledger.scheme.unnumbered)
    for part in entries.partition_by("group", maintain_order=True):
        journal = str(part["group"][0])
        if part.height < _ENOUGH:
            continue
        rank = pl.col("number").str.extract(r"(\d{1,12})\D*$").cast(pl.Int64, strict=False)
        ordered = part.with_columns(rank.alias("n")).sort(
            *(["n", "place"] if journal in numbered else ["place"])
        )
        days = [day.toordinal() for day in ordered["day"]]
        lags = [0] * len(days)
        for index in range(len(days)):
            before = sorted(days[max(0, index - 5) : index])
            after = sorted(days[index + 1 : index + 6])
            if len(before) < 3 or len(after) < 3:
                continue
            low, high = before[len(before) // 2], after[len(after) // 2]
            lags[index] = (
                min(low, high) - days[index]
                if days[index] < min(low, high)
                else max(0, days[index] - max(low, high))
            )
        moved = sum(lag > 3 for lag in lags)
        if moved > 0.2 * len(days):
            continue
        for index, (row, day, party) in enumerate(ordered.select("row", "day", "party").iter_rows()):
            if lags[index] > 10:
                further = sum(lag >= lags[index] for lag in lags) - 1
                clues.append(
                    Clue(BACKDATED, (row,), surprise(further, len(days), 0.01), f"Date du {format_date(day)} hors de l'ordre de « {journal} » : {lags[index]} jours d'écart avec les écritures voisines",
                         shape={"journal": journal, "party": party})
                )  # fmt: skip
    return clues
