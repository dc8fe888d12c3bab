"""How long data is kept by rule, and what was really deleted and when: read in the journal, which nobody can rewrite."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from levier.core.actor import Actor
from levier.knowledge.lifecycle.retention import rules
from levier.policy.models import JournalEntry
from levier.policy.rights import Permission, require

_ACTIONS = {
    "document.removed": "document",
    "dataset.removed": "tableau",
    "invoice.removed": "facture",
    "request.deleted": "demande et sa réponse",
    "person.removed": "accès d'une personne",
    "source.removed": "source",
}


@dataclass(frozen=True)
class Kept:
    """A rule: a source of documents, for how many days, and how many are past it now."""

    source: str
    documents: int
    days: int | None
    due: int

    @property
    def words(self) -> str:
        """« 5 ans » or « 90 jours »; « sans limite » when no rule was chosen."""
        if self.days is None:
            return "sans limite choisie"
        years, rest = divmod(self.days, 365)
        return f"{years} an{'s' if years > 1 else ''}" if years and not rest else f"{self.days} jours"


@dataclass(frozen=True)
class Deleted:
    """One real deletion. ``by``: « règle » or « personne »."""

    at: datetime
    what: str
    by: str
    why: str
    number: int


def kept(actor: Actor, today: date) -> list[Kept]:
    """The rules in force on the sources the person may read."""
    require(actor, Permission.GOVERN)
    return [Kept(one.name, one.documents, one.keep_days, one.due) for one in rules(actor, today)]


def deleted(actor: Actor, days: int = 365, limit: int = 200) -> list[Deleted]:
    """What was deleted in the last ``days`` days, last first. Names are not shown: they went with the data."""
    require(actor, Permission.GOVERN)
    since = timezone.now() - timedelta(days=days)
    found = JournalEntry.objects.filter(company_id=actor.company_id, action__in=_ACTIONS, at__gte=since)
    return [
        Deleted(one.at, _ACTIONS[one.action], "règle de conservation" if _by_rule(one) else "une personne",
                str(one.details.get("why", "")), one.number)
        for one in found.order_by("-number")[:limit]
    ]  # fmt: skip


def counted(found: list[Deleted]) -> dict[str, int]:
    """How many of each sort."""
    return dict(Counter(one.what for one in found))


def _by_rule(one: Any) -> bool:
    return one.actor is None and "conservation" in str(one.details.get("why", ""))
