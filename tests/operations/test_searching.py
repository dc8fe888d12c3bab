"""A page of results: the words found are marked, pages follow one another, wrong filters are said."""

from datetime import date

import pytest

from levier.core.errors import BadInput, NotFound
from levier.knowledge.adding import add_text
from levier.operations.searching.finding import find, highlighted, marks
from levier.operations.searching.results import PAGE, Asked, Results
from tests.cast import Person
from tests.embedding_model import embedding_model, model_folder  # noqa: F401

pytestmark = pytest.mark.usefixtures("embedding_model")


@pytest.fixture
def library(owner: Person) -> Person:
    for number in range(14):
        text = f"Le délai de livraison du dépôt {number} est de {number + 2} jours ouvrés après la commande."
        add_text(owner.actor, f"Dépôt {number}", text, dated=date(2025, 1, number + 1))
    return owner


def test_the_words_of_the_question_are_marked_whatever_their_ending() -> None:
    pieces = highlighted("Les délais de livraison, fixés ici.", marks(["délai", "livraison"]))
    assert [words for words, marked in pieces if marked] == ["délais", "livraison"]
    assert "".join(words for words, _ in pieces) == "Les délais de livraison, fixés ici."


@pytest.mark.parametrize(
    ("said", "text", "marked"),
    [
        ("delai", "Au-delà de ce délai, le délit est constitué ; les délais courent.", ["délai", "délais"]),
        ("delà", "Au-delà de ce délai.", ["delà"]),
        ("salarie", "Le salarié et son salaire, les salariés.", ["salarié", "salariés"]),
        ("conge", "Un congé, des congés.", ["congé", "congés"]),
    ],
)
def test_a_word_without_accents_marks_the_accented_one_and_no_neighbour(
    said: str, text: str, marked: list[str]
) -> None:
    assert [words for words, found in highlighted(text, marks([said])) if found] == marked


def test_a_text_that_expired_or_grew_old_says_so_where_it_is_found(owner: Person) -> None:
    add_text(
        owner.actor,
        "Attestation",
        "L'attestation d'assurance est valable jusqu'au 30 juin 2020.",
        data_class="internal",
    )
    add_text(owner.actor, "Tarif", "Le tarif du dépôt est de 12 euros par palette.", dated=date(2019, 1, 1))
    add_text(owner.actor, "Horaires", "Le dépôt de Tours ouvre à neuf heures.")
    found = find(owner.actor, Asked("dépôt assurance tarif"))
    told = {one.title: one.caution for one in found.results}
    assert told["Attestation"] == "périmé depuis le 30/06/2020"
    assert told["Tarif"].startswith("ce texte a plus de ")
    assert told["Horaires"] == ""


def test_pages_follow_one_another_without_repeating(library: Person) -> None:
    first = find(library.actor, Asked("délai de livraison"))
    second = find(library.actor, Asked("délai de livraison", page=2))
    assert (len(first.results), first.total, first.pages) == (PAGE, 14, 2)
    places = [(one.document, one.start) for one in [*first.results, *second.results]]
    assert len(set(places)) == 14
    assert first.counted.startswith("14 documents parcourus, 14 en parlent le plus")


def test_results_travel_as_json(library: Person) -> None:
    found = find(library.actor, Asked("délai du dépôt 3", after=date(2025, 1, 2)))
    assert Results.read(found.plain()) == found
    asked = Asked("x y", "Source", date(2025, 1, 1), None, ("pdf",), (), "Léa", 2)
    assert Asked.read(asked.plain()) == asked


@pytest.mark.parametrize("question", ["", "?", " … "])
def test_a_search_without_a_word_is_refused(owner: Person, question: str) -> None:
    with pytest.raises(BadInput, match="aucun mot"):
        find(owner.actor, Asked(question))


def test_dates_the_wrong_way_round_are_refused(owner: Person) -> None:
    with pytest.raises(BadInput, match="première date"):
        find(owner.actor, Asked("délai", after=date(2026, 1, 2), before=date(2026, 1, 1)))


def test_an_unknown_source_is_said(library: Person) -> None:
    with pytest.raises(NotFound, match="Intranet"):
        find(library.actor, Asked("délai", source="Intranet"))


def test_a_sentence_that_a_text_repeats_is_shown_once(owner: Person) -> None:
    said = "Le dépassement du délai de paiement est passible d'une amende administrative de deux millions d'euros au plus. "
    cases = "\n\n".join(f"## Cas {place}\n\n{said}{'Autre phrase du cas. ' * 30}" for place in range(4))
    add_text(owner.actor, "Délais", cases)
    found = find(owner.actor, Asked("amende dépassement délai paiement"))
    shown = ["".join(words for words, _ in one.pieces) for one in found.results]
    assert sum("passible d'une amende" in text for text in shown) == 1
