"""The files that an answer offers: made from a step's output when somebody asks for one, never stored.

What a capability's card submits to a person's agreement leaves as a draft until somebody agreed (``policy.release``): its name
says « projet », and each page of a PDF bears the mark.
"""

from collections.abc import Mapping
from typing import Any

from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.core.result import Download, Result
from levier.orchestrator import services
from levier.policy import journal
from levier.policy.release import released
from levier.printing.stamping import stamped

DRAFT = "projet-"
_ACTION = "request.file"
_STAMP = "PROJET — à valider"
_PDF = "application/pdf"


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
    agreed = released(actor.company_id, request.run, step)
    found = rendered(record.capability, record.output, name, agreed=agreed)
    details = {"step": step, "file": name, **({"draft": True} if found[0].name != name else {})}
    journal.record(actor.company_id, actor.person_id, _ACTION, str(request.pk), details)
    return found


def rendered(
    capability: str, output: Result | Mapping[str, Any], name: str, *, agreed: bool = False
) -> tuple[Download, bytes]:
    """The file ``name`` of a capability's output, typed or as it was recorded. Raises NotFound.

    ``agreed``: somebody entitled to it approved this result; without it, what needs an approval is marked as a draft.
    """
    known = registry.get(capability)
    typed = output if isinstance(output, Result) else known.Output.model_validate(output)
    offered = next((one for one in typed.downloads if one.name == name), None)
    if offered is None:
        raise NotFound("Cette réponse n'a pas ce fichier", where=name, mend="Voyez la liste sous la réponse.")
    data = known().render(typed, name)
    if known.card.approval == "none" or agreed or approved_inside(typed):
        return offered, data
    draft = offered.model_copy(
        update={"name": f"{DRAFT}{name}"[:100], "label": f"{offered.label} — projet à valider"}
    )
    return draft, stamped(data, _STAMP) if offered.media_type == _PDF else data


def approved_inside(output: Result | Mapping[str, Any]) -> str:
    """Who agreed while running, for a capability that takes the agreement as an input (« Valider la commande »)."""
    if isinstance(output, Mapping):
        return str(output.get("approved_by") or "")
    return str(getattr(output, "approved_by", "") or "")
