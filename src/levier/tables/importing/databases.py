"""SQL databases as a source of rows: SQLite, PostgreSQL, MariaDB and MySQL, strictly for reading.

Nobody writes SQL: a table or a view is chosen among those that exist, all of its columns or some, and rows above a value of
a column (a date of change, a growing number) when only what is new is wanted. The session is read-only in the server itself,
has limits of time, and a password is neither logged nor shown.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import polars as pl
import sqlalchemy as sa
from django.conf import settings
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import DBAPIError, NoSuchTableError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from levier.core.errors import BadInput, LevierError, NotFound, Unavailable
from levier.core.french.numbers import format_number

MOST_ROWS = 5_000_000
_BLOCK = 50_000
_CONNECT_SECONDS, _QUERY_SECONDS = 10, 300
_DRIVERS = {
    "sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg",
    "mysql": "mysql+pymysql", "mariadb": "mariadb+pymysql",
}  # fmt: skip
_OPTIONS = {"postgresql": {"sslmode"}, "mysql": {"charset"}, "mariadb": {"charset"}, "sqlite": set[str]()}
_SYSTEM = ("information_schema", "pg_", "mysql", "performance_schema", "sys")


@dataclass(frozen=True)
class DatabaseTable:
    """A table or a view that may be read. ``rows``: an estimate of the server, None when it has none. ``columns``: name and
    type of each."""

    schema: str
    name: str
    is_view: bool
    rows: int | None
    columns: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        return f"{self.schema}.{self.name}" if self.schema else self.name


@dataclass(frozen=True)
class Since:
    """Only the rows whose ``column`` is above ``value`` (text, number or ISO date, as it was kept last time)."""

    column: str
    value: str | int | float | datetime | date


def checked_url(address: str) -> URL:
    """The address of a database, with the driver Levier has. Raises BadInput; never repeats the password."""
    try:
        url = sa.make_url(address.strip())
    except (SQLAlchemyError, ValueError):
        raise BadInput(
            "Cette adresse de base de données est mal écrite",
            mend="Par exemple : postgresql://lecteur:mot-de-passe@serveur:5432/gestion.",
        ) from None
    family = url.drivername.split("+")[0]
    if family not in _DRIVERS:
        raise BadInput(
            f"Levier ne lit pas les bases « {family} »",
            mend="Il lit SQLite, PostgreSQL, MariaDB et MySQL.",
        )
    family = "postgresql" if family == "postgres" else family
    if unknown := set(url.query) - _OPTIONS[family]:
        raise BadInput(
            f"L'option « {sorted(unknown)[0]} » n'est pas acceptée dans l'adresse d'une base",
            mend="Retirez ce qui suit le point d'interrogation.",
        )
    if family == "sqlite":
        return _sqlite(url)
    if not url.host or not url.database:
        raise BadInput(
            "Il manque le serveur ou le nom de la base",
            mend=f"Par exemple : {family}://lecteur:…@serveur/gestion.",
        )
    return url.set(drivername=_DRIVERS[family])


def shown(address: str) -> str:
    """The address without its password, to be shown and journalled."""
    return sa.make_url(address).render_as_string(hide_password=True)


def list_tables(address: str) -> list[DatabaseTable]:
    """The tables and views that this account may see, by name. Raises BadInput, Unavailable."""
    with _opened(address) as connection:
        inspector = sa.inspect(connection)
        found: list[DatabaseTable] = []
        for schema in _schemas(connection, inspector):
            estimates = _estimates(connection, schema)
            views = set(inspector.get_view_names(schema=schema))
            if connection.dialect.name == "postgresql":
                views |= set(inspector.get_materialized_view_names(schema=schema))
            columns = inspector.get_multi_columns(schema=schema, kind=sa.engine.reflection.ObjectKind.ANY)
            for (_, name), described in sorted(columns.items(), key=lambda pair: str(pair[0])):
                types = tuple((str(column["name"]), str(column["type"])) for column in described)
                rows = estimates.get(name)
                if rows is None and connection.dialect.name == "sqlite" and name not in views:
                    rows = _sqlite_estimate(connection, name)
                found.append(DatabaseTable(schema or "", name, name in views, rows, types))
        return found


def read_table(
    address: str,
    table: str,
    *,
    schema: str = "",
    columns: Sequence[str] = (),
    since: Since | None = None,
    most: int = MOST_ROWS,
) -> pl.DataFrame:
    """The rows of a table or view as a frame: numbers, dates and text; binary columns are left out.

    With ``since``, rows are sorted by its column, so that the last one tells where to go on from. Raises BadInput (too many
    rows), NotFound (no such table or column), Unavailable.
    """
    with _opened(address) as connection:
        chosen = _reflected(connection, table, schema)
        wanted = [_column(chosen, name) for name in columns] or list(chosen.columns)
        query = sa.select(*wanted)
        if since is not None:
            key = _column(chosen, since.column)
            query = query.where(key > _typed(key, since.value)).order_by(key)
        rows = connection.execution_options(stream_results=True, yield_per=_BLOCK).execute(
            query.limit(most + 1)
        )
        blocks: list[pl.DataFrame] = []
        height = 0
        for part in rows.partitions(_BLOCK):
            height += len(part)
            if height > most:
                raise BadInput(
                    f"« {table} » a plus de {format_number(most)} lignes",
                    mend="Choisissez une vue qui la restreint, ou une colonne pour ne lire que les nouveautés.",
                )
            blocks.append(_frame([str(column.name) for column in wanted], part))
        if not blocks:
            return _frame([str(column.name) for column in wanted], [])
        return pl.concat(blocks, how="vertical_relaxed")


def last_value(frame: pl.DataFrame, column: str) -> str | None:
    """The greatest value of the column, as ``Since`` takes it back; None when there is none."""
    if column not in frame.columns or frame[column].null_count() == frame.height:
        return None
    value = frame[column].max()
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def try_connection(address: str) -> int:
    """How many tables and views can be read. Raises BadInput, Unavailable: what a test button shows."""
    return len(list_tables(address))


@contextmanager
def _opened(address: str) -> Iterator[Connection]:
    """A read-only session, closed with everything it held."""
    url = checked_url(address)
    engine = sa.create_engine(url, poolclass=NullPool, connect_args=_limits(url), hide_parameters=True)
    try:
        with engine.connect() as connection:
            _read_only(connection)
            yield connection
            connection.rollback()
    except LevierError:
        raise
    except NoSuchTableError as fault:
        raise NotFound(
            f"Il n'y a pas de table « {fault} » dans cette base", mend="Choisissez-la dans la liste."
        ) from None
    except DBAPIError as fault:
        raise _said(fault, url) from None
    except SQLAlchemyError:
        raise Unavailable(
            "La base de données a répondu ce que Levier ne comprend pas",
            where=shown(address),
            mend="Essayez une autre table.",
        ) from None
    finally:
        engine.dispose()


def _limits(url: URL) -> dict[str, Any]:
    family = url.get_backend_name()
    if family == "postgresql":
        options = (
            f"-c default_transaction_read_only=on -c statement_timeout={_QUERY_SECONDS}s -c lock_timeout=5s"
        )
        return {"connect_timeout": _CONNECT_SECONDS, "options": options, "application_name": "levier"}
    if family in ("mysql", "mariadb"):
        return {
            "connect_timeout": _CONNECT_SECONDS, "read_timeout": _QUERY_SECONDS, "write_timeout": _CONNECT_SECONDS,
            "local_infile": False, "init_command": "SET SESSION TRANSACTION READ ONLY",
        }  # fmt: skip
    return {"timeout": _CONNECT_SECONDS}


def _read_only(connection: Connection) -> None:
    """Refused by the server itself, whatever the rights of the account; checked, not only asked."""
    family = connection.dialect.name
    if family == "sqlite":
        connection.execute(sa.text("PRAGMA query_only = ON"))
    elif family == "postgresql":
        connection.execute(sa.text("SET TRANSACTION READ ONLY"))
        if connection.execute(sa.text("SHOW transaction_read_only")).scalar() != "on":
            raise Unavailable(
                "Cette base refuse la lecture seule", mend="Prévenez la personne qui l'administre."
            )


def _sqlite(url: URL) -> URL:
    """The file must be there, and must not be one of Levier's own."""
    path = Path(url.database or "")
    if not url.database or not path.is_file():
        raise BadInput(
            "Le fichier de cette base SQLite est introuvable", where=path.name, mend="Vérifiez son chemin."
        )
    real = path.resolve()
    if real.is_relative_to(Path(settings.HOME).resolve()):
        raise BadInput(
            "Ce fichier appartient à Levier", where=path.name, mend="Choisissez une base de l'entreprise."
        )
    with real.open("rb") as file:
        if not file.read(16).startswith(b"SQLite format 3"):
            raise BadInput(
                "Ce fichier n'est pas une base SQLite", where=path.name, mend="Vérifiez le fichier."
            )
    return URL.create("sqlite", database=f"file:{quote(str(real))}", query={"mode": "ro", "uri": "true"})


def _schemas(connection: Connection, inspector: sa.Inspector) -> list[str | None]:
    if connection.dialect.name != "postgresql":
        return [None]
    return [name for name in inspector.get_schema_names() if not name.startswith(_SYSTEM)]


def _estimates(connection: Connection, schema: str | None) -> dict[str, int]:
    family = connection.dialect.name
    if family == "postgresql":
        query = sa.text(
            "SELECT c.relname, c.reltuples::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = :schema AND c.relkind IN ('r', 'm', 'p') AND c.reltuples >= 0"
        ).bindparams(schema=schema or "public")
    elif family in ("mysql", "mariadb"):
        query = sa.text(
            "SELECT table_name, table_rows FROM information_schema.tables "
            "WHERE table_schema = DATABASE() AND table_rows IS NOT NULL"
        )
    else:
        return {}
    return {str(name): int(rows) for name, rows in connection.execute(query)}


def _sqlite_estimate(connection: Connection, name: str) -> int | None:
    table = sa.table(name, sa.column("rowid"))
    try:
        return int(connection.execute(sa.select(sa.func.max(table.c.rowid))).scalar() or 0)
    except DBAPIError:  # a table without row numbers
        return None


def _reflected(connection: Connection, name: str, schema: str) -> sa.Table:
    """The table as the server describes it: a name that is not there goes no further."""
    inspector = sa.inspect(connection)
    if not any(name in names for names in _names(connection, inspector, schema)):
        raise NotFound(
            f"Il n'y a pas de table « {name} » dans cette base", mend="Choisissez-la dans la liste."
        )
    return sa.Table(name, sa.MetaData(), schema=schema or None, autoload_with=connection, resolve_fks=False)


def _names(connection: Connection, inspector: sa.Inspector, schema: str) -> Iterator[list[str]]:
    yield inspector.get_table_names(schema=schema or None)
    yield inspector.get_view_names(schema=schema or None)
    if connection.dialect.name == "postgresql":
        yield inspector.get_materialized_view_names(schema=schema or None)


def _column(table: sa.Table, name: str) -> sa.Column[Any]:
    if name not in table.columns:
        raise NotFound(
            f"« {table.name} » n'a pas de colonne « {name} »",
            mend=f"Ses colonnes : {', '.join(f'« {column.name} »' for column in list(table.columns)[:12])}.",
        )
    return table.columns[name]


def _typed(column: sa.Column[Any], value: Any) -> Any:
    """A value kept as text, in the type of its column. Raises BadInput."""
    if not isinstance(value, str):
        return value
    try:
        wanted = column.type.python_type
    except NotImplementedError:
        return value
    try:
        if issubclass(wanted, datetime):
            return datetime.fromisoformat(value)
        if issubclass(wanted, date):
            return date.fromisoformat(value[:10])
        if issubclass(wanted, int) and not issubclass(wanted, bool):
            return int(float(value))
        if issubclass(wanted, float | Decimal):
            return Decimal(value)
    except (ValueError, ArithmeticError):
        raise BadInput(
            f"« {value} » n'est pas une valeur de la colonne « {column.name} »",
            mend="Reprenez la lecture du début.",
        ) from None
    return value


def _frame(names: list[str], rows: Sequence[Any]) -> pl.DataFrame:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    read = {name: _series(name, values) for name, values in zip(names, columns, strict=True)}
    return pl.DataFrame([series for series in read.values() if series is not None])


def _series(name: str, values: Sequence[Any]) -> pl.Series | None:
    """Numbers as floats or whole numbers, dates as dates, the rest as text; None for binary content."""
    filled = [value for value in values if value is not None]
    kinds = {type(value) for value in filled}
    if kinds & {bytes, bytearray, memoryview}:
        return None
    if kinds and kinds <= {bool}:
        return pl.Series(name, values, dtype=pl.Boolean)
    if kinds and kinds <= {int}:
        small = all(-(2**53) < value < 2**53 for value in filled)
        return pl.Series(name, values, dtype=pl.Int64) if small else _texts(name, values)
    if kinds and kinds <= {int, float, Decimal}:
        return pl.Series(
            name, [None if value is None else float(value) for value in values], dtype=pl.Float64
        )
    if kinds and kinds <= {datetime}:
        naive = [None if value is None else value.replace(tzinfo=None) for value in values]
        return pl.Series(name, naive, dtype=pl.Datetime("us"))
    if kinds and kinds <= {date}:
        return pl.Series(name, values, dtype=pl.Date)
    return _texts(name, values)


def _texts(name: str, values: Sequence[Any]) -> pl.Series:
    def text(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)

    return pl.Series(name, [None if value is None else text(value) for value in values], dtype=pl.String)


def _said(fault: DBAPIError, url: URL) -> LevierError:
    """What the server answered, in French when it is common; never the password."""
    answer = " ".join(str(fault.orig or "").split())[:300]
    if url.password:
        answer = answer.replace(str(url.password), "***")
    low = answer.lower()
    where = url.host or Path(str(url.database)).name
    if "password authentication" in low or "access denied" in low or "authentication failed" in low:
        return BadInput(
            "La base refuse ce nom ou ce mot de passe", where=where, mend="Vérifiez le compte de lecture."
        )
    if ("does not exist" in low and "database" in low) or "unknown database" in low:
        return BadInput(
            f"Il n'y a pas de base « {url.database} » sur ce serveur", where=where, mend="Vérifiez son nom."
        )
    if "permission denied" in low or "command denied" in low:
        return BadInput(
            "Ce compte n'a pas le droit de lire cette table", where=where, mend="Donnez-lui le droit SELECT."
        )
    if "timeout" in low or "timed out" in low or "max_statement_time" in low or "canceling statement" in low:
        return Unavailable(
            "La base n'a pas répondu à temps", where=where, mend="Recommencez à une heure plus calme."
        )
    if "read-only" in low or "read only" in low or "readonly" in low:
        return BadInput(
            "Cette lecture voudrait écrire dans la base : elle est refusée",
            where=where,
            mend="Choisissez une autre vue.",
        )
    return Unavailable(
        f"La base de données ne répond pas comme attendu : {answer or type(fault).__name__}", where=where,
        mend="Vérifiez l'adresse, le port et le pare-feu.",
    )  # fmt: skip
