"""Vectors mean what texts mean, and depend on nothing else."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levier.core.errors import Unavailable
from levier.inference import embedding
from levier.inference.embedding.local import LocalEmbedder


@pytest.fixture(scope="module")
def local(model_folder: Path) -> LocalEmbedder:
    return LocalEmbedder(model_folder)


def test_a_question_is_nearest_to_the_passage_that_answers_it(local: LocalEmbedder) -> None:
    passages = local.passages(
        [
            "Tout retard de livraison donne lieu à une pénalité de 2 % de la commande par semaine.",
            "Les articles retournés doivent être dans leur emballage d'origine.",
            "Le salarié a droit à quatre jours de congé pour son mariage.",
        ]
    )
    assert int(np.argmax(passages @ local.query("combien paie un fournisseur qui livre trop tard ?"))) == 0
    assert int(np.argmax(passages @ local.query("je me marie, ai-je des jours de repos ?"))) == 2


def test_a_vector_does_not_depend_on_its_neighbours(local: LocalEmbedder) -> None:
    text = "Les factures sont payables à trente jours."
    alone = local.passages([text])[0]
    among = local.passages(["Un tout autre texte.", text, "12 € " * 200])[1]
    assert np.array_equal(alone, among)


def test_a_text_longer_than_the_window_is_averaged_over_all_of_it(local: LocalEmbedder) -> None:
    filler = "Le conseil municipal a délibéré sur la voirie communale. " * 120
    tail = "Les retours de marchandises sont acceptés pendant quatorze jours. " * 40
    question = local.query("délai de retour des marchandises")
    without, with_tail = local.passages([filler, filler + tail])
    assert with_tail @ question > without @ question + 0.01


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_any_text_has_a_unit_vector(local: LocalEmbedder, text: str) -> None:
    vector = local.query(text)
    assert vector.shape == (384,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)


def test_no_text_gives_no_vector(local: LocalEmbedder) -> None:
    assert local.passages([]).shape == (0, 384)


def test_an_absent_model_is_said_in_french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "model_folder", lambda: tmp_path / "nowhere")
    assert not embedding.ready()
    with pytest.raises(Unavailable, match="pas encore construit"):
        embedding.embedder()


def test_the_loaded_model_is_shared(embedding_model: None) -> None:
    assert embedding.ready()
    assert embedding.embedder() is embedding.embedder()
