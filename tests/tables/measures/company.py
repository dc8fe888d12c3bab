"""The made-up company of the benchmarks, imported for a test, and its questions."""

from benchmarks.measures.company import TODAY, Tables, company
from benchmarks.measures.storing import store

from levier.accounts.models import Company
from levier.core.actor import Actor

__all__ = ["TODAY", "Tables", "company", "filled"]


def filled(actor: Actor, owner_company: Company, tables: Tables, kinds: tuple[str, ...] = ()) -> None:
    """Import the tables (all, or those kinds) and let the company live on the day its lines end."""
    owner_company.own_today = TODAY
    owner_company.save()
    for kind, frame in tables.items():
        if not kinds or kind in kinds:
            store(owner_company.pk, kind, frame)
