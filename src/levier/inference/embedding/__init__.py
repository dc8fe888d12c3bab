"""Embeddings: texts to vectors. ``build`` once at set-up, then ``embedder()`` wherever a vector is needed.

onnxruntime and onnx load on first use only, so that a process that never embeds never pays for them.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from levier.core.errors import Unavailable

if TYPE_CHECKING:
    from levier.core.capability import ProgressReport
    from levier.inference.embedding.interface import Embedder

_STAMP = "version.txt"
_lock = threading.Lock()
_loaded: dict[Path, Embedder] = {}


def model_folder() -> Path:
    """Where the built model lives."""
    return Path(settings.HOME) / "models" / "e5"


def build(folder: Path | None = None, progress: ProgressReport | None = None) -> None:
    """Build the embedded model, once. See :func:`levier.inference.embedding.building.build_model`."""
    from levier.inference.embedding.building import build_model  # noqa: PLC0415 — onnx is heavy

    if progress is None:
        build_model(folder or model_folder())
    else:
        build_model(folder or model_folder(), progress)


def ready() -> bool:
    """Whether the embedded model is built; cheap, loads nothing."""
    return (model_folder() / _STAMP).is_file()


def embedder() -> Embedder:
    """The company's embedding model, loaded on first use and shared. Raises Unavailable when it is not
    built.
    """
    folder = model_folder()
    with _lock:
        if folder not in _loaded:
            _loaded[folder] = _load(folder)
        return _loaded[folder]


def _load(folder: Path) -> Embedder:
    from levier.inference.embedding.building import is_built  # noqa: PLC0415 — onnx is heavy
    from levier.inference.embedding.local import LocalEmbedder  # noqa: PLC0415 — onnxruntime is heavy

    if not is_built(folder):
        raise Unavailable(
            "Le modèle d'embedding n'est pas encore construit",
            where=str(folder),
            mend="Lancez « levier init », qui le construit en moins d'une minute.",
        )
    return LocalEmbedder(folder)
