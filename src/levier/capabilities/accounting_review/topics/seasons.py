"""The strong and the weak months."""

from levier.capabilities.accounting_review.scope import Scope
from levier.capabilities.accounting_review.telling import Story, euros, money
from levier.capabilities.accounting_review.topics.turnover import months_chart
from levier.core.evidence import Scalar
from levier.core.french.calendar import MONTHS
from levier.core.french.numbers import format_number
from levier.core.result import Column, Series
from levier.tables.accounting.months import (
    month_label,
    monthly_turnover,
    seasonality,
)
from levier.tables.accounting.selection import Selection


def tell_seasons(story: Story, scope: Scope) -> None:
    """Each month beside the mean of the year, over all the years there are."""
    indices = seasonality(scope.ledger)
    if not indices:
        months = [month for month in monthly_turnover(scope.ledger, scope.year) if month.amount]
        known: list[list[Scalar]] = [[month_label(month.first), euros(month.amount)] for month in months]
        proof = story.prove(
            "mois",
            "Chiffre d’affaires par mois",
            ("month", "amount"),
            known,
            Selection(accounts=("70",), sign=-1),
            {"amount": "€"},
        )
        story.note(
            "La saisonnalité demande au moins un exercice complet de ventes ; vos écritures n’en couvrent pas encore."
        )
        if months:
            best = max(months, key=lambda month: month.amount)
            story.say(
                f"Parmi les mois connus, {month_label(best.first)} est le plus fort, avec {money(best.amount)} de chiffre d’affaires.",
                proof,
            )
        months_chart(story, scope)
        return
    high, low = max(indices, key=lambda one: one[1]), min(indices, key=lambda one: one[1])
    latest = {
        month.first.month: month.first
        for year in scope.ledger.years
        for month in monthly_turnover(scope.ledger, year)[:12]
    }
    rows: list[list[Scalar]] = [
        [MONTHS[number - 1], round(value * 100, 1), years, latest[number].isoformat()]
        for number, value, years in indices
    ]
    proof = story.prove(
        "saisons",
        f"Indice de chaque mois, {MONTHS[high[0] - 1]} le plus fort, {MONTHS[low[0] - 1]} le plus faible",
        ("label", "index", "years_count", "month"),
        rows,
        Selection(accounts=("70",), sign=-1),
    )
    story.output.figures |= {"highest": round(high[1] * 100, 1), "lowest": round(low[1] * 100, 1)}
    story.say(
        f"Le mois le plus fort est {MONTHS[high[0] - 1]} (indice {format_number(round(high[1] * 100, 1), 1)} pour 100 en moyenne) et le plus faible "
        f"{MONTHS[low[0] - 1]} (indice {format_number(round(low[1] * 100, 1), 1)}).", proof,
    )  # fmt: skip
    if indices[0][2] < 2:
        story.note(
            "Ces indices viennent d’un seul exercice : un mois exceptionnel ne s’y distingue pas d’une saison."
        )
    story.table(
        "Indices mensuels",
        [Column(key="month", label="Mois"), Column(key="index", label="Indice (100 = moyenne)")],
        [{"month": row[0], "index": row[1]} for row in rows],
        proof,
    )
    story.chart(
        f"{MONTHS[high[0] - 1].capitalize()} pèse {format_number(round(high[1] * 100, 1), 1)} pour un mois moyen de 100", [str(row[0]) for row in rows],
        [Series(name="Indice", kind="bar", y=[round(value * 100, 1) for _, value, _ in indices])], proof, unit="", y_label="indice",
    )  # fmt: skip
