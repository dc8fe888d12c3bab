"""Real data that the repository does not carry: a test that needs it skips with a clear message."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared(path: str) -> Path:
    """The file ``path`` of the shared data folder; skips the test where it is absent."""
    file = FOLDER / path
    if not file.exists():
        pytest.skip(f"needs the shared data file {path}, absent here")
    return file
