"""Adoption by REST: use by groups, those concerned, messages, ambassadors and stories, help."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.method.adoption import ambassadors, communicating, helping, knowing, stakeholders
from levier.method.adoption.drafting import drafts
from levier.method.adoption.telling import message, stakeholder, story, ticket, told

router = Router(tags=["Adoption"])
_OK = {200: dict[str, Any], 409: Problem, REFUSALS: Problem}
_LIST = {200: list[dict[str, Any]], REFUSALS: Problem}


class GivenStakeholder(Schema):
    """Influence et intérêt de 1 à 3, positions de −2 à 2. ``revision`` : celle qui fut lue."""

    name: str = Field(max_length=120)
    is_group: bool = True
    power: int = 2
    interest: int = 2
    stance: int = 0
    wanted: int = 1
    actions: str = Field(default="", max_length=1_000)
    revision: int | None = None


class GivenMessage(Schema):
    """Un message du plan ; ``channel`` : meeting, talk, mail, poster ou demo."""

    audience: str = Field(max_length=120)
    why: str = Field(max_length=1_000)
    body: str = Field(max_length=2_000)
    channel: str = "meeting"
    due: date
    by: int | None = None
    origin: str = ""
    revision: int | None = None


class GivenQuestion(Schema):
    """Une question à l'aide ; ``request`` : le numéro d'une de vos demandes restées sans réponse."""

    question: str = Field(default="", max_length=200)
    detail: str = Field(default="", max_length=2_000)
    request: int | None = None


class GivenAnswer(Schema):
    """Une réponse. ``revision`` : celle de la question lue."""

    text: str = Field(max_length=4_000)
    revision: int | None = None


class GivenKnowledge(Schema):
    """La question et sa réponse, relues."""

    title: str = Field(max_length=200)
    text: str = Field(max_length=6_000)
    revision: int | None = None


class GivenStory(Schema):
    """Un récit."""

    title: str = Field(max_length=150)
    text: str = Field(max_length=2_000)
    capability: str = ""


@router.get("", response=_OK, summary="L'adoption")
def adoption(request: HttpRequest) -> dict[str, Any]:
    """Usage par groupes d'au moins cinq personnes, aide, récits ; la carte et le plan pour qui conduit la méthode."""
    return told(caller(request))


@router.post("/stakeholders", response=_OK, summary="Ajouter une partie prenante")
def add_stakeholder(request: HttpRequest, given: GivenStakeholder) -> dict[str, Any]:
    """Un avis sur une personne nommée est une donnée personnelle : peu de gens le lisent, il s'efface."""
    return stakeholder(stakeholders.save(caller(request), given.model_dump()))


@router.post("/stakeholders/proposals", response=_LIST, summary="Proposer les groupes connus")
def propose_stakeholders(request: HttpRequest) -> list[dict[str, Any]]:
    """D'après les rôles et les porteurs de projets."""
    stakeholders.propose(caller(request))
    return [stakeholder(one) for one in stakeholders.stakeholders_of(caller(request))]


@router.put("/stakeholders/{number}", response=_OK, summary="Modifier une partie prenante")
def change_stakeholder(request: HttpRequest, number: int, given: GivenStakeholder) -> dict[str, Any]:
    """Refusé si quelqu'un l'a modifiée entre-temps."""
    return stakeholder(stakeholders.save(caller(request), given.model_dump(), number, given.revision))


@router.delete(
    "/stakeholders/{number}", response={204: None, REFUSALS: Problem}, summary="Effacer une partie prenante"
)
def erase_stakeholder(request: HttpRequest, number: int) -> tuple[int, None]:
    """Pour de bon."""
    stakeholders.remove(caller(request), number)
    return 204, None


@router.get("/messages/drafts", response=_LIST, summary="Brouillons tirés des résultats")
def message_drafts(request: HttpRequest) -> list[dict[str, Any]]:
    """De la feuille de route, des pilotes décidés et de l'usage mesuré."""
    return [one.__dict__ for one in drafts(caller(request))]


@router.post("/messages", response=_OK, summary="Ajouter un message au plan")
def add_message(request: HttpRequest, given: GivenMessage) -> dict[str, Any]:
    """Le pourquoi d'abord."""
    return message(communicating.save(caller(request), given.model_dump()))


@router.put("/messages/{number}", response=_OK, summary="Modifier un message")
def change_message(request: HttpRequest, number: int, given: GivenMessage) -> dict[str, Any]:
    """Refusé si quelqu'un l'a modifié entre-temps."""
    return message(communicating.save(caller(request), given.model_dump(), number, given.revision))


@router.post("/messages/{number}/said", response=_OK, summary="Noter qu'un message est dit")
def message_said(request: HttpRequest, number: int) -> dict[str, Any]:
    """À la date du jour."""
    return message(communicating.said(caller(request), number))


@router.get("/messages.pdf", summary="Le plan de communication, en PDF")
def messages_pdf(request: HttpRequest) -> HttpResponse:
    """Une page."""
    return HttpResponse(communicating.plan_on_paper(caller(request)), content_type="application/pdf")


@router.post("/stories", response=_OK, summary="Raconter")
def tell_story(request: HttpRequest, given: GivenStory) -> dict[str, Any]:
    """Publié après relecture ; son auteur peut le retirer."""
    return story(ambassadors.tell(caller(request), given.title, given.text, given.capability))


@router.post("/stories/{number}/publication", response=_OK, summary="Publier un récit")
def publish_story(request: HttpRequest, number: int) -> dict[str, Any]:
    """Visible de tous."""
    return story(ambassadors.publish(caller(request), number))


@router.delete("/stories/{number}", response={204: None, REFUSALS: Problem}, summary="Retirer un récit")
def erase_story(request: HttpRequest, number: int) -> tuple[int, None]:
    """Le sien, ou tout récit pour qui conduit la méthode."""
    ambassadors.take_back(caller(request), number)
    return 204, None


@router.get("/tickets", response=_LIST, summary="Les questions à l'aide")
def tickets(request: HttpRequest) -> list[dict[str, Any]]:
    """Les vôtres ; toutes pour qui conduit la méthode."""
    return [ticket(one) for one in helping.tickets_of(caller(request))]


@router.post("/tickets", response=_OK, summary="Poser une question")
def ask(request: HttpRequest, given: GivenQuestion) -> dict[str, Any]:
    """Ouvert à tous."""
    return ticket(helping.ask(caller(request), given.question, given.detail, given.request))


@router.post("/tickets/{number}/answer", response=_OK, summary="Répondre à une question")
def answer(request: HttpRequest, number: int, given: GivenAnswer) -> dict[str, Any]:
    """Pour qui conduit la méthode."""
    return ticket(helping.answer(caller(request), number, given.text, given.revision))


@router.post("/tickets/{number}/judgement", response=_OK, summary="Dire si c'est résolu")
def judge(request: HttpRequest, number: int, solved: bool) -> dict[str, Any]:
    """Seule la personne qui a demandé peut le dire."""
    return ticket(helping.judge(caller(request), number, solved=solved))


@router.post("/tickets/{number}/knowledge", response=_OK, summary="Approuver une réponse pour tous")
def approve(request: HttpRequest, number: int, given: GivenKnowledge) -> dict[str, Any]:
    """Elle devient un document de la source « Aide interne »."""
    return ticket(knowing.approve(caller(request), number, given.title, given.text, given.revision))
