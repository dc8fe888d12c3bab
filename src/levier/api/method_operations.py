"""The method by REST: the assessment and the roadmap."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.method.assessment import services
from levier.method.assessment.shape import Snapshot
from levier.method.roadmap import editing, legal_class
from levier.method.roadmap.evaluating import roadmap_of
from levier.method.roadmap.models import Objective, UseCase
from levier.method.roadmap.telling import RoadmapTold, told
from levier.method.roadmap_report import roadmap_report
from levier.method.state_of_play import state_of_play
from levier.method.steps import stages

router = Router(tags=["Méthode"])


class StepShown(Schema):
    """A step of the method and how far the company is."""

    name: str
    label: str
    progress: Literal["done", "now", "later"]
    said: str


class QuestionShown(Schema):
    """A question and the caller's own answer (0: « je ne sais pas », None: none yet)."""

    name: str
    pillar: str
    label: str
    options: list[str]
    level: int | None


class GivenAnswer(Schema):
    """An answer to one question."""

    question: str
    level: int = Field(description="De 1 à 5 ; 0 pour « je ne sais pas »")


class ClosedShown(Schema):
    """A closed assessment."""

    number: int
    closed: date
    score: float | None


class ObjectiveGiven(Schema):
    """An objective to write. ``revision``: that of the one changed."""

    title: str
    indicator: str
    target: str | float | None = None
    due: str = ""
    baseline: str | float | None = None
    revision: int | None = None


class ObjectiveShown(Schema):
    """An objective as it is kept."""

    id: int
    title: str
    indicator: str
    baseline: float | None
    target: float
    due: date
    revision: int


class UseCaseGiven(Schema):
    """A use case to write. ``capability`` alone takes it up from the catalogue; ``usage``: the common use (``/method/usages``) that
    an own idea is, which decides its risk."""

    title: str = ""
    capability: str = ""
    problem: str = ""
    objective: int | None = None
    sponsor: int | None = None
    practice: str = ""
    risk: str = ""
    usage: str = ""
    needs: list[str] = []
    ranges: dict[str, Any] = {}
    workload: float = 1.0
    after: list[int] = []
    stage: str = "idea"
    revision: int | None = None


class UseCaseShown(Schema):
    """A use case as it is kept."""

    id: int
    title: str
    capability: str
    stage: str
    sponsor: int | None
    objective: int | None
    risk: str
    usage: str
    revision: int


class UsageShown(Schema):
    """A common use and its class under the AI Act, with the articles that decide."""

    id: str
    title: str
    risk: str
    words: str
    articles: list[str]


@router.get(
    "/usages", response={200: list[UsageShown], REFUSALS: Problem}, summary="Usages types et leur classe"
)
def usages(request: HttpRequest) -> list[dict[str, Any]]:
    """D'après les règles du règlement sur l'IA."""
    caller(request)
    found = [(one, legal_class.classed(one.id)) for one in legal_class.usages()]
    return [
        {"id": one.id, "title": one.title, "risk": law.risk, "words": law.words, "articles": list(law.articles)} for one, law in found
    ]  # fmt: skip


@router.get("/steps", response={200: list[StepShown], REFUSALS: Problem}, summary="Les étapes de la méthode")
def steps(request: HttpRequest) -> list[dict[str, str]]:
    """Où en est l'entreprise, d'après ce qui existe."""
    return [
        {"name": one.step.name, "label": one.step.label, "progress": one.standing.progress.value, "said": one.standing.said}
        for one in stages(caller(request))
    ]  # fmt: skip


@router.get("/assessment", response={200: Snapshot, REFUSALS: Problem}, summary="Le diagnostic du jour")
def assessment(request: HttpRequest) -> Snapshot:
    """Mesures et réponses réunies, avec les raisons de chaque note."""
    return services.result(caller(request))


@router.post(
    "/assessment", response={200: list[QuestionShown], REFUSALS: Problem}, summary="Ouvrir un diagnostic"
)
def begin(request: HttpRequest) -> list[dict[str, Any]]:
    """Rend les questions ; celui qui est déjà ouvert est gardé."""
    services.begin(caller(request))
    return _questions(request)


@router.get(
    "/assessment/questions", response={200: list[QuestionShown], REFUSALS: Problem}, summary="Mes questions"
)
def questions(request: HttpRequest) -> list[dict[str, Any]]:
    """Les questions et mes réponses."""
    return _questions(request)


@router.post(
    "/assessment/answers", response={200: list[QuestionShown], REFUSALS: Problem}, summary="Répondre"
)
def answers(request: HttpRequest, given: list[GivenAnswer]) -> list[dict[str, Any]]:
    """Chaque réponse est gardée aussitôt."""
    for one in given:
        services.answer(caller(request), one.question, one.level)
    return _questions(request)


@router.post("/assessment/close", response={200: Snapshot, REFUSALS: Problem}, summary="Clore le diagnostic")
def close(request: HttpRequest) -> Snapshot:
    """Le résultat est gardé et ne change plus."""
    return services.snapshot_of(caller(request), services.close(caller(request)))


@router.get(
    "/assessments", response={200: list[ClosedShown], REFUSALS: Problem}, summary="Les diagnostics gardés"
)
def kept(request: HttpRequest) -> list[dict[str, Any]]:
    """Le dernier d'abord."""
    return [
        {"number": one.number, "closed": one.closed, "score": one.snapshot.get("score")}
        for one in services.closed_assessments(caller(request))
    ]


@router.get(
    "/assessments/{number}", response={200: Snapshot, REFUSALS: Problem}, summary="Un diagnostic gardé"
)
def one_kept(request: HttpRequest, number: int) -> Snapshot:
    """Sans ce qui fut mesuré sur des tableaux que vous ne voyez pas."""
    return services.snapshot_of(caller(request), services.get_closed(caller(request), number))


@router.get("/assessment.pdf", summary="Le rapport d'état des lieux, en PDF")
def assessment_pdf(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """Celui du jour, ou d'un diagnostic gardé."""
    return HttpResponse(state_of_play(caller(request), number), content_type="application/pdf")


@router.get("/roadmap", response={200: RoadmapTold, REFUSALS: Problem}, summary="La feuille de route")
def roadmap(request: HttpRequest) -> RoadmapTold:
    """Objectifs, projets évalués et ordonnés, pilotes proposés, plan, budget."""
    return told(roadmap_of(caller(request)))


@router.get("/roadmap.pdf", summary="La feuille de route, en PDF")
def roadmap_pdf(request: HttpRequest) -> HttpResponse:
    """Telle que vous la voyez aujourd'hui."""
    return HttpResponse(roadmap_report(caller(request)), content_type="application/pdf")


@router.post(
    "/objectives",
    response={200: ObjectiveShown, 409: Problem, REFUSALS: Problem},
    summary="Écrire un objectif",
)
def add_objective(request: HttpRequest, given: ObjectiveGiven) -> dict[str, Any]:
    """Un indicateur, un chiffre, une date à venir."""
    return _objective(editing.save_objective(caller(request), _given_objective(given)))


@router.put(
    "/objectives/{pk}",
    response={200: ObjectiveShown, 409: Problem, REFUSALS: Problem},
    summary="Changer un objectif",
)
def change_objective(request: HttpRequest, pk: int, given: ObjectiveGiven) -> dict[str, Any]:
    """Refusé (409) si quelqu'un l'a changé depuis « revision »."""
    return _objective(editing.save_objective(caller(request), _given_objective(given), pk, given.revision))


@router.post(
    "/use-cases",
    response={200: UseCaseShown, 409: Problem, REFUSALS: Problem},
    summary="Ajouter un cas d'usage",
)
def add_use_case(request: HttpRequest, given: UseCaseGiven) -> dict[str, Any]:
    """Une idée, ou un savoir-faire du catalogue (« capability » sans titre)."""
    actor = caller(request)
    if given.capability and not given.title:
        return _use_case(editing.take_up(actor, given.capability, given.sponsor, given.objective))
    return _use_case(editing.save_use_case(actor, _given_use_case(given)))


@router.put(
    "/use-cases/{pk}",
    response={200: UseCaseShown, 409: Problem, REFUSALS: Problem},
    summary="Changer un cas d'usage",
)
def change_use_case(request: HttpRequest, pk: int, given: UseCaseGiven) -> dict[str, Any]:
    """Refusé (409) si quelqu'un l'a changé depuis « revision »."""
    return _use_case(editing.save_use_case(caller(request), _given_use_case(given), pk, given.revision))


def _questions(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {"name": one.question.name, "pillar": one.pillar, "label": one.question.label, "options": list(one.question.options), "level": one.level}
        for one in services.asked_of(caller(request))
    ]  # fmt: skip


def _given_objective(given: ObjectiveGiven) -> editing.GivenObjective:
    return editing.GivenObjective(given.title, given.indicator, given.target, given.due, given.baseline)


def _given_use_case(given: UseCaseGiven) -> editing.GivenUseCase:
    return editing.GivenUseCase(**given.model_dump(exclude={"revision"}))


def _objective(one: Objective) -> dict[str, Any]:
    return {
        "id": one.pk, "title": one.title, "indicator": one.indicator, "baseline": one.baseline, "target": one.target,
        "due": one.due, "revision": one.revision,
    }  # fmt: skip


def _use_case(one: UseCase) -> dict[str, Any]:
    return {
        "id": one.pk, "title": one.title, "capability": one.capability, "stage": str(one.stage), "sponsor": one.sponsor_id,
        "objective": one.objective_id, "risk": one.risk, "usage": one.usage, "revision": one.revision,
    }  # fmt: skip
