"""Letterings that no longer balance: an invoice changed, or booked once too often, after it was matched with its payment."""

import polars as pl

from levier.capabilities.fraud_detection.clues import Clue, bounded, surprise
from levier.core.french.numbers import format_money
from levier.tables.accounting.amounts import EURO
from levier.tables.accounting.ledger import Ledger

NAME = "lettering"
_WAYS = (
    (1.0, "cette écriture est sans doute en trop"),
    (0.9, "une virgule décalée d'un rang sur cette écriture l'explique"),
    (0.99, "une virgule décalée de deux rangs sur cette écriture l'explique"),
    (2.0, "débit et crédit inversés sur cette écriture l'expliquent"),
)
_CENTS = 200


def find(ledger: Ledger, currency: str = "EUR") -> list[Clue]:
    """Groups of lines of one third party under one lettering whose sum is not zero, where one entry explains the gap."""
    lettered = ledger.frame.filter(
        (pl.col("lettering") != "") & pl.col("account").str.contains("^4[01]") & ~pl.col("closing")
    )
    groups = lettered.group_by("account", "auxiliary", "lettering", maintain_order=True).agg(
        pl.col("balance").sum().alias("gap"), pl.col("key"), pl.col("balance"), pl.col("opening"), pl.col("auxiliary_label").first(), pl.len().alias("many"),
    )  # fmt: skip
    wrong = groups.filter((pl.col("gap").abs() > _CENTS) & (pl.col("many") > 1))
    odd = surprise(wrong.height - 1, groups.height, 0.01)
    clues: list[Clue] = []
    for account, auxiliary, code, gap, keys, balances, openings, name in wrong.select(
        "account", "auxiliary", "lettering", "gap", "key", "balance", "opening", "auxiliary_label"
    ).iter_rows():
        for share, said in _WAYS:
            fit = [
                key
                for key, balance, opening in zip(keys, balances, openings, strict=True)
                if not opening and abs(share * balance - gap) <= _CENTS
            ]
            if fit:
                who = name or auxiliary or account
                text = f"Le lettrage {code} de « {who} » ne s'équilibre plus (écart {format_money(abs(gap) / EURO, currency)}) : {said}"
                clues.append(
                    Clue(
                        NAME,
                        (fit[-1],),
                        bounded(odd + 1.0),
                        text,
                        shape={"party": auxiliary or account, "lettering": code},
                        stake=abs(gap) / EURO,
                    )
                )
                break
    return clues
