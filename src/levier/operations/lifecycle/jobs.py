"""The nightly job of documents: apply the rules of retention, complete fingerprints, overwrite what was deleted."""

from typing import Any

from levier import durable
from levier.accounts.models import Company
from levier.knowledge.lifecycle import duplicates, retention
from levier.knowledge.lifecycle.purging import purge
from levier.operations.lifecycle import people

_TABLES_AT_ONCE = 20
_AT_ONCE = 500
"""Documents of a step: a crash repeats at most this many, which is harmless."""


@durable.job("knowledge-lifecycle")
def nightly(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """All companies, one step each: one that fails does not keep the others from theirs."""
    told: dict[str, Any] = {}
    for company in durable.step("companies", _companies):
        told[str(company)] = durable.step(f"company-{company}", _one, company)
    durable.step("purge", purge)
    durable.step("purge-runs", durable.overwrite)
    return told


@durable.job("knowledge-purge")
def after_deletion(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Overwrite in the database's files the words of what was just deleted."""
    return {"emptied": durable.step("purge", purge), "runs": durable.step("purge-runs", durable.overwrite)}


def _companies() -> list[int]:
    return list(Company.objects.values_list("pk", flat=True))


def _one(pk: int) -> dict[str, int]:
    company = Company.objects.get(pk=pk)
    return {
        "deleted": retention.apply(pk, company.today, _AT_ONCE),
        "fingerprints": duplicates.complete(pk, _AT_ONCE),
        "looked_for_people": people.look_at_new(pk, _TABLES_AT_ONCE),
    }


durable.schedule("knowledge-lifecycle", "50 3 * * *", "knowledge-lifecycle")
