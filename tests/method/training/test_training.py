"""The plan comes from roles and tools in use; seats, presences, budget and coverage hold; attestations prove."""

from datetime import timedelta
from typing import Any

import pytest

from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.method.roadmap.editing import Changed
from levier.method.roadmap.models import UseCase
from levier.method.training import attesting, planning, sessions
from levier.method.training.covering import coverage_of, finding
from levier.method.training.models import Attempt, Attendance, Session
from levier.method.training.telling import told
from tests.cast import Person

_TIER = {"target": "3", "hours": "2", "cost": "40,50", "due": "31/12/2099"}


def _given(owner: Person, **more: Any) -> dict[str, Any]:
    today = owner.company.today
    return {
        "tier": "awareness", "title": "Découvrir Levier", "day": today, "trainer": "Claire", "hours": "1,5", "seats": "2", "cost": "90",
        "capabilities": ["table-query"], **more,
    }  # fmt: skip


def _trained(owner: Person, who: Person, **more: Any) -> Attendance:
    made = sessions.save(owner.actor, _given(owner, **more))
    sessions.register(owner.actor, made.pk, who.user.pk)
    sessions.note(owner.actor, made.pk, {str(who.user.pk)})
    return Attendance.objects.get(session=made)


def test_the_plan_is_proposed_from_the_roles_and_the_retained_tools(
    owner: Person, manager: Person, employee: Person, accountant: Person
) -> None:
    UseCase.objects.create(
        company=owner.company, title="Prévoir", capability="sales-forecast", stage="retained"
    )
    plan = {one.tier: one for one in planning.plan_of(owner.actor)}
    assert [one.target for one in plan.values()] == [4, 3, 1, 1]
    assert plan["awareness"].tools == {}
    assert list(plan["users"].tools) == ["sales-forecast"]
    with pytest.raises(NotAllowed):
        planning.plan_of(employee.actor)


def test_the_budget_follows_what_was_decided_and_what_was_spent(owner: Person, employee: Person) -> None:
    planning.decide(owner.actor, "awareness", _TIER, 0)
    _trained(owner, employee)
    (tier, *_) = planning.plan_of(owner.actor)
    assert float(tier.budget) == 121.5
    assert float(tier.spent) == 90.0
    assert float(tier.paid_each or 0) == 90.0
    assert not tier.over


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"cost": "-1"}, "négatif"), ({"hours": "0"}, "plus de zéro"), ({"target": "2,5"}, "ne convient pas"),
        ({"due": "01/01/2001"}, "est passé"), ({"due": "31/02/2030"}, "calendrier"), ({"cost": "cher"}, "n'est pas un nombre"),
    ],
)  # fmt: skip
def test_a_bad_figure_is_refused_in_words(owner: Person, wrong: dict[str, str], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        planning.decide(owner.actor, "users", {**_TIER, **wrong})


def test_two_people_on_the_plan_or_a_session_lose_nothing(owner: Person, manager: Person) -> None:
    planning.decide(owner.actor, "users", _TIER, 0)
    with pytest.raises(Changed):
        planning.decide(manager.actor, "users", _TIER, 0)
    made = sessions.save(owner.actor, _given(owner))
    sessions.save(owner.actor, _given(owner, place="Atelier"), made.pk, 1)
    with pytest.raises(Changed):
        sessions.save(manager.actor, _given(owner, place="Bureau"), made.pk, 1)
    page = manager.client.post(
        f"/methode/formation/seances/{made.pk}/",
        {**_given(owner, place="Mon bureau"), "do": "save", "revision": "1"},
    )
    assert page.status_code == 409
    assert "Mon bureau" in page.content.decode()
    assert Session.objects.get().place == "Atelier"


def test_seats_are_counted_and_presences_wait_for_the_day(
    owner: Person, manager: Person, employee: Person
) -> None:
    made = sessions.save(owner.actor, _given(owner, seats="1", day=owner.company.today + timedelta(days=3)))
    sessions.register(employee.actor, made.pk)
    with pytest.raises(BadInput, match="déjà sa place"):
        sessions.register(employee.actor, made.pk)
    with pytest.raises(BadInput, match="places sont prises"):
        sessions.register(manager.actor, made.pk)
    with pytest.raises(BadInput, match="aura lieu"):
        sessions.note(owner.actor, made.pk, set())
    with pytest.raises(NotAllowed):
        sessions.register(employee.actor, made.pk, manager.user.pk)
    with pytest.raises(BadInput, match="négatif"):
        sessions.save(owner.actor, _given(owner, cost="-1"))
    sessions.give_up(employee.actor, made.pk)
    sessions.register(manager.actor, made.pk)


def test_a_session_that_took_place_is_neither_moved_nor_removed(owner: Person, employee: Person) -> None:
    seat = _trained(owner, employee)
    with pytest.raises(BadInput, match="présences sont notées"):
        sessions.save(owner.actor, _given(owner, hours="8"), seat.session_id)
    with pytest.raises(BadInput, match="a eu lieu"):
        sessions.remove(owner.actor, seat.session_id)


def test_coverage_counts_members_who_came_and_experts_who_passed(
    owner: Person, manager: Person, employee: Person
) -> None:
    assert finding(coverage_of(owner.company_id)).startswith("Personne n'est encore formé")
    _trained(owner, employee)
    _trained(owner, owner, tier="expert")
    covered = {one.tier: one for one in coverage_of(owner.company_id)}
    assert covered["awareness"].said == "1 sur 3 (33\u00a0%)"
    assert covered["expert"].trained == 0
    Attempt.objects.create(
        company=owner.company,
        person=owner.user,
        seed="x",
        right=4,
        total=4,
        passed=True,
        taken_on=owner.company.today,
    )
    assert {one.tier: one.trained for one in coverage_of(owner.company_id)}["expert"] == 1
    assert "le moins couvert" in finding(coverage_of(owner.company_id))


def test_an_attestation_is_for_who_came_and_seen_by_them(
    owner: Person, employee: Person, manager: Person, stranger: Person
) -> None:
    seat = _trained(owner, employee)
    assert attesting.attestation(employee.actor, seat.pk).startswith(b"%PDF")
    assert attesting.attestation(manager.actor, seat.pk).startswith(b"%PDF")
    other = _trained(owner, manager)
    for who in (employee, stranger):
        with pytest.raises(NotFound):
            attesting.attestation(who.actor, other.pk)
    sessions.note(owner.actor, other.session_id, set())
    with pytest.raises(BadInput, match="suppose d'être venu"):
        attesting.attestation(manager.actor, other.pk)
    assert attesting.register_on_paper(owner.actor).startswith(b"%PDF")


def test_an_employee_sees_neither_the_plan_nor_who_passed(owner: Person, employee: Person) -> None:
    seat = _trained(owner, owner)
    shown = told(employee.actor)
    assert shown["plan"] is shown["quiz"] is shown["coverage"] is shown["presences"] is None
    assert told(owner.actor)["presences"] == [
        {"id": seat.pk, "session": seat.session_id, "name": "Claire Martin", "came": True}
    ]
    page = employee.client.get(f"/methode/formation/seances/{seat.session_id}/").content.decode()
    assert "Claire Martin" not in page.split("<main")[1]
