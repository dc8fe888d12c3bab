"""Which runs go now: one at a time for a connection, two at a time in all, so that people's requests are never last."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from levier import durable
from levier.connectors.models import Connection, Sync, SyncState

AT_ONCE = 2
JOB = "connector-sync"
_LOST = {
    "what": "Le passage s'est interrompu plusieurs fois",
    "where": "",
    "mend": "Relancez-le ; si cela recommence, lancez « levier doctor ».",
}


def start(connection: Connection, person: int | None = None, *, removals_confirmed: bool = False) -> Sync:
    """Ask for a run; the one under way or waiting, if there is one."""
    try:
        with transaction.atomic():
            sync = Sync.objects.create(
                connection=connection, asked_by_id=person, removals_confirmed=removals_confirmed
            )
    except IntegrityError:
        sync = connection.syncs.get(finished=None)
        settled(sync)
    advance()
    sync.refresh_from_db()
    return sync


def advance() -> None:
    """Start the runs that wait, as long as there is room."""
    if durable.launched() is None:
        return
    for sync in Sync.objects.filter(finished=None, state=SyncState.RUNNING):
        settled(sync)
    for sync in Sync.objects.filter(finished=None, state=SyncState.WAITING).order_by("pk"):
        if Sync.objects.filter(finished=None, state=SyncState.RUNNING).count() >= AT_ONCE:
            return
        if Sync.objects.filter(pk=sync.pk, state=SyncState.WAITING).update(state=SyncState.RUNNING):
            durable.start(JOB, sync.run, {"sync": sync.pk})


def stop(connection: Connection) -> bool:
    """Ask the run under way to stop. Whether there was one."""
    now = timezone.now()
    waiting = connection.syncs.filter(finished=None, state=SyncState.WAITING)
    dropped = waiting.update(state=SyncState.STOPPED, finished=now)
    return bool(connection.syncs.filter(finished=None).update(stop_asked=True)) or bool(dropped)


def settled(sync: Sync) -> Sync:
    """A run that was lost, or given up after too many crashes, does not stay « en cours » for ever."""
    if sync.finished or sync.state != SyncState.RUNNING or durable.launched() is None:
        return sync
    status = durable.status(sync.run)
    if status is None:  # the process died between its word and the start
        durable.start(JOB, sync.run, {"sync": sync.pk})
    elif status in (durable.RunStatus.FAILED, durable.RunStatus.CANCELLED, durable.RunStatus.DONE):
        Sync.objects.filter(pk=sync.pk, finished=None).update(
            state=SyncState.FAILED, problem=_LOST, finished=timezone.now()
        )
        sync.refresh_from_db()
    return sync


def due() -> int:
    """Start the connections whose time has come; how many."""
    found = Connection.objects.filter(
        paused=False, blocked=False, leaving=False, next_run__lte=timezone.now()
    ).exclude(approved=[])
    count = 0
    for connection in found:
        start(connection)
        count += 1
    if not count:
        advance()
    return count
