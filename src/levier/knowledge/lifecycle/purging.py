"""Overwrite what deletions left behind in the database's own files: old pages in the write-ahead log.

Rows deleted from SQLite are zeroed at once (``secure_delete``, see the settings); the log keeps old pages until it is
emptied. On PostgreSQL, vacuuming does the like, and the server's autovacuum is its clock.
"""

from django.db import connection


def purge() -> bool:
    """Empty the log; False when a reader kept it from being emptied (try again later)."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = cursor.fetchone()[0]
    return not busy
