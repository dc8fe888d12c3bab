"""A plan is checked before anything runs."""

from typing import Any

import pytest

from levier.capabilities.registry import catalogue
from levier.core.actor import Actor, Role
from levier.core.errors import BadInput
from levier.orchestrator.planning.check import MOST_STEPS, check_plan
from levier.orchestrator.planning.plan import Plan, Step, SubQuestion

SOMEONE = Actor(1, "Anne", 1, Role.EMPLOYEE)


def step(identifier: str, given: dict[str, Any], *after: str, capability: str = "table-query") -> Step:
    return Step(id=identifier, capability=capability, input=given, question="q1", label="", after=list(after))


def checked(*steps: Step) -> None:
    plan = Plan(rewritten="x", questions=[SubQuestion(id="q1", text="x")], steps=list(steps))
    check_plan(plan, list(catalogue().values()), SOMEONE)


def test_a_sound_plan_with_a_reference_passes() -> None:
    top = step("s1", {"measures": ["revenue"], "dimensions": ["product"], "limit": 5})
    items = {"from": {"step": "s1", "path": "keys"}}
    checked(top, step("s2", {"by": "product", "items": items}, "s1", capability="sales-forecast"))


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([step("s1", {}, capability="send-money")], "n’existe pas"),
        ([step("s1", {"kind": "passwords"})], "choisissez parmi"),
        ([step("s1", {"order": "random"})], "choisissez parmi"),
        ([step("s1", {"sql": "DROP TABLE"})], "ce champ n'existe pas"),
        ([step("s1", {}, "s2"), step("s2", {}, "s1")], "tourne en rond"),
        ([step("s1", {}, "s9")], "n’existe pas"),
        ([step("s1", {}), step("s1", {})], "même nom"),
        ([step(f"s{n}", {}) for n in range(MOST_STEPS + 1)], "étapes"),
        (
            [
                step("s1", {}),
                step(
                    "s2",
                    {"by": "product", "items": {"from": {"step": "s1", "path": "keys"}}},
                    capability="sales-forecast",
                ),
            ],
            "sans l’attendre",
        ),
    ],
)
def test_an_unsound_plan_is_refused_in_french(steps: list[Step], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        checked(*steps)
