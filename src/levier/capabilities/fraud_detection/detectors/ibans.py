"""Bank details: an IBAN that changed, that two parties share, that is not the one on file, or whose key is wrong."""

from collections.abc import Mapping

import polars as pl

from levier.capabilities.fraud_detection.clues import Clue, bounded, surprise
from levier.core.french.identifiers import is_iban
from levier.core.french.writing_dates import format_date

NAME = "iban"


def masked(iban: str) -> str:
    """Only the ends of an IBAN are shown: « FR76 … 0189 »."""
    return f"{iban[:4]} … {iban[-4:]}" if len(iban) > 8 else "IBAN"


def find(operations: pl.DataFrame, on_file: Mapping[str, str] | None = None) -> list[Clue]:
    """``on_file``: party (or folded name) → IBAN of the suppliers' table."""
    given = operations.filter((pl.col("iban") != "") & (pl.col("party") != "")).sort("day", "place")
    clues: list[Clue] = []
    changes: list[Clue] = []
    for _, group in given.group_by("source", "party", maintain_order=True):
        changes += _changed(group)
    usual = surprise(len(changes) - 1, given.select("source", "party").n_unique()) if changes else 0.0
    clues += [
        Clue(one.detector, one.rows, bounded(4 + usual), one.reason, one.beside, one.shape, one.stake)
        for one in changes
    ]
    clues += _not_on_file(given, on_file or {})
    clues += _shared(given)
    clues += [
        Clue(NAME, (row,), 6.0, f"L'IBAN {masked(iban)} est impossible : sa clé de contrôle est fausse", shape={"party": party})
        for row, iban, party in given.select("row", "iban", "party").iter_rows()
        if not is_iban(iban)
    ]  # fmt: skip
    return clues


def _changed(group: pl.DataFrame) -> list[Clue]:
    """The first operation on each new account, once an earlier one was in use; a return to a known one is not one."""
    known: dict[str, int] = {}
    found: list[Clue] = []
    last: tuple[str, int] | None = None
    for row, day, iban, name, party in group.select("row", "day", "iban", "name", "party").iter_rows():
        if last and iban not in known:
            found.append(
                Clue(NAME, (row,), 0.0, f"L'IBAN de « {name or party} » change le {format_date(day)} : {masked(last[0])} devient {masked(iban)}",
                     beside=(last[1],), shape={"party": party, "iban": iban[-6:]})
            )  # fmt: skip
        known[iban] = row
        last = (iban, row)
    return found


def _not_on_file(given: pl.DataFrame, on_file: Mapping[str, str]) -> list[Clue]:
    found: list[Clue] = []
    told: set[tuple[str, str]] = set()
    for row, iban, name, party in given.select("row", "iban", "name", "party").iter_rows():
        filed = on_file.get(party)
        if filed and filed != iban and (party, iban) not in told:
            told.add((party, iban))
            found.append(
                Clue(NAME, (row,), 8.0, f"L'IBAN {masked(iban)} n'est pas celui de la fiche de « {name or party} » ({masked(filed)})",
                     shape={"party": party, "iban": iban[-6:]})
            )  # fmt: skip
    return found


def _shared(given: pl.DataFrame) -> list[Clue]:
    many = (
        given.group_by("iban")
        .agg(pl.col("party").n_unique().alias("parties"))
        .filter(pl.col("parties") > 1)["iban"]
    )
    found: list[Clue] = []
    for iban in many.to_list():
        group = given.filter(pl.col("iban") == iban).unique("party", keep="first", maintain_order=True)
        first, *others = group.select("row", "name", "party").rows()
        for row, name, party in others:
            found.append(
                Clue(NAME, (row,), 7.0, f"« {name or party} » et « {first[1] or first[2]} » sont payés sur le même compte ({masked(iban)})",
                     beside=(first[0],), shape={"party": party, "iban": iban[-6:]})
            )  # fmt: skip
    return found
