"""Acronyms are read both ways: from the list of business life, and as a document explains them."""

import pytest

from levier.core.french.text import index_terms
from levier.knowledge.access import CompanyKnowledge
from levier.knowledge.acronyms import learned_acronyms
from levier.knowledge.adding import add_text
from levier.knowledge.searching.acronyms import explained, usual
from tests.cast import Person
from tests.embedding_model import embedding_model, model_folder  # noqa: F401


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("La société d'intérêt collectif (SIC) peut", "SIC", "société d'intérêt collectif"),
        ("le Comité de pilotage qualité (« CPQ ») se réunit", "CPQ", "Comité de pilotage qualité"),
        ("Le PAR (plan d'amélioration du réseau) prévoit", "PAR", "plan d'amélioration du réseau"),
        (
            "la direction des systèmes d'information (ci-après DSI)",
            "DSI",
            "direction des systèmes d'information",
        ),
    ],
)
def test_an_explained_acronym_is_learned(text: str, short: str, long: str) -> None:
    assert list(explained(text)) == [(short, long)]


@pytest.mark.parametrize(
    "text",
    ["voir le tableau (PIB)", "le contrat (CDI) de Paul", "la SNCF (Paris)", "( )", "A" * 5_000 + " (AB)"],
)
def test_letters_that_do_not_agree_are_not_learned(text: str) -> None:
    assert list(explained(text)) == []


def test_the_list_says_what_every_office_says() -> None:
    assert usual()["rtt"] == "réduction du temps de travail"
    assert usual()["cdi"] == "contrat à durée indéterminée"
    assert usual()["cgv"] == "conditions générales de vente"
    assert all(index_terms(long) for long in usual().values())


@pytest.mark.usefixtures("embedding_model")
def test_a_question_with_the_acronym_finds_the_words_and_the_reverse(owner: Person) -> None:
    add_text(
        owner.actor, "Essai", "Le contrat à durée indéterminée prévoit une période d'essai de deux mois."
    )
    add_text(owner.actor, "Cantine", "La cantine ouvre à midi. Le menu est affiché le lundi.")
    found = CompanyKnowledge(owner.actor).search("essai CDI")
    assert found.hits[0].title == "Essai"
    assert [one.why for one in found.widened] == ["acronym"]
    add_text(owner.actor, "Rupture", "La rupture d'un CDI demande un entretien préalable.")
    assert (
        CompanyKnowledge(owner.actor).search("rupture du contrat à durée indéterminée").hits[0].title
        == "Rupture"
    )


@pytest.mark.usefixtures("embedding_model")
def test_what_a_document_calls_things_is_told_to_its_readers_only(owner: Person, employee: Person) -> None:
    text = "Le groupe de travail logistique (GTL) se réunit le mardi. Le GTL décide des tournées."
    add_text(owner.actor, "Notes de direction", text, readers=["managers"])
    assert learned_acronyms(owner.actor) == {"gtl": "groupe de travail logistique"}
    assert learned_acronyms(employee.actor) == {}
