"""Take out of past answers what a deleted document or table had proved: its words must not survive in them.

What was asked, when, and by whom stays; each paragraph that rested on what is gone is replaced by a sentence that says so.
"""

import re
from typing import Any

from django.db import transaction

from levier import durable
from levier.orchestrator.models import Request, RequestStatus, StepRecord
from levier.policy.forgetting import Kind, forgets

ERASED = "Effacé : {what} qui le prouvait a été supprimé."
_WHAT = {"document": "le document", "dataset": "le tableau"}


@forgets
def forget(company: int, kind: Kind, item: int) -> int:
    """Erase from the company's answers what rests on a document or a dataset; how many answers were changed.

    The durable state of these runs, which holds the same words, is deleted too.
    """
    mark = f"{kind}:{item}@"
    steps = StepRecord.objects.filter(company_id=company).exclude(touched=[])
    found: dict[int, set[str]] = {}
    for of, step, touched in steps.values_list("request_id", "step", "touched"):
        if any(str(one).startswith(mark) for one in touched):
            found.setdefault(of, set()).add(step)
    words = ERASED.format(what=_WHAT[kind])
    for request in Request.objects.filter(pk__in=found):
        touched_steps = found[request.pk]
        if request.answer:
            request.answer = erased(request.answer, kind, item, touched_steps, words)
            request.save(update_fields=["answer"])
        elif not request.is_finished:
            request.status, request.reason = RequestStatus.CANCELLED, words
            request.save(update_fields=["status", "reason"])
        request.steps.filter(step__in=touched_steps).update(output=None, reason=words)
        transaction.on_commit(lambda run=request.run: _forget_run(run))  # type: ignore[misc]
    return len(found)


def erased(answer: dict[str, Any], kind: str, item: int, steps: set[str], words: str) -> dict[str, Any]:
    """The answer without what the item had proved.

    A proof is gone when it points at the item, or was computed by a step that read it (``steps``). A paragraph goes with
    its proofs; so does a table, whose lines carry no mark of their own, when its step read the item.
    """
    gone = {proof["id"] for proof in answer.get("evidence", []) if _rests_on(proof, kind, item, steps)}
    numbers = {proof["number"] for proof in answer.get("evidence", []) if proof["id"] in gone}
    return answer | {
        "answer": _blocks(answer.get("answer", ""), numbers, words, tables=kind == "dataset"),
        "claims": [_claim(claim, gone, words) for claim in answer.get("claims", [])],
        "removed": [_claim(claim, gone, words) for claim in answer.get("removed", [])],
        "evidence": [
            _proof(proof, words) if proof["id"] in gone else proof for proof in answer.get("evidence", [])
        ],
        "tables": [] if kind == "dataset" else answer.get("tables", []),
        "charts": [] if kind == "dataset" else answer.get("charts", []),
        "actions": [],
        "downloads": [one for one in answer.get("downloads", []) if one.get("step") not in steps],
    }


def _rests_on(proof: dict[str, Any], kind: str, item: int, steps: set[str]) -> bool:
    if proof.get(kind) == item:
        return True
    return proof.get("kind") == "computed" and str(proof["id"]).partition(".")[0] in steps


def _blocks(text: str, numbers: set[int], words: str, *, tables: bool) -> str:
    blocks, shown = text.split("\n\n"), []
    for block in blocks:
        cited = {int(number) for number in re.findall(r"\[(\d+)\]", block)}
        gone = cited & numbers or (tables and block.lstrip().startswith("|"))
        replaced = f"*{words}*"
        if not gone:
            shown.append(block)
        elif not shown or shown[-1] != replaced:
            shown.append(replaced)
    return "\n\n".join(shown)


def _claim(claim: dict[str, Any], gone: set[str], words: str) -> dict[str, Any]:
    return claim | {"text": words} if gone & set(claim.get("evidence", [])) else claim


def _proof(proof: dict[str, Any], words: str) -> dict[str, Any]:
    empty: dict[str, Any] = {"title": words}
    match proof.get("kind"):
        case "passage":
            empty |= {"quote": "", "section": "", "address": ""}
        case "rows":
            empty |= {"values": [], "total_rows": 0}
        case "computed":
            empty |= {"value": None}
    return proof | empty


def _forget_run(run: str) -> None:
    """Without the state of runs at hand (a command), the nightly tidying of runs forgets it."""
    if durable.launched():
        durable.cancel(run)
        durable.forget(run)
