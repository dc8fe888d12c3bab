"""The look at thresholds, run by workers: after an import, and every ten minutes where something changed."""

from typing import Any

from levier import durable
from levier.accounts.models import Company
from levier.operations.boards import letters, watching


@durable.job("boards-watch")
def watch(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Look at ``payload["company"]``, or at every company where a table or the day changed."""
    given = payload.get("company")
    companies = [int(given)] if given is not None else durable.step("companies", _due)
    told = {}
    for company in companies:
        told[str(company)] = durable.step(f"look-{company}", watching.look, company)
        durable.step(f"mail-{company}", letters.send_waiting, company)
    return told


def _due() -> list[int]:
    return [pk for pk in Company.objects.order_by("pk").values_list("pk", flat=True) if watching.is_due(pk)]


durable.schedule("boards-watch", "*/10 * * * *", "boards-watch")
"""Imports made where no worker could be told (a command) are seen within ten minutes."""
