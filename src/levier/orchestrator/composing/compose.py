"""The recipe of an answer: gather by sub-question, validate every sentence, write, number the proofs, say
what is missing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from levier.core.actor import Actor
from levier.core.evidence import Evidence
from levier.core.result import Action, Chart, Download, Signal, Table, Unanswered
from levier.orchestrator.answer import AnswerClaim, Status
from levier.orchestrator.composing import grids, markdown
from levier.orchestrator.composing.numbering import Numbering
from levier.orchestrator.composing.parts import Part, parts_of
from levier.orchestrator.planning.plan import Plan
from levier.orchestrator.running.machinery import Machinery, Rewritten
from levier.validation import Claim

UNPROVED = "Levier n'a rien trouvé qu'il puisse prouver."
_FAULT = 1


@dataclass
class Composed:
    """The body of an answer."""

    status: Status
    text: str
    claims: list[AnswerClaim] = field(default_factory=list)
    removed: list[AnswerClaim] = field(default_factory=list)
    evidence: list[dict[str, Any]] = field(default_factory=list)
    unanswered: list[Unanswered] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    downloads: list[Download] = field(default_factory=list)
    signals: list[Signal] = field(default_factory=list)
    rewritten: bool = False
    cost: float = 0.0


def compose(
    plan: Plan,
    outcomes: Mapping[str, Mapping[str, Any]],
    machinery: Machinery,
    actor: Actor,
    *,
    today: date,
    told: Callable[[int], None] = lambda claims: None,
) -> Composed:
    """The answer that the outcomes of a plan's steps allow. ``told`` hears how many sentences are being
    checked.
    """
    if reason := _machine_fault(plan, outcomes):
        return Composed("failed", reason)
    drafts, evidence = parts_of(plan, outcomes)
    told(sum(sentence.kind != "notice" for part in drafts for sentence in part.sentences))
    checked = [_checked(part, evidence, machinery, actor, today) for part in drafts]
    parts = [one.part for one in checked]
    unanswered = _missing(parts, plan)
    numbering = Numbering(evidence)
    text = markdown.write(parts, evidence, numbering, unanswered, plan.clarifications)
    tables = [table for part in parts for table in part.tables]
    return Composed(
        status=_status(parts, unanswered, plan),
        text=text,
        claims=[_claim(claim, numbering) for one in checked for claim in one.claims],
        removed=[_claim(claim, numbering) for one in checked for claim in one.removed],
        evidence=numbering.numbered(),
        unanswered=unanswered,
        tables=[
            table.model_copy(update={"evidence": numbering.canonical(table.evidence)})
            for table in tables
            if grids.long(table)
        ],
        charts=[
            chart.model_copy(update={"evidence": numbering.canonical(chart.evidence)})
            for part in parts
            for chart in part.charts
        ],
        actions=_distinct_actions([action for part in parts for action in part.actions]),
        downloads=[one for part in parts for one in part.downloads],
        signals=[one for part in parts for one in part.signals],
        rewritten=any(one.rewritten for one in checked),
        cost=sum(one.cost for one in checked),
    )


@dataclass(frozen=True)
class _Checked:
    part: Part
    claims: list[Claim]
    removed: list[Claim]
    rewritten: bool = False
    cost: float = 0.0


def _checked(
    part: Part, evidence: Sequence[Evidence], machinery: Machinery, actor: Actor, today: date
) -> _Checked:
    """The part with only what is proved; a model's rewriting is held to the capabilities' own sentences."""
    own = part.sentences
    given = _rewritten(part, evidence, machinery, actor, today)
    draft = given.sentences or own
    if not draft:
        return _Checked(part, [], [])
    statements = own if given.sentences else ()
    validated = machinery.validate(draft, evidence, statements=statements, today=today)
    kept = replace(part, sentences=validated.sentences)
    return _Checked(kept, validated.claims, validated.removed, bool(given.sentences), given.cost)


def _rewritten(
    part: Part, evidence: Sequence[Evidence], machinery: Machinery, actor: Actor, today: date
) -> Rewritten:
    if machinery.rewrite is None or not part.speaks:
        return Rewritten(None)
    return machinery.rewrite(actor, part.question.text, part.sentences, evidence, today)


def _missing(parts: Sequence[Part], plan: Plan) -> list[Unanswered]:
    """What the steps could not answer, and the questions of which nothing could be proved; each reason
    once.
    """
    asked_back = {one.question for one in plan.clarifications}
    refused = {one.question for one in plan.refused}
    served = {step.question for step in plan.steps}
    found = list(plan.refused)
    for part in parts:
        found += part.unanswered
        silent = not part.speaks and not part.unanswered and part.question.id in served
        known = {part.question.id, part.question.text}
        if silent and not known & (asked_back | refused):
            found.append(Unanswered(question=part.question.text, reason=UNPROVED))
    return list({(one.question, one.reason): one for one in found}.values())


def _machine_fault(plan: Plan, outcomes: Mapping[str, Mapping[str, Any]]) -> str:
    """The reason to fail when every step fell on a fault of the machine (disk, database), not of the data."""
    ends = [outcomes[step.id] for step in plan.steps]
    if ends and all(one["status"] == "failed" and one["exit_status"] == _FAULT for one in ends):
        return str(ends[0]["reason"])
    return ""


def _status(parts: Sequence[Part], unanswered: Sequence[Unanswered], plan: Plan) -> Status:
    speaks = any(part.speaks for part in parts)
    if speaks:
        return "partial" if unanswered or plan.clarifications else "answered"
    return "clarify" if plan.clarifications else "unanswered"


def _claim(claim: Claim, numbering: Numbering) -> AnswerClaim:
    return AnswerClaim(
        text=claim.text,
        evidence=numbering.canonical(claim.evidence),
        verdict=str(claim.verdict),
        reason=claim.reason,
    )


def _distinct_actions(actions: Sequence[Action]) -> list[Action]:
    return list({(action.label, action.capability): action for action in actions}.values())
