"""A closed review: what was measured that day, what people concluded, and what it opened again."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from levier.accounts.models import Company
from levier.core.actor import Actor


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, actor: Actor) -> "ReviewQuerySet":
        """Those of the person's company."""
        return self.filter(company_id=actor.company_id)


class Review(models.Model):
    """One a company and quarter, which begins on ``start``. ``facts``: ``shape.Facts`` as it was measured on ``day``.

    ``roadmap_waits``: the roadmap has to be read again, and nobody said yet that they did. ``revision`` guards against two
    editors.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="reviews")
    start = models.DateField("premier jour du trimestre")
    day = models.DateField("clos le")
    facts = models.JSONField(default=dict)
    conclusions = models.TextField("conclusions", max_length=6_000)
    reopened = models.JSONField("rouvert", default=list)
    roadmap_waits = models.BooleanField("feuille de route à relire", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)

    objects: ClassVar[models.Manager["Review"]] = ReviewQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-start"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "start"], name="one_review_per_quarter")
        ]

    def __str__(self) -> str:
        return f"Bilan du {self.facts['label']}"
