"""Turnover, month by month."""

from levier.capabilities.accounting_review.scope import Scope
from levier.capabilities.accounting_review.telling import Story, euros, money
from levier.core.evidence import Scalar
from levier.core.result import Series
from levier.tables.accounting.months import (
    month_label,
    monthly_turnover,
    short_month,
)
from levier.tables.accounting.selection import Selection
from levier.tables.accounting.statements.income import turnover_of


def tell_turnover(story: Story, scope: Scope) -> None:
    """The turnover of the period and its months."""
    found = turnover_of(scope.ledger, *scope.bounds, scope.flow_year)
    proof = story.prove_figure(found)
    story.output.figures["turnover"] = found.value
    story.say(
        f"{story.span[:1].upper()}{story.span[1:]}, le chiffre d’affaires comptabilisé est de {money(found.exact)} hors taxes.",
        proof,
    )
    months_chart(story, scope)


def months_chart(story: Story, scope: Scope) -> None:
    """Turnover by month as bars."""
    months = [
        month
        for month in monthly_turnover(scope.ledger, scope.year)
        if scope.start <= month.first <= scope.end
    ]
    if len(months) < 2:
        return
    chosen = Selection(accounts=("70",), start=scope.start, end=scope.end, sign=-1)
    rows: list[list[Scalar]] = [
        [month.first.isoformat(), month_label(month.first), euros(month.amount)] for month in months
    ]
    proof = story.prove(
        "courbe", "Chiffre d’affaires par mois", ("month", "label", "amount"), rows, chosen, {"amount": "€"}
    )
    best = max(months, key=lambda month: month.amount)
    story.chart(
        f"{month_label(best.first).capitalize()} est le mois le plus fort : {money(best.amount)}",
        [short_month(month.first) for month in months],
        [Series(name="Chiffre d’affaires", kind="bar", y=[euros(month.amount) for month in months])], proof,
    )  # fmt: skip
