"""A request as the pages show it: in the list of past requests, and as a turn of its conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from levier.core.actor import Actor
from levier.orchestrator import services
from levier.web.ask import shown
from levier.web.ask.shown import STATUS, ShownAnswer

_STATES = {
    "waiting": ("waiting", "en attente", "circle-dashed"),
    "running": ("running", "en cours", "loader"),
    "done": ("done", "fait", "circle-check"),
    "failed": ("failed", "n'a pas abouti", "alert-circle"),
    "skipped": ("failed", "n'a pas pu commencer", "circle-x"),
}


@dataclass(frozen=True)
class Past:
    """A line of the list of past requests."""

    id: Any
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
    """A request and, when it is there, its answer."""

    id: Any
    conversation: Any
    text: str
    created: datetime
    running: bool
    answer: ShownAnswer | None
    events_address: str
    fragment_address: str
    why_address: str
    export_address: str
    who: str = ""
    reason: str = ""
    steps: list[LiveStep] = field(default_factory=list)


def past(request: Any) -> Past:
    """One line of the history."""
    word, tone, icon = STATUS.get(request.status, STATUS["running"])
    return Past(
        request.pk,
        request.text,
        request.created,
        reverse("ask_request", args=[request.pk]),
        reverse("ask_delete", args=[request.pk]),
        word,
        tone,
        icon,
    )


def turn(actor: Actor, request: Any, today: date) -> Turn:
    """One turn, its answer read when it is finished."""
    found = services.answer(actor, request.pk)
    whole: Mapping[str, Any] | None = found.model_dump(mode="json") if found else None
    running = whole is None and request.status not in STATUS.keys() - {"running"}
    return Turn(
        id=request.pk,
        conversation=request.conversation_id,
        text=request.text,
        created=request.created,
        running=running,
        answer=shown.answer(whole, request.pk, today) if whole else None,
        events_address=reverse("ask_events", args=[request.pk]),
        fragment_address=reverse("ask_request", args=[request.pk]),
        why_address=reverse("ask_why", args=[request.pk]),
        export_address=reverse("ask_export", args=[request.pk]),
        reason=getattr(request, "reason", "") or "",
    )


def address(request_id: Any) -> str:
    """The page of a request."""
    return reverse("ask_request", args=[request_id])
