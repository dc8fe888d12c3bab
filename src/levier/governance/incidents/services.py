"""Incidents by any face: declare, follow, notify, close with its lessons."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.governance.incidents.models import Incident, IncidentQuerySet, Nature, Risk, State, Step
from levier.governance.registers.completing import check_revision
from levier.policy import journal
from levier.policy.rights import Permission, require

_DATES = {"happened": "survenu le", "notified": "notifié à la CNIL le", "informed": "personnes informées le",
          "provider_told": "fournisseur informé le"}  # fmt: skip


def incidents(actor: Actor, *, open_only: bool = False) -> IncidentQuerySet:
    """Those the person may see, last first."""
    require(actor, Permission.ASK)
    every: IncidentQuerySet = Incident.objects.all()
    found = every.visible_to(actor).select_related("declared_by")
    return found.exclude(state=State.CLOSED) if open_only else found


def one(actor: Actor, number: int) -> Incident:
    """An incident by its number in the company. Raises NotFound."""
    found = incidents(actor).filter(number=number).first()
    if found is None:
        raise NotFound("Cet incident n'existe pas, ou ne vous est pas accessible")
    return found


def running(actor: Actor) -> list[Incident]:
    """Those whose 72-hour clock runs, the most urgent first (for the home page)."""
    found = [one for one in incidents(actor, open_only=True) if one.left(timezone.now()) is not None]
    return sorted(found, key=lambda one: one.deadline)


def declare(actor: Actor, given: Mapping[str, Any]) -> Incident:
    """Anyone may declare: title, description, nature, discovered, happened, personal, data, people, capability.

    Raises BadInput. The journal keeps that it was declared, never its words.
    """
    require(actor, Permission.ASK)
    title = " ".join(str(given.get("title", "")).split())[:200]
    description = str(given.get("description", "")).strip()
    if not title or not description:
        raise BadInput(
            "Il manque le titre ou le récit", where="titre, ce qui s'est passé",
            mend="Dites en une phrase ce qui s'est passé ; les détails viendront ensuite.",
        )  # fmt: skip
    found = Incident(
        company_id=actor.company_id, title=title, description=description[:8000],
        nature=_choice(given.get("nature") or Nature.OTHER, Nature, "nature"),
        discovered=moment(given.get("discovered"), "découvert le") or timezone.now(),
        happened=moment(given.get("happened"), "survenu le"), personal=bool(given.get("personal")),
        data=str(given.get("data", "")).strip()[:500], people=_count(given.get("people")),
        capability=str(given.get("capability", "")).strip()[:100], declared_by_id=actor.person_id,
    )  # fmt: skip
    _check_dates(found)
    with transaction.atomic():
        Company.objects.select_for_update().get(pk=actor.company_id)
        last = Incident.objects.filter(company_id=actor.company_id).aggregate(last=Max("number"))["last"] or 0
        found.number = last + 1
        found.save()
        details = {"nature": str(found.nature), "personal": found.personal}
        journal.record(
            actor.company_id, actor.person_id, "incident.declared", f"incident:{found.number}", details
        )
    return found


def follow(actor: Actor, number: int, given: Mapping[str, Any], revision: int) -> Incident:
    """Change what is known of an incident. Raises NotAllowed, NotFound, BadInput, Conflict (nothing is written)."""
    require(actor, Permission.GOVERN)
    with transaction.atomic():
        found = Incident.objects.select_for_update().get(pk=one(actor, number).pk)
        check_revision(found.revision, revision)
        for name in ("measures", "delay_reason", "lessons", "data"):
            if name in given:
                setattr(found, name, str(given[name]).strip()[: 8000 if name != "data" else 500])
        if "discovered" in given:
            found.discovered = moment(given["discovered"], "découvert le") or found.discovered
        for name, label in _DATES.items():
            if name in given:
                setattr(found, name, moment(given[name], label))
        if "people" in given:
            found.people = _count(given["people"])
        if "personal" in given:
            found.personal = bool(given["personal"])
        if "risk" in given:
            found.risk = _choice(given["risk"], Risk, "risque")
        if "state" in given:
            found.state = _choice(given["state"], State, "état")
        _check_dates(found)
        _check_end(found)
        found.revision += 1
        found.save()
        details = {"state": str(found.state), "risk": str(found.risk), "notified": bool(found.notified)}
        journal.record(actor.company_id, actor.person_id, "incident.followed", f"incident:{number}", details)
    return found


def add_step(actor: Actor, number: int, text: str) -> Step:
    """Write what was done, in one's own words. Raises NotFound, BadInput."""
    found = one(actor, number)
    words = text.strip()[:4000]
    if not words:
        raise BadInput("L'étape est vide", where="étape", mend="Écrivez ce qui a été fait.")
    step: Step = Step.objects.create(
        company_id=actor.company_id, incident=found, text=words, by_id=actor.person_id
    )
    return step


def clock(incident: Incident, now: datetime) -> str:
    """« il reste 41 h », « délai dépassé de 5 h », « notifié en 12 h », « sans notification »."""
    if not incident.must_notify:
        return (
            "sans notification à la CNIL"
            if not incident.personal
            else "risque peu probable : pas de notification, mais l'incident reste documenté"
        )
    if incident.notified:
        took = incident.notified - incident.discovered
        late = " (hors délai)" if incident.notified > incident.deadline else ""
        return f"notifié à la CNIL {_hours(took)} après la découverte{late}"
    left = incident.deadline - now
    if left < timedelta(0):
        return f"délai de 72 h dépassé de {_hours(-left)} : notifiez avec le motif du retard"
    return f"il reste {_hours(left)} pour notifier la CNIL"


def _hours(span: timedelta) -> str:
    hours = int(span.total_seconds() // 3600)
    if hours < 1:
        return f"{max(0, int(span.total_seconds() // 60))}\u00a0min"
    return f"{hours}\u00a0h" if hours < 96 else f"{hours // 24}\u00a0jours"


def moment(given: Any, where: str) -> datetime | None:
    """A typed moment, in the site's time zone. Raises BadInput."""
    if given in (None, ""):
        return None
    if isinstance(given, datetime):
        return given if timezone.is_aware(given) else timezone.make_aware(given)
    try:
        found = datetime.fromisoformat(str(given))
    except ValueError:
        raise BadInput(
            f"« {given} » n'est pas une date", where=where, mend="Choisissez un jour et une heure."
        ) from None
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def _check_dates(found: Incident) -> None:
    now = timezone.now() + timedelta(minutes=5)
    for name, label in {**_DATES, "discovered": "découvert le"}.items():
        value = getattr(found, name)
        if value is not None and value > now:
            raise BadInput("Cette date est dans l'avenir", where=label, mend="Vérifiez l'année et l'heure.")
        if (
            name in ("notified", "informed", "provider_told")
            and value is not None
            and value < found.discovered
        ):
            raise BadInput(
                "Cette date précède la découverte de l'incident", where=label, mend="Vérifiez les deux dates."
            )
    if found.happened and found.happened > found.discovered:
        raise BadInput(
            "L'incident serait découvert avant d'être survenu",
            where="survenu le",
            mend="Vérifiez les deux dates.",
        )


def _check_end(found: Incident) -> None:
    if found.notified and found.notified > found.deadline and not found.delay_reason:
        raise BadInput(
            "La notification dépasse 72 heures : le motif du retard manque", where="motif du retard",
            mend="L'article 33(1) du RGPD demande de l'écrire.",
        )  # fmt: skip
    if found.state != State.CLOSED:
        return
    if found.personal and found.risk == Risk.UNKNOWN:
        raise BadInput(
            "Le risque pour les personnes n'est pas évalué", where="risque", mend="Évaluez-le avant de clore."
        )
    if found.must_notify and not found.notified:
        raise BadInput(
            "La CNIL n'a pas été notifiée",
            where="notifié à la CNIL le",
            mend="Notifiez, ou expliquez pourquoi le risque est peu probable.",
        )
    if found.must_inform and not found.informed:
        raise BadInput(
            "Le risque est élevé et les personnes n'ont pas été informées",
            where="personnes informées le",
            mend="L'article 34 du RGPD le demande.",
        )
    if not found.lessons:
        raise BadInput(
            "Les leçons manquent", where="leçons", mend="Écrivez ce qui évitera que cela recommence."
        )


def _choice(given: Any, choices: Any, where: str) -> str:
    if str(given) not in choices.values:
        raise BadInput(
            f"« {given} » n'existe pas", where=where, mend=f"Choisissez : {', '.join(choices.values)}."
        )
    return str(given)


def _count(given: Any) -> int | None:
    if given in (None, ""):
        return None
    try:
        count = int(str(given))
    except ValueError:
        count = -1
    if count < 0:
        raise BadInput(
            f"« {given} » n'est pas un nombre de personnes",
            where="personnes concernées",
            mend="Écrivez un nombre, ou laissez vide.",
        )
    return count
