"""A file, whatever its format, as raw tables. The format is told by the bytes, not by the name."""

from pathlib import Path

from levier.core.errors import BadInput
from levier.tables.importing.apart import set_apart
from levier.tables.importing.compressed import is_compressed, unpacked
from levier.tables.importing.formats import format_of
from levier.tables.importing.how import How
from levier.tables.importing.memory import require_memory
from levier.tables.importing.raw import RawTable
from levier.tables.importing.sheets import is_workbook, read_workbook
from levier.tables.importing.text_files import read_text_table

LARGEST = 600 * 1024 * 1024
_PDF = b"%PDF"


def read_bytes(path: Path) -> bytes:
    """The bytes of the file. Raises BadInput when it is absent, empty or too big."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise BadInput(
                f"Ce fichier est trop gros ({size // 1024**2} Mo, {LARGEST // 1024**2} Mo au plus)",
                where=path.name,
                mend="Découpez-le par période et importez les morceaux l'un après l'autre en mode « ajouter ».",
            )
        data = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, PermissionError) as fault:
        raise BadInput(
            "Ce fichier n'existe pas ou ne peut pas être lu",
            where=path.name,
            mend="Vérifiez son emplacement.",
        ) from fault
    if not data:
        raise BadInput("Ce fichier est vide", where=path.name, mend="Vérifiez l'export puis recommencez.")
    return data


def open_tables(data: bytes, where: str, how: How = How()) -> list[RawTable]:
    """The tables in ``data``, the one to propose first. Raises BadInput when the format is unknown or the file corrupted."""
    inner = where
    if is_compressed(data):
        data, inner = unpacked(data, where, LARGEST)
    if found := format_of(data, inner):
        tables = found.read(data, inner)
        if not tables:
            raise BadInput(
                f"Ce fichier ({found.LABEL}) ne contient aucune ligne", where=where, mend="Vérifiez l'export."
            )
        return tables
    if is_workbook(data):
        return [set_apart(table) for table in read_workbook(data, inner, how)]
    if data.startswith(_PDF):
        raise BadInput(
            "Un PDF n'est pas un tableau de données",
            where=where,
            mend="Ajoutez-le comme document, ou exportez les données en CSV ou en XLSX.",
        )
    require_memory(len(data), where)
    return [set_apart(read_text_table(data, inner, how))]


def open_table(data: bytes, where: str, how: How = How()) -> RawTable:
    """The table to read: the one that was asked, or the first.

    Raises BadInput as ``open_tables``, and when there is no sheet of the name that was said.
    """
    return chosen_table(open_tables(data, where, how), where, how)


def chosen_table(tables: list[RawTable], where: str, how: How) -> RawTable:
    """The table named by ``how.sheet`` (its title, or its number from 1); the first when none is named.

    Raises BadInput with the names there are.
    """
    wanted = how.sheet.strip()
    if not wanted:
        first = tables[0]
        if len(tables) > 1:
            others = ", ".join(f"« {table.title} »" for table in tables[1:5])
            first.notes.append(f"« {first.title} » est lu ; aussi dans ce fichier : {others}.")
        return first
    for table in tables:
        if table.title.casefold() == wanted.casefold():
            return table
    if wanted.isdecimal() and 1 <= int(wanted) <= len(tables):
        return tables[int(wanted) - 1]
    names = ", ".join(f"« {table.title} »" for table in tables if table.title) or "une seule table, sans nom"
    raise BadInput(
        f"Il n'y a pas de feuille « {wanted} » dans ce fichier", where=where, mend=f"Il contient : {names}."
    )
