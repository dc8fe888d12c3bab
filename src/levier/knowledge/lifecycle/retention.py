"""How long what a source brought is kept: a rule by source, what it would delete, and its application every night.

RGPD article 5(1)(e): personal data are kept no longer than their purpose asks for. The rule is the company's own choice;
nothing is ever deleted without one.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.knowledge.lifecycle.models import SourceRule
from levier.knowledge.models import Document, Source
from levier.knowledge.reading import readable_documents
from levier.knowledge.removing import erase
from levier.policy import journal
from levier.policy.rights import Permission, require

LEAST_DAYS = 7
MOST_DAYS = 50 * 365


@dataclass(frozen=True)
class Ruled:
    """A source with its rule. ``due``: how many of its documents the rule would delete now."""

    id: int
    name: str
    documents: int
    keep_days: int | None
    review_days: int | None
    due: int


def rules(actor: Actor, today: date) -> list[Ruled]:
    """The sources of documents the person may read, with their rules."""
    counted = dict(
        Source.objects.filter(documents__in=readable_documents(actor).order_by().values("pk"))
        .annotate(n=Count("documents", distinct=True))
        .values_list("pk", "n")
    )
    found = []
    for source in Source.objects.filter(pk__in=counted).select_related("rule"):
        rule = getattr(source, "rule", None)
        keep, review = (rule.keep_days, rule.review_days) if rule else (None, None)
        count = due(source, keep, today).count() if keep else 0
        found.append(Ruled(source.pk, source.name, counted[source.pk], keep, review, count))
    return found


def due(source: Source, keep_days: int, today: date) -> QuerySet[Document]:
    """The documents of a source whose last version arrived more than ``keep_days`` days before ``today``."""
    limit = timezone.make_aware(datetime.combine(today - timedelta(days=keep_days), time.min))
    return Document.objects.filter(source=source, current__added__lt=limit)


def set_rule(
    actor: Actor, source_id: int, *, keep_days: int | None = None, review_days: int | None = None
) -> None:
    """Choose how long a source's documents are kept and when they must be read again (days, None: for ever, the usual).

    Raises NotAllowed, NotFound, BadInput.
    """
    require(actor, Permission.MANAGE_COMPANY)
    source = Source.objects.filter(pk=source_id, company_id=actor.company_id).first()
    if source is None:
        raise NotFound("Cette source n'existe pas", mend="Choisissez-en une dans la liste.")
    for days in (keep_days, review_days):
        if days is not None and not LEAST_DAYS <= days <= MOST_DAYS:
            raise BadInput(
                f"Une durée de {days} jours n'est pas acceptée",
                where=source.name,
                mend="Choisissez entre 7 jours et 50 ans.",
            )
    SourceRule.objects.update_or_create(
        source=source, defaults={"keep_days": keep_days, "review_days": review_days}
    )
    details = {"source": source.pk, "keep_days": keep_days, "review_days": review_days}
    journal.record(actor.company_id, actor.person_id, "source.rule", source.name, details)


def apply(company: int, today: date, limit: int = 1000) -> int:
    """Delete what the rules say, at most ``limit`` documents; how many were deleted. Each leaves a line in the journal."""
    removed = 0
    for rule in SourceRule.objects.filter(source__company=company).exclude(keep_days=None):
        assert rule.keep_days is not None
        for document in due(rule.source, rule.keep_days, today).select_related("source")[: limit - removed]:
            erase(document, None, why=f"durée de conservation dépassée ({rule.keep_days} jours)")
            removed += 1
    return removed
