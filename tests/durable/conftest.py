"""An inline engine for the tests that run jobs in their own process."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from levier import durable


@pytest.fixture
def inline(transactional_db: None, settings: Settings) -> Iterator[None]:
    settings.DURABLE_JOBS = ["tests.durable.jobs"]
    durable.launch("inline")
    yield
    durable.shutdown()
