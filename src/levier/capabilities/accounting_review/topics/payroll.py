"""The weight of payroll."""

from levier.capabilities.accounting_review.scope import Scope
from levier.capabilities.accounting_review.telling import Story, euros, money, percent
from levier.core.result import Column, Series
from levier.tables.accounting.months import (
    month_label,
    monthly_payroll,
    short_month,
)
from levier.tables.accounting.selection import Selection, figure
from levier.tables.accounting.statements.income import turnover_of


def tell_payroll(story: Story, scope: Scope) -> None:
    """Payroll with its charges, and its share of turnover and of value added."""
    cost = figure(
        scope.ledger,
        "payroll",
        "Charges de personnel",
        Selection(accounts=("64",), start=scope.bounds[0], end=scope.bounds[1]),
        "Comptes 64",
        scope.flow_year,
    )
    sold = turnover_of(scope.ledger, *scope.bounds, scope.flow_year)
    proof = story.prove_figure(cost)
    story.prove_figure(sold)
    story.output.figures |= {"payroll": cost.value, "turnover": sold.value}
    story.say(
        f"{story.span[:1].upper()}{story.span[1:]}, les charges de personnel sont de {money(cost.exact)}.",
        proof,
    )
    if sold.exact > 0:
        weight = cost.exact / sold.exact
        story.output.figures["weight"] = weight
        value = {"payroll": cost.value, "turnover": sold.value, "weight_percent": round(weight * 100, 2)}
        ratio = story.compute(
            "poids",
            "Charges de personnel rapportées au chiffre d’affaires",
            value,
            "comptes 64 ÷ comptes 70",
            "€",
        )
        story.say(f"Elles pèsent {percent(weight)} du chiffre d’affaires de {money(sold.exact)}.", ratio)
    story.table(
        f"Charges de personnel {story.span}", [Column(key="account", label="Compte"), Column(key="label", label="Libellé"), Column(key="amount", label="Montant", unit="€")],
        [{"account": part.account, "label": part.label, "amount": part.amount} for part in cost.parts], proof,
    )  # fmt: skip
    months = [
        month
        for month in monthly_payroll(scope.ledger, scope.year)
        if scope.start <= month.first <= scope.end
    ]
    if len(months) > 1 and cost.exact:
        best = max(months, key=lambda month: month.amount)
        story.chart(
            f"Les charges de personnel culminent en {month_label(best.first)} : {money(best.amount)}", [short_month(month.first) for month in months],
            [Series(name="Charges de personnel", kind="bar", y=[euros(month.amount) for month in months])], proof,
        )  # fmt: skip
