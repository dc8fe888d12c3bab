"""The French headings and units of an answer's columns."""

from levier.core.french.numbers import CURRENCY_SIGNS
from levier.core.measures import MeasureQuery
from levier.tables.measures.classing import CLASS
from levier.tables.measures.model import Model
from levier.tables.measures.source import Source

_EXTRA = {
    "last_order": ("Dernière commande", "date"),
    "days_silent": ("Jours sans commande", "jours"),
    "active_periods": ("Périodes avec commande", ""),
    "periods": ("Périodes entre la première et la dernière commande", ""),
    "orders": ("Commandes", "commandes"),
}
PARTS = ("_share", "_compare", "_difference", "_change")


def heading(model: Model, source: Source, query: MeasureQuery, column: str) -> tuple[str, str]:
    """The French heading of a column and its unit ("€", "£" … for money)."""
    if column in model.dimensions and column in query.dimensions:
        dimension = model.dimensions[column]
        return dimension.label[0].upper() + dimension.label[1:], "date" if dimension.is_calendar else ""
    if query.inactive and column in _EXTRA and column not in query.measures:
        return _EXTRA[column]
    if column == CLASS:
        return "Classe", ""
    name, part = column, ""
    for suffix in PARTS:
        if column.endswith(suffix) and column.removesuffix(suffix) in model.measures:
            name, part = column.removesuffix(suffix), suffix
    measure = model.measure(name)
    label = measure.label[0].upper() + measure.label[1:]
    unit = unit_of(source.currency, measure.unit)
    other = query.compare.label if query.compare and query.compare.label else "autre période"
    text = {
        "_share": f"Part ({measure.label})",
        "_compare": f"{label} ({other})",
        "_difference": f"Écart ({measure.label})",
        "_change": f"Évolution ({measure.label})",
    }.get(part, label)
    return text, "%" if part in ("_share", "_change") else unit


def unit_of(currency: str, unit: str) -> str:
    """The unit as an answer writes it: the currency's sign for money."""
    return CURRENCY_SIGNS.get(currency, currency) if unit == "money" else unit
