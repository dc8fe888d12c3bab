"""The roadmap by REST, what its pages change: proposals of objectives, removals, the plan, the hypotheses, owners of tables."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Schema, Status
from pydantic import ConfigDict, Field

from levier.api.method_operations import router
from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.method.assessment import services
from levier.method.roadmap import aiming, editing
from levier.method.roadmap.evaluating import assumptions_of
from levier.method.roadmap.models import OwnAssumption, Plan
from levier.policy.rights import Permission, require

__all__ = ["router"]


class AimShown(Schema):
    """An objective proposed. ``how``: where both figures come from. Send it back, corrected, to write the objective."""

    title: str
    indicator: str
    baseline: float | None
    target: float | None
    due: date
    how: str


class PlanShown(Schema):
    """The plan as the company set it; empty where the reference holds."""

    start: date | None
    budget: float | None
    capacity: dict[str, float]
    weights: dict[str, float]
    revision: int


class PlanGiven(Schema):
    """What to plan with. ``capacity``: days a month by role; ``weights``: by part of the feasibility, and ``impact``."""

    model_config = ConfigDict(extra="forbid")

    start: date | None = None
    budget: float | None = None
    capacity: dict[str, float] | None = None
    weights: dict[str, float] | None = None
    revision: int = Field(description="Celle du plan lu")


class AssumptionShown(Schema):
    """A hypothesis, its range and where it comes from; ``own``: the company's."""

    name: str
    label: str
    unit: str
    low: float
    central: float
    high: float
    origin: str
    status: str
    own: bool


class AssumptionGiven(Schema):
    """The company's own range: percentages as people write them (30 for 30 %)."""

    low: float
    central: float
    high: float
    origin: str = Field(description="D'où vient ce chiffre")


class OwnerGiven(Schema):
    """Who answers for a table; None: nobody."""

    person: int | None


@router.get(
    "/objective-proposal",
    response={200: AimShown, REFUSALS: Problem},
    summary="Se faire proposer un objectif",
)
def aim(request: HttpRequest, indicator: str = aiming.TIME) -> dict[str, Any]:
    """Son point de départ mesuré, sa cible et son échéance à ajuster ; à défaut d'indicateur, le temps gagné."""
    found = aiming.aim(caller(request), indicator)
    return {
        "title": found.title, "indicator": found.indicator.name, "baseline": found.baseline, "target": found.target, "due": found.due,
        "how": found.how,
    }  # fmt: skip


@router.delete("/objectives/{pk}", response={204: None, REFUSALS: Problem}, summary="Supprimer un objectif")
def remove_objective(request: HttpRequest, pk: int) -> Status[None]:
    """Ses projets restent, sans objectif."""
    editing.remove_objective(caller(request), pk)
    return Status(204, None)


@router.delete("/use-cases/{pk}", response={204: None, REFUSALS: Problem}, summary="Supprimer un cas d'usage")
def remove_use_case(request: HttpRequest, pk: int) -> Status[None]:
    """Refusé tant qu'un pilote en dépend."""
    editing.remove_use_case(caller(request), pk)
    return Status(204, None)


@router.get("/plan", response={200: PlanShown, REFUSALS: Problem}, summary="Lire le plan")
def plan(request: HttpRequest) -> dict[str, Any]:
    """Début, budget, temps des personnes, poids."""
    actor = caller(request)
    require(actor, Permission.STEER)
    return _plan(
        Plan.objects.filter(company_id=actor.company_id).first() or Plan(company_id=actor.company_id)
    )


@router.put("/plan", response={200: PlanShown, 409: Problem, REFUSALS: Problem}, summary="Changer le plan")
def change_plan(request: HttpRequest, given: PlanGiven) -> dict[str, Any]:
    """Refusé (409) si quelqu'un l'a changé depuis « revision »."""
    return _plan(editing.save_plan(caller(request), **given.model_dump()))


@router.get(
    "/assumptions", response={200: list[AssumptionShown], REFUSALS: Problem}, summary="Lire les hypothèses"
)
def assumptions(request: HttpRequest) -> list[dict[str, Any]]:
    """Celles de l'entreprise d'abord ; les parts (« % ») vont de 0 à 1."""
    actor = caller(request)
    require(actor, Permission.STEER)
    own = set(OwnAssumption.objects.filter(company_id=actor.company_id).values_list("name", flat=True))
    found = [
        {"name": one.name, "label": one.label, "unit": one.unit, "low": one.low, "central": one.central, "high": one.high,
         "origin": one.origin.text, "status": one.origin.status, "own": one.name in own}
        for one in assumptions_of(actor).by_name.values()
    ]  # fmt: skip
    return sorted(found, key=lambda one: not one["own"])


@router.put("/assumptions/{name}", response={204: None, REFUSALS: Problem}, summary="Dire la vôtre")
def say_assumption(request: HttpRequest, name: str, given: AssumptionGiven) -> Status[None]:
    """Avec sa source ; toutes les valeurs suivent."""
    editing.save_assumption(caller(request), name, given.low, given.central, given.high, given.origin)
    return Status(204, None)


@router.delete(
    "/assumptions/{name}", response={204: None, REFUSALS: Problem}, summary="Revenir à la référence"
)
def forget_assumption(request: HttpRequest, name: str) -> Status[None]:
    """Oublie celle de l'entreprise."""
    editing.forget_assumption(caller(request), name)
    return Status(204, None)


@router.put(
    "/tables/{dataset}/owner",
    response={204: None, REFUSALS: Problem},
    summary="Nommer qui répond d'un tableau",
)
def name_owner(request: HttpRequest, dataset: int, given: OwnerGiven) -> Status[None]:
    """Le diagnostic compte les tableaux dont quelqu'un répond."""
    services.name_owner(caller(request), dataset, given.person)
    return Status(204, None)


def _plan(found: Plan) -> dict[str, Any]:
    return {
        "start": found.start, "budget": None if found.budget is None else float(found.budget), "capacity": found.capacity,
        "weights": found.weights, "revision": found.revision,
    }  # fmt: skip
