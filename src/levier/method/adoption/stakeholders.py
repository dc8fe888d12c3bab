"""The map of those concerned: what is thought of people is written with care, seen by few, and erased."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.db import transaction

from levier.accounts.models import Company, Membership
from levier.core.actor import Actor, Role
from levier.core.errors import BadInput, NotFound
from levier.method.adoption.models import Level, Stakeholder, StakeholderQuerySet, Stance
from levier.method.holding import fresh, whole
from levier.method.ideas.box import written
from levier.method.roadmap.models import UseCase
from levier.policy import journal
from levier.policy.rights import Permission, require

KEPT_DAYS = 365
_GROUPS = {
    Role.OWNER: ("Dirigeants", Level.HIGH, Level.HIGH),
    Role.MANAGER: ("Responsables", Level.HIGH, Level.HIGH),
    Role.EMPLOYEE: ("Collaborateurs", Level.LOW, Level.HIGH),
    Role.ACCOUNTANT: ("Comptable et consultants", Level.MIDDLE, Level.MIDDLE),
}


def strategy(one: Stakeholder) -> str:
    """What to do with each corner of the map (power × interest: Mendelow 1991)."""
    strong, keen = one.power >= Level.MIDDLE, one.interest >= Level.MIDDLE
    if strong and keen:
        return "associer de près"
    if strong:
        return "satisfaire, sans accabler"
    return "informer et faire participer" if keen else "informer"


def stakeholders_of(actor: Actor) -> StakeholderQuerySet:
    """Those of the company; what has been kept long enough is erased first. Raises NotAllowed."""
    require(actor, Permission.STEER)
    today = Company.objects.get(pk=actor.company_id).today
    Stakeholder.objects.filter(company_id=actor.company_id, keep_until__lt=today).delete()
    found: StakeholderQuerySet = Stakeholder.objects.visible_to(actor)
    return found


def stakeholder_of(actor: Actor, pk: int) -> Stakeholder:
    """Raises NotAllowed, NotFound."""
    found = stakeholders_of(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("Cette ligne n'existe plus", mend="Revenez à la carte des parties prenantes.")
    return found


def save(
    actor: Actor, given: dict[str, Any], pk: int | None = None, revision: int | None = None
) -> Stakeholder:
    """``name``, ``is_group``, ``power`` and ``interest`` (1–3), ``stance`` and ``wanted`` (−2 to 2), ``actions``.

    Raises NotAllowed, NotFound, BadInput, Changed."""
    name = written(str(given.get("name", "")), "nom", 120)
    kept = {
        "name": name,
        "is_group": bool(given.get("is_group")),
        "power": whole(given.get("power"), "influence", 1, 3),
        "interest": whole(given.get("interest"), "intérêt", 1, 3),
        "stance": _stance(given.get("stance"), "position aujourd'hui"),
        "wanted": _stance(given.get("wanted"), "position souhaitée"),
        "actions": _longest(str(given.get("actions", "")).strip()),
    }
    if stakeholders_of(actor).filter(name__iexact=name).exclude(pk=pk or 0).exists():
        raise BadInput(
            f"« {name} » est déjà sur la carte", where="nom", mend="Ouvrez sa ligne, ou précisez le nom."
        )
    until = Company.objects.get(pk=actor.company_id).today + timedelta(days=KEPT_DAYS)
    with transaction.atomic():
        if pk is None:
            made = Stakeholder.objects.create(company_id=actor.company_id, keep_until=until, **kept)
        else:
            made = stakeholder_of(actor, pk)
            fresh(made, revision, "carte des parties prenantes")
            for field, value in kept.items():
                setattr(made, field, value)
            made.keep_until, made.revision = until, made.revision + 1
            made.save()
        # No name and no opinion: the journal can never be erased, this must be.
        journal.record(
            actor.company_id, actor.person_id, "adoption.stakeholder", f"n° {made.pk}", {"new": pk is None}
        )
    return made


def remove(actor: Actor, pk: int) -> None:
    """Erase a line for good. Raises NotAllowed, NotFound."""
    stakeholder_of(actor, pk).delete()
    journal.record(actor.company_id, actor.person_id, "adoption.stakeholder-erased", f"n° {pk}")


def propose(actor: Actor) -> int:
    """Put on the map the groups of the company, from its roles, and those who carry a project of the roadmap; how many are new.

    Only what Levier knows is filled (who, how many, which project); the stance stays « neutre » until someone looks."""
    there = {one.name.lower() for one in stakeholders_of(actor)}
    until = Company.objects.get(pk=actor.company_id).today + timedelta(days=KEPT_DAYS)
    new = []
    roles = Counter(Membership.objects.filter(company_id=actor.company_id).values_list("role", flat=True))
    for role, (name, power, interest) in _GROUPS.items():
        if roles[role] and name.lower() not in there:
            said = f"{roles[role]} personne{'s' if roles[role] > 1 else ''} de ce rôle dans Levier"
            new.append(_line(actor, name, True, power, interest, said, until))
    carried = UseCase.objects.visible_to(actor).filter(sponsor__isnull=False).select_related("sponsor")
    for case in carried:
        name = str(case.sponsor)
        if name.lower() not in there and name not in {one.name for one in new}:
            new.append(
                _line(actor, name, False, Level.HIGH, Level.HIGH, f"Porte « {case.title} »"[:200], until)
            )
    Stakeholder.objects.bulk_create(new)
    if new:
        journal.record(
            actor.company_id, actor.person_id, "adoption.stakeholders", "proposées", {"new": len(new)}
        )
    return len(new)


def _line(
    actor: Actor, name: str, is_group: bool, power: int, interest: int, origin: str, until: Any
) -> Stakeholder:
    return Stakeholder(
        company_id=actor.company_id, name=name[:120], is_group=is_group, power=power, interest=interest, origin=origin,
        wanted=Stance.FOR if is_group else Stance.CARRIES, keep_until=until,
    )  # fmt: skip


def _stance(typed: Any, where: str) -> int:
    try:
        return int(Stance(int(typed)))
    except (TypeError, ValueError):
        raise BadInput(
            f"Choisissez : {where}", where=where, mend=f"L'une de : {', '.join(map(str, Stance.labels))}."
        ) from None


def _longest(text: str) -> str:
    if len(text) > 1_000:
        raise BadInput("Ce texte est trop long", where="actions", mend="Tenez-vous à 1 000 caractères.")
    return text
