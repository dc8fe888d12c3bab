"""The semantic models by kind of table. Another kind gets measures by adding its file and its line here."""

from levier.core.errors import BadInput
from levier.tables.measures.kinds.addresses import ADDRESSES
from levier.tables.measures.kinds.campaigns import CAMPAIGNS
from levier.tables.measures.kinds.contacts import CONTACTS
from levier.tables.measures.kinds.customers import CUSTOMERS
from levier.tables.measures.kinds.failures import FAILURES
from levier.tables.measures.kinds.invoice_lines import INVOICE_LINES
from levier.tables.measures.kinds.invoices import INVOICES
from levier.tables.measures.kinds.journal_entries import JOURNAL_ENTRIES
from levier.tables.measures.kinds.messages import MESSAGES
from levier.tables.measures.kinds.payments import PAYMENTS
from levier.tables.measures.kinds.products import PRODUCTS
from levier.tables.measures.kinds.purchases import PURCHASES
from levier.tables.measures.kinds.reviews import REVIEWS
from levier.tables.measures.kinds.sales import SALES
from levier.tables.measures.kinds.sensor_readings import SENSOR_READINGS
from levier.tables.measures.kinds.stock import STOCK
from levier.tables.measures.kinds.suppliers import SUPPLIERS
from levier.tables.measures.kinds.travel_times import TRAVEL_TIMES
from levier.tables.measures.kinds.vehicles import VEHICLES
from levier.tables.measures.kinds.visits import VISITS
from levier.tables.measures.kinds.web_events import WEB_EVENTS
from levier.tables.measures.model import Model

MODELS: dict[str, Model] = {
    model.kind: model
    for model in (
        SALES,
        PRODUCTS,
        STOCK,
        PURCHASES,
        SUPPLIERS,
        CUSTOMERS,
        JOURNAL_ENTRIES,
        INVOICES,
        INVOICE_LINES,
        PAYMENTS,
        MESSAGES,
        REVIEWS,
        VISITS,
        VEHICLES,
        SENSOR_READINGS,
        FAILURES,
        CONTACTS,
        CAMPAIGNS,
        WEB_EVENTS,
        ADDRESSES,
        TRAVEL_TIMES,
    )
}


def model_of(kind: str) -> Model:
    """Raises BadInput when no measure is defined over this kind."""
    if kind not in MODELS:
        raise BadInput(
            f"Aucune mesure n'est définie sur les tableaux de type « {kind} »",
            mend="Posez une question sur un autre tableau.",
        )
    return MODELS[kind]


def kind_of(measure: str) -> str:
    """The kind that has this measure (names are single across kinds), "" when none has."""
    return next((kind for kind, model in MODELS.items() if measure in model.measures), "")
