"""Trust by REST: the same rights, the same refusals."""

from typing import Any

import pytest

from levier.governance.approvals.models import Approval
from levier.policy import tokens
from tests.api.conftest import Program
from tests.cast import Person
from tests.governance.steps import done

ROOT = "/api/v1/governance"


def ask(person: Person, path: str, given: dict[str, Any] | None = None) -> Any:
    """The answer to a GET, or to a POST of ``given``, with the person's token."""
    program = Program(tokens.create(person.actor, "essai")[1])
    return program.get(f"{ROOT}{path}") if given is None else program.post(f"{ROOT}{path}", given)


@pytest.mark.parametrize(
    "path", ["/processings", "/systems", "/vendors", "/impacts", "/deletions", "/registers/systemes.ods"]
)
def test_registers_open_to_who_governs_only(
    path: str, owner: Person, employee: Person, accountant: Person
) -> None:
    assert ask(owner, path).status_code == 200
    assert ask(employee, path).status_code == 403
    assert ask(accountant, path).status_code == 403


def test_a_result_is_approved_once_by_who_may(owner: Person, employee: Person, stranger: Person) -> None:
    done(employee, "fraud-detection")
    number = Approval.objects.get().pk
    assert ask(employee, f"/approvals/{number}", {"decision": "valider"}).status_code == 403
    assert ask(stranger, f"/approvals/{number}").status_code == 404
    assert ask(owner, f"/approvals/{number}").json()["snapshot"]["sentences"]
    assert ask(owner, f"/approvals/{number}", {"decision": "valider"}).json()["decision"] == "approved"
    assert (
        ask(owner, f"/approvals/{number}", {"decision": "refuser", "reason": "Trop tard."}).status_code == 422
    )


def test_a_use_is_classified_and_nothing_kept(employee: Person) -> None:
    answer = ask(employee, "/classify", {"answers": {"recruitment": True, "profiling": True}}).json()
    assert answer["risk"] == "high"
    assert answer["reasons"][0]["article"] == "annexe III, point 4 a"


def test_an_incident_is_declared_by_anyone_and_followed_with_its_revision(
    owner: Person, employee: Person
) -> None:
    made = ask(
        employee, "/incidents", {"title": "Envoi", "description": "Au mauvais client.", "personal": True}
    )
    assert made.status_code == 201
    assert made.json()["deadline"]
    assert ask(employee, "/incidents/1", {"revision": 0, "risk": "risk"}).status_code == 403
    assert ask(owner, "/incidents/1", {"revision": 0, "risk": "risk"}).json()["risk"] == "risk"
    assert ask(owner, "/incidents/1", {"revision": 0, "risk": "high"}).status_code == 409


def test_legal_facts_come_with_their_sources(employee: Person) -> None:
    facts = ask(employee, "/legal").json()
    assert all(one["source"]["address"] and one["review_by"] for one in facts)
