"""Build the reader once, at set-up, beside the embedding model: change the weights, write the graph, quantise, verify."""

import os
import tempfile
from pathlib import Path

import numpy as np
import onnx

from levier.core.capability import ProgressReport
from levier.core.errors import Unavailable
from levier.inference.embedding.quantising import quantise
from levier.inference.embedding.tokenizer import build_tokenizer
from levier.inference.embedding.weights import read_weights
from levier.inference.reading.graph import build_graph
from levier.inference.reading.local import GRAPH, STAMP, Runner
from levier.inference.reading.pairing import Pair, Pairing
from levier.inference.reading.weights import Changed, Learned

_FP32 = "reader-fp32.onnx"
_STEPS = 3
_QUESTION = "Combien de jours de congés pour un mariage ?"
_PASSAGES = (
    ("Livret d'accueil › Congés", "Le salarié qui se marie a droit à quatre jours de congés payés."),
    ("Livret d'accueil › Horaires", "Les bureaux ouvrent à huit heures et ferment à dix-neuf heures."),
)
_KNOWN_TOLERANCE = 0.3
"""Training computes in bf16: its log-odds are known to about two digits."""
_QUANTISED_TOLERANCE = 1.0


def known_pairs(pairing: Pairing) -> list[Pair]:
    """The two pairs whose log-odds are stored with the weights: the first answers, the second does not."""
    return [pairing.pairs(_QUESTION, title, text)[0] for title, text in _PASSAGES]


def build_reader(folder: Path, words: Path, version: str, progress: ProgressReport | None = None) -> None:
    """Build the reader into ``folder``; ``words``: the embedding model, whose tokenizer it shares.

    About 5 s on two cores. The stamp is moved in last, so that nothing half-built is ever used.
    Raises Unavailable (weights absent or wrong, disk full).
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".reader-", dir=folder) as scratch:
            work = Path(scratch)
            _write(work, words, progress or _silent)
            (work / STAMP).write_text(version + "\n", encoding="utf-8")
            for name in (GRAPH, STAMP):
                os.replace(work / name, folder / name)
    except OSError as error:
        raise Unavailable(
            f"Le lecteur n'a pas pu être écrit : {error.strerror or error}",
            where=str(folder),
            mend="Libérez 200 Mo sur le disque ou vérifiez les droits du dossier, puis recommencez.",
        ) from error


def _silent(done: int, total: int, note: str = "") -> None:
    return None


def _write(work: Path, words: Path, progress: ProgressReport) -> None:
    progress(0, _STEPS, "poids du lecteur")
    learned, base = Learned(), read_weights()
    rows = build_tokenizer(base.vocabulary).kept
    onnx.save(build_graph(Changed(base, learned), learned, rows), work / _FP32)
    progress(1, _STEPS, "vérification du lecteur")
    pairs = known_pairs(Pairing(words))
    exact = _answers(work / _FP32, pairs)
    if np.abs(exact - learned.known).max() > _KNOWN_TOLERANCE:
        raise Unavailable(
            "Le lecteur construit ne lit pas comme attendu",
            mend="Réinstallez l'environnement avec « make », puis recommencez.",
        )
    for reduce_range in (False, True):
        quantise(work / _FP32, work / GRAPH, reduce_range=reduce_range)
        progress(2, _STEPS, "vérification du lecteur")
        if np.abs(_answers(work / GRAPH, pairs) - exact).max() <= _QUANTISED_TOLERANCE:
            return
    os.replace(work / _FP32, work / GRAPH)


def _answers(path: Path, pairs: list[Pair]) -> np.ndarray:
    runner = Runner(path)
    return np.array([runner.run(pair)[0] for pair in pairs])
