"""When a connection runs next: by its schedule, sooner after a failure that may pass, never after one that needs a
person.
"""

from datetime import datetime, timedelta

from levier.connectors.models import PERIODS, Connection, SyncState

BACK_OFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=60))


def after(connection: Connection, state: SyncState, now: datetime, *, passing: bool = True) -> None:
    """Set the next run of a connection, without saving. ``passing``: a failure that may mend itself."""
    period = PERIODS.get(connection.schedule)
    normal = now + period if period else None
    if state == SyncState.FAILED:
        connection.failures += 1
        connection.blocked = not passing
        if not passing:
            connection.next_run = None
        elif connection.failures <= len(BACK_OFF):
            again = now + BACK_OFF[connection.failures - 1]
            connection.next_run = min(again, normal) if normal else again
        else:
            connection.next_run = normal
        return
    connection.failures, connection.blocked = 0, False
    connection.next_run = now + timedelta(minutes=1) if state == SyncState.PARTIAL else normal
