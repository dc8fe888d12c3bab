"""What the question before asked, from this request or from the conversation: what « et en Allemagne ? » starts from."""

from dataclasses import dataclass

from levier.orchestrator.planning.check import references
from levier.orchestrator.planning.local.choosing import FORECASTING, KNOWING, TABLE
from levier.orchestrator.planning.local.frames import ForecastFrame, TableFrame
from levier.orchestrator.planning.plan import Plan, Step


@dataclass(frozen=True)
class Asked:
    """One question already planned: exactly one of the three is set. ``step``: its id when it is of this request."""

    table: TableFrame | None = None
    forecast: ForecastFrame | None = None
    knowledge: str = ""
    step: str = ""

    @property
    def of_figures(self) -> bool:
        return self.table is not None or self.forecast is not None


def remembered(plan: Plan) -> list[Asked]:
    """The questions of an earlier plan, in order. A ranking that only fed a forecast is part of that forecast."""
    steps = {step.id: step for step in plan.steps}
    feeding = {source for step in plan.steps for source, _ in references(step).values()}
    return [
        asked
        for step in plan.steps
        if not (step.id in feeding and step.capability == TABLE)
        for asked in _asked(step, steps)
    ]


def _asked(step: Step, steps: dict[str, Step]) -> list[Asked]:
    if step.capability == TABLE:
        return [Asked(table=TableFrame.from_input(step.input))]
    if step.capability == FORECASTING:
        sources = [steps[source] for source, _ in references(step).values() if source in steps]
        top = TableFrame.from_input(sources[0].input) if sources and sources[0].capability == TABLE else None
        return [Asked(forecast=ForecastFrame.from_input(step.input, top))]
    if step.capability == KNOWING:
        return [Asked(knowledge=str(step.input.get("question", "")))]
    return []
