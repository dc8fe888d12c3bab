"""The box is open to all, its promise is measured, its tries have a limit, and what failed is kept."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.method.ideas.answering import LESSONS, answer, conclude, set_rules, start_trial
from levier.method.ideas.box import by_need, idea_of, ideas_of, promise_of, propose, vote
from levier.method.ideas.models import Idea, Trial, Vote
from levier.method.roadmap.editing import Changed
from levier.method.roadmap.models import UseCase
from tests.cast import Person
from tests.embedding_model import embedding_model, model_folder  # noqa: F401

_TRY = {
    "question": "Évite-t-on la ressaisie ?",
    "sign": "moins d'un quart d'heure par jour",
    "start": "01/12/2026",
    "end": "15/12/2026",
    "days": "2,5",
    "money": "0",
}


def _to_try(owner: Person, employee: Person) -> Idea:
    idea = propose(employee.actor, "Lire les bons", "Une heure de saisie par jour.")
    return answer(owner.actor, idea.pk, "try", "Deux semaines suffisent pour savoir.")


def test_an_employee_proposes_and_everyone_votes_once(
    owner: Person, employee: Person, stranger: Person
) -> None:
    idea = propose(employee.actor, "Lire les  bons", "Une heure de saisie par jour.")
    assert idea.title == "Lire les bons"
    assert (idea.due - idea.proposed_on).days == 15
    assert vote(owner.actor, idea.pk)
    assert vote(employee.actor, idea.pk)
    assert idea_of(owner.actor, idea.pk).voices == 2  # type: ignore[attr-defined]
    assert not vote(owner.actor, idea.pk)
    assert Vote.objects.count() == 1
    with pytest.raises(NotFound):
        vote(stranger.actor, idea.pk)
    assert not ideas_of(stranger.actor).exists()


def test_an_idea_without_a_name_keeps_none(employee: Person) -> None:
    idea = propose(employee.actor, "Moins de réunions", "Le lundi.", named=False)
    assert Idea.objects.get(pk=idea.pk).author is None


def test_the_same_idea_twice_and_an_empty_one_are_refused(owner: Person, employee: Person) -> None:
    propose(employee.actor, "Lire les bons", "Une heure de saisie par jour.")
    with pytest.raises(BadInput, match="attend déjà une réponse"):
        propose(owner.actor, "LIRE LES BONS", "La même.")
    with pytest.raises(BadInput, match="quelques mots"):
        propose(employee.actor, "   ", "Rien.")
    with pytest.raises(BadInput, match="trop long"):
        propose(employee.actor, "a" * 151, "Trop.")


def test_only_those_who_lead_answer_and_always_with_a_reason(owner: Person, employee: Person) -> None:
    idea = propose(employee.actor, "Lire les bons", "Une heure de saisie par jour.")
    with pytest.raises(NotAllowed):
        answer(employee.actor, idea.pk, "try", "Oui.")
    with pytest.raises(BadInput, match="quelques mots"):
        answer(owner.actor, idea.pk, "no", "  ")
    with pytest.raises(BadInput, match="réponse"):
        answer(owner.actor, idea.pk, "peut-être", "Un jour.")
    answer(owner.actor, idea.pk, "no", "Notre logiciel le fera en mars.")
    with pytest.raises(BadInput, match="déjà sa réponse"):
        vote(employee.actor, idea.pk)


def test_two_people_who_answer_at_once_do_not_overwrite_each_other(owner: Person, manager: Person) -> None:
    idea = propose(owner.actor, "Lire les bons", "Une heure de saisie par jour.")
    answer(owner.actor, idea.pk, "later", "Après l'inventaire.", idea.revision)
    with pytest.raises(Changed):
        answer(manager.actor, idea.pk, "no", "Trop cher.", idea.revision)
    assert Idea.objects.get(pk=idea.pk).why == "Après l'inventaire."


def test_an_idea_may_become_a_project_of_the_roadmap(owner: Person) -> None:
    idea = propose(owner.actor, "Lire les bons", "Une heure de saisie par jour.")
    answer(owner.actor, idea.pk, "project", "Le gain se chiffre.")
    assert UseCase.objects.get(company=owner.company).problem == "Une heure de saisie par jour."


def test_the_promise_to_answer_is_measured(owner: Person, employee: Person) -> None:
    assert promise_of(owner.actor).in_time is None
    kept, broken, late = (propose(employee.actor, f"Idée {n}", "Mieux.") for n in range(3))
    answer(owner.actor, kept.pk, "later", "Plus tard.")
    past = kept.proposed_on - timedelta(days=30)
    for one in (broken, late):
        Idea.objects.filter(pk=one.pk).update(proposed_on=past, due=past + timedelta(days=15))
    answer(owner.actor, broken.pk, "no", "Non.")
    found = promise_of(owner.actor)
    assert (found.proposed, found.waiting, found.late, found.promised) == (3, 1, 1, 3)
    assert found.in_time == pytest.approx(1 / 3)
    assert found.usual_days == 15.0


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"end": "01/12/2026"}, "avant d'avoir commencé"),
        ({"start": "31/02/2027"}, "n'existe pas au calendrier"),
        ({"start": "demain"}, "n'est pas une date"),
        ({"days": "-1"}, "négatif"),
        ({"days": "0"}, "demande du temps"),
        ({"days": ""}, "manque un chiffre"),
        ({"money": "-5"}, "négatif"),
        ({"money": "beaucoup"}, "n'est pas un nombre"),
        ({"days": "6"}, "pour les essais de ce trimestre"),
        ({"money": "501"}, "pour les essais de ce trimestre"),
        ({"question": ""}, "quelques mots"),
    ],
)
def test_a_try_that_makes_no_sense_is_refused_and_nothing_is_written(
    owner: Person, employee: Person, wrong: dict[str, Any], words: str
) -> None:
    idea = _to_try(owner, employee)
    with pytest.raises(BadInput, match=words):
        start_trial(owner.actor, idea.pk, _TRY | wrong)
    assert not Trial.objects.exists()


def test_what_a_quarter_may_cost_is_shared_by_its_tries(owner: Person, employee: Person) -> None:
    set_rules(owner.actor, "10", "3", "100")
    start_trial(owner.actor, _to_try(owner, employee).pk, _TRY)
    other = propose(employee.actor, "Autre", "Autre.")
    answer(owner.actor, other.pk, "try", "Oui.")
    with pytest.raises(BadInput, match="0,5"):
        start_trial(owner.actor, other.pk, _TRY | {"days": "1"})
    start_trial(owner.actor, other.pk, _TRY | {"days": "3", "start": "01/01/2027", "end": "05/01/2027"})
    with pytest.raises(BadInput, match="de 1 à 90"):
        set_rules(owner.actor, "0,5", "3", "100")


@pytest.mark.usefixtures("embedding_model")
def test_the_lesson_of_a_failure_is_kept_and_found(owner: Person, employee: Person) -> None:
    from levier.knowledge.access import CompanyKnowledge  # noqa: PLC0415 - loads the model

    idea = _to_try(owner, employee)
    start_trial(owner.actor, idea.pk, _TRY)
    lesson = "Les bons de Durand sont manuscrits : la lecture se trompe une fois sur trois."
    given = {"outcome": "failed", "lesson": lesson, "spent_days": "4", "spent_money": "0"}
    with pytest.raises(NotAllowed):
        conclude(employee.actor, idea.pk, given)
    done = conclude(owner.actor, idea.pk, given)
    assert done.over
    assert done.spent_days == Decimal(4)
    hit = (
        CompanyKnowledge(employee.actor)
        .search("Pourquoi la lecture des bons de Durand se trompe-t-elle ?")
        .hits[0]
    )
    assert (hit.document, hit.source) == (done.document, LESSONS)
    with pytest.raises(BadInput, match="pas d'essai à conclure"):
        conclude(owner.actor, idea.pk, given)
    assert promise_of(owner.actor).failed == 1


def test_those_that_wait_come_first_the_most_wanted_before(owner: Person, employee: Person) -> None:
    first, second, third = (propose(employee.actor, f"Idée {n}", "Mieux.") for n in range(3))
    vote(owner.actor, second.pk)
    answer(owner.actor, first.pk, "later", "Plus tard.")
    assert [one.pk for one in by_need(ideas_of(owner.actor))] == [second.pk, third.pk, first.pk]


def test_the_pages_let_propose_answer_and_keep_what_was_typed(owner: Person, employee: Person) -> None:
    made = employee.client.post(
        "/methode/idees/", {"title": "Lire les bons", "problem": "Une heure <b>perdue</b>"}
    )
    assert made.status_code == 302
    idea = Idea.objects.get()
    page = employee.client.get(f"/methode/idees/{idea.pk}/").content.decode()
    assert "Une heure &lt;b&gt;perdue" in page
    assert "Votre réponse" not in page
    address = f"/methode/idees/{idea.pk}/"
    assert employee.client.post(address, {"do": "answer", "answer": "no", "why": "Non."}).status_code == 403
    refused = owner.client.post(address, {"do": "answer", "why": "Mon long argument", "revision": "1"})
    assert refused.status_code == 422
    assert "Mon long argument" in refused.content.decode()
    answer(owner.actor, idea.pk, "later", "Déjà répondu.")
    late = owner.client.post(
        address, {"do": "answer", "answer": "no", "why": "Mon long argument", "revision": "1"}
    )
    assert late.status_code == 409
    assert "Mon long argument" in late.content.decode()
    assert "Déjà répondu." in late.content.decode()
    assert (
        owner.client.post(
            "/methode/idees/regles/", {"days": "10", "quarter_days": "2", "quarter_money": "0"}
        ).status_code
        == 302
    )
    assert owner.client.get("/methode/idees/lecons/").status_code == 200
