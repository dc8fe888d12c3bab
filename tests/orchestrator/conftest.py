"""An inline engine and a scripted machinery."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from levier import durable
from levier.orchestrator.running import machinery
from tests.orchestrator.scripted import MACHINERY


@pytest.fixture
def scripted(transactional_db: None) -> Iterator[None]:
    for name in ("effects", "let-it-go"):
        (Path(os.environ["LEVIER_HOME"]) / name).unlink(missing_ok=True)
    machinery.hand_in(MACHINERY)
    durable.launch("inline")
    yield
    durable.shutdown()
    machinery.hand_in(None)
