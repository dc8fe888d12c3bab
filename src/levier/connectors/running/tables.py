"""The tables of a connection: lines arrive by pages, are kept as they came, and become one version of a dataset.

Under ``connectors/<company>/<connection>/<table>/`` of the data folder: ``base.parquet``, all lines as of the last
import; ``part-….parquet``, the pages since. A run that is killed finds its pages again; a line that comes twice, by its
key, counts once.
"""

import hashlib
import json
import os
import shutil
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings

from levier.connectors.contract import Rows
from levier.connectors.faults import scrubbed
from levier.connectors.models import Connection, SourceTable
from levier.core.actor import Actor
from levier.core.errors import BadInput, LevierError, NotFound, Unavailable
from levier.tables.importing import ImportReport, import_frame
from levier.tables.kinds.templates import kind_by_slug

_WHOLE = "whole"
"""A mark in the folder: the pages are all of the table, the base is to be forgotten."""
_KEY = "__key"


class Tables:
    """What comes of one connection's tables, in one run."""

    def __init__(self, connection: Connection, actor: Actor, secrets: tuple[str, ...] = ()) -> None:
        self._connection, self._actor, self._secrets = connection, actor, secrets

    def take(self, rows: Rows) -> tuple[str, int]:
        """Keep the lines; at the last ones, import. (« added », « updated », « same », « faults » or « », lines)."""
        place = folder_of(self._connection) / hashlib.sha256(rows.table.encode()).hexdigest()[:16]
        try:
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
            if rows.first:
                for part in _parts(place):
                    part.unlink()
                (place / _WHOLE).touch()
            if rows.records:
                _write(_frame(rows), place / f"part-{len(_parts(place)):06d}.parquet")
            if not rows.last:
                return "", len(rows.records)
            frame = _gathered(place, rows)
        except OSError as error:
            raise Unavailable(
                "Les lignes reçues n'ont pas pu être enregistrées",
                mend="Vérifiez la place libre sur le disque.",
            ) from error
        return self._imported(place, frame, rows), len(rows.records)

    def _imported(self, place: Path, frame: pl.DataFrame, rows: Rows) -> str:
        table, _ = SourceTable.objects.get_or_create(
            connection=self._connection,
            table=rows.table[:200],
            defaults={"title": (rows.title or rows.table)[:200], "kind": rows.kind, "mapping": rows.mapping},
        )
        digest = _digest(place / "base.parquet")
        if table.imported == digest or (not frame.height and table.dataset is None):
            return "same"
        shaped = frame.drop(_KEY, strict=False)
        shaped = rows.shaped(shaped) if rows.shaped and shaped.height else shaped
        first = table.dataset is None
        try:
            kind = table.kind or rows.kind or self._kind_of(table, shaped, rows)
            report = self._import(table, shaped, rows, kind)
        except (BadInput, NotFound) as error:
            return self._faulty(table, error)
        table.dataset, table.rows, table.rejected = report.dataset_id, report.accepted, report.rejected
        table.imported, table.kind, table.fault = digest, report.kind, None
        table.save()
        return "same" if report.known else "added" if first else "updated"

    def _kind_of(self, table: SourceTable, frame: pl.DataFrame, rows: Rows) -> str:
        """The kind that bears the name of the table, where its columns leave a doubt: those of customers and of suppliers
        are the same. Nothing when no kind bears it: the columns alone tell."""
        named = _kind_called(table.table)
        if not named:
            return ""
        try:
            tried = self._import(table, frame, rows, "", dry_run=True)
        except BadInput:
            return named
        return named if not tried.kind_sure and named in tried.others[:2] else tried.kind

    def _import(
        self, table: SourceTable, frame: pl.DataFrame, rows: Rows, kind: str, *, dry_run: bool = False
    ) -> ImportReport:
        return import_frame(
            self._actor, frame, name=self._name(table), kind=kind, mapping={**rows.mapping, **table.mapping},
            source=f"{self._connection.name} : {table.title}", mode="replace", readers=self._connection.readers,
            dry_run=dry_run,
        )  # fmt: skip

    def _name(self, table: SourceTable) -> str:
        return f"{table.title} — {self._connection.name}"[:200]

    def _faulty(self, table: SourceTable, error: LevierError) -> str:
        what, mend = (scrubbed(text, self._secrets) for text in (error.what, error.mend))
        table.fault = {"what": what, "mend": mend}
        table.save()
        return "faults"


def folder_of(connection: Connection) -> Path:
    """Where the lines of a connection are kept."""
    return Path(settings.HOME) / "connectors" / str(connection.company_id) / str(connection.pk)


def forget(connection: Connection) -> None:
    """Delete the lines that were kept."""
    shutil.rmtree(folder_of(connection), ignore_errors=True)


def _kind_called(table: str) -> str:
    """The kind that bears the name of the table (« clients », « public.ventes »); none when no kind does."""
    try:
        return kind_by_slug(table.rsplit(".", 1)[-1]).name
    except NotFound:
        return ""


def _gathered(place: Path, rows: Rows) -> pl.DataFrame:
    """All lines as of now; written as the new base, the pages forgotten."""
    base = place / "base.parquet"
    parts = _parts(place)
    sources = ([base] if base.exists() and not (place / _WHOLE).exists() else []) + parts
    frame = _together([pl.read_parquet(one) for one in sources])
    if rows.key and _KEY in frame.columns:
        frame = frame.unique(_KEY, keep="last", maintain_order=True)
        if rows.present is not None:
            frame = frame.filter(pl.col(_KEY).is_in(list(rows.present)))
        frame = frame.sort(_KEY)
    if sources != [base] or rows.present is not None:
        before = pl.read_parquet(base) if base.exists() else None
        if before is None or not before.equals(frame):
            _write(frame, base)
    for part in parts:
        part.unlink()
    (place / _WHOLE).unlink(missing_ok=True)
    return frame


def _together(frames: list[pl.DataFrame]) -> pl.DataFrame:
    frames = [frame for frame in frames if frame.width]
    if not frames:
        return pl.DataFrame()
    try:
        return pl.concat(frames, how="diagonal_relaxed")
    except (pl.exceptions.SchemaError, pl.exceptions.PolarsError):  # a column changed its type at the source
        return pl.concat([frame.cast(pl.String) for frame in frames], how="diagonal")


def _frame(rows: Rows) -> pl.DataFrame:
    """The records as typed columns; the key beside them as text."""
    plain = [{str(name): _plain(value) for name, value in record.items()} for record in rows.records]
    names = list(dict.fromkeys(name for record in plain for name in record))
    columns = [pl.Series(name, [record.get(name) for record in plain], strict=False) for name in names]
    frame = pl.DataFrame([_textual(column, plain) for column in columns])
    if rows.key:
        keys = [str(record.get(rows.key)) for record in plain]
        frame = frame.drop(rows.key, strict=False) if rows.key not in rows.mapping.values() else frame
        frame = frame.with_columns(pl.Series(_KEY, keys, dtype=pl.String))
    return frame


def _textual(column: pl.Series, records: list[dict[str, Any]]) -> pl.Series:
    """A column of mixed types, of which some values would be lost, as text."""
    values = [record.get(column.name) for record in records]
    if column.dtype == pl.Object or column.null_count() > sum(value is None for value in values):
        return pl.Series(
            column.name, [None if value is None else str(value) for value in values], dtype=pl.String
        )
    return column


def _plain(value: Any) -> Any:
    """A value that a column can hold: what is no text, number, date or truth is written as text, bytes are left out."""
    if value is None or isinstance(value, bool | float | str | datetime | date):
        return value
    if isinstance(value, int):
        return value if -(2**63) <= value < 2**63 else str(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return None
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _parts(place: Path) -> list[Path]:
    return sorted(place.glob("part-*.parquet"))


def _write(frame: pl.DataFrame, target: Path) -> None:
    coming = target.with_name(f".coming-{target.name}")
    frame.write_parquet(coming)
    os.replace(coming, target)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
