"""What is in the bank and in the till, month by month."""

import polars as pl

from levier.capabilities.accounting_review.scope import Scope
from levier.capabilities.accounting_review.telling import Story, euros, money
from levier.core.evidence import Scalar
from levier.core.french.numbers import format_number
from levier.core.french.writing_dates import format_date
from levier.core.result import Column, Series
from levier.tables.accounting.months import (
    cash_by_month,
    month_label,
    short_month,
)
from levier.tables.accounting.selection import Selection


def tell_cash(story: Story, scope: Scope) -> None:
    """The balance at the end of the period, and what moved it month by month."""
    months = [
        month
        for month in cash_by_month(scope.ledger, scope.year)
        if month.first <= scope.end and (scope.whole or month.first >= scope.start.replace(day=1))
    ]
    last = months[-1]
    chosen = Selection(
        basis="standing",
        accounts=("512", "514", "515", "516", "517", "53", "54", "511", "510"),
        end=scope.end,
    )
    rows: list[list[Scalar]] = [
        [
            month.first.isoformat(),
            month_label(month.first),
            euros(month.received),
            euros(month.paid),
            euros(month.closing),
        ]
        for month in months
    ]
    by_account = (
        chosen.lines(scope.ledger)
        .group_by("account")
        .agg(pl.col("account_label").last(), pl.col("balance").sum())
        .sort("account")
    )
    accounts: list[list[Scalar]] = [
        [account, label, euros(balance)] for account, label, balance in by_account.iter_rows()
    ]
    stands = sum(balance for *_, balance in by_account.iter_rows())
    proof = story.prove(
        "tresorerie",
        "Trésorerie par mois",
        ("month", "label", "received", "paid", "closing"),
        rows,
        chosen,
        dict.fromkeys(("received", "paid", "closing"), "€"),
    )
    now = story.prove(
        "comptes",
        f"Comptes de trésorerie au {format_date(scope.end)}",
        ("account", "label", "amount"),
        [*accounts, ["total", "Trésorerie", euros(stands)]],
        chosen,
        {"amount": "€"},
    )
    story.output.figures |= {"cash": euros(stands)}
    story.say(f"Au {format_date(scope.end)}, la trésorerie est de {money(stands)}.", now)
    if len(accounts) > 1:
        told = " ; ".join(
            f"{label} ({format_number(float(str(value)), 2)}\u00a0€)" for _, label, value in accounts[:4]
        )
        story.say(f"Elle se compose de : {told}.", now)
    low = min(months, key=lambda month: month.closing)
    if len(months) > 1:
        story.say(
            f"Le point le plus bas de fin de mois est {month_label(low.first)} : {money(low.closing)}.", proof
        )
        story.chart(
            f"La trésorerie finit {month_label(last.first)} à {money(last.closing)}", [short_month(month.first) for month in months],
            [Series(name="Encaissements", kind="bar", y=[euros(month.received) for month in months]), Series(name="Décaissements", kind="bar", y=[-euros(month.paid) for month in months], role="other"), Series(name="Solde de fin de mois", kind="line", y=[euros(month.closing) for month in months])], proof,
        )  # fmt: skip
    columns = [
        Column(key="label", label="Mois"),
        Column(key="received", label="Encaissé", unit="€"),
        Column(key="paid", label="Décaissé", unit="€"),
        Column(key="closing", label="Solde", unit="€"),
    ]
    story.table(
        "Trésorerie par mois",
        columns,
        [{"label": row[1], "received": row[2], "paid": row[3], "closing": row[4]} for row in rows],
        proof,
    )
