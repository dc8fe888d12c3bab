"""The reader tells the passage that answers from the one that does not, and shows the words."""

from pathlib import Path

import numpy as np
import pytest
from pytest_django import Settings

from levier.core.errors import Unavailable
from levier.inference import reading
from levier.inference.reading.local import Reader, best_span
from levier.inference.reading.weights import Learned

NOTICE = (
    "Les bureaux ferment à dix-neuf heures. La période d'essai des cadres est de quatre mois. "
    "Les tickets restaurant sont remis le premier du mois."
)
pytestmark = pytest.mark.usefixtures("embedding_model")


@pytest.fixture
def reader() -> Reader:
    found = reading.reader()
    assert found is not None
    return found


def test_what_answers_is_more_likely_than_what_does_not(reader: Reader) -> None:
    answers, other = reader.read(
        "Quelle est la durée de la période d'essai des cadres ?",
        [("Livret › Essai", NOTICE), ("Livret › Cantine", "La cantine sert de midi à quatorze heures.")],
    )
    assert answers.answers > other.answers


def test_the_answering_sentence_weighs_most(reader: Reader) -> None:
    (found,) = reader.read("Quelle est la durée de la période d'essai des cadres ?", [("Livret", NOTICE)])
    start = NOTICE.index("La période")
    end = NOTICE.index("Les tickets")
    assert found.weight(start, end) > found.weight(0, start)
    assert found.weight(start, end) > found.weight(end, len(NOTICE))
    assert found.weight(0, len(NOTICE)) == pytest.approx(1, abs=1e-3)


def test_reading_beside_others_changes_nothing(reader: Reader) -> None:
    alone = reader.read("Quand ferment les bureaux ?", [("Livret", NOTICE)])
    beside = reader.read(
        "Quand ferment les bureaux ?", [("Livret", NOTICE), ("Autre", "Rien."), ("", "a" * 3_000)]
    )
    assert alone[0].answers == beside[0].answers


@pytest.mark.parametrize("text", ["", " ", "\x00", "日本語", "a" * 20_000, "€" * 50])
def test_odd_texts_are_read_without_harm(reader: Reader, text: str) -> None:
    (found,) = reader.read("Quel délai ?", [("", text)])
    assert np.isfinite(found.answers)
    assert 0 <= found.start <= found.end <= len(text)


def test_it_can_be_switched_off(settings: Settings) -> None:
    settings.READER = False
    assert reading.reader() is None


def test_it_is_not_there_before_it_is_built(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    assert not reading.current()
    assert reading.reader() is None


def test_weights_that_are_no_weights_are_refused_in_french(tmp_path: Path) -> None:
    (tmp_path / "reader.npz").write_bytes(b"not weights")
    with pytest.raises(Unavailable, match="illisibles"):
        Learned(tmp_path / "reader.npz")


def test_a_span_never_ends_before_it_starts() -> None:
    scores = np.array([[0, 9], [5, 0], [1, 4], [0, 3]], np.float32)
    assert best_span(scores)[:2] in {(0, 0), (1, 2)}
    assert best_span(scores, longest=1)[0] == best_span(scores, longest=1)[1]
