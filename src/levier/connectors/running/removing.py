"""Deleting a connection: its run stopped, then what it brought if that was asked, then itself."""

import time
from typing import Any

from levier.connectors.models import Connection, SourceTable, Thing
from levier.connectors.running import tables
from levier.connectors.running.syncing import acting_for
from levier.core.errors import LevierError, NotFound
from levier.knowledge.removing import remove
from levier.tables import sharing

_PATIENCE = 120.0


def remove_all(payload: dict[str, Any]) -> dict[str, int]:
    """``connection``, ``contents`` (delete what it brought). Can be done again after a crash."""
    connection = Connection.objects.filter(pk=payload["connection"]).first()
    if connection is None:
        return {"documents": 0}
    _let_run_end(connection)
    count = 0
    if payload["contents"]:
        actor = acting_for(connection)
        documents = connection.things.exclude(document=None).values_list("document", flat=True).distinct()
        for document in list(documents):
            try:
                remove(actor, int(document or 0))
                count += 1
            except NotFound:  # deleted by hand, or by the try before a crash
                continue
        fed: list[SourceTable | Thing] = [
            *connection.tables.exclude(dataset=None),
            *connection.things.exclude(dataset=None),
        ]
        for dataset in {one.dataset for one in fed}:
            try:
                sharing.remove(actor, int(dataset or 0))
            except LevierError:
                continue
    tables.forget(connection)
    connection.delete()
    return {"documents": count}


def _let_run_end(connection: Connection) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and connection.syncs.filter(finished=None, state="running").exists():
        time.sleep(0.5)
