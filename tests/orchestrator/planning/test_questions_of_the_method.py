"""Questions about the method go to the one that knows it, and it takes nobody else's."""

import pytest

from levier.capabilities.registry import catalogue
from tests.orchestrator.planning.test_local_planner import inputs

OWN = [
    "Où en est notre pilote et combien a-t-il rapporté ?",
    "Où en est notre diagnostic ?",
    "Quels projets sont dans la feuille de route ?",
    "Quels risques ou incidents sont ouverts ?",
    "Combien d'heures avons-nous gagnées ce trimestre ?",
    "Quelles idées attendent une réponse ?",
    "Où en sont nos pilotes ?",
    "Qu'est-ce qui attend une validation ?",
    "Combien de personnes sont formées ?",
    "Quel modèle a dérivé ?",
    "Combien coûte l'hébergement sur trois ans ?",
    "Quelles décisions attendent une validation ?",
    "Quelle idée a le plus de votes ?",
    "Sommes-nous en règle avec l'article 4 ?",
    "Où en est l'adoption ?",
    "Nos registres sont-ils complets ?",
]
OTHERS = {
    "Où en sommes-nous ce trimestre ?": "live-dashboard",
    "Quel est le délai de notification d'un incident à la CNIL ?": "knowledge-search",
    "Que prévoit le contrat en cas d'incident ?": "knowledge-search",
    "Combien de clients avons-nous gagnés ce trimestre ?": "table-query",
    "Combien a rapporté le savon à la lavande 200 g ?": "table-query",
    "Que dit l'article 4 de notre contrat ?": "knowledge-search",
    "Combien de produits avons-nous vendus sur trois ans ?": "table-query",
    "Quelle formation est obligatoire pour conduire un chariot ?": "knowledge-search",
}


@pytest.mark.parametrize("question", OWN)
def test_a_question_of_the_method_is_one_step_of_its_own(question: str) -> None:
    assert [name for name, _ in inputs(question)] == ["method-review"]


@pytest.mark.parametrize(("question", "name"), OTHERS.items())
def test_a_question_of_data_or_documents_stays_where_it_was(question: str, name: str) -> None:
    assert [step for step, _ in inputs(question)] == [name]


def test_no_example_of_another_capability_is_taken() -> None:
    taken = [
        text
        for one in catalogue().values()
        if not one.about_method
        for text in one.examples
        if "method-review" in [name for name, _ in inputs(text)]
    ]
    assert taken == []


def test_what_leans_on_a_question_of_the_method_keeps_to_it() -> None:
    ((name, given),) = inputs("Où en est notre pilote ?", "et combien a-t-il rapporté ?")
    assert name == "method-review"
    assert "pilote" in given["question"]
    assert "rapporté" in given["question"]


def test_what_leans_on_a_question_of_figures_stays_one_of_figures() -> None:
    ((name, _),) = inputs("Quel est le chiffre d'affaires de mai ?", "et combien en avril ?")
    assert name == "table-query"


@pytest.mark.parametrize(
    "order", ["commande-moi une pizza", "Achetez un billet de train", "commandez trois bouquets de fleurs"]
)
def test_an_order_whose_object_is_nothing_of_the_company_is_refused(order: str) -> None:
    assert inputs(order) == []


@pytest.mark.parametrize(
    "order", ["commande-moi ce qu'il faut cette semaine", "commandez les références en rupture"]
)
def test_an_order_about_what_the_capability_is_asked_stays_its_own(order: str) -> None:
    assert [name for name, _ in inputs(order)] == ["stock-replenishment"]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Que faut-il commander cette semaine ?", "stock-replenishment"),
        ("Combien de stock peut-on libérer ?", "stock-replenishment"),
        ("Qui livre demain ?", "route-planning"),
    ],
)
def test_a_question_whose_table_is_missing_still_goes_to_who_knows_what_is_missing(
    question: str, asked: str
) -> None:
    assert [name for name, _ in inputs(question)] == [asked]


@pytest.mark.parametrize(
    "question",
    ["Faut-il un contrat écrit pour commander ?", "Que dit le contrat de livraison des palettes en retard ?"],
)
def test_a_rule_about_orders_stays_a_question_to_the_documents(question: str) -> None:
    assert [name for name, _ in inputs(question)] == ["knowledge-search"]
