"""Requests by REST: ask in French, come back for the answer, its claims and its proofs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema, Status
from pydantic import ConfigDict

from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.orchestrator import files, services
from levier.orchestrator.answer import Answer
from levier.orchestrator.models import Request

router = Router(tags=["Demandes"])


class Asked(Schema):
    """A request in French (or English)."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(title="Demande", min_length=1, max_length=20_000)
    conversation: int | None = Field(default=None, title="Conversation à poursuivre")


class RequestState(Schema):
    """Where a request stands; ``answer`` comes when it is finished."""

    id: int
    conversation: int
    text: str
    status: str
    answer: Answer | None = None


@router.post("", response={202: RequestState, REFUSALS: Problem}, summary="Poser une demande")
def submit(request: HttpRequest, given: Asked) -> Status[dict[str, Any]]:
    """La réponse se lit ensuite à l'adresse de la demande ; ses étapes s'exécutent même si l'appelant s'en
    va.
    """
    asked = services.submit(caller(request), given.text, conversation=given.conversation)
    return Status(202, _state(asked, None))


@router.get("", response={200: list[RequestState], REFUSALS: Problem}, summary="Lister ses demandes")
def history(request: HttpRequest, limit: int = 50) -> list[dict[str, Any]]:
    """Les plus récentes d'abord, sans leurs réponses."""
    return [_state(one, None) for one in services.history(caller(request))[: max(1, min(limit, 200))]]


@router.get("/{request_id}", response={200: RequestState, REFUSALS: Problem}, summary="Lire une réponse")
def read(request: HttpRequest, request_id: int) -> dict[str, Any]:
    """La réponse avec ses affirmations, leurs verdicts et leurs preuves, dès qu'elle est prête."""
    actor = caller(request)
    return _state(services.get(actor, request_id), services.answer(actor, request_id))


@router.get(
    "/{request_id}/files/{step}/{name}", response={REFUSALS: Problem}, summary="Télécharger un fichier offert"
)
def file(request: HttpRequest, request_id: int, step: str, name: str) -> HttpResponse:
    """Un des ``downloads`` de la réponse, fabriqué à la demande."""
    offered, data = files.made(caller(request), request_id, step, name)
    response = HttpResponse(data, content_type=offered.media_type)
    response["Content-Disposition"] = f'attachment; filename="{offered.name}"'
    return response


def _state(asked: Request, answer: Answer | None) -> dict[str, Any]:
    return {
        "id": asked.pk,
        "conversation": asked.conversation_id,
        "text": asked.text,
        "status": asked.status,
        "answer": answer.model_dump(mode="json") if answer else None,
    }
