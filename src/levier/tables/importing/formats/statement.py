"""A bank statement, whatever its format: movements, the account they are of, and balances that must add up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import polars as pl

from levier.core.french.numbers import format_money
from levier.tables.importing.raw import BrokenLine, RawTable

AGAIN = (
    "Téléchargez de nouveau ce relevé sur le site de votre banque ; si cela recommence, demandez-lui un autre format "
    "(camt.053, CFONB 120 ou CSV)."
)

_COLUMNS = {
    "date": pl.Date, "value_date": pl.Date, "amount": pl.Float64, "label": pl.String, "party": pl.String,
    "method": pl.String, "reference": pl.String, "category": pl.String, "iban": pl.String, "own_account": pl.String,
    "currency": pl.String, "balance": pl.Float64,
}  # fmt: skip


@dataclass
class Movement:
    """One movement: ``amount`` is negative when money goes out; ``line``: its place in the file, from 1."""

    line: int
    day: date | None
    amount: Decimal
    value_date: date | None = None
    label: str = ""
    party: str = ""
    method: str = ""
    reference: str = ""
    category: str = ""
    iban: str = ""


@dataclass
class Statement:
    """The movements of one account between two balances (None when the file does not give them).

    ``checked``: whether the opening balance and the movements are meant to give the closing one.
    """

    account: str
    currency: str
    opening: Decimal | None = None
    closing: Decimal | None = None
    movements: list[Movement] = field(default_factory=list)
    checked: bool = True


def as_table(statements: Sequence[Statement], format_name: str, broken: list[BrokenLine]) -> RawTable:
    """The movements of every account as one table of payments, balances checked."""
    rows: list[dict[str, object]] = []
    lines: list[int] = []
    warnings: list[str] = []
    notes: list[str] = []
    for statement in statements:
        running = statement.opening
        for movement in statement.movements:
            running = None if running is None else running + movement.amount
            lines.append(movement.line)
            rows.append(
                {
                    "date": movement.day,
                    "value_date": movement.value_date,
                    "amount": float(movement.amount),
                    "label": movement.label or None,
                    "party": movement.party or None,
                    "method": movement.method or None,
                    "reference": movement.reference or None,
                    "category": movement.category or None,
                    "iban": movement.iban or None,
                    "own_account": statement.account or None,
                    "currency": statement.currency or None,
                    "balance": None if running is None else float(running),
                }
            )
        if statement.checked and running is not None and statement.closing is not None:
            gap = statement.closing - running
            money = statement.currency or "EUR"
            if gap:
                warnings.append(
                    f"Compte {statement.account or 'sans numéro'} : l'ancien solde et les mouvements donnent "
                    f"{format_money(running, money)}, le relevé annonce {format_money(statement.closing, money)} "
                    f"(écart {format_money(gap, money)})."
                )
            else:
                notes.append(
                    f"Compte {statement.account or 'sans numéro'} : les soldes du relevé sont exacts "
                    f"({format_money(statement.closing, money)})."
                )
    frame = pl.DataFrame(rows, schema=_COLUMNS)
    filled = (
        [name for name in _COLUMNS if frame[name].null_count() < frame.height]
        if frame.height
        else list(_COLUMNS)
    )
    frame = frame.select(filled)  # what this bank leaves empty is no column to be asked about
    currencies = {statement.currency for statement in statements if statement.currency}
    return RawTable(
        frame,
        pl.Series("ligne", lines, dtype=pl.Int64),
        format_name,
        ".",
        broken,
        _few(notes),
        certain=True,
        kind="payments",
        mapping={name: name for name in frame.columns if frame.height},
        currency=currencies.pop() if len(currencies) == 1 else "",
        warnings=_few(warnings),
        mend=AGAIN,
    )


def _few(texts: list[str], most: int = 8) -> list[str]:
    return texts if len(texts) <= most else [*texts[:most], f"… et {len(texts) - most} autre(s) relevé(s)."]
