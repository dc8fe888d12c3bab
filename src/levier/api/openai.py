"""The orchestrator seen as a chat model: any client of OpenAI's protocol can ask Levier.

``/v1/models`` and ``/v1/chat/completions`` (with ``stream``). Nothing is sent to OpenAI: only the shape is
theirs.
"""

import json
from collections.abc import AsyncIterator
from typing import Any, Literal

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponseBase, JsonResponse, StreamingHttpResponse
from ninja import Field, NinjaAPI, Schema
from pydantic import ConfigDict

from levier import __version__
from levier.api.conversation import asked, finished, in_words, progress
from levier.api.problems import problem, speak_problems
from levier.api.security import CALLERS, caller
from levier.core.actor import Actor
from levier.core.errors import BadInput, LevierError
from levier.orchestrator.models import Request

MODEL = "levier"
_NOTES = {
    "understood": "compréhension de la demande",
    "planned": "plan établi",
    "step.started": "étape en cours",
    "step.finished": "étape finie",
    "validating": "vérification des affirmations",
}

api = NinjaAPI(
    title="Levier, protocole de conversation",
    version=__version__,
    urls_namespace="openai",
    docs_url=None,
    auth=CALLERS,
)
speak_problems(api, lambda error: {"error": _shape(error)})


class Message(Schema):
    """One turn; ``content`` as text or as typed parts, of which the texts are read."""

    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: str | list[dict[str, Any]] | None = None

    @property
    def text(self) -> str:
        """The words of the turn."""
        if isinstance(self.content, list):
            return "\n".join(str(part.get("text", "")) for part in self.content if part.get("type") == "text")
        return self.content or ""


class Completion(Schema):
    """A call. Settings of language models (temperature …) are accepted and have no effect here."""

    model_config = ConfigDict(extra="allow")

    model: str = MODEL
    messages: list[Message] = Field(min_length=1, max_length=200, title="Messages")
    stream: bool = False


@api.get("/models", summary="Lister les modèles")
def models(request: HttpRequest) -> dict[str, Any]:
    """Un seul : l'orchestrateur de Levier."""
    caller(request)
    return {"object": "list", "data": [{"id": MODEL, "object": "model", "created": 0, "owned_by": "levier"}]}


@api.post("/chat/completions", summary="Demander, au format des clients OpenAI")
def complete(request: HttpRequest, given: Completion) -> HttpResponseBase:
    """Le dernier message de la personne est la demande ; le précédent retrouve la conversation."""
    if given.model != MODEL:
        raise BadInput(
            f"Le modèle « {given.model} » n'existe pas ici", where="model", mend=f"Utilisez « {MODEL} »."
        )
    actor = caller(request)
    said = [message.text for message in given.messages if message.role == "user" and message.text.strip()]
    if not said:
        raise BadInput(
            "Aucun message de la personne", where="messages", mend="Ajoutez un message de rôle « user »."
        )
    submitted = asked(actor, said[-1], before=said[-2] if len(said) > 1 else "")
    if given.stream:
        response = StreamingHttpResponse(_stream(actor, submitted), content_type="text/event-stream")
        response["Cache-Control"] = "no-cache"
        response["X-Accel-Buffering"] = "no"
        return response
    answer = finished(actor, submitted.pk)
    return JsonResponse(
        {
            **_head(submitted, "chat.completion"),
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": in_words(answer)},
                    "finish_reason": "stop",
                }
            ],
            "usage": {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0},
            "levier": answer.model_dump(mode="json"),
        },
        json_dumps_params={"ensure_ascii": False},
    )


async def _stream(actor: Actor, submitted: Request) -> AsyncIterator[str]:
    """Server-sent events: progress as comments, then the validated answer, then the end."""
    yield _chunk(submitted, {"role": "assistant", "content": ""})
    # Nothing unproved is shown, so there are no words to stream before the validation: comments keep the
    # line open.
    async for event in progress(actor, submitted.pk):
        yield f": {_NOTES.get(event.get('type', ''), 'en cours')}\n\n"
    try:
        answer = await sync_to_async(finished, thread_sensitive=False)(actor, submitted.pk)
    except LevierError as error:
        yield f"data: {json.dumps({'error': _shape(error)}, ensure_ascii=False)}\n\n"
    else:
        for paragraph in in_words(answer).split("\n\n"):
            yield _chunk(submitted, {"content": f"{paragraph}\n\n"})
    yield _chunk(submitted, {}, end="stop")
    yield "data: [DONE]\n\n"


def _chunk(submitted: Request, delta: dict[str, Any], end: str | None = None) -> str:
    told = {
        **_head(submitted, "chat.completion.chunk"),
        "choices": [{"index": 0, "delta": delta, "finish_reason": end}],
    }
    return f"data: {json.dumps(told, ensure_ascii=False)}\n\n"


def _head(submitted: Request, kind: str) -> dict[str, Any]:
    return {
        "id": f"levier-{submitted.pk}",
        "object": kind,
        "created": int(submitted.created.timestamp()),
        "model": MODEL,
    }


def _shape(error: LevierError) -> dict[str, Any]:
    return {"message": error.message, "type": "levier_error", "param": None, **problem(error)}
