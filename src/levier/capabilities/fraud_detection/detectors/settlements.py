"""Payments to a supplier that nothing billed, in the accounts."""

from collections import Counter
from dataclasses import dataclass

import polars as pl

from levier.capabilities.fraud_detection.clues import Clue, bounded, surprise
from levier.core.french.numbers import format_money
from levier.tables.accounting.amounts import EURO
from levier.tables.accounting.ledger import Ledger

NAME = "unbilled_payment"
_NEAR = 60
_TOGETHER = 8
_HABIT = 3
"""Lines of a supplier from which its account is one that gets settled."""


@dataclass(frozen=True)
class _Unasked:
    """A payment no invoice asks for. ``over``: what the supplier then owes; ``answered``: payments to it that invoices
    answer; ``lines``: of its account; ``alone``: without it the supplier's account is settled to the cent at the end."""

    key: int
    party: str
    name: str
    amount: float
    over: float
    answered: int
    lines: int
    alone: bool


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
    paid: list[_Unasked] = []
    many = 0
    for _, lines in third.group_by("party", maintain_order=True):
        owed = answered = 0
        last = -int(lines["balance"].sum())
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
        sums = sums_of([amount for _, amount in billed])
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
            alone = len(billed) > 0 and lines.height > _HABIT and abs(last + balance) <= 100
            if not matched and (owed < -100 or alone):
                paid.append(
                    _Unasked(
                        key, party, name, balance / EURO, -owed / EURO, answered, lines.height, alone=alone
                    )
                )
    return _clues(paid, many, currency)


def _clues(paid: "list[_Unasked]", many: int, currency: str) -> list[Clue]:
    of_party = Counter(one.party for one in paid)
    one_too_many = len({one.party for one in paid if one.alone})
    clues = []
    for one in paid:
        others = (one_too_many if one.alone else len(of_party)) - 1
        # Where invoices usually answer payments, one that nothing answers says more.
        odd = (
            surprise(others, many, 0.004)
            + (0.7 if one.over >= one.amount - 0.01 else 0.0)
            + min(1.5, 0.25 * one.lines if one.alone else 0.5 * one.answered)
        )
        clues.append(
            Clue(NAME, (one.key,), bounded(odd / (1.0 if one.alone else of_party[one.party] ** 0.5)), _reason(one, currency),
                 shape={"party": one.party}, stake=one.amount if one.alone else min(one.amount, one.over))
        )  # fmt: skip
    return clues


def _reason(one: "_Unasked", currency: str) -> str:
    who, amount = one.name or one.party, format_money(one.amount, currency)
    if one.alone:
        return f"Paiement de {amount} à « {who} » sans facture de ce montant, et c'est exactement ce dont le fournisseur reste débiteur : un paiement de trop ?"
    return f"Paiement de {amount} à « {who} » sans facture de ce montant : le fournisseur devient débiteur de {format_money(one.over, currency)}"


def sums_of(amounts: list[int]) -> set[int]:
    """What consecutive invoices add up to: one payment often settles several."""
    found: set[int] = set()
    for start in range(len(amounts)):
        total = 0
        for amount in amounts[start : start + _TOGETHER]:
            total += amount
            found.add(total)
    return found
