"""A firm's templates: structure travels, data never; seen first, applied whole or not at all, by the firm's people alone."""

import json
from datetime import timedelta

import pytest

from levier.accounts.models import Membership
from levier.core.actor import Actor
from levier.core.errors import BadInput, LevierError, NotAllowed, NotFound
from levier.indicators.surveys import services as surveys
from levier.indicators.surveys.models import Survey
from levier.method.adoption import communicating
from levier.method.adoption.models import Message
from levier.method.pilots import board, drafting
from levier.method.pilots.models import Pilot
from levier.method.reusing import applying, keeping
from levier.method.reusing.hiding import Hider
from levier.method.roadmap import editing
from levier.method.roadmap.models import Objective, Plan
from levier.method.training import planning, sessions
from levier.method.training.models import Session, TierPlan
from levier.operations.firms import joining
from tests.cast import Person

pytestmark = pytest.mark.django_db
SECRETS = (
    "Martin",
    "Claire",
    "Élodie",
    "Roux",
    "450",
    "12/01",
    "claire@martin.example",
    "06 12 34 56 78",
    "cinq mille",
)


@pytest.fixture
def here(accountant: Person) -> Actor:
    """The consultant, in the company that templates are taken from."""
    joining.found(accountant.person_id, "Cabinet Comptant")
    return accountant.actor


@pytest.fixture
def there(here: Actor, accountant: Person, other_company: object) -> Actor:
    """The same, in the other company."""
    return Membership.objects.get(user=accountant.user, company=other_company).actor()


def fill(actor: Actor, owner: Person, employee: Person) -> Pilot:
    """A company whose every text names somebody or a figure."""
    today = owner.company.today
    editing.save_objective(
        actor,
        editing.GivenObjective(
            "Porter Boulangerie Martin à 450 000 €", "turnover", "450000", today + timedelta(days=365)
        ),
    )
    editing.save_plan(
        actor,
        Plan.objects.get_or_create(company=owner.company)[0].revision,
        budget="9450",
        weights={"impact": "0.7", "data": "0.3"},
    )
    case = editing.take_up(actor, "stock-replenishment", owner.person_id)
    draft = drafting.Draft(
        case.pk, "Réassort avec Élodie", "stock-replenishment", "timed", -0.2, today + timedelta(days=7), today + timedelta(days=62),
        scope="450 références, au 06 12 34 56 78", sponsor=owner.person_id, team=(employee.person_id,),
    )  # fmt: skip
    pilot = drafting.create(actor, draft)
    board.add(actor, pilot.pk, "Appeler Claire Martin", note="avant le 12/01", mvp=True)
    for days, body in (
        (10, "Nous perdons cinq mille euros : Élodie Roux vous dira tout."),
        (31, "Écrivez à claire@martin.example."),
    ):
        communicating.save(
            actor,
            {
                "audience": "Toute l'équipe",
                "why": "Moins de ruptures.",
                "body": body,
                "channel": "meeting",
                "due": today + timedelta(days=days),
            },
        )
    planning.decide(
        actor, "users", {"target": "450", "hours": "3,5", "cost": "450", "due": today + timedelta(days=60)}
    )
    sessions.save(
        actor, {"tier": "users", "title": "Lire une commande", "capabilities": ["stock-replenishment"], "day": today + timedelta(days=20), "place": "Chez Martin",
                "trainer": "Claire", "hours": "2", "seats": "6", "cost": "450"},
    )  # fmt: skip
    surveys.create(
        actor,
        title="Après l'achat",
        question="csat",
        closes=today + timedelta(days=14),
        about="Boulangerie Martin",
        message="Claire vous remercie.",
    )
    return pilot


def kept(actor: Actor, pilot: Pilot) -> dict[str, int]:
    sources = {"pilot": pilot.pk, "survey": Survey.objects.get(company_id=actor.company_id).pk}
    return {
        kind: keeping.save(actor, kind, f"Modèle {kind}", source=sources.get(kind))[0].template_id
        for kind in ("roadmap", "pilot", "communication", "training", "survey")
    }


def test_nothing_of_the_company_nor_of_its_people_travels(
    here: Actor, owner: Person, employee: Person
) -> None:
    numbers = kept(here, fill(here, owner, employee))
    for number in numbers.values():
        written = json.dumps(keeping.told(keeping.version_of(here, number)), ensure_ascii=False)
        assert not [one for one in SECRETS if one in written]
        assert str(owner.company_id) not in json.loads(written)["content"].values()


def test_a_text_says_how_much_it_lost_and_keeps_the_rest(
    here: Actor, owner: Person, employee: Person
) -> None:
    hide = Hider(here)
    assert hide("Dire à Claire que 450 références manquent") == "Dire à … que … références manquent"
    assert hide("Le petit déjeuner d'équipe") == "Le petit déjeuner d'équipe"
    assert hide.hidden == 1


def test_every_kind_is_applied_through_the_company_s_own_services(
    here: Actor, there: Actor, owner: Person, employee: Person, stranger: Person
) -> None:
    numbers = kept(here, fill(here, owner, employee))
    assert applying.preview(there, numbers["roadmap"])[0].asks
    assert not Objective.objects.filter(company_id=there.company_id).exists()
    applying.apply(there, numbers["roadmap"], None, {"o0": "320 000"})
    objective = Objective.objects.get(company_id=there.company_id)
    assert (float(objective.target), objective.indicator) == (320000, "turnover")
    assert Plan.objects.get(company_id=there.company_id).weights["impact"] == 0.7
    assert Plan.objects.get(company_id=there.company_id).budget is None
    applying.apply(there, numbers["pilot"], 1, {"pilot": "−15"})
    pilot = Pilot.objects.get(company_id=there.company_id)
    assert (pilot.expected, pilot.sponsor, pilot.team.count()) == (-0.15, None, 0)
    assert [one.title for one in pilot.cards.all()] == ["Appeler …", "Composer l'équipe"]
    assert "1 collaborateur" in pilot.cards.get(title="Composer l'équipe").note
    for kind in ("communication", "training", "survey"):
        applying.apply(there, numbers[kind], None, {})
    first, second = Message.objects.filter(company_id=there.company_id)
    assert (second.due - first.due).days == 21
    assert TierPlan.objects.get(company_id=there.company_id).hours == 3.5
    assert Session.objects.get(company_id=there.company_id).trainer == "À désigner"
    assert Survey.objects.get(company_id=there.company_id).closes == stranger.company.today + timedelta(
        days=14
    )


def test_what_is_there_already_is_left_and_what_was_left_out_is_not_done(
    here: Actor, there: Actor, owner: Person, employee: Person
) -> None:
    number = kept(here, fill(here, owner, employee))["communication"]
    applying.apply(there, number, None, {}, without=frozenset({"m0"}))
    assert [bool(one.stops) for one in applying.preview(there, number)] == [False, True]
    applying.apply(there, number, None, {})
    with pytest.raises(BadInput, match="rien à appliquer"):
        applying.apply(there, number, None, {})


def test_a_missing_or_wrong_figure_writes_nothing(
    here: Actor, there: Actor, owner: Person, employee: Person
) -> None:
    numbers = kept(here, fill(here, owner, employee))
    for answers in ({}, {"o0": "beaucoup"}):
        with pytest.raises(BadInput):
            applying.apply(there, numbers["roadmap"], None, answers)
    with pytest.raises(BadInput):
        applying.apply(there, numbers["pilot"], None, {"pilot": "-150"})
    assert not Objective.objects.filter(company_id=there.company_id).exists()
    assert not Pilot.objects.filter(company_id=there.company_id).exists()


def test_a_name_taken_again_makes_a_version_and_the_first_stays(
    here: Actor, owner: Person, employee: Person
) -> None:
    fill(here, owner, employee)
    first, _ = keeping.save(here, "roadmap", "Commerce")
    Objective.objects.all().delete()
    second, _ = keeping.save(here, "roadmap", "Commerce")
    assert (first.template, second.number) == (second.template, 2)
    assert keeping.version_of(here, first.template_id, 1).content["objectives"]
    assert not keeping.version_of(here, first.template_id).content["objectives"]
    keeping.remove(here, first.template_id)
    with pytest.raises(NotFound):
        keeping.version_of(here, first.template_id)


def test_only_the_firm_s_people_read_apply_or_delete(
    here: Actor, owner: Person, employee: Person, manager: Person, stranger: Person, accountant: Person
) -> None:
    number = kept(here, fill(here, owner, employee))["roadmap"]
    rival = Membership.objects.create(user=stranger.user, company=owner.company, role="accountant").actor()
    joining.found(stranger.person_id, "Rival")
    with pytest.raises(NotFound):
        keeping.version_of(rival, number)
    assert not keeping.templates_of(rival)
    for other in (owner, employee, manager, stranger):
        with pytest.raises(LevierError):
            keeping.version_of(other.actor, number)
        with pytest.raises(LevierError):
            applying.apply(other.actor, number, None, {})
        with pytest.raises(LevierError):
            keeping.remove(other.actor, number)
    Membership.objects.filter(user=accountant.user, company=owner.company).update(role="employee")
    with pytest.raises(NotAllowed):
        keeping.templates_of(Membership.objects.get(user=accountant.user, company=owner.company).actor())
