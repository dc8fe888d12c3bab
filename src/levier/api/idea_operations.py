"""The idea box by REST: propose, vote, answer, try, conclude."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.method.ideas import answering, box
from levier.method.ideas.models import IdeaBox, Trial
from levier.method.ideas.telling import told
from levier.policy.rights import Permission, require

router = Router(tags=["Boîte à idées"])


class GivenIdea(Schema):
    """An idea as it is proposed."""

    title: str = Field(max_length=150, description="En quelques mots")
    problem: str = Field(max_length=2_000, description="Ce qu'elle améliore, et pour qui")
    named: bool = Field(default=True, description="Avec le nom de qui la propose ; sans, il n'est pas gardé")


class GivenAnswer(Schema):
    """The answer to an idea. ``revision``: that of the idea as it was read."""

    answer: Literal["try", "project", "later", "no"]
    why: str = Field(max_length=1_000)
    revision: int | None = None


class GivenTrial(Schema):
    """A try and its limits."""

    question: str = Field(max_length=300)
    sign: str = Field(max_length=300)
    start: date
    end: date
    days: float = Field(description="Jours de travail au plus")
    money: float = Field(default=0, description="Dépense au plus")


class GivenEnd(Schema):
    """What a try gave."""

    outcome: Literal["worked", "failed", "unclear"]
    lesson: str = Field(max_length=2_000)
    spent_days: float
    spent_money: float = 0


class GivenRules(Schema):
    """``days``: to answer an idea; what tries may take a quarter, in days of work and in money."""

    days: int
    quarter_days: float
    quarter_money: float


@router.get("", response={200: list[dict[str, Any]], REFUSALS: Problem}, summary="Lister les idées")
def listing(request: HttpRequest) -> list[dict[str, Any]]:
    """Celles qui attendent d'abord, les plus soutenues en tête."""
    return [told(one) for one in box.by_need(box.ideas_of(caller(request)))]


@router.post("", response={200: dict[str, Any], REFUSALS: Problem}, summary="Proposer une idée")
def propose(request: HttpRequest, given: GivenIdea) -> dict[str, Any]:
    """Ouvert à tous ; une réponse est promise."""
    who = caller(request)
    return told(box.idea_of(who, box.propose(who, given.title, given.problem, named=given.named).pk))


@router.post(
    "/{idea}/vote", response={200: dict[str, Any], REFUSALS: Problem}, summary="Donner ou retirer sa voix"
)
def vote(request: HttpRequest, idea: int) -> dict[str, Any]:
    """Une voix par personne et par idée."""
    box.vote(caller(request), idea)
    return told(box.idea_of(caller(request), idea))


@router.post(
    "/{idea}/answer", response={200: dict[str, Any], REFUSALS: Problem}, summary="Répondre à une idée"
)
def answer(request: HttpRequest, idea: int, given: GivenAnswer) -> dict[str, Any]:
    """« project » la met parmi les candidats de la feuille de route."""
    answering.answer(caller(request), idea, given.answer, given.why, given.revision)
    return told(box.idea_of(caller(request), idea))


@router.post("/{idea}/trial", response={200: dict[str, Any], REFUSALS: Problem}, summary="Autoriser un essai")
def trial(request: HttpRequest, idea: int, given: GivenTrial) -> dict[str, Any]:
    """Dans le budget des essais du trimestre."""
    answering.start_trial(caller(request), idea, given.model_dump())
    return told(box.idea_of(caller(request), idea))


@router.post(
    "/{idea}/conclusion", response={200: dict[str, Any], REFUSALS: Problem}, summary="Conclure un essai"
)
def conclude(request: HttpRequest, idea: int, given: GivenEnd) -> dict[str, Any]:
    """La leçon rejoint les documents de l'entreprise."""
    answering.conclude(caller(request), idea, given.model_dump())
    return told(box.idea_of(caller(request), idea))


@router.get(
    "/lessons", response={200: list[dict[str, Any]], REFUSALS: Problem}, summary="Les leçons des essais"
)
def lessons(request: HttpRequest) -> list[dict[str, Any]]:
    """Tous les essais finis, ratés compris."""
    actor = caller(request)
    require(actor, Permission.ASK)
    found = (
        Trial.objects.filter(idea__in=box.ideas_of(actor).values("pk"))
        .exclude(outcome="")
        .select_related("idea")
    )
    return [
        {
            "idea": one.idea_id,
            "title": one.idea.title,
            "outcome": one.outcome,
            "lesson": one.lesson,
            "closed": one.closed_on,
        }
        for one in found.order_by("-closed_on")
    ]


@router.get("/rules", response={200: dict[str, Any], REFUSALS: Problem}, summary="Les règles de la boîte")
def rules(request: HttpRequest) -> dict[str, Any]:
    """Délai de réponse, et ce que les essais peuvent coûter par trimestre."""
    actor = caller(request)
    require(actor, Permission.ASK)
    return _rules(box.box_of(actor.company_id))


@router.put("/rules", response={200: dict[str, Any], REFUSALS: Problem}, summary="Les changer")
def set_rules(request: HttpRequest, given: GivenRules) -> dict[str, Any]:
    """Pour qui conduit la méthode."""
    return _rules(answering.set_rules(caller(request), given.days, given.quarter_days, given.quarter_money))


def _rules(one: IdeaBox) -> dict[str, Any]:
    return {"days": one.days, "quarter_days": one.quarter_days, "quarter_money": one.quarter_money}
