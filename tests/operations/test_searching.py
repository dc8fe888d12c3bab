"""A page of results: the words found are marked, pages follow one another, wrong filters are said."""

from datetime import date

import pytest

from levier.core.errors import BadInput, NotFound
from levier.core.french.text import index_terms
from levier.knowledge.adding import add_text
from levier.operations.searching.finding import find, highlighted
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
    pieces = highlighted("Les délais de livraison, fixés ici.", frozenset(index_terms("délai livraison")))
    assert [words for words, marked in pieces if marked] == ["délais", "livraison"]
    assert "".join(words for words, _ in pieces) == "Les délais de livraison, fixés ici."


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
