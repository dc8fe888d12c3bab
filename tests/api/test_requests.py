from collections.abc import Callable
from typing import Any

import pytest

from levier import durable
from levier.orchestrator.models import Request
from tests.api.conftest import Program
from tests.cast import Person
from tests.orchestrator import scripted as script
from tests.orchestrator.conftest import scripted  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
Programs = Callable[[Person | None], Program]
PATH = "/api/v1/requests"


def test_a_request_is_accepted_then_answered(owner: Person, program: Programs, scripted: None) -> None:  # noqa: F811
    caller = program(owner)
    response = caller.post(PATH, {"text": script.SALES})
    assert response.status_code == 202, response.content
    asked = response.json()
    durable.wait(Request.objects.get(pk=asked["id"]).run, 30)
    found = caller.get(f"{PATH}/{asked['id']}").json()
    assert found["status"] == "answered"
    assert found["answer"]["claims"][0]["verdict"]
    assert found["answer"]["evidence"][0]["number"] == 1
    assert [one["id"] for one in caller.get(PATH).json()] == [asked["id"]]


def test_a_request_is_the_persons_own(
    owner: Person,
    employee: Person,
    stranger: Person,
    program: Programs,
    scripted: None,  # noqa: F811
) -> None:
    asked = program(owner).post(PATH, {"text": script.SALES}).json()
    for other in (employee, stranger):
        assert program(other).get(f"{PATH}/{asked['id']}").status_code == 404
        assert program(other).get(PATH).json() == []
        follow = {"text": script.SALES, "conversation": asked["conversation"]}
        assert program(other).post(PATH, follow).status_code == 404
    durable.wait(Request.objects.get(pk=asked["id"]).run, 30)


@pytest.mark.parametrize("body", [{}, {"text": ""}, {"text": "x" * 20_001}, {"text": "   "}, {"text": 3}])
def test_an_unusable_request_is_refused(owner: Person, program: Programs, scripted: None, body: Any) -> None:  # noqa: F811
    response = program(owner).post(PATH, body)
    assert response.status_code == 422
    assert response.json()["what"]
    assert not Request.objects.exists()
