"""A solved question lets go of its document when that is deleted."""

from levier.method.adoption.models import Ticket
from levier.policy.forgetting import Kind, forgets


@forgets
def forget(company: int, kind: Kind, item: int) -> int:
    """A deleted document is no longer the knowledge made from a question; how many questions it came from."""
    if kind != "document":
        return 0
    return Ticket.objects.filter(company_id=company, document=item).update(document=None)
