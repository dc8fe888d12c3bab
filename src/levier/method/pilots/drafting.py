"""Describe a pilot: every field checked once, here, with what to mend."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from levier.accounts.models import Company, Membership
from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.errors import BadInput, LevierError
from levier.core.french.numbers import format_percent
from levier.method.pilots.finding import steered
from levier.method.pilots.models import Design, Grain, Pilot, State
from levier.method.roadmap.models import UseCase
from levier.policy import journal
from levier.policy.rights import Permission, require
from levier.tables.access import CompanyTables

LONGEST = timedelta(days=183)
_OLDEST = timedelta(days=366)
_SPRINTS = range(1, 4)


class Changed(LevierError):
    """Somebody else changed the same thing meanwhile; what was typed is kept."""

    code = "modifié-entre-temps"
    http_status = 409
    exit_status = 2


@dataclass(frozen=True)
class Draft:
    """What a person says of a pilot; the rest is measured. ``measure``: « kind:name », empty for timed designs."""

    use_case: int
    title: str
    capability: str
    design: str
    expected: float
    starts: date
    ends: date
    scope: str = ""
    measure: str = ""
    dataset: int | None = None
    grain: str = "week"
    sprint_weeks: int = 2
    sponsor: int | None = None
    team: tuple[int, ...] = ()
    given: dict[str, Any] = field(default_factory=dict)


def create(actor: Actor, draft: Draft) -> Pilot:
    """A pilot in preparation. Raises NotAllowed, BadInput, NotFound."""
    require(actor, Permission.STEER)
    pilot = Pilot(company_id=actor.company_id)
    return _kept(actor, pilot, draft, "pilot.created")


def change(actor: Actor, pk: int, draft: Draft, revision: int) -> Pilot:
    """The same pilot described anew, while it is in preparation. Raises Changed when it was changed since ``revision``."""
    with transaction.atomic():
        pilot = steered(actor, pk)
        if pilot.state != State.PREPARING:
            raise BadInput(
                "Ce pilote a commencé : sa mesure et ses dates ne changent plus",
                mend="Ajustez-le par une décision, ou préparez-en un autre.",
            )
        guard(pilot.revision, revision, f"pilote « {pilot.title} »")
        pilot.revision += 1
        pilot.baseline, pilot.plan, pilot.turns = {}, {}, []
        return _kept(actor, pilot, draft, "pilot.changed")


def guard(now: int, then: int, where: str) -> None:
    """Raises Changed unless nobody changed the thing since it was shown."""
    if now != then:
        raise Changed(
            "Quelqu'un a modifié ceci pendant que vous l'aviez sous les yeux",
            where=where,
            mend="Votre saisie est conservée ci-dessous : comparez avec ce qui est enregistré, puis enregistrez de nouveau.",
        )


def _kept(actor: Actor, pilot: Pilot, draft: Draft, action: str) -> Pilot:
    today = Company.objects.get(pk=actor.company_id).today
    pilot.use_case = _use_case(actor, draft.use_case)
    pilot.title = " ".join(draft.title.split())[:150] or pilot.use_case.title
    pilot.scope = draft.scope.strip()[:2000]
    pilot.capability = registry.get(draft.capability).name
    pilot.given = draft.given
    pilot.expected = _expected(draft.expected)
    pilot.starts, pilot.ends = _dates(draft.starts, draft.ends, today)
    if draft.sprint_weeks not in _SPRINTS:
        raise BadInput("Un sprint dure de une à trois semaines", where="champ Sprints")
    pilot.sprint_weeks = draft.sprint_weeks
    pilot.direction = "up" if draft.expected > 0 else "down"
    _measured(actor, pilot, draft)
    pilot.sponsor_id = _member(actor, draft.sponsor) if draft.sponsor else None
    team = [_member(actor, one) for one in draft.team]
    try:
        with transaction.atomic():
            pilot.save()
            pilot.team.set(team)
            journal.record(
                actor.company_id,
                actor.person_id,
                action,
                f"pilot:{pilot.pk}",
                {"use_case": pilot.use_case_id},
            )
    except IntegrityError:
        raise BadInput(
            f"Un pilote s'appelle déjà « {pilot.title} »", where="champ Nom", mend="Donnez un autre nom."
        ) from None
    return pilot


def _use_case(actor: Actor, pk: int) -> UseCase:
    found = UseCase.objects.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise BadInput(
            "Ce cas d'usage n'existe pas",
            where="champ Cas d'usage",
            mend="Choisissez-en un de la feuille de route.",
        )
    return found


def _expected(share: float) -> float:
    if not -1 < share <= 10 or abs(share) < 0.005:
        raise BadInput(
            "L'effet attendu est un pourcentage : −20 % pour un cinquième de moins, +10 % pour un dixième de plus",
            where=f"champ Effet attendu : {format_percent(share)}",
            mend="Donnez un effet que vous jugeriez utile ; il sert à calculer la durée nécessaire.",
        )
    return share


def _dates(starts: date, ends: date, today: date) -> tuple[date, date]:
    if ends <= starts:
        raise BadInput(
            f"La fin ({ends:%d/%m/%Y}) n'est pas après le début ({starts:%d/%m/%Y})",
            where="champs Début et Fin",
            mend="Choisissez une fin au moins une semaine après le début.",
        )
    if (ends - starts).days < 6:
        raise BadInput("Un pilote dure au moins une semaine", where="champs Début et Fin")
    if ends - starts > LONGEST:
        raise BadInput(
            "Un pilote dure six mois au plus : au-delà, c'est un déploiement",
            where="champs Début et Fin",
            mend="Réduisez le périmètre ou l'ambition pour finir plus tôt.",
        )
    if starts < today - _OLDEST:
        raise BadInput(
            f"Le début ({starts:%d/%m/%Y}) est à plus d'un an dans le passé",
            where="champ Début",
            mend="Corrigez l'année.",
        )
    if ends < today:
        raise BadInput(
            f"La fin ({ends:%d/%m/%Y}) est déjà passée ; nous sommes le {today:%d/%m/%Y}",
            where="champ Fin",
            mend="Choisissez une fin à venir.",
        )
    if starts > today + _OLDEST:
        raise BadInput("Le début est à plus d'un an", where="champ Début", mend="Corrigez l'année.")
    return starts, ends


def _measured(actor: Actor, pilot: Pilot, draft: Draft) -> None:
    if draft.design not in Design.values:
        raise BadInput("Cette méthode de mesure n'existe pas", where="champ Méthode de mesure")
    pilot.design = draft.design
    if not pilot.way.on_tables:
        pilot.kind = pilot.measure = ""
        pilot.dataset = None
        return
    kind, _, name = draft.measure.partition(":")
    if not name:
        raise BadInput(
            "Il manque la mesure que le pilote doit faire bouger",
            where="champ Mesure suivie",
            mend="Choisissez une mesure de vos tableaux, ou une méthode chronométrée.",
        )
    if draft.grain not in Grain.values:
        raise BadInput("Le pas est jour, semaine ou mois", where="champ Pas")
    pilot.measure = CompanyTables(actor).model(kind).measure(name).name
    pilot.kind, pilot.grain, pilot.dataset = kind, draft.grain, draft.dataset


def _member(actor: Actor, person: int) -> int:
    if not Membership.objects.filter(
        company_id=actor.company_id, user_id=person, user__is_active=True
    ).exists():
        raise BadInput(
            "Cette personne n'est pas de l'entreprise", where="champs Sponsor et Équipe",
            mend="Invitez-la d'abord dans « Réglages, Personnes ».",
        )  # fmt: skip
    return person
