"""Payments to a supplier that nothing billed, in the accounts."""

import polars as pl

from levier.capabilities.fraud_detection.clues import Clue, bounded, surprise
from levier.core.french.numbers import format_money
from levier.tables.accounting.amounts import EURO
from levier.tables.accounting.ledger import Ledger

NAME = "unbilled_payment"
_NEAR = 60
_TOGETHER = 8


def find(ledger: Ledger, currency: str = "EUR") -> list[Clue]:
    """Money paid to a supplier with no invoice of that amount near, and that leaves the supplier owing the company."""
    third = (
        ledger.frame.filter(pl.col("account").str.contains("^40[0-8]") & ~pl.col("closing"))
        .with_columns(
            pl.when(pl.col("auxiliary") != "")
            .then(pl.col("auxiliary"))
            .otherwise(pl.col("account"))
            .alias("party")
        )
        .sort("date", "line")
    )
    bank = set(ledger.frame.filter(pl.col("account").str.contains("^5[13]"))["key"].to_list())
    paid: list[tuple[int, str, float, float, str, int]] = []
    many = 0
    for _, lines in third.group_by("party", maintain_order=True):
        owed = answered = 0
        billed = [
            (day, -balance) for day, balance in lines.select("date", "balance").iter_rows() if balance < 0
        ]
        # An accountant who lettered a payment with an invoice has answered the question.
        matched_by = {
            code: bool(found)
            for code, found in lines.filter(pl.col("lettering") != "")
            .group_by("lettering")
            .agg((pl.col("balance") < 0).any())
            .iter_rows()
        }
        sums = _sums([amount for _, amount in billed])
        generic = lines["auxiliary"][0] == "" and lines["account"][0].rstrip("0") in ("401", "40")
        for key, day, balance, party, name, lettering in lines.select(
            "key", "date", "balance", "party", "auxiliary_label", "lettering"
        ).iter_rows():
            owed -= balance
            if balance <= 0 or key not in bank or generic or (lettering and matched_by[lettering]):
                continue
            many += 1
            matched = (
                any(abs(amount - balance) <= 100 and (day - when).days >= -_NEAR for when, amount in billed)
                or balance in sums
            )
            answered += matched
            if not matched and owed < -100:
                paid.append((key, party, balance / EURO, -owed / EURO, name, answered))
    by_party: dict[str, int] = {}
    for _, party, *_rest in paid:
        by_party[party] = by_party.get(party, 0) + 1
    clues = []
    for key, party, amount, over, name, answered in paid:
        # Where invoices usually answer payments, one that nothing answers says more.
        odd = (
            surprise(len(by_party) - 1, many, 0.004)
            + (0.7 if over >= amount - 0.01 else 0.0)
            + min(1.5, 0.5 * answered)
        )
        clues.append(
            Clue(NAME, (key,), bounded(odd / by_party[party] ** 0.5),
                 f"Paiement de {format_money(amount, currency)} à « {name or party} » sans facture de ce montant : le fournisseur devient débiteur de {format_money(over, currency)}",
                 shape={"party": party}, stake=min(amount, over))
        )  # fmt: skip
    return clues


def _sums(amounts: list[int]) -> set[int]:
    """What consecutive invoices add up to: one payment often settles several."""
    found: set[int] = set()
    for start in range(len(amounts)):
        total = 0
        for amount in amounts[start : start + _TOGETHER]:
            total += amount
            found.add(total)
    return found
