"""Embeddings from any server that speaks ``/v1/embeddings`` (vLLM, Ollama, Mistral …)."""

import json
import urllib.request
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from levier.core.errors import BadInput, Unavailable

_BATCH = 64


class OpenAIEmbedder:
    """Vectors computed by a server.

    Args:
        address: base address, ending in ``/v1``.
        model: the model's name there; part of ``name``, so that vectors of two models are never mixed.
        allow: called with ``address`` before every call; raises NotAllowed where the policy forbids it.
        Required:
            nothing may leave the machine unasked.
        query_prefix, passage_prefix: what the model expects before each text ("query: " for the E5 family).
    """

    def __init__(
        self,
        address: str,
        model: str,
        *,
        dimensions: int,
        allow: Callable[[str], object],
        key: str = "",
        query_prefix: str = "",
        passage_prefix: str = "",
        timeout: float = 30.0,
    ) -> None:
        if not address.startswith(("http://", "https://")):
            raise BadInput(
                "L'adresse du serveur d'embeddings doit commencer par http:// ou https://", where=address
            )
        self.name = f"{address}#{model}"
        self.dimensions = dimensions
        self._address = address.rstrip("/")
        self._model = model
        self._allow = allow
        self._key = key
        self._prefixes = query_prefix, passage_prefix
        self._timeout = timeout

    def query(self, text: str) -> NDArray[np.float32]:
        return np.asarray(self._call([self._prefixes[0] + text])[0], np.float32)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        parts = [
            self._call([self._prefixes[1] + text for text in texts[start : start + _BATCH]])
            for start in range(0, len(texts), _BATCH)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, self.dimensions), np.float32)

    def _call(self, texts: list[str]) -> NDArray[np.float32]:
        self._allow(self._address)
        headers = {"Content-Type": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        body = json.dumps({"model": self._model, "input": texts, "encoding_format": "float"}).encode()
        request = urllib.request.Request(self._address + "/embeddings", body, headers)  # noqa: S310 — scheme checked
        try:
            with urllib.request.urlopen(request, timeout=self._timeout) as answer:  # noqa: S310 — scheme checked
                rows = json.load(answer)["data"]
            vectors = np.array([row["embedding"] for row in sorted(rows, key=_place)], np.float32)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Unavailable(
                f"Le serveur d'embeddings ne répond pas comme attendu : {error}",
                where=self._address,
                mend="Vérifiez qu'il est démarré et que son adresse est la bonne.",
            ) from error
        if vectors.shape != (len(texts), self.dimensions):
            raise Unavailable(
                f"Le serveur d'embeddings a rendu {vectors.shape}, {self.dimensions} dimensions attendues",
                where=self._address,
                mend="Vérifiez le nom du modèle et son nombre de dimensions.",
            )
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.where(norms == 0, 1, norms), np.float32)


def _place(row: dict[str, int]) -> int:
    return row["index"]
