"""Opening a database so that nothing can be written: read-only sessions, read-only file, through the door."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from levier.connectors.faults import Refused
from levier.connectors.outside.door import Door, tls
from levier.connectors.watched_folder.reading import check_allowed
from levier.core.errors import BadInput

_CONNECT = 15
_STATEMENT = 600
"""Seconds that one query may take."""


def opened(door: Door, settings: Any) -> Engine:
    """An engine of one read-only connection. Raises Forbidden, Refused, BadInput; nothing is contacted before its use."""
    if settings.engine == "sqlite":
        return _sqlite(door, settings)
    if settings.encryption == "none" and not door.internal:
        raise Refused(
            "Sans chiffrement, les données passeraient en clair",
            where=settings.place,
            mend="Choisissez TLS ; sur le réseau interne, un dirigeant peut autoriser de s'en passer.",
        )
    addresses = door.addresses(settings.place)
    return _postgresql(settings, addresses[0]) if settings.engine == "postgresql" else _mysql(door, settings)


def sqlite_file(path: str) -> Path:
    """The file, in a folder that may be read. Raises BadInput."""
    file = Path(path)
    return check_allowed(str(file.parent)) / file.name


def _sqlite(door: Door, settings: Any) -> Engine:
    file = door.folder(sqlite_file(settings.database))
    if not file.is_file():
        raise BadInput("Ce fichier SQLite n'existe pas", where=str(file), mend="Vérifiez le chemin.")
    engine = create_engine(f"sqlite:///file:{_quoted(file)}?mode=ro&uri=true", poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _safe(connection: Any, _: Any) -> None:
        """A hostile file may hold views and triggers that call functions."""
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")

    return engine


def _quoted(file: Path) -> str:
    from urllib.parse import quote  # noqa: PLC0415

    return quote(str(file))


def _postgresql(settings: Any, address: str) -> Engine:
    url = URL.create(
        "postgresql+psycopg", settings.user or None, settings.password.get_secret_value() or None, settings.server,
        settings.port or 5432, settings.database,
    )  # fmt: skip
    tls_options = (
        {"sslmode": "verify-full", "sslrootcert": "system"}
        if settings.encryption == "tls"
        else {"sslmode": "prefer"}
    )
    options = (
        f"-c default_transaction_read_only=on -c statement_timeout={_STATEMENT * 1000} -c lock_timeout=10000"
    )
    connect = {
        "hostaddr": address,
        "connect_timeout": _CONNECT,
        "options": options,
        "application_name": "levier",
        **tls_options,
    }
    return create_engine(url, connect_args=connect, poolclass=NullPool)


def _mysql(door: Door, settings: Any) -> Engine:
    import pymysql  # noqa: PLC0415

    def connect() -> Any:
        made = pymysql.connect(
            host=settings.server, port=settings.port or 3306, user=settings.user,
            password=settings.password.get_secret_value(), database=settings.database, charset="utf8mb4",
            connect_timeout=_CONNECT, read_timeout=_STATEMENT, write_timeout=30, local_infile=False,
            ssl=tls() if settings.encryption == "tls" else None, defer_connect=True,
        )  # fmt: skip
        sock = door.connect(settings.place)
        sock.settimeout(None)
        made.connect(sock)
        with made.cursor() as cursor:
            cursor.execute("SET SESSION TRANSACTION READ ONLY")
        return made

    return create_engine("mysql+pymysql://", creator=connect, poolclass=NullPool)
