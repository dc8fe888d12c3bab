"""One DuckDB per process, closed to the outside: it reads the tables' folder and nothing else, and writes nothing."""

import threading
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings

from levier.core.errors import Unavailable

_MEMORY = "768MB"
_THREADS = 2
_lock = threading.Lock()
_open: dict[str, duckdb.DuckDBPyConnection] = {}


def _connection() -> duckdb.DuckDBPyConnection:
    folder = str(Path(settings.HOME) / "tables")
    with _lock:
        if folder not in _open:
            Path(folder).mkdir(parents=True, exist_ok=True)
            connection = duckdb.connect(
                ":memory:",
                config={
                    "threads": _THREADS,
                    "memory_limit": _MEMORY,
                    "autoinstall_known_extensions": False,
                    "autoload_known_extensions": False,
                    "temp_directory": "",
                },
            )
            connection.execute("SET allowed_directories = [$folder]".replace("$folder", _quoted(folder)))
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            _open[folder] = connection
        return _open[folder].cursor()


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def fetch(sql: str, parameters: dict[str, Any]) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows of a query made by this room. Raises Unavailable when the files are gone or memory is short."""
    cursor = _connection()
    try:
        cursor.execute(sql, parameters)
        return [column[0] for column in cursor.description or []], cursor.fetchall()
    except duckdb.IOException as fault:
        raise Unavailable(
            "Le fichier de ce tableau est introuvable ou endommagé",
            mend="Importez-le de nouveau, ou restaurez la dernière sauvegarde.",
        ) from fault
    except duckdb.OutOfMemoryException as fault:
        raise Unavailable(
            "Ce calcul demande trop de mémoire", mend="Réduisez la période ou le nombre d'axes."
        ) from fault
    finally:
        cursor.close()
