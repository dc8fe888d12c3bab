"""What a proposal says: French sentences bound to computed evidence, tables, and charts whose titles are findings."""

from datetime import date

from levier.capabilities.stock_replenishment import Order, StockReplenishmentOutput
from levier.capabilities.stock_replenishment.papers import downloads
from levier.capabilities.stock_replenishment.reading.columns import Asides
from levier.capabilities.stock_replenishment.telling.charts import charts
from levier.capabilities.stock_replenishment.telling.proofs import proofs, remarked, rhythm_proof
from levier.capabilities.stock_replenishment.telling.sentences import (
    freed,
    judged,
    notices,
    rhythm,
    risk,
    season,
    suppliers,
    whole_of,
)
from levier.capabilities.stock_replenishment.telling.signals import signals
from levier.capabilities.stock_replenishment.telling.tables import STATES, tables
from levier.core.result import Action


def tell(
    output: StockReplenishmentOutput, asides: Asides, today: date, stock_day: date | None, bias: float | None
) -> StockReplenishmentOutput:
    """``output`` with its sentences, evidence, tables, charts, signals, files and what to do next."""
    output.evidence = [*proofs(output), *rhythm_proof(output), *remarked(asides)]
    output.sentences = [
        judged(output), whole_of(output), *suppliers(output), *risk(output), *season(output), *freed(output), *rhythm(output), *notices(output, asides),
    ]  # fmt: skip
    output.tables = tables(output)
    output.charts = charts(output)
    output.signals = signals(output, today, stock_day, bias)
    output.downloads = downloads(output)
    output.actions = [_approval(output, order) for order in output.orders if order.state == "proposed"][:10]
    return output


def _approval(output: StockReplenishmentOutput, order: Order) -> Action:
    return Action(
        label=f"Valider la commande à {order.name}",
        capability="stock-replenishment",
        input={
            "approve": [order.code],
            "proposal": output.proposal,
            **({"budget": output.budget} if output.budget else {}),
        },
        approval="manager",
    )


__all__ = ["STATES", "tell"]
