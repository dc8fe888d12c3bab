"""The charts of a proposal; their titles are findings."""

from levier.capabilities.stock_replenishment import StockReplenishmentOutput
from levier.capabilities.stock_replenishment.telling.words import amount_unit, price
from levier.core.french.numbers import format_percent
from levier.core.result import Chart, Series


def charts(output: StockReplenishmentOutput) -> list[Chart]:
    """Stock against service beside the usual rule, and the orders by supplier."""
    one, charts = output.replayed, []
    if one.saved is None:
        title = f"Stock moyen selon la part servie, rejoué sur {one.weeks} semaines"
    else:
        less = "de stock en moins" if one.saved >= 0 else "de stock en plus"
        title = f"À service égal ({format_percent(one.served)}), {format_percent(abs(one.saved))} {less} que la règle habituelle"
    kept = [
        place
        for place in range(len(one.shares))
        if one.stocks[place] is not None or one.usual_stocks[place] is not None
    ]
    if kept:
        charts.append(
            Chart(
                title=title,
                x=[format_percent(one.shares[place]) for place in kept],
                series=[
                    Series(name="Levier", role="main", y=[one.stocks[place] for place in kept]),
                    Series(name="Règle habituelle", role="baseline", y=[one.usual_stocks[place] for place in kept]),
                ],
                x_label="Part de la demande servie immédiatement", y_label="Stock moyen", unit=output.unit,
                evidence=["jugement", "rejeu"],
            )
        )  # fmt: skip
    some = [order for order in output.orders if order.amount > 0][:15]
    if len(some) > 1:
        best = max(some, key=lambda order: order.amount)
        charts.append(
            Chart(
                title=f"{best.name} reçoit la plus grosse commande : {price(output, best.amount)}",
                x=[order.name for order in some], layout="horizontal",
                series=[Series(name="Montant", kind="bar", y=[order.amount for order in some])],
                unit=amount_unit(output.unit), evidence=["ensemble", *(f"commande{place + 1}" for place in range(len(some)))],
            )
        )  # fmt: skip
    return charts


__all__ = ["charts"]
