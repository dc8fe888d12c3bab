"""The charts of the page: each title states what there is to see."""

from levier.core.french.typography import unbroken
from levier.core.result import Chart, Series
from levier.tables.accounting.amounts import euros
from levier.tables.accounting.months import CashMonth, Month, VatMonth, month_label, short_month
from levier.tables.accounting.open_items import Ageing
from levier.web import formats
from levier.web.results import ShownChart, chart


def _money(amount: int) -> str:
    return formats.value(euros(amount), "€")


def turnover_chart(months: list[Month]) -> ShownChart | None:
    """Turnover by month; None when there is only one."""
    if len(months) < 2 or not any(month.amount for month in months):
        return None
    best = max(months, key=lambda month: month.amount)
    series = [Series(name="Chiffre d’affaires", kind="bar", y=[euros(month.amount) for month in months])]
    return _drawn(
        f"Chiffre d’affaires : {month_label(best.first)} est le mois le plus fort, {_money(best.amount)}",
        months,
        series,
    )


def cash_chart(months: list[CashMonth]) -> ShownChart | None:
    """Received, paid, and what is left at the end of each month."""
    if len(months) < 2 or not any(month.received or month.paid or month.closing for month in months):
        return None
    low = min(months, key=lambda month: month.closing)
    series = [
        Series(name="Encaissements", kind="bar", y=[euros(month.received) for month in months]),
        Series(name="Décaissements", kind="bar", role="other", y=[-euros(month.paid) for month in months]),
        Series(name="Solde de fin de mois", kind="line", y=[euros(month.closing) for month in months]),
    ]
    return _drawn(
        f"Trésorerie : au plus bas fin {month_label(low.first)}, {_money(low.closing)}", months, series
    )


def vat_chart(months: list[VatMonth]) -> ShownChart | None:
    """VAT collected, deductible and due."""
    if len(months) < 2 or not any(month.collected or month.due for month in months):
        return None
    due = sum(month.due for month in months)
    what = (
        f"TVA : {_money(due)} dus sur la période"
        if due >= 0
        else f"TVA : {_money(-due)} de crédit sur la période"
    )
    series = [
        Series(name="Collectée", kind="bar", y=[euros(month.collected) for month in months]),
        Series(name="Déductible", kind="bar", role="other", y=[-euros(month.deductible_goods + month.deductible_assets) for month in months]),
        Series(name="Due", kind="line", y=[euros(month.due) for month in months]),
    ]  # fmt: skip
    return _drawn(what, months, series)


def ageing_chart(found: Ageing) -> ShownChart | None:
    """What is open by age."""
    if not found.due:
        return None
    late = found.over(60)
    name = "Créances clients" if found.side == "receivables" else "Dettes fournisseurs"
    what = (
        f"{name} : {_money(late)} datent de plus de 60 jours"
        if late
        else f"{name} : rien ne date de plus de 60 jours"
    )
    bands = found.bands()
    return chart(
        Chart(
            title=unbroken(what),
            x=[label for label, _ in bands],
            unit="€",
            y_label="€",
            series=[Series(name="Reste dû", kind="bar", y=[euros(amount) for _, amount in bands])],
        )
    )


def _drawn(
    title: str, months: list[Month] | list[CashMonth] | list[VatMonth], series: list[Series]
) -> ShownChart:
    return chart(
        Chart(
            title=unbroken(title),
            x=[short_month(month.first) for month in months],
            series=series,
            unit="€",
            y_label="€",
        )
    )
