"""The alerts of capabilities by REST: list, and give a verdict, which teaches them."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.tables.alerts import judging
from levier.tables.alerts.models import Alert

router = Router(tags=["Alertes"])


class AlertShown(Schema):
    """An alert. ``reasons``: strongest first; ``verdict``: empty until somebody judges it."""

    reference: str
    capability: str
    title: str
    reasons: list[str]
    day: date | None
    amount: float
    currency: str
    score: float
    table: str
    verdict: str
    note: str
    judged_at: datetime | None


class GivenVerdict(Schema):
    """What a person says of an alert."""

    verdict: Literal["erreur", "normal", "aucun"] = Field(description="« aucun » revient sur un avis donné")
    note: str = Field(default="", max_length=500, description="Une remarque")


@router.get("", response={200: list[AlertShown], REFUSALS: Problem}, summary="Lister les alertes")
def listing(
    request: HttpRequest, capability: str = "", waiting: bool = False, limit: int = 100
) -> list[dict[str, Any]]:
    """Those on the tables the person may see, strongest first."""
    found = judging.alerts_of(caller(request), capability, waiting=waiting)
    return [_shown(one) for one in found[: max(1, min(limit, 1000))]]


@router.post("/{reference}", response={200: AlertShown, REFUSALS: Problem}, summary="Juger une alerte")
def judge(request: HttpRequest, reference: str, given: GivenVerdict) -> dict[str, Any]:
    """« erreur » : c'en était une ; « normal » : ses semblables se tairont."""
    return _shown(judging.judge(caller(request), reference, given.verdict, given.note))


def _shown(alert: Alert) -> dict[str, Any]:
    return {
        "reference": alert.reference, "capability": alert.capability, "title": alert.title, "reasons": alert.reasons, "day": alert.day,
        "amount": alert.amount, "currency": alert.currency, "score": alert.score, "table": alert.dataset.name, "verdict": str(alert.verdict),
        "note": alert.note, "judged_at": alert.judged_at,
    }  # fmt: skip
