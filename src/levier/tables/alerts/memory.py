"""The alerts of one capability for one person (core ``AlertMemory``)."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from levier.core.actor import Actor
from levier.core.capability import JudgedAlert, RaisedAlert
from levier.tables.alerts.models import Alert, Verdict
from levier.tables.models import Dataset

_UPDATED = ["dataset", "title", "reason", "day", "amount", "currency", "score", "shape", "seen_at"]


class CompanyAlerts:
    """What was found on the tables the actor may see, and what people said of it."""

    def __init__(self, actor: Actor, capability: str) -> None:
        self.actor, self.capability = actor, capability

    def judged(self) -> list[JudgedAlert]:
        """Every verdict, oldest first."""
        found = (
            Alert.objects.visible_to(self.actor)
            .filter(capability=self.capability)
            .exclude(verdict=Verdict.NONE)
        )
        return [
            JudgedAlert(
                one.reference,
                "normal" if one.verdict == Verdict.NORMAL else "error",
                one.amount,
                one.shape,
                timezone.localdate(one.judged_at),
            )
            for one in found.order_by("judged_at", "pk")
        ]

    def remember(self, alerts: Sequence[RaisedAlert]) -> None:
        """Keep the alerts shown; those nobody judged, on the same tables, that came no more are dropped."""
        seen = {int(pk) for pk in Dataset.objects.visible_to(self.actor).values_list("pk", flat=True)}
        kept = [one for one in alerts if one.dataset in seen]
        rows = [
            Alert(
                company_id=self.actor.company_id, capability=self.capability, reference=one.reference, dataset_id=one.dataset,
                title=one.title[:200], reason=one.reason, day=one.day, amount=one.amount, currency=one.currency,
                score=one.score, shape=one.shape, seen_at=timezone.now(),
            )
            for one in {one.reference: one for one in kept}.values()
        ]  # fmt: skip
        with transaction.atomic():
            stale = Alert.objects.visible_to(self.actor).filter(
                capability=self.capability, verdict=Verdict.NONE
            )
            stale.exclude(reference__in=[one.reference for one in rows]).filter(
                dataset__in={one.dataset for one in kept}
            ).delete()
            Alert.objects.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["company", "capability", "reference"],
                update_fields=_UPDATED,
                batch_size=200,
            )
