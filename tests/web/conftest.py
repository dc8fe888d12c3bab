"""A durable engine in the tests' own process, for the pages that start imports."""

from collections.abc import Iterator

import pytest

from levier import durable
from tests.web.world import world  # noqa: F401


@pytest.fixture
def importing(transactional_db: None) -> Iterator[None]:
    durable.launch("inline")
    yield
    durable.shutdown(patience=30)
