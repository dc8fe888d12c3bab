"""The real embedding model and reader for tests: built once (12 s), kept between runs by ``tests.own_home``."""

from pathlib import Path

import pytest

from levier.inference import embedding, reading


@pytest.fixture(scope="session")
def model_folder() -> Path:
    """The folder of the built model; safe when several workers build at once (renamed into place)."""
    embedding.build()
    reading.build()
    return embedding.model_folder()


@pytest.fixture
def embedding_model(model_folder: Path) -> None:
    """``embedding.embedder()`` and ``reading.reader()`` work in this test."""
