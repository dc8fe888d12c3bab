"""How far a proposal may still be trusted."""

from datetime import date

from levier.capabilities.stock_replenishment import StockReplenishmentOutput
from levier.capabilities.stock_replenishment.telling.sentences import SHORT
from levier.core.french.dates import format_long_date
from levier.core.result import Signal

_STALE_DAYS = 14
_BIASED = 0.25


def signals(
    output: StockReplenishmentOutput, today: date, stock_day: date | None, bias: float | None
) -> list[Signal]:
    """Share served, age of the sales and of the stock, bias of the demand."""
    one = output.replayed
    found = [
        Signal(name="served", label="Part servie sur le passé rejoué", value=one.served, limit=round(one.promised - SHORT, 3), unit="%",
               above=False, means="La règle tient moins que demandé : montez le taux de service des classes concernées, ou relisez les quantités."),
        Signal(name="sales-age", label="Âge des ventes", value=float((today - output.sales_end).days), limit=_STALE_DAYS, unit="jours",
               means=f"Les ventes s'arrêtent au {format_long_date(output.sales_end)} : importez les récentes avant de commander."),
    ]  # fmt: skip
    if stock_day is not None:
        found.append(
            Signal(name="stock-age", label="Âge de l'état de stock", value=float((today - stock_day).days), limit=_STALE_DAYS, unit="jours",
                   means=f"L'état de stock date du {format_long_date(stock_day)} : importez celui du jour avant de commander.")
        )  # fmt: skip
    if bias is not None:
        found.append(
            Signal(name="bias", label="Écart de la demande prévue sur les 8 dernières semaines", value=round(abs(bias), 3), limit=_BIASED, unit="%",
                   means=f"La demande prévue était trop {'haute' if bias > 0 else 'basse'} : un changement est en cours (saison, perte ou gain d'un client).")
        )  # fmt: skip
    return found


__all__ = ["signals"]
