"""« levier ask » on the rooms of the method: each figure held by its evidence, each person by their role, nothing invented."""

import pytest
from django.utils import timezone

from levier.method.ideas import box
from levier.method.roadmap.editing import GivenObjective, save_objective
from levier.method.training import sessions
from levier.operations.watching.models import Service, ServiceAlert
from tests.cast import Person
from tests.method.following.test_knowing import ask, said

pytestmark = pytest.mark.django_db


def trained(owner: Person, *people: Person) -> None:
    today = owner.company.today
    made = sessions.save(
        owner.actor,
        {
            "tier": "awareness",
            "title": "Découvrir",
            "day": today,
            "trainer": "Claire",
            "hours": "1",
            "seats": "9",
        },
    )
    for one in people:
        sessions.register(owner.actor, made.pk, one.person_id)
    sessions.note(owner.actor, made.pk, {str(one.person_id) for one in people})


def test_the_people_trained_are_counted_once_and_told_to_those_who_steer_only(
    owner: Person, manager: Person, employee: Person
) -> None:
    assert "Levier n'a pas de mesure de formation suivie" in said(
        ask(owner, "Combien de personnes sont formées ?")
    )
    trained(owner, manager, employee)
    told = said(ask(owner, "Combien de personnes sont formées ?"))
    assert "2 personnes sur 3 ont suivi une séance au moins." in told
    assert "Élodie" not in told
    refused = ask(employee, "Combien de personnes sont formées ?")
    assert not refused.training
    assert "rôle" in refused.unanswered[0].reason


def test_article_4_is_answered_by_the_text_and_the_evidence_never_by_a_verdict(
    owner: Person, manager: Person, employee: Person
) -> None:
    trained(owner, manager)
    told = said(ask(owner, "Sommes-nous en règle avec l'article 4 ?"))
    assert "article 4" in told
    assert "Sensibilisation : 1 sur 3 (33" in told
    assert "ne conclut pas" in told


def service(owner: Person, **more: object) -> Service:
    made = Service.objects.create(
        company=owner.company,
        capability="sales-forecast",
        title="Prévision du lundi",
        owner=owner.user,
        **more,
    )
    made.settings.create(number=1)
    return made


def test_the_service_whose_data_drifted_is_named_and_no_drift_is_said_only_once_it_was_looked_for(
    owner: Person, employee: Person
) -> None:
    assert "Aucun savoir-faire n'est encore en service" in said(ask(owner, "Quel modèle a dérivé ?"))
    found = service(owner)
    assert "Levier n'a pas de mesure de dérive" in said(ask(owner, "Quel modèle a dérivé ?"))
    Service.objects.update(looked=timezone.now())
    assert "Aucune dérive n'est signalée sur 1 savoir-faire" in said(ask(owner, "Quel modèle a dérivé ?"))
    ServiceAlert.objects.create(
        service=found, sort="drift", subject="quantity", title="Quantité", text="PSI", value=0.4, limit=0.2
    )
    told = said(ask(owner, "Quel modèle a dérivé ?"))
    assert "« Prévision du lundi » : les données ont changé" in told
    assert ask(employee, "Quel modèle a dérivé ?").unanswered


def test_hosting_is_a_range_over_three_years_for_each_way(owner: Person, employee: Person) -> None:
    output = ask(owner, "Combien coûte l'hébergement sur trois ans ?")
    assert len(output.hosting) == 3
    assert said(output).count("Sur 3 ans") == 3
    assert ask(employee, "Combien coûte l'hébergement sur trois ans ?").unanswered


def test_the_idea_with_most_votes_is_named_without_its_author(
    owner: Person, manager: Person, employee: Person
) -> None:
    assert "Aucune idée n'a encore de vote" in said(ask(employee, "Quelle idée a le plus de votes ?"))
    first = box.propose(employee.actor, "Lire les bons de livraison", "Une heure par jour.")
    box.propose(employee.actor, "Trier les mails", "Beaucoup de mails.")
    box.vote(owner.actor, first.pk)
    box.vote(manager.actor, first.pk)
    told = said(ask(employee, "Quelle idée a le plus de votes ?"))
    assert "L'idée « Lire les bons de livraison » a le plus de votes : 2 voix." in told
    assert "Élodie" not in told


def test_adoption_tells_groups_and_says_when_nothing_was_measured(owner: Person, employee: Person) -> None:
    assert "Levier n'a pas de mesure de l'usage" in said(ask(employee, "Où en est l'adoption ?"))


def test_registers_are_counted_for_those_who_govern(owner: Person, accountant: Person) -> None:
    told = said(ask(owner, "Combien de systèmes d'IA sont au registre ?"))
    assert "traitements sont au registre" in told
    assert "à haut risque" in told
    assert ask(accountant, "Que manque-t-il à nos registres ?").unanswered


def test_a_question_that_names_nothing_keeps_to_what_moves(owner: Person) -> None:
    output = ask(owner, "")
    assert output.hosting == []
    assert output.registers == []


def test_votes_are_not_asked_of_a_company_by_a_stranger(
    owner: Person, employee: Person, stranger: Person
) -> None:
    idea = box.propose(employee.actor, "Lire les bons de livraison", "Une heure par jour.")
    box.vote(owner.actor, idea.pk)
    assert "Lire les bons" not in said(ask(stranger, "Quelle idée a le plus de votes ?"))


def test_an_objective_is_told_with_its_figures_and_its_date_to_those_who_steer(
    owner: Person, employee: Person
) -> None:
    assert "Aucun objectif n'est encore chiffré" in said(ask(owner, "Quel objectif nous sommes-nous fixé ?"))
    given = GivenObjective(
        title="Gagner du temps", indicator="orders", target="8", due="01/09/2030", baseline="0"
    )
    save_objective(owner.actor, given)
    told = said(ask(owner, "Quel objectif nous sommes-nous fixé ?"))
    assert "Objectif « Gagner du temps » : nombre de commandes, de 0 à 8," in told
    assert "échéance le 01/09/2030" in told
    assert not ask(employee, "Quel est notre objectif ?").objectives
