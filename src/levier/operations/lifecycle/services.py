"""What the pages ask for after a deletion. Nothing here is heavy."""

import uuid

from levier import durable


def overwrite() -> None:
    """Have a worker overwrite what was deleted in the database's files; without one at hand, the next night does."""
    if durable.launched():
        durable.start("knowledge-purge", f"purge-{uuid.uuid4()}", {})
