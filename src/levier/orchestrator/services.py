"""What a person does with requests: ask, follow, read, find again, cancel, forget. Each sees only their own.

The web process imports this module: nothing here loads a capability, a table or a model.
"""

import hashlib
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from levier import durable
from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.orchestrator import faults
from levier.orchestrator.answer import Answer, Problem
from levier.orchestrator.models import Conversation, Feedback, Request, RequestStatus, StepRecord
from levier.orchestrator.planning import single
from levier.orchestrator.understand.checking import check_request
from levier.policy import journal
from levier.policy.rights import Permission, require

_TITLE = 100
_CANCELLED = "Vous avez annulé cette demande."
_LOST = Problem(
    code="panne",
    message="La demande s'est interrompue plusieurs fois. Posez-la de nouveau ; "
    "si cela recommence, lancez « levier doctor ».",
)


def submit(actor: Actor, text: str, *, conversation: Conversation | int | str | None = None) -> Request:
    """Accept a request and start its run. Raises NotAllowed, BadInput (empty, too long, another language),
    NotFound (the conversation is not theirs), Unavailable (database down, disk full): then nothing was kept.
    """
    require(actor, Permission.ASK)
    check_request(text)
    with faults.in_french():
        with transaction.atomic():
            company = Company.objects.get(pk=actor.company_id)
            request = Request.objects.create(
                company=company,
                person_id=actor.person_id,
                conversation=_conversation(actor, conversation, text),
                text=text.strip(),
                today=company.today,
            )
            _journal_asked(request)
        _start(request)
    return request


def submit_capability(actor: Actor, name: str, given: Mapping[str, Any]) -> Request:
    """Run one capability as a request of one step, whose plan is already made. Raises NotAllowed, NotFound (no such
    capability), BadInput (naming the field), Unavailable.
    """
    require(actor, Permission.RUN)
    plan = single.plan_for(name, given)
    with faults.in_french():
        with transaction.atomic():
            company = Company.objects.get(pk=actor.company_id)
            request = Request.objects.create(
                company=company,
                person_id=actor.person_id,
                conversation=_conversation(actor, None, plan.rewritten),
                text=plan.rewritten,
                today=company.today,
                plan=plan.model_dump(mode="json"),
            )
            _journal_asked(request)
        _start(request)
    return request


def get(actor: Actor, request_id: int) -> Request:
    """The person's own request. Raises NotFound otherwise."""
    request = _own(actor).select_related("conversation").filter(pk=_number(request_id)).first()
    if request is None:
        raise NotFound("Cette demande n'existe pas, ou n'est pas la vôtre")
    return _settled(request)


def answer(actor: Actor, request_id: int) -> Answer | None:
    """The answer, None while the request is running or when it was cancelled."""
    request = get(actor, request_id)
    return Answer.model_validate(request.answer) if request.answer else None


def events(actor: Actor, request_id: int, after: int = 0) -> Iterator[dict[str, Any]]:
    """What the run tells (``seq``, ``type`` …) after number ``after``, until it ends."""
    return durable.events(get(actor, request_id).run, after)


async def aevents(actor: Actor, request_id: int, after: int = 0) -> AsyncIterator[dict[str, Any]]:
    """As :func:`events`, for an asynchronous server."""
    run = (await _own(actor).only("run").aget(pk=_number(request_id))).run
    async for event in durable.aevents(run, after):
        yield event


def steps(actor: Actor, request_id: int) -> list[StepRecord]:
    """What each step was given, gave and touched, in the order of the plan."""
    return list(get(actor, request_id).steps.all())


def history(actor: Actor, search: str = "") -> QuerySet[Request]:
    """The person's own requests in this company, last first; with ``search``, those that contain every
    word.
    """
    found = _own(actor)
    for word in search.split():
        found = found.filter(Q(text__icontains=word) | Q(conversation__title__icontains=word))
    return found.order_by("-created", "-pk")


def conversations(actor: Actor) -> QuerySet[Conversation]:
    """The person's own conversations in this company, last first."""
    return Conversation.objects.filter(company_id=actor.company_id, person_id=actor.person_id)


def cancel(actor: Actor, request_id: int) -> None:
    """Stop a request that is running; one that is finished stays as it is."""
    request = get(actor, request_id)
    if request.is_finished:
        return
    running = _own(actor).filter(pk=request.pk, status__in=[RequestStatus.QUEUED, RequestStatus.RUNNING])
    if running.update(status=RequestStatus.CANCELLED, reason=_CANCELLED, finished=timezone.now()):
        event = {"type": "failed", "reason": _CANCELLED}
        durable.publish(request.run, event, key="cancelled")
        durable.cancel(request.run)
        _journal(request, "request.cancelled")


def delete(actor: Actor, request_id: int) -> None:
    """Forget a request, its answer, its steps and what its run kept. The journal keeps that it took place."""
    request = get(actor, request_id)
    cancel(actor, request_id)
    durable.forget(request.run)
    conversation = request.conversation
    with transaction.atomic():
        _journal(request, "request.deleted")
        request.delete()
        if not conversation.requests.exists():
            conversation.delete()


def give_feedback(
    actor: Actor, request_id: int, useful: bool, note: str = "", correction: str = ""
) -> Feedback:
    """Whether the answer was useful, why, and what was right instead; said again, it replaces what was said."""
    request = get(actor, request_id)
    said = {"useful": useful, "note": note[:2000], "correction": correction[:2000]}
    given, _ = Feedback.objects.update_or_create(
        request=request, defaults={"company_id": actor.company_id, **said}
    )
    return given


def _own(actor: Actor) -> QuerySet[Request]:
    return Request.objects.filter(company_id=actor.company_id, person_id=actor.person_id)


def _conversation(actor: Actor, given: Conversation | int | str | None, text: str) -> Conversation:
    if given is None or given == "":
        title = " ".join(text.split())[:_TITLE]
        return Conversation.objects.create(
            company_id=actor.company_id, person_id=actor.person_id, title=title
        )
    key = given.pk if isinstance(given, Conversation) else _number(given)
    found = conversations(actor).filter(pk=key).first()
    if found is None:
        raise NotFound("Cette conversation n'existe pas, ou n'est pas la vôtre")
    return found


def _number(given: int | str) -> int:
    try:
        return int(given)
    except (TypeError, ValueError):
        raise BadInput("Ce numéro n'en est pas un", where=str(given)) from None


def _start(request: Request) -> None:
    durable.start("answer", request.run, {"request": request.pk})


def _settled(request: Request) -> Request:
    """A request whose run was lost or given up does not stay « en cours » for ever."""
    if request.is_finished or durable.launched() is None:
        return request
    status = durable.status(request.run)
    if status is None:  # the process died between keeping the request and starting its run
        _start(request)
    elif status in (durable.RunStatus.FAILED, durable.RunStatus.DONE):
        request.refresh_from_db()
        if not request.is_finished:
            _give_up(request)
    return request


def _give_up(request: Request) -> None:
    """What the run itself could no longer write."""
    done = Answer(
        status="failed",
        answer=_LOST.message,
        problem=_LOST,
        request=request.pk,
        conversation=request.conversation_id,
        asked=request.text,
        company=request.company.name,
        today=request.today,
    )
    request.status, request.reason, request.finished = RequestStatus.FAILED, _LOST.message, timezone.now()
    request.answer = done.model_dump(mode="json")
    request.save(update_fields=["status", "reason", "finished", "answer"])


def _journal_asked(request: Request) -> None:
    """The words stay in the request, which can be erased; the journal cannot, and keeps their digest (GDPR
    art. 17).
    """
    digest = hashlib.sha256(request.text.encode()).hexdigest()
    _journal(request, "request.asked", {"text_sha256": digest, "characters": len(request.text)})


def _journal(request: Request, action: str, details: dict[str, Any] | None = None) -> None:
    journal.record(
        request.company_id,
        request.person_id,
        action,
        f"request:{request.pk}",
        {"run": request.run, **(details or {})},
        key=f"{request.run}:{action}",
    )
