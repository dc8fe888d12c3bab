"""What was promised, beside what is measured since: the range kept on the day, an interval, one French conclusion."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from levier.cli.main import status_of
from levier.indicators.measuring import timing
from levier.method.deployment import deploying
from levier.method.deployment.promising import Span, every_promise, promises_of, stands
from levier.method.pilots import baseline, deciding, drafting, starting
from levier.method.pilots.drafting import Draft
from levier.method.review.measuring import facts_of
from levier.method.review.paper import review_paper
from levier.method.roadmap.models import UseCase
from levier.operations.watching.models import Service
from tests.cast import Person
from tests.pilot_company import TASK, TODAY

pytestmark = pytest.mark.django_db
DECIDED = date(2026, 10, 26)


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("levier.durable.start", lambda *given: None, raising=False)


def on_day(owner: Person, day: date) -> None:
    owner.company.own_today = day
    owner.company.save()


def deployed_after_pilot(owner: Person, draft: Draft) -> Service:
    pilot = drafting.create(owner.actor, draft)
    baseline.measure(owner.actor, pilot.pk)
    starting.start(owner.actor, pilot.pk)
    on_day(owner, DECIDED)
    deciding.decide(owner.actor, pilot.pk, "go", "L'effet est net et l'équipe le demande.")
    made = deploying.deploy(owner.actor, pilot.capability, {}, {"title": "En service"})
    on_day(owner, TODAY)
    return made


def test_the_conclusion_rests_on_the_whole_interval() -> None:
    promised = Span(10, 20, 30)
    assert stands(promised, None) == "unknown"
    assert stands(promised, Span(12, 15, 18)) == "inside"
    assert stands(promised, Span(5, 15, 40)) == "inside"
    assert stands(promised, Span(31, 35, 39)) == "above"
    assert stands(promised, Span(1, 4, 9)) == "below"
    assert stands(promised, Span(1, 8, 15)) == "unsure"
    assert stands(promised, Span(25, 35, 45)) == "unsure"


def test_the_effect_of_a_pilot_is_measured_again_since_the_day_of_service(
    owner: Person, pilot_draft: Draft, weekly_sales: int
) -> None:
    service = deployed_after_pilot(owner, pilot_draft)
    [promise] = [one for one in promises_of(owner.actor, service) if one.source == "pilot"]
    assert promise.since == DECIDED
    assert promise.measured is not None
    assert promise.measured.low < 60 < promise.measured.high
    assert promise.promised.low <= 60 <= promise.promised.high
    assert "Relances" in promise.said
    assert promise.said[-1] == "."


def test_minutes_saved_below_the_promise_are_said_to_be_below(
    owner: Person, employee: Person, timed_draft: Draft, weekly_sales: int
) -> None:
    for place, minutes in enumerate((20, 21, 19, 20, 22)):
        timing.add(
            employee.actor, "table-query", "without", minutes, day=date(2026, 9, 1) + timedelta(days=place)
        )
    pilot_days = [date(2026, 10, 6) + timedelta(days=one) for one in range(5)]
    for day, minutes in zip(pilot_days, (5, 6, 5.5, 5, 6.5), strict=True):
        timing.add(employee.actor, "table-query", "with", minutes, day=day)
    service = deployed_after_pilot(owner, timed_draft)
    [unknown] = [one for one in promises_of(owner.actor, service) if one.source == "pilot"]
    assert unknown.standing == "unknown"
    assert unknown.said.startswith("Pas encore mesuré")
    for place, minutes in enumerate((15, 16, 15.5, 15, 16.5)):
        timing.add(employee.actor, "table-query", "with", minutes, day=DECIDED + timedelta(days=place + 1))
    [promise] = [one for one in promises_of(owner.actor, service) if one.source == "pilot"]
    assert promise.standing == "below"
    assert promise.measured is not None
    assert promise.measured.central == pytest.approx(4.8, abs=0.01)
    assert promise.said.startswith("En dessous de la fourchette promise : 4,8")


def test_the_roadmaps_range_is_kept_the_day_of_service_and_compared_with_hours_turned_into_money(
    owner: Person, worked_company: Person
) -> None:
    on_day(owner, TODAY - timedelta(days=50))
    UseCase.objects.create(
        company=owner.company, title="Chercher", capability=TASK, problem="On cherche trop."
    )
    service = deploying.deploy(owner.actor, TASK, {"question": "contrat"}, {"title": "Recherche"})
    assert service.promised["day"] == (TODAY - timedelta(days=50)).isoformat()
    service.promised |= {"low": 100.0, "central": 200.0, "high": 300.0}
    service.save()
    on_day(owner, TODAY)
    [promise] = promises_of(owner.actor, service)
    assert promise.source == "roadmap"
    assert promise.measured is not None
    assert promise.measured.central == pytest.approx(30 * 365 / 51 * 51 * (11 - 4.75) / 60, rel=0.01)
    assert promise.standing == "above"


def test_what_cannot_be_measured_says_what_to_do(owner: Person, worked_company: Person) -> None:
    service = deploying.deploy(owner.actor, TASK, {"question": "contrat"}, {"title": "Recherche"})
    service.promised |= {"low": 100.0, "central": 200.0, "high": 300.0}
    service.save()
    [promise] = promises_of(owner.actor, service)
    assert promise.standing == "unknown"
    assert "14 jours" in promise.said


def test_page_review_indicators_and_command_say_it_alike(
    owner: Person, worked_company: Person, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    service = deploying.deploy(owner.actor, TASK, {"question": "contrat"}, {"title": "Recherche"})
    service.promised = {"day": "2026-10-01", "low": 1.0, "central": 2.0, "high": 3.0}
    service.save()
    [(_, [promise])] = every_promise(owner.actor)
    assert promise.standing == "above"
    for address in (f"/methode/deploiement/{service.pk}/", "/indicateurs/gains/mesures/", "/methode/bilan/"):
        shown = owner.client.get(address, follow=True)
        assert shown.status_code == 200, address
        assert "u-dessus de la fourchette promise" in shown.content.decode(), address
    [finding] = [one for one in facts_of(owner.actor).findings if one.name == "promises"]
    assert finding.title == "Promesses : 1 au-dessus de la promesse"
    assert "Recherche" not in finding.said
    assert review_paper(owner.actor).startswith(b"%PDF")
    assert status_of(["deployment", "promises", "--company", owner.company.slug, "--json"]) == 0
    [told] = json.loads(capsys.readouterr().out)
    assert told["promises"][0]["standing"] == "above"
