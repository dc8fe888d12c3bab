"""What a deleted document or table had proved leaves the answers, and the state of their runs."""

import json

import pytest

from levier import durable
from levier.orchestrator import services
from levier.orchestrator.answer import Answer
from levier.orchestrator.forgetting import forget
from tests.cast import Person
from tests.orchestrator import scripted as script

pytestmark = pytest.mark.usefixtures("scripted")


def _asked(person: Person) -> int:
    request = services.submit(person.actor, script.TWO)
    list(services.events(person.actor, request.pk))
    return request.pk


def _kept(person: Person, request: int) -> str:
    found = services.get(person.actor, request)
    outputs = [record.output for record in services.steps(person.actor, request)]
    return json.dumps([found.answer, outputs], ensure_ascii=False)


def test_the_words_of_a_deleted_document_leave_the_answers_that_quoted_it(owner: Person) -> None:
    request = _asked(owner)
    assert "pénalité de 2 %" in _kept(owner, request)
    assert forget(owner.actor.company_id, "document", 8) == 0
    assert "pénalité de 2 %" in _kept(owner, request)
    run = services.get(owner.actor, request).run
    assert forget(owner.actor.company_id, "document", 7) == 1
    kept = _kept(owner, request)
    assert "pénalité de 2 %" not in kept
    assert "Effacé : le document qui le prouvait a été supprimé." in kept
    assert "1\u202f500,50\u00a0€ [1]." in kept
    assert durable.status(run) is None
    Answer.model_validate(services.get(owner.actor, request).answer)


def test_an_answer_that_rests_on_two_documents_loses_the_words_of_each_in_turn(owner: Person) -> None:
    request = _asked(owner)
    for step in services.steps(owner.actor, request):
        if "document:7@1" in step.touched:
            step.touched = [*step.touched, "document:8@1"]
            step.save(update_fields=["touched"])
    assert forget(owner.actor.company_id, "document", 8) == 1
    assert "pénalité de 2 %" in _kept(owner, request)
    assert forget(owner.actor.company_id, "document", 7) == 1
    assert "pénalité de 2 %" not in _kept(owner, request)


def test_the_figures_of_a_deleted_table_leave_the_answers_with_what_was_computed_from_them(
    owner: Person,
) -> None:
    request = _asked(owner)
    forget(owner.actor.company_id, "dataset", 1)
    kept = _kept(owner, request)
    assert "1\u202f500,50" not in kept
    assert "1200.5" not in kept
    assert "1\u202f200,50" not in kept
    assert "pénalité de 2 %" in kept
    Answer.model_validate(services.get(owner.actor, request).answer)
