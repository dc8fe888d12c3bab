"""Receivables and payables with their ages: what is still open, third party by third party.

An invoice is closed when its lettering group is even by the day asked; what is left is set off oldest first (FIFO), so
that the open items of a third party always add up to its balance.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import polars as pl

from levier.tables.accounting.amounts import EURO
from levier.tables.accounting.ledger import Ledger, prefixed
from levier.tables.accounting.selection import Selection

Side = Literal["receivables", "payables"]
RECEIVABLES = (("411", "413", "416", "410"), ())
PAYABLES = (("401", "403", "404", "405", "400"), ())
BANDS: tuple[tuple[str, int, int | None], ...] = (
    ("0 à 30 jours", 0, 30),
    ("31 à 60 jours", 31, 60),
    ("61 à 90 jours", 61, 90),
    ("plus de 90 jours", 91, None),
)
"""Ages in days since the date of the invoice (a FEC gives no due date)."""


@dataclass(frozen=True)
class OpenItem:
    """An invoice not paid, or not wholly. ``left``: ten-thousandths still due; ``age``: days since ``day``."""

    party: str
    party_label: str
    account: str
    day: date
    piece: str
    label: str
    amount: int
    left: int
    age: int


@dataclass(frozen=True)
class Party:
    """A customer or supplier. ``bands``: what is open by age; ``advances``: paid too much or not matched (positive)."""

    code: str
    label: str
    account: str
    bands: tuple[int, ...]
    advances: int
    oldest: int

    @property
    def due(self) -> int:
        return sum(self.bands)

    def over(self, days: int, items: Sequence[OpenItem]) -> int:
        """What is open for more than ``days`` days."""
        return sum(
            item.left
            for item in items
            if item.party == self.code and item.account == self.account and item.age > days
        )


@dataclass(frozen=True)
class Ageing:
    """``parties``: largest due first. ``balance`` = due − advances, equal to the balance of the accounts."""

    side: Side
    day: date
    parties: tuple[Party, ...]
    items: tuple[OpenItem, ...]
    selection: Selection
    lettered: bool

    @property
    def due(self) -> int:
        return sum(party.due for party in self.parties)

    @property
    def advances(self) -> int:
        return sum(party.advances for party in self.parties)

    def over(self, days: int) -> int:
        """What is open for more than ``days`` days, all third parties together."""
        return sum(item.left for item in self.items if item.age > days)

    def bands(self) -> list[tuple[str, int]]:
        """The total of each band of ages."""
        return [
            (label, sum(party.bands[place] for party in self.parties))
            for place, (label, _, _) in enumerate(BANDS)
        ]


def ageing(ledger: Ledger, side: Side, day: date | None = None) -> Ageing:
    """What customers owe, or what is owed to suppliers, on the evening of ``day`` (the last day known by default)."""
    accounts, exclude = RECEIVABLES if side == "receivables" else PAYABLES
    day = day or ledger.current.last
    sign = 1 if side == "receivables" else -1
    chosen = Selection(basis="standing", accounts=accounts, exclude=exclude, end=day, sign=sign)
    lines = (
        ledger.standing(day)
        .filter(prefixed(accounts, exclude))
        .with_columns((pl.col("balance") * sign).alias("amount"))
    )
    # The invoice's own date, when it is not after the entry: carried-over invoices keep it.
    invoiced = (
        pl.when(pl.col("piece_date") <= pl.col("date")).then(pl.col("piece_date")).otherwise(pl.col("date"))
    )
    lines = lines.with_columns(
        invoiced.alias("day"), _party().alias("party"), _party_label().alias("party_label")
    )
    settled = _settled(lines)
    left = lines.join(settled, on=["account", "auxiliary", "lettering"], how="anti", nulls_equal=True)
    items, advances = _set_off(left, day)
    parties = _parties(items, advances)
    return Ageing(side, day, parties, items, chosen, bool(settled.height))


def _party() -> pl.Expr:
    return pl.when(pl.col("auxiliary") != "").then(pl.col("auxiliary")).otherwise(pl.col("account"))


def _party_label() -> pl.Expr:
    return (
        pl.when(pl.col("auxiliary_label") != "").then(pl.col("auxiliary_label"))
        .when(pl.col("auxiliary") != "").then(pl.col("auxiliary"))
        .otherwise(pl.col("account_label"))
    )  # fmt: skip


def _settled(lines: pl.DataFrame) -> pl.DataFrame:
    groups = lines.filter(pl.col("lettering") != "").group_by("account", "auxiliary", "lettering")
    return groups.agg(pl.col("amount").sum()).filter(pl.col("amount") == 0).drop("amount")


def _set_off(
    lines: pl.DataFrame, day: date
) -> tuple[tuple[OpenItem, ...], dict[tuple[str, str], tuple[str, int]]]:
    """Credits of a third party pay its oldest debits first; what pays nothing is an advance."""
    by = ["account", "party"]
    ordered = lines.sort("day", "line", maintain_order=True)
    paid = ordered.group_by(by).agg(
        (-pl.col("amount").filter(pl.col("amount") < 0).sum()).alias("paid"), pl.col("amount").sum().alias("balance"),
        pl.col("party_label").last(),
    )  # fmt: skip
    debits = ordered.filter(pl.col("amount") > 0).join(
        paid.select(*by, "paid"), on=by, how="left", maintain_order="left"
    )
    debits = debits.with_columns(pl.col("amount").cum_sum().over(by).alias("so_far"))
    left = pl.min_horizontal(pl.col("amount"), (pl.col("so_far") - pl.col("paid")).clip(0)).alias("left")
    still = debits.with_columns(left).filter(pl.col("left") > 0)
    items = tuple(
        OpenItem(party, label, account, when, piece, text, amount, rest, max(0, (day - when).days))
        for party, label, account, when, piece, text, amount, rest in still.select(
            "party", "party_label", "account", "day", "piece", "label", "amount", "left"
        ).iter_rows()
    )  # fmt: skip
    over = {
        (account, party): (label, -balance)
        for account, party, label, balance in paid.filter(pl.col("balance") < 0).select("account", "party", "party_label", "balance").iter_rows()
    }  # fmt: skip
    return items, over


def _parties(
    items: Sequence[OpenItem], advances: dict[tuple[str, str], tuple[str, int]]
) -> tuple[Party, ...]:
    grouped: dict[tuple[str, str], list[OpenItem]] = {}
    for item in items:
        grouped.setdefault((item.account, item.party), []).append(item)
    parties = []
    for key in [*grouped, *(key for key in advances if key not in grouped)]:
        own = grouped.get(key, [])
        bands = tuple(
            sum(item.left for item in own if item.age >= low and (high is None or item.age <= high))
            for _, low, high in BANDS
        )
        label = own[-1].party_label if own else advances[key][0]
        parties.append(
            Party(
                key[1],
                label,
                key[0],
                bands,
                advances.get(key, ("", 0))[1],
                max((item.age for item in own), default=0),
            )
        )
    return tuple(sorted(parties, key=lambda party: (-party.due, party.advances, party.label)))


def balance_of(
    ledger: Ledger, accounts: Sequence[str], exclude: Sequence[str] = (), day: date | None = None
) -> int:
    """Debit − credit of accounts on the evening of a day, ten-thousandths."""
    return int(ledger.standing(day).filter(prefixed(accounts, exclude))["balance"].sum())


def euros(amount: int) -> float:
    return round(amount / EURO, 2)
