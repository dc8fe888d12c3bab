"""A request from its submission to its stored answer, with a scripted planner and scripted capabilities."""

import asyncio
from typing import Any

import pytest
from django.db import OperationalError

from levier import durable
from levier.core.errors import BadInput, NotFound, Unavailable
from levier.orchestrator import services
from levier.orchestrator.answer import Answer
from levier.orchestrator.models import Request
from levier.policy import journal
from tests.cast import Person
from tests.orchestrator import scripted as script

pytestmark = pytest.mark.usefixtures("scripted")


def ask(person: Person, text: str, conversation: int | None = None) -> tuple[Answer, list[dict[str, Any]]]:
    request = services.submit(person.actor, text, conversation=conversation)
    told = list(services.events(person.actor, request.pk))
    answer = services.answer(person.actor, request.pk)
    assert answer is not None
    return answer, told


def test_an_answer_carries_its_text_proofs_claims_plan_and_times(owner: Person) -> None:
    answer, _ = ask(owner, script.TWO)
    assert answer.status == "answered"
    assert "1\u202f500,50\u00a0€ [1]." in answer.answer
    assert "| France | 1\u202f200,50\u00a0€ |" in answer.answer
    assert "pénalité de 2 % par semaine" in answer.answer
    assert [item["number"] for item in answer.evidence] == [1, 2, 3]
    assert [item["kind"] for item in answer.evidence] == ["computed", "rows", "passage"]
    assert all(claim.verdict == "supported" for claim in answer.claims)
    assert {one for claim in answer.claims for one in claim.evidence} <= {
        item["id"] for item in answer.evidence
    }
    assert [(step.id, step.capability, step.status) for step in answer.plan.steps] == [
        ("s1", "sales", "done"),
        ("s2", "contract", "done"),
    ]
    assert answer.seconds > 0
    assert answer.company == owner.company.name
    assert answer.unanswered == []


def test_the_run_tells_what_it_does_in_order(owner: Person) -> None:
    _, told = ask(owner, script.SALES)
    assert [event["type"] for event in told] == [
        "understood", "planned", "step.started", "step.progress", "step.finished", "validating", "answered",
    ]  # fmt: skip
    assert [event["seq"] for event in told] == list(range(1, 8))
    assert told[1]["steps"] == [
        {
            "id": "s1",
            "capability": "sales",
            "title": "Savoir-faire sales",
            "label": "Étape sales",
            "question": "q1",
        }
    ]
    assert told[4]["summary"].startswith("Le total est de")


def test_the_same_events_come_to_an_asynchronous_reader_from_any_point(owner: Person) -> None:
    request = services.submit(owner.actor, script.SALES)
    durable.wait(request.run, 30)

    async def read(after: int) -> list[str]:
        return [event["type"] async for event in services.aevents(owner.actor, request.pk, after)]

    assert asyncio.run(read(5)) == ["validating", "answered"]


def test_a_step_that_fails_leaves_the_others_and_its_question_is_said_unanswered(owner: Person) -> None:
    answer, told = ask(owner, script.HALF)
    assert answer.status == "partial"
    assert "1\u202f500,50" in answer.answer
    assert [one.reason for one in answer.unanswered] == ["Il n'y a pas de tableau d'étoiles."]
    assert "Ce que Levier n'a pas trouvé" in answer.answer
    assert next(event for event in told if event["type"] == "step.failed")["id"] == "s2"


def test_what_nothing_answers_is_said_unknown(owner: Person) -> None:
    answer, _ = ask(owner, script.UNKNOWN)
    assert answer.status == "unanswered"
    assert answer.claims == []
    assert "Aucun document n'en parle" in answer.answer


def test_an_input_is_taken_from_an_earlier_step(owner: Person) -> None:
    answer, _ = ask(owner, script.REFERENCE)
    assert answer.plan.steps[1].input == {"products": ["A1", "B2"]}
    assert "Références prévues : 2 [1]." in answer.answer


def test_a_false_number_is_removed_and_its_question_said_unproved(owner: Person) -> None:
    answer, _ = ask(owner, script.LIAR)
    assert answer.status == "unanswered"
    assert "9\u202f999" not in answer.answer
    assert len(answer.removed) == 1


def test_an_unclear_request_gets_a_question_back_with_choices(owner: Person) -> None:
    answer, _ = ask(owner, script.UNCLEAR)
    assert answer.status == "clarify"
    assert answer.clarifications[0].choices == ["Ventes de mars ?"]
    assert "De quelle période parlez-vous" in answer.answer


def test_a_refused_request_fails_with_its_reason_and_exit_status_2(owner: Person) -> None:
    answer, told = ask(owner, script.REFUSED)
    assert answer.status == "failed"
    assert answer.problem is not None
    assert answer.problem.exit_status == 2
    assert answer.answer == "Levier ne fait pas de choses interdites. Demandez autre chose."
    assert told[-1] == {"seq": 1, "type": "failed", "reason": answer.answer}


def test_a_full_disk_fails_with_one_french_sentence(owner: Person) -> None:
    answer, told = ask(owner, script.FULL_DISK)
    assert answer.status == "failed"
    assert answer.answer.startswith("Le disque du serveur est plein.")
    assert told[-1]["type"] == "failed"


def test_a_database_that_is_gone_refuses_the_request_in_french(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*given: object, **named: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(services.journal, "record", gone)
    with pytest.raises(Unavailable, match="La base de données ne répond pas"):
        services.submit(owner.actor, script.SALES)
    assert Request.objects.count() == 0


@pytest.mark.parametrize(
    "text", ["", "   ", "?!", "a" * 20_000, "¿Cuáles son las ventas del mes pasado por cliente?"]
)
def test_a_request_that_cannot_be_read_is_refused_before_anything_runs(owner: Person, text: str) -> None:
    with pytest.raises(BadInput):
        services.submit(owner.actor, text)
    assert Request.objects.count() == 0


def test_a_follow_up_is_planned_with_the_turns_before_it(owner: Person) -> None:
    first, _ = ask(owner, script.SALES)
    second, _ = ask(owner, script.CONTRACT, first.conversation)
    assert second.conversation == first.conversation
    assert second.plan.rewritten == f"{script.CONTRACT} ({script.SALES})"
    alone, _ = ask(owner, script.CONTRACT)
    assert alone.plan.rewritten == script.CONTRACT


def test_a_person_sees_only_their_own_requests(owner: Person, employee: Person, stranger: Person) -> None:
    answer, _ = ask(employee, script.SALES)
    for other in (owner, stranger):
        with pytest.raises(NotFound):
            services.get(other.actor, answer.request)
        with pytest.raises(NotFound):
            services.answer(other.actor, answer.request)
        with pytest.raises(NotFound):
            services.events(other.actor, answer.request)
        with pytest.raises(NotFound):
            services.cancel(other.actor, answer.request)
        with pytest.raises(NotFound):
            services.delete(other.actor, answer.request)
        with pytest.raises(NotFound):
            services.submit(other.actor, script.SALES, conversation=answer.conversation)
        assert services.history(other.actor).count() == 0
    assert services.history(employee.actor).count() == 1


def test_a_person_of_two_companies_finds_in_each_only_its_requests(accountant: Person) -> None:
    answer, _ = ask(accountant, script.SALES)
    elsewhere = accountant.user.memberships.exclude(company=accountant.company).get().actor()
    assert services.history(elsewhere).count() == 0
    with pytest.raises(NotFound):
        services.get(elsewhere, answer.request)


def test_someone_who_left_the_company_gets_no_answer(employee: Person) -> None:
    request = services.submit(employee.actor, script.SALES)
    durable.wait(request.run, 30)
    employee.user.memberships.all().delete()
    late = Request.objects.get(pk=request.pk)
    late.pk, late.run, late.status, late.answer = None, "request-late", "queued", None
    late.save()
    durable.start("answer", late.run, {"request": late.pk})
    durable.wait(late.run, 30)
    late.refresh_from_db()
    assert late.status == "failed"
    assert "faites plus partie" in late.reason


def test_history_is_searched_by_words_last_first(owner: Person) -> None:
    for text in (script.SALES, script.CONTRACT):
        ask(owner, text)
    assert [one.text for one in services.history(owner.actor)] == [script.CONTRACT, script.SALES]
    assert [one.text for one in services.history(owner.actor, "pénalités contrat")] == [script.CONTRACT]
    assert not services.history(owner.actor, "girafe").exists()


def test_a_deleted_request_leaves_no_words_but_a_line_in_the_journal(owner: Person) -> None:
    answer, _ = ask(owner, script.SALES)
    run = services.get(owner.actor, answer.request).run
    services.delete(owner.actor, answer.request)
    assert Request.objects.count() == 0
    assert services.conversations(owner.actor).count() == 0
    assert durable.status(run) is None
    actions = [entry.action for entry in journal.entries(owner.actor)]
    assert actions == ["request.deleted", "request.answered", "request.asked"]


def test_the_journal_says_who_asked_and_what_was_touched(owner: Person) -> None:
    answer, _ = ask(owner, script.TWO)
    answered, asked = journal.entries(owner.actor)
    assert asked.actor == owner.person_id
    assert script.TWO not in str(asked.details)
    assert answered.subject == f"request:{answer.request}"
    assert answered.details["touched"] == ["dataset:1@1", "document:7@1"]
    assert journal.verify().ok


def test_a_cancelled_request_stops_and_stays_cancelled(owner: Person) -> None:
    request = services.submit(owner.actor, script.SLOW)
    for event in services.events(owner.actor, request.pk):
        if event["type"] == "step.finished":
            services.cancel(owner.actor, request.pk)
            break
    told = list(services.events(owner.actor, request.pk))
    assert told[-1]["type"] == "failed"
    script.let_go()
    assert services.get(owner.actor, request.pk).status == "cancelled"
    assert services.answer(owner.actor, request.pk) is None
    services.cancel(owner.actor, request.pk)


def test_a_request_whose_run_never_started_is_started_when_looked_at(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(services, "_start", lambda request: None)
        request = services.submit(owner.actor, script.SALES)
    assert services.get(owner.actor, request.pk).status == "queued"
    durable.wait(request.run, 30)
    assert services.get(owner.actor, request.pk).status == "answered"


def test_feedback_given_again_replaces_the_first(owner: Person) -> None:
    answer, _ = ask(owner, script.SALES)
    services.give_feedback(owner.actor, answer.request, useful=False, note="trop long")
    given = services.give_feedback(owner.actor, answer.request, useful=True)
    assert given.useful
    assert services.get(owner.actor, answer.request).feedback == given
