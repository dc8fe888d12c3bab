"""Work started by a command, done in this very process: no server is needed."""

from collections.abc import Iterator
from contextlib import contextmanager

from levier import durable


@contextmanager
def worker() -> Iterator[None]:
    """Run here what is started here."""
    durable.launch("inline")
    try:
        yield
    finally:
        durable.shutdown()
