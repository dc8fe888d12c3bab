"""« Demander »: ask, watch the plan unfold, read the answer, open its proofs, understand why."""

import json
from collections.abc import AsyncIterator
from typing import Any

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from levier.core.errors import BadInput, NotFound
from levier.orchestrator import services
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.ask import examples, exporting, past_requests, proofs, turns, why


@require_http_methods(["GET", "POST"])
@needs(Permission.ASK)
def ask(request: LevierRequest) -> HttpResponse:
    """The request box, examples made from the company's own data, and the past requests."""
    if request.method == "POST":
        return _submit(request)
    return _start(request)


def _start(request: LevierRequest, *, typed: str = "", error: BadInput | None = None) -> HttpResponse:
    search = request.GET.get("cherche", "").strip()
    history, more = past_requests.page(request.actor, search, request.GET.get("page", "1"))
    page = {
        "examples": examples.suggested(request.actor),
        "history": history,
        "more": more,
        "search": search,
        "typed": typed or request.GET.get("q", ""),
        "error": error,
    }
    return render(request, "ask/ask.html", page, status=error.http_status if error else 200)


def _submit(request: LevierRequest) -> HttpResponse:
    typed = request.POST.get("text", "")
    conversation = request.POST.get("conversation") or None
    try:
        asked = services.submit(request.actor, typed, conversation=conversation)
    except BadInput as error:
        if conversation:
            return _conversation(request, _last_of(request, conversation), typed=typed, error=error)
        return _start(request, typed=typed, error=error)
    return redirect("ask_request", asked.pk)


@require_GET
@needs(Permission.ASK)
def ask_request(request: LevierRequest, id: Any) -> HttpResponse:
    """A request within its conversation; with ``X-Fragment: turn``, only that turn."""
    asked = services.get(request.actor, id)
    if request.headers.get("X-Fragment") == "turn":
        turn = turns.turn(request.actor, asked, request.company.today)
        return render(request, "ask/turn.html", {"turn": turn})
    return _conversation(request, asked)


def _conversation(
    request: LevierRequest, asked: Any, *, typed: str = "", error: BadInput | None = None
) -> HttpResponse:
    shown = [
        turns.turn(request.actor, one, request.company.today)
        for one in past_requests.of_conversation(request.actor, asked)
    ]
    page = {
        "title": asked.text,
        "turns": shown,
        "running": any(turn.running for turn in shown),
        "conversation": asked.conversation_id,
        "may_ask": True,
        "typed": typed,
        "error": error,
    }
    return render(request, "ask/conversation.html", page, status=error.http_status if error else 200)


def _last_of(request: LevierRequest, conversation: str) -> Any:
    found = past_requests.last_of(request.actor, conversation)
    if found is None:
        raise NotFound("Cette conversation n'existe pas, ou n'est pas la vôtre")
    return found


@require_GET
@needs(Permission.ASK)
async def ask_events(request: LevierRequest, id: Any) -> HttpResponseBase:
    """The run as server-sent events; a browser that reconnects says what it has (Last-Event-ID) and gets the rest."""
    await sync_to_async(services.get)(request.actor, id)
    after = request.headers.get("Last-Event-ID") or request.GET.get("after") or "0"
    stream = _events(request, id, int(after) if after.isdigit() else 0)
    response = StreamingHttpResponse(stream, content_type="text/event-stream")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Accel-Buffering"] = "no"
    return response


async def _events(request: LevierRequest, id: Any, after: int) -> AsyncIterator[str]:
    yield "retry: 1000\n\n"
    async for event in services.aevents(request.actor, id, after=after):
        yield f"id: {event['seq']}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n"
    yield "event: fin\ndata: {}\n\n"


@require_GET
@needs(Permission.ASK)
def ask_why(request: LevierRequest, id: Any) -> HttpResponse:
    """« Pourquoi cette réponse ? »"""
    whole = _whole(request, id)
    records = past_requests.step_records(services.get(request.actor, id))
    page = why.explain(whole, id, request.company.today, records)
    return render(request, "ask/why.html", {"why": page})


@require_GET
@needs(Permission.ASK)
def ask_evidence(request: LevierRequest, id: Any, number: int) -> HttpResponse:
    """One proof: a fragment for the panel beside the answer, else a page of its own."""
    whole = _whole(request, id)
    proof = proofs.open_proof(whole, number, request.actor, request.company.today)
    if proof is None:
        raise NotFound("Cette réponse n'a pas de preuve de ce numéro", where=f"preuve {number}")
    if request.headers.get("X-Fragment") == "proof":
        return render(request, "ask/proof.html", {"proof": proof})
    page = {"proof": proof, "purpose": whole.get("asked", ""), "back": turns.address(id)}
    return render(request, "ask/evidence.html", page)


@require_GET
@needs(Permission.ASK)
def ask_export(request: LevierRequest, id: Any) -> HttpResponse:
    """The answer with its numbered proofs, as a Markdown file."""
    whole = _whole(request, id)
    response = HttpResponse(exporting.markdown(whole), content_type="text/markdown; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="levier-reponse-{id}.md"'
    return response


@require_POST
@needs(Permission.ASK)
def ask_delete(request: LevierRequest, id: Any) -> HttpResponse:
    """Forget a request, its answer and its steps (the journal keeps that it took place)."""
    past_requests.delete(request.actor, id)
    messages.success(request, "La demande est supprimée.")
    return redirect("ask")


def _whole(request: LevierRequest, id: Any) -> dict[str, Any]:
    services.get(request.actor, id)
    found = services.answer(request.actor, id)
    if found is None:
        raise NotFound("Cette demande n'a pas encore de réponse", mend="Attendez qu'elle se termine, puis réessayez.")
    whole: dict[str, Any] = found.model_dump(mode="json")
    return whole
