"""What can be measured of the company's readiness, on what the person may see: each measure is an item with its page."""

from levier.core.actor import Actor
from levier.method.assessment.measuring import documents, feeding, governance, people, quality, volume
from levier.method.assessment.measuring.held import held_tables
from levier.method.assessment.shape import Item


def measured_items(actor: Actor) -> list[Item]:
    """Every measure that exists today; a thing that cannot be measured gives no item."""
    tables = held_tables(actor)
    return [
        *quality.items(tables),
        *feeding.items(actor, tables),
        *volume.items(actor, tables),
        *governance.items(actor, tables),
        *people.items(actor),
        *documents.items(actor),
    ]
