"""The kinds of tables Levier understands. One file each; adding a kind is adding a file and its line here."""

from levier.core.errors import BadInput
from levier.tables.kinds.addresses import Addresses
from levier.tables.kinds.campaigns import Campaigns
from levier.tables.kinds.contacts import Contacts
from levier.tables.kinds.customers import Customers
from levier.tables.kinds.failures import Failures
from levier.tables.kinds.invoice_lines import InvoiceLines
from levier.tables.kinds.invoices import Invoices
from levier.tables.kinds.journal_entries import JournalEntries
from levier.tables.kinds.kind import Field, Kind
from levier.tables.kinds.messages import Messages
from levier.tables.kinds.payments import Payments
from levier.tables.kinds.products import Products
from levier.tables.kinds.purchases import Purchases
from levier.tables.kinds.reviews import Reviews
from levier.tables.kinds.sales import Sales
from levier.tables.kinds.sensor_readings import SensorReadings
from levier.tables.kinds.stock import Stock
from levier.tables.kinds.suppliers import Suppliers
from levier.tables.kinds.travel_times import TravelTimes
from levier.tables.kinds.vehicles import Vehicles
from levier.tables.kinds.visits import Visits
from levier.tables.kinds.web_events import WebEvents

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Sales,
        Products,
        Stock,
        Purchases,
        Suppliers,
        Customers,
        JournalEntries,
        Invoices,
        InvoiceLines,
        Payments,
        Messages,
        Reviews,
        Visits,
        Vehicles,
        SensorReadings,
        Failures,
        Contacts,
        Campaigns,
        WebEvents,
        Addresses,
        TravelTimes,
    )
}


def declared_keys() -> tuple[tuple[str, str, str, str], ...]:
    """(kind, field, kind referred to, its field) for every field that holds the key of another table."""
    return tuple(
        (kind.name, field.name, target, key)
        for kind in KINDS.values()
        for field in kind.fields
        for target, key in field.references
    )


if unknown := [
    f"{kind}.{field} → {target}.{key}"
    for kind, field, target, key in declared_keys()
    if target not in KINDS or key not in {found.name for found in KINDS[target].fields}
]:
    raise ValueError(f"fields refer to unknown keys: {unknown}")


def kind_named(name: str) -> Kind:
    """The kind of that name. Raises BadInput with the names that exist."""
    try:
        return KINDS[name]
    except KeyError:
        raise BadInput(
            f"Le type de tableau « {name} » n'existe pas",
            mend=f"Choisissez parmi : {', '.join(sorted(KINDS))}.",
        ) from None


__all__ = [
    "KINDS",
    "Campaigns",
    "Contacts",
    "Customers",
    "Failures",
    "Field",
    "InvoiceLines",
    "Invoices",
    "JournalEntries",
    "Kind",
    "Messages",
    "Payments",
    "Products",
    "Purchases",
    "Reviews",
    "Sales",
    "SensorReadings",
    "Stock",
    "Suppliers",
    "Vehicles",
    "Visits",
    "WebEvents",
    "declared_keys",
    "kind_named",
]
