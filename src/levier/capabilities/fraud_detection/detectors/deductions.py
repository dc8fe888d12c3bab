"""Deducted VAT facing an account that neither buys, owes nor pays.

Input tax is deducted on a purchase (articles 271 and 287 of the CGI): a cost or an asset on one side; on the other a supplier, the
bank, the till, an employee's expenses or a partner. A bill booked against a loan, a tax or the result of the year keeps
its balance and its VAT, so that neither the arithmetic nor the trial balance shows it.
"""

from collections import Counter
from dataclasses import dataclass

import polars as pl

from levier.capabilities.fraud_detection.clues import Clue, surprise
from levier.capabilities.fraud_detection.detectors.accounts import NAME
from levier.tables.accounting.ledger import Ledger
from levier.tables.accounting.selection import settling_keys

_PAYERS = ("40", "42", "45", "51", "53", "54", "108", "6", "7")
_BOUGHT = ("2", "3", "6", "40")
"""Who a purchase is owed to or paid by (6 and 7: a rebate on the bill), and what is bought (40: a deposit)."""
_SELDOM = ("46", "471", "486")
_USUAL, _ODD = 0.01, 0.001
"""How often sound books hold an account of these, and one of the others, there."""
_TOLD = 4.0
"""Below, it is a habit of this company."""
_MOST = 5
"""Accounts of an entry from which it is a payroll or a clearing, not a bill."""


@dataclass(frozen=True)
class _Played:
    """An account that pays or is bought in an entry where VAT is deducted."""

    key: int
    journal: str
    account: str
    label: str
    pays: bool

    @property
    def root(self) -> str:
        return self.account[:3]

    @property
    def fit(self) -> bool:
        return self.account.startswith(_PAYERS if self.pays else _BOUGHT)

    @property
    def usual(self) -> float:
        return _USUAL if self.account.startswith(_SELDOM) else _ODD


def find(ledger: Ledger) -> list[Clue]:
    """Entries deducting VAT in which an account plays a part it almost never plays in this company."""
    played = _played(ledger)
    entries = len({one.key for one in played})
    odd = {(one.key, one.pays, one.root): one for one in played if not one.fit}
    times = Counter((pays, root) for _, pays, root in odd)
    clues = [
        Clue(NAME, (one.key,), surprise(times[one.pays, one.root] - 1, entries, one.usual), _reason(one),
             shape={"pair": f"445+{one.root}", "journal": one.journal})
        for one in odd.values()
    ]  # fmt: skip
    return [clue for clue in clues if clue.surprise >= _TOLD]


def _played(ledger: Ledger) -> list[_Played]:
    deducted = pl.col("account").str.contains("^4456[26]")
    lines = ledger.frame.filter(
        ~pl.col("opening") & ~pl.col("closing") & (pl.col("balance") != 0) & ~pl.col("key").is_in(list(settling_keys(ledger)))
    )  # fmt: skip
    bills = lines.filter(
        ((deducted & (pl.col("balance") > 0)).any() & ~pl.col("account").str.contains("^4452").any()).over(
            "key"
        )
        & (pl.col("account").n_unique().over("key") <= _MOST)
    )
    others = bills.filter(~pl.col("account").str.contains("^445"))
    return [
        _Played(key, journal, account, label, pays=balance < 0)
        for key, journal, account, label, balance in others.select(
            "key", "journal", "account", "account_label", "balance"
        ).iter_rows()
    ]


def _reason(one: _Played) -> str:
    named = f"{one.account} « {one.label} »" if one.label else one.account
    if one.pays:
        return f"De la TVA est déduite face au compte {named}, qui ne règle ni ne doit d'habitude un achat"
    return f"De la TVA est déduite pour le compte {named}, où vous ne portez d'habitude aucun achat"
