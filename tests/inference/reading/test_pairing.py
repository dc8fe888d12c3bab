"""A question and a passage become one row of tokens that knows what they share, and where each token stands."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from levier.inference.reading.pairing import (
    ASKED_ABSENT,
    ASKED_FOUND,
    LONGEST,
    TEXT,
    TEXT_FOUND,
    TITLE_FOUND,
    Pairing,
)

TEXT_OF_IT = "Le salarié qui se marie a droit à quatre jours de congés. L’œuvre… du   fournisseur."


@pytest.fixture(scope="module")
def pairing(model_folder: Path) -> Pairing:
    return Pairing(model_folder)


def _kinds(pairing: Pairing, question: str, title: str, text: str) -> list[int]:
    return [int(kind) for kind in pairing.pairs(question, title, text)[0].kinds]


def test_words_that_both_hold_are_marked_whatever_their_ending(pairing: Pairing) -> None:
    kinds = _kinds(pairing, "Quel congé pour un salarié ?", "Congés", TEXT_OF_IT)
    assert kinds.count(ASKED_FOUND) >= 2
    assert TITLE_FOUND in kinds
    assert kinds.count(TEXT_FOUND) >= 2


def test_words_that_only_the_question_holds_are_marked_absent(pairing: Pairing) -> None:
    assert ASKED_ABSENT in _kinds(pairing, "Quel avion ?", "", TEXT_OF_IT)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=some.text(min_size=1, max_size=400), question=some.text(max_size=80))
def test_tokens_stand_for_characters_of_the_passage_in_order(
    pairing: Pairing, text: str, question: str
) -> None:
    for pair in pairing.pairs(question, "Titre", text):
        inside = pair.starts >= 0
        starts, ends = pair.starts[inside], pair.ends[inside]
        assert (starts <= ends).all()
        assert (starts[1:] >= starts[:-1]).all()
        assert not len(ends) or ends.max() <= len(text)
        assert set(pair.kinds[inside]) <= {TEXT, TEXT_FOUND}
        assert len(pair.ids) == len(pair.kinds) <= LONGEST


def test_a_long_passage_is_read_in_several_rows_that_leave_nothing_out(pairing: Pairing) -> None:
    text = " ".join(f"phrase{number} du contrat." for number in range(400))
    pairs = pairing.pairs("Que dit le contrat ?", "Contrat", text)
    assert len(pairs) > 1
    covered = {int(place) for pair in pairs for place in pair.starts if place >= 0}
    whole = Pairing.pairs(pairing, "?", "", text[:900])[0]
    assert {int(place) for place in whole.starts if place >= 0} - {0} <= covered | set(range(890, 900))
