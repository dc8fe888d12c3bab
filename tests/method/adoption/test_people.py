"""What is thought of people is seen by few and erased; messages come from facts; ambassadors volunteer."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps

from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.method.adoption import ambassadors, communicating, stakeholders
from levier.method.adoption.drafting import drafts
from levier.method.adoption.models import Ambassador, Message, Stakeholder, Story
from levier.method.roadmap.editing import Changed
from levier.method.roadmap.models import UseCase
from levier.policy.models.journal import JournalEntry
from tests.cast import Person

_LINE = {
    "name": "Préparateurs",
    "is_group": True,
    "power": 1,
    "interest": 3,
    "stance": -1,
    "wanted": 1,
    "actions": "Leur montrer.",
}
_MESSAGE = {
    "audience": "Toute l'équipe", "why": "Moins de ruptures.", "body": "Nous essayons.", "channel": "meeting", "due": "15/12/2027",
}  # fmt: skip


def test_opinions_are_for_those_who_steer_and_stay_out_of_the_journal(
    owner: Person, employee: Person, stranger: Person
) -> None:
    made = stakeholders.save(
        owner.actor, {**_LINE, "name": "Jeanne Roche", "actions": "Elle craint pour sa place."}
    )
    with pytest.raises(NotAllowed):
        stakeholders.stakeholders_of(employee.actor)
    assert not Stakeholder.objects.visible_to(employee.actor).exists()  # type: ignore[attr-defined]
    with pytest.raises(NotFound):
        stakeholders.stakeholder_of(stranger.actor, made.pk)
    stakeholders.remove(owner.actor, made.pk)
    assert not Stakeholder.objects.exists()
    for line in JournalEntry.objects.all():
        assert "Roche" not in f"{line.subject}{line.details}"
        assert "craint" not in f"{line.subject}{line.details}"


def test_a_line_is_erased_when_its_time_has_come(owner: Person) -> None:
    made = stakeholders.save(owner.actor, _LINE)
    Stakeholder.objects.filter(pk=made.pk).update(keep_until=owner.company.today - timedelta(days=1))
    assert not stakeholders.stakeholders_of(owner.actor).exists()


def test_the_groups_and_the_sponsors_are_proposed_once(
    owner: Person, manager: Person, employee: Person
) -> None:
    UseCase.objects.create(company=owner.company, title="Prévoir", sponsor=manager.user, stage="retained")
    assert stakeholders.propose(owner.actor) == 4
    assert stakeholders.propose(owner.actor) == 0
    said = {one.name: one.origin for one in stakeholders.stakeholders_of(owner.actor)}
    assert said["Marc Petit"] == "Porte « Prévoir »"
    assert said["Collaborateurs"] == "1 personne de ce rôle dans Levier"


def test_the_corner_of_the_map_says_what_to_do() -> None:
    said = [stakeholders.strategy(Stakeholder(power=p, interest=i)) for p in (1, 3) for i in (1, 3)]
    assert said == [
        "informer",
        "informer et faire participer",
        "satisfaire, sans accabler",
        "associer de près",
    ]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"power": 4}, "ne convient pas"),
        ({"stance": "furieux"}, "position"),
        ({"name": " "}, "quelques mots"),
        ({"interest": "-1"}, "négatif"),
    ],
)
def test_a_bad_line_is_refused_in_words(owner: Person, wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        stakeholders.save(owner.actor, {**_LINE, **wrong})


def test_two_people_on_one_line_lose_nothing(owner: Person, manager: Person) -> None:
    made = stakeholders.save(owner.actor, _LINE)
    stakeholders.save(owner.actor, {**_LINE, "stance": 0}, made.pk, made.revision)
    with pytest.raises(Changed):
        stakeholders.save(manager.actor, {**_LINE, "stance": 2}, made.pk, made.revision)
    given = {**_LINE, "actions": "Ma phrase longue", "do": "save", "revision": str(made.revision)}
    page = manager.client.post(f"/methode/adoption/parties-prenantes/{made.pk}/", given)
    assert page.status_code == 409
    assert "Ma phrase longue" in page.content.decode()
    assert Stakeholder.objects.get(pk=made.pk).stance == 0


def test_a_draft_is_made_of_the_retained_project_and_kept_once(owner: Person) -> None:
    UseCase.objects.create(
        company=owner.company, title="Prévoir les ventes", problem="Six heures par semaine.", capability="sales-forecast",
        stage="retained", sponsor=owner.user,
    )  # fmt: skip
    (draft,) = drafts(owner.actor)
    assert draft.why == "Six heures par semaine."
    assert "Ce que fait l'outil : Prévoit vos ventes" in draft.body
    assert "Claire Martin porte ce projet" in draft.body
    communicating.save(owner.actor, {**draft.__dict__, "due": "15/12/2027"})
    assert drafts(owner.actor) == []
    assert Message.objects.get().origin == "Feuille de route : « Prévoir les ventes »"


def test_a_message_has_a_real_date_and_a_known_speaker(owner: Person, stranger: Person) -> None:
    for wrong, words in (
        ({"due": "31/02/2027"}, "calendrier"),
        ({"by": str(stranger.user.pk)}, "pas de l'entreprise"),
        ({"why": ""}, "mots"),
    ):
        with pytest.raises(BadInput, match=words):
            communicating.save(owner.actor, {**_MESSAGE, **wrong})
    made = communicating.save(owner.actor, _MESSAGE)
    communicating.save(owner.actor, {**_MESSAGE, "body": "Deux"}, made.pk, 1)
    with pytest.raises(Changed):
        communicating.save(owner.actor, _MESSAGE, made.pk, 1)
    assert communicating.said(owner.actor, made.pk).sent_on == owner.company.today
    assert communicating.plan_on_paper(owner.actor).startswith(b"%PDF")


def test_one_volunteers_and_steps_down(owner: Person, employee: Person) -> None:
    ambassadors.volunteer(employee.actor, "sales-forecast")
    ambassadors.volunteer(employee.actor)
    assert Ambassador.objects.get().capability == ""
    with pytest.raises(BadInput, match="n'existe pas"):
        ambassadors.volunteer(owner.actor, "absente")
    ambassadors.step_down(employee.actor)
    assert not ambassadors.ambassadors_of(owner.actor).exists()


def test_a_story_is_read_again_before_all_see_it_and_its_author_takes_it_back(
    owner: Person, employee: Person, manager: Person
) -> None:
    made = ambassadors.tell(employee.actor, "Deux heures de moins", "Le vendredi.")
    client = owner.client
    assert not Story.objects.filter(published=True).exists()
    with pytest.raises(NotAllowed):
        ambassadors.publish(employee.actor, made.pk)
    client.post("/methode/adoption/ambassadeurs/", {"do": "publish", "story": made.pk})
    assert Story.objects.get().published
    ambassadors.take_back(employee.actor, made.pk)
    assert not Story.objects.exists()
    other = ambassadors.tell(owner.actor, "Le mien", "Mieux.")
    ambassadors.publish(owner.actor, other.pk)
    with pytest.raises(NotAllowed):
        ambassadors.take_back(employee.actor, other.pk)


def test_a_decided_pilot_gives_a_draft_with_its_measured_effect(owner: Person) -> None:
    if not apps.is_installed("levier.method.pilots"):
        pytest.skip("no pilots in this installation")
    label: str = "pilots"
    pilot_model: Any = apps.get_model(label, "Pilot")
    decision_model: Any = apps.get_model(label, "Decision")
    case = UseCase.objects.create(company=owner.company, title="Commander", problem="Six heures par semaine.")
    today = owner.company.today
    pilot = pilot_model.objects.create(
        company=owner.company, use_case=case, title="Essai d'avril", capability="stock-replenishment", design="timed", expected=-0.2,
        starts=today, ends=today + timedelta(days=42),
    )  # fmt: skip
    assert drafts(owner.actor) == []
    effect = {"said": "Le temps baisse de 21 %."}
    decision_model.objects.create(
        pilot=pilot, verdict="go", reasons="Deux heures gagnées.", effect=effect, day=today
    )
    (draft,) = drafts(owner.actor)
    assert draft.why == "Six heures par semaine."
    assert "Le temps baisse de 21 %." in draft.body
    assert draft.origin == "Pilote « Essai d'avril » : généraliser"
