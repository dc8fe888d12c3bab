"""Sessions: who may come, how many seats, who came."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Count

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.core.french.dates import format_date
from levier.method.holding import fresh, member, one_of, tool, whole
from levier.method.ideas.box import written
from levier.method.training.models import Attendance, Session, SessionQuerySet, Tier
from levier.method.typed import amount, day
from levier.policy import journal
from levier.policy.rights import Permission, require

_LONGEST_HOURS = 40


def sessions_of(actor: Actor) -> SessionQuerySet:
    """Those of the company, with the number of seats ``taken``. Raises NotAllowed."""
    require(actor, Permission.ASK)
    found: SessionQuerySet = Session.objects.visible_to(actor).annotate(taken=Count("attendances"))
    return found


def session_of(actor: Actor, pk: int) -> Session:
    """Raises NotAllowed, NotFound."""
    found = sessions_of(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("Cette séance n'existe pas", mend="Revenez à la formation.")
    return found


def save(actor: Actor, given: dict[str, Any], pk: int | None = None, revision: int | None = None) -> Session:
    """``tier``, ``title``, ``capabilities``, ``day``, ``place``, ``trainer``, ``hours``, ``seats``, ``cost``.

    Raises NotAllowed, NotFound, BadInput, Changed."""
    require(actor, Permission.STEER)
    hours = amount(given.get("hours"), "durée (heures)")
    if not 0 < hours <= _LONGEST_HOURS:
        raise BadInput(
            "Une séance dure plus de zéro heure", where="durée (heures)", mend=f"De 0,5 à {_LONGEST_HOURS}."
        )
    kept = {
        "tier": one_of(given.get("tier"), dict(Tier.choices), "niveau"),
        "title": written(str(given.get("title", "")), "séance", 150),
        "capabilities": sorted({tool(one) for one in given.get("capabilities") or []} - {""}),
        "day": day(given.get("day"), "date"),
        "place": " ".join(str(given.get("place", "")).split())[:150],
        "trainer": written(str(given.get("trainer", "")), "animée par", 120),
        "hours": hours,
        "seats": whole(given.get("seats"), "places", 1, 500),
        "cost": amount(given.get("cost") or 0, "coût"),
    }
    with transaction.atomic():
        if pk is None:
            made = Session.objects.create(company_id=actor.company_id, **kept)
        else:
            made = session_of(actor, pk)
            fresh(made, revision, made.title)
            _fits(made, kept)
            for field, value in kept.items():
                setattr(made, field, value)
            made.revision += 1
            made.save()
        journal.record(
            actor.company_id, actor.person_id, "training.session", made.title, {"session": made.pk}
        )
    return made


def _fits(found: Session, kept: dict[str, Any]) -> None:
    taken = found.attendances.count()
    if kept["seats"] < taken:
        raise BadInput(
            f"{taken} personnes ont déjà une place", where="places", mend=f"Gardez au moins {taken} places."
        )
    noted = found.attendances.filter(came__isnull=False).exists()
    if noted and (kept["day"] != found.day or kept["hours"] != found.hours):
        raise BadInput(
            "Les présences sont notées : ni la date ni la durée ne changent plus", where=found.title,
            mend="Les attestations en dépendent. Créez une autre séance.",
        )  # fmt: skip


def remove(actor: Actor, pk: int) -> None:
    """Cancel a session nobody came to yet. Raises NotAllowed, NotFound, BadInput."""
    require(actor, Permission.STEER)
    found = session_of(actor, pk)
    if found.attendances.filter(came=True).exists():
        raise BadInput(
            f"« {found.title} » a eu lieu : les attestations en dépendent",
            where="séance",
            mend="Gardez-la ; elle fait foi.",
        )
    with transaction.atomic():
        found.attendances.all().delete()
        found.delete()
        journal.record(actor.company_id, actor.person_id, "training.session-removed", found.title)


def register(actor: Actor, pk: int, person: Any = None) -> Attendance:
    """Take a seat, for oneself; for someone else (``person``) when steering. Raises NotAllowed, NotFound, BadInput."""
    require(actor, Permission.ASK)
    who = actor.person_id
    if person not in (None, ""):
        require(actor, Permission.STEER)
        chosen = member(actor, person, "personne")
        who = chosen.pk if chosen else who
    with transaction.atomic():
        found = session_of(actor, pk)
        today = Company.objects.get(pk=actor.company_id).today
        if found.day < today and who == actor.person_id and person in (None, ""):
            raise BadInput(
                f"Cette séance était le {format_date(found.day)}",
                where=found.title,
                mend="Choisissez-en une à venir.",
            )
        if found.attendances.filter(person_id=who).exists():
            raise BadInput("Cette personne a déjà sa place", where=found.title, mend="Il n'y a rien à faire.")
        if found.attendances.count() >= found.seats:
            raise BadInput(
                f"Les {found.seats} places sont prises", where=found.title, mend="Demandez une autre séance."
            )
        return Attendance.objects.create(session=found, person_id=who)


def give_up(actor: Actor, pk: int) -> None:
    """Give one's own seat back, as long as presence is not noted. Raises NotAllowed, NotFound."""
    found = session_of(actor, pk)
    found.attendances.filter(person_id=actor.person_id, came__isnull=True).delete()


def note(actor: Actor, pk: int, came: Collection[str], revision: int | None = None) -> Session:
    """Say who came (ids of people); all the others who had a seat did not. Raises NotAllowed, NotFound, BadInput, Changed."""
    require(actor, Permission.STEER)
    with transaction.atomic():
        found = session_of(actor, pk)
        fresh(found, revision, found.title)
        if not found.is_over(Company.objects.get(pk=actor.company_id).today):
            raise BadInput(
                f"Cette séance aura lieu le {format_date(found.day)}",
                where=found.title,
                mend="Notez les présences ce jour-là.",
            )
        for one in found.attendances.all():
            one.came = str(one.person_id) in came
            one.save(update_fields=["came"])
        found.revision += 1
        found.save(update_fields=["revision"])
        journal.record(
            actor.company_id, actor.person_id, "training.attendance", found.title, {"came": len(came)}
        )
    return found
