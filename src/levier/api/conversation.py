"""A whole request in one call, for programs that talk rather than poll (OpenAI-compatible, MCP)."""

from collections.abc import AsyncIterator
from typing import Any

from levier.core.actor import Actor
from levier.core.errors import Unavailable
from levier.orchestrator import services
from levier.orchestrator.answer import Answer
from levier.orchestrator.models import Request

ENDS = frozenset({"answered", "failed"})


def asked(actor: Actor, text: str, *, before: str = "") -> Request:
    """Submit ``text``; ``before``, the person's previous words, finds the conversation it continues."""
    previous = services.history(actor).filter(text=before.strip()).first() if before.strip() else None
    return services.submit(actor, text, conversation=previous.conversation_id if previous else None)


def finished(actor: Actor, request_id: int) -> Answer:
    """Wait for the run to end and give its answer. Raises Unavailable when there is none."""
    for event in services.events(actor, request_id):
        if event.get("type") in ENDS:
            break
    return _present(services.answer(actor, request_id))


async def progress(actor: Actor, request_id: int) -> AsyncIterator[dict[str, Any]]:
    """The events of the run until its end, for an asynchronous server."""
    async for event in services.aevents(actor, request_id):
        yield event
        if event.get("type") in ENDS:
            return


def in_words(answer: Answer) -> str:
    """The answer in Markdown, followed by what each proof mark stands for."""
    proofs = [f"[{one['number']}] {_named(one)}" for one in answer.evidence if one.get("number")]
    if not proofs:
        return answer.answer
    return answer.answer + "\n\n**Preuves**\n\n" + "\n".join(f"- {proof}" for proof in proofs)


def _named(evidence: dict[str, Any]) -> str:
    page = f", page {evidence['page']}" if evidence.get("page") else ""
    quote = f" : « {evidence['quote']} »" if evidence.get("quote") else ""
    return f"{evidence.get('title', '')}{page}{quote}"


def _present(answer: Answer | None) -> Answer:
    if answer is None:
        raise Unavailable(
            "La demande n'a pas abouti", mend="Réessayez ; si cela recommence, voyez « levier doctor »."
        )
    return answer
