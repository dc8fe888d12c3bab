"""What each sub-question got: the sentences, tables, charts and gaps of the steps that served it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from levier.core.evidence import Evidence
from levier.core.result import Action, Chart, Download, Result, Sentence, Signal, Table, Unanswered
from levier.orchestrator.planning.plan import Plan, Step, SubQuestion


@dataclass
class Part:
    """A sub-question and what the steps gave for it."""

    question: SubQuestion
    sentences: list[Sentence] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    unanswered: list[Unanswered] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    downloads: list[Download] = field(default_factory=list)
    signals: list[Signal] = field(default_factory=list)
    leads: list[Sentence] = field(default_factory=list)

    @property
    def speaks(self) -> bool:
        """Whether there is more than remarks about the work."""
        return any(sentence.kind != "notice" for sentence in self.sentences) or bool(self.tables)


def parts_of(plan: Plan, outcomes: Mapping[str, Mapping[str, Any]]) -> tuple[list[Part], list[Evidence]]:
    """The parts in the order of the questions, and all the evidence in the order of the steps."""
    parts = {question.id: Part(question) for question in plan.questions}
    evidence: list[Evidence] = []
    for step in plan.steps:
        part = parts.setdefault(step.question, Part(SubQuestion(id=step.question, text=step.question)))
        outcome = outcomes[step.id]
        if outcome["status"] != "done":
            part.unanswered.append(Unanswered(question=part.question.text, reason=outcome["reason"]))
            continue
        # A capability's own fields are in the step's record; the composition reads what all of them share.
        result = Result.model_validate(
            {key: outcome["output"][key] for key in Result.model_fields if key in outcome["output"]}
        )
        evidence += result.evidence
        if _only_feeds(step, plan):
            # Its figures are in the plan and in the proofs: the answer tells what they were used for.
            part.leads.append(_choice(step, result))
            continue
        part.sentences += result.sentences
        part.tables += result.tables
        part.charts += result.charts
        part.unanswered += result.unanswered
        part.actions += result.actions
        part.downloads += [one.model_copy(update={"step": step.id}) for one in result.downloads]
        part.signals += result.signals
    for part in parts.values():
        if any(sentence.kind == "statement" for sentence in part.sentences):
            part.sentences += [lead for lead in part.leads if lead.evidence]
    return list(parts.values()), evidence


def _only_feeds(step: Step, plan: Plan) -> bool:
    """Whether a step is there only to choose what a later step of the same question works on."""
    return any(step.id in later.after and later.question == step.question for later in plan.steps)


def _choice(step: Step, result: Result) -> Sentence:
    """« Choix : chiffre d'affaires par produit (5 premiers), sur tout l'historique. »"""
    label = step.label[:1].lower() + step.label[1:]
    rows = [item.id for item in result.evidence if item.kind == "rows"]
    return Sentence(text=f"Choix\u00a0: {label}.", evidence=rows[:1])
