"""« Demander »: ask, watch the plan unfold, read the answer, open its proofs, understand why."""

from typing import Any

from asgiref.sync import sync_to_async
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from levier.core.errors import LevierError, NotFound
from levier.method.pilots import running
from levier.orchestrator import files, services
from levier.orchestrator.models import Request
from levier.policy.rights import Permission, may
from levier.web.access import LevierRequest, needs
from levier.web.ask import examples, exporting, past_requests, proofs, turns, why
from levier.web.streaming import event_stream


@require_http_methods(["GET", "POST"])
@needs(Permission.ASK)
def ask(request: LevierRequest) -> HttpResponse:
    """The request box, examples made from what the company has, and the past requests."""
    if request.method == "POST":
        return _submit(request)
    return _start(request)


def _start(request: LevierRequest, *, typed: str = "", error: LevierError | None = None) -> HttpResponse:
    search = request.GET.get("cherche", "").strip()
    history, more = past_requests.page(request.actor, search, request.GET.get("page", "1"))
    suggested = examples.suggested(request.actor)
    page = {
        "examples": suggested,
        "nothing_yet": not suggested,
        "history": history,
        "more": more,
        "search": search,
        "typed": typed or request.GET.get("q", ""),
        "error": error,
    }
    return render(request, "ask/ask.html", page, status=error.http_status if error else 200)


def _submit(request: LevierRequest) -> HttpResponse:
    typed = request.POST.get("text", "")
    conversation = request.POST.get("conversation", "")
    try:
        asked = services.submit(request.actor, typed, conversation=conversation or None)
    except LevierError as error:
        last = past_requests.last_of(request.actor, conversation)
        if last is not None:
            return _conversation(request, last, typed=typed, error=error)
        return _start(request, typed=typed, error=error)
    return redirect("ask_request", asked.pk)


@require_GET
@needs(Permission.ASK)
def ask_request(request: LevierRequest, id: int) -> HttpResponse:
    """A request within its conversation; with ``X-Fragment: turn``, only that turn."""
    asked = services.get(request.actor, id)
    if request.headers.get("X-Fragment") == "turn":
        return render(request, "ask/turn.html", {"turn": turns.turn(request.actor, asked)})
    return _conversation(request, asked)


def _conversation(
    request: LevierRequest, asked: Request, *, typed: str = "", error: LevierError | None = None
) -> HttpResponse:
    shown = [turns.turn(request.actor, one) for one in past_requests.of_conversation(request.actor, asked)]
    page = {
        "title": asked.text,
        "turns": shown,
        "running": any(turn.running for turn in shown),
        "conversation": asked.conversation_id,
        "typed": typed,
        "error": error,
    }
    return render(request, "ask/conversation.html", page, status=error.http_status if error else 200)


@require_GET
@needs(Permission.ASK)
async def ask_events(request: LevierRequest, id: int) -> HttpResponseBase:
    """The run as server-sent events; a browser that reconnects says what it has (Last-Event-ID) and gets the rest."""
    await sync_to_async(services.get)(request.actor, id)
    return event_stream(request, lambda after: services.aevents(request.actor, id, after=after))


@require_GET
@needs(Permission.ASK)
def ask_why(request: LevierRequest, id: int) -> HttpResponse:
    """« Pourquoi cette réponse ? »"""
    asked, whole = _answered(request, id)
    records = past_requests.step_records(request.actor, id)
    shown = {
        "why": why.explain(whole, id, asked.today, records),
        "may_govern": may(request.actor, Permission.GOVERN),
    }
    return render(request, "ask/why.html", shown)


@require_GET
@needs(Permission.ASK)
def ask_evidence(request: LevierRequest, id: int, number: int) -> HttpResponse:
    """One proof: a fragment for the panel beside the answer, else a page of its own."""
    asked, whole = _answered(request, id)
    proof = proofs.open_proof(whole, number, request.actor, asked.today, rows_of=asked.pk)
    if proof is None:
        raise NotFound("Cette réponse n'a pas de preuve de ce numéro", where=f"preuve {number}")
    if request.headers.get("X-Fragment") == "proof":
        return render(request, "ask/proof.html", {"proof": proof})
    page = {"proof": proof, "asked": asked}
    return render(request, "ask/evidence.html", page)


@require_GET
@needs(Permission.ASK)
def ask_rows(request: LevierRequest, id: int, number: int) -> HttpResponse:
    """The lines of the table that a figure was computed from."""
    asked, whole = _answered(request, id)
    page_number = request.GET.get("page", "1")
    lines = proofs.lines_behind(
        whole, number, request.actor, int(page_number) if page_number.isdigit() else 1
    )
    if lines is None:
        raise NotFound("Cette preuve ne vient pas d'un tableau", where=f"preuve {number}")
    return render(request, "ask/rows.html", {"lines": lines, "asked": asked, "number": number})


@require_GET
@needs(Permission.ASK)
def ask_export(request: LevierRequest, id: int) -> HttpResponse:
    """The answer with its numbered proofs, as a Markdown file."""
    _, whole = _answered(request, id)
    response = HttpResponse(exporting.markdown(whole), content_type="text/markdown; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="levier-reponse-{id}.md"'
    return response


@require_GET
@needs(Permission.ASK)
def ask_file(request: LevierRequest, id: int, step: str, name: str) -> HttpResponse:
    """A file that the answer offers, made now."""
    offered, data = files.made(request.actor, id, step, name)
    response = HttpResponse(data, content_type=offered.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{offered.name}"'
    return response


@require_POST
@needs(Permission.ASK)
def ask_delete(request: LevierRequest, id: int) -> HttpResponse:
    """Forget a request, its answer and its steps (the journal keeps that it took place)."""
    services.delete(request.actor, id)
    messages.success(request, "La demande est supprimée.")
    return redirect("ask")


@require_POST
@needs(Permission.ASK)
def ask_cancel(request: LevierRequest, id: int) -> HttpResponse:
    """Stop a request that is running."""
    services.cancel(request.actor, id)
    return redirect("ask_request", id)


@require_POST
@needs(Permission.ASK)
def ask_feedback(request: LevierRequest, id: int) -> HttpResponse:
    """Whether the answer was useful, why, what was right instead; the team of the pilot it was run for reads it too."""
    form = request.POST
    running.said_of_answer(
        request.actor,
        id,
        useful=form.get("useful") == "yes",
        comment=form.get("note", ""),
        correction=form.get("correction", ""),
    )
    asked = services.get(request.actor, id)
    if request.headers.get("X-Fragment") == "feedback":
        return render(request, "ask/feedback.html", {"turn": turns.turn(request.actor, asked)})
    return redirect("ask_request", id)


def _answered(request: LevierRequest, id: int) -> tuple[Request, dict[str, Any]]:
    """The person's request and its answer in the public JSON shape."""
    asked = services.get(request.actor, id)
    found = services.answer(request.actor, id)
    if found is None:
        raise NotFound(
            "Cette demande n'a pas encore de réponse", mend="Attendez qu'elle se termine, puis réessayez."
        )
    return asked, found.model_dump(mode="json")
