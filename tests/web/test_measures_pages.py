"""« Mesures »: definitions are shown, a company's own are written in a form, and refusals are French sentences."""

import re
from typing import Any

import pytest

from levier.policy.models import JournalEntry
from levier.tables.measures.own import keeping
from tests.cast import Person

pytestmark = pytest.mark.django_db
LARGE: dict[str, Any] = {
    "label": "Ventes de plus de 100", "definition": "Somme des quantités des lignes d'au moins cent pièces.", "synonyms": "grosses lignes",
    "unit": "unités", "better": "up", "way": "column", "operation": "sum", "field": "quantity", "field1": "quantity",
    "test1": "at_least", "values1": "100",
}  # fmt: skip


def test_every_measure_is_listed_with_its_definition(owner: Person) -> None:
    assert "Ventes" in owner.client.get("/donnees/mesures/").content.decode()
    page = owner.client.get("/donnees/mesures/sales/").content.decode()
    assert "Panier moyen" in page
    assert "Nouvelle mesure" in page


def test_a_measure_is_defined_changed_and_deleted_with_its_trace(owner: Person) -> None:
    made = owner.client.post("/donnees/mesures/sales/nouvelle/", LARGE)
    (kept,) = keeping.kept(owner.actor)
    assert made.headers["Location"] == f"/donnees/mesures/propres/{kept.id}/"
    page = owner.client.get(made.headers["Location"]).content.decode()
    assert "est au moins 100" in page
    changed = owner.client.post(
        f"/donnees/mesures/propres/{kept.id}/modifier/", {**LARGE, "values1": "1 000"}
    )
    assert changed.status_code == 302
    assert keeping.get(owner.actor, kept.id).version == 2
    owner.client.post(f"/donnees/mesures/propres/{kept.id}/supprimer/")
    assert keeping.kept(owner.actor) == []
    actions = set(JournalEntry.objects.values_list("action", flat=True))
    assert {"measure.created", "measure.changed", "measure.deleted"} <= actions


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"field": "customer"}, "pas une colonne de nombres"),
        ({"field": ""}, "choisissez la colonne"),
        ({"values1": "beaucoup"}, "ne convient pas|pas un nombre"),
        ({"values1": ""}, "attend une valeur"),
        ({"test1": "after", "values1": "2026-01-01"}, "pas un nombre|ne convient pas"),
        ({"label": "Chiffre d'affaires"}, "existe déjà"),
        ({"field": "quantity); DROP TABLE x; --"}, "n.est pas un choix|Sélectionnez un choix valide"),
        ({"definition": "court"}, "10 à 600"),
        ({"way": "pair", "left": "revenue", "right": ""}, "deux mesures"),
        ({"way": "pair", "pairing": "sum", "left": "revenue", "right": "orders"}, "même unité"),
    ],
)
def test_an_impossible_formula_is_refused_in_french(owner: Person, wrong: dict[str, str], said: str) -> None:
    answer = owner.client.post("/donnees/mesures/sales/nouvelle/", {**LARGE, **wrong})
    assert answer.status_code == 422
    text = re.sub(r"&#x27;|’", "'", answer.content.decode()).replace("\u00a0", " ")
    assert re.search(said, text, re.IGNORECASE), text[text.find("<main") :][:3000]
    assert keeping.kept(owner.actor) == []


def test_a_name_with_markup_is_only_text(owner: Person) -> None:
    owner.client.post("/donnees/mesures/sales/nouvelle/", {**LARGE, "label": "<script>alert(1)</script>"})
    page = owner.client.get("/donnees/mesures/").content.decode()
    assert "<script>alert(1)" not in page


def test_an_employee_reads_definitions_and_defines_none(owner: Person, employee: Person) -> None:
    assert "Nouvelle mesure" not in employee.client.get("/donnees/mesures/sales/").content.decode()
    assert employee.client.post("/donnees/mesures/sales/nouvelle/", LARGE).status_code == 403


def test_another_company_sees_nothing_of_it(owner: Person, stranger: Person) -> None:
    owner.client.post("/donnees/mesures/sales/nouvelle/", LARGE)
    (kept,) = keeping.kept(owner.actor)
    assert "Ventes de plus de 100" not in stranger.client.get("/donnees/mesures/").content.decode()
    assert stranger.client.get(f"/donnees/mesures/propres/{kept.id}/").status_code == 404
    assert stranger.client.post(f"/donnees/mesures/propres/{kept.id}/supprimer/").status_code in (403, 404)


def test_the_tables_of_a_kind_are_taken_together_on_demand(owner: Person) -> None:
    owner.client.post("/donnees/mesures/sales/ensemble/", {"together": "yes"})
    assert keeping.is_together(owner.actor.company_id, "sales")
    owner.client.post("/donnees/mesures/sales/ensemble/", {"together": "no"})
    assert not keeping.is_together(owner.actor.company_id, "sales")
