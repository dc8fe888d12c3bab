"""The roadmap as a whole, and what may be written in it."""

from datetime import timedelta
from typing import Any

import pypdfium2
import pytest

from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.method.roadmap import editing
from levier.method.roadmap.editing import Changed, GivenObjective, GivenUseCase
from levier.method.roadmap.evaluating import Evaluated, roadmap_of
from levier.method.roadmap.models import Objective, Plan, Stage, UseCase
from levier.method.roadmap.ordering.feasible import WEIGHTS
from levier.method.roadmap_report import roadmap_report
from tests.cast import Person

PLAN = {
    **{f"t-{role}": "1" for role in ("lead", "business", "technical")},
    **dict.fromkeys((f"p-{name}" for name in WEIGHTS), "10"),
}


def due(person: Person, days: int = 200) -> str:
    return f"{person.company.today + timedelta(days=days):%d/%m/%Y}"


def objective(person: Person, **changed: Any) -> Objective:
    given = {
        "title": "Moins de ruptures",
        "indicator": "rupture-rate",
        "target": "7",
        "due": due(person),
        "baseline": "10",
    }
    return editing.save_objective(person.actor, GivenObjective(**{**given, **changed}))


def named(person: Person, key: str) -> Evaluated:
    return next(one for one in roadmap_of(person.actor).evaluated if one.key == key)


def test_the_catalogue_is_the_capabilities_and_a_taken_one_gets_its_place(owner: Person, sales: int) -> None:
    before = roadmap_of(owner.actor)
    assert {"new-sales-forecast", "new-table-query"} <= {one.key for one in before.evaluated}
    assert before.ordered == []
    made = editing.take_up(owner.actor, "sales-forecast", owner.person_id, objective(owner).pk)
    after = roadmap_of(owner.actor)
    assert [one.key for one in after.ordered] == [f"case-{made.pk}"]
    assert after.slots
    assert after.once
    assert [one.title for one in after.pilots] == [made.title]


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"target": ""}, "cible"),
        ({"target": None}, "cible"),
        ({"target": "beaucoup"}, "cible"),
        ({"target": "1e400"}, "cible"),
        ({"due": "31/12/2001"}, "échéance"),
        ({"due": "31/02/2027"}, "échéance"),
        ({"due": "demain"}, "échéance"),
        ({"due": ""}, "échéance"),
        ({"title": "  "}, "objectif"),
        ({"target": "10"}, "cible"),
        ({"target": "12"}, "cible"),
    ],
)
def test_an_objective_without_a_sound_figure_or_date_is_refused_where_it_is_wrong(
    owner: Person, changed: dict[str, Any], where: str
) -> None:
    with pytest.raises(BadInput) as refused:
        objective(owner, **changed)
    assert refused.value.where == where
    assert refused.value.mend
    assert not Objective.objects.exists()


def test_two_people_editing_the_same_objective_lose_nothing(owner: Person, manager: Person) -> None:
    made = objective(owner)
    given = GivenObjective("Ruptures à 6", "rupture-rate", "6", due(owner), "10")
    editing.save_objective(manager.actor, given, made.pk, made.revision)
    page = owner.client.post(
        f"/methode/feuille-de-route/objectif/{made.pk}/",
        {"title": "Ruptures à 5", "indicator": "rupture-rate", "target": "5", "due": due(owner), "baseline": "10", "revision": "1"},
    )  # fmt: skip
    text = page.content.decode()
    assert page.status_code == 409
    assert "Ruptures à 5" in text
    assert "Ruptures à 6" in text
    assert Objective.objects.get().target == 6
    with pytest.raises(Changed):
        editing.save_objective(owner.actor, given, made.pk, 1)


def test_a_prohibited_practice_no_data_and_no_sponsor_stop_a_project_with_their_reason(
    owner: Person, sales: int
) -> None:
    editing.save_use_case(
        owner.actor, GivenUseCase("Lire le stress des salariés", practice="emotion", sponsor=owner.person_id, needs=["sales"])
    )  # fmt: skip
    editing.save_use_case(
        owner.actor, GivenUseCase("Idée sans données", sponsor=owner.person_id, needs=["stock"])
    )
    editing.save_use_case(owner.actor, GivenUseCase("Idée sans porteur", needs=["sales"]))
    barriers = {one.title: [b.name for b in one.barriers] for one in roadmap_of(owner.actor).evaluated}
    assert barriers["Lire le stress des salariés"] == ["prohibited"]
    assert barriers["Idée sans données"] == ["no-data"]
    assert barriers["Idée sans porteur"] == ["no-sponsor"]


def test_words_that_recall_a_prohibited_practice_are_pointed_out_not_judged(
    owner: Person, sales: int
) -> None:
    made = editing.save_use_case(
        owner.actor, GivenUseCase("Mesurer les émotions", sponsor=owner.person_id, needs=["sales"])
    )
    found = named(owner, f"case-{made.pk}")
    assert "émotions" in found.suspicion
    assert found.barriers == ()


def test_gains_on_the_same_money_are_counted_once(owner: Person, sales: int) -> None:
    editing.take_up(owner.actor, "sales-forecast", owner.person_id)
    editing.take_up(owner.actor, "stock-replenishment", owner.person_id)
    found = roadmap_of(owner.actor)
    both = [one.estimate.gross.central for one in found.ordered if one.estimate.gross]
    assert len(both) == 2
    assert found.gross
    assert found.gross.central == pytest.approx(max(both))


def test_a_project_cannot_wait_for_itself(owner: Person) -> None:
    first = editing.save_use_case(owner.actor, GivenUseCase("Premier"))
    second = editing.save_use_case(owner.actor, GivenUseCase("Second", after=[first.pk]))
    with pytest.raises(BadInput, match="s'attendrait lui-même"):
        editing.save_use_case(
            owner.actor, GivenUseCase("Premier", after=[second.pk]), first.pk, first.revision
        )
    assert list(UseCase.objects.get(pk=first.pk).after.all()) == []


@pytest.mark.parametrize(
    "given",
    [
        {"budget": "-1"},
        {"budget": "beaucoup"},
        {"budget": "1 000 000 000 000"},
        {"start": "01/01/2001"},
        {"start": "32/01/2027"},
        {"capacity": {"lead": "-2"}},
        {
            "weights": dict.fromkeys(
                ["impact", "data", "quality", "skills", "processes", "integration", "legal"], "0"
            )
        },
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(owner: Person, given: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as refused:
        editing.save_plan(owner.actor, 1, **given)
    assert refused.value.mend
    assert not Plan.objects.exists()


def test_a_role_without_time_leaves_no_plan_and_says_why(owner: Person, sales: int) -> None:
    editing.take_up(owner.actor, "sales-forecast", owner.person_id)
    editing.save_plan(owner.actor, 1, capacity={"technical": "0"})
    found = roadmap_of(owner.actor)
    assert found.slots == []
    assert "Personne n'a de temps" in found.problem
    assert found.ordered


def test_the_plan_keeps_the_capacity_the_company_gave(owner: Person, sales: int) -> None:
    for name in ("sales-forecast", "table-query", "product-recommendation"):
        editing.take_up(owner.actor, name, owner.person_id)
    editing.save_plan(
        owner.actor, 1, capacity={"lead": "0,5", "business": "1", "technical": "0,5"}, budget="10"
    )
    found = roadmap_of(owner.actor)
    assert found.over_budget > 0
    for week in range(max(one.placed.end for one in found.slots)):
        for role, most in found.capacity.items():
            asked = sum(
                one.placed.load(role) for one in found.slots if one.placed.start <= week < one.placed.end
            )
            assert asked <= most + 1e-6


def test_the_companys_own_range_takes_the_place_of_the_reference(owner: Person, sales: int) -> None:
    before = named(owner, "new-product-recommendation").estimate.gross
    editing.save_assumption(owner.actor, "gross-margin", "60", "65", "70", "Compte de résultat 2025")
    after = named(owner, "new-product-recommendation").estimate.gross
    assert before
    assert after
    assert after.central > before.central
    assert "Compte de résultat 2025" in roadmap_of(owner.actor).assumptions["gross-margin"].origin.text
    for bad in (("70", "60", "80"), ("-1", "2", "3"), ("10", "20", "130")):
        with pytest.raises(BadInput):
            editing.save_assumption(owner.actor, "gross-margin", *bad, "au doigt mouillé")


def test_a_capability_that_is_no_longer_installed_is_told(owner: Person, sales: int) -> None:
    case = UseCase.objects.create(
        company=owner.company, title="Ancien", capability="disparu", sponsor=owner.user
    )
    found = named(owner, f"case-{case.pk}")
    assert "n'est plus installé" in found.part["data"].said
    assert [one.name for one in found.barriers] == ["no-data"]


def test_a_project_in_pilot_is_not_deleted(owner: Person) -> None:
    case = UseCase.objects.create(company=owner.company, title="En cours", stage=Stage.PILOT)
    with pytest.raises(BadInput, match="ne se supprime plus"):
        editing.remove_use_case(owner.actor, case.pk)


def test_an_employee_sees_no_roadmap_and_a_stranger_not_this_one(
    owner: Person, employee: Person, stranger: Person
) -> None:
    made = objective(owner)
    with pytest.raises(NotAllowed):
        roadmap_of(employee.actor)
    assert roadmap_of(stranger.actor).objectives == []
    with pytest.raises(NotFound):
        editing.remove_objective(stranger.actor, made.pk)
    with pytest.raises(BadInput):
        editing.take_up(owner.actor, "sales-forecast", stranger.person_id)


def test_the_pages_show_the_order_the_tree_and_the_forms(owner: Person, sales: int) -> None:
    browser, at = owner.client, "/methode/feuille-de-route/"
    made = objective(owner)
    assert browser.post(f"{at}cas/retenir/", {"capability": "sales-forecast", "sponsor": owner.person_id, "objective": made.pk}).status_code == 302  # fmt: skip
    page = browser.get(at).content.decode()
    assert "Commencer par «" in page
    assert "Le plan :" in page
    case = UseCase.objects.get()
    tree = browser.get(f"{at}projet/case-{case.pk}/").content.decode()
    assert "Chiffre d&#x27;affaires d&#x27;un an" in tree
    assert f"/donnees/tableaux/{sales}/" in tree
    idea = {
        "title": "Devis", "problem": "Les devis partent en quatre jours.", "times": "driver:orders", "minutes_low": "5", "minutes_central": "10",
        "minutes_high": "15", "saved_low": "10", "saved_central": "20", "saved_high": "30", "needs": "sales", "stage": "idea",
        "practice": "none", "risk": "minimal", "sponsor": owner.person_id, "workload": "0,5",
    }  # fmt: skip
    assert browser.post(f"{at}cas/", idea).status_code == 302
    made_of_it = UseCase.objects.get(title="Devis")
    assert made_of_it.ranges["saved"] == [0.1, 0.2, 0.3]
    form = browser.get(f"{at}cas/{made_of_it.pk}/").content.decode()
    assert 'name="saved_central" inputmode="decimal" value="20"' in form
    assert browser.post(f"{at}cas/{made_of_it.pk}/", {**idea, "revision": "9"}).status_code == 409
    for page in ("plan/", "hypotheses/", f"objectif/{made.pk}/", f"projet/case-{made_of_it.pk}/"):
        assert browser.get(f"{at}{page}").status_code == 200
    assert (
        browser.post(f"{at}plan/", {"revision": "1", "start": "", "budget": "5000", **PLAN}).status_code
        == 302
    )
    assert (
        browser.post(f"{at}plan/", {"revision": "1", "start": "", "budget": "6000", **PLAN}).status_code
        == 409
    )
    refused = browser.post(f"{at}cas/", {**idea, "title": "Autre", "minutes_low": "99"})
    assert refused.status_code == 422
    assert "Autre" in refused.content.decode()


def test_the_report_holds_order_plan_budget_and_sources(owner: Person, sales: int) -> None:
    editing.take_up(owner.actor, "sales-forecast", owner.person_id, objective(owner).pk)
    text = "\n".join(
        page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(roadmap_report(owner.actor))
    )
    for words in (
        "Objectifs",
        "Quels projets",
        "Pilotes propos",
        "Le plan",
        "Budget",
        "Eurostat",
        "article 5",
    ):
        assert words in text, words
