"""The evidence of a proposal: computed values that its sentences, tables and charts cite."""

from levier.capabilities.stock_replenishment import StockReplenishmentOutput
from levier.capabilities.stock_replenishment.reading.columns import Asides
from levier.capabilities.stock_replenishment.telling.words import amount_unit, yearly
from levier.core.evidence import Computed
from levier.core.french.numbers import format_percent


def proofs(output: StockReplenishmentOutput) -> list[Computed]:
    """The values of the replay, the whole, the surplus, the classes and each order."""
    replayed, unit = output.replayed, output.unit
    shares = {
        "served": replayed.served, "promised": replayed.promised, "saved": replayed.saved, "usual_served": replayed.usual_served,
        "worse": -replayed.saved if replayed.saved is not None else None,
    }  # fmt: skip
    stocks = {
        "weeks_count": replayed.weeks, "stock": replayed.stock, "usual_stock": replayed.usual_stock, "references_count": replayed.references,
        "window_weeks": replayed.window, "start": replayed.start.isoformat(), "end": replayed.end.isoformat(),
    }  # fmt: skip
    whole = {
        "amount": round(output.amount, 0), "orders_count": sum(one.state != "wait" for one in output.orders),
        "waiting_count": sum(one.state == "wait" for one in output.orders), "lines_count": output.lines_count, "proposal": output.proposal,
        "references_count": output.references, "at_risk_count": output.at_risk, "without_count": round(output.risk_without, 0),
        "after_count": round(output.risk_after, 0), "cut_count": output.cut, "set_aside_count": output.set_aside,
        "wanted": round(output.wanted, 0), "seasonal_count": output.seasonal, "unpriced_count": sum(one.unpriced for one in output.orders),
        "sales_end": output.sales_end.isoformat(), "day": output.day.isoformat(),
    }  # fmt: skip
    if output.budget is not None:
        whole["budget"] = round(output.budget, 2)
    surplus = {
        "surplus_value": round(output.surplus_value, 0), "surplus_count": len(output.surplus), "stock_value": round(output.stock_value, 0)
    }  # fmt: skip
    method = (
        "demande apprise sur les premières semaines, risque réglé sur les suivantes, jugé sur les dernières ; chaque commande "
        "rejouée n'a vu que ce qui était connu alors"
    )
    found = [
        Computed(id="jugement", path="replayed", title="Part servie en rejouant vos ventes", unit="%", method=method,
                 value={key: one for key, one in shares.items() if one is not None}),
        Computed(id="rejeu", path="replayed", title="Stock moyen en rejouant vos ventes", unit=unit, method=method,
                 value={key: one for key, one in stocks.items() if one is not None}),
        Computed(id="ensemble", path="", title="Ensemble des propositions", unit=amount_unit(unit), value=whole),
        Computed(id="surplus", path="surplus", title="Stock au-delà du besoin", unit=unit, value=surplus),
        Computed(id="classes", path="classes", title="Classes et taux de service", value=[one.model_dump() for one in output.classes]),
    ]  # fmt: skip
    for place, order in enumerate(output.orders):
        value = {
            "name": order.name, "code": order.code, "amount": round(order.amount, 0), "lines_count": len(order.lines),
            "urgent_count": order.urgent, "franco": round(order.franco, 0), "missing": round(order.missing, 0), "number": order.number, "unpriced_count": order.unpriced,
        }  # fmt: skip
        found.append(
            Computed(
                id=f"commande{place + 1}",
                path=f"orders.{place}",
                title=f"Commande à {order.name}",
                value=value,
                unit=amount_unit(unit),
            )
        )
    return found


def remarked(asides: Asides) -> list[Computed]:
    """What the reading of the tables noted, in its own words."""
    if not asides.remarks:
        return []
    return [
        Computed(
            id="remarques", path="", title="Lecture de vos tableaux", value="\n".join(asides.remarks),
            method="compté en lisant les lignes de stock, de ventes et d'achats",
        )
    ]  # fmt: skip


def rhythm_proof(output: StockReplenishmentOutput) -> list[Computed]:
    """The cheapest rhythm of ordering."""
    if not output.rhythms:
        return []
    now, best = yearly(output)
    return [
        Computed(
            id="rythme", path="rhythms", title="Rythme de commande le moins cher", unit=amount_unit(output.unit),
            value={
                "order_cost": output.order_cost, "now": now, "best": best, "saved": now - best, "review_days": output.review_days,
                "suppliers_count": len(output.rhythms),
            },
            method=f"coût de passer commande + coût de détenir la moitié de ce qu'on achète entre deux commandes, à {format_percent(output.holding_rate / 100, 0)} de sa valeur par an (formule de Wilson, par fournisseur)",
        ),
    ]  # fmt: skip


__all__ = ["proofs", "rhythm_proof"]
