"""Bills and payments that answer each other but for a misplaced decimal point, or for the VAT.

What the bank moved comes from outside the company and is stronger evidence than what was typed (ISA 500): where a payment
without bill is ten times a bill without payment, the bill is the one to open.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from levier.capabilities.fraud_detection.clues import Clue, bounded, surprise
from levier.capabilities.fraud_detection.detectors.arithmetic import current_rates
from levier.capabilities.fraud_detection.detectors.settlements import sums_of
from levier.capabilities.fraud_detection.operations import POOLED
from levier.core.french.numbers import format_money, format_percent
from levier.core.french.text import fold
from levier.core.french.writing_dates import format_date
from levier.tables.accounting.amounts import EURO
from levier.tables.accounting.ledger import Ledger

NAME = "disagreeing"
_BEFORE, _AFTER = 10, 120
"""Days before and after the bill within which its payment is looked for."""
_LEAST = 10 * EURO
_CENT = EURO // 100
_USUAL = 0.0005


@dataclass(frozen=True)
class _Move:
    """What a bill asks (``net``: without its tax) or a payment gives, positive, in ten-thousandths of a euro."""

    key: int
    day: int
    amount: int
    net: int


def find(ledger: Ledger, currency: str = "EUR") -> list[Clue]:
    """Bills of a third party that its payments contradict in one of these two ways."""
    found: list[tuple[_Move, _Move, str, str, str]] = []
    many = 0
    for party, name, bills, payments in _parties(ledger):
        many += len(bills)
        asked = {bill.amount for bill in bills} | sums_of([bill.amount for bill in bills])
        given = {payment.amount for payment in payments} | sums_of([payment.amount for payment in payments])
        unpaid = [bill for bill in bills if bill.amount not in given and bill.amount >= _LEAST]
        unbilled = [payment for payment in payments if payment.amount not in asked]
        pairs = ((bill, payment, _why(bill, payment)) for bill in unpaid for payment in unbilled)
        mine = {bill.key: (bill, payment, party, name, why) for bill, payment, why in pairs if why}
        found += mine.values() if len(mine) == 1 else []
    odd = surprise(len(found) - 1, many, _USUAL)
    return [
        Clue(
            NAME, (bill.key,), bounded(odd), _reason(bill, payment, name, why, currency), beside=(payment.key,),
            shape={"party": party}, stake=abs(bill.amount - payment.amount) / EURO,
        )
        for bill, payment, party, name, why in found
    ]  # fmt: skip


def _why(bill: _Move, payment: _Move) -> str:
    if not -_BEFORE <= payment.day - bill.day <= _AFTER:
        return ""
    for factor in (10, 100, 1000):
        for small, large in ((bill.amount, payment.amount), (payment.amount, bill.amount)):
            if abs(large - factor * small) <= min(factor, 100) * _CENT and small >= _LEAST / 10:
                return f"un facteur {factor} les sépare, virgule mal placée"
    if abs(bill.amount - payment.amount) < EURO:
        return ""
    for rate in current_rates():
        if rate and bill.net != bill.amount and abs(bill.net * (1 + rate) - payment.amount) <= 2 * _CENT:
            return f"le règlement est le hors taxes et {format_percent(rate, 1)} de TVA, pas la TVA de la facture"
    return ""


def _parties(ledger: Ledger) -> Iterator[tuple[str, str, list[_Move], list[_Move]]]:
    """Each third party with its bills and its payments; accounts where many are booked together left out."""
    account = pl.col("account")
    entries = ledger.frame.filter(~pl.col("opening") & ~pl.col("closing")).with_columns(
        account.str.contains("^5[1-4]").any().over("key").alias("bank"),
        pl.col("balance").filter(account.str.contains("^[67]|^2[0-7]")).sum().over("key").alias("net"),
    )
    code = pl.when(pl.col("auxiliary") != "").then("auxiliary").otherwise("account").alias("code")
    name = pl.when(pl.col("auxiliary") != "").then("auxiliary_label").otherwise("account_label").alias("name")
    third = (
        entries.filter(account.str.contains("^4(0[1-8]|1[1-8])") & (pl.col("balance") != 0))
        .with_columns(code, name, account.str.slice(0, 2).alias("side"))
        .filter(pl.col("code").str.strip_chars_end("0").str.len_chars() > 3)
        .sort("date", "line")
    )
    for (side, party), lines in third.group_by("side", "code", maintain_order=True):
        shown = str(lines["name"][0])
        if pl.Series([fold(shown)]).str.contains(POOLED).item():
            continue
        sign = -1 if side == "40" else 1
        bills, payments = [], []
        for key, day, balance, bank, net in lines.select("key", "date", "balance", "bank", "net").iter_rows():
            amount = sign * balance
            if not bank and amount > 0 and net:
                bills.append(_Move(key, day.toordinal(), amount, abs(net)))
            elif bank and amount < 0:
                payments.append(_Move(key, day.toordinal(), -amount, 0))
        yield str(party), shown, bills, payments


def _reason(bill: _Move, payment: _Move, name: str, why: str, currency: str) -> str:
    asked, given = (format_money(one.amount / EURO, currency) for one in (bill, payment))
    who = f" de « {name} »" if name else ""
    return f"Facture de {asked}{who} et règlement de {given} le {format_date(date.fromordinal(payment.day))} : {why}"
