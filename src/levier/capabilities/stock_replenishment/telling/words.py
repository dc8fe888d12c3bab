"""How amounts are said, and the yearly cost that sentence, table and proof share."""

from levier.capabilities.stock_replenishment import StockReplenishmentOutput
from levier.core.french.numbers import format_number


def money(output: StockReplenishmentOutput, value: float) -> str:
    """« 1 234 € », « 56 unités »."""
    return f"{format_number(value, 0)}\u00a0{output.unit}"


def price(output: StockReplenishmentOutput, value: float) -> str:
    """« 1 234 € », whatever the stock is counted in."""
    return f"{format_number(value, 0)}\u00a0{amount_unit(output.unit)}"


def amount_unit(unit: str) -> str:
    """The unit of amounts, which stay money where the stock is counted in units."""
    return "€" if unit == "unités" else unit


def yearly(output: StockReplenishmentOutput) -> tuple[float, float]:
    """What ordering and holding cost a year, all suppliers: at the rhythm asked, at the cheapest of each."""
    return round(sum(one.now for one in output.rhythms), 0), round(sum(one.best for one in output.rhythms), 0)


__all__ = ["amount_unit", "money", "price", "yearly"]
