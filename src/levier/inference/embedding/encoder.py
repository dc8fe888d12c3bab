"""Texts to vectors with the built graph: one text at a time, long texts by windows."""

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

GRAPH = "encoder.onnx"
TOKENIZER = "tokenizer.json"
NORMALISATION = "normalisation.json"
DIMENSIONS = 384
_WINDOW = 512
_START, _END = 0, 2
_THREADS = min(2, os.cpu_count() or 1)


@lru_cache(maxsize=2)
def words_of(folder: Path) -> tuple[Tokenizer, dict[int, str]]:
    """The tokenizer of a built model and its per-character normalisation: 120 MB, shared by all who read with it."""
    characters = json.loads((folder / NORMALISATION).read_text(encoding="utf-8"))
    normalisation = {int(code): text for code, text in characters.items()}
    return Tokenizer.from_file(str(folder / TOKENIZER)), normalisation


class Encoder:
    """Encodes texts with the model in ``folder``. Safe to share between threads.

    Batch 1 always: the 8-bit graph scales activations over the whole batch, so a text's vector would
    otherwise depend on its neighbours; alone it is deterministic, and as fast.
    """

    def __init__(self, folder: Path, graph: str = GRAPH) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / graph), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer, self._normalisation = words_of(folder)

    def encode(self, prefix: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors ``[len(texts), 384]``. ``prefix`` ("query: ", "passage: ") stands before every
        window.
        """
        if not texts:
            return np.zeros((0, DIMENSIONS), np.float32)
        if len(texts) == 1:
            return self._one(prefix, texts[0])[None, :]
        with ThreadPoolExecutor(_THREADS, "levier-embedding") as pool:
            return np.stack(list(pool.map(lambda text: self._one(prefix, text), texts)))

    def _one(self, prefix: str, text: str) -> NDArray[np.float32]:
        ids = self._ids(prefix + text)
        if len(ids) + 2 <= _WINDOW:
            return self._run(ids)
        head = self._ids(prefix)
        return self._windows(head, ids[len(head) :])

    def _windows(self, head: list[int], body: list[int]) -> NDArray[np.float32]:
        """The mean of equal windows, so that no short last window weighs as much as a full one."""
        count = -(-len(body) // (_WINDOW - 2 - len(head)))
        parts = np.array_split(np.array(body), count)
        mean = np.mean([self._run(head + part.tolist()) for part in parts], axis=0)
        return np.asarray(mean / np.linalg.norm(mean), np.float32)

    def _ids(self, text: str) -> list[int]:
        return self._tokenizer.encode(text.translate(self._normalisation), add_special_tokens=False).ids

    def _run(self, ids: list[int]) -> NDArray[np.float32]:
        row = np.array([[_START, *ids, _END]], np.int64)
        (vectors,) = self._session.run(["embedding"], {"input_ids": row, "attention_mask": np.ones_like(row)})
        return np.asarray(vectors[0], np.float32)
