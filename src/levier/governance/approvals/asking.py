"""The result of a step whose card asks for an agreement joins the queue, with what the approver will see."""

import hashlib
import json
from typing import Any

from django.utils import timezone

from levier.capabilities import registry
from levier.governance.approvals.models import Approval, Decision, Level
from levier.orchestrator.files import approved_inside
from levier.orchestrator.models import StepRecord

_ROWS = 50
_SENTENCES = 40


def ask(instance: StepRecord) -> Approval | None:
    """Put the result of a step that is done in the queue, once; the agreement given while running is written as a decision."""
    if not instance.output:
        return None
    known = registry.catalogue().get(instance.capability)
    if known is None or known.card.approval == "none" or not _consequential(instance.output):
        return None
    request = instance.request
    snapshot = seen(instance)
    inside = bool(approved_inside(instance.output))
    approval, _new = Approval.objects.get_or_create(
        run=request.run,
        step=instance.step,
        defaults={
            "company_id": instance.company_id, "request": request, "capability": instance.capability,
            "title": (instance.label or known.title)[:300], "level": Level(known.card.approval),
            "asked_by_id": request.person_id, "snapshot": snapshot, "digest": digest(snapshot),
            "decision": Decision.APPROVED if inside else Decision.WAITING,
            "decided_by_id": request.person_id if inside else None,
            "decided_at": timezone.now() if inside else None,
            "reason": "Validé en lançant le savoir-faire." if inside else "",
        },
    )  # fmt: skip
    return approval


def seen(record: StepRecord) -> dict[str, Any]:
    """What the approver sees: the sentences, the first lines of each table, the signs of doubt, what was given and read."""
    output = record.output or {}
    return {
        "sentences": [
            {"text": one["text"], "kind": one.get("kind", "statement")}
            for one in output.get("sentences", [])[:_SENTENCES]
        ],
        "tables": [
            {**{key: table.get(key) for key in ("title", "columns")}, "rows": table.get("rows", [])[:_ROWS],
             "total": len(table.get("rows", []))}
            for table in output.get("tables", [])
        ],
        "signals": output.get("signals", []),
        "downloads": [one.get("label", "") for one in output.get("downloads", [])],
        "input": record.input,
        "touched": record.touched,
        "version": registry.get(record.capability).version,
    }  # fmt: skip


def digest(snapshot: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON of what was seen."""
    text = json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _consequential(output: dict[str, Any]) -> bool:
    """A result that proposes something: a file, an action, or a table. A plain « rien à signaler » needs nobody."""
    return bool(output.get("downloads") or output.get("actions") or output.get("tables"))
