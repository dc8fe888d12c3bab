"""Inputs taken from earlier steps."""

import pytest

from levier.core.errors import NotEnoughData
from levier.orchestrator.planning.plan import Step
from levier.orchestrator.running.references import resolve, waits_for

OUTPUTS = {"s1": {"keys": ["A", "B"], "rows": [{"key": "A"}], "none": []}}


def _from(path: str, step: str = "s1") -> dict[str, dict[str, str]]:
    return {"from": {"step": step, "path": path}}


def test_a_reference_is_replaced_wherever_it_stands() -> None:
    given = {
        "products": _from("keys"),
        "filters": [{"values": _from("keys"), "first": _from("rows.0.key")}],
        "n": 3,
    }
    assert resolve(given, OUTPUTS) == {
        "products": ["A", "B"],
        "filters": [{"values": ["A", "B"], "first": "A"}],
        "n": 3,
    }


@pytest.mark.parametrize("path", ["nowhere", "rows.7.key", "none", "keys.x"])
def test_a_reference_to_nothing_says_there_is_nothing_to_work_on(path: str) -> None:
    with pytest.raises(NotEnoughData, match="n'a rien donné"):
        resolve({"products": _from(path)}, OUTPUTS)


def test_a_step_waits_for_those_it_names_and_those_it_reads() -> None:
    step = Step(
        id="s3", capability="c", input={"a": [_from("keys", "s2")]}, question="q1", label="L", after=["s1"]
    )
    assert waits_for(step) == ("s1", "s2")
