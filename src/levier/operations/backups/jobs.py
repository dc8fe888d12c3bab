"""The backup of every night, made by a worker where ``LEVIER_BACKUPS`` names a folder."""

from typing import Any

from levier import durable
from levier.operations.backups.keeping import nightly
from levier.operations.backups.making import make


@durable.job("backup-nightly")
def back_up(run_id: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Make the backup, verify it, forget the oldest."""
    return dict(durable.step("make", _make))


def _make() -> dict[str, Any]:
    wished = nightly()
    if wished is None:
        return {"file": None}
    made = make(wished.folder, keep=wished.keep)
    return {"file": made.backup.path.name, "bytes": made.backup.size, "forgotten": made.forgotten}


durable.schedule("backup-nightly", "10 1 * * *", "backup-nightly")
