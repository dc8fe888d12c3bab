"""Training by REST: plan, sessions, quiz, attestations."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.method.training import attesting, planning, sessions
from levier.method.training.quiz import taking
from levier.method.training.telling import attempt, planned, session, sheet, told
from levier.policy.rights import Permission, may

router = Router(tags=["Formation"])
_OK = {200: dict[str, Any], 409: Problem, REFUSALS: Problem}


class GivenTier(Schema):
    """Ce que l'entreprise décide d'un niveau. ``revision`` : celle qui fut lue (0 : la proposition)."""

    target: int
    hours: float
    cost: float = Field(description="Par personne")
    due: date
    revision: int | None = None


class GivenSession(Schema):
    """Une séance ; ``tier`` : awareness, users, super ou expert."""

    tier: str
    title: str = Field(max_length=150)
    capabilities: list[str] = []
    day: date
    place: str = ""
    trainer: str = Field(max_length=120)
    hours: float
    seats: int
    cost: float = 0
    revision: int | None = None


class GivenPresences(Schema):
    """Les numéros des personnes venues ; les autres inscrits sont absents."""

    came: list[int]
    revision: int | None = None


class GivenAnswers(Schema):
    """Le numéro du quiz lu, et pour chaque question la place du choix."""

    number: int
    chosen: dict[str, int]


@router.get("", response=_OK, summary="La formation")
def training(request: HttpRequest) -> dict[str, Any]:
    """Votre parcours et les séances ; plan, couverture et budget pour qui conduit la méthode."""
    return told(caller(request))


@router.put("/plan/{tier}", response=_OK, summary="Décider d'un niveau")
def decide(request: HttpRequest, tier: str, given: GivenTier) -> dict[str, Any]:
    """Personnes, heures, coût, échéance."""
    planning.decide(caller(request), tier, given.model_dump(), given.revision)
    return planned(next(one for one in planning.plan_of(caller(request)) if one.tier == tier))


@router.post("/sessions", response=_OK, summary="Prévoir une séance")
def add(request: HttpRequest, given: GivenSession) -> dict[str, Any]:
    """Ouverte aux inscriptions."""
    return session(sessions.save(caller(request), given.model_dump()))


@router.put("/sessions/{number}", response=_OK, summary="Modifier une séance")
def change(request: HttpRequest, number: int, given: GivenSession) -> dict[str, Any]:
    """Refusé si quelqu'un l'a modifiée entre-temps."""
    return session(sessions.save(caller(request), given.model_dump(), number, given.revision))


@router.delete("/sessions/{number}", response={204: None, REFUSALS: Problem}, summary="Annuler une séance")
def cancel(request: HttpRequest, number: int) -> tuple[int, None]:
    """Tant que personne n'y est venu."""
    sessions.remove(caller(request), number)
    return 204, None


@router.post("/sessions/{number}/seat", response=_OK, summary="Prendre une place")
def seat(request: HttpRequest, number: int, person: int | None = None) -> dict[str, Any]:
    """Pour soi ; pour quelqu'un d'autre quand on conduit la méthode."""
    who = caller(request)
    sessions.register(who, number, person)
    return session(sessions.session_of(who, number), cost=may(who, Permission.STEER))


@router.post("/sessions/{number}/presences", response=_OK, summary="Noter les présences")
def presences(request: HttpRequest, number: int, given: GivenPresences) -> dict[str, Any]:
    """Le jour même ou après."""
    sessions.note(caller(request), number, {str(one) for one in given.came}, given.revision)
    return session(sessions.session_of(caller(request), number))


@router.get("/quiz", response=_OK, summary="Votre prochain quiz")
def quiz(request: HttpRequest) -> dict[str, Any]:
    """Le même à chaque lecture, jusqu'à ce qu'il soit envoyé."""
    return sheet(taking.sheet_of(caller(request)))


@router.post("/quiz", response=_OK, summary="Envoyer un quiz")
def send(request: HttpRequest, given: GivenAnswers) -> dict[str, Any]:
    """Corrigé aussitôt, pour vous seul."""
    chosen = {name: str(place) for name, place in given.chosen.items()}
    return attempt(taking.send(caller(request), given.number, chosen))


@router.get("/quiz/{number}", response=_OK, summary="Un de vos quiz")
def one_attempt(request: HttpRequest, number: int) -> dict[str, Any]:
    """Avec les explications."""
    return attempt(taking.attempt_of(caller(request), number))


@router.get("/presences/{number}/attestation", summary="Une attestation, en PDF")
def attestation(request: HttpRequest, number: int) -> HttpResponse:
    """La vôtre ; toutes pour qui conduit la méthode."""
    return HttpResponse(attesting.attestation(caller(request), number), content_type="application/pdf")


@router.get("/register.pdf", summary="Le registre de la maîtrise de l'IA, en PDF")
def register(request: HttpRequest) -> HttpResponse:
    """Qui a suivi quoi, quand, combien de temps."""
    return HttpResponse(attesting.register_on_paper(caller(request)), content_type="application/pdf")
