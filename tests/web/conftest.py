"""A durable engine in the tests' own process, for the pages that start imports."""

from collections.abc import Iterator

import pytest

from levier import durable
from tests.embedding_model import embedding_model, model_folder  # noqa: F401
from tests.web.world import world  # noqa: F401


@pytest.fixture
def importing(transactional_db: None, embedding_model: None) -> Iterator[None]:  # noqa: F811
    """Dropped files are imported in this process, documents indexed with the real embedding model."""
    durable.launch("inline")
    yield
    durable.shutdown(patience=30)
