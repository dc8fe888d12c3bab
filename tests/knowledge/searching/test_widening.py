"""A word that no document holds is searched as the nearest one that they hold, and this is said."""

from collections import Counter

import pytest

from levier.core.french.text import index_terms
from levier.knowledge.access import CompanyKnowledge
from levier.knowledge.adding import add_text
from levier.knowledge.searching.statistics import Statistics
from levier.knowledge.searching.widening import nearest_terms, whole_word
from tests.cast import Person
from tests.embedding_model import embedding_model, model_folder  # noqa: F401


def _statistics(**frequency: int) -> Statistics:
    return Statistics(1_000, 80.0, Counter(frequency))


@pytest.mark.parametrize("typed", ["licensiement", "lisenciement", "licencement", "LICENSIEMENT"])
def test_usual_slips_find_the_word(typed: str) -> None:
    assert nearest_terms(typed, _statistics(licenc=40, licorn=2, silenc=3))[0] == "licenc"


def test_of_two_words_as_near_the_commoner_comes_first() -> None:
    assert nearest_terms("comande", _statistics(command=90, commend=1))[0] == "command"


@pytest.mark.parametrize("typed", ["2024", "qx", "zzzzzzzz", "abc"])
def test_what_is_near_nothing_stays_alone(typed: str) -> None:
    assert nearest_terms(typed, _statistics(licenc=40, command=90)) == []


def test_the_whole_word_is_shown_not_its_stem() -> None:
    (stem,) = index_terms("licenciement")
    assert whole_word(stem, ["Le préavis de licenciement est de deux mois."]) == "licenciement"


@pytest.mark.usefixtures("embedding_model")
def test_the_search_says_what_it_was_widened_to(owner: Person) -> None:
    add_text(
        owner.actor, "Rupture", "Le licenciement économique ouvre droit à une priorité de réembauche d'un an."
    )
    found = CompanyKnowledge(owner.actor).search("licensiement économique")
    assert [(one.said, one.searched) for one in found.widened] == [("licensiement", ("licenciement",))]
    assert found.hits[0].title == "Rupture"


@pytest.mark.usefixtures("embedding_model")
def test_a_word_of_a_document_one_may_not_read_is_not_hinted_at(owner: Person, employee: Person) -> None:
    add_text(owner.actor, "Secret", "Le licenciement de l'équipe est prévu en mars.", readers=["managers"])
    add_text(owner.actor, "Cantine", "La cantine ouvre à midi.")
    assert CompanyKnowledge(employee.actor).search("licensiement").widened == ()
