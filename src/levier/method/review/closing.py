"""Close the quarter's review, and read those closed."""

from collections.abc import Collection
from datetime import date

from django.db import IntegrityError, transaction

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.core.french.calendar import unit_span
from levier.method.assessment.services import begin
from levier.method.ideas.box import written
from levier.method.review.measuring import facts_of
from levier.method.review.models import Review, ReviewQuerySet
from levier.method.review.shape import Facts
from levier.method.roadmap.editing import Changed
from levier.policy import journal
from levier.policy.rights import Permission, require

REOPENED = ("assessment", "roadmap")


def reviews_of(actor: Actor) -> ReviewQuerySet:
    """Those closed, the last quarter first. Raises NotAllowed."""
    require(actor, Permission.STEER)
    return Review.objects.visible_to(actor).select_related("by")


def review_of(actor: Actor, pk: int) -> Review:
    """Raises NotAllowed, NotFound."""
    found = reviews_of(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("Ce bilan n'existe pas", mend="La page « Bilan du trimestre » liste les vôtres.")
    return found


def current(actor: Actor) -> Review | None:
    """The current quarter's, once closed."""
    start = unit_span("quarter", Company.objects.get(pk=actor.company_id).today).start
    return reviews_of(actor).filter(start=start).first()


def kept(review: Review) -> Facts:
    """What was measured the day it was closed."""
    return Facts.model_validate(review.facts)


def close(
    actor: Actor, conclusions: str, reopen: Collection[str] = (), revision: int | None = None
) -> Review:
    """Keep what is measured today with what people conclude, and open again what is asked, all or nothing.

    The quarter's review once closed is written again only by who read it: ``revision`` is that read, None when there was
    none. Raises NotAllowed, BadInput, Changed.
    """
    require(actor, Permission.STEER)
    text = written(conclusions, "conclusions", 6_000)
    if unknown := sorted(set(reopen) - set(REOPENED)):
        raise BadInput(
            f"« {unknown[0]} » ne peut pas être rouvert", where="à rouvrir",
            mend="Choisissez « assessment » (diagnostic), « roadmap » (feuille de route), ou rien.",
        )  # fmt: skip
    facts = facts_of(actor)
    try:
        with transaction.atomic():
            found = Review.objects.select_for_update().visible_to(actor).filter(start=facts.start).first()
            if (found.revision if found else None) != revision:
                raise _changed(found)
            made = found or Review(company_id=actor.company_id, start=facts.start, revision=0)
            made.facts, made.conclusions, made.day = facts.model_dump(mode="json"), text, facts.day
            made.reopened = [one for one in REOPENED if one in reopen or one in made.reopened]
            made.roadmap_waits = made.roadmap_waits or "roadmap" in reopen
            made.by_id, made.revision = actor.person_id, made.revision + 1
            made.save()
            if "assessment" in reopen:
                begin(actor)
            journal.record(
                actor.company_id, actor.person_id, "review.closed", f"review:{made.pk}",
                {"quarter": facts.start.isoformat(), "reopened": sorted(set(reopen)), "revision": made.revision},
            )  # fmt: skip
    except IntegrityError:
        raise _changed(None) from None
    return made


def roadmap_waits(actor: Actor) -> date | None:
    """The day a review asked that the roadmap be read again, None when none did or when it was read since."""
    return reviews_of(actor).filter(roadmap_waits=True).values_list("day", flat=True).first()


def roadmap_read(actor: Actor) -> None:
    """Say that the roadmap was read again. Raises NotAllowed."""
    require(actor, Permission.STEER)
    with transaction.atomic():
        if Review.objects.visible_to(actor).filter(roadmap_waits=True).update(roadmap_waits=False):
            journal.record(actor.company_id, actor.person_id, "review.roadmap-read", "feuille de route")


def _changed(found: Review | None) -> Changed:
    who = f" par {found.by}" if found and found.by else ""
    return Changed(
        f"Le bilan du trimestre a été clos ou changé{who} entre-temps",
        mend="Relisez-le, puis reportez-y vos conclusions : elles sont gardées ci-dessous.",
    )
