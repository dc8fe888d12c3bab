"""A plan being written: its steps, their ids and references, what is asked back, what is refused."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from levier.core.result import Unanswered
from levier.orchestrator.planning.local.choosing import FORECASTING, KNOWING, TABLE
from levier.orchestrator.planning.local.frames import ForecastFrame, TableFrame
from levier.orchestrator.planning.local.memory import Asked
from levier.orchestrator.planning.local.wording import describe_forecast, describe_table
from levier.orchestrator.planning.plan import Clarification, Plan, Step, SubQuestion
from levier.orchestrator.planning.planner import AnyCapability, CompanyFacts


@dataclass
class Draft:
    """Filled question by question by the planner."""

    company: CompanyFacts
    catalogue: Sequence[AnyCapability] = ()
    questions: list[SubQuestion] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    clarifications: list[Clarification] = field(default_factory=list)
    refused: list[Unanswered] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def question(self, identifier: str, text: str) -> None:
        self.questions.append(SubQuestion(id=identifier, text=text))

    def step(
        self, capability: str, given: dict[str, Any], question: str, label: str, confidence: float,
        after: tuple[str, ...] = (),
    ) -> Step:  # fmt: skip
        """Add a step and give it the next id; fields the capability does not have are left out."""
        fields = next((one.Input.model_fields for one in self.catalogue if one.name == capability), None)
        given = {name: value for name, value in given.items() if fields is None or name in fields}
        step = Step(
            id=f"s{len(self.steps) + 1}", capability=capability, input=given, question=question, label=label,
            after=list(after), confidence=round(confidence, 3),
        )  # fmt: skip
        self.steps.append(step)
        return step

    def drop(self, already: int) -> None:
        """Take back the steps added after the first ``already`` ones."""
        gone = {one.id for one in self.steps[already:]}
        del self.steps[already:]
        self.asked = [one for one in self.asked if one.step not in gone]

    def table(self, frame: TableFrame, question: str, confidence: float, *, feeds: bool = False) -> Step:
        """A question of the tables; ``feeds``: only there to choose the items of another step."""
        label = self.describe(frame)
        if frame.period is None and frame.inactive is None:
            label += ", sur tout l’historique"
        step = self.step(TABLE, frame.to_input(self.company.today), question, label, confidence)
        if not feeds:
            self.asked.append(Asked(table=frame, step=step.id))
        return step

    def forecast(self, frame: ForecastFrame, question: str, confidence: float) -> Step:
        """A forecast, after the ranking that chooses its items if there is one."""
        given = frame.to_input()
        source = frame.keys_of
        if frame.top is not None and not source:
            source = self.table(frame.top, question, confidence, feeds=True).id
        if source:
            given["items"] = {"from": {"step": source, "path": "keys"}}
        label = describe_forecast(frame, self.company.dimensions)
        step = self.step(FORECASTING, given, question, label, confidence, (source,) if source else ())
        self.asked.append(Asked(forecast=frame, step=step.id))
        return step

    def knowledge(self, text: str, question: str, confidence: float) -> Step:
        """A question to the documents."""
        step = self.step(
            KNOWING, {"question": text}, question, f"Chercher dans vos documents : {text}", confidence
        )
        self.asked.append(Asked(knowledge=text, step=step.id))
        return step

    def describe(self, frame: TableFrame) -> str:
        model = self.company.models.get(frame.kind)
        if model is None:
            return describe_table(frame, self.company.measures, self.company.dimensions)
        measures = {name: one.label for name, one in model.measures.items()}
        dimensions = {name: one.label for name, one in model.dimensions.items()}
        return describe_table(frame, measures, dimensions, silent=model.order != "TRUE")

    def plan(self, language: str) -> Plan:
        """The finished plan; its confidence is that of its least sure step."""
        sure = min((step.confidence for step in self.steps), default=0.9 if self.refused else 0.4)
        return Plan(
            language=language, rewritten=" ".join(question.text for question in self.questions),
            questions=self.questions, steps=self.steps, clarifications=self.clarifications, refused=self.refused,
            planner="local", confidence=0.4 if self.clarifications and not self.steps else sure,
        )  # fmt: skip
