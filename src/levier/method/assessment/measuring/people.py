"""Use of Levier itself, as a number only: nobody is named, and nothing is said of fewer than five people."""

from datetime import timedelta

from django.utils import timezone

from levier.accounts.models import Membership
from levier.core.actor import Actor
from levier.core.french.numbers import format_number
from levier.method.assessment.shape import Fix, Item
from levier.orchestrator.models import Request

_FEWEST = 5
_DAYS = 30


def items(actor: Actor) -> list[Item]:
    """The share of people who asked something in the last thirty days; nothing in a very small company."""
    members = Membership.objects.filter(company_id=actor.company_id)
    total = members.count()
    if total < _FEWEST:
        return []
    since = timezone.now() - timedelta(days=_DAYS)
    asked = Request.objects.filter(company_id=actor.company_id, created__gte=since)
    active = asked.filter(person__in=members.values("user")).values("person").distinct().count()
    text = f"{format_number(active)} personnes sur {format_number(total)} ont posé une demande à Levier ces {_DAYS} derniers jours."
    fix = Fix(what="Montrer à chaque service une demande utile à son travail", days=0.5)
    return [
        Item(
            dimension="business", name="active", label="Usage de Levier", score=round(100.0 * active / total, 1), weight=0.5, text=text,
            origin="measured", page="ask", fixes=[fix] if active < total else [],
        )
    ]  # fmt: skip
