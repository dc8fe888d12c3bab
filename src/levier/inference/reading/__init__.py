"""Reading: whether a passage answers a question, and with which words. ``build`` once at set-up, then ``reader()``.

onnxruntime loads on first use only. Without the reader, search keeps its fusion of features: :func:`reader` is None.
"""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from levier.inference.embedding import model_folder as words_folder

if TYPE_CHECKING:
    from levier.core.capability import ProgressReport
    from levier.inference.reading.local import Reader

WEIGHTS = Path(__file__).with_name("reader.npz")
_STAMP = "reader.txt"
_lock = threading.Lock()
_loaded: dict[Path, Reader | None] = {}


def model_folder() -> Path:
    """Where the built reader lives."""
    return Path(settings.HOME) / "models" / "reader"


def build(progress: ProgressReport | None = None) -> None:
    """Build the reader, once; the embedding model is there already. See :mod:`.building`."""
    from levier.inference.reading.building import build_reader  # noqa: PLC0415 — onnx is heavy

    if current():
        return
    build_reader(model_folder(), words_folder(), version(), progress)
    with _lock:
        _loaded.pop(model_folder(), None)


def current() -> bool:
    """Whether the reader of these weights is built; loads no library."""
    try:
        return (model_folder() / _STAMP).read_text(encoding="utf-8").strip() == version()
    except OSError:
        return False


def version() -> str:
    """Changes whenever the learned weights do."""
    return hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()[:16]


def reader() -> Reader | None:
    """The reader, loaded on first use and shared; None when it is off (``LEVIER_READER=0``) or not built."""
    if not settings.READER:
        return None
    folder = model_folder()
    with _lock:
        if folder not in _loaded:
            _loaded[folder] = _load(folder)
        return _loaded[folder]


def _load(folder: Path) -> Reader | None:
    from levier.inference.reading.local import Reader  # noqa: PLC0415 — onnxruntime is heavy

    return Reader(folder, words_folder()) if current() else None
