"""The review says what is measured, keeps what people conclude, and opens again what they ask."""

import json
from datetime import date, timedelta

import pytest

from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.core.french.numbers import format_money
from levier.method.assessment import services
from levier.method.assessment.models import Assessment
from levier.method.pilots.models import Decision, Pilot, State
from levier.method.review import closing
from levier.method.review.measuring import facts_of
from levier.method.review.models import Review
from levier.method.review.shape import Facts, Finding
from levier.method.roadmap.editing import Changed
from levier.method.roadmap.models import Objective, UseCase
from levier.operations.gains.net import gains
from levier.policy import journal
from tests.cast import Person


def _finding(facts: Facts, name: str) -> Finding:
    return next(one for one in facts.findings if one.name == name)


def _reasons(facts: Facts, name: str) -> str:
    return " ".join(next(one for one in facts.reopenings if one.name == name).reasons)


def _stopped_pilot(owner: Person) -> Pilot:
    today = owner.company.today
    case = UseCase.objects.create(company=owner.company, title="Stock")
    pilot = Pilot.objects.create(
        company=owner.company, use_case=case, title="Stock du magasin", capability="table-query", design="timed",
        expected=-0.2, starts=today - timedelta(days=30), ends=today, state=State.STOPPED,
    )  # fmt: skip
    Decision.objects.create(
        pilot=pilot, verdict="stop", reasons="Trop peu de gain.", day=today, by=owner.user,
        effect={"said": "5 % de moins.", "without": 10.0, "low": -1.0, "high": 0.0},
    )  # fmt: skip
    return pilot


@pytest.mark.django_db
def test_a_company_where_nothing_was_measured_is_told_so(owner: Person) -> None:
    facts = facts_of(owner.actor)
    assert not facts.anything
    assert not facts.draft
    assert all("pas de mesure" in one.title for one in facts.findings)
    assert b"Rien n" in owner.client.get("/methode/bilan/").content


@pytest.mark.django_db
def test_its_net_gain_is_that_of_the_gains_beside_as_many_days_of_the_former_quarter(
    worked_company: Person, owner: Person
) -> None:
    actor, today = owner.actor, worked_company.company.today
    facts = facts_of(actor)
    now = gains(actor, facts.start, today)
    before = date(facts.start.year - (facts.start.month == 1), (facts.start.month - 4) % 12 + 1, 1)
    then = gains(actor, before, min(before + (today - facts.start), facts.start - timedelta(days=1)))
    found = _finding(facts, "gains")
    assert now.net is not None
    assert found.title.startswith(f"Gain net de {format_money(now.net, 'EUR', 0)}")
    if then.net is not None:
        assert format_money(abs(now.net - then.net), "EUR", 0) in found.title
    else:
        assert "pas de mesure sur les mêmes premiers jours" in found.said


@pytest.mark.django_db
def test_a_pilot_that_missed_its_promise_and_a_past_objective_open_the_roadmap_again(owner: Person) -> None:
    assert not _reasons(facts_of(owner.actor), "roadmap")
    _stopped_pilot(owner)
    Objective.objects.create(
        company=owner.company, title="Vite", indicator="time-saved", target=1,
        due=owner.company.today - timedelta(days=1),
    )  # fmt: skip
    facts = facts_of(owner.actor)
    said = _reasons(facts, "roadmap")
    assert "promis" in said
    assert "« Vite »" in said
    assert "Trop peu de gain." in _finding(facts, "lessons").said


@pytest.mark.django_db
def test_an_assessment_older_than_a_quarter_is_opened_again_and_a_fresh_one_is_not(owner: Person) -> None:
    today = owner.company.today
    snapshot = services.result(owner.actor).model_dump(mode="json")
    Assessment.objects.create(company=owner.company, number=1, opened=today, closed=today, snapshot=snapshot)
    assert not _reasons(facts_of(owner.actor), "assessment")
    Assessment.objects.update(closed=today - timedelta(days=91))
    assert "il y a 91" in _reasons(facts_of(owner.actor), "assessment")


@pytest.mark.django_db
def test_closing_keeps_the_facts_opens_again_and_is_written_in_the_journal(owner: Person) -> None:
    made = closing.close(owner.actor, "Nous continuons.", ["assessment", "roadmap"])
    assert Assessment.objects.filter(company=owner.company, closed=None).count() == 1
    assert closing.roadmap_waits(owner.actor) == owner.company.today
    assert b"demande de relire" in owner.client.get("/methode/feuille-de-route/").content
    owner.client.post("/methode/bilan/feuille-de-route-relue/")
    assert closing.roadmap_waits(owner.actor) is None
    _stopped_pilot(owner)
    assert not _finding(closing.kept(closing.review_of(owner.actor, made.pk)), "pilots").measured
    written = [entry.action for entry in journal.entries(owner.actor)]
    assert {"review.closed", "review.roadmap-read"} <= set(written)


@pytest.mark.django_db
def test_two_people_do_not_write_over_one_another(owner: Person, manager: Person) -> None:
    first = closing.close(owner.actor, "Premier.")
    with pytest.raises(Changed):
        closing.close(manager.actor, "Second.", ["assessment"])
    assert not Assessment.objects.filter(company=owner.company).exists()
    page = manager.client.post("/methode/bilan/", {"conclusions": "Second."})
    assert page.status_code == 409
    assert "Second." in page.content.decode()
    assert "Premier." in page.content.decode()
    again = closing.close(manager.actor, "Second.", revision=first.revision)
    assert (again.pk, again.revision) == (first.pk, 2)


@pytest.mark.django_db
def test_what_cannot_be_is_refused_and_nothing_is_written(owner: Person) -> None:
    with pytest.raises(BadInput, match="quelques mots"):
        closing.close(owner.actor, "  ")
    with pytest.raises(BadInput, match="ne peut pas être rouvert"):
        closing.close(owner.actor, "Bien.", ["tout"])
    assert not Review.objects.exists()


@pytest.mark.django_db
def test_only_those_who_steer_review_and_their_own_company_only(
    owner: Person, employee: Person, stranger: Person
) -> None:
    made = closing.close(owner.actor, "Bien.")
    for act in (facts_of, closing.reviews_of, closing.roadmap_read, closing.current):
        with pytest.raises(NotAllowed):
            act(employee.actor)
    with pytest.raises(NotAllowed):
        closing.close(employee.actor, "Bien.")
    with pytest.raises(NotFound):
        closing.review_of(stranger.actor, made.pk)
    assert "Bilan du trimestre" not in employee.client.get("/methode/").content.decode()


@pytest.mark.django_db
def test_the_api_reads_and_closes(owner: Person) -> None:
    where = "/api/v1/method/review"
    assert owner.client.get(where).json()["review"] is None
    sent = json.dumps({"conclusions": "Bien.", "reopen": ["roadmap"]})
    made = owner.client.post(where, sent, content_type="application/json")
    assert made.status_code == 200, made.content
    assert made.json()["roadmap_waits"]
    assert owner.client.post(where, sent, content_type="application/json").status_code == 409
    assert [one["id"] for one in owner.client.get(f"{where}/closed").json()] == [made.json()["id"]]
