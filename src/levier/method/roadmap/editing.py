"""What people change in the roadmap, by any face. Each change says the revision it was made on: nobody's work is overwritten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from levier.accounts.models import Company, Membership
from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.errors import BadInput, LevierError, NotFound
from levier.core.french.dates import format_date
from levier.indicators.catalogue import definition
from levier.method.roadmap import legal_class
from levier.method.roadmap.models import RISKS, Objective, OwnAssumption, Plan, Stage, UseCase
from levier.method.roadmap.ordering.feasible import WEIGHTS
from levier.method.roadmap.reference import DRIVER, effort, prohibited, values
from levier.method.roadmap.value.drivers import VOLUMES
from levier.method.typed import day, figure, positive, words
from levier.policy import journal
from levier.policy.rights import Permission, require
from levier.tables.kinds import KINDS

_LONGEST_YEARS = 15
_HEAVIEST, _LIGHTEST = 10.0, 0.1
_MOST_DAYS = 100.0
_MOST_MONEY = Decimal(10) ** 11


class Changed(LevierError):
    """Somebody else saved in between."""

    code = "modifié-entre-temps"
    http_status = 409
    exit_status = 2


@dataclass(frozen=True)
class GivenObjective:
    """An objective as it was typed: figures and dates as text or typed."""

    title: str
    indicator: str
    target: Any
    due: Any
    baseline: Any = None


@dataclass(frozen=True)
class GivenUseCase:
    """A use case as it was typed. ``ranges``: see ``models.UseCase``."""

    title: str
    capability: str = ""
    problem: str = ""
    objective: int | None = None
    sponsor: int | None = None
    practice: str = ""
    risk: str = ""
    usage: str = ""
    needs: Sequence[str] = ()
    ranges: Mapping[str, Any] | None = None
    workload: Any = 1.0
    after: Sequence[int] = ()
    stage: str = Stage.IDEA


def save_objective(
    actor: Actor, given: GivenObjective, pk: int | None = None, revision: int | None = None
) -> Objective:
    """Create or change an objective. Raises NotAllowed, NotFound, BadInput, Changed."""
    require(actor, Permission.STEER)
    company = Company.objects.get(pk=actor.company_id)
    title = words(given.title, "objectif", 150)
    known = definition(given.indicator)
    target = figure(given.target, "cible", "Un objectif a un chiffre : écrivez par exemple 450 000.")
    baseline = (
        None
        if given.baseline in (None, "")
        else figure(given.baseline, "départ", "Écrivez un nombre, ou laissez vide.")
    )
    due = day(given.due, "échéance")
    if due <= company.today:
        raise BadInput(
            f"L'échéance du {format_date(due)} est déjà passée", where="échéance",
            mend=f"Choisissez une date après le {format_date(company.today)}.",
        )  # fmt: skip
    if (due - company.today).days > 366 * _LONGEST_YEARS:
        raise BadInput(
            f"L'échéance du {format_date(due)} est trop lointaine", where="échéance", mend="Vérifiez l'année."
        )
    if baseline is not None and baseline == target:
        raise BadInput(
            "La cible est égale au point de départ", where="cible", mend="Écrivez le chiffre à atteindre."
        )
    if baseline is not None and ((target > baseline) != (known.direction == "up")):
        better = "monter" if known.direction == "up" else "baisser"
        raise BadInput(
            f"« {known.label} » doit {better}, or la cible va dans l'autre sens", where="cible",
            mend="Corrigez la cible ou le départ.",
        )  # fmt: skip
    with transaction.atomic():
        same = Objective.objects.visible_to(actor).filter(title=title).exclude(pk=pk or 0)
        if same.exists():
            raise BadInput(
                f"L'objectif « {title} » existe déjà", where="objectif", mend="Donnez-lui un autre nom."
            )
        found = (
            _locked(Objective.objects.visible_to(actor), pk, revision, "objectif")
            if pk
            else Objective(company=company)
        )
        found.title, found.indicator, found.target, found.baseline, found.due = (
            title,
            known.name,
            target,
            baseline,
            due,
        )
        _grown(found, pk)
        found.save()
        journal.record(
            actor.company_id,
            actor.person_id,
            "roadmap.objective",
            title,
            {"target": str(target), "due": due.isoformat()},
        )
    return found


def remove_objective(actor: Actor, pk: int) -> None:
    """Remove an objective; its use cases stay, without it."""
    require(actor, Permission.STEER)
    found = _one(Objective.objects.visible_to(actor), pk, "objectif")
    journal.record(actor.company_id, actor.person_id, "roadmap.objective-removed", found.title)
    found.delete()


def save_use_case(
    actor: Actor, given: GivenUseCase, pk: int | None = None, revision: int | None = None
) -> UseCase:
    """Create or change a use case. Raises NotAllowed, NotFound, BadInput, Changed."""
    require(actor, Permission.STEER)
    title = words(given.title, "cas d'usage", 150)
    if given.capability:
        registry.get(given.capability)
    if given.practice not in ("", "none") and prohibited().named(given.practice) is None:
        raise BadInput(f"La pratique « {given.practice} » n'existe pas", where="pratiques interdites")
    if given.risk not in ("", *(name for name, _ in RISKS)):
        raise BadInput(
            f"Le risque « {given.risk} » n'existe pas",
            where="risque",
            mend="Choisissez minimal, limité ou élevé.",
        )
    risk = legal_class.risk_of(given.usage) if given.usage and not given.capability else given.risk
    if given.stage not in Stage.values:
        raise BadInput(f"L'étape « {given.stage} » n'existe pas", where="étape")
    if strange := [one for one in given.needs if one not in KINDS]:
        raise BadInput(f"Le type de tableau « {strange[0]} » n'existe pas", where="tableaux nécessaires")
    workload = float(
        figure(given.workload, "charge", "1 pour un projet ordinaire, 2 pour deux fois plus lourd.")
    )
    if not _LIGHTEST <= workload <= _HEAVIEST:
        raise BadInput(
            "La charge doit être entre 0,1 et 10", where="charge", mend="1 pour un projet ordinaire."
        )
    ranges = _ranges(given.ranges or {})
    with transaction.atomic():
        same = UseCase.objects.visible_to(actor).filter(title=title).exclude(pk=pk or 0)
        if same.exists():
            raise BadInput(
                f"Le cas d'usage « {title} » existe déjà",
                where="cas d'usage",
                mend="Donnez-lui un autre nom.",
            )
        found = (
            _locked(UseCase.objects.visible_to(actor), pk, revision, "cas d'usage")
            if pk
            else UseCase(company_id=actor.company_id)
        )
        found.title, found.capability, found.problem = title, given.capability, given.problem.strip()[:2000]
        found.objective = (
            _one(Objective.objects.visible_to(actor), given.objective, "objectif")
            if given.objective
            else None
        )
        found.sponsor_id = _member(actor, given.sponsor)
        found.practice, found.risk, found.needs, found.ranges = (
            given.practice,
            risk,
            list(given.needs),
            ranges,
        )
        found.workload, found.stage, found.usage = (
            workload,
            given.stage,
            "" if given.capability else given.usage,
        )
        _grown(found, pk)
        found.save()
        others = [_one(UseCase.objects.visible_to(actor), one, "cas d'usage") for one in given.after]
        _no_circle(found, others)
        found.after.set(others)
        journal.record(
            actor.company_id, actor.person_id, "roadmap.use-case", title,
            {"capability": given.capability, "sponsor": found.sponsor_id, "stage": str(found.stage)},
        )  # fmt: skip
    return found


def take_up(actor: Actor, capability: str, sponsor: int | None, objective: int | None = None) -> UseCase:
    """Put a capability of the catalogue in the roadmap, carried by somebody. The problem is that of its card."""
    require(actor, Permission.STEER)
    known = registry.get(capability)
    if UseCase.objects.visible_to(actor).filter(capability=capability).exists():
        raise BadInput(
            f"« {known.title} » est déjà dans la feuille de route", mend="Ouvrez sa fiche pour la modifier."
        )
    return save_use_case(
        actor,
        GivenUseCase(
            title=known.title, capability=capability, problem=known.card.purpose, sponsor=sponsor, objective=objective,
            practice="none", risk=known.card.risk, stage=Stage.RETAINED,
        ),
    )  # fmt: skip


def remove_use_case(actor: Actor, pk: int) -> None:
    """Remove a candidate. One in pilot or deployed is refused: what was measured would go with it."""
    require(actor, Permission.STEER)
    found = _one(UseCase.objects.visible_to(actor), pk, "cas d'usage")
    if found.stage in (Stage.PILOT, Stage.DEPLOYED):
        raise BadInput(
            f"« {found.title} » est {found.get_stage_display()} : il ne se supprime plus",
            mend="Arrêtez-le d'abord : son historique restera.",
        )
    journal.record(actor.company_id, actor.person_id, "roadmap.use-case-removed", found.title)
    found.delete()


def save_plan(
    actor: Actor,
    revision: int,
    *,
    start: Any = None,
    capacity: Mapping[str, Any] | None = None,
    weights: Mapping[str, Any] | None = None,
    budget: Any = None,
) -> Plan:
    """Change when it begins, who has how much time, what weighs how much, and what may be spent. None leaves empty.

    Raises NotAllowed, BadInput (a date in the past, a figure below zero, weights all zero), Changed.
    """
    require(actor, Permission.STEER)
    company = Company.objects.get(pk=actor.company_id)
    begins = None if start in (None, "") else day(start, "début")
    if begins is not None and begins < company.today:
        raise BadInput(
            f"Le début du {format_date(begins)} est déjà passé",
            where="début",
            mend="Choisissez une date à venir.",
        )
    money = None if budget in (None, "") else figure(budget, "budget", "Écrivez un montant, ou laissez vide.")
    if money is not None and money < 0:
        raise BadInput(
            "Un budget ne peut pas être négatif",
            where="budget",
            mend="Écrivez un montant positif, ou laissez vide.",
        )
    if money is not None and money >= _MOST_MONEY:
        raise BadInput("Ce budget est trop grand", where="budget", mend="Vérifiez le nombre de zéros.")
    roles = {one.name for one in effort().roles}
    times = {
        name: positive(given, f"temps disponible, {name}")
        for name, given in (capacity or {}).items()
        if name in roles
    }
    if any(given > _MOST_DAYS for given in times.values()):
        raise BadInput(
            "Le temps disponible est trop grand",
            where="temps disponible",
            mend="En jours par semaine, toutes personnes réunies.",
        )
    shares = {
        name: positive(given, f"poids, {name}") for name, given in (weights or {}).items() if name in WEIGHTS
    }
    if weights and sum({**WEIGHTS, **shares}.values()) <= 0:
        raise BadInput(
            "Tous les poids sont à zéro", where="poids", mend="Donnez un poids à au moins un critère."
        )
    with transaction.atomic():
        plan, _ = Plan.objects.select_for_update().get_or_create(company=company)
        if plan.revision != revision:
            raise _changed("plan")
        plan.start, plan.budget, plan.revision = begins, money, plan.revision + 1
        plan.capacity = times if capacity is not None else plan.capacity
        plan.weights = shares if weights is not None else plan.weights
        plan.save()
        journal.record(
            actor.company_id,
            actor.person_id,
            "roadmap.plan",
            "plan",
            {"budget": None if money is None else str(money)},
        )
    return plan


def save_assumption(actor: Actor, name: str, low: Any, central: Any, high: Any, origin: str) -> OwnAssumption:
    """Put the company's own range in place of a reference one, with where it comes from."""
    require(actor, Permission.STEER)
    known = values().assumption(name)
    bounds = [float(figure(one, known.label, "Écrivez trois nombres.")) for one in (low, central, high)]
    if known.unit == "%":
        bounds = [one / 100 for one in bounds]
    if not 0 <= bounds[0] <= bounds[1] <= bounds[2]:
        raise BadInput(
            "Les trois valeurs ne sont pas dans l'ordre",
            where=known.label,
            mend="Basse, probable, haute, sans négatif.",
        )
    if known.unit == "%" and bounds[2] > 1:
        raise BadInput(
            "Une part ne peut pas dépasser 100 %",
            where=known.label,
            mend="Écrivez un pourcentage de 0 à 100.",
        )
    said = words(origin, "origine", 200)
    kept, _ = OwnAssumption.objects.update_or_create(
        company_id=actor.company_id, name=name,
        defaults={"low": bounds[0], "central": bounds[1], "high": bounds[2], "origin": said, "person_id": actor.person_id},
    )  # fmt: skip
    journal.record(
        actor.company_id, actor.person_id, "roadmap.assumption", name, {"central": bounds[1], "origin": said}
    )
    return kept


def forget_assumption(actor: Actor, name: str) -> None:
    """Go back to the reference range."""
    require(actor, Permission.STEER)
    OwnAssumption.objects.filter(company_id=actor.company_id, name=name).delete()
    journal.record(actor.company_id, actor.person_id, "roadmap.assumption", name, {"central": None})


def _locked(found: Any, pk: int, revision: int | None, what: str) -> Any:
    one = found.select_for_update().filter(pk=pk).first()
    if one is None:
        raise _unknown(what)
    if revision is not None and one.revision != revision:
        raise _changed(what)
    return one


def _grown(found: Any, pk: int | None) -> None:
    if pk:
        found.revision += 1


def _one(found: Any, pk: int, what: str) -> Any:
    one = found.filter(pk=pk).first()
    if one is None:
        raise _unknown(what)
    return one


def _unknown(what: str) -> NotFound:
    return NotFound(
        f"Cet {what} n'existe pas ou a été supprimé"
        if what == "objectif"
        else f"Ce {what} n'existe pas ou a été supprimé"
    )


def _changed(what: str) -> Changed:
    return Changed(
        f"Quelqu'un a modifié ce {what} pendant que vous l'écriviez"
        if what != "objectif"
        else "Quelqu'un a modifié cet objectif pendant que vous l'écriviez",
        mend="Vos saisies sont gardées ci-dessous : comparez avec la version enregistrée, puis enregistrez de nouveau.",
    )


def _member(actor: Actor, person: int | None) -> int | None:
    if person is None:
        return None
    if not Membership.objects.filter(company_id=actor.company_id, user_id=person).exists():
        raise BadInput(
            "Cette personne ne fait pas partie de l'entreprise",
            where="porteur",
            mend="Choisissez-la dans la liste.",
        )
    return person


def _no_circle(case: UseCase, others: Sequence[UseCase]) -> None:
    seen: set[int] = set()
    waiting = list(others)
    while waiting:
        one = waiting.pop()
        if one.pk == case.pk:
            raise BadInput(
                f"« {case.title} » s'attendrait lui-même",
                where="après",
                mend="Retirez l'une des dépendances du cercle.",
            )
        if one.pk not in seen:
            seen.add(one.pk)
            waiting += list(one.after.all())


def _ranges(given: Mapping[str, Any]) -> dict[str, Any]:
    labels = {"times": "fois par an", "minutes": "minutes chaque fois", "saved": "part économisée"}
    found: dict[str, Any] = {}
    for name, label in labels.items():
        value = given.get(name)
        if value in (None, "", []) or (
            isinstance(value, list | tuple) and not any(str(one).strip() for one in value)
        ):
            continue
        if isinstance(value, str):
            if name != "times" or value.removeprefix(DRIVER) not in VOLUMES:
                raise BadInput(f"« {value} » ne se mesure pas", where=label, mend="Écrivez trois nombres.")
            found[name] = value
            continue
        if not isinstance(value, list | tuple) or len(value) != 3:
            raise BadInput("Une fourchette a trois nombres", where=label, mend="Basse, probable, haute.")
        bounds = [
            float(figure(one, label, "Écrivez trois nombres : basse, probable, haute.")) for one in value
        ]
        if not 0 <= bounds[0] <= bounds[1] <= bounds[2]:
            raise BadInput(
                "Les trois valeurs ne sont pas dans l'ordre",
                where=label,
                mend="Basse, probable, haute, sans négatif.",
            )
        if name == "saved" and bounds[2] > 1:
            raise BadInput(
                "Une part ne peut pas dépasser 100 %", where=label, mend="Écrivez un pourcentage de 0 à 100."
            )
        found[name] = bounds
    return found
