"""The made-up company of the benchmarks, imported for a test, and its questions."""

import polars as pl

from benchmarks.measures.company import TODAY, Tables, company
from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.tables.importing import import_frame
from levier.tables.kinds import KINDS

__all__ = ["TODAY", "Tables", "company", "filled"]


def filled(actor: Actor, owner_company: Company, tables: Tables, kinds: tuple[str, ...] = ()) -> None:
    """Import the tables (all, or those kinds) and let the company live on the day its lines end."""
    owner_company.own_today = TODAY
    owner_company.save()
    for kind, frame in tables.items():
        if not kinds or kind in kinds:
            import_frame(actor, pl.from_pandas(frame), name=KINDS[kind].label, kind=kind)
