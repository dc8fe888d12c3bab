"""Questions about the method answer with what the pages show to that person, each sentence held by its figures."""

from datetime import date, timedelta

import pytest

from levier.capabilities import context
from levier.capabilities.method_review import MethodReview, MethodReviewInput, MethodReviewOutput
from levier.core.errors import NotAllowed
from levier.governance.incidents import services as incidents
from levier.method.assessment.models import Assessment
from levier.method.following.knowing import CompanyMethod
from levier.method.ideas import box
from levier.method.ideas.models import Idea
from levier.method.pilots import baseline, drafting, finding, starting
from levier.method.pilots.drafting import Draft
from levier.method.pilots.models import Pilot
from levier.validation import validate
from tests.cast import Person
from tests.pilot_company import TASK, TODAY

pytestmark = pytest.mark.django_db


PILLARS = [
    {"name": name, "label": name, "weight": 1.0, "score": 57.0, "level": 3, "known": 1.0}
    for name in ("data", "skills", "processes")
]


def ask(person: Person, question: str = "") -> MethodReviewOutput:
    """The answer, once the validator has let every sentence through unchanged."""
    given = MethodReviewInput(question=question)
    output = MethodReview().run(context.build(person.actor, capability="method-review"), given)
    checked = validate(output.sentences, output.evidence, today=person.company.today)
    assert [one.reason for one in checked.claims if one.reason] == []
    assert [one.text for one in checked.sentences] == [one.text for one in output.sentences]
    return output


def said(output: MethodReviewOutput) -> str:
    return " ".join(one.text for one in output.sentences)


@pytest.fixture
def running_pilot(owner: Person, pilot_draft: Draft, weekly_sales: int) -> Pilot:
    pilot = drafting.create(owner.actor, pilot_draft)
    baseline.measure(owner.actor, pilot.pk)
    starting.start(owner.actor, pilot.pk)
    return finding.get(owner.actor, pilot.pk)


def test_the_pilot_is_told_with_its_effect_and_its_interval(owner: Person, running_pilot: Pilot) -> None:
    output = ask(owner, "Où en est notre pilote et combien a-t-il rapporté ?")
    (pilot,) = output.pilots
    assert pilot.effect is not None
    assert pilot.effect.low < pilot.effect.change < pilot.effect.high
    assert "intervalle à 95 %" in said(output)
    assert "a augmenté" in said(output)
    assert "n'est pas encore connu" in said(output)  # nobody ran nor timed it
    assert output.gains is None
    assert not output.projects


def test_what_a_pilot_brought_is_hours_for_all_and_euros_for_those_who_steer(
    owner: Person, worked_company: Person, running_pilot: Pilot
) -> None:
    Pilot.objects.update(capability=TASK)
    seen = ask(owner, "Combien notre pilote a-t-il rapporté ?")
    assert seen.pilots[0].gain is not None
    assert seen.pilots[0].gain.net is not None
    assert "net de tous les coûts" in said(seen)
    hers = ask(worked_company, "Combien notre pilote a-t-il rapporté ?")
    assert hers.pilots[0].gain is not None
    assert hers.pilots[0].gain.hours == seen.pilots[0].gain.hours
    assert hers.pilots[0].gain.net is None
    assert "€" not in said(hers)


def test_gains_carry_their_interval_and_say_what_lacks(owner: Person, worked_company: Person) -> None:
    output = ask(owner, "Combien d'heures avons-nous gagnées ce trimestre ?")
    assert output.gains is not None
    assert output.gains.hours is not None
    assert output.gains.low is not None
    assert output.gains.low < output.gains.hours
    assert not output.pilots
    assert "heures, entre" in said(output)


def test_an_employee_reads_no_more_than_on_the_pages(owner: Person, employee: Person) -> None:
    Assessment.objects.create(
        company=owner.company, number=1, opened_by=owner.user, opened=date(2026, 1, 1), closed=date(2026, 1, 2),
        snapshot={"made": "2026-01-02", "company": "x", "score": 57.0, "level": 3, "pillars": PILLARS},
    )  # fmt: skip
    incidents.declare(owner.actor, {"title": "Envoi au mauvais client", "description": "Un courriel."})
    seen, hers = ask(owner), ask(employee)
    assert seen.assessment is not None
    assert seen.assessment.level == 3
    assert "niveau 3" in said(seen)
    assert "mauvais client" in said(seen)
    assert hers.assessment is not None
    assert hers.assessment.score is None
    assert "niveau" not in said(hers)
    assert "mauvais client" not in said(hers)
    assert [one.question for one in hers.unanswered] == ["La feuille de route"]
    with pytest.raises(NotAllowed):
        CompanyMethod(employee.actor).projects()


def test_ideas_that_wait_are_told_without_their_author_the_late_ones_first(
    owner: Person, employee: Person
) -> None:
    late = box.propose(employee.actor, "Lire les bons de livraison", "On les recopie.")
    box.propose(employee.actor, "Répondre aux avis", "Personne ne le fait.")
    Idea.objects.filter(pk=late.pk).update(due=owner.company.today - timedelta(days=3))
    output = ask(owner, "Quelles idées attendent une réponse ?")
    assert [one.late for one in output.ideas] == [True, False]
    assert "2 idées attendent une réponse, dont 1 en retard." in said(output)
    assert "Élodie" not in output.model_dump_json()


def test_where_there_is_nothing_it_says_what_to_start_and_where(owner: Person) -> None:
    for question, where in (
        ("Où en est notre pilote ?", "« Préparer un pilote »"),
        ("Où en est notre diagnostic ?", "« Diagnostic »"),
        ("Combien d'heures avons-nous gagnées ?", "« Gains »"),
        ("Quelles idées attendent une réponse ?", "« Boîte à idées »"),
        ("Quels incidents sont ouverts ?", "« Incidents »"),
    ):
        output = ask(owner, question)
        assert where in said(output)
        assert output.sentences[0].kind == "statement"


def test_the_roadmap_is_told_in_its_order(owner: Person, weekly_sales: int) -> None:
    owner.company.own_today = TODAY
    owner.company.save()
    output = ask(owner, "Quels projets sont dans la feuille de route ?")
    assert output.projects
    assert not any(one.title == MethodReview.title for one in output.projects)
    assert output.tables


def test_another_company_reads_nothing_of_it(stranger: Person, running_pilot: Pilot) -> None:
    output = ask(stranger)
    assert not output.pilots
    assert "Relances" not in output.model_dump_json()
