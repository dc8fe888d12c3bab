"""The figures that a company looks at first, for each kind of table it may have: a board nobody had to make."""

from collections.abc import Sequence

from levier.capabilities.live_dashboard.figures import Tables
from levier.capabilities.live_dashboard.science.spans import Grain
from levier.capabilities.live_dashboard.shapes import Wanted
from levier.core.capability import DatasetFacts
from levier.tables.measures.model import Measure

FIRST: dict[str, tuple[str, ...]] = {
    "sales": ("revenue", "orders", "average_basket", "margin_rate", "customers", "returns_rate"),
    "journal_entries": (
        "accounted_turnover",
        "result",
        "cash",
        "owed_by_customers",
        "external_costs",
        "payroll",
    ),
    "invoices": ("billed", "overdue", "outstanding", "payment_delay"),
    "payments": ("bank_balance", "money_in", "money_out"),
    "stock": ("stock_value", "rupture_rate", "dormant_value"),
    "purchases": ("purchases_amount", "on_time_rate", "lead_time"),
    "failures": ("failures_count", "downtime", "mttr", "repair_cost"),
    "visits": ("visits_count", "visit_on_time", "visit_hours"),
    "reviews": ("average_rating", "nps", "negative_share"),
    "messages": ("messages_count", "response_time", "within_day"),
    "campaigns": ("spend", "conversions_count", "cost_per_lead"),
    "web_events": ("web_sessions", "web_conversion", "bounce_rate"),
    "invoice_lines": ("lines_billed", "line_price"),
    "sensor_readings": ("machines_read",),
    "customers": ("customers_active", "customers_retention"),
    "products": ("products_active", "inactive_share"),
    "suppliers": ("suppliers_count", "supplier_terms"),
    "vehicles": ("vehicles_count", "cost_per_km"),
    "contacts": ("contacts_count", "consent_rate"),
    "addresses": ("located_addresses",),
    "travel_times": ("known_trips",),
}
"""The measures of each kind, the first ones first."""
MOST = 12
_SHORT_HISTORY = 120


def usual(tables: Tables, most: int = MOST) -> list[Wanted]:
    """What to show of the tables the person may see: the first figures of every kind, then the next ones, up to ``most``."""
    there = {kind: facts for kind in FIRST if (facts := tables.facts(kind)) is not None}
    found: list[tuple[int, int, Wanted]] = []
    for rank, (kind, facts) in enumerate(there.items()):
        for place, name in enumerate(FIRST[kind]):
            measure = tables.model(kind).measures.get(name)
            if measure is not None and _possible(measure, facts, there):
                found.append((place if len(there) > 3 else 0, rank, Wanted(kind, name, grain_for(facts))))
    kept = sorted(found, key=lambda one: one[:2])[:most]
    return [wanted for _, _, wanted in sorted(kept, key=lambda one: one[1])]


def grain_for(facts: DatasetFacts) -> Grain:
    """Months, or weeks when there are less than four months of data."""
    if facts.first_day and facts.last_day and (facts.last_day - facts.first_day).days < _SHORT_HISTORY:
        return "week"
    return "month"


def _possible(measure: Measure, facts: DatasetFacts, there: dict[str, DatasetFacts]) -> bool:
    """Whether the filled columns allow the measure (a first look: the question itself has the last word)."""
    return all(any(_there(way, facts, there) for way in needed.split("|")) for needed in measure.columns)


_MADE_OF = {"customer_member": ("customer", "customer_name"), "product_name": ("product", "product_code")}


def _there(way: str, facts: DatasetFacts, there: dict[str, DatasetFacts]) -> bool:
    if "." in way:
        kind, column = way.split(".", 1)
        return kind not in there or there[kind].filled.get(column, 0) > 0 if kind in there else False
    names: Sequence[str] = _MADE_OF.get(way, (way,))
    return any(facts.filled.get(name, 0) > 0 for name in names)
