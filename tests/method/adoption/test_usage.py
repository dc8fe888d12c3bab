"""The use comes from what really ran, in whole weeks, and shows groups only."""

from datetime import timedelta

import pytest
from django.utils import timezone

from levier.accounts.models import Company
from levier.capabilities.running import ACTION
from levier.core.actor import Role
from levier.method.adoption.telling import use
from levier.method.adoption.usage import WEEKS, usage_of
from levier.orchestrator.models import Conversation, Feedback, Request
from levier.policy import journal
from tests.cast import Person, person


@pytest.fixture
def team(company: Company, owner: Person) -> list[Person]:
    """Twelve people, the owner among them."""
    more = [person(company, Role.EMPLOYEE, f"Personne {n}", f"p{n}@martin.example") for n in range(11)]
    return [owner, *more]


def asked(who: Person, days_ago: int, status: str = "answered", times: int = 1) -> Request:
    talk = Conversation.objects.create(company=who.company, person=who.user, title="x")
    made = [
        Request.objects.create(
            company=who.company,
            person=who.user,
            conversation=talk,
            text="Combien ?",
            today=who.company.today,
            status=status,
        )
        for _ in range(times)
    ]
    when = timezone.now() - timedelta(days=days_ago)
    Request.objects.filter(conversation=talk).update(created=when)
    return made[0]


def last_week() -> int:
    """Days since the Wednesday of the last whole week."""
    return timezone.localdate().weekday() + 5


def test_the_share_of_people_active_is_told_by_week(team: list[Person]) -> None:
    for who in team[:6]:
        asked(who, last_week(), times=2)
    found = usage_of(team[0].actor)
    assert not found.small
    assert len(found.weeks) == WEEKS
    assert found.weeks[-1].active.share == pytest.approx(0.5)
    assert found.requests == 10
    assert found.often == pytest.approx(2.0)
    assert not found.weeks[0].active.exact, "nobody that week: not said either"


def test_this_week_waits_until_it_is_whole(team: list[Person]) -> None:
    for who in team[:6]:
        asked(who, 0)
    assert usage_of(team[0].actor).requests is None


def test_what_four_people_asked_is_not_added_up(team: list[Person]) -> None:
    for who in team[:4]:
        asked(who, last_week(), times=10)
    found = usage_of(team[0].actor)
    assert found.any
    assert found.requests is found.often is None
    assert all(one.share is None for one in found.given_up)
    assert "moins de 5" in owner_page(team[0])


def owner_page(who: Person) -> str:
    return who.client.get("/methode/adoption/").content.decode().split("<main")[1]


def test_a_capability_used_by_a_few_shows_no_number(
    team: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    when = timezone.now() - timedelta(days=last_week())
    monkeypatch.setattr("levier.policy.journal.timezone.now", lambda: when)
    for who in team[:6]:
        journal.record(who.company_id, who.person_id, ACTION, "table-query", {"outcome": "done", "run": ""})
    journal.record(
        team[0].company_id, team[0].person_id, ACTION, "sales-forecast", {"outcome": "done", "run": ""}
    )
    monkeypatch.undo()
    shown = {one.name: one for one in usage_of(team[0].actor).capabilities}
    assert shown["table-query"].runs == 6
    assert shown["table-query"].failed is None
    assert shown["sales-forecast"].runs is None
    assert shown["sales-forecast"].users.said == "moins de 5\u00a0personnes"


def test_where_people_gave_up_is_told_when_five_met_it(team: list[Person]) -> None:
    for who in team[:6]:
        asked(who, last_week(), "unanswered")
    disliked = asked(team[0], last_week())
    Feedback.objects.create(company=team[0].company, request=disliked, useful=False)
    found = {one.label: one for one in usage_of(team[0].actor).given_up}
    assert found["restées sans réponse"].share == pytest.approx(6 / 7)
    assert found["jugées pas utiles"].share is None


def test_under_five_people_only_a_rounded_total_is_shown(
    owner: Person, employee: Person, manager: Person
) -> None:
    asked(employee, 1, times=13)
    for who in (owner, employee):
        found = usage_of(who.actor)
        assert found.small
        assert found.requests == 10
        assert found.weeks == found.capabilities == found.given_up == ()


def test_everyone_of_the_company_sees_the_same_and_nobody_is_named(
    team: list[Person], stranger: Person
) -> None:
    for who in team[:6]:
        asked(who, last_week())
    told = use(usage_of(team[0].actor))
    assert told == use(usage_of(team[5].actor))
    assert not any(str(who.user) in str(told) for who in team)
    assert use(usage_of(stranger.actor))["requests_about"] == 0


def test_the_page_that_announces_it_is_open_to_everyone(employee: Person) -> None:
    page = employee.client.get("/methode/adoption/").content.decode()
    assert "ce-qui-est-compte" in page
    assert "surveiller" in employee.client.get("/methode/adoption/ce-qui-est-compte/").content.decode()
