"""Where the state of runs is kept: a SQLite file beside the data, or the PostgreSQL of DATABASE_URL."""

import sqlite3
from pathlib import Path

from django.conf import settings
from django.db import connection
from sqlalchemy import URL


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def sqlite_file() -> Path:
    return Path(settings.HOME) / "durable.sqlite3"


def prepare() -> None:
    """Set write-ahead logging once on the SQLite file: the library does not, and it is three times faster.

    The setting stays in the file. Durability is untouched: ``synchronous`` keeps its default, FULL.
    """
    if is_postgresql():
        return
    sqlite_file().parent.mkdir(parents=True, exist_ok=True)
    file = sqlite3.connect(sqlite_file(), timeout=30)
    try:
        file.execute("PRAGMA journal_mode=WAL")
    finally:
        file.close()


def overwrite() -> bool:
    """Leave no word of deleted runs in the SQLite files: the library's deletions free pages and empty neither them nor the
    log. False when somebody was using the file (try again later); on PostgreSQL the server's autovacuum does the like.
    """
    if is_postgresql() or not sqlite_file().exists():
        return True
    file = sqlite3.connect(sqlite_file(), timeout=10, isolation_level=None)
    try:
        file.execute("VACUUM")
        return not file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError:
        return False
    finally:
        file.close()


def address() -> str:
    """The SQLAlchemy address of the database (with its password: never show it)."""
    if not is_postgresql():
        return f"sqlite:///{sqlite_file()}"
    given = connection.settings_dict
    host = str(given["HOST"] or "")
    return URL.create(
        "postgresql",
        username=given["USER"] or None,
        password=given["PASSWORD"] or None,
        host=None if host.startswith("/") else host or None,
        port=int(given["PORT"]) if given["PORT"] else None,
        database=str(given["NAME"]),
        query={"host": host} if host.startswith("/") else {},
    ).render_as_string(hide_password=False)
