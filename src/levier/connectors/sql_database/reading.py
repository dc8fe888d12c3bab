"""Reading tables by pages: by the primary key when there is one, only what changed when a column tells it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import TracebackType
from typing import Any

from sqlalchemy import Column, MetaData, Table, func, inspect, select
from sqlalchemy.exc import DBAPIError, NoSuchTableError, SQLAlchemyError

from levier.connectors.faults import Away, Refused, network_fault, wrong_password
from levier.connectors.outside.door import Door
from levier.connectors.running.budget import Budget
from levier.connectors.sql_database.opening import opened
from levier.core.errors import LevierError

_PAGE = 5_000
_MOST_KEYS = 2_000_000
_MARGIN = timedelta(seconds=1)
"""What is written in the very second of the last line read must not be missed; a line read twice counts once."""
_SYSTEM = {"information_schema", "pg_catalog", "mysql", "performance_schema", "sys"}


class Unreadable(LevierError):
    """One table that cannot be read: the others go on."""


@dataclass(frozen=True)
class Page:
    """Lines, and the state to keep once they are written down."""

    records: list[dict[str, Any]]
    key: str
    first: bool
    last: bool
    kept: dict[str, Any]
    present: frozenset[str] | None = None


class Base:
    """An open database. Use it as a context manager. Raises Away, Refused, BadCertificate, Forbidden."""

    def __init__(self, door: Door, settings: Any) -> None:
        self._settings = settings
        self._shown = settings.database if settings.engine == "sqlite" else settings.place
        self._engine = opened(door, settings)
        try:
            self._connection = self._engine.connect()
        except SQLAlchemyError as error:
            raise said(error, self._shown) from None
        except OSError as error:
            raise network_fault(error, self._shown) from None

    def __enter__(self) -> "Base":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.invalidate() if kind else self._connection.close()
        self._engine.dispose()

    def names(self) -> list[str]:
        """Tables and views that this account sees."""
        schema = self._settings.namespace or None
        if schema and schema.lower() in _SYSTEM:
            raise Refused(
                "Ce schéma est celui du système de la base", where=schema, mend="Choisissez-en un autre."
            )
        try:
            about = inspect(self._connection)
            views = [*about.get_view_names(schema)]
            if self._settings.engine == "postgresql":
                views += about.get_materialized_view_names(schema)
            return sorted({*about.get_table_names(schema), *views})
        except SQLAlchemyError as error:
            raise said(error, self._shown) from None

    def count(self, name: str) -> int:
        """The lines of a table."""
        try:
            return int(
                self._connection.execute(select(func.count()).select_from(self._table(name))).scalar_one()
            )
        except SQLAlchemyError as error:
            raise said(error, self._shown) from None

    def pages(self, name: str, kept: dict[str, Any], budget: Budget) -> Iterator[Page]:
        """The lines that are new or changed since ``kept``. Raises Unreadable, Away."""
        table = self._table(name)
        key = _page_key(table)
        changed = table.columns.get(self._settings.changed) if self._settings.changed else None
        try:
            if key is None:
                yield from self._whole(table, budget)
            else:
                yield from self._by_key(table, key, changed, kept, budget)
        except SQLAlchemyError as error:
            raise said(error, f"{self._shown}, table {name}") from None

    def _by_key(
        self,
        table: Table,
        key: Column[Any],
        changed: Column[Any] | None,
        kept: dict[str, Any],
        budget: Budget,
    ) -> Iterator[Page]:
        """Pages in the order of the key: a run that is cut goes on after the last one."""
        current = dict(kept.get("pass") or {})
        since = kept.get("since") if changed is not None else None
        after = current.get("after")
        begun = current["began"] if current else self._latest(changed)
        first = since is None and after is None
        while True:
            budget.check()
            wanted = select(table).order_by(key).limit(_PAGE)
            if after is not None:
                wanted = wanted.where(key > after)
            if since is not None and changed is not None:
                wanted = wanted.where((changed >= _value(since)) | changed.is_(None))
            records = [dict(row) for row in self._connection.execute(wanted).mappings()]
            if records:
                after = records[-1][key.name]
                yield Page(
                    records, key.name, first, False, {**kept, "pass": {"began": begun, "after": after}}
                )
                first = False
            if len(records) < _PAGE:
                break
        present = self._keys(key) if since is not None else None
        yield Page([], key.name, first, True, {"since": begun} if changed is not None else {}, present)

    def _whole(self, table: Table, budget: Budget) -> Iterator[Page]:
        """Without a key to go on from, the whole table each time."""
        streamed = self._connection.execution_options(stream_results=True, max_row_buffer=_PAGE)
        first = True
        for part in streamed.execute(select(table)).mappings().partitions(_PAGE):
            budget.check()
            yield Page([dict(row) for row in part], "", first, False, {})
            first = False
        yield Page([], "", first, True, {})

    def _latest(self, changed: Column[Any] | None) -> Any:
        if changed is None:
            return None
        found = self._connection.execute(select(func.max(changed))).scalar_one()
        return found.isoformat() if isinstance(found, datetime | date) else found

    def _keys(self, key: Column[Any]) -> frozenset[str] | None:
        found = self._connection.execute(select(key).limit(_MOST_KEYS + 1)).scalars().all()
        return frozenset(str(one) for one in found) if len(found) <= _MOST_KEYS else None

    def _table(self, name: str) -> Table:
        try:
            return Table(
                name, MetaData(), schema=self._settings.namespace or None, autoload_with=self._connection
            )
        except NoSuchTableError:
            raise Unreadable(f"La table « {name} » n'existe plus", mend="Retirez-la de la source.") from None
        except SQLAlchemyError as error:
            raise said(error, self._shown) from None


def _page_key(table: Table) -> Column[Any] | None:
    """The primary key, when it is one column of whole numbers or text: others cannot be taken up from a saved value."""
    columns = list(table.primary_key.columns)
    if len(columns) != 1:
        return None
    try:
        kind = columns[0].type.python_type
    except NotImplementedError:
        return None
    return columns[0] if kind in (int, str) else None


def _value(since: Any) -> Any:
    if isinstance(since, str):
        try:
            return datetime.fromisoformat(since) - _MARGIN
        except ValueError:
            return since
    return since


def said(error: SQLAlchemyError, place: str) -> LevierError:
    """What the failure means. The library's own text may hold a query or a password: none of it is shown."""
    inner = error.orig if isinstance(error, DBAPIError) else None
    if isinstance(inner, LevierError):
        return inner
    text = str(inner or "").lower()
    code = inner.args[0] if inner is not None and inner.args and isinstance(inner.args[0], int) else 0
    state = str(getattr(inner, "sqlstate", "") or "")
    if (
        state.startswith("28")
        or code in (1045, 1698)
        or "password authentication" in text
        or "no password" in text
    ):
        return wrong_password(place)
    if state == "3D000" or code == 1049 or ("database" in text and "does not exist" in text):
        return Refused(
            "Cette base de données n'existe pas sur ce serveur", where=place, mend="Vérifiez son nom."
        )
    if code == 1044 or state == "42501" or code == 1142 or "permission denied" in text:
        return Refused("Ce compte n'a pas le droit de lire cette base ou cette table", where=place,
                       mend="Demandez le droit SELECT pour ce compte.")  # fmt: skip
    if "certificate" in text or "does not support ssl" in text or "ssl" in text:
        if "does not support" in text or (code == 2026 and "support" in text):
            return Refused("Ce serveur ne propose pas TLS", where=place,
                           mend="Faites-le activer ; sur le réseau interne, choisissez « Aucun ».")  # fmt: skip
        return Refused("Le certificat du serveur de base de données n'est pas valable", where=place,
                       mend="Faites installer un certificat au nom du serveur, d'une autorité que cette machine connaît.")  # fmt: skip
    if "file is not a database" in text or "malformed" in text:
        return Refused(
            "Ce fichier n'est pas une base SQLite, ou il est abîmé", where=place, mend="Vérifiez le fichier."
        )
    if "timeout" in text or state == "57014":
        return Away("La base de données est trop lente à répondre", where=place, mend="Levier réessaiera.")
    if inner is not None and inner.__cause__ is not None:
        return network_fault(inner, place)
    if "refused" in text or code in (2003, 2006, 2013):
        return network_fault(ConnectionRefusedError(), place)
    if "resolve" in text or "not known" in text:
        return network_fault(ConnectionError(), place)
    return Away(
        "La base de données ne répond pas comme attendu", where=place, mend="Levier réessaiera plus tard."
    )
