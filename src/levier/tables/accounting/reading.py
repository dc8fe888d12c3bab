"""A FEC read exactly: bytes → typed lines with exact amounts, and what departs from the article's form on the way."""

from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from levier.core.errors import BadInput
from levier.core.french.numbers import format_number
from levier.tables.accounting.amounts import MOST, Amounts, read_amounts
from levier.tables.accounting.columns import BY_FIELD, Header
from levier.tables.accounting.days import read_days
from levier.tables.accounting.decoding import Decoded, to_utf8
from levier.tables.accounting.file_name import FileName, read_name
from levier.tables.accounting.splitting import Cells, cut, find_header, headerless
from levier.tables.importing.raw import BrokenLine

_DAYS = ("date", "piece_date", "lettering_date", "validated", "settled")
_AMOUNTS = ("debit", "credit", "foreign_amount")
_DEBIT = ("d", "debit", "débit", "+1", "1", "+", "db")
_CREDIT = ("c", "credit", "crédit", "-1", "-", "cr")
_LONGEST_LINE = 1_000_000
HIGHEST_SHARE_BROKEN = 0.5


@dataclass
class Fec:
    """A file read.

    ``frame``: one row a line, in the file's order: ``line`` (in the file, from 1), texts, dates, and ``debit``,
    ``credit``, ``foreign_amount`` in ten-thousandths. ``faults``: for each fault of form, the lines that have it
    (« date.unreadable » …), with ``texts`` as they were written. ``broken``: lines that could not be cut into cells.
    """

    frame: pl.DataFrame
    name: FileName
    decoded: Decoded
    header: Header
    header_line: int
    separator: str
    broken: list[BrokenLine]
    joined: list[int]
    short: list[int]
    quoted: int
    decimal: str
    faults: dict[str, pl.DataFrame] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return self.frame.height


def is_fec(data: bytes) -> bool:
    """Whether these bytes are a FEC: its column names on one of the first lines, or its 18 columns without names."""
    head = to_utf8(data[:60_000]).text
    return find_header(head) is not None or headerless(head) is not None


def is_fec_file(path: Path) -> bool:
    """Whether a text file on disk is a FEC, whatever its ending (they are .txt)."""
    try:
        with path.open("rb") as file:
            return is_fec(file.read(60_000))
    except OSError:
        return False


def read_fec(data: bytes, name: str) -> Fec:
    """The FEC in ``data``. Raises BadInput when it is not one, or when nothing in it can be read."""
    _refuse_binary(data, name)
    decoded = to_utf8(data)
    found = find_header(decoded.text) or headerless(decoded.text)
    if found is None:
        raise BadInput(
            "Ce fichier n'est pas un FEC : ses colonnes ne sont pas celles de l'article A. 47 A-1 du LPF",
            where=name,
            mend="Exportez le « fichier des écritures comptables » depuis votre logiciel de comptabilité.",
        )
    _refuse_endless_line(decoded.text, name)
    cells = cut(decoded.text, found)
    if not cells.frame.height and not cells.broken:
        raise BadInput(
            "Ce FEC ne contient aucune écriture", where=name, mend="Refaites l'export de l'exercice."
        )
    if len(cells.broken) > HIGHEST_SHARE_BROKEN * (cells.frame.height + len(cells.broken)):
        first = cells.broken[0]
        raise BadInput(
            f"{format_number(len(cells.broken))} lignes de ce FEC n'ont pas le bon nombre de colonnes",
            where=f"{name}, ligne {format_number(first.line)} : {first.reason}",
            mend="Le séparateur change en cours de fichier, ou l'export est abîmé : refaites-le.",
        )
    return _typed(cells, decoded, read_name(name))


def _refuse_binary(data: bytes, name: str) -> None:
    head = data[:4096]
    if not head.strip():
        raise BadInput("Ce fichier est vide", where=name, mend="Refaites l'export.")
    control = sum(1 for byte in head if byte < 9 or 13 < byte < 32)
    if control > 0.05 * len(head) and not (
        head[:2] in (b"\xff\xfe", b"\xfe\xff") or 0.3 < control / len(head) < 0.6
    ):
        raise BadInput(
            "Ce fichier n'est pas un fichier texte", where=name, mend="Donnez le FEC en texte (.txt)."
        )


def _refuse_endless_line(text: bytes, name: str) -> None:
    """A line of millions of characters is a lost line break, or an attack: said before anything reads it."""
    start = 0
    while start < len(text):
        end = text.find(b"\n", start, start + _LONGEST_LINE)
        if end < 0:
            if len(text) - start > _LONGEST_LINE:
                raise BadInput(
                    f"Une ligne compte plus de {format_number(_LONGEST_LINE)} caractères",
                    where=name,
                    mend="Le fichier a perdu ses fins de ligne : refaites l'export.",
                )
            return
        # Jump: the last line end within the window is enough to prove that no line in it is longer.
        last = text.rfind(b"\n", start, start + _LONGEST_LINE)
        start = last + 1


def _typed(cells: Cells, decoded: Decoded, name: FileName) -> Fec:
    faults: dict[str, pl.DataFrame] = {}
    columns: dict[str, pl.Series] = {"line": cells.lines.rename("line")}
    marks: list[str] = []
    for field_name in BY_FIELD:
        place = cells.header.places.get(field_name)
        if place is None or field_name in ("amount", "direction"):
            continue
        raw = cells.frame[str(place)]
        if field_name in _DAYS:
            days = read_days(raw)
            columns[field_name] = days.value
            _note(faults, f"{field_name}.unreadable", days.unreadable, raw, cells.lines)
            _note(faults, f"{field_name}.irregular", days.irregular, raw, cells.lines)
        elif field_name in _AMOUNTS:
            columns[field_name] = _amount(field_name, raw, cells, faults, marks)
        else:
            columns[field_name] = raw.str.strip_chars(" \t\u00a0")
    if cells.header.by_side:
        columns.update(_by_side(cells, faults, marks))
    columns["debit"] = columns["debit"].fill_null(0)
    columns["credit"] = columns["credit"].fill_null(0)
    for field_name, column in BY_FIELD.items():
        if field_name not in columns and column in cells.header.missing:
            dtype: pl.DataType = pl.Date() if field_name in _DAYS else pl.String()
            dtype = pl.Int64() if field_name in _AMOUNTS else dtype
            columns[field_name] = pl.Series(field_name, [None], dtype=dtype).new_from_index(
                0, len(cells.lines)
            )
    frame = pl.DataFrame([column.rename(key) for key, column in columns.items()])
    texts = [key for key, kind in frame.schema.items() if kind == pl.String]
    frame = frame.with_columns(pl.col(texts).fill_null(""))
    total = sum(float(frame[side].abs().cast(pl.Float64).to_numpy().sum()) for side in ("debit", "credit"))
    if total > MOST:
        raise BadInput(
            "Les montants de ce fichier dépassent ce qu'une comptabilité peut contenir",
            where=name.name,
            mend="Vérifiez les colonnes Débit et Crédit.",
        )
    decimal = max(set(marks), key=marks.count) if marks else ""
    return Fec(
        frame, name, decoded, cells.header, cells.header_line, cells.separator, cells.broken, cells.joined,
        cells.short, cells.quoted, decimal, faults,
    )  # fmt: skip


def _amount(
    key: str, raw: pl.Series, cells: Cells, faults: dict[str, pl.DataFrame], marks: list[str]
) -> pl.Series:
    read: Amounts = read_amounts(raw)
    _note(faults, f"{key}.unreadable", read.unreadable, raw, cells.lines)
    _note(faults, f"{key}.irregular", read.irregular, raw, cells.lines)
    _note(faults, f"{key}.rounded", read.rounded, raw, cells.lines)
    if read.decimal and key != "foreign_amount":
        marks.append(read.decimal)
    return read.value


def _by_side(cells: Cells, faults: dict[str, pl.DataFrame], marks: list[str]) -> dict[str, pl.Series]:
    """« Montant » and « Sens » as debit and credit; a line whose side is not said counts on neither."""
    amount = _amount(
        "amount", cells.frame[str(cells.header.places["amount"])], cells, faults, marks
    ).fill_null(0)
    raw = cells.frame[str(cells.header.places["direction"])]
    side = raw.str.strip_chars().str.to_lowercase()
    debit, credit = side.is_in(list(_DEBIT)), side.is_in(list(_CREDIT))
    _note(faults, "direction.unreadable", ~(debit | credit).fill_null(value=False), raw, cells.lines)
    zero = pl.Series([0], dtype=pl.Int64).new_from_index(0, len(amount))
    return {"debit": amount.zip_with(debit, zero), "credit": amount.zip_with(credit, zero)}


def _note(
    faults: dict[str, pl.DataFrame], key: str, mask: pl.Series, raw: pl.Series, lines: pl.Series
) -> None:
    if mask.any():
        faults[key] = pl.DataFrame({"line": lines.filter(mask), "text": raw.filter(mask).str.slice(0, 60)})
