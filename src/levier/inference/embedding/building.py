"""Build the embedding model once, at set-up: read, prune, write the graph, quantise, verify, put in place."""

import json
import os
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx

from levier.core.capability import ProgressReport
from levier.core.errors import Unavailable
from levier.inference.embedding.encoder import GRAPH, NORMALISATION, TOKENIZER, Encoder
from levier.inference.embedding.graph import build_graph
from levier.inference.embedding.quantising import quantise
from levier.inference.embedding.tokenizer import build_tokenizer
from levier.inference.embedding.weights import read_weights

VERSION = "multilingual-e5-small/int8-mix/latin/1"
STAMP = "version.txt"
_FP32 = "encoder-fp32.onnx"
_STEPS = 5
_QUERY = "Sous combien de jours une facture doit-elle être réglée ?"
_RIGHT = "Les factures sont payables à trente jours à compter de leur date d'émission."
_WRONG = "Le chat dort sur le canapé du salon pendant que la pluie tombe."
# Cosines of this query with these two passages in the fp32 graph, when it was first compared with the
# original.
_KNOWN = (0.8696, 0.7727)
_KNOWN_TOLERANCE = 0.005
_LEAST_LIKENESS = 0.985


def _silent(done: int, total: int, note: str = "") -> None:
    return None


def is_built(folder: Path) -> bool:
    """Whether ``folder`` holds a complete model of this version (the stamp is written last)."""
    try:
        return (folder / STAMP).read_text(encoding="utf-8").strip() == VERSION
    except OSError:
        return False


def build_model(folder: Path, progress: ProgressReport = _silent) -> None:
    """Build the model into ``folder``, unless it is there already. About 20 s on two cores, 1.5 GB of memory.

    Nothing half-built is ever seen: everything is written beside, verified, then renamed.
    Raises Unavailable (weights absent, disk full, wrong vectors).
    """
    if is_built(folder):
        progress(_STEPS, _STEPS, "modèle d'embedding déjà construit")
        return
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as scratch:
            work = Path(scratch) / "model"
            work.mkdir()
            _write(work, progress)
            _put_in_place(work, folder)
    except OSError as error:
        raise Unavailable(
            f"Le modèle d'embedding n'a pas pu être écrit : {error.strerror or error}",
            where=str(folder),
            mend="Libérez 200 Mo sur le disque ou vérifiez les droits du dossier, puis recommencez.",
        ) from error
    progress(_STEPS, _STEPS, "modèle d'embedding prêt")


def _write(work: Path, progress: ProgressReport) -> None:
    progress(0, _STEPS, "lecture des poids")
    weights = read_weights()
    progress(1, _STEPS, "construction du découpage en mots")
    pruned = build_tokenizer(weights.vocabulary)
    pruned.tokenizer.save(str(work / TOKENIZER), pretty=False)
    (work / NORMALISATION).write_text(json.dumps(weights.vocabulary.normalisation), encoding="utf-8")
    progress(2, _STEPS, "écriture du graphe")
    onnx.save(build_graph(weights, pruned.kept), work / _FP32)
    progress(3, _STEPS, "passage à 8 bits")
    _quantise_and_verify(work, progress)
    (work / STAMP).write_text(VERSION + "\n", encoding="utf-8")


def _quantise_and_verify(work: Path, progress: ProgressReport) -> None:
    """8 bits where the processor computes them exactly, 7 where they saturate, fp32 as the last resort."""
    exact = Encoder(work, _FP32)
    reference = np.concatenate(
        [exact.encode("query: ", [_QUERY]), exact.encode("passage: ", [_RIGHT, _WRONG])]
    )
    cosines = reference[0] @ reference[1:].T
    if np.abs(cosines - np.array(_KNOWN)).max() > _KNOWN_TOLERANCE:
        raise Unavailable(
            "Le modèle d'embedding construit ne donne pas les vecteurs attendus",
            mend="Réinstallez l'environnement avec « make », puis recommencez.",
        )
    for reduce_range in (False, True):
        quantise(work / _FP32, work / GRAPH, reduce_range=reduce_range)
        progress(4, _STEPS, "vérification")
        if _likeness(Encoder(work), reference) >= _LEAST_LIKENESS:
            (work / _FP32).unlink()
            return
    os.replace(work / _FP32, work / GRAPH)


def _likeness(encoder: Encoder, reference: np.ndarray) -> float:
    found = np.concatenate(
        [encoder.encode("query: ", [_QUERY]), encoder.encode("passage: ", [_RIGHT, _WRONG])]
    )
    return float((found * reference).sum(axis=1).min())


def _put_in_place(work: Path, folder: Path) -> None:
    """Rename over; a model of an older version is moved away first, one built meanwhile by another process
    stays.
    """
    if is_built(folder):
        return
    if folder.exists():
        aside = work.parent / "old"
        os.rename(folder, aside)
        shutil.rmtree(aside, ignore_errors=True)
    try:
        os.rename(work, folder)
    except OSError:
        if not is_built(folder):
            raise
