"""The first passages are read closely: what was read comes first, and without the reader search still answers."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays
from pytest_django import Settings

from levier.knowledge.access import CompanyKnowledge
from levier.knowledge.adding import add_text
from levier.knowledge.searching.closely import ByReader
from levier.knowledge.searching.learned import learned
from levier.knowledge.searching.question import understand
from levier.knowledge.searching.scoring import (
    ANSWER_FEATURES,
    PASSAGE_FEATURES,
    READ_FEATURES,
    SENTENCE_FEATURES,
    with_lead,
)
from levier.knowledge.searching.statistics import Statistics
from tests.cast import Person
from tests.embedding_model import embedding_model, model_folder  # noqa: F401

QUESTION = "Quel est le délai de retour d'un article ?"


@pytest.fixture
def library(owner: Person, embedding_model: None) -> CompanyKnowledge:  # noqa: F811
    add_text(owner.actor, "Retours", "Un article peut être retourné dans un délai de trente jours.")
    for place in range(ByReader.most + 3):
        add_text(owner.actor, f"Article {place}", f"L'article {place} est rangé dans l'allée {place * 7}.")
    return CompanyKnowledge(owner.actor)


def test_what_was_read_comes_before_what_was_not(library: CompanyKnowledge) -> None:
    found = library.search(QUESTION, k=ByReader.most + 4)
    assert found.read == ByReader.most
    assert "trente jours" in found.hits[0].extract
    assert found.threshold == learned().read_threshold
    read, others = found.hits[: found.read], found.hits[found.read :]
    assert others
    assert max(hit.score for hit in others) <= min(hit.score for hit in read)


def test_without_the_reader_search_answers_by_words_and_meaning(
    library: CompanyKnowledge, settings: Settings
) -> None:
    settings.READER = False
    found = library.search(QUESTION)
    assert "trente jours" in found.hits[0].extract
    assert found.threshold == learned().threshold


def test_each_weight_has_its_feature() -> None:
    weights = learned()
    for model, features in (
        (weights.ranking, PASSAGE_FEATURES),
        (weights.answers, ANSWER_FEATURES),
        (weights.sentence, SENTENCE_FEATURES),
        (weights.read, READ_FEATURES),
        (weights.read_sentence, SENTENCE_FEATURES),
    ):
        assert len(model.weights) == len(model.mean) == len(model.scale) == len(features)


@given(arrays(np.float64, some.tuples(some.integers(1, 9), some.just(11)), elements=some.floats(-9, 9)))
def test_at_most_one_passage_is_ahead_of_the_others(rows: np.ndarray) -> None:
    found = with_lead(rows)
    assert found.shape == (len(rows), len(READ_FEATURES))
    lead = found[:, -1]
    assert np.count_nonzero(lead > 0) <= 1
    assert len(rows) > 1 or lead[0] == 0


def _statistics(**frequency: int) -> Statistics:
    return Statistics(1_000, 80.0, Counter(frequency))


@pytest.mark.parametrize(
    ("asked", "unheard"), [("le code du wifi", True), ("le code du vol", False), ("le contrat", False)]
)
def test_a_word_that_no_document_holds_is_noticed_from_four_letters_on(asked: str, unheard: bool) -> None:
    assert understand(asked, _statistics(cod=5, contrat=9)).unheard is unheard


def test_what_is_written_out_is_also_asked_by_its_acronym_when_documents_hold_it() -> None:
    asked = "rupture du contrat à durée indéterminée"
    assert understand(asked, _statistics(cdi=3, contrat=9)).spelt == f"{asked} (CDI)"
    assert understand(asked, _statistics(contrat=9)).spelt == asked
