"""A request as the pages show it: in the list of past requests, and as a turn of its conversation."""

from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from levier.core.actor import Actor
from levier.method.pilots.running import pilot_named
from levier.orchestrator import services
from levier.orchestrator.models import Request, StepRecord
from levier.web.ask import shown
from levier.web.ask.shown import STATUS, ShownAnswer

_STATES = {
    "waiting": ("en attente", "circle-dashed"),
    "running": ("en cours", "loader"),
    "done": ("fait", "circle-check"),
    "failed": ("n'a pas abouti", "alert-circle"),
}


@dataclass(frozen=True)
class Past:
    """A line of the list of past requests."""

    id: int
    text: str
    created: datetime
    address: str
    delete_address: str
    word: str
    tone: str
    icon: str


@dataclass(frozen=True)
class LiveStep:
    """A step already known when the page opens."""

    id: str
    label: str
    state: str
    word: str
    icon: str


@dataclass(frozen=True)
class Turn:
    """A request and, when it is there, its answer. ``useful``: what the person said of it, None when nothing."""

    id: int
    conversation: int
    text: str
    created: datetime
    running: bool
    answer: ShownAnswer | None
    address: str
    events_address: str
    why_address: str
    export_address: str
    cancel_address: str
    feedback_address: str
    reason: str = ""
    useful: bool | None = None
    note: str = ""
    correction: str = ""
    pilot: str = ""
    steps: list[LiveStep] = field(default_factory=list)


def past(request: Request) -> Past:
    """One line of the history."""
    word, tone, icon = STATUS.get(request.status, STATUS["running"])
    address, removal = (reverse(name, args=[request.pk]) for name in ("ask_request", "ask_delete"))
    return Past(request.pk, request.text, request.created, address, removal, word, tone, icon)


def turn(actor: Actor, request: Request) -> Turn:
    """One turn: its answer when it is finished, its steps so far when it runs."""
    running = not request.is_finished
    found = None if running else services.answer(actor, request.pk)
    feedback = getattr(request, "feedback", None)
    return Turn(
        id=request.pk,
        conversation=request.conversation_id,
        text=request.text,
        created=request.created,
        running=running,
        answer=shown.answer(found.model_dump(mode="json"), request.pk, request.today) if found else None,
        address=reverse("ask_request", args=[request.pk]),
        events_address=reverse("ask_events", args=[request.pk]),
        why_address=reverse("ask_why", args=[request.pk]),
        export_address=reverse("ask_export", args=[request.pk]),
        cancel_address=reverse("ask_cancel", args=[request.pk]),
        feedback_address=reverse("ask_feedback", args=[request.pk]),
        reason=request.reason,
        useful=feedback.useful if feedback else None,
        note=feedback.note if feedback else "",
        correction=feedback.correction if feedback else "",
        pilot=pilot_named(actor, request.pk),
        steps=[_live(record) for record in services.steps(actor, request.pk)] if running else [],
    )


def _live(record: StepRecord) -> LiveStep:
    word, icon = _STATES.get(record.status, _STATES["waiting"])
    return LiveStep(record.step, record.label, record.status, word, icon)
