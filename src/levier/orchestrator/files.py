"""The files that an answer offers: made from a step's output when somebody asks for one, never stored."""

from collections.abc import Mapping
from typing import Any

from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.core.result import Download, Result
from levier.orchestrator import services
from levier.policy import journal

_ACTION = "request.file"


def made(actor: Actor, request_id: int, step: str, name: str) -> tuple[Download, bytes]:
    """The file ``name`` that ``step`` of the person's own request offers, and its bytes; the journal keeps that it left.

    Raises NotFound: no such request of theirs, step or file, or what it was made from has been erased.
    """
    request = services.get(actor, request_id)
    record = request.steps.filter(step=step).first()
    if record is None or not record.output:
        raise NotFound(
            "Cette réponse n'a pas ce fichier",
            where=f"{step} / {name}",
            mend="Posez de nouveau la demande.",
        )
    found = rendered(record.capability, record.output, name)
    journal.record(actor.company_id, actor.person_id, _ACTION, str(request.pk), {"step": step, "file": name})
    return found


def rendered(capability: str, output: Result | Mapping[str, Any], name: str) -> tuple[Download, bytes]:
    """The file ``name`` of a capability's output, typed or as it was recorded. Raises NotFound."""
    known = registry.get(capability)
    typed = output if isinstance(output, Result) else known.Output.model_validate(output)
    offered = next((one for one in typed.downloads if one.name == name), None)
    if offered is None:
        raise NotFound("Cette réponse n'a pas ce fichier", where=name, mend="Voyez la liste sous la réponse.")
    return offered, known().render(typed, name)
