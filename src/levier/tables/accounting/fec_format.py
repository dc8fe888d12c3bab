"""The FEC as a format of the import room: recognised by its columns, read exactly, checked on the way."""

from datetime import date

import polars as pl

from levier.core.french.numbers import format_number
from levier.tables.accounting.amounts import to_euros
from levier.tables.accounting.conformity.checking import examine
from levier.tables.accounting.reading import Fec, is_fec, read_fec
from levier.tables.accounting.splitting import SEPARATORS
from levier.tables.importing.raw import BrokenLine, RawTable

LABEL = "FEC"
KIND = "journal_entries"
_AMOUNTS = ("debit", "credit", "foreign_amount")
_LEFT_OUT = ("line", "nature", "client")


def sniff(data: bytes, name: str) -> bool:
    """By its column names (or its 18 columns without names), never by the name of the file."""
    return is_fec(data)


def read(data: bytes, name: str) -> list[RawTable]:
    """Its lines, typed, with the report of conformity. Raises BadInput."""
    fec = read_fec(data, name)
    report, year = examine(fec)
    frame = _typed(fec, year.end)
    named = {field: _named(fec, field) for field in frame.columns}
    frame = frame.rename(named)
    notes = [report.summary]
    if fec.joined:
        notes.append(
            f"{format_number(len(fec.joined))} ligne(s) coupée(s) par un saut de ligne, recollée(s)."
        )
    warnings = [
        f"{finding.rule.title} : non ({finding.counted or 'fichier'})." for finding in report.of("blocking")
    ]
    shape = f"FEC, {fec.decoded.encoding}, séparateur {SEPARATORS[fec.separator]}"
    broken = [BrokenLine(one.line, one.cells, one.reason) for one in fec.broken]
    return [
        RawTable(
            frame, fec.frame["line"].rename("ligne"), shape, ",", broken, notes, certain=True, kind=KIND, mapping=named,
            currency="EUR", warnings=warnings, report={"fec": report.as_json()},
        )
    ]  # fmt: skip


def _typed(fec: Fec, end: date) -> pl.DataFrame:
    """The columns of the kind: euros for amounts, empty texts as nothing, the end of the fiscal year on each line."""
    frame = fec.frame
    frame = frame.select(pl.all().exclude(_LEFT_OUT))
    amounts = [to_euros(frame[name]).alias(name) for name in _AMOUNTS if name in frame.columns]
    texts = [
        pl.when(pl.col(name) != "").then(pl.col(name)).alias(name)
        for name, kind in frame.schema.items()
        if kind == pl.String
    ]
    frame = frame.with_columns(amounts).with_columns(texts).with_columns(pl.lit(end).alias("year_end"))
    return frame.select(
        name for name in frame.columns if name == "year_end" or frame[name].null_count() < frame.height
    )


def _named(fec: Fec, field: str) -> str:
    """The column as the file calls it."""
    if field in fec.header.places:
        return fec.header.cells[fec.header.places[field]] or field
    return {
        "year_end": "clôture de l'exercice",
        "debit": "Montant au débit",
        "credit": "Montant au crédit",
    }.get(field, field)
