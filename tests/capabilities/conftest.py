"""Installing a toy package for the length of one test."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from tests.capabilities.toys import Install, installed, source, write_package

_numbers = count()


@pytest.fixture
def install(tmp_path: Path) -> Iterator[Install]:
    """``install(code, entries)`` puts a package in place; the registry sees it until the test ends."""
    with ExitStack() as stack:

        def put(code: str | None = None, entries: dict[str, str] | None = None, *, name: str = "") -> None:
            module = f"levier_toy_{next(_numbers)}"
            folder = tmp_path / module
            folder.mkdir()
            write_package(
                folder,
                module,
                source() if code is None else code,
                {"count-things": "Count"} if entries is None else entries,
                name=name,
            )
            stack.enter_context(installed(folder, module))

        yield put
